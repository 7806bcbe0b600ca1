"""The human beings of the population: who they are, whatever a report says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.names import some_culture, some_family_name, some_given_names

MALE: Final = "MALE"
FEMALE: Final = "FEMALE"
NOT_STATED: Final = "NOT_STATED"

_ALIASES = 0.06
_FIRST_NUMBER = 41_000_000  # below it are the planted people
_STEP = 7  # numbers of police are not consecutive either


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name that someone goes by."""

    name_type: str
    family_name: str
    given_names: str


@dataclass(frozen=True, slots=True)
class Human:
    """One human being. `key` is the planted truth, in no report; `number` is that of police."""

    key: str
    number: str
    sex: str
    birth_date: date
    culture: str
    family_name: str
    given_names: str
    alias: Alias | None = None

    def age_on(self, day: date) -> int:
        before = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before

    def minor_on(self, day: date) -> bool:
        return self.age_on(day) < 18


@dataclass(slots=True)
class Register:
    """Everyone who was made so far, by key."""

    people: dict[str, Human] = field(default_factory=dict)

    def add(self, human: Human) -> Human:
        self.people[human.key] = human
        return human

    def some_human(self, draws: Draws, sex: str, birth_date: date, kin: Human | None = None) -> Human:
        """Someone new; a relative may share culture and family name with `kin`."""
        culture = kin.culture if kin else some_culture(draws)
        family = kin.family_name if kin else some_family_name(draws, culture)
        given = some_given_names(draws, culture, sex if sex != NOT_STATED else FEMALE)
        key, number = self._next()
        alias = _some_alias(draws, family, given, culture)
        return self.add(Human(key, number, sex, birth_date, culture, family, given, alias))

    def _next(self) -> tuple[str, str]:
        place = len(self.people) + 1
        return f"H{place:07}", str(_FIRST_NUMBER + _STEP * place)


def birth_date_at(draws: Draws, age: int, day: date) -> date:
    """A birth date that gives that age on that day."""
    latest = _years_before(day, age)
    return draws.day(_years_before(day, age + 1) + timedelta(days=1), latest)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _some_alias(draws: Draws, family: str, given: str, culture: str) -> Alias | None:
    if not draws.chance(_ALIASES):
        return None
    if draws.chance(0.5):
        return Alias("PREFERRED", family, given.split(maxsplit=1)[0][:4])
    return Alias("ALIAS", some_family_name(draws, culture), given.split(maxsplit=1)[0])
