"""Who is who in a fixed selection: ids are told of people once for the whole answer, not once for each row.

The id of a joined person that this asker is told takes a subquery (`Planner.person_id`), and a selection of all that is
held of somebody would hold a hundred of them, which the database plans for half a minute. So rows carry the graph's own
id, marked where the person is joined, and one column says which id is told of whom. What it does not say is not told.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from graph.mapping import Build

JOINED = "*"
_IDS: ContextVar[dict[str, str] | None] = ContextVar("ids", default=None)


def marked(person: str) -> str:
    """The graph's own id as rows carry it."""
    return f"CASE WHEN {person}.joined THEN '{JOINED}' + {person}.id ELSE {person}.id END"


def told(id: str) -> str | None:
    """The id that is told of him."""
    return (_IDS.get() or {}).get(id.removeprefix(JOINED)) if id.startswith(JOINED) else id


def built(row: Any, ids: Iterable[tuple[str, str]], build: Build) -> Any:
    """The row as it is answered, its joined people by these ids."""
    before = _IDS.set(dict(ids))
    try:
        return build(row)
    finally:
        _IDS.reset(before)
