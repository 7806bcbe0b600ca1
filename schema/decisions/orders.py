"""The orders that police reports name: what police said of them, never what the court holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from schema.decisions.event import Event, OrderStated, Side
from schema.decisions.history import History, evidence, first_on, last_on
from schema.decisions.moments import began

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """One order of one lineage. Each value is the latest that any report states of it.

    `order` None: those of which it is not shown which order they are; at least one.
    """

    order: str | None
    kind: str | None
    state: str | None
    number: str | None
    side: Side | None  # None: no report shows on which side the subject is
    made_on: str | None  # YYYY-MM-DD
    ends_on: str | None  # YYYY-MM-DD
    first_stated_on: str | None  # local date of the earliest event whose report names it
    last_stated_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrdersNamed:
    """Distinct by lineage, in whatever part the subject had. `at_least`: some report does not
    show whether it names any, or which. The three counts by side make up `count`."""

    count: int
    at_least: bool
    against: int
    protecting: int
    side_not_known: int
    orders: tuple[NamedOrder, ...]
    evidence: tuple[str, ...]


def orders_named(history: History) -> OrdersNamed:
    groups: dict[str | None, list[tuple[Event, OrderStated]]] = {}
    for event in history.events:
        for stated in event.orders or ():
            groups.setdefault(stated.order, []).append((event, stated))
    orders = tuple(_order(lineage, groups[lineage], history.as_at) for lineage in sorted(groups, key=_named))
    return OrdersNamed(
        count=len(orders),
        at_least=None in groups or any(event.orders is None for event in history.events),
        against=_on(orders, Side.AGAINST),
        protecting=_on(orders, Side.PROTECTING),
        side_not_known=_on(orders, None),
        orders=orders,
        evidence=evidence(event for held in groups.values() for event, _ in held),
    )


def _named(lineage: str | None) -> str:
    return lineage or ""


def _order(lineage: str | None, held: list[tuple[Event, OrderStated]], as_at: str) -> NamedOrder:
    """Later statements first: a report received later corrects one received before it."""
    held = sorted(held, key=lambda pair: _stated_at(*pair), reverse=True)
    events = [event for event, _ in held]
    said = [stated for _, stated in held]
    return NamedOrder(
        order=lineage,
        kind=_first(order.kind for order in said),
        state=_first(order.state for order in said),
        number=_first(order.number for order in said),
        side=_first(order.side for order in said),
        made_on=_first(order.made_on for order in said),
        ends_on=_first(order.ends_on for order in said),
        first_stated_on=first_on(events),
        last_stated_on=last_on(events, as_at),
        evidence=evidence(events),
    )


def _stated_at(event: Event, stated: OrderStated) -> tuple[str, str, str, str]:
    return (event.received_at or "", began(event) or "", event.incident, repr(stated))


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _on(orders: tuple[NamedOrder, ...], side: Side | None) -> int:
    return sum(order.side is side for order in orders)
