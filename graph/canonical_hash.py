"""One hash of a whole graph, the same in whatever order it was written: equal hashes are equal graphs.

Of every node its labels and properties, of every edge its type, properties and both ends by the hub's own ids. Left
out is what tells when this hub took something in, and how far it has followed its ledger: of an interval of
recording or belief only whether it is over. So two hubs that were given the same can be compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol

import orjson

from graph.times import OPEN

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS held"
EDGES = (
    "MATCH (a)-[e]->(b) RETURN labels(a) AS labels, a.id AS start, type(e) AS type, properties(e) AS held, "
    "labels(b) AS end_labels, b.id AS end"
)
NODE_TIMES, NODE_ENDS = frozenset({"received_at", "recorded_from", "fresh_as_of", "position"}), ("recorded_to",)
EDGE_TIMES, EDGE_ENDS = frozenset({"from"}), ("until",)
Row = Mapping[str, Any]


class Reads(Protocol):
    def each(self, text: str) -> AsyncIterator[Row]: ...


async def canonical_hash(database: Reads) -> str:
    """In hex. Reads the whole graph, and keeps 32 bytes of each node and edge."""
    nodes = [_hash(of_node(row)) async for row in database.each(NODES)]
    edges = [_hash(of_edge(row)) async for row in database.each(EDGES)]
    return of_graph(nodes, edges)


def of_graph(nodes: Sequence[bytes], edges: Sequence[bytes]) -> str:
    """Of their hashes, in whatever order. One that is there twice counts twice."""
    return _hash([sorted(item.hex() for item in kind) for kind in (nodes, edges)]).hex()


def of_node(row: Row) -> list[Any]:
    return [sorted(row["labels"]), _told(row["held"], NODE_TIMES, NODE_ENDS)]


def of_edge(row: Row) -> list[Any]:
    ends = [sorted(row["labels"]), row["start"], sorted(row["end_labels"]), row["end"]]
    return [row["type"], *ends, _told(row["held"], EDGE_TIMES, EDGE_ENDS)]


def _told(held: Row, times: frozenset[str], ends: Sequence[str]) -> dict[str, Any]:
    told = {name: value for name, value in held.items() if name not in times}
    return told | {name: told[name] == OPEN for name in ends if name in told}


def _hash(said: Any) -> bytes:
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()
