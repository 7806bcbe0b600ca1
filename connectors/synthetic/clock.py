"""Moments as the form writes them: wall-clock time in Victoria with its offset.

Inside the population every moment is standard time (UTC+10), so that durations never jump.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache


def stamp(moment: datetime) -> str:
    """Summer time runs from the first Sunday of October to the first Sunday of April."""
    if _summer(moment):
        return f"{(moment + timedelta(hours=1)).isoformat(timespec='seconds')}+11:00"
    return f"{moment.isoformat(timespec='seconds')}+10:00"


def _summer(moment: datetime) -> bool:
    ends, begins = _changes(moment.year)
    return not ends <= moment < begins


@lru_cache(maxsize=64)
def _changes(year: int) -> tuple[datetime, datetime]:
    """Both in standard time: at 02:00, which is 03:00 summer time."""
    return _two_o_clock(_first_sunday(year, 4)), _two_o_clock(_first_sunday(year, 10))


def _first_sunday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7)


def _two_o_clock(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2)
