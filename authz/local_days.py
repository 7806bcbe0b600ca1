"""The calendar of Victoria: days are dates of Melbourne, whatever offset an instant is written with."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

MELBOURNE = ZoneInfo("Australia/Melbourne")


def local_day(moment: str) -> str:
    """The date in Melbourne, YYYY-MM-DD, of an instant; also on the days of 23 and of 25 hours."""
    return datetime.fromisoformat(moment).astimezone(MELBOURNE).date().isoformat()
