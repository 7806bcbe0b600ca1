"""Instants are fixed-width UTC text, so they order, range and page as they are stored."""

from __future__ import annotations

from datetime import UTC, datetime

OPEN = "9999-12-31T23:59:59Z"  # the end of an interval that has not ended


def instant(moment: datetime) -> str:
    """Whole seconds; what is less is left out."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def now() -> str:
    return instant(datetime.now(UTC))
