"""Times are stored as fixed-width UTC text: ready to send, ordered as text, ranged by index."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

LIKE_DATETIME = "A DateTime is written like 2026-03-01T09:30:00+11:00"
LIKE_DATE = "A Date is written like 2026-03-01"
NO_OFFSET = "This DateTime has no offset: add one, for example +10:00 or Z"
HINTS = (LIKE_DATETIME, LIKE_DATE, NO_OFFSET)


def instant(text: Any) -> str:
    """RFC 3339 with an offset; a time of day without one names no moment."""
    try:
        parsed = datetime.fromisoformat(text)
        in_utc = parsed.astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(LIKE_DATETIME) from None
    if parsed.tzinfo is None:
        raise ValueError(NO_OFFSET)
    return in_utc.isoformat(timespec="seconds") + "Z"


def day(text: Any) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        raise ValueError(LIKE_DATE) from None


def as_stored(value: Any) -> Any:
    return value


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment, RFC 3339, answered in UTC.",
        serialize=as_stored,
        parse_value=instant,
    ),
    date: strawberry.scalar(name="Date", description="A calendar day.", serialize=as_stored, parse_value=day),
}
