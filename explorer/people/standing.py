"""As what people stand in the records of one person, and what is told of his police reports beside what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from explorer.corrections.asking import FLAGS, flags_of
from explorer.relations.met import MOST_PEOPLE

# By each of his lists of records, as what he stands in them.
LENSES: Mapping[str, str] = {
    "incidentsAsRespondent": "RESPONDENT_IN",
    "incidentsAsAffected": "AFFECTED_IN",
    "incidentsAsChild": "CHILD_IN",
    "ordersAgainst": "RESTRAINED_BY",
    "ordersProtecting": "PROTECTED_BY",
    "courtFiles": "RESPONDENT_ON_FILE",
    "charges": "ACCUSED_IN",
    "chargesAsWronged": "WRONGED_IN",
    "custodyEpisodes": "HELD_IN",
    "supervisions": "SUPERVISED_IN",
    "riskAssessments": "ASSESSED_IN",
    "riskAssessmentsAsChild": "CHILD_ASSESSED_IN",
    "riskAssessmentsAsRespondent": "ASSESSED_AS_RISK_IN",
    "safetyPlans": "PLANNED_FOR",
    "protectionReportsAsChild": "CHILD_REPORTED_IN",
    "protectionReportsAsResponsible": "RESPONSIBLE_IN",
    "referrals": "REFERRED_IN",
}
REPORTS = ("incidentsAsRespondent", "incidentsAsAffected", "incidentsAsChild")
STANDS = "query Stands($id: ID!, $then: DateTime) {{ person(id: $id, asOf: $then, knownAt: $then) {{ {} }} }}".format(
    " ".join(f"{lens}(first: 500) {{ id {' '.join(FLAGS) if lens in REPORTS else ''} }}" for lens in LENSES)
)
BESIDE = f"""query Beside($id: ID!, $then: DateTime) {{
  expand(person: $id, first: {MOST_PEOPLE}, asOf: $then, knownAt: $then) {{
    neighbours {{ records {{ id part otherPart }} }} }} }}"""


def flagged(stands: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """By the id of each police report that something is told of: who used violence in it."""
    return {one["id"]: flags for lens in REPORTS for one in stands[lens] if (flags := flags_of(one))}


def parts(stands: Mapping[str, Any], *beside: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """By the id of each record, as what he stands in it, and the others shown where they were asked for."""
    found: dict[str, frozenset[str]] = {}
    for id, part in (*_his(stands), *(one for told in beside for one in _theirs(told))):
        found[id] = found.get(id, frozenset()) | {part}
    return found


def _his(stands: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((one["id"], part) for lens, part in LENSES.items() for one in stands[lens])


def _theirs(beside: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for neighbour in beside["neighbours"]:
        for record in neighbour["records"]:
            yield record["id"], record["part"]
            yield record["id"], record["otherPart"]
