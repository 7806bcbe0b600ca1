"""Reading one row of any source: bytes or a row in; the row with what is new in it, or the fault, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from connectors.sources.decoding import decoded
from connectors.sources.faults import Fault, Refused, Unknown, faults_of, together
from connectors.sources.fields import Section
from connectors.sources.news import news_of

Checks = Callable[[Any, str | None], Sequence[Fault]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row that is good to take, and what the hub did not expect in it."""

    row: Any
    unknowns: tuple[Unknown, ...] = ()


def read(
    form: type[Section], checks: Checks, raw: bytes | dict[str, Any], received_at: str | None = None
) -> Parsed | Fault:
    """Refuses a row whole or takes it whole; `Fault.all` lists every fault found.

    With `received_at`, what is told of a time that is yet to come is refused too, where the form says so.
    """
    try:
        sent, encoding = decoded(raw) if isinstance(raw, bytes) else (raw, ())
        row = form.model_validate(sent)
    except Refused as refused:
        return refused.fault
    except ValidationError as error:
        return faults_of(error.errors(include_url=False, include_input=False))
    if faults := checks(row, received_at):
        return together(faults)
    return Parsed(row, (*encoding, *news_of(row)))
