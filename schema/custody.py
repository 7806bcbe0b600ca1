"""What Corrections Victoria holds of a person: stays in custody, and orders served in the community."""

from datetime import date, datetime

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.extracts import EXTRACT, EXTRACT_READERS
from schema.people import PersonRecord
from schema.values import Code

CUSTODY = Facet.CUSTODY
IN = Direction.IN


@node(Subject.PART, CUSTODY)
class Movement:
    """One movement of a person in custody."""

    id: strawberry.ID = identifier()
    at: datetime | None = prop("When.", CUSTODY)
    kind: Code | None = code("Why.", "movement_kind", CUSTODY)
    to_place: str | None = prop("Where to.", CUSTODY)


@node(Subject.EVENT, CUSTODY, key="lineage", versioned=True, when="from_at")
class CustodyEpisode:
    """One stay in custody, as Corrections Victoria records it."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for it.", CUSTODY, always=True)
    source: str | None = prop("The system that it came by.", CUSTODY, always=True)
    version: int | None = prop("Version of the file that states it.", CUSTODY, always=True)
    received_at: datetime | None = prop("When the hub received this version.", CUSTODY, always=True)
    episode_number: str | None = prop("Number of the stay.", CUSTODY)
    kind: Code | None = code("On remand, or under sentence.", "custody_kind", CUSTODY)
    from_at: datetime | None = prop("When it began.", CUSTODY)
    released_at: datetime | None = prop("When it ended.", CUSTODY)
    release_kind: Code | None = code("How it ended.", "release_kind", CUSTODY)
    release_expected_on: date | None = prop("Earliest day of release, as far as it is set.", CUSTODY)
    parole_eligible_on: date | None = prop("First day on which parole may begin.", CUSTODY)
    in_custody: bool | None = prop("In custody when the file was sent.", CUSTODY)
    prison: str | None = prop("Where.", CUSTODY)
    doubts: list[Code] | None = code("What of the statement contradicts itself.", "record_doubt", CUSTODY)
    movements: list[Movement] = edge("Reception, transfers and other movements during the stay.", "MOVED_BY")
    held: list[PersonRecord] = edge("Who was held.", "HELD_IN", direction=IN, standing=Standing.ALLEGED)
    no_contact: list[PersonRecord] = edge(
        "Whom the person held may not contact.", "NO_CONTACT_WITH", direction=IN, standing=Standing.VICTIM
    )


@node(Subject.PART, CUSTODY)
class Programme:
    """A programme that a person is to do, and how far it is."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("Kind of programme.", "programme_kind", CUSTODY)
    name: str | None = prop("Name of it.", CUSTODY)
    state: Code | None = code("How far it is.", "programme_state", CUSTODY)
    from_on: date | None = prop("First day.", CUSTODY)
    until_on: date | None = prop("Last day.", CUSTODY)


@node(Subject.EVENT, CUSTODY, key="lineage", versioned=True, when="from_on")
class Supervision:
    """An order served in the community, or parole, under the supervision of Corrections Victoria."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for it.", CUSTODY, always=True)
    source: str | None = prop("The system that it came by.", CUSTODY, always=True)
    version: int | None = prop("Version of the file that states it.", CUSTODY, always=True)
    received_at: datetime | None = prop("When the hub received this version.", CUSTODY, always=True)
    supervision_number: str | None = prop("Number of the order.", CUSTODY)
    kind: Code | None = code("Community correction order, parole or other.", "supervision_kind", CUSTODY)
    from_on: date | None = prop("First day.", CUSTODY)
    until_on: date | None = prop("Last day.", CUSTODY)
    state: Code | None = code("How far it is.", "supervision_state", CUSTODY)
    compliance: Code | None = code("Whether it is complied with, as the supervisor has it.", "compliance", CUSTODY)
    compliance_note: str | None = prop("What was noted of it.", Facet.NARRATIVE)
    conditions: list[str] | None = prop("Its conditions in words.", Facet.NARRATIVE)
    extract: str | None = EXTRACT
    extract_readers: list[str] | None = EXTRACT_READERS
    doubts: list[Code] | None = code("What of the statement contradicts itself.", "record_doubt", CUSTODY)
    programmes: list[Programme] = edge("What the person is to attend while supervised.", "ATTENDS")
    supervised: list[PersonRecord] = edge(
        "Who is supervised.", "SUPERVISED_IN", direction=IN, standing=Standing.ALLEGED
    )
    no_contact: list[PersonRecord] = edge(
        "Whom the person supervised may not contact.", "NO_CONTACT_WITH", direction=IN, standing=Standing.VICTIM
    )
