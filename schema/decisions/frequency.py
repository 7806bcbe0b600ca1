"""How often, and how long ago: attendances and reports with the subject as respondent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Event, Part
from schema.decisions.history import History, attendance_key, evidence, first_on, last_on, reports
from schema.decisions.moments import WINDOWS, Window, days_between, happened, opens_after


@dataclass(frozen=True, slots=True)
class WindowCount:
    """Attendances and reports with the subject as respondent in one window. What is undated is in LIFE alone."""

    window: Annotated[str, "LAST_28_DAYS, LAST_90_DAYS, LAST_12_MONTHS, LAST_5_YEARS or LIFE."]
    opens_after: Annotated[
        str | None, "Instant (UTC) at which the window opens, itself outside it; null: LIFE has no limit."
    ]
    closes_at: Annotated[str, "Instant (UTC) at which the window closes, itself inside it: the one asked about."]
    attendances: Annotated[int, "How many attendances there are."]
    reports: Annotated[int, "How many reports there are; of one attendance there may be several."]
    first_on: Annotated[str | None, "Local day (YYYY-MM-DD) of the earliest beginning among them; null: none is dated."]
    evidence: Annotated[tuple[str, ...], "Ids of these reports, oldest first."]


@dataclass(frozen=True, slots=True)
class Recency:
    """The latest occurrence with the subject as respondent."""

    days: Annotated[
        int | None, "Local days from its end, not from its report, to the instant asked about; null: none is dated."
    ]
    latest_on: Annotated[str | None, "Local day (YYYY-MM-DD) of its end; null: none is dated."]
    evidence: Annotated[tuple[str, ...], "Ids of the reports that end at that very moment."]


def frequency(history: History) -> tuple[WindowCount, ...]:
    """Narrowest window first; each holds the ones before it."""
    return tuple(_count(history, window) for window in WINDOWS)


def _count(history: History, window: Window) -> WindowCount:
    opens = opens_after(window, history.as_at)
    held = [e for e in history.of(Part.RESPONDENT) if _within(e, opens, history.as_at)]
    return WindowCount(
        window=window.label,
        opens_after=opens,
        closes_at=history.as_at,
        attendances=len({attendance_key(event) for event in held}),
        reports=reports(held),
        first_on=first_on(held),
        evidence=evidence(held),
    )


def _within(event: Event, opens: str | None, as_at: str) -> bool:
    """An undated event falls in no window but the whole life."""
    at = happened(event, as_at)
    return opens is None or (at is not None and at > opens)


def recency(history: History) -> Recency:
    dated = [(at, e) for e in history.of(Part.RESPONDENT) if (at := happened(e, history.as_at))]
    if not dated:
        return Recency(None, None, ())
    latest = max(at for at, _ in dated)
    held = [event for at, event in dated if at == latest]
    days = days_between(latest, history.as_at)
    return Recency(days, last_on(held, history.as_at), evidence(held))
