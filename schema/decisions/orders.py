"""The orders that police reports name: what police said of them, never what the court holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from schema.decisions.event import Event, OrderStated, Side
from schema.decisions.history import History, evidence, first_on, last_on
from schema.decisions.moments import began

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """One order that police reports name. Each value is the latest that any report states of it."""

    order: Annotated[
        str | None,
        "Id that all statements of the order share; null: those of which it is not shown, one order or more.",
    ]
    kind: Annotated[str | None, "Code of its kind, for example FVSN or FINAL; null: not stated or not shown."]
    state: Annotated[
        str | None, "Code of its state as police gave it, for example FINAL_SERVED; null: not stated or not shown."
    ]
    number: Annotated[str | None, "Number of the order; null: not stated or not shown."]
    side: Annotated[Side | None, "On which side of it the subject is; null: no report shows."]
    made_on: Annotated[str | None, "Day (YYYY-MM-DD) on which it was made; null: not stated or not shown."]
    ends_on: Annotated[str | None, "Day (YYYY-MM-DD) on which it ends; null: not stated or not shown."]
    first_stated_on: Annotated[
        str | None, "Local day (YYYY-MM-DD) of the earliest event whose report names it; null: none is dated."
    ]
    last_stated_on: Annotated[
        str | None, "Local day (YYYY-MM-DD) of the latest event whose report names it; null: none is dated."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of the reports that name it, oldest first."]


@dataclass(frozen=True, slots=True)
class OrdersNamed:
    """Orders that police reports name, in whatever part the subject had."""

    count: Annotated[
        int, "How many distinct orders are named; all of which it is not shown which they are count as one."
    ]
    at_least: Annotated[bool, "Some report does not show whether it names any, or which, so that there may be more."]
    against: Annotated[int, "How many of the orders named are against the subject."]
    protecting: Annotated[int, "How many of the orders named protect the subject."]
    side_not_known: Annotated[
        int,
        "Of how many no report shows on which side the subject is; with the other two it makes up the count.",
    ]
    orders: Annotated[tuple[NamedOrder, ...], "Each of them, by the id of the order."]
    evidence: Annotated[tuple[str, ...], "Ids of the reports that name any, oldest first."]


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
