"""Turns positional rows into the answer.

Neo4j returns maps in hash order, GraphQL answers in the order asked; so a row
is a list, and its keys are put on here, once compiled, in one `zip` a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from graph.mapping import Build, Shape, Shaper
from graph.selection import TYPENAME, Selection


def record(keys: Sequence[str], builds: Sequence[Build | None]) -> Build:
    patches = [(place, build) for place, build in enumerate(builds) if build]

    def plain(row: list[Any]) -> dict[str, Any]:
        return dict(zip(keys, row, strict=True))

    def patched(row: list[Any]) -> dict[str, Any]:
        for place, build in patches:
            row[place] = build(row[place])
        return dict(zip(keys, row, strict=True))

    return patched if patches else plain


def seen(places: Sequence[int], build: Build) -> Build:
    """The last column has a row for each record; each field is the distinct values of one column of those."""

    def patched(row: list[Any]) -> Any:
        columns = list(zip(*row.pop(), strict=True)) or [()] * len(places)
        for place, values in zip(places, columns, strict=True):
            row[place] = sorted({value for value in values if value is not None})
        return build(row)

    return patched


def many(build: Build) -> Build:
    return lambda rows: [build(row) for row in rows]


def optional(build: Build) -> Build:
    return lambda row: None if row is None else build(row)


def valued(selection: Selection, shaper: Shaper) -> Build:
    """A stored value (or a list of them) as an object of the fields asked."""
    one = _of_value([(child.key, shaper.field(child.name)) for child in selection.children])
    as_named = all(child.key == child.name for child in selection.children)
    made = _made(shaper, tuple(child.name for child in selection.children)) if as_named else {}

    def build(raw: Any) -> Any:
        if raw is None:
            return None
        if isinstance(raw, list):
            return [made.get(item) or one(item) for item in raw]
        return made.get(raw) or one(raw)

    return build


@lru_cache(maxsize=1_000)
def _made(shaper: Shaper, names: tuple[str, ...]) -> Mapping[str, Mapping[str, Any]]:
    """Made before any value is read, and never of one: what is kept tells nothing of what was asked."""
    one = _of_value([(name, shaper.field(name)) for name in names])
    return {raw: one(raw) for raw in shaper.often}


def _of_value(asked: Sequence[tuple[str, Shape]]) -> Build:
    """Of nearly every code the label alone is asked."""
    match asked:
        case [(key, shape)]:
            return lambda raw: {key: shape(raw)}
    return lambda raw: {key: shape(raw) for key, shape in asked}


def computed(selection: Selection, function: Callable[..., Any]) -> Build:
    """From the values it needs; nothing where all of them are hidden or absent."""

    def build(values: list[Any]) -> Any:
        if all(value is None for value in values):
            return None
        return plain(selection, function(*values))

    return build


def gathered(selection: Selection, function: Callable[[list[list[Any]]], Any]) -> Build:
    return lambda rows: plain(selection, function(rows))


def plain(selection: Selection, value: Any) -> Any:
    """A Python value as the fields asked of it, by attribute; of an object nothing else."""
    if isinstance(value, (list, tuple)):
        return [plain(selection, item) for item in value]
    if isinstance(value, Enum):
        return value.name
    if not is_dataclass(value):
        return value
    return {child.key: _of(child, value) for child in selection.children}


def _of(child: Selection, value: Any) -> Any:
    if child.name == TYPENAME:
        return child.arguments["of"]
    return plain(child, getattr(value, child.name))
