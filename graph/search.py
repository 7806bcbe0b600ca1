"""The search for people: one expression that looks up a key, lets the policy's lists decide, and shows no more of a
record than what is searched by.

`$given.search` is worked out for each asker (`resolvers.searching`): `terms` of the full-text index, and lists of the
policy's words, `VICTIM` for all that a person is, `AS VICTIM` for what he is sought as. The text is the same for every
role; it changes with what is searched by. Whoever may not be found is gone before anything is cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authz.moment import ENDED_ORDERS
from graph.conditions import TRUE
from graph.exclusion import nothing_kept, told
from graph.identity import DESCRIBED_AS, KEYS, KNOWN_AS
from graph.planner import Planner
from graph.roots import column
from graph.scope import PARTY
from graph.selection import Selection
from graph.statement import Column
from graph.times import OPEN

ASKER = ("$given.search.custodian", "$given.search.organisation")


def _told(variable: str, owner: str = "") -> str:
    """W05: not excluded from the asker."""
    return told(variable, f"{owner or variable}.custodian", *ASKER)


ENDED = ", ".join(f"'{state}'" for state in sorted(ENDED_ORDERS))
KNOWN = f"MATCH (p)-[:{KNOWN_AS} {{until: '{OPEN}'}}]->(r:PersonRecord)"
LOOKED_UP = f"CALL db.index.fulltext.queryNodes('{KEYS}', $given.search.terms) YIELD node"
# An address that anybody marked as suppressed is found by nobody (W07); `guarded` is written for every address.
HIDDEN_PLACE = "(coalesce(a.suppressed, false) OR coalesce(a.guarded, true))"
HOLDS_NOW = "coalesce(a.valid_to, $given.search.today) >= $given.search.today"
# Until he is grown up, or while an order or a marking protects him, a child is a child (policy README, rule 2).
PROTECTED_NOW = f"""(EXISTS {{ {KNOWN} MATCH (r)-[:PROTECTED_BY]->(o:Order)
        WHERE o.recorded_to = '{OPEN}' AND o.served = true AND NOT o.state IN [{ENDED}]
          AND coalesce(o.starts_on, '') <= $given.search.today
          AND coalesce(o.ends_on, $given.search.today) >= $given.search.today }}
      OR EXISTS {{ {KNOWN} MATCH (r)-[:LIVES_AT]->(a:Address {{suppressed: true}})
        WHERE r.recorded_to = '{OPEN}' AND {HOLDS_NOW} }})"""
# What of a record each thing searched by is compared with.
COMPARED = {
    "name": "[[r.family_name, r.given_names]] + COLLECT { MATCH (r)-[:NAMED]->(n:PersonName) "
    f"WHERE {_told('n', 'r')} RETURN [n.family_name, n.given_names] ORDER BY n.id }}",
    "birth": "[r.birth_date, r.birth_year, r.age_stated, r.valid_from]",
    "sex": "r.sex",
    "phone": "COLLECT { MATCH (r)-[:REACHED_AT]->(c:Contact) "
    f"WHERE {_told('c', 'r')} AND c.value IS NOT NULL AND coalesce(c.kind, '') <> 'EMAIL' RETURN c.value }}",
    "address": f"COLLECT {{ MATCH (r)-[:LIVES_AT]->(a:Address) WHERE {_told('a', 'r')} AND NOT {HIDDEN_PLACE} "
    f"AND ({HOLDS_NOW} OR any(w IN words WHERE w IN $given.search.past)) "
    f"RETURN [a.line, a.suburb, a.postcode, {HOLDS_NOW}] }}",
    "reference": "[r.custodian, r.person_number]",
}
HANDLE = ("r.origin", "r.lineage", "r.custodian", "r.initials", "r.birth_year")
BIRTH_AGREES = (
    "(any(w IN words WHERE w IN $given.search.by_name) OR "
    "any(row IN records WHERE row[{0}][0] IN $given.search.birth_dates))"
)
# A suppressed address that was met: whose record it is, so that he can be told; the asker sees nothing of it.
MET = f"""COLLECT {{ {LOOKED_UP} MATCH (node)<-[:{DESCRIBED_AS}]-(r:PersonRecord)-[:LIVES_AT]->(a:Address)
  WHERE {HIDDEN_PLACE} AND any(x IN node.addresses WHERE split(x, '|')[0] = $given.search.place[0]
    AND all(n IN [1, 2] WHERE split(x, '|')[n] IN ['', $given.search.place[n]] OR $given.search.place[n] = ''))
  WITH DISTINCT r.custodian AS custodian RETURN custodian ORDER BY custodian }}"""


def people(planner: Planner, selection: Selection) -> Column:
    """Rows of [words, records]; each record the handle, then what `compared` names, in that order."""
    asked = compared(selection.arguments["by"])
    text = f"[{_found(planner, asked)}, {MET if 'address' in asked else '[]'}]"
    return column(planner, selection, text, lambda found, _key: found)


def compared(by: Mapping[str, Any]) -> tuple[str, ...]:
    """Which parts of a record are compared, by what is given; whatever its value."""
    given = {name for name, value in by.items() if value is not None}
    parts = {
        "name": given & {"name", "family_name", "given_names"},
        "birth": given & {"birth_date", "age"},
        **{name: given & {name} for name in ("sex", "phone", "address", "reference")},
    }
    return tuple(name for name in COMPARED if parts[name])


def _found(planner: Planner, asked: tuple[str, ...]) -> str:
    values = ", ".join((*HANDLE, *(COMPARED[part] for part in asked)))
    agrees = BIRTH_AGREES.format(len(HANDLE) + asked.index("birth")) if {"name", "birth"} <= set(asked) else TRUE
    return f"""COLLECT {{
  CALL () {{ {LOOKED_UP} MATCH (node)<-[:{DESCRIBED_AS}]-(x:PersonRecord)
    MATCH (x)<-[:{KNOWN_AS} {{until: '{OPEN}'}}]-(p:Person) RETURN DISTINCT p }}
  WITH p WHERE NOT p.id IN $given.search.walled
  {_standings(planner)}
  WITH p, words, COLLECT {{ {KNOWN}
      WHERE r.recorded_to = '{OPEN}' AND {_told("r")} AND {nothing_kept("r", "r.custodian", *ASKER)}
        AND (any(w IN words WHERE w IN $given.search.everywhere) OR r.custodian = $given.search.custodian)
      WITH r, words ORDER BY r.lineage, r.id RETURN [{values}] }} AS records
  WHERE size(records) > 0 AND {agrees}
  WITH p, words, records ORDER BY p.id LIMIT $given.search.most
  RETURN [words, records] }}"""


def _standings(planner: Planner) -> str:
    """All that the human being is, anywhere and whether or not it may be seen, and the words that he is found by.

    What he is sought as must be told by a part that may be: current, not excluded from the asker, own where own records
    alone are, and in nothing that is kept from the asker (W10).
    """
    return f"""WITH p, [n IN $given.search.named WHERE n[0] = p.id | n[1]] AS named,
    COLLECT {{ {KNOWN} MATCH (r)-[e:{"|".join(planner.model.parts())}]->(v) RETURN DISTINCT [
      {_standing_of_part(planner)},
      CASE WHEN r.recorded_to = '{OPEN}' AND v.recorded_to = '{OPEN}' AND {_told("r")} AND {_told("v")}
        AND {_told("e", "r")} AND NOT v.id IN $given.search.apart THEN r.custodian END] }} AS parts,
    COLLECT {{ {KNOWN} RETURN DISTINCT [
      coalesce(r.standing, 'VICTIM'), coalesce(r.birth_date, toString(r.birth_year) + '-12-31')] }} AS said
  WITH p, parts, named, [x IN parts | x[0]] + [x IN said | x[0]] + named AS stands,
    all(x IN said WHERE x[1] IS NULL) OR any(x IN said WHERE coalesce(x[1] > $given.search.grown, false))
      OR {PROTECTED_NOW} AS young
  WITH p, parts, named, coalesce([s IN $given.search.order WHERE s IN stands AND (s <> 'CHILD' OR young)
      AND (s <> 'ALLEGED' OR NOT 'PERPETRATOR' IN named)][0], 'NONE') AS most
  WITH p, [w IN [most, 'AS ' + CASE WHEN $given.search.sought = 'ALLEGED' AND 'PERPETRATOR' IN named
      THEN 'PERPETRATOR' ELSE $given.search.sought END]
    WHERE (w IN $given.search.everywhere AND (most <> 'ALLEGED' OR $given.search.alleged)
        AND ($given.search.sought = 'NONE' OR any(x IN parts WHERE x[0] = $given.search.sought AND x[1] IS NOT NULL)))
      OR (w IN $given.search.own AND ($given.search.sought = 'NONE'
        OR any(x IN parts WHERE x[0] = $given.search.sought AND x[1] = $given.search.custodian)))] AS words
  WHERE size(words) > 0"""


def _standing_of_part(planner: Planner) -> str:
    """A referral says of its person which party he is; an unknown word protects."""
    by_party = " ".join(f"WHEN '{party}' THEN '{standing}'" for party, standing in PARTY.items())
    by_part = " ".join(f"WHEN '{part}' THEN '{standing}'" for part, standing in planner.model.parts().items()
                       if part != "REFERRED_IN")  # fmt: skip
    return f"CASE type(e) {by_part} ELSE CASE v.party {by_party} ELSE 'VICTIM' END END"
