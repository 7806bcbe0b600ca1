"""Rows of assessments, all of them invented, and what the source makes of them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from connectors.sources.faults import Fault
from connectors.sources.reading import Parsed
from connectors.sources.risk import RISK
from graph.claims import Claims
from tests.connectors import Row, identify, rows

RECEIVED = "2026-06-30T00:00:00Z"
ADULT, CHILD, MAN = rows("risk_ordinary")
ODD, ODDER = rows("risk_odd")


def row(of: Row = ADULT, **sections: Any) -> Row:
    """A row with these sections, each laid over its own."""
    found = deepcopy(of)
    for name, said in sections.items():
        held = found.get(name)
        found[name] = held | said if isinstance(held, dict) and isinstance(said, dict) else said
    return found


def parsed(raw: bytes | Row, at: str | None = None) -> Parsed:
    found = RISK.read(raw, received_at=at)
    assert not isinstance(found, Fault), found
    return found


def faults(raw: bytes | Row, at: str | None = None) -> list[tuple[str, str]]:
    found = RISK.read(raw, received_at=at)
    assert isinstance(found, Fault), found
    return [(fault.pointer, fault.code) for fault in found.all]


def claimed(raw: bytes | Row, **options: Any) -> Claims:
    return RISK.claims(parsed(raw).row, RECEIVED, identify, **options)
