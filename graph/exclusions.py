"""Markings of excluded information (FVPA s 144C): what a custodian keeps from others, and when he looks anew.

    (x:ExclusionMarking {from, until, …})-[:ON]->(n)      each version of what is marked
    (x)-[:FOLLOWS]->(the marking before it)               nothing of a marking is overwritten but its end

What the markings in force say of a node is written beside it, as `exclusion` and `released`: see `graph.exclusion`.
They are of a lineage, so that a new version of a record is excluded as it comes. A place, name or way to reach has no
lineage of its own: what a new version states in its stead is excluded with it until somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.lists import page_size
from graph.planner import Planner
from graph.roots import Root, column, valued
from graph.selection import Selection
from graph.statement import NOW, REVIEWING, Column
from graph.times import OPEN

MARKING = "ExclusionMarking"
WITH_LINEAGE = ("PersonRecord", "Incident", "Order", "Referral")
STATED_BY: Mapping[str, str] = {"PersonName": "NAMED", "Contact": "REACHED_AT", "Address": "LIVES_AT|AT"}
"""Of what has no lineage: by which relationship its record or report states it."""
EXCLUDABLE = (*WITH_LINEAGE, *STATED_BY)
STATING = frozenset(word for words in STATED_BY.values() for word in words.split("|"))


def held(noun: str) -> str:
    """The versions of what an id names, each with the lineage that states it, where the custodian is the asker's."""
    if noun in STATED_BY:
        found = f"MATCH (n:{noun} {{id: $given.record}})<-[:{STATED_BY[noun]}]-(o)"
    else:
        found = f"MATCH (n:{noun} {{lineage: $given.record}}) WITH n, n AS o"
    return f"{found} WHERE o.custodian = $given.custodian RETURN collect([n.id, o.lineage])"


IN_FORCE = f"MATCH (x:{MARKING} {{record: $given.record, until: '{OPEN}'}}) RETURN collect(x.id)"
MARKED = f"""
MATCH (x:{MARKING} {{id: $given.exclusion, custodian: $given.custodian, until: '{OPEN}'}})
RETURN x {{.noun, .record, .lineage, .ground, .released, nodes: COLLECT {{ MATCH (x)-[:ON]->(n) RETURN n.id }}}}"""
UNKNOWN = """
RETURN [o IN $given.organisations WHERE NOT EXISTS { (:Organisation {id: o}) }]"""

# Of several markings on one node a reader must be released from each.
STANDS = f"""
WITH n, COLLECT {{ MATCH (x:{MARKING} {{until: '{OPEN}'}})-[:ON]->(n) RETURN x ORDER BY x.id }} AS marks
SET n.exclusion = marks[0].ground,
  n.released = [o IN marks[0].released WHERE all(x IN marks WHERE o IN x.released)]"""
BEGIN = f"""
MERGE (x:{MARKING} {{id: $given.id}})
ON CREATE SET x.noun = $given.noun, x.record = $given.record, x.lineage = $given.lineage, x.ground = $given.ground,
  x.reason = $given.reason, x.review_on = $given.review_on, x.released = $given.released,
  x.custodian = $given.custodian, x.by = $given.by, x.from = $given.at, x.until = '{OPEN}'
WITH x UNWIND $given.follows AS id
MATCH (before:{MARKING} {{id: id}}) WHERE before.until = '{OPEN}' SET before.until = $given.at
MERGE (x)-[:FOLLOWS]->(before)"""
ON = f"MERGE (x)-[:ON]->(n) WITH DISTINCT n {STANDS.strip()}"
END = f"""
MATCH (x:{MARKING} {{id: $given.exclusion}}) WHERE x.until = '{OPEN}'
SET x.until = $given.at, x.ended_by = $given.by, x.ended_because = $given.reason
WITH x MATCH (x)-[:ON]->(n) {STANDS.strip()}"""
MARKS = (
    BEGIN.strip(),
    *(f"MATCH (x:{MARKING} {{id: $given.id}}) UNWIND $given.nodes AS id MATCH (n:{noun} {{id: id}}) {ON}"
      for noun in EXCLUDABLE),
)  # fmt: skip
WRITES: Mapping[str, tuple[str, ...]] = {
    "excludeInformation": MARKS,
    "reviewExclusion": MARKS,
    "releaseExclusion": (END.strip(),),
}
# What is new and of a lineage of which something of its kind is marked.
CARRIED: Mapping[str, str] = {
    noun: f"UNWIND $given.rows AS row MATCH (x:{MARKING} {{lineage: row.lineage, noun: '{noun}', until: '{OPEN}'}}) "
    f"MATCH (n:{noun} {{id: row.id}}) {ON}"
    for noun in EXCLUDABLE
}

LISTED = (
    f"COLLECT {{{{ MATCH (x:{MARKING} {{{{custodian: {{0}}, until: '{OPEN}'}}}}) "
    "RETURN [x.id, x.noun, x.record, x.ground, x.reason, x.review_on, x.released, x.from, {1}] "
    "ORDER BY x.review_on, x.id LIMIT {2} }}"
)


def to_review(work: Callable[..., Any]) -> Root:
    """The markings in force of the custodian whose reviewer asks, the first to be reviewed first."""

    def plan(planner: Planner, selection: Selection) -> Column:
        add = planner.parameters.add
        limit = add(selection.arguments["first"], page_size)
        text = LISTED.format(add(REVIEWING), add(NOW), limit)
        return column(planner, selection, text, valued(selection, work))

    return plan
