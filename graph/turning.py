"""Lists for who has a duty, page by page: each row stands at a text, and the cursor of a row holds what it stood at.

So no row is passed over, whoever decides of those before it meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph import cursor, shape
from graph.lists import page_size
from graph.planner import Planner
from graph.selection import Selection
from graph.statement import Signed


class Turned:
    """Of the list `of`. `behind` goes after the clause that binds the text as `at`, `page` to the end of the list; its
    rows begin with `at`."""

    def __init__(self, planner: Planner, selection: Selection, of: str) -> None:
        add, arguments = planner.parameters.add, selection.arguments
        self.selection, self.of = selection, of
        after = arguments.get("after")
        self.behind = "" if after is None else f"WHERE at > {add(after, self._read)}"
        self.page = f"ORDER BY at LIMIT {add(arguments['first'], page_size)}"

    def valued(self, work: Callable[..., Any]) -> Signed:
        """`work` is given the stored values of a row, and its cursor last."""

        def build(rows: Any, mine: bytes) -> Any:
            key = cursor.key_for(mine, self.of)
            told = [work(*values, cursor.encode(key, [at])) for at, *values in rows]
            return shape.plain(self.selection, told)

        return build

    def _read(self, after: str, mine: bytes) -> str:
        return str(cursor.decode(cursor.key_for(mine, self.of), after)[0])
