"""As it was known then: the day that a worker chose, and the instant that the hub is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from authz.local_days import local_day, start_of
from explorer.words import day, day_of
from resolvers.errors import Fault

WRONG = "known: write a day up to today, as 2025-06-30."


@dataclass(frozen=True, slots=True)
class Known:
    """`day` empty: now. `at`: the end of that day in Victoria, as the hub is asked; `today` is the last to choose."""

    day: str
    at: str | None
    today: str

    @property
    def words(self) -> str:
        return day(self.day) if self.day else ""


def known(given: str, now: str) -> Known:
    """What is known today is what is known now."""
    today = local_day(now)
    if not given or given == today:
        return Known("", None, today)
    chosen = day_of(given)
    if chosen is None or chosen.isoformat() > today:
        raise Fault("BAD_INPUT", WRONG, ("known",))
    return Known(chosen.isoformat(), start_of((chosen + timedelta(days=1)).isoformat()), today)
