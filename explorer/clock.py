"""How long is left until something is due, or how long ago it was, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schema.decisions.words import counted

MINUTE, HOUR, DAY = 60, 3600, 86400
DAYS_FROM = 2  # days, from which hours are told no more by themselves


@dataclass(frozen=True, slots=True)
class Clock:
    words: str
    overdue: bool


NO_CLOCK = Clock("", False)


def clock(due_at: str | None, now: str) -> Clock:
    """Of two instants (UTC text); what is left is rounded down, so that nobody is told more than he has."""
    if due_at is None:
        return Clock("No time is set", False)
    seconds = int((datetime.fromisoformat(due_at) - datetime.fromisoformat(now)).total_seconds())
    if seconds <= 0:
        return Clock(f"Overdue by {_span(-seconds)}" if seconds else "Due now", True)
    return Clock(f"{_span(seconds)} left", False)


def _span(seconds: int) -> str:
    if seconds < HOUR:
        return counted(seconds // MINUTE, "minute")
    if seconds < DAYS_FROM * DAY:
        return counted(seconds // HOUR, "hour")
    days, hours = seconds // DAY, seconds % DAY // HOUR
    return f"{counted(days, 'day')} {counted(hours, 'hour')}" if hours else counted(days, "day")
