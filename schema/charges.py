"""Charges, what became of them, and contraventions of notices and orders among them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.extracts import EXTRACT, EXTRACT_READERS
from schema.people import PersonRecord
from schema.values import Code

if TYPE_CHECKING:
    from schema.courts import CourtFile
    from schema.orders import Order

Orders = Annotated["Order", strawberry.lazy("schema.orders")]
CourtFiles = Annotated["CourtFile", strawberry.lazy("schema.courts")]
CRIMINAL = Facet.CRIMINAL
IN = Direction.IN


@node(Subject.EVENT, CRIMINAL, key="lineage", versioned=True, when="occurred_at")
class Charge:
    """One charge against one person; of a contravention, the order, condition and person that it was against."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for it.", CRIMINAL, always=True)
    source: str | None = prop("The system that it came by.", CRIMINAL, always=True)
    version: int | None = prop("Version of the document that states it.", CRIMINAL, always=True)
    received_at: datetime | None = prop("When the hub received this version.", CRIMINAL, always=True)
    charge_number: str | None = prop("Number of the charge.", CRIMINAL)
    leap_incident: str | None = prop("LEAP incident number that it came of.", CRIMINAL)
    offence: Code | None = code("Offence as the source coded it.", "offence", CRIMINAL)
    division: Code | None = code("Its division of ANZSOC 2011, by the crosswalk of docs/law.", "offence", CRIMINAL)
    offence_text: str | None = prop("Offence in the source's words.", CRIMINAL)
    section: Code | None = code("Section of the Act that it is a contravention under.", "offence", CRIMINAL)
    occurred_at: datetime | None = prop("When the conduct was, or began.", CRIMINAL)
    charged_on: date | None = prop("When it was laid.", CRIMINAL)
    order_number: str | None = prop("Number of the notice or order contravened.", CRIMINAL)
    conditions: list[Code] | None = code("Conditions contravened.", "order_condition", CRIMINAL)
    state: Code | None = code("How far it is.", "charge_state", CRIMINAL)
    outcome: Code | None = code("What the court found.", "charge_outcome", CRIMINAL)
    outcome_on: date | None = prop("When the court found it.", CRIMINAL)
    sentence: Code | None = code("What the court sentenced the accused to.", "sentence", CRIMINAL)
    sentence_text: str | None = prop("Sentence in words.", Facet.NARRATIVE)
    bail: Code | None = code(
        "Whether bail was given for it, or what else holds the accused to it.", "bail_state", CRIMINAL
    )
    bail_conditions: str | None = prop("Bail conditions in words.", Facet.NARRATIVE)
    extract: str | None = EXTRACT
    extract_readers: list[str] | None = EXTRACT_READERS
    warrant: bool | None = prop("A warrant is out.", CRIMINAL)
    risk_relevant: bool | None = prop("Marked by its custodian as relevant to family violence risk.", CRIMINAL)
    family_violence_offence: bool | None = prop("Flagged as family violence by its source.", CRIMINAL)
    violence_offence: bool | None = prop("An offence of violence, by its division.", CRIMINAL)
    charge_pending: bool | None = prop("Not decided yet.", CRIMINAL)
    on_bail: bool | None = prop("On bail for it.", CRIMINAL)
    doubts: list[Code] | None = code("What of the statement contradicts itself.", "record_doubt", CRIMINAL)
    accused: list[PersonRecord] = edge("Who is charged.", "ACCUSED_IN", direction=IN, standing=Standing.ALLEGED)
    against: list[PersonRecord] = edge(
        "Against whom it was; of a contravention, the protected person.", "WRONGED_IN", direction=IN,
        standing=Standing.VICTIM,
    )  # fmt: skip
    contravened: Orders | None = edge("The notice or order contravened.", "CONTRAVENES")
    file: CourtFiles | None = edge("The court's file that it is on.", "CHARGED_ON")
