"""One version of one report as a document: the ids of what it states, and their provenance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.sources.fields import Section, is_placeholder
from connectors.sources.l17_form import Report
from graph.times import OPEN

NAME = "l17"
CUSTODIAN = "victoria_police"
Identify = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Document:
    """`lineage` ids are stable over versions; `id` ids are of this version only."""

    report: Report
    received_at: str
    identify: Identify
    superseded: bool
    services: Mapping[str, str]

    def lineage(self, kind: str, *slot: str) -> str:
        return self.identify(kind, NAME, self.report.report.portal_id, *slot)

    def id(self, kind: str, *slot: str) -> str:
        of = self.report.report
        return self.identify(f"{kind} version", NAME, of.portal_id, str(of.version), *slot)

    def provenance(self, lineage: str, own: str, custodian: str = CUSTODIAN) -> dict[str, Any]:
        """What every versioned node carries. A version that came late was never the current one."""
        return {
            "document": self.lineage("document"),
            "version": self.report.report.version,
            "lineage": lineage,
            "own": own,
            "custodian": custodian,
            "source": NAME,
            "source_id": self.report.report.portal_id,
            "received_at": self.received_at,
            "recorded_from": self.received_at,
            "recorded_to": self.received_at if self.superseded else OPEN,
        }


def stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was not said is left out; an empty list was said."""
    return {name: value for name, value in values.items() if value is not None}


def fields(section: Section, names: Sequence[str]) -> dict[str, Any]:
    """These fields of a section, under their own names."""
    return stated({name: getattr(section, name, None) for name in names})


def identifying(number: str | None) -> str | None:
    """A number that joins records, or nothing: "UNKNOWN" would join strangers."""
    return number if number and not is_placeholder(number) else None
