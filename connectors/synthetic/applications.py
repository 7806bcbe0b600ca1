"""Orders between two people as courts file them: a notice, the interim and the final order made on it are one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from connectors.synthetic.orders import Order
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population
from connectors.synthetic.reported import SINCE, Reported
from connectors.synthetic.ties import Tie

CHILDREN: Final = "childrens_court"
MAGISTRATES: Final = "magistrates_court"
_TO_HEARING: Final = timedelta(days=14)  # from a notice to the first hearing of its application
_TO_FINAL: Final = timedelta(days=180)  # from an interim order to the final one
_BEFORE: Final = {"FVSN": (), "INTERIM": ("FVSN",), "FINAL": ("FVSN", "INTERIM")}
_WITHIN: Final = {"FVSN": _TO_HEARING, "INTERIM": _TO_FINAL, "FINAL": timedelta(0)}


@dataclass(frozen=True, slots=True)
class Application:
    """One application for an order. `number` is the court's own of the file; an order has one of its own."""

    number: str
    tie: Tie
    orders: tuple[Order, ...]
    opened_on: date
    custodian: str
    court: str
    told_by: Reported

    @property
    def children(self) -> tuple[Human, ...]:
        return self.tie.minors(self.opened_on)


def court_of(human: Human, day: date, locality: str) -> tuple[str, str]:
    """Its custodian and its name: the court of the respondent's age, where the affected family member lives."""
    if human.minor_on(day):
        return CHILDREN, f"Children's Court at {locality}"
    return MAGISTRATES, f"Magistrates' Court at {locality}"


def applications(found: Population, reports: Iterable[Reported]) -> tuple[Application, ...]:
    """Those of the planted people, and those whose last order ends after the hand-over begins; in order of opening."""
    by_side: dict[tuple[str, str], list[Reported]] = {}
    for one in reports:
        by_side.setdefault((one.event.tie.key, one.respondent.key), []).append(one)
    made = [a for events in by_side.values() for a in _of(found, events)]
    return tuple(sorted((*made, *_summonses(found, reports)), key=lambda a: (a.opened_on, a.number)))


def _of(found: Population, events: list[Reported]) -> Iterator[Application]:
    tie = events[0].event.tie
    held = [o for o in found.orders.get(tie.key, ()) if o.restrained == tie.respondent.key and o.made_on <= found.until]
    for orders in _files(held):
        if events[0].event.role or orders[-1].ends_on > found.until - SINCE:
            yield _application(found, events, orders)


def _files(orders: Iterable[Order]) -> Iterator[tuple[Order, ...]]:
    """In the order of making; each continues the file before it or begins another."""
    file: list[Order] = []
    for order in sorted(orders, key=lambda order: (order.made_on, order.number)):
        if file and not _continues(file, order):
            yield tuple(file)
            file = []
        file.append(order)
    if file:
        yield tuple(file)


def _continues(file: list[Order], order: Order) -> bool:
    last = file[-1]
    same_court = order.court == last.court or last.court is None
    return same_court and last.kind in _BEFORE[order.kind] and order.made_on <= last.made_on + _WITHIN[last.kind]


def _application(found: Population, events: list[Reported], orders: tuple[Order, ...]) -> Application:
    first = orders[0]
    told_by = [one for one in events if one.event.day <= first.made_on][-1]
    tie, name = told_by.event.tie, next((order.court for order in orders if order.court), None)
    locality = found.homes.at(tie.affected, first.made_on).place.locality.locality
    custodian, court = court_of(tie.respondent, first.made_on, locality)
    if name:
        custodian, court = (CHILDREN if name.startswith("Children") else MAGISTRATES), name
    number = f"M{first.made_on:%y}{first.number[3:]}"
    return Application(number, tie, orders, first.made_on, custodian, court, told_by)


def _summonses(found: Population, reports: Iterable[Reported]) -> Iterator[Application]:
    """Police applied for an order by summons, and none was made upon it."""
    for one in reports:
        summons = "APPLICATION_SUMMONS" in one.row["police_action"]["actions"]
        if summons and one.event.day > found.until - SINCE:
            locality = found.homes.at(one.affected, one.event.day).place.locality.locality
            custodian, court = court_of(one.respondent, one.event.day, locality)
            number = f"M{one.event.day:%y}A{one.number[-5:]}"
            yield Application(number, one.event.tie, (), one.event.day, custodian, court, one)
