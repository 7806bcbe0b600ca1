"""By when a request is to be answered.

A brief report is designed for use within 24 hours (Family Safety Victoria, introduced 2023-24); the request forms of
Corrections Victoria and Justice Health aim at five business days. Public holidays are not known here: a day that is
one counts as a business day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from authz.local_days import MELBOURNE
from graph.times import instant

BRIEF = timedelta(hours=24)
BUSINESS_DAYS = 5
SATURDAY = 5


def due(kind: str, submitted_at: str) -> str:
    """UTC text. Of a full answer: the end of the fifth business day of Victoria after the day of submission."""
    at = datetime.fromisoformat(submitted_at)
    return instant(at + BRIEF) if kind == "BRIEF" else instant(_business_days_after(at.astimezone(MELBOURNE)))


def _business_days_after(at: datetime) -> datetime:
    day, left = at, BUSINESS_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day.replace(hour=23, minute=59, second=59)
