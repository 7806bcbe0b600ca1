"""A source as data: how its rows are read, what names a document, what a document claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from connectors.sources import reading
from connectors.sources.faults import Fault
from connectors.sources.fields import Section
from connectors.sources.reading import Checks, Parsed
from graph.claims import Claims


@dataclass(frozen=True, slots=True)
class Source:
    """`custodians` are those whose records come by it. `key` is custodian, source id and version of a row: the same
    key is the same document, whatever it says. `claims` is a pure function of a row and when it came."""

    name: str
    label: str
    custodians: frozenset[str]
    form: type[Section]
    checks: Checks
    key: Callable[[Any], tuple[str, str, int]]
    claims: Callable[..., Claims]

    def read(self, raw: bytes | dict[str, Any], *, received_at: str | None = None) -> Parsed | Fault:
        return reading.read(self.form, self.checks, raw, received_at)

    def spec(self) -> dict[str, Any]:
        """The JSON Schema of a row, for those who send it."""
        return self.form.model_json_schema()
