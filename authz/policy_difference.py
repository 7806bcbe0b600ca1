"""What another policy would give and take: who is shown which fields, by role, before it is in force.

Facet and standing are compared and not columns, so that a facet led to another column tells too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from authz.policy_data import Policy
from authz.words import Facet, Level, Position, Purpose, Standing

Fields = Mapping[Facet, frozenset[str]]
"""Facet → the fields that it holds, as `Noun.field`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a role is shown of a facet of somebody, where its gates hold."""

    level: Level
    gates: tuple[str, ...]
    fields: frozenset[str]

    def __str__(self) -> str:
        return f"{self.level.name} if {' and '.join(self.gates)}" if self.level and self.gates else self.level.name


@dataclass(frozen=True, slots=True)
class Change:
    """Of one role at one position; `of` are the facets and standings that change alike."""

    role: str
    position: Position
    was: Shown
    now: Shown
    of: tuple[tuple[Facet, Standing], ...]

    @property
    def gained(self) -> list[str]:
        return sorted(self.now.fields - self.was.fields)

    @property
    def lost(self) -> list[str]:
        return sorted(self.was.fields - self.now.fields)


@dataclass(frozen=True, slots=True)
class Reworded:
    """One value of a row of a purpose, a search or a setting."""

    row: str  # purposes police_member CISS
    value: str
    was: str
    now: str


def changes(old: Policy, new: Policy, day: str, held: Fields) -> list[Change]:
    """Cells as they hold on that day. A role that only one of the two knows is shown nothing by the other."""
    alike: dict[tuple[str, Position, Shown, Shown], list[tuple[Facet, Standing]]] = defaultdict(list)
    for role in dict.fromkeys((*old.roles, *new.roles)):
        for facet in held:
            for standing in Standing:
                for position in Position:
                    was, now = (_shown(p, role, facet, standing, position, day, held) for p in (old, new))
                    if was != now:
                        alike[role, position, was, now].append((facet, standing))
    return [Change(*key, tuple(of)) for key, of in alike.items()]


def reworded(old: Policy, new: Policy) -> list[Reworded]:
    """Rows of purposes, searches and settings, value by value."""
    return [
        *_rows("purposes", old.purposes, new.purposes),
        *_rows("search", old.searches, new.searches),
        *(
            Reworded("settings", name, old.settings.get(name, "-"), new.settings.get(name, "-"))
            for name in dict.fromkeys((*old.settings, *new.settings))
            if old.settings.get(name) != new.settings.get(name)
        ),
    ]


def _shown(
    policy: Policy, role: str, facet: Facet, standing: Standing, position: Position, day: str, held: Fields
) -> Shown:
    if role not in policy.roles:
        return Shown(Level.N, (), frozenset())
    column = policy.column(facet, standing)
    cell = policy.cell(role, column, day)
    level = cell.levels[position].as_row
    some = policy.summaries.get((column, level), frozenset())
    shown = held[facet] if level is Level.F else held[facet] & some if level else frozenset[str]()
    return Shown(level, cell.gates[position] if level else (), shown)


def _rows(name: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[Reworded]:
    for key in dict.fromkeys((*old, *new)):
        role, of = key
        was, now = (_values(rows.get(key)) for rows in (old, new))
        for value in dict.fromkeys((*was, *now)):
            before, after = was.get(value, "-"), now.get(value, "-")
            if before != after:
                yield Reworded(f"{name} {role} {of}", value, before, after)


def _values(row: Any) -> dict[str, str]:
    return {} if row is None else {field.name: _word(getattr(row, field.name)) for field in fields(row)}


def _word(value: Any) -> str:
    match value:
        case None:
            return "all"
        case bool():
            return "yes" if value else "no"
        case Level():
            return value.name
        case frozenset():
            return " ".join(sorted(map(str, value))) or "none"
        case Purpose() | int() | str():
            return str(value) or "none"
    raise TypeError(type(value))
