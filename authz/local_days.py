"""The calendar of Victoria: days are dates of Melbourne, whatever offset an instant is written with."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

MELBOURNE = ZoneInfo("Australia/Melbourne")


def local_day(moment: str) -> str:
    """The date in Melbourne, YYYY-MM-DD, of an instant; also on the days of 23 and of 25 hours."""
    return datetime.fromisoformat(moment).astimezone(MELBOURNE).date().isoformat()


def start_of(day: str) -> str:
    """The instant, as UTC text, at which a date in Melbourne begins."""
    midnight = datetime.fromisoformat(day).replace(tzinfo=MELBOURNE)
    return midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
