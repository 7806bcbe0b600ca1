"""What a court's register states of its orders: each, its conditions, its service and its life."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from authz.local_days import local_day
from connectors.sources.courts_document import FileDocument
from connectors.sources.courts_doubts import order_doubts
from connectors.sources.courts_life import ended_at, judged, served_at, was_served
from connectors.sources.courts_orders import Order
from connectors.sources.courts_standing import in_force
from connectors.sources.document import fields, identifying, instrument, stated
from connectors.sources.order_summary import housing, slot_of
from connectors.sources.person_claims import PLACE, Claim, address_claim, record_id
from graph.claims import EdgeClaim, NodeClaim
from schema.decisions.national_recognition import recognised_nationally
from schema.decisions.order_states import ENDED

ORDER = ("state", "applicant_type", "applied_on", "family_law_orders", "made_at", "starts_on", "ends_on")
CONDITION = ("distance_m", "persons", "exceptions", "text", "suspended", "from_on", "until_on")
SERVICE = ("at", "served", "method", "served_by", "note")
STEP = ("at", "state", "note")
Slot = tuple[str, str]


def order_claims(document: FileDocument) -> Iterator[Claim]:
    for index, (order, binds) in enumerate(zip(document.file.orders, in_force(document), strict=True)):
        slot = slot_at(document, index)
        values = stated({**_order(document, order, slot), "in_force": binds})
        node = NodeClaim("Order", order_id(document, slot), values)
        yield node
        yield EdgeClaim("ON_FILE", "Order", node.id, "CourtFile", document.node)
        yield from _sides(document, order, node.id)
        yield from _conditions(document, order, slot)
        yield from _services(document, order, slot)
        yield from _steps(document, order, slot)


def slot_at(document: FileDocument, index: int) -> Slot:
    orders = document.file.orders
    return slot_of(orders[index].number, (other.number for other in orders[:index]))


def order_id(document: FileDocument, slot: Slot) -> str:
    return document.id("order", *slot)


def _order(document: FileDocument, order: Order, slot: Slot) -> dict[str, Any]:
    lineage, number = document.lineage("order", *slot), identifying(order.number)
    conditions = _codes(order)
    return {
        **document.provenance(lineage, own=document.custodian),
        "instrument": instrument(document, order.kind, number, lineage),
        "order_kind": order.kind,
        "order_number": number,
        "notice_number": identifying(order.notice_number),
        "court": document.file.court,
        "case_number": document.file.file_number,
        "served": was_served(order),
        "conditions": conditions,
        "housing_conditions": housing(conditions),
        "doubts": order_doubts(order),
        **_moments(order),
        **fields(order, ORDER),
    }


def _codes(order: Order) -> list[str] | None:
    if order.conditions is None:
        return None
    return list(dict.fromkeys(condition.code for condition in order.conditions if condition.code))


def _moments(order: Order) -> dict[str, Any]:
    """Each to the minute, and the local day that it is of."""
    served, ended = served_at(order), ended_at(order)
    made_on = local_day(order.made_at) if order.made_at else None
    last_day = min(filter(None, (order.ends_on, local_day(ended) if ended else None)), default=None)
    return {
        "made_on": made_on,
        "served_at": served,
        "served_on": local_day(served) if served else None,
        "ended_at": ended,
        "recognised_nationally": recognised_nationally(order.kind, made_on, last_day, order.state in ENDED),
    }


def _sides(document: FileDocument, order: Order, node: str) -> Iterator[EdgeClaim]:
    """It restrains the respondent of the file, and protects all affected family members unless it names some."""
    yield EdgeClaim("RESTRAINED_BY", "PersonRecord", record_id(document, "respondent"), "Order", node)
    affected = order.affected if order.affected is not None else range(1, len(document.file.affected) + 1)
    for record in document.protected(affected, order.children or ()):
        yield EdgeClaim("PROTECTED_BY", "PersonRecord", record, "Order", node)


def _conditions(document: FileDocument, order: Order, slot: Slot) -> Iterator[Claim]:
    """A place is the location of whoever lives there, and the order's as much as the condition's."""
    for index, condition in enumerate(order.conditions or (), start=1):
        values = stated({"kind": condition.code, **fields(condition, CONDITION)})
        node = NodeClaim("Condition", document.id("condition", *slot, str(index)), values)
        yield node
        yield EdgeClaim("HAS_CONDITION", "Order", order_id(document, slot), "Condition", node.id)
        if condition.place and fields(condition.place, PLACE):
            place = address_claim(document, condition.place, "VICTIM", "order", *slot, str(index))
            yield place
            yield EdgeClaim("AT", "Condition", node.id, "Address", place.id)
            yield EdgeClaim("AT", "Order", order_id(document, slot), "Address", place.id)


def _services(document: FileDocument, order: Order, slot: Slot) -> Iterator[Claim]:
    for index, service in enumerate(order.services, start=1):
        node = NodeClaim("OrderService", document.id("service", *slot, str(index)), fields(service, SERVICE))
        yield node
        yield EdgeClaim("WAS_SERVED", "Order", order_id(document, slot), "OrderService", node.id)


def _steps(document: FileDocument, order: Order, slot: Slot) -> Iterator[Claim]:
    for index, (step, possible) in enumerate(judged(order.steps), start=1):
        values = stated({**fields(step, STEP), "possible": possible})
        node = NodeClaim("OrderStep", document.id("step", *slot, str(index)), values)
        yield node
        yield EdgeClaim("CAME_TO", "Order", order_id(document, slot), "OrderStep", node.id)
