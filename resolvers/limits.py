"""Bounds on a question, refused before any statement: depth, breadth, cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.selection import Selection, given_of
from resolvers.errors import Fault
from schema.declare import PAGE_SIZE

MOST_DEEP = 14
MOST_FIELDS = 600
MOST_ALIASES = 30
MOST_COST = 250_000
MOST_BYTES = 256 * 1024

# Of a text, before it is checked against the schema.
MOST_TEXT = 64 * 1024  # characters
MOST_TOKENS = 5_000
MOST_COMMENTS = 500
MOST_OPERATIONS = 20
MOST_COMPARED = 50_000  # units of work for fields that may be of one name; a usual question takes a hundred


@dataclass(slots=True)
class Shape:
    """Counted while a question is read: fragments make much of a short text."""

    fields: int = 0

    def take(self, depth: int) -> None:
        self.fields += 1
        if depth > MOST_DEEP:
            raise Fault("QUESTION_TOO_LARGE", f"The question is over {MOST_DEEP} levels deep.")
        if self.fields > MOST_FIELDS:
            raise Fault("QUESTION_TOO_LARGE", f"The question asks over {MOST_FIELDS} fields.")


def cost_of(selections: tuple[Selection, ...], variables: Mapping[str, Any]) -> int:
    """How many values it may answer with at most."""
    return sum(_cost(s, variables) for s in selections)


def objection(cost: int, selections: tuple[Selection, ...]) -> str | None:
    """What is too much, and the bound."""
    if len(selections) > MOST_ALIASES:
        return f"The question has {len(selections)} root fields; at most {MOST_ALIASES}."
    if cost > MOST_COST:
        return f"The question may cost {cost}; at most {MOST_COST}. Ask for fewer with `first`."
    return None


def _cost(selection: Selection, variables: Mapping[str, Any]) -> int:
    """Every value once for each row that may hold it."""
    inner = sum(_cost(child, variables) for child in selection.children)
    return 1 + _rows(selection, variables) * inner


def _rows(selection: Selection, variables: Mapping[str, Any]) -> int:
    first = selection.arguments.get("first")
    if first is None:
        return 1
    given = given_of(first, variables)
    return max(1, PAGE_SIZE if given is None else int(given))
