"""Reading one report: bytes or a row in; the report with what is new in it, or the fault, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from connectors.sources.decoding import decoded
from connectors.sources.faults import Fault, Refused, Unknown, faults_of, together
from connectors.sources.l17_checks import faults_in
from connectors.sources.l17_form import Report
from connectors.sources.news import news_of


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report that is good to take, and what the hub did not expect in it."""

    report: Report
    unknowns: tuple[Unknown, ...] = ()


def read(raw: bytes | dict[str, Any], *, received_at: str | None = None) -> Parsed | Fault:
    """Refuses a row whole or takes it whole; `Fault.all` lists every fault found.

    With `received_at`, an incident that is yet to happen is refused too.
    """
    try:
        row, encoding = decoded(raw) if isinstance(raw, bytes) else (raw, ())
        report = Report.model_validate(row)
    except Refused as refused:
        return refused.fault
    except ValidationError as error:
        return faults_of(error.errors(include_url=False, include_input=False))
    if faults := faults_in(report, received_at):
        return together(faults)
    return Parsed(report, (*encoding, *news_of(report)))


def spec() -> dict[str, Any]:
    """The JSON Schema of a row, for those who send it."""
    return Report.model_json_schema()
