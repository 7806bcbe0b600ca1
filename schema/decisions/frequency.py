"""How often, and how long ago: attendances and reports with the subject as respondent."""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.event import Event, Part
from schema.decisions.history import History, attendance_key, evidence, first_on, last_on, reports
from schema.decisions.moments import WINDOWS, Window, days_between, happened, opens_after


@dataclass(frozen=True, slots=True)
class WindowCount:
    """Counts of one window. Instants are UTC: `opens_after` is outside it (None: no limit),
    `closes_at` inside it. Attendances and reports are different counts of the same events."""

    window: str  # LAST_28_DAYS, LAST_90_DAYS, LAST_12_MONTHS, LAST_5_YEARS or LIFE
    opens_after: str | None
    closes_at: str
    attendances: int
    reports: int
    first_on: str | None  # YYYY-MM-DD, local: the earliest beginning among them
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recency:
    """Local calendar days from the latest occurrence (not its report); None: none is dated."""

    days: int | None
    latest_on: str | None  # YYYY-MM-DD, local
    evidence: tuple[str, ...]


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
