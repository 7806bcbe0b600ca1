"""The four words a reader at summary level gets: bands and a month, never a count or a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schema.decisions.event import Event, Part
from schema.decisions.history import history, last_on
from schema.decisions.offences import Severity
from schema.decisions.severity import worst


@dataclass(frozen=True, slots=True)
class ViolenceSummary:
    """Each None is "no police report shown", never "no". "Used violence" is: police named the
    person respondent; nothing is proved by it."""

    ever_used_violence: bool | None  # True or None: no reports shown prove nothing
    incidents: str | None  # attendances: "1", "2-4" or "5+"
    latest_month: str | None  # YYYY-MM, local
    highest_severity: Severity | None  # None: not known


def violence_summary(events: Iterable[Event], as_at: str) -> ViolenceSummary:
    held = history(events, as_at)
    attended = held.attendances(Part.RESPONDENT)
    if not attended:
        return ViolenceSummary(None, None, None, None)
    return ViolenceSummary(
        ever_used_violence=True,
        incidents=count_band(len(attended)),
        latest_month=_month(last_on(held.of(Part.RESPONDENT), as_at)),
        highest_severity=worst(held.of(Part.RESPONDENT)).floor,
    )


def count_band(count: int) -> str:
    if count < 2:
        return "1"
    return "2-4" if count < 5 else "5+"


def _month(day: str | None) -> str | None:
    return day[:7] if day else None
