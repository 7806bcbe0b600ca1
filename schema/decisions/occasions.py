"""Occasions on which the subject contravened a notice or an order, as police recorded it or charged it.

A police report that records a contravention and a charge of one are of the same occasion when they bear the same LEAP
incident number. A charge that bears none is of the occasion at its very moment, if there is one, else of its own:
nothing shows it to be another. A charge that was withdrawn or lost is of none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from schema.decisions.event import Event, Part, Side
from schema.decisions.history import Attendance, History, attendances, evidence
from schema.decisions.moments import local_date
from schema.decisions.offences import offence
from schema.decisions.order_states import NOTICE
from schema.decisions.records import Charge, ids

UNSEEN = "number "  # stands before the number of an order that a charge names and that is not shown itself


@dataclass(frozen=True, slots=True)
class Marks:
    """What an occasion was in relation to, as far as shown: protected persons; orders against the subject; safety
    notices, and the safety notices on which the orders were made, both by number."""

    persons: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    notices: frozenset[str] = frozenset()
    made_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Occasion:
    """`at`: its last moment shown, UTC; None: no moment is shown."""

    at: str | None
    recorded: tuple[Event, ...]
    charged: tuple[Charge, ...]
    marks: Marks = field(default_factory=Marks)

    @property
    def evidence(self) -> tuple[str, ...]:
        return (*evidence(self.recorded), *ids(self.charged))

    @property
    def on(self) -> str | None:
        """The local day."""
        return local_date(self.at).isoformat() if self.at else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of the notices and orders shown: their numbers, and on which notice each was made."""

    number: dict[str, str]
    notices: frozenset[str]
    made_on: dict[str, str]

    def order_of(self, charge: Charge) -> str | None:
        """By its number where the order itself is not shown; of a number that no order shown has, by that number."""
        if charge.order or not charge.order_number:
            return charge.order
        named = sorted(order for order, number in self.number.items() if number == charge.order_number)
        return named[0] if len(named) == 1 else f"{UNSEEN}{charge.order_number}"


def sections(event: Event) -> tuple[str, ...]:
    """The sections that a report records contraventions of; ORDER where its code does not tell which."""
    known = (offence(code) for code in event.offences or ())
    return tuple({row.breach: None for row in known if row and row.breach})


def section(charge: Charge) -> str | None:
    """The section that it is a charge of contravening an order under; None: it is of something else."""
    known = (offence(code) for code in (charge.section, charge.offence) if code)
    return next((row.breach for row in known if row and row.breach), None)


def occasions(history: History) -> tuple[Occasion, ...]:
    """Oldest first; those without a moment before all others."""
    recorded = attendances((e for e in history.of(Part.RESPONDENT) if sections(e)), history.as_at)
    charges = tuple(charge for charge in history.sustained if section(charge))
    grouped = [_attended(attendance, charges) for attendance in recorded]
    taken = {charge.id for occasion in grouped for charge in occasion.charged}
    grouped += _by_number([charge for charge in charges if charge.id not in taken and charge.incident_number])
    grouped = _with_unnumbered(grouped, [charge for charge in charges if not charge.incident_number])
    numbers = numbers_of(history)
    marked = (Occasion(o.at, o.recorded, o.charged, _marks(o, numbers)) for o in grouped)
    return tuple(sorted(marked, key=lambda occasion: (occasion.at or "", occasion.evidence)))


def numbers_of(history: History) -> Numbers:
    """From statements of every source, those in police reports among them."""
    stated = [stated for event in history.events for stated in event.orders or () if stated.order]
    named = [(str(s.order), s.kind, s.number) for s in stated]
    named += [(said.order, said.kind, said.number) for said in history.records.orders if said.order]
    return Numbers(
        number={order: number for order, _, number in named if number},
        notices=frozenset(order for order, kind, _ in named if kind == NOTICE),
        made_on={s.order: s.notice_number for s in history.records.orders if s.order and s.notice_number},
    )


def _attended(attendance: Attendance, charges: tuple[Charge, ...]) -> Occasion:
    mine = tuple(charge for charge in charges if charge.incident_number in attendance.numbers)
    return Occasion(_latest([attendance.at, *(c.occurred_at for c in mine)]), attendance.events, mine)


def _by_number(charges: list[Charge]) -> list[Occasion]:
    groups: dict[str | None, list[Charge]] = {}
    for charge in charges:
        groups.setdefault(charge.incident_number, []).append(charge)
    return [Occasion(_latest([c.occurred_at for c in held]), (), tuple(held)) for held in groups.values()]


def _with_unnumbered(occasions: list[Occasion], charges: list[Charge]) -> list[Occasion]:
    """Of several occasions at its moment, a charge is of the one that holds the lowest id: any one will do, always."""
    found = list(occasions)
    for charge in charges:
        at = charge.occurred_at
        same = [occasion for occasion in found if at is not None and occasion.at == at]
        one = min(same, key=lambda occasion: min(occasion.evidence), default=Occasion(at, (), ()))
        found = [o for o in found if o is not one] + [Occasion(at, one.recorded, (*one.charged, charge))]
    return found


def _latest(moments: Iterable[str | None]) -> str | None:
    return max((moment for moment in moments if moment), default=None)


def _marks(occasion: Occasion, numbers: Numbers) -> Marks:
    persons = {person for event in occasion.recorded for person in event.affected or ()}
    persons |= {person for charge in occasion.charged for person in charge.against or ()}
    orders = {
        stated.order
        for event in occasion.recorded
        for stated in event.orders or ()
        if stated.side is Side.AGAINST and stated.order is not None  # two that are not known may be two
    }
    orders |= {order for charge in occasion.charged if (order := numbers.order_of(charge))}
    notices = {numbers.number[order] for order in orders if order in numbers.notices and order in numbers.number}
    made_on = {numbers.made_on[order] for order in orders if order in numbers.made_on}
    return Marks(frozenset(persons), frozenset(orders), frozenset(notices), frozenset(made_on))
