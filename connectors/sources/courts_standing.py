"""Which orders of a file bind when the file is received: by the very rule that answers `ordersInForce`."""

from __future__ import annotations

from authz.local_days import local_day
from connectors.sources.courts_document import FileDocument
from connectors.sources.courts_life import ended_at, served_at, was_served
from connectors.sources.courts_orders import Order
from connectors.sources.document import identifying
from schema.decisions.event import Side
from schema.decisions.order_binding import binding
from schema.decisions.order_moments import asked_at
from schema.decisions.order_statement import OrderBinding, Statement
from schema.decisions.order_succession import orders_of


def in_force(document: FileDocument) -> list[bool | None]:
    """Of each order of the file, in its order. None: the file does not say enough."""
    stated = [_statement(document, order, str(index)) for index, order in enumerate(document.file.orders)]
    asked = asked_at(document.received_at)
    found = {order.held[0].id: binding(order, asked)[0] for order in orders_of(stated)}
    return [_answer(found[statement.id]) for statement in stated]


def _answer(found: OrderBinding) -> bool | None:
    return None if found is OrderBinding.NOT_KNOWN else found is OrderBinding.IN_FORCE


def _statement(document: FileDocument, order: Order, id: str) -> Statement:
    """All orders of one file are on one application."""
    return Statement(
        id=id,
        order=id,
        side=Side.AGAINST,
        heard_on=local_day(document.received_at),
        kind=order.kind,
        state=order.state,
        number=identifying(order.number),
        custodian=document.custodian,
        application=document.source_id,
        notice_number=identifying(order.notice_number),
        made_at=order.made_at,
        served=was_served(order),
        served_at=served_at(order),
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        ended_at=ended_at(order),
    )
