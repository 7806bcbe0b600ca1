"""Instants are fixed-width UTC text, so they order, range and page as they are stored."""

from __future__ import annotations

from datetime import UTC, datetime

OPEN = "9999-12-31T23:59:59Z"  # the end of an interval that has not ended


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    return instant(datetime.now(UTC))
