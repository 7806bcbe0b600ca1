"""Notices and orders: as a police report states them, and as the register of the court that made them does."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.people import PersonRecord
from schema.places import Address
from schema.values import Code

if TYPE_CHECKING:
    from schema.charges import Charge
    from schema.courts import CourtFile

Charges = Annotated["Charge", strawberry.lazy("schema.charges")]
CourtFiles = Annotated["CourtFile", strawberry.lazy("schema.courts")]
ORDERS = Facet.ORDERS
NARRATIVE = Facet.NARRATIVE  # free text carries the location of everyone in it
IN = Direction.IN


@node(Subject.PART, ORDERS)
class Condition:
    """One condition of an order: its code, what it is measured by, and the court's own words."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("What it forbids or asks.", "order_condition", ORDERS)
    distance_m: int | None = prop("Distance in metres.", ORDERS)
    place: Address | None = edge("The place that it names: the location of everyone who lives there.", "AT")
    persons: list[str] | None = prop("Whom it concerns, in the court's words.", NARRATIVE)
    exceptions: list[Code] | None = code("When it does not hold.", "condition_exception", ORDERS)
    text: str | None = prop("The court's own words.", NARRATIVE)
    suspended: bool | None = prop("Suspended for now.", ORDERS)
    from_on: date | None = prop("From when it holds, where that is not from when the order does.", ORDERS)
    until_on: date | None = prop("Last day that it holds, where that is not the order's.", ORDERS)


@node(Subject.PART, ORDERS)
class OrderService:
    """One attempt to serve an order on whom it restrains."""

    id: strawberry.ID = identifier()
    at: datetime | None = prop("When it was served, or tried.", ORDERS)
    served: bool | None = prop("It was served then.", ORDERS)
    method: Code | None = code("How.", "service_method", ORDERS)
    served_by: str | None = prop("Who served it.", ORDERS)
    note: str | None = prop("What was noted of it.", NARRATIVE)


@node(Subject.PART, ORDERS)
class OrderStep:
    """One step in the life of a notice, application or order, as the register has it."""

    id: strawberry.ID = identifier()
    at: datetime | None = prop("When.", ORDERS)
    state: Code | None = code("What it came to.", "order_state", ORDERS)
    possible: bool | None = prop("The step may follow the one before it; see docs/law/order-states.md.", ORDERS)
    note: str | None = prop("What was noted of it.", NARRATIVE)


@node(Subject.EVENT, ORDERS, key="lineage", versioned=True, when="made_on")
class Order:
    """A family violence safety notice or intervention order, as one source states it."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for the statement.", ORDERS, always=True)
    source: str | None = prop("The system that it came by.", ORDERS, always=True)
    version: int | None = prop("Version of the document that states it.", ORDERS, always=True)
    received_at: datetime | None = prop("When the hub received the statement.", ORDERS, always=True)
    instrument: strawberry.ID | None = prop("The same for every statement of one order.", ORDERS, always=True)
    order_kind: Code | None = code("Notice, interim, final or application.", "order_kind", ORDERS)
    order_number: str | None = prop("Number of the order.", ORDERS)
    state: Code | None = code("State as the source has it.", "order_state", ORDERS)
    court: str | None = prop("The court that it is of, by name.", ORDERS)
    case_number: str | None = prop("Number of the court's file.", ORDERS)
    applicant_type: Code | None = code("Who applied for it.", "applicant_type", ORDERS)
    applied_on: date | None = prop("When it was applied for.", ORDERS)
    notice_number: str | None = prop("Number of the safety notice that it was made on.", ORDERS)
    family_law_orders: list[str] | None = prop("Family Law orders that it meets, by number.", ORDERS, comparable=False)
    recognised_nationally: bool | None = prop(
        "Enforced in every state and territory without registration; see docs/law/national-recognition.md.", ORDERS
    )
    made_on: date | None = prop("When it was made.", ORDERS)
    made_at: datetime | None = prop("When it was made, to the minute.", ORDERS)
    served_on: date | None = prop("When it was served.", ORDERS)
    served_at: datetime | None = prop("When it was served, to the minute.", ORDERS)
    starts_on: date | None = prop("When it starts.", ORDERS)
    in_force: bool | None = prop("In force when the source stated it: served and not ended.", ORDERS)
    served: bool | None = prop("It was served.", ORDERS)
    ends_on: date | None = prop("When it ends.", ORDERS)
    ended_at: datetime | None = prop("When the court ended it before that.", ORDERS)
    conditions: list[Code] | None = code(
        "Its conditions, by kind alone; in full, they are neighbours.", "order_condition", ORDERS
    )
    housing_conditions: list[Code] | None = code("Conditions that affect housing.", "order_condition", ORDERS)
    doubts: list[Code] | None = code("What of it contradicts itself, stored as said.", "record_doubt", ORDERS)
    conditions_in_full: list[Condition] = edge("Its conditions in full.", "HAS_CONDITION")
    services: list[OrderService] = edge("Attempts to serve it.", "WAS_SERVED")
    steps: list[OrderStep] = edge("Its life in the register.", "CAME_TO")
    places: list[Address] = edge("The places that its conditions name.", "AT")
    restrained: list[PersonRecord] = edge(
        "Whom it restrains.", "RESTRAINED_BY", direction=IN, standing=Standing.ALLEGED
    )
    protected: list[PersonRecord] = edge("Whom it protects.", "PROTECTED_BY", direction=IN, standing=Standing.VICTIM)
    file: CourtFiles | None = edge("The court's file that it is on.", "ON_FILE")
    charges: list[Charges] = edge("Charges of contravening it.", "CONTRAVENES", direction=IN)
