"""Times are stored as fixed-width UTC text: ready to send, ordered as text, ranged by index."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition


def instant(text: Any) -> str:
    """RFC 3339 with an offset; a time of day without one names no moment."""
    try:
        parsed = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise GraphQLError("A DateTime is written like 2026-03-01T09:30:00+11:00") from None
    if parsed.tzinfo is None:
        raise GraphQLError("This DateTime has no offset: add one, for example +10:00 or Z")
    return parsed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(text: Any) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        raise GraphQLError("A Date is written like 2026-03-01") from None


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
