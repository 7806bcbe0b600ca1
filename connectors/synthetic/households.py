"""The people round one respondent: partners one after the other, relatives, children, moves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.homes import Homes
from connectors.synthetic.people import (
    FEMALE,
    MALE,
    NOT_STATED,
    Human,
    Register,
    birth_date_at,
)
from connectors.synthetic.places import some_locality, some_place
from connectors.synthetic.ties import AGES, Tie, some_kind, some_sexes

_WITH_CHILDREN = 0.64
_SEPARATES: Final = 0.5
_NEW_PARTNER = 0.3  # at the start of a later spell
_FLEES = 0.35  # of affected people who move out: to an address that is not to be disclosed


@dataclass(slots=True)
class Household:
    """A respondent with the ties of the past; the latest tie is the current one."""

    respondent: Human
    ties: list[Tie] = field(default_factory=list)

    @property
    def current(self) -> Tie:
        return self.ties[-1]

    def replace_current(self, tie: Tie) -> None:
        self.ties[-1] = tie


@dataclass(slots=True)
class Founder:
    """Makes households; the register and the homes grow with each."""

    register: Register
    homes: Homes

    def household(self, draws: Draws, first: date, last: date) -> Household:
        """A respondent with the first tie, as of the first incident's year."""
        kind = some_kind(draws)
        affected, respondent = some_sexes(draws, kind)
        ages = AGES[kind]
        age = draws.between(ages.youngest, ages.oldest)
        human = self.register.some_human(draws, respondent, birth_date_at(draws, age, first))
        self.homes.move(human, _long_before(first), some_place(draws, some_locality(draws)))
        household = Household(human, [self.tie(draws, human, kind, affected, first)])
        self.part(draws, household, first, last)
        return household

    def tie(self, draws: Draws, human: Human, kind: str, sex: str, day: date) -> Tie:
        """A tie to somebody new, who moves in or lives elsewhere."""
        affected = self._affected(draws, human, kind, sex, day)
        together = kind != "INTIMATE" and draws.chance(0.7)
        since = day - timedelta(days=draws.between(60, 2500))
        self._settle(draws, human, affected, since, together)
        tie = Tie(f"{human.key}:{affected.key}", human, affected, kind, since, together)
        return replace(tie, children=self._children(draws, tie, day))

    def new_tie(self, draws: Draws, household: Household, day: date) -> None:
        """Another partner, or another relative, from that day on."""
        adult = household.respondent.age_on(day) >= 20
        partner = household.current.partners or (adult and draws.chance(0.5))
        kind = some_kind(draws, partner=1.0 if partner and adult else 0.0)
        sex, _ = some_sexes(draws, kind, household.respondent.sex)
        household.ties.append(self.tie(draws, household.respondent, kind, sex, day))

    def later(self, draws: Draws, household: Household, first: date, last: date) -> None:
        """What changed between two spells of incidents."""
        if draws.chance(_NEW_PARTNER):
            self.new_tie(draws, household, first)
        self.part(draws, household, first, last)

    def part(self, draws: Draws, household: Household, first: date, last: date) -> None:
        """Partners may separate; one of them moves out, some to a place that is kept secret."""
        tie = household.current
        if not tie.partners or tie.separated_on or not draws.chance(_SEPARATES):
            return
        day = draws.day(first - timedelta(days=300), last)
        household.replace_current(replace(tie, separated_on=max(day, tie.since)))
        if tie.together:
            self._move_out(draws, tie, max(day, tie.since))

    def _move_out(self, draws: Draws, tie: Tie, day: date) -> None:
        goes = tie.affected if draws.chance(0.5) else tie.respondent
        old = self.homes.at(tie.respondent, day).place.locality
        locality = old if draws.chance(0.6) else some_locality(draws)
        suppressed = goes is tie.affected and draws.chance(_FLEES)
        place = some_place(draws, locality)
        for human in (goes, *(tie.children if goes is tie.affected else ())):
            self.homes.move(human, day, place, suppressed)

    def _affected(self, draws: Draws, human: Human, kind: str, sex: str, day: date) -> Human:
        ages = AGES[kind]
        older = draws.between(ages.least, ages.most)
        age = min(95, max(_youngest(kind), human.age_on(day) + older))
        kin = human if kind in _KIN or draws.chance(0.3) else None
        return self.register.some_human(draws, sex, birth_date_at(draws, age, day), kin)

    def _settle(self, draws: Draws, human: Human, affected: Human, since: date, together: bool) -> None:
        home = self.homes.at(human, since).place
        near = home.locality if draws.chance(0.8) else some_locality(draws)
        self.homes.move(affected, since, home if together else some_place(draws, near))

    def _children(self, draws: Draws, tie: Tie, day: date) -> tuple[Human, ...]:
        """Children of the household; each bears the family name of one of the two."""
        if not draws.chance(_WITH_CHILDREN if tie.partners else _WITH_CHILDREN * 0.7):
            return ()
        return tuple(self._child(draws, tie, day) for _ in range(draws.pick((1, 1, 2, 2, 3, 4))))

    def _child(self, draws: Draws, tie: Tie, day: date) -> Human:
        eldest = max(0, min(13, min(p.age_on(day) for p in (tie.respondent, tie.affected)) - 18))
        born = day - timedelta(days=draws.between(-500, 365 * (eldest if tie.partners else 13)))
        sex = NOT_STATED if draws.chance(0.01) else draws.pick((FEMALE, MALE))
        kin = tie.respondent if draws.chance(0.5) else tie.affected
        child = self.register.some_human(draws, sex, born, kin)
        since = max(born, tie.since)
        self.homes.move(child, since, self.homes.at(tie.affected, since).place)
        return child


_KIN = frozenset({"PARENT", "CHILD", "SIBLING", "GRANDCHILD"})


def _youngest(kind: str) -> int:
    return 17 if kind in ("SPOUSE", "DE_FACTO", "DOMESTIC_PARTNER", "INTIMATE") else 2


def _long_before(day: date) -> date:
    return day - timedelta(days=4000)
