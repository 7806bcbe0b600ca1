"""Between which days somebody may have been born, and who is certainly older than whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Born:
    """The first and the last day on which a person may have been born, YYYY-MM-DD."""

    earliest: str
    latest: str


def born(birth_date: str | None, birth_year: int | None, age: int | None, on: str) -> Born | None:
    """A date outweighs a year, and a year an age in completed years on the day `on`; None where none is stated."""
    if birth_date:
        return Born(birth_date, birth_date)
    if birth_year:
        return Born(f"{birth_year}-01-01", f"{birth_year}-12-31")
    return None if age is None else _of_age(age, date.fromisoformat(on))


def certainly_older(one: Born, other: Born) -> bool:
    """Whatever their true birthdays are; born on one day, neither is."""
    return one.latest < other.earliest


def _of_age(age: int, on: date) -> Born:
    after = _years_before(on, age + 1) + timedelta(days=1)
    return Born(after.isoformat(), _years_before(on, age).isoformat())


def _years_before(on: date, years: int) -> date:
    """Born on 29 February: a year older on 1 March where there is no 29th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)
