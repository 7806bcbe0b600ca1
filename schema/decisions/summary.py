"""The four words a reader at summary level gets: bands and a month, never a count or a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Event, Part
from schema.decisions.history import history, last_on
from schema.decisions.offences import Severity
from schema.decisions.severity import worst


@dataclass(frozen=True, slots=True)
class ViolenceSummary:
    """Bands over the reports in which police named the person respondent: they prove nothing, and no null is a "no"."""

    ever_used_violence: Annotated[bool | None, "True: a report names the person respondent; null: none is shown."]
    incidents: Annotated[str | None, "How many attendances, as 1, 2-4 or 5+; null: none is shown."]
    latest_month: Annotated[
        str | None, "Local month (YYYY-MM) of the latest moment of what the reports tell; null: none is dated."
    ]
    highest_severity: Annotated[
        Severity | None, "Highest rung that the reports state, charges left out; null: not known."
    ]


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
