"""Erasures: a record that its custodian's reviewers have destroyed, and what of the graph goes with it.

    (:Erasure {record, connector, custodian, source_id, state})     OPEN → REFUSED, or ERASED

Privacy and Data Protection Act 2014 (Vic) Sch 1, IPP 4.2. What the record stated goes, node by node, and what was drawn
from it alone: markings on it, requests to correct it, statements of a relationship that rest on nothing else. A Person
stays: it is an id, on which matters and decisions hang. What other records state too, stays as they state it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from authz.ledger_erasing import ERASE
from graph import reports
from graph.claims import Claims
from graph.corrections import CORRECTION
from graph.exclusions import MARKING, WITH_LINEAGE
from graph.identity import DESCRIBED_AS, DESCRIPTION
from graph.keeping import NOTE, VIEW
from graph.kinship import DECISION, RELATIONSHIP, STATEMENT
from graph.planner import Planner
from graph.roots import Root, column
from graph.selection import Selection
from graph.statement import REVIEWING, Column
from graph.turning import Turned
from graph.writer import GUARD, Stated, Step, UnknownWord

ERASURE = "Erasure"
ERASABLE = (*WITH_LINEAGE, NOTE, VIEW)  # what a record states under an id that stays; what workers keep in a matter
SHARED = ("Attendance", "AT_ATTENDANCE")  # stated by several reports: one node, by the values of the first


def named(noun: str) -> str:
    """By which connector the record came that states what has this id, and as what."""
    return f"MATCH (n:{noun} {{lineage: $given.record}}) RETURN [n.source, n.source_id] LIMIT 1"


# What a decision needs to know.
WAITS = f"""
RETURN EXISTS {{ (:{ERASURE} {{connector: $given.connector, custodian: $given.custodian,
  source_id: $given.source_id, state: 'OPEN'}}) }}"""
HELD = f"""
MATCH (e:{ERASURE} {{id: $given.erasure, custodian: $given.custodian, state: 'OPEN'}})
RETURN [e.connector, e.custodian, e.source_id, e.by, e.authority]"""

# What of the graph was drawn from the record, and what it shares with others. `records` and `incidents` are its own, of
# all its versions, as are the ids that it states; `lineages` are those of all that it states.
MARKS = f"UNWIND $given.lineages AS id MATCH (x:{MARKING} {{lineage: id}}) RETURN x.id ORDER BY x.id"
CORRECTIONS = f"UNWIND $given.lineages AS id MATCH (c:{CORRECTION} {{record: id}}) RETURN c.id ORDER BY c.id"
# A report says it, or it is a home that no other record of that origin gives.
STATEMENTS = f"""
CALL () {{
  UNWIND $given.incidents AS id
  MATCH (l:{RELATIONSHIP})<-[:ABOUT]-(s:{STATEMENT})-[:RESTS_ON]->(:Incident {{id: id}}) RETURN s, l
  UNION UNWIND $given.records AS id
  MATCH (r:PersonRecord {{id: id}})-[:LIVES_AT]->(a:Address) WHERE a.key IS NOT NULL
  WITH DISTINCT r.origin AS origin, a.key AS key
  MATCH (:Person {{id: origin}})<-[:BETWEEN]-(l:{RELATIONSHIP})<-[:ABOUT]-(s:{STATEMENT} {{key: key}})
  WHERE NOT EXISTS {{
    MATCH (o:PersonRecord {{origin: origin}})-[:LIVES_AT]->(:Address {{key: key}}) WHERE NOT o.id IN $given.records }}
  RETURN s, l }}
