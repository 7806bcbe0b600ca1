"""What of a court's file contradicts itself: stored as it was sent and flagged, since a contradiction is evidence."""

from __future__ import annotations

from collections.abc import Iterator

from authz.local_days import local_day
from connectors.sources.courts_charges import Charge
from connectors.sources.courts_life import judged, served_at, was_served
from connectors.sources.courts_orders import Condition, Order
from connectors.sources.document import fields
from connectors.sources.person_claims import PLACE
from schema.decisions.condition_words import missing


def order_doubts(order: Order) -> list[str] | None:
    return list(dict.fromkeys(_of_order(order))) or None


def charge_doubts(charge: Charge, order: Order | None) -> list[str] | None:
    """`order`: which one of the file it contravenes."""
    return list(dict.fromkeys(_of_charge(charge, order))) or None


def _of_order(order: Order) -> Iterator[str]:
    served = served_at(order)
    if order.made_at and served and served < order.made_at:
        yield "SERVED_BEFORE_MADE"
    if _ends_before_it_starts(order):
        yield "ENDS_BEFORE_START"
    if len({local_day(s.at) for s in order.services if s.served and s.at}) > 1:
        yield "SERVICE_DAYS_DIFFER"
    if any(map(_unmeasured, order.conditions or ())):
        yield "CONDITION_WITHOUT_PARAMETER"
    if any(possible is False for _, possible in judged(order.steps)):
        yield "IMPOSSIBLE_STEP"


def _ends_before_it_starts(order: Order) -> bool:
    starts = max(filter(None, (order.starts_on, order.made_at and local_day(order.made_at))), default=None)
    if order.made_at and order.ended_at and order.ended_at < order.made_at:
        return True
    return bool(starts and order.ends_on and order.ends_on < starts)


def _unmeasured(condition: Condition) -> bool:
    placed = condition.place is not None and bool(fields(condition.place, PLACE))
    return missing(condition.code, condition.distance_m, placed, condition.text)


def _of_charge(charge: Charge, order: Order | None) -> Iterator[str]:
    if charge.order_number and order is None:
        yield "ORDER_NOT_ON_FILE"
    if order is not None and charge.occurred_at:
        served = served_at(order)
        if (served and charge.occurred_at < served) or was_served(order) is False:
            yield "BREACH_BEFORE_SERVICE"
    if charge.outcome and not charge.outcome_on:
        yield "OUTCOME_WITHOUT_DATE"
    if charge.charged_on and charge.outcome_on and charge.outcome_on < charge.charged_on:
        yield "DECIDED_BEFORE_CHARGED"
