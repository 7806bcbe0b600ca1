"""A seeded population: its people, and the police reports about them in the order of arrival."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from connectors.synthetic.cast import CAST_REPORTS, ROLES, Stage, planted
from connectors.synthetic.events import Chronicler, Event, numbered
from connectors.synthetic.filing import Filing, amended, filings
from connectors.synthetic.history import History
from connectors.synthetic.homes import Homes
from connectors.synthetic.orders import Order
from connectors.synthetic.people import Human, Register
from connectors.synthetic.repeats import RepeatedAs
from connectors.synthetic.reports import ReportWriter
from connectors.synthetic.ties import Tie


@dataclass(frozen=True, slots=True)
class PartySlot:
    """One person of one report, whatever its version: `affected`, `respondent`, `child-1`, ..."""

    portal_id: str
    slot: str


@dataclass(frozen=True, slots=True)
class CastMember:
    """A planted person: the number of police, and every report with a part of hers or his."""

    person_number: str
    portal_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """People with their truth; rows are written when they are asked for, one at a time.

    `orders` are those made between two people, by the key of their tie.
    """

    seed: int
    until: date
    people: Mapping[str, Human]
    homes: Homes
    filings: tuple[Filing, ...]
    orders: Mapping[str, tuple[Order, ...]]

    @property
    def reports(self) -> Iterator[dict[str, Any]]:
        """JSON-ready, in the order of arrival: first versions, amendments and repeats among them."""
        writer = ReportWriter(self.seed, self.homes)
        return (writer.row(filing) for filing in self.filings)

    @property
    def truth(self) -> Mapping[str, tuple[PartySlot, ...]]:
        """Key of a human being -> the party slots that are her or him."""
        truth: dict[str, list[PartySlot]] = {}
        for filing in self.filings:
            if filing.version == 1:
                for slot, human in party_slots(filing.record.event):
                    truth.setdefault(human.key, []).append(PartySlot(filing.portal_id, slot))
        return {key: tuple(slots) for key, slots in truth.items()}

    @property
    def repeats(self) -> Mapping[str, tuple[str, RepeatedAs]]:
        """Portal number of a report that repeats another -> that one's number, and how it repeats it."""
        again = ((f.portal_id, f.repeats) for f in self.filings if f.repeats)
        return {number: (repeat.first.portal_id, repeat.way) for number, repeat in again}

    @property
    def cast(self) -> Mapping[str, CastMember]:
        """The planted people, by role word."""
        truth = self.truth
        return {role: _member(self.people[role], truth[role]) for role in ROLES}

    @property
    def ties(self) -> Mapping[str, Tie]:
        """Partnerships and family ties with an incident, as at the latest one."""
        filed = sorted(self.filings, key=lambda filing: filing.record.event.at)
        return {filing.record.event.tie.key: filing.record.event.tie for filing in filed}

    @property
    def pending(self) -> tuple[dict[str, Any], ...]:
        """Amendments that have not arrived by `until`: who used violence, put right by police."""
        writer = ReportWriter(self.seed, self.homes)
        reviewed = [filing for filing in self.filings if filing.review]
        return tuple(writer.row(_put_right(filing, self.until)) for filing in reviewed)


def population(seed: int, reports: int = 3000, *, until: date, years: int = 6) -> Population:
    """`reports` are distinct reports up to `until`; amended versions and repeats come on top of them.

    The planted people have their reports among them, so fewer than theirs is an error.
    """
    if reports < CAST_REPORTS or years < 1:
        raise ValueError(f"a population needs {CAST_REPORTS} reports and a year at least")
    register, homes = Register(), Homes()
    cast = planted(Stage(until, years), register, homes, first=1)
    chronicler = Chronicler(seed, register, homes, numbered(from_number=CAST_REPORTS + 1))
    eve = until - timedelta(days=1)
    events = cast + chronicler.events(reports - CAST_REPORTS, eve, years)
    end = datetime.combine(until, time(22, 59))  # standard time: the same day in summer time too
    history = History(homes, seed)
    filed = filings(seed, history.records(events), end)
    return Population(seed, until, register.people, homes, filed, history.book.by_tie)


def party_slots(event: Event) -> Iterator[tuple[str, Human]]:
    """The people of the event's report with the names of their slots."""
    yield "affected", event.tie.affected
    yield "respondent", event.tie.respondent
    for number, child in enumerate(event.tie.minors(event.day), 1):
        yield f"child-{number}", child
    if event.other:
        yield "other-1", event.other


def _member(human: Human, slots: tuple[PartySlot, ...]) -> CastMember:
    return CastMember(human.number, tuple(dict.fromkeys(slot.portal_id for slot in slots)))


def _put_right(filing: Filing, until: date) -> Filing:
    """The roles turned round, two days after the end."""
    at = datetime.combine(until, time(10)) + timedelta(days=2)
    event = replace(filing.record.event, tie=filing.record.event.tie.backwards)
    record = replace(filing.record, event=event)
    return replace(amended(filing, at), record=record, review=False)
