"""One version of one document of a source: the ids of what it states, and their provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.sources.fields import Section, is_placeholder
from graph.claims import Claims, EdgeClaim, NodeClaim
from graph.times import OPEN
from schema.decisions.order_states import NOTICE

Identify = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Document:
    """`source` is the connector, `at` the time that the document tells of.

    `lineage` ids are stable over versions; `id` ids are of this version only.
    """

    source: str
    custodian: str
    source_id: str
    version: int
    at: str
    received_at: str
    identify: Identify
    superseded: bool

    def lineage(self, kind: str, *slot: str) -> str:
        return self.identify(kind, self.source, self.source_id, *slot)

    def id(self, kind: str, *slot: str) -> str:
        return self.identify(f"{kind} version", self.source, self.source_id, str(self.version), *slot)

    def provenance(self, lineage: str, own: str, custodian: str = "") -> dict[str, Any]:
        """What every versioned node carries. A version that came late was never the current one."""
        return {
            "document": self.lineage("document"),
            "version": self.version,
            "lineage": lineage,
            "own": own,
            "custodian": custodian or self.custodian,
            "source": self.source,
            "source_id": self.source_id,
            "received_at": self.received_at,
            "recorded_from": self.received_at,
            "recorded_to": self.received_at if self.superseded else OPEN,
        }


def claims_of(found: Iterable[NodeClaim | EdgeClaim]) -> Claims:
    """All that one document states; a node that it states twice is one."""
    stated = tuple(found)
    nodes = {(claim.label, claim.id): claim for claim in stated if isinstance(claim, NodeClaim)}
    return Claims(tuple(nodes.values()), tuple(claim for claim in stated if isinstance(claim, EdgeClaim)))


def stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was not said is left out; an empty list was said."""
    return {name: value for name, value in values.items() if value is not None}


def fields(section: Section, names: Sequence[str]) -> dict[str, Any]:
    """These fields of a section, under their own names."""
    return stated({name: getattr(section, name, None) for name in names})


def identifying(number: str | None) -> str | None:
    """A number that joins records, or nothing: "UNKNOWN" would join strangers."""
    return number if number and not is_placeholder(number) else None


def instrument(document: Document, kind: str | None, number: str | None, lineage: str) -> str:
    """One id for all statements of one notice or order, whoever states it: by the number that its issuer gave it.
    Police number notices and courts number orders; without a number a statement is of itself alone."""
    issuer = "police" if kind == NOTICE else "court"
    return document.identify("order", issuer, number) if number else lineage
