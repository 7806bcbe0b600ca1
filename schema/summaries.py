"""Declared summaries of what is held of a person: a yes or no each, never a place, a date or a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from schema.mirror import mirror

Rows = list[list[Any]]
IN_CUSTODY = ("in_custody",)
CRIMINAL = ("family_violence_offence", "violence_offence", "charge_pending", "on_bail")
PROTECTION = ("open_now",)
PLANS = ("state",)


@dataclass(frozen=True, slots=True)
class CustodySummary:
    """By the stays shown."""

    in_custody: Annotated[
        bool | None,
        "Whether any stay has the person in custody when its file was sent; null: no source says, never a no.",
    ]


@dataclass(frozen=True, slots=True)
class CriminalSummary:
    """By the charges shown; null: no source says, never a no."""

    family_violence_offence: Annotated[bool | None, "Whether any charge is flagged as family violence by its source."]
    violence_offence: Annotated[bool | None, "Whether any charge is of an offence of violence, by its division."]
    charge_pending: Annotated[bool | None, "Whether any charge is not decided yet."]
    on_bail: Annotated[bool | None, "Whether the person is on bail for any charge."]


@dataclass(frozen=True, slots=True)
class ChildProtectionSummary:
    """By the reports shown: never an allegation, a reporter, a classification or who is responsible."""

    known: Annotated[bool, "True: a report about the child is shown; without one there is no summary."]
    open_now: Annotated[bool | None, "Whether any report was open when it was sent; null: no source says, never a no."]


@dataclass(frozen=True, slots=True)
class SafetyPlanSummary:
    """A plan is shown to be there: never a step, a place or a person."""

    exists: Annotated[bool, "True: a plan is shown; without one there is no summary."]


def custody_of(rows: Rows) -> CustodySummary | None:
    return CustodySummary(*_columns(rows)) if rows else None


def criminal_of(rows: Rows) -> CriminalSummary | None:
    return CriminalSummary(*_columns(rows)) if rows else None


def protection_of(rows: Rows) -> ChildProtectionSummary | None:
    return ChildProtectionSummary(True, *_columns(rows)) if rows else None


def plans_of(rows: Rows) -> SafetyPlanSummary | None:
    return SafetyPlanSummary(True) if rows else None


def _columns(rows: Rows) -> Iterable[bool | None]:
    return (_any(values) for values in zip(*rows, strict=True))


def _any(values: Iterable[bool | None]) -> bool | None:
    """Yes where any says so; no where some say no; not known where none says."""
    said = [value for value in values if value is not None]
    return any(said) if said else None


Custody, Criminal = mirror(CustodySummary), mirror(CriminalSummary)
Protection, Plans = mirror(ChildProtectionSummary), mirror(SafetyPlanSummary)
