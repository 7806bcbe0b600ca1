"""The three pages that are measured: a question, who asks it, and the flat statements that fetch the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench import flat
from bench.flat import Step
from bench.hub import BenchFault, Served

POINT_READ = """query PointRead($id: ID!) {
  incident(id: $id) { id portalId occurredFrom riskBand { code } narrative }
}"""
HISTORY = """query History($id: ID!, $first: Int!) {
  person(id: $id) { id
    incidentsAsRespondent(first: $first, orderBy: OCCURRED_FROM_DESC) {
      id occurredFrom locationType { label } offences { label } riskBand { label } narrative
      affected { id initials familyName birthYear } children { id initials birthYear }
      orders { id orderKind { label } inForce endsOn conditions { label } protected { id initials } }
      referrals { id party { label } state { label } } } }
}"""
PAGE = """query Page($first: Int!) {
  incidents(first: $first) { nodes { id occurredFrom
    affected { id initials birthYear } respondent { id initials birthYear person { id } }
    children { id initials birthYear } } }
}"""
LATEST = """RETURN head(COLLECT { MATCH (:Person {id: $given.subject})-[:KNOWN_AS]->()-[:RESPONDENT_IN]->(i)
WHERE i.recorded_to > $given.now RETURN i.lineage ORDER BY i.occurred_from DESC })"""


@dataclass(frozen=True, slots=True)
class Page:
    """One question of one role."""

    name: str
    role: str
    text: str
    variables: Mapping[str, Any]
    steps: tuple[Step, ...]


async def pages(served: Served) -> tuple[Page, ...]:
    given = {"subject": served.subject, "now": served.parts.hub.now()}
    latest = await served.parts.database.value(LATEST, given)
    if latest is None:
        raise BenchFault("The subject has no report.")
    return (
        Page("point read", "cip_analyst", POINT_READ, {"id": latest}, flat.POINT_READ),
        Page("history page", "cip_analyst", HISTORY, {"id": served.subject, "first": 40}, flat.HISTORY),
        Page("big page", "police_member", PAGE, {"first": 200}, flat.PAGE),
    )
