"""What a source claims, as plain nodes and edges, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class NodeClaim:
    """`values` holds what the source said; what it left out is left out."""

    label: str
    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EdgeClaim:
    """`(start)-[relationship]->(end)`."""

    relationship: str
    start_label: str
    start_id: str
    end_label: str
    end_id: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one document states."""

    nodes: tuple[NodeClaim, ...] = ()
    edges: tuple[EdgeClaim, ...] = ()
