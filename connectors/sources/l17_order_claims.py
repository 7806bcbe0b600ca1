"""What a report states of notices and orders. The court's or registrar's word is not this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from authz.local_days import local_day
from connectors.sources.document import fields, identifying, instrument, stated
from connectors.sources.l17_document import CUSTODIAN, ReportDocument
from connectors.sources.l17_form import OrderStatement
from connectors.sources.l17_incident_claims import incident_id
from connectors.sources.order_summary import housing, served, slot_of
from connectors.sources.person_claims import Claim, record_id
from graph.claims import EdgeClaim, NodeClaim
from schema.decisions.order_states import APPLICATION, ENDED

ORDER = ("state", "made_on", "served_on", "starts_on", "ends_on", "conditions", "court")
OPPOSITE = {"RESPONDENT": "affected", "AFFECTED": "respondent"}


def order_claims(document: ReportDocument) -> Iterator[Claim]:
    orders = document.report.orders
    for index, order in enumerate(orders):
        slot = slot_of(order.number, (other.number for other in orders[:index]))
        node = NodeClaim("Order", document.id("order", *slot), _order(document, order, slot))
        yield node
        yield EdgeClaim("STATES", "Incident", incident_id(document), "Order", node.id)
        yield from _sides(document, order, node.id)


def _order(document: ReportDocument, order: OrderStatement, slot: tuple[str, str]) -> dict[str, Any]:
    lineage, number = document.lineage("order", *slot), identifying(order.number)
    return stated(
        {
            **document.provenance(lineage, own=CUSTODIAN),
            "instrument": instrument(document, order.kind, number, lineage),
            "order_kind": order.kind,
            "order_number": number,
            "served": _served(order),
            "in_force": _in_force(order, _day_of(document)),
            "housing_conditions": housing(order.conditions),
            **fields(order, ORDER),
        }
    )


def _sides(document: ReportDocument, order: OrderStatement, node: str) -> Iterator[EdgeClaim]:
    """Whom it restrains is stated, never guessed: an unknown party has neither side."""
    if order.restrained in OPPOSITE:
        restrained = record_id(document, order.restrained.lower())
        protected = record_id(document, OPPOSITE[order.restrained])
        yield EdgeClaim("RESTRAINED_BY", "PersonRecord", restrained, "Order", node)
        yield EdgeClaim("PROTECTED_BY", "PersonRecord", protected, "Order", node)
    for child in sorted(set(order.protected_children or ())):
        record = record_id(document, f"child-{child}")
        yield EdgeClaim("PROTECTED_BY", "PersonRecord", record, "Order", node)


def _served(order: OrderStatement) -> bool | None:
    return served(order.state, order.served_on is not None)


def _in_force(order: OrderStatement, day: str) -> bool | None:
    """On the day of the report, as far as it says; None when it does not say enough."""
    not_yet = order.starts_on is not None and order.starts_on > day
    over = order.ends_on is not None and order.ends_on < day
    if order.state in ENDED or order.kind == APPLICATION or not_yet or over:
        return False
    return _served(order)


def _day_of(document: ReportDocument) -> str:
    report = document.report
    return local_day(report.report.submitted_at or report.incident.occurred_from)
