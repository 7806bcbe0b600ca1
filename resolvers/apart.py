"""From whom an account is kept apart now (W10)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from authz.facts import Conflict
from graph import conflicts
from schema.model import MODEL

CONFLICTS = conflicts.statement(MODEL)
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


async def apart(fetch: Fetch, account: str, now: str) -> list[str]:
    """The ids of all that is held of those from whom it is kept apart."""
    rows = await fetch(CONFLICTS, {"account": account})
    found = (Conflict(person, since, until, tuple(ids)) for person, since, until, ids in rows)
    return [id for conflict in found if conflict.in_force(now) for id in conflict.ids]
