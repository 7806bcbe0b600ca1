"""What the register says of an order's life: when it was served, when it ended, and which of its steps are possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from connectors.sources.courts_orders import Order, Step
from connectors.sources.order_summary import served
from schema.decisions.order_states import ENDED, SERVED
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


def judged(steps: Sequence[Step]) -> Iterator[tuple[Step, bool | None]]:
    """In the order of their times, where each has one. None: nothing comes before, or a code is not known."""
    timed = all(step.at for step in steps)
    ordered = sorted(steps, key=lambda step: step.at or "") if timed else list(steps)
    yield from ((step, None) for step in ordered[:1])
    for before, after in pairwise(ordered):
        codes = (before.state or "", after.state or "")
        yield after, possible(*codes) if all(map(known, codes)) else None
