"""What tests of every source ask of it: rows read, rows refused, claims looked up."""

from __future__ import annotations

import random
from typing import Any

from connectors.sources.faults import Fault
from connectors.sources.reading import Parsed
from connectors.sources.source import Source
from graph.claims import Claims, EdgeClaim, NodeClaim
from graph.writer import Stated, Writer
from schema.model import MODEL
from tests.connectors import Row, identify

RECEIVED = "2026-07-01T00:00:00Z"


def parsed(source: Source, raw: bytes | Row) -> Parsed:
    found = source.read(raw, received_at=RECEIVED)
    assert isinstance(found, Parsed), found
    return found


def faults(source: Source, raw: bytes | Row) -> list[tuple[str, str]]:
    found = source.read(raw, received_at=RECEIVED)
    assert isinstance(found, Fault)
    return [(fault.pointer, fault.code) for fault in found.all]


def unknown(source: Source, raw: bytes | Row) -> list[tuple[str, str]]:
    return [(news.pointer, str(news.kind)) for news in parsed(source, raw).unknowns]


def claimed(source: Source, raw: bytes | Row, **options: Any) -> Claims:
    return source.claims(parsed(source, raw).row, RECEIVED, identify, services={}, **options)


def nodes(claims: Claims, label: str) -> list[NodeClaim]:
    return [node for node in claims.nodes if node.label == label]


def edges(claims: Claims, relationship: str) -> list[EdgeClaim]:
    return [edge for edge in claims.edges if edge.relationship == relationship]


def ends(claims: Claims, relationship: str, start: str, end: str) -> list[tuple[Any, Any]]:
    """Of each edge, this value of the node where it starts and this one of the node where it ends, in order."""
    by_id = {node.id: node.values for node in claims.nodes}
    found = edges(claims, relationship)
    return sorted((by_id[e.start_id].get(start, ""), by_id[e.end_id].get(end, "")) for e in found)


def shuffled(value: Any, draw: random.Random) -> Any:
    """With every list of objects in another order: what a row lists first says nothing."""
    if isinstance(value, dict):
        return {name: shuffled(part, draw) for name, part in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return draw.sample([shuffled(part, draw) for part in value], len(value))
    return value


def hold_together(claims: Claims, source: str) -> None:
    """Every edge ends at a node that is claimed, no two nodes have one id, and the writer knows every word."""
    held = {(node.label, node.id) for node in claims.nodes}
    assert len(held) == len(claims.nodes) == len({node.id for node in claims.nodes})
    assert {(e.start_label, e.start_id) for e in claims.edges} | {(e.end_label, e.end_id) for e in claims.edges} <= held
    assert len({(e.relationship, e.start_id, e.end_id) for e in claims.edges}) == len(claims.edges)
    declared = {label: {f.stored for f in MODEL.nodes[label].fields.values() if hasattr(f, "stored")} for label in
                MODEL.nodes}  # fmt: skip
    for node in claims.nodes:
        assert set(node.values) <= declared.get(node.label, set()) | INNER | set(OF_WRITER.get(node.label, ()))
        assert all(storable(value) for value in node.values.values())
    assert list(Writer(MODEL).steps([Stated(claims, source, RECEIVED)]))


def storable(value: Any) -> bool:
    return isinstance(value, str | bool | int) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )


# What the writer and the scope read of a node beside what a noun declares.
INNER = {"document", "lineage", "own", "source_id", "recorded_from", "recorded_to"}
OF_WRITER = {
    "PersonRecord": ("valid_from", "origin"),
    "Address": ("key",),
    "Description": ("origin", "said", "addresses", "keys", "fresh"),
}
