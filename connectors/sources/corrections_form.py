"""One person's file at Corrections Victoria as a row: stays in custody, orders in the community, whom not to contact.

PIMS holds custody, E*Justice community orders and parole, CVIMS programmes; what fields they have is not public, so
that this form is our proposal. Stays and orders are found again by their numbers.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from connectors.sources.fields import (
    Code,
    CodeList,
    Day,
    Identifier,
    Instant,
    Listed,
    Name,
    OptionalCode,
    OptionalInstant,
    Section,
    Text,
    Texts,
    Version,
    with_sections,
)
from connectors.sources.people import Party

Numbers = Annotated[list[Code], Field(max_length=100)]


class FileSection(Section):
    """Which version of the file this is, and when it stood so."""

    version: Version = Field(description="1 for the first, one more for each change.")
    as_at: Instant = Field(description="When the file stood as it is told here.")


class Offender(Party):
    """Whose file it is. Corrections numbers everybody of whom it keeps one."""

    person_number: Identifier = Field(description="Corrections' own number of the person; it names the file.")


class MovementPart(Section):
    """One movement in a stay."""

    at: OptionalInstant = None
    kind: Annotated[OptionalCode, CodeList("movement_kind")] = None
    to_place: Text = Field(default=None, description="Where to.")


class Episode(Section):
    """One stay in custody (PIMS)."""

    number: Identifier = Field(description="Number of the stay, its own among the stays of the person.")
    kind: Annotated[OptionalCode, CodeList("custody_kind")] = None
    from_at: OptionalInstant = None
    released_at: OptionalInstant = Field(default=None, description="Left out while no release is recorded.")
    release_kind: Annotated[OptionalCode, CodeList("release_kind")] = None
    release_expected_on: Day = Field(default=None, description="Earliest day of release, as far as it is set.")
    parole_eligible_on: Day = None
    prison: Name = Field(default=None, description="Where; a prison is nobody's home.")
    movements: Annotated[list[MovementPart], Field(max_length=2_000)] = Field(default=[])


class ProgrammePart(Section):
    """One programme that is to be done (CVIMS)."""

    kind: Annotated[OptionalCode, CodeList("programme_kind")] = None
    name: Name = None
    state: Annotated[OptionalCode, CodeList("programme_state")] = None
    from_on: Day = None
    until_on: Day = None


class SupervisionPart(Section):
    """One order served in the community, or parole (E*Justice)."""

    number: Identifier = Field(description="Number of the order, its own among the orders of the person.")
    kind: Annotated[OptionalCode, CodeList("supervision_kind")] = None
    from_on: Day = None
    until_on: Day = None
    state: Annotated[OptionalCode, CodeList("supervision_state")] = None
    compliance: Annotated[OptionalCode, CodeList("compliance")] = None
    compliance_note: Text = None
    conditions: Texts = Field(default=None, description="In words.")
    programmes: Listed[ProgrammePart] = Field(default=[])


class NoContact(Party):
    """Whom the person may not contact, and by which stays and orders: by all of them when neither is named."""

    episodes: Numbers = Field(default=[], description="Numbers of the stays.")
    supervisions: Numbers = Field(default=[], description="Numbers of the orders.")

    def holds_for(self, episode: str = "", supervision: str = "") -> bool:
        """Is the person not to be contacted by this stay or order?"""
        everywhere = not self.episodes and not self.supervisions
        return everywhere or episode in self.episodes or supervision in self.supervisions


class PersonFile(Section):
    """One version of the file of one person."""

    file: FileSection
    person: Offender
    episodes: Listed[Episode] = Field(default=[])
    supervisions: Listed[SupervisionPart] = Field(default=[])
    no_contact: Listed[NoContact] = Field(default=[])

    @model_validator(mode="before")
    @classmethod
    def _required_sections_are_there(cls, row: Any) -> Any:
        return with_sections(row, "file", "person")
