"""The history of notices and orders, by statements of every source: police reports and the registers of courts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schema.decisions.editions import default_end
from schema.decisions.event import Side
from schema.decisions.history import History
from schema.decisions.order_statement import OrderBinding
from schema.decisions.order_states import FINAL
from schema.decisions.orders_in_force import OrderOnDay, orders_at
from schema.decisions.records import Stay, day_of


@dataclass(frozen=True, slots=True)
class OrderHeld:
    """One notice, application or order as at the instant asked about."""

    order: Annotated[
        str | None, "Id that all its statements share; null: one statement of which the order is not shown."
    ]
    kind: Annotated[str | None, "Code of its kind, for example FVSN or FINAL; null: not stated or not shown."]
    number: Annotated[str | None, "Number of the order; null: not stated or not shown."]
    side: Annotated[Side | None, "On which side of it the subject is; null: not shown."]
    binding: Annotated[OrderBinding, "Whether it binds at that instant."]
    made_on: Annotated[str | None, "Day (YYYY-MM-DD) on which it was made; null: not stated or not shown."]
    served_on: Annotated[str | None, "Day (YYYY-MM-DD) on which it was served; null: no day is stated, served or not."]
    ends_on: Annotated[str | None, "Last day (YYYY-MM-DD) that is stated; null: none is."]
    ends_by_law_on: Annotated[
        str | None,
        "Last day (YYYY-MM-DD) of a final order that states none, by the law it was made under; null: none follows.",
    ]
    custodians: Annotated[
        tuple[str, ...], "Ids of the organisations that answer for its statements; empty: none is shown."
    ]
    sentence: Annotated[str, "Which order it is, whether it binds, why, and by whose statements, in plain English."]
    evidence: Annotated[tuple[str, ...], "Ids of its statements."]


@dataclass(frozen=True, slots=True)
class OrdersHeld:
    """Orders by the statements of every source."""

    against: Annotated[int, "How many orders are against the subject."]
    protecting: Annotated[int, "How many orders protect the subject; one whose side is not shown is in neither count."]
    in_force: Annotated[
        int, "How many orders of either side are in force; not those served that day at an hour that is not stated."
    ]
    orders: Annotated[
        tuple[OrderHeld, ...], "Each order, the earliest made first; those whose day is not stated before all others."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of all their statements."]


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
