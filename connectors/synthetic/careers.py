"""How often someone is a respondent: incidents within each year, over several years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, pairwise

from connectors.synthetic.draws import Draws
from connectors.synthetic.figures import (
    INCIDENTS_FIRST_YEAR,
    INCIDENTS_LATEST_YEAR,
    INCIDENTS_WITHIN_A_YEAR,
    MEAN_OF_FIVE_OR_MORE,
)

_RETURNS = 0.38  # of a year's respondents, who were respondents in a year before


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Spell:
    """The incidents of one respondent within one year. `career` numbers the respondent."""

    career: int
    year: Year
    incidents: int


def years_until(until: date, years: int) -> tuple[Year, ...]:
    """The latest ends on `until`."""
    ends = [date(until.year - back, until.month, min(until.day, 28)) for back in range(years, 0, -1)]
    ends = [*ends, until]
    return tuple(Year(date.fromordinal(start.toordinal() + 1), end) for start, end in pairwise(ends))


def budgets(reports: int, years: int) -> tuple[int, ...]:
    """Reports a year: growing as the published incidents grew."""
    growth = (INCIDENTS_LATEST_YEAR - INCIDENTS_FIRST_YEAR) / max(1, years - 1)
    weights = [INCIDENTS_FIRST_YEAR + growth * place for place in range(years)]
    bounds = [round(reports * sum(weights[:place]) / sum(weights)) for place in range(years + 1)]
    return tuple(high - low for low, high in pairwise(bounds))


def spells(draws: Draws, reports: int, years: tuple[Year, ...]) -> Iterator[Spell]:
    """Spells of every year; together they have `reports` incidents."""
    numbers, before = count(), list[int]()
    for year, budget in zip(years, budgets(reports, len(years)), strict=True):
        this_year, left = dict[int, int](), budget
        while left > 0:
            career = _career(draws, before, this_year, numbers)
            this_year[career] = min(_within_a_year(draws), left)
            left -= this_year[career]
        yield from (Spell(career, year, incidents) for career, incidents in this_year.items())
        before += [career for career, incidents in this_year.items() for _ in range(incidents)]


def _within_a_year(draws: Draws) -> int:
    """The open class has a geometric tail with the mean that the closed classes leave."""
    incidents = draws.weighted(INCIDENTS_WITHIN_A_YEAR)
    return incidents if incidents < 5 else 5 + int(draws.waiting(MEAN_OF_FIVE_OR_MORE - 4.5))


def _career(draws: Draws, before: list[int], this_year: dict[int, int], numbers: Iterator[int]) -> int:
    """Who was often a respondent comes back more often."""
    if before and draws.chance(_RETURNS):
        career = draws.pick(before)
        if career not in this_year:
            return career
    return next(numbers)