RETURN DISTINCT [s.id, l.id] AS ids ORDER BY ids"""
DESCRIPTIONS = f"""
UNWIND $given.descriptions AS id MATCH (d:{DESCRIPTION} {{id: id}})
WHERE EXISTS {{ MATCH (r:PersonRecord)-[:{DESCRIBED_AS}]->(d) WHERE NOT r.id IN $given.records }}
RETURN d.id ORDER BY d.id"""
SHARERS = f"""
UNWIND $given.shared AS id MATCH (:{SHARED[0]} {{id: id}})<-[:{SHARED[1]}]-(i:Incident)
WHERE NOT i.id IN $given.incidents RETURN DISTINCT [i.source, i.custodian, i.source_id] AS key ORDER BY key"""
DRAWN = "RETURN [{}]".format(
    ", ".join(
        f"COLLECT {{ {text.strip()} }}"
        for text in (MARKS, CORRECTIONS, STATEMENTS, DESCRIPTIONS, SHARERS, reports.TELLING)
    )
)

# What each command writes.
REQUEST = f"""
MERGE (e:{ERASURE} {{id: $given.id}})
ON CREATE SET e.noun = $given.noun, e.record = $given.record, e.connector = $given.connector,
  e.custodian = $given.custodian, e.source_id = $given.source_id, e.authority = $given.authority,
  e.reason = $given.reason, e.by = $given.by, e.asked_at = $given.at, e.state = 'OPEN'"""
DECIDE = f"""
MATCH (e:{ERASURE} {{{{id: $given.erasure, state: 'OPEN'}}}})
SET e.state = '{{0}}', e.decided_by = $given.by, e.decided_at = $given.at, e.decided_because = $given.reason"""
WRITES: Mapping[str, tuple[str, ...]] = {
    "requestErasure": (REQUEST.strip(),),
    "refuseErasure": (DECIDE.strip().format("REFUSED"),),
    ERASE: (DECIDE.strip().format("ERASED"), reports.ERASED),
}
GONE = "UNWIND $given.ids AS id MATCH (n:{0} {{id: id}}) DETACH DELETE n"
# Compared when the erased record came; a graph that is built again has it from those who state it still.
COMPARED = f"UNWIND $given.ids AS id MATCH (d:{DESCRIPTION} {{id: id}}) REMOVE d.fresh"
RESTING_ON_NOTHING = f"""
UNWIND $given.ids AS id MATCH (l:{RELATIONSHIP} {{id: id}})
WHERE NOT EXISTS {{ (:{STATEMENT})-[:ABOUT]->(l) }} AND NOT EXISTS {{ (:{DECISION})-[:ON]->(l) }} DETACH DELETE l"""
BESIDE = frozenset({MARKING, CORRECTION, STATEMENT, NOTE, VIEW})


def removed(given: Mapping[str, Any], labels: frozenset[str]) -> Iterator[Step]:
    """By the body of the entry that erases."""
    for label, ids in given["nodes"].items():
        if label not in labels | BESIDE:
            raise UnknownWord(label)
        yield GONE.format(label), {"ids": ids}
    yield COMPARED, {"ids": given["descriptions"]}
    yield RESTING_ON_NOTHING.strip(), {"ids": given["relationships"]}
    yield GUARD, {"keys": given["keys"]}


def restated(others: Iterable[Stated], given: Mapping[str, Any]) -> list[Stated]:
    """Of what went, what these state too."""
    ids = frozenset(given["nodes"].get(SHARED[0], ()))
    return [replace(stated, claims=_of(stated.claims, ids)) for stated in others]


def _of(claims: Claims, ids: frozenset[str]) -> Claims:
    nodes = tuple(node for node in claims.nodes if node.id in ids)
    return Claims(nodes, tuple(edge for edge in claims.edges if edge.end_id in ids))


LISTED = (
    f"COLLECT {{{{ MATCH (e:{ERASURE} {{{{custodian: {{0}}, state: 'OPEN'}}}}) "
    "WITH e, e.asked_at + e.id AS at {1} RETURN [at, e.id, e.noun, e.record, e.authority, e.reason, e.asked_at] {2} }}"
)


def to_decide(work: Callable[..., Any]) -> Root:
    """Those that wait for the custodian whose reviewer asks, the oldest first."""

    def plan(planner: Planner, selection: Selection) -> Column:
        turned = Turned(planner, selection, ERASURE)
        text = LISTED.format(planner.parameters.add(REVIEWING), turned.behind, turned.page)
        return column(planner, selection, text, turned.valued(work))

    return plan
