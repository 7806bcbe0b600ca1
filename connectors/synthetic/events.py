"""What happened, in truth: one event is one respondent's conduct against one affected person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from connectors.synthetic.careers import Spell, spells, years_until
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.figures import CHILD_PRESENT, OFFENCE_RECORDED
from connectors.synthetic.homes import Homes
from connectors.synthetic.households import Founder, Household
from connectors.synthetic.people import Human, Register
from connectors.synthetic.ties import Tie

_ESCALATES = 0.35  # of respondents: later events are the graver ones
_MUTUAL = 0.02
_TWO_AFFECTED = 0.03
_OTHER_TIE = 0.1
_SOMEONE_ELSE = 0.07
# Rungs of a ladder that is not published: 0 no offence, 1 property or harassment, 2 assault,
# 3 serious assault or sexual violence, 4 strangulation, threat to kill or weapon, 5 homicidal.
_GRAVITIES = Weighted.of(
    (
        (0, 1 - OFFENCE_RECORDED),
        (1, OFFENCE_RECORDED * 0.37),
        (2, OFFENCE_RECORDED * 0.43),
        (3, OFFENCE_RECORDED * 0.09),
        (4, OFFENCE_RECORDED * 0.107),
        (5, OFFENCE_RECORDED * 0.003),
    )
)
# Where there are minors in the household; set so that of all incidents the published share results.
_PRESENT_IF_ANY = CHILD_PRESENT / 0.56


@dataclass(frozen=True, slots=True)
class Event:
    """`order` says which order police or a court make upon it; None leaves it to chance."""

    tie: Tie
    at: datetime
    attendance: int
    gravity: int
    children_present: bool
    other: Human | None = None
    order: str | None = None
    role: str = ""  # the planted story that it belongs to
    named_as: str = ""  # ALIAS, or UNNUMBERED: how this report writes the respondent

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(slots=True)
class Chronicler:
    """Draws the events of everyone, career after career."""

    seed: int
    register: Register
    homes: Homes
    attendances: Iterator[int]

    @property
    def founder(self) -> Founder:
        return Founder(self.register, self.homes)

    def events(self, reports: int, until: date, years: int) -> list[Event]:
        """As many events as `reports`; each is reported once."""
        planned = reports - round(reports * _MUTUAL)
        draws = Draws.stream(self.seed, "spells")
        careers: dict[int, list[Spell]] = {}
        for spell in spells(draws, planned, years_until(until, years)):
            careers.setdefault(spell.career, []).append(spell)
        events = [e for number, parts in careers.items() for e in self._career(number, parts)]
        return events + self._mutual(events, reports - planned)

    def _career(self, number: int, parts: list[Spell]) -> list[Event]:
        draws = Draws.stream(self.seed, "career", number)
        household = self.founder.household(draws, parts[0].year.first, parts[0].year.last)
        events = list(self._spell(draws, household, parts[0]))
        for spell in parts[1:]:
            self.founder.later(draws, household, spell.year.first, spell.year.last)
            events += self._spell(draws, household, spell)
        return _escalating(events) if draws.chance(_ESCALATES) else events

    def _spell(self, draws: Draws, household: Household, spell: Spell) -> Iterator[Event]:
        days = sorted(draws.day(spell.year.first, spell.year.last) for _ in range(spell.incidents))
        before: Event | None = None
        for day in days:
            event = self._event(draws, household, day)
            if before is not None and draws.chance(_TWO_AFFECTED):
                event = self._same_attendance(draws, household, before, event)
            yield event
            before = event

    def _event(self, draws: Draws, household: Household, day: date) -> Event:
        earlier = household.ties[:-1]
        tie = draws.pick(earlier) if earlier and draws.chance(_OTHER_TIE) else household.current
        at = draws.moment(day)
        present = bool(tie.minors(day)) and draws.chance(_PRESENT_IF_ANY)
        gravity = draws.weighted(_GRAVITIES)
        return Event(tie, at, next(self.attendances), gravity, present, self._other(draws, tie, day))

    def _same_attendance(self, draws: Draws, household: Household, before: Event, event: Event) -> Event:
        """One attendance with two affected people is two reports with one LEAP incident number."""
        ties = [tie for tie in household.ties if tie.affected is not before.tie.affected]
        if not ties:
            self.founder.new_tie(draws, household, before.day)
            ties = [household.ties.pop()]  # somebody else of the household; not the current partner
            household.ties.insert(0, ties[0])
        tie = draws.pick(ties)
        present = bool(tie.minors(before.day)) and before.children_present
        return replace(event, tie=tie, at=before.at, attendance=before.attendance, children_present=present)

    def _mutual(self, events: list[Event], wanted: int) -> list[Event]:
        """Both partners are recorded as affected, and both as respondent, of one attendance."""
        draws = Draws.stream(self.seed, "mutual")
        partners = [event for event in events if event.tie.partners]
        chosen = draws.some(partners, wanted)
        return [replace(e, tie=e.tie.backwards, gravity=min(e.gravity, 2)) for e in chosen]

    def _other(self, draws: Draws, tie: Tie, day: date) -> Human | None:
        """A witness, most often a neighbour or relative."""
        if not draws.chance(_SOMEONE_ELSE):
            return None
        born = day.replace(year=day.year - draws.between(19, 75), day=min(day.day, 28))
        kin = tie.affected if draws.chance(0.5) else None
        return self.register.some_human(draws, draws.pick(("FEMALE", "MALE")), born, kin)


def numbered(from_number: int) -> Iterator[int]:
    return count(from_number)


def _escalating(events: Iterable[Event]) -> list[Event]:
    in_time = sorted(events, key=lambda event: event.at)
    gravities = sorted(event.gravity for event in in_time)
    return [replace(e, gravity=gravity) for e, gravity in zip(in_time, gravities, strict=True)]
