"""Small Cypher logic."""

from __future__ import annotations

from collections.abc import Iterable

TRUE = "true"


def all_of(conditions: Iterable[str]) -> str:
    return " AND ".join(c for c in dict.fromkeys(conditions) if c != TRUE) or TRUE


def any_of(conditions: Iterable[str]) -> str:
    found = list(dict.fromkeys(conditions))
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def when(condition: str, value: str) -> str:
    """The value where the condition holds, else null."""
    return value if condition == TRUE else f"CASE WHEN {condition} THEN {value} END"
