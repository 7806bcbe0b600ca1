"""Bounds on a question, refused before any statement: depth, breadth, cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.selection import Selection, Variable
from schema.declare import PAGE_SIZE

MOST_DEEP = 14
MOST_FIELDS = 600
MOST_ALIASES = 30
MOST_COST = 250_000
MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """How deep and wide a question is, and how many values it may answer with at most."""

    depth: int
    fields: int
    cost: int


def cost_of(selections: tuple[Selection, ...], variables: Mapping[str, Any]) -> Cost:
    return Cost(
        max((_depth(s) for s in selections), default=0),
        sum(1 for s in selections for _ in _all(s)),
        sum(_cost(s, variables) for s in selections),
    )


def objection(cost: Cost, selections: tuple[Selection, ...]) -> str | None:
    """What is too much, and the bound."""
    if cost.depth > MOST_DEEP:
        return f"The question is {cost.depth} levels deep; at most {MOST_DEEP}."
    if cost.fields > MOST_FIELDS:
        return f"The question asks {cost.fields} fields; at most {MOST_FIELDS}."
    if len(selections) > MOST_ALIASES:
        return f"The question has {len(selections)} root fields; at most {MOST_ALIASES}."
    if cost.cost > MOST_COST:
        return f"The question may cost {cost.cost}; at most {MOST_COST}. Ask for fewer with `first`."
    return None


def _all(selection: Selection) -> Iterator[Selection]:
    yield selection
    for child in selection.children:
        yield from _all(child)


def _depth(selection: Selection) -> int:
    return 1 + max((_depth(child) for child in selection.children), default=0)


def _cost(selection: Selection, variables: Mapping[str, Any]) -> int:
    """Every value once for each row that may hold it."""
    inner = sum(_cost(child, variables) for child in selection.children)
    return 1 + _rows(selection, variables) * inner


def _rows(selection: Selection, variables: Mapping[str, Any]) -> int:
    first = selection.arguments.get("first")
    if first is None:
        return 1
    given = first.of(variables) if isinstance(first, Variable) else first
    return max(1, PAGE_SIZE if given is None else int(given))
