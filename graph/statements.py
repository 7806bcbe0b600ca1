"""One operation as one statement: each root field a column of one record."""

from __future__ import annotations

from collections.abc import Sequence

from graph.mapping import Model
from graph.planner import Planner
from graph.roots import Root
from graph.selection import Selection
from graph.statement import Statement

# How far the graph had followed the ledger when this was answered.
# (`head` and `coalesce` ask lazily, and one lazy subquery anywhere takes Neo4j's memory of read properties
# from the whole statement: each is then read again wherever it is named.)
POSITION = "reduce(at = 0, p IN COLLECT { MATCH (l:Ledger {id: 'ledger'}) RETURN l.position } | p)"


def statement(model: Model, roots: Sequence[tuple[Root, Selection]]) -> Statement:
    planner = Planner(model)
    columns = tuple(root(planner, selection) for root, selection in roots)
    text = f"RETURN [{', '.join([POSITION, *(column.text for column in columns)])}]"
    lists = frozenset(planner.parameters.lists)
    return Statement(text, columns, planner.parameters.sources, lists)
