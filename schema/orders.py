"""Notices and orders, as far as a police report states them."""

from datetime import date, datetime

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.people import PersonRecord
from schema.values import Code

ORDERS = Facet.ORDERS


@node(Subject.EVENT, ORDERS, key="lineage", versioned=True, when="made_on")
class Order:
    """A family violence safety notice or intervention order, as a report states it."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for the statement.", ORDERS, always=True)
    source: str | None = prop("The system that it came by.", ORDERS, always=True)
    received_at: datetime | None = prop("When the hub received the statement.", ORDERS, always=True)
    instrument: strawberry.ID | None = prop("The same for every statement of one order.", ORDERS, always=True)
    order_kind: Code | None = code("Notice, interim, final or application.", "order_kind", ORDERS)
    order_number: str | None = prop("Number of the order.", ORDERS)
    state: Code | None = code("State as the report has it.", "order_state", ORDERS)
    court: str | None = prop("Court.", ORDERS)
    made_on: date | None = prop("When it was made.", ORDERS)
    served_on: date | None = prop("When it was served.", ORDERS)
    starts_on: date | None = prop("When it starts.", ORDERS)
    in_force: bool | None = prop("In force when the report was made: served and not ended.", ORDERS)
    served: bool | None = prop("It was served.", ORDERS)
    ends_on: date | None = prop("When it ends.", ORDERS)
    conditions: list[Code] | None = code("Conditions.", "order_condition", ORDERS)
    housing_conditions: list[Code] | None = code("Conditions that affect housing.", "order_condition", ORDERS)
    restrained: list[PersonRecord] = edge(
        "Whom it restrains.", "RESTRAINED_BY", direction=Direction.IN, standing=Standing.ALLEGED
    )
    protected: list[PersonRecord] = edge(
        "Whom it protects.", "PROTECTED_BY", direction=Direction.IN, standing=Standing.VICTIM
    )
