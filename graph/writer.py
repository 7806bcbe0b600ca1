"""Writes claims: nodes and edges by id, older versions closed, never a value overwritten.

Every statement may be run again: what is there stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz.grouping import grouped
from graph import corrections
from graph.claims import Claims, EdgeClaim, NodeClaim
from graph.exclusions import CARRIED, PARTS_CARRIED, STANDING, STATING
from graph.identity import DESCRIBED_AS, DESCRIPTION, KNOWN_AS, believed
from graph.mapping import RECORD, Edge, Model, Subject
from graph.times import OPEN

Step = tuple[str, dict[str, Any]]  # a statement and what is given to it

NODES = "UNWIND $given.rows AS row MERGE (n:{0} {{id: row.id}}) ON CREATE SET n += row.values"
EDGES = (
    "UNWIND $given.rows AS row MATCH (a:{1} {{id: row.start}}) MATCH (b:{2} {{id: row.end}}) "
    "MERGE (a)-[e:{0}]->(b) ON CREATE SET e += row.values"
)
# A new record is known under whom its origin is believed to be now.
KNOWN = (
    f"UNWIND $given.rows AS row MATCH (h:Person {{id: row.start}}) {believed('h', 'p')} "
    "MATCH (r:PersonRecord {id: row.end}) MERGE (p)-[k:KNOWN_AS]->(r) ON CREATE SET k += row.values "
    f"WITH h, r, k MATCH (h)-[s:SAME_AS {{until: '{OPEN}'}}]->(:Person) "
    "SET k.decision = s.decision, k.confirmed = s.confirmed"
)
# A version closes those before it, wherever it arrives; recorded time is the hub's own. Of several
# that are applied together (the graph is built again) the first to arrive is the one that closed.
CLOSE = (
    "UNWIND $given.rows AS row MATCH (n:{0} {{document: row.document}}) "
    f"WHERE n.version < row.version AND n.recorded_to = '{OPEN}' "
    "WITH n, min(row.at) AS at SET n.recorded_to = at"
)
# Suppressed for anyone is suppressed in every record of others (W07).
GUARD = (
    "UNWIND $given.keys AS key MATCH (a:Address {key: key}) WITH key, collect(a) AS places "
    "WITH places, any(a IN places WHERE coalesce(a.suppressed, false)) AS hidden "
    "UNWIND places AS a SET a.guarded = hidden"
)
KEYLESS = "UNWIND $given.ids AS id MATCH (a:Address {id: id}) SET a.guarded = coalesce(a.suppressed, false)"
FRESH = (
    "UNWIND $given.rows AS row MERGE (s:Source {id: row.id}) "
    "SET s.fresh_as_of = CASE WHEN s.fresh_as_of > row.at THEN s.fresh_as_of ELSE row.at END"
)
# First of a transaction: it waits for whoever writes, and finds no row where the graph is as far already. A worker
# that was held up may have lost its turn, and another one applied what it holds: old decisions would stand again.
MOVE = (
    "MERGE (l:Ledger {id: 'ledger'}) SET l.locked = true REMOVE l.locked "
    "WITH l WHERE coalesce(l.position, 0) < $given.position SET l.position = $given.position RETURN l.position"
)
# What a new node waits for, whatever source it came by: nobody has looked yet who is kin of whom.
WAITING: Mapping[str, Mapping[str, Any]] = {RECORD: {"fresh": True}}


@dataclass(frozen=True, slots=True)
class Stated:
    """The claims of one document, and which source stated them when."""

    claims: Claims
    source: str
    received_at: str


class UnknownWord(Exception):
    """A source claims a label or relationship that the model does not declare."""


class Writer:
    """Labels and relationships are a closed list, the model's, since they stand in the text.
    Reference data and matters are written by commands alone."""

    def __init__(self, model: Model) -> None:
        nouns = [node for node in model.nodes.values() if node.subject is not Subject.PUBLIC]
        edges = (f for node in nouns for f in node.fields.values() if isinstance(f, Edge))
        self.labels = frozenset(node.label for node in nouns) | {DESCRIPTION}
        self.relationships = frozenset(edge.relationship for edge in edges) | {DESCRIBED_AS}

    def steps(self, batch: Sequence[Stated]) -> Iterator[Step]:
        nodes = [node for stated in batch for node in stated.claims.nodes]
        edges = [edge for stated in batch for edge in stated.claims.edges]
        yield from self._nodes(nodes)
        yield from self._edges(edges)
        yield from self._closings(nodes)
        yield from _excluded(nodes, edges)
        yield from _corrected(nodes)
        if keys := sorted({n.values["key"] for n in nodes if n.label == "Address" and "key" in n.values}):
            yield GUARD, {"keys": keys}
        if ids := sorted(n.id for n in nodes if n.label == "Address" and "key" not in n.values):
            yield KEYLESS, {"ids": ids}
        if fresh := sorted({(s.source, s.received_at) for s in batch}):
            yield FRESH, {"rows": [{"id": source, "at": at} for source, at in fresh]}

    def _nodes(self, nodes: Sequence[NodeClaim]) -> Iterator[Step]:
        """In id order, so that two writers lock in one order."""
        for label, mine in grouped((n.label, n) for n in nodes).items():
            _known(label, self.labels)
            rows = [{"id": n.id, "values": {**n.values, **WAITING.get(label, {})}} for n in sorted(mine, key=_id)]
            yield NODES.format(label), {"rows": rows}

    def _edges(self, edges: Sequence[EdgeClaim]) -> Iterator[Step]:
        kinds = ((e.relationship, e.start_label, e.end_label) for e in edges)
        for kind, mine in grouped(zip(kinds, edges, strict=True)).items():
            _known(kind[0], self.relationships)
            rows = [{"start": e.start_id, "end": e.end_id, "values": dict(e.values)} for e in mine]
            yield (KNOWN if kind[0] == KNOWN_AS else EDGES.format(*kind)), {"rows": rows}

    def _closings(self, nodes: Sequence[NodeClaim]) -> Iterator[Step]:
        versioned = ((n.label, n) for n in nodes if "document" in n.values)
        for label, mine in grouped(versioned).items():
            rows = {(n.values["document"], n.values["version"], n.values["received_at"]) for n in mine}
            named = [{"document": d, "version": v, "at": at} for d, v, at in sorted(rows)]
            yield CLOSE.format(label), {"rows": named}


def _excluded(nodes: Sequence[NodeClaim], edges: Sequence[EdgeClaim]) -> Iterator[Step]:
    """A new version of what is excluded is excluded as it comes."""
    lineages = {node.id: node.values["lineage"] for node in nodes if "lineage" in node.values}
    own = ((node.label, node.id, node.id) for node in nodes)
    stated = ((edge.end_label, edge.end_id, edge.start_id) for edge in edges if edge.relationship in STATING)
    found = ((label, {"id": id, "lineage": lineages[of]}) for label, id, of in (*own, *stated) if of in lineages)
    for label, rows in grouped(found).items():
        if label in CARRIED:
            yield CARRIED[label], {"rows": rows}
    parts = [e for e in edges if e.relationship in STANDING and {e.start_id, e.end_id} <= lineages.keys()]
    if rows := [{"lineage": lineages[e.start_id], "event": lineages[e.end_id]} for e in parts]:
        yield PARTS_CARRIED, {"rows": rows}


def _corrected(nodes: Sequence[NodeClaim]) -> Iterator[Step]:
    """What is asked of a report is asked of its new version, or done by it."""
    reports = [node.values for node in nodes if node.label == corrections.REPORT]
    rows = [{"lineage": r["lineage"], "version": r["version"], "at": r["received_at"]} for r in reports]
    if rows:
        yield from ((text, {"rows": rows}) for text in corrections.CARRIED)


def _id(node: NodeClaim) -> str:
    return node.id


def _known(word: str, words: frozenset[str]) -> None:
    if word not in words:
        raise UnknownWord(word)
