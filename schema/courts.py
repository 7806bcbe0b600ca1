"""Files of the Magistrates' and Children's Courts: who is on them, hearings, orders and charges."""

from datetime import date, datetime

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.charges import Charge
from schema.declare import code, edge, identifier, node, prop
from schema.orders import Order
from schema.people import PersonRecord
from schema.values import Code

ORDERS = Facet.ORDERS
IN = Direction.IN


@node(Subject.PART, ORDERS)
class Hearing:
    """One day of a file in court."""

    id: strawberry.ID = identifier()
    at: datetime | None = prop("When it was, or is listed.", ORDERS)
    kind: Code | None = code("What it is for.", "hearing_kind", ORDERS)
    outcome: Code | None = code("What it came to.", "hearing_outcome", ORDERS)
    note: str | None = prop("What was noted of it.", Facet.NARRATIVE)


@node(Subject.EVENT, ORDERS, key="lineage", versioned=True, when="opened_on")
class CourtFile:
    """One file of a court: an application for an order, or a criminal case."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The court that answers for the file.", ORDERS, always=True)
    source: str | None = prop("The system that it came by.", ORDERS, always=True)
    version: int | None = prop("Version of the file.", ORDERS, always=True)
    received_at: datetime | None = prop("When the hub received this version.", ORDERS, always=True)
    file_number: str | None = prop("Number of the file.", ORDERS)
    kind: Code | None = code("Application or criminal case.", "court_file_kind", ORDERS)
    court: str | None = prop("Court and registry.", ORDERS)
    opened_on: date | None = prop("When it was opened.", ORDERS)
    next_hearing_at: datetime | None = prop("When it is next before the court.", ORDERS)
    hearings: list[Hearing] = edge("Its days in court.", "HEARD_AT")
    orders: list[Order] = edge("Orders made or applied for on it.", "ON_FILE", direction=IN)
    charges: list[Charge] = edge("Charges on it.", "CHARGED_ON", direction=IN)
    respondent: list[PersonRecord] = edge(
        "Respondent or accused.", "RESPONDENT_ON_FILE", direction=IN, standing=Standing.ALLEGED
    )
    affected: list[PersonRecord] = edge(
        "Affected family members.", "AFFECTED_ON_FILE", direction=IN, standing=Standing.VICTIM
    )
    children: list[PersonRecord] = edge("Children on it.", "CHILD_ON_FILE", direction=IN, standing=Standing.CHILD)
    others: list[PersonRecord] = edge("Others on it.", "OTHER_ON_FILE", direction=IN, standing=Standing.LINKED)
