"""Two roles, or one under two purposes, side by side: of what the one is shown more than the other, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from authz.policy_data import Policy
from authz.policy_document import POSITIONS
from authz.words import Position
from explorer.policy.table import Asker, Gate, Row, Shown, Table, rows_of, tabled


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one column at one position. `sign` says at a glance what `words` say; `alike`: neither is shown more."""

    column: str
    of: str
    position: Position
    first: Shown
    second: Shown
    sign: str
    words: str

    @property
    def where(self) -> str:
        return POSITIONS[self.position]

    @property
    def alike(self) -> bool:
        return self.sign == "="


@dataclass(frozen=True, slots=True)
class Compared:
    """`neither` are columns of which neither is shown anything at any position."""

    first: Table
    second: Table
    differing: tuple[Difference, ...]
    alike: tuple[Difference, ...]
    neither: tuple[str, ...]

    @property
    def gates(self) -> tuple[Gate, ...]:
        return tuple({gate.code: gate for gate in (*self.first.gates, *self.second.gates)}.values())

    @property
    def parts(self) -> tuple[tuple[str, str, str], ...]:
        """Fields of a level are the column's, whoever is shown it."""
        return tuple(dict.fromkeys((*self.first.parts, *self.second.parts)))

    @property
    def counts(self) -> Mapping[str, int]:
        """By sign and words, how often."""
        return Counter(f"{one.sign} {one.words}" for one in self.differing)


def compared(policy: Policy, first: Asker, second: Asker, day: str) -> Compared:
    sides = [{row.column: row for row in rows_of(policy, asker, day)} for asker in (first, second)]
    found = [one for column in sides[0] for one in _differences(sides[0][column], sides[1][column])]
    told = {one.column for one in found}
    neither = tuple(row.words for row in sides[0].values() if row.words not in told)
    one, other = (tabled(policy, asker, day) for asker in (first, second))
    differing = tuple(one for one in found if not one.alike)
    return Compared(one, other, differing, tuple(one for one in found if one.alike), neither)


def _differences(first: Row, second: Row) -> Iterator[Difference]:
    for position in Position:
        one, other = first.shown[position], second.shown[position]
        if one.level or other.level:
            yield Difference(first.words, first.of, position, one, other, *_said(one, other))


def _said(first: Shown, second: Shown) -> tuple[str, str]:
    one, other = first.now, second.now
    if one == other:
        return _conditions(first, second) if one else ("=", "Neither, until a condition is built")
    if not other:
        return "\u25c0", "Only the first"
    if not one:
        return "\u25b6", "Only the second"
    return ("\u25c0", "More to the first") if one > other else ("\u25b6", "More to the second")


def _conditions(first: Shown, second: Shown) -> tuple[str, str]:
    same = set(first.gates) == set(second.gates)
    return ("=", "Alike") if same else ("\u2260", "As much, under other conditions")
