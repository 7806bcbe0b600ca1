"""What the register says of an order's life: when it was served, when it ended, and which of its steps are possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from authz.local_days import local_day
from connectors.sources.courts_orders import Order, Step
from connectors.sources.document import identifying
from connectors.sources.order_summary import over, served
from schema.decisions.order_states import ENDED, FINAL, INTERIM, NOTICE, SERVED
from schema.decisions.order_steps import known, possible


def served_at(order: Order) -> str | None:
    """The first service that has a time; without any, the step that says so. An order binds from its first service."""
    services = [service.at for service in order.services if service.served and service.at]
    steps = [step.at for step in order.steps if step.state in SERVED and step.at]
    return min(services or steps, default=None)


def was_served(order: Order) -> bool | None:
    said = any(service.served for service in order.services) or any(step.state in SERVED for step in order.steps)
    in_vain = bool(order.services) and all(service.served is False for service in order.services)
    found = served(order.state, said)
    return False if found is None and in_vain else found


def ended_at(order: Order) -> str | None:
    """As stated, or by the step that it stands at. It expires with its last day, whatever hour was noted."""
    if order.ended_at or order.state not in ENDED - {"EXPIRED"}:
        return order.ended_at
    return max((step.at for step in order.steps if step.state == order.state and step.at), default=None)


def in_force(order: Order, orders: Sequence[Order], at: str) -> bool | None:
    """At that instant, as far as the file says; None when it does not say enough."""
    ended = ended_at(order)
    waits = any(replaces(later, order) and not was_served(later) for later in orders)
    last = None if waits else order.ends_on
    if (ended and ended <= at) or over(order.kind, order.state, order.starts_on, last, local_day(at)):
        return False
    replaced = any(replaces(later, order) and was_served(later) for later in orders)
    return False if replaced else was_served(order)


def replaces(later: Order, order: Order) -> bool:
    """The final order the interim one, once served; an order made on a notice the notice (ss 30, 57(1)(c))."""
    if order.made_at and later.made_at and later.made_at < order.made_at:
        return False
    if order.kind == INTERIM:
        return later.kind == FINAL
    on_notice = order.kind == NOTICE and later.kind in (INTERIM, FINAL)
    return on_notice and later.notice_number is not None and identifying(order.number) == later.notice_number


def judged(steps: Sequence[Step]) -> Iterator[tuple[Step, bool | None]]:
    """In the order of their times, where each has one. None: nothing comes before, or a code is not known."""
    timed = all(step.at for step in steps)
    ordered = sorted(steps, key=lambda step: step.at or "") if timed else list(steps)
    yield from ((step, None) for step in ordered[:1])
    for before, after in pairwise(ordered):
        codes = (before.state or "", after.state or "")
        yield after, possible(*codes) if all(map(known, codes)) else None
