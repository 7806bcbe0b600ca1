"""The history of notices and orders, by statements of every source: police reports and the registers of courts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schema.decisions.editions import default_end
from schema.decisions.event import Side
from schema.decisions.history import History
from schema.decisions.order_statement import OrderBinding
from schema.decisions.order_states import FINAL
from schema.decisions.orders_in_force import OrderOnDay, orders_at
from schema.decisions.records import Stay, day_of


@dataclass(frozen=True, slots=True)
class OrderHeld:
    """One order as at the instant asked about. `ends_by_law_on`: the day on which a final order that states no end ends
    by the edition of the law that it was made under (`editions.py`); None where no day follows from it."""

    order: str | None
    kind: str | None
    number: str | None
    side: Side | None
    binding: OrderBinding
    made_on: str | None  # YYYY-MM-DD
    served_on: str | None
    ends_on: str | None
    ends_by_law_on: str | None
    custodians: tuple[str, ...]
    sentence: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrdersHeld:
    """`against` and `protecting` count orders, by the side that the subject is on; `in_force` are those of both sides
    that bind on the day."""

    against: int
    protecting: int
    in_force: int
    orders: tuple[OrderHeld, ...]
    evidence: tuple[str, ...]


def orders_held(history: History) -> OrdersHeld:
    """The earliest made first; those whose day is not stated before all others."""
    records = history.records
    found = [_held(order, history) for order in orders_at(records.orders, history.as_at, records.amended_from).orders]
    found.sort(key=lambda order: (order.made_on or "", order.evidence))
    return OrdersHeld(
        against=sum(order.side is Side.AGAINST for order in found),
        protecting=sum(order.side is Side.PROTECTING for order in found),
        in_force=sum(order.binding is OrderBinding.IN_FORCE for order in found),
        orders=tuple(found),
        evidence=tuple(i for order in found for i in order.evidence),
    )


def _held(order: OrderOnDay, history: History) -> OrderHeld:
    said = [statement for statement in history.records.orders if statement.id in order.evidence]
    return OrderHeld(
        order=order.order,
        kind=order.kind,
        number=order.number,
        side=order.side,
        binding=order.binding,
        made_on=order.made_on,
        served_on=order.served_on,
        ends_on=order.ends_on,
        ends_by_law_on=_by_law(order, history),
        custodians=tuple(sorted({statement.custodian for statement in said if statement.custodian})),
        sentence=order.sentence,
        evidence=order.evidence,
    )


def _by_law(order: OrderOnDay, history: History) -> str | None:
    if order.kind != FINAL or order.ends_on or order.made_on is None:
        return None
    serving = [s for s in history.records.stays if _serving(s, order.made_on)] if order.side is Side.AGAINST else []
    releases = [_release(stay) for stay in serving]
    if None in releases:
        return None
    release = max((date.fromisoformat(on) for on in releases if on), default=None)
    ends = default_end(date.fromisoformat(order.made_on), history.records.amended_from, release)
    return ends.isoformat() if ends else None


def _serving(stay: Stay, on: str) -> bool:
    """Under sentence on that day, as far as shown."""
    if stay.kind != "SENTENCED" or stay.from_at is None or day_of(stay.from_at) > on:
        return False
    return stay.released_at is None or on < day_of(stay.released_at)


def _release(stay: Stay) -> str | None:
    return day_of(stay.released_at) if stay.released_at else stay.release_expected_on
