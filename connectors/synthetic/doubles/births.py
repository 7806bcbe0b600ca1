"""What one record says of birth date and sex."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.clerk import Clerk
from connectors.synthetic.doubles.sightings import Sighting
from connectors.synthetic.people import FEMALE, MALE, NOT_STATED

_DEFAULTS: Final = ("1900-01-01", "1900-01-01", "1901-01-01", "1899-12-31")


@dataclass(frozen=True, slots=True)
class Birth:
    """At most one of the three, as a rule."""

    date: str | None = None
    year: int | None = None
    age: int | None = None


def stated_birth(clerk: Clerk, seen: Sighting) -> Birth:
    born, uneven = seen.being.born, rates.UNEVEN if seen.being.aboriginal else 1.0
    if clerk.errs(rates.NO_BIRTH_DATE * uneven):
        return Birth()
    if clerk.errs(rates.AGE_ONLY * uneven):
        return Birth(age=max(0, seen.being.age_on(seen.day) + clerk.draws.pick((0, 0, 0, 0, -1, 1, 1, -2))))
    if clerk.errs(rates.DEFAULT_DATE):
        return Birth(clerk.draws.pick(_DEFAULTS))
    if clerk.errs(rates.YEAR_ONLY * uneven):
        year = born.year + clerk.draws.pick((0, 0, 0, -1, 1))
        return Birth(f"{year}-01-01") if clerk.draws.chance(0.5) else Birth(year=year)
    written = _misdated(clerk, born)
    # No clerk takes a birth date after the day of writing.
    return Birth((written if written <= seen.day else born).isoformat())


def stated_sex(clerk: Clerk, seen: Sighting) -> str | None:
    sex = seen.being.sexes.at(seen.day)
    if clerk.errs(rates.NO_SEX):
        return clerk.draws.pick((None, NOT_STATED))
    if clerk.errs(rates.WRONG_SEX):
        return MALE if sex == FEMALE else FEMALE
    return sex if sex in (MALE, FEMALE) else NOT_STATED


def _misdated(clerk: Clerk, born: date) -> date:
    """At most one error in the date."""
    if clerk.errs(rates.DAY_AND_MONTH) and born.day <= 12:
        return _dated(born.year, born.day, born.month)
    if clerk.errs(rates.YEAR_OFF):
        return _dated(born.year + clerk.draws.pick((-1, 1)), born.month, born.day)
    if clerk.errs(rates.DECADE_OFF):
        return _dated(born.year + clerk.draws.pick((-10, 10)), born.month, born.day)
    return _digit_off(clerk, born) if clerk.errs(rates.DIGIT_OFF) else born


def _digit_off(clerk: Clerk, born: date) -> date:
    """A wrong digit of the day, of the month, or of the year's last."""
    draws = clerk.draws
    day, month, year = (draws.pick((-10, -1, 1, 10)), 0, 0) if draws.chance(0.6) else (0, draws.pick((-1, 1)), 0)
    if draws.chance(0.25):
        day, month, year = 0, 0, draws.pick((-3, -2, 2, 3))
    return _dated(born.year + year, min(12, max(1, born.month + month)), max(1, born.day + day))


def _dated(year: int, month: int, day: int) -> date:
    """The last of the month at most."""
    return date(year, month, min(day, monthrange(year, month)[1]))
