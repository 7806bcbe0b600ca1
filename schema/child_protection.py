"""What Child Protection holds: reports about children, who is on them, and what became of them."""

from datetime import date, datetime

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.extracts import EXTRACT, EXTRACT_READERS
from schema.people import PersonRecord
from schema.values import Code

CHILD = Facet.CHILD_PROTECTION
IN = Direction.IN


@node(Subject.PART, CHILD)
class Consultation:
    """Somebody whom Child Protection asked for advice."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("Who was asked.", "consultation_kind", CHILD)
    with_whom: str | None = prop("The service or person asked.", CHILD)
    on: date | None = prop("When.", CHILD)
    advice: str | None = prop("What was advised.", Facet.NARRATIVE)


@node(Subject.PART, CHILD)
class ProtectionOrder:
    """An order of the Children's Court for the protection of a child."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("Kind of order.", "protection_order", CHILD)
    made_on: date | None = prop("When it was made.", CHILD)
    ends_on: date | None = prop("When it ends.", CHILD)


@node(Subject.PART, CHILD)
class ScannedDocument:
    """A paper that was scanned to the file: where it lies, and the hash of its bytes; never the paper itself."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("What it is.", "document_kind", CHILD)
    sha256: str | None = prop("SHA-256 of its bytes, in hexadecimal.", CHILD)
    dpi: int | None = prop("Resolution in dots per inch; a family violence report is scanned with 200 or more.", CHILD)
    pointer: str | None = prop("Where it lies in the custodian's own store.", CHILD, comparable=False)
    scanned_on: date | None = prop("When it was scanned.", CHILD)


@node(Subject.EVENT, CHILD, key="lineage", versioned=True, when="received_on")
class ProtectionReport:
    """One report to Child Protection about one child."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for it.", CHILD, always=True)
    source: str | None = prop("The system that it came by.", CHILD, always=True)
    version: int | None = prop("Version of the report.", CHILD, always=True)
    received_at: datetime | None = prop("When the hub received this version.", CHILD, always=True)
    report_number: str | None = prop("Number of the report.", CHILD)
    received_on: date | None = prop("When Child Protection received it.", CHILD)
    harm: list[Code] | None = code("Harm that is alleged.", "harm_category", CHILD)
    harm_substantiated: list[Code] | None = code("Harm that was substantiated.", "harm_category", CHILD)
    concerns: str | None = prop("What was reported.", Facet.NARRATIVE)
    extract: str | None = EXTRACT
    extract_readers: list[str] | None = EXTRACT_READERS
    classification: Code | None = code("What it was classified as.", "protection_classification", CHILD)
    classified_on: date | None = prop("When.", CHILD)
    investigated: bool | None = prop("It was investigated.", CHILD)
    outcome: Code | None = code("What it came to.", "protection_outcome", CHILD)
    outcome_on: date | None = prop("When.", CHILD)
    open_now: bool | None = prop("Open when the report was sent.", CHILD)
    reporter_name: str | None = prop("Who reported.", Facet.REPORTER)
    reporter_role: str | None = prop("As what that person reported.", Facet.REPORTER)
    doubts: list[Code] | None = code("What of the statement contradicts itself.", "record_doubt", CHILD)
    consultations: list[Consultation] = edge("Who was asked.", "CONSULTED")
    protection_orders: list[ProtectionOrder] = edge("Orders for the child.", "UNDER_ORDER")
    documents: list[ScannedDocument] = edge("Papers on the file.", "HOLDS_PAPER")
    child: list[PersonRecord] = edge("The child.", "CHILD_REPORTED_IN", direction=IN, standing=Standing.CHILD)
    responsible: list[PersonRecord] = edge(
        "Who is assessed as responsible for harm.", "RESPONSIBLE_IN", direction=IN, standing=Standing.ALLEGED
    )
    adult_victims: list[PersonRecord] = edge(
        "Adults of the household who are harmed too.", "ADULT_VICTIM_IN", direction=IN, standing=Standing.VICTIM
    )
    household: list[PersonRecord] = edge(
        "Parents and others of the household.", "HOUSEHOLD_IN", direction=IN, standing=Standing.LINKED
    )
    other_children: list[PersonRecord] = edge(
        "Other children whom the person responsible has contact with.", "OTHER_CHILD_IN", direction=IN,
        standing=Standing.CHILD,
    )  # fmt: skip
