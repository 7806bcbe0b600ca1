"""Makes the human beings of one scene; keys, telephones and numbers are told by the scene's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from connectors.synthetic.contacts import some_email
from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.being import BEGINNING, Being
from connectors.synthetic.doubles.called import Called, some_called, some_given
from connectors.synthetic.doubles.spellings import Word, some_family
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.homes import Residence
from connectors.synthetic.names import some_culture
from connectors.synthetic.people import FEMALE, MALE, birth_date_at
from connectors.synthetic.places import Locality, Place, some_locality, some_place

FIRST_DAY: Final = date(2019, 7, 1)
LAST_DAY: Final = date(2026, 6, 30)
_ABORIGINAL: Final = 0.08  # of people; more than their share of the population, so that the group can be measured
_COMMUNITY: Final = 0.3  # of them: a name of the community as family name or beside the given name
_ON_RECORD: Final = Weighted.of((("ABORIGINAL", 78), ("NEITHER", 9), ("NOT_STATED", 13)))  # ours, after AIHW (2013)
_NOT_STATED: Final = 0.07
# Set aside for fiction by the Australian Communications and Media Authority: 8 x 10,000 numbers that reach nobody.
_RANGES: Final = tuple(f"{area}{exchange}" for area in ("02", "03", "07", "08") for exchange in ("5550", "7010"))
_PHONES: Final = 80_000
_PHONES_A_SCENE: Final = 5  # after 16,000 scenes the numbers come round again, as given-up numbers do
_SCATTER: Final = 7_919  # has no factor in common with 80,000
_SYSTEMS: Final = ("LEAP", "CRIS", "TOD", "SHIP")


@dataclass(slots=True)
class Maker:
    """One scene: its stream of draws, its place among the scenes, how many of each it has given out."""

    draws: Draws
    scene: int
    made: int = 0
    phones: int = 0
    numbers: int = 0

    def culture(self) -> str:
        """Of a family: the answer also says whether it is Aboriginal."""
        if self.draws.chance(_ABORIGINAL):
            return "aboriginal"
        return some_culture(self.draws)

    def being(
        self, culture: str, sex: str, born: date, family: Word | None = None, father: Called | None = None
    ) -> Being:
        """Someone new, with number, name and whatever changes of them; no home and no telephone yet."""
        draws = self.draws
        aboriginal = culture == "aboriginal"
        own = "anglo" if aboriginal and not draws.chance(_COMMUNITY) else culture
        born = _on_paper(draws, own, born)
        called = some_called(draws, own, sex, family, father)
        self.made += 1
        key = f"D{self.scene:06}-{self.made:02}"
        being = Being(key, sex, born, aboriginal, self._on_record(aboriginal), called)
        being.takes_name(BEGINNING, called.family)
        being.firsts.change(BEGINNING, called)
        being.sexes.change(BEGINNING, sex)
        being.numbers = {system: self._numbers() for system in _SYSTEMS}
        self._vary(being)
        return being

    def at_age(self, culture: str, sex: str, age: int, day: date, family: Word | None = None) -> Being:
        return self.being(culture, sex, birth_date_at(self.draws, age, day), family)

    def settle(
        self, *beings: Being, since: date = BEGINNING, near: Locality | None = None, suppressed: bool = False
    ) -> Place:
        """A new home for them, together."""
        place = some_place(self.draws, near or some_locality(self.draws))
        for being in beings:
            being.lives_at(since, Residence(since, place, suppressed))
        return place

    def phone(self) -> str:
        """A number of the scene; when all are given out, any number, which perhaps is a stranger's too."""
        at = (self.scene * _PHONES_A_SCENE + self.phones) * _SCATTER % _PHONES
        if self.phones >= _PHONES_A_SCENE:
            at = self.draws.between(0, _PHONES - 1)
        self.phones += 1
        return f"{_RANGES[at // 10_000]}{at % 10_000:04}"

    def reach(self, being: Being) -> None:
        """A telephone of one's own, changed now and then; perhaps an e-mail address."""
        being.phones.change(BEGINNING, self.phone())
        for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
            if self.draws.chance(rates.CHANGES_PHONE_A_YEAR / 2):  # the scene has five numbers: half of the changes
                being.phones.change(_some_day(self.draws, year), self.phone())
        if not self.draws.chance(0.4):
            name, _, domain = some_email(self.draws, being.called.first.own, being.called.family.own).partition("@")
            being.email = f"{name}.{being.key[1:].replace('-', '')}@{domain}"  # no two people have one mailbox

    def moves(self, *beings: Being, first: date = FIRST_DAY, last: date = LAST_DAY) -> None:
        """House moves in those years, together, mostly not far; who was hidden stays hidden."""
        for year in range(first.year, last.year + 1):
            day = _some_day(self.draws, year)
            if self.draws.chance(rates.MOVES_A_YEAR) and first < day < last:
                home = beings[0].homes.at(day)
                near = home.place.locality if self.draws.chance(0.6) else None
                self.settle(*beings, since=day, near=near, suppressed=home.suppressed)

    def _on_record(self, aboriginal: bool) -> str:
        if aboriginal:
            return self.draws.weighted(_ON_RECORD)
        return "NOT_STATED" if self.draws.chance(_NOT_STATED) else "NEITHER"

    def _numbers(self) -> tuple[str, ...]:
        """One number in each system; for some, two."""
        count = 2 if self.draws.chance(rates.SECOND_NUMBER) else 1
        self.numbers += count
        return tuple(f"{(self.scene * 100 + self.numbers - at) * 3 + 50_000_000}" for at in range(count))

    def _vary(self, being: Being) -> None:
        draws, called = self.draws, being.called
        if being.age_on(LAST_DAY) >= 16 and draws.chance(rates.ALIASED):
            family = some_family(draws, called.culture).own if draws.chance(0.6) else called.family.own
            being.alias = (family, some_given(draws, called.culture, being.sex).own)
        if draws.chance(rates.AFFIRMED):
            day, sex = draws.day(FIRST_DAY, LAST_DAY), MALE if being.sex == FEMALE else FEMALE
            being.firsts.change(day, called.with_first(some_given(draws, called.culture, sex)))
            being.sexes.change(day, sex)


def _on_paper(draws: Draws, culture: str, born: date) -> date:
    """Where births were not registered, papers often say the first of January."""
    return born.replace(month=1, day=1) if draws.chance(rates.FIRST_OF_JANUARY.get(culture, 0)) else born


def _some_day(draws: Draws, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=draws.between(0, 364))
