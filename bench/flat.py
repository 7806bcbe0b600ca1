"""The same data fetched the usual way: a flat statement for each list, joined by the client.

Each has the tests of time and membership of the hub's own statement, and is given the same: `p0` is the moment asked
about, `p1` the one at which it was known. `$ids` are those that the statement named by `of` found; the others are the
variables of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import AsyncSession


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: `name` is what it finds, the first column their ids; `of` is whose it looks for."""

    name: str
    text: str
    of: str = ""


def _listed(node: str, name: str) -> str:
    own = f"{node}.own IN $given.own_{name} AND NOT {node}.id IN $given.walled"
    return f"({node}.id IN $given.{name} OR ({own}))"


def _held(node: str) -> str:
    return f"{node}.recorded_from <= $given.p1 AND {node}.recorded_to > $given.p1"


def _record(node: str) -> str:
    lasting = f"({node}.valid_to IS NULL OR {node}.valid_to > $given.p0)"
    return f"{_held(node)} AND {node}.valid_from <= $given.p0 AND {lasting} AND {_listed(node, 'personrecord_there')}"


def _if(node: str, listed: str, value: str) -> str:
    return f"CASE WHEN {_listed(node, listed)} THEN {node}.{value} END AS {value}"


def _parties(name: str, part: str, columns: str = "") -> Step:
    text = (
        f"MATCH (i:Incident)<-[:{part}]-(r) WHERE i.id IN $ids AND {_record('r')} "
        f"RETURN r.id, i.lineage AS of, r.lineage AS lineage, r.initials AS initials, r.birth_year AS birth_year"
        f"{columns} ORDER BY of, lineage"
    )
    return Step(name, text, "incidents")


BELIEVED = "k.from <= $given.p1 AND k.until > $given.p1"
# Who was joined is told by the least id of which a record is there.
JOINED = (
    "COLLECT { MATCH (p) WHERE p.joined MATCH (p)<-[:SAME_AS*0..1]-(o) WHERE EXISTS { "
    f"MATCH (j:PersonRecord {{origin: o.id}}) WHERE {_record('j')} }} RETURN o.id ORDER BY o.id DESC }}"
)
RISK = f"({_listed('i', 'incident_risk_f')} OR {_listed('i', 'incident_risk_s')})"
POINT_READ = (
    Step(
        "incidents",
        f"MATCH (i:Incident {{lineage: $id}}) WHERE {_held('i')} AND i.occurred_from <= $given.p0 "
        f"AND {_listed('i', 'incident_there')} RETURN i.id, i.lineage AS lineage, i.portal_id AS portal_id, "
        f"i.occurred_from AS occurred_from, CASE WHEN {RISK} THEN i.risk_band END AS risk_band, "
        f"{_if('i', 'incident_narrative_f', 'narrative')}",
    ),
)
NAMED = f", {_if('r', 'personrecord_identity_f', 'family_name')}"
HISTORY = (
    Step("person", "MATCH (p:Person {id: $id}) RETURN p.id, p.id AS id"),
    Step(
        "incidents",
        f"MATCH (:Person {{id: $id}})-[k:KNOWN_AS]->(m)-[:RESPONDENT_IN]->(i) WHERE {BELIEVED} "
        f"AND {_held('m')} AND {_listed('m', 'personrecord_there')} AND {_held('i')} "
        f"AND i.occurred_from <= $given.p0 AND {_listed('i', 'incident_there')} WITH DISTINCT i "
        f"ORDER BY i.occurred_from DESC, i.lineage LIMIT $first "
        f"RETURN i.id, i.lineage AS lineage, i.occurred_from AS occurred_from, i.location_type AS location_type, "
        f"i.offences AS offences, CASE WHEN {RISK} THEN i.risk_band END AS risk_band, "
        f"{_if('i', 'incident_narrative_f', 'narrative')}",
    ),
    _parties("affected", "AFFECTED_IN", NAMED),
    _parties("children", "CHILD_IN"),
    Step(
        "orders",
        f"MATCH (i:Incident)-[:STATES]->(o) WHERE i.id IN $ids AND {_held('o')} AND coalesce(o.made_on, '') <= "
        f"$given.p0 AND {_listed('o', 'order_there')} RETURN o.id, i.lineage AS of, o.lineage AS lineage, "
        f"{_if('o', 'order_orders_f', 'order_kind')}, o.in_force AS in_force, o.ends_on AS ends_on, "
        f"{_if('o', 'order_orders_f', 'conditions')} ORDER BY of, lineage",
        "incidents",
    ),
    Step(
        "protected",
        f"MATCH (o:Order)<-[:PROTECTED_BY]-(r) WHERE o.id IN $ids AND {_record('r')} "
        "RETURN r.id, o.lineage AS of, r.lineage AS lineage, r.initials AS initials ORDER BY of, lineage",
        "orders",
    ),
    Step(
        "referrals",
        f"MATCH (i:Incident)<-[:ARISES_FROM]-(f) WHERE i.id IN $ids AND {_held('f')} AND coalesce(f.referred_at, '') "
        f"<= $given.p0 AND {_listed('f', 'referral_there')} RETURN f.id, i.lineage AS of, f.lineage AS lineage, "
        f"{_if('f', 'referral_referral_f', 'party')}, f.state AS state ORDER BY of, lineage",
        "incidents",
    ),
)
PAGE = (
    Step(
        "incidents",
        f"MATCH (i:Incident) WHERE i.own = $given.own_incident_there[0] AND {_held('i')} AND i.occurred_from <= "
        "$given.p0 RETURN i.id, i.lineage AS lineage, i.occurred_from AS occurred_from "
        "ORDER BY i.own DESC, i.occurred_from DESC, i.lineage LIMIT $first",
    ),
    _parties("affected", "AFFECTED_IN"),
    _parties("respondent", "RESPONDENT_IN"),
    Step(
        "people",
        f"MATCH (r:PersonRecord)<-[k:KNOWN_AS]-(p) WHERE r.id IN $ids AND {BELIEVED} "
        f"RETURN p.id, r.lineage AS of, reduce(known = p.id, one IN {JOINED} | one) AS id",
        "respondent",
    ),
    _parties("children", "CHILD_IN"),
)


async def fetch(
    session: AsyncSession, steps: tuple[Step, ...], given: Mapping[str, Any], variables: Mapping[str, Any]
) -> dict[str, list[list[Any]]]:
    """Rows by what they are; the first column is the node's own id, for the next step."""
    found: dict[str, list[list[Any]]] = {}
    for step in steps:
        ids = [row[0] for row in found.get(step.of, ())]
        result = await session.run(step.text, {**variables, "given": given, "ids": ids})
        found[step.name] = [record.values() async for record in result]
    return found
