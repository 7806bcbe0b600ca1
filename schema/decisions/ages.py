"""How old a child was: exact from a date of birth, a range from a year of birth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schema.decisions.event import Child


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years, between `youngest` and `oldest` (equal when exact); None: not known.
    `before_birth`: on every birth date the sources allow, the child was not yet born."""

    youngest: int | None
    oldest: int | None
    exact: bool
    before_birth: bool


def born(named: Iterable[Child]) -> tuple[date, date] | None:
    """The earliest and latest birth date that all naming of one child allows.

    A date outweighs a year; where dates differ, the child may be of any of them.
    """
    children = tuple(named)
    days = [date.fromisoformat(child.birth_date) for child in children if child.birth_date]
    if days:
        return min(days), max(days)
    years = [child.birth_year for child in children if child.birth_year is not None]
    return (date(min(years), 1, 1), date(max(years), 12, 31)) if years else None


def age(birth: tuple[date, date] | None, on: date | None) -> Age:
    if birth is None or on is None:
        return Age(None, None, False, False)
    oldest, youngest = _years(birth[0], on), _years(birth[1], on)
    exact = birth[0] == birth[1]
    return Age(max(youngest, 0), max(oldest, 0), exact, oldest < 0)


def _years(birth: date, on: date) -> int:
    """Born on 29 February: a year older on 1 March where there is no 29th."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
