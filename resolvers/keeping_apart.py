"""From whom an account is kept apart now (W10), for what is answered or decided beside the one statement."""

from __future__ import annotations

from authz.facts import Conflict
from graph import conflicts
from resolvers.registry_desk import Fetch
from schema.model import MODEL

CONFLICTS = conflicts.statement(MODEL)


async def kept_apart(fetch: Fetch, account: str, now: str) -> list[str]:
    """The ids of all that is held of them."""
    rows = await fetch(CONFLICTS, {"account": account}) or []
    found = (Conflict(person, since, until, tuple(ids)) for person, since, until, ids in rows)
    return [id for conflict in found if conflict.in_force(now) for id in conflict.ids]
