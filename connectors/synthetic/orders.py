"""Notices and intervention orders between two people, from the making to the end.

Family Violence Protection Act 2008 (Vic): safety notices s 24, interim orders s 53, final orders
s 74. An order binds from service, so one that is not served cannot be contravened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.events import Event
from connectors.synthetic.places import Locality

_SERVED = 0.85
_FORBIDS: Final = ("NO_FAMILY_VIOLENCE", "NO_DAMAGE")
_FULL: Final = (*_FORBIDS, "NO_CONTACT", "NO_APPROACH", "STAY_AWAY_HOME", "NOT_BY_OTHERS")
_STATES: Final = {
    "FVSN": ("NOTICE_ISSUED", "NOTICE_SERVED"),
    "INTERIM": ("INTERIM_MADE", "INTERIM_SERVED"),
    "FINAL": ("FINAL_MADE", "FINAL_SERVED"),
}
_LASTS: Final = {"FVSN": 14, "INTERIM": 180, "FINAL": 365}


@dataclass(frozen=True, slots=True)
class Order:
    """`restrained` is the key of a human being; who that is in a report depends on the report."""

    kind: str
    number: str
    restrained: str
    made_on: date
    served_on: date | None
    ends_on: date
    conditions: tuple[str, ...]
    court: str | None

    def served_by(self, day: date) -> bool:
        return self.served_on is not None and self.served_on <= day

    def in_force(self, day: date) -> bool:
        return self.served_by(day) and self.made_on <= day <= self.ends_on

    def state(self, day: date) -> str:
        """As police know it on that day."""
        if day > self.ends_on:
            return "EXPIRED"
        return _STATES[self.kind][self.served_by(day)]


@dataclass(slots=True)
class OrderBook:
    """All orders, by tie. What a court makes later is in the book, but not yet stated by anyone."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _orders: dict[str, list[Order]] = field(default_factory=dict)

    @property
    def by_tie(self) -> Mapping[str, tuple[Order, ...]]:
        """Every order made, in the order of filing."""
        return {key: tuple(orders) for key, orders in self._orders.items()}

    def known(self, event: Event, day: date) -> tuple[Order, ...]:
        """The latest orders that were made by that day, the newest last."""
        made = [o for o in self._orders.get(event.tie.key, ()) if o.made_on <= day]
        latest = sorted(made, key=lambda order: order.made_on)[-3:]
        return tuple(_until_final(order, made, day) for order in latest)

    def restraining(self, event: Event) -> Order | None:
        """The order in force against the respondent at the event."""
        respondent = event.tie.respondent.key
        held = self._orders.get(event.tie.key, ())
        return next((o for o in held if o.restrained == respondent and o.in_force(event.day)), None)

    def follow(self, draws: Draws, event: Event, court: Locality) -> None:
        """What police and courts make upon the event; a planted event says it itself."""
        kind = event.order if event.order is not None else self._chance(draws, event)
        if kind == "FVSN":
            self._from_notice(draws, event, court)
        elif kind in ("INTERIM", "FINAL"):
            self._make(draws, event, court, kind, event.day + timedelta(days=draws.between(1, 9)))
        elif kind == "UNSERVED":
            made_on = event.day + timedelta(days=3)
            self._file(event, replace(_order(self, event, court, "FINAL", made_on), served_on=None))

    def _chance(self, draws: Draws, event: Event) -> str:
        busy = any(o.ends_on >= event.day for o in self._orders.get(event.tie.key, ()))
        if busy or event.gravity == 0:
            return ""
        if event.gravity >= 2 and not event.tie.respondent.minor_on(event.day):
            return "FVSN" if draws.chance(0.4) else ""
        return "INTERIM" if draws.chance(0.15) else ""

    def _from_notice(self, draws: Draws, event: Event, court: Locality) -> None:
        """A notice is an application as well: most lead to an interim and many to a final order."""
        self._make(draws, event, court, "FVSN", event.day)
        interim = event.day + timedelta(days=draws.between(5, 13))
        if draws.chance(0.75):
            self._make(draws, event, court, "INTERIM", interim)
            if draws.chance(0.6):
                final = interim + timedelta(days=draws.between(40, 150))
                self._make(draws, event, court, "FINAL", final)

    def _make(self, draws: Draws, event: Event, court: Locality, kind: str, made_on: date) -> None:
        order = _order(self, event, court, kind, made_on)
        if draws.chance(_SERVED) or event.role:
            wait = 0 if event.role else draws.pick((0, 0, 0, 1, 2, 4, 9))
            served_on = made_on + timedelta(days=wait)
            order = replace(order, served_on=min(served_on, order.ends_on))
        self._file(event, order)

    def _file(self, event: Event, order: Order) -> None:
        self._orders.setdefault(event.tie.key, []).append(order)


def _until_final(order: Order, made: list[Order], day: date) -> Order:
    """A final order takes the place of the interim one when it has been served."""
    finals = [o.served_on for o in made if o.kind == "FINAL" and o.made_on >= order.made_on]
    served = [on for on in finals if on is not None and on <= day]
    if order.kind != "INTERIM" or not served:
        return order
    return replace(order, ends_on=min(order.ends_on, *served))


def _order(book: OrderBook, event: Event, court: Locality, kind: str, made_on: date) -> Order:
    number = f"{'N' if kind == 'FVSN' else 'K'}{made_on:%y}{next(book.numbers):06}"
    minor = event.tie.respondent.minor_on(made_on)
    name = f"{'Children' if minor else 'Magistrates'}' Court at {court.locality}"
    return Order(
        kind=kind,
        number=number,
        restrained=event.tie.respondent.key,
        made_on=made_on,
        served_on=None,
        ends_on=made_on + timedelta(days=_LASTS[kind]),
        conditions=_FULL if event.gravity >= 3 or event.tie.separated(made_on) else _FORBIDS,
        court=None if kind == "FVSN" else name.replace("Children'", "Children's"),
    )
