"""Whom somebody is met with, worked out from the records that the asker is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from schema.decisions import associates, ways
from schema.decisions.associates import Expansion, Paths, PersonMet, Row, SharedAssociates
from schema.mirror import mirror

EXPANSION = mirror(Expansion)
PATHS = mirror(Paths)
SHARED = mirror(SharedAssociates)
NAMED = ("family_names", "given_names", "initials", "birth_years")
Link = Sequence[str]  # kind, id, part and the other's part


def expansion(
    of: Mapping[str, Any],
    people: int,
    counts: Mapping[str, int],
    met: Iterable[tuple[Mapping[str, Any], Iterable[Link]]],
) -> Expansion:
    return associates.expansion(_met(of), counts, people, [(_met(person), _rows(links)) for person, links in met])


def shared(met: Iterable[tuple[Mapping[str, Any], Iterable[Link], Iterable[Link]]]) -> SharedAssociates:
    return associates.shared([(_met(p), _rows(first), _rows(second)) for p, first, second in met])


def paths(
    start: str,
    end: str,
    rows: Iterable[Sequence[str]],
    ids: Mapping[str, str],
    person: Callable[[str], Mapping[str, Any]],
    most: int,
    more: bool,
) -> Paths:
    found = [(a, kind, id, mine, theirs, b) for a, kind, id, mine, theirs, b in rows]
    return ways.paths(start, end, ways.Reached(found, ids, lambda whom: _met(person(whom)), most, more))


def _met(person: Mapping[str, Any]) -> PersonMet:
    family, given, initials, years = (tuple(person[name]) for name in NAMED)
    return PersonMet(person["id"], family, given, initials, years)


def _rows(links: Iterable[Link]) -> list[Row]:
    """Of whom and to whom, the caller knows."""
    return [("", kind, id, mine, theirs, "") for kind, id, mine, theirs in links]
