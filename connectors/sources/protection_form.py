"""One report to Child Protection about one child, as a row of CRIS.

Kinds of harm are those of the Children, Youth and Families Act 2005 (Vic) s 162(1). What fields CRIS has is not public,
so that this form is our proposal.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StrictInt, model_validator

from connectors.sources.fields import (
    Answer,
    CodeList,
    Codes,
    Day,
    Identifier,
    Listed,
    Narrative,
    OptionalCode,
    OptionalInstant,
    Section,
    Sha256,
    Text,
    Version,
    with_sections,
)
from connectors.sources.people import Party, Reporter

Harm = Annotated[Codes, CodeList("harm_category")]


class ReportSection(Section):
    """Which report this is, which version of it, and what became of it."""

    report_number: Identifier = Field(description="Number of the report; a report is of one child.")
    version: Version = Field(description="1 for the first, one more for each change.")
    received_on: Day = Field(default=None, description="Day of receipt; needed where the time is left out.")
    received_at: OptionalInstant = Field(default=None, description="Time of receipt.")
    harm: Harm = Field(default=None, description="Harm that is alleged.")
    harm_substantiated: Harm = Field(default=None, description="Harm that was substantiated.")
    concerns: Narrative = Field(default=None, description="What was reported, in words.")
    classification: Annotated[OptionalCode, CodeList("protection_classification")] = None
    classified_on: Day = None
    investigated: Answer = None
    outcome: Annotated[OptionalCode, CodeList("protection_outcome")] = None
    outcome_on: Day = None
    open: Answer = Field(default=None, description="Open when the report was sent.")
    reporter: Reporter = Reporter()


class ReportedChild(Party):
    """The child of the report; a child that is not yet born has no name and no birth."""

    current_care: Text = Field(default=None, description="Who cares for the child now.")
    exposures: Annotated[Codes, CodeList("exposure")] = None


class Relative(Party):
    """An adult, or another child, and what that person is to the child. Who is in several lists is one by number."""

    relation_to_child: Annotated[OptionalCode, CodeList("relationship")] = Field(default=None, examples=["PARENT"])


class ConsultationPart(Section):
    """Somebody who was asked for advice."""

    kind: Annotated[OptionalCode, CodeList("consultation_kind")] = None
    with_whom: Text = None
    on: Day = None
    advice: Text = None


class ProtectionOrderPart(Section):
    """An order of the Children's Court for the child."""

    kind: Annotated[OptionalCode, CodeList("protection_order")] = None
    made_on: Day = None
    ends_on: Day = None


class Paper(Section):
    """A paper that was scanned to the file: never the paper itself."""

    kind: Annotated[OptionalCode, CodeList("document_kind")] = None
    sha256: Sha256 = Field(description="SHA-256 of its bytes, in hexadecimal.")
    dpi: Annotated[StrictInt, Field(ge=1, le=10_000)] | None = Field(default=None, description="Dots per inch.")
    pointer: Text = Field(default=None, description="Where it lies in CRIS.")
    scanned_on: Day = None


class ProtectionReportRow(Section):
    """One version of one report about one child."""

    report: ReportSection
    child: ReportedChild = ReportedChild()
    responsible: Listed[Relative] = Field(default=[], description="Assessed as responsible for harm.")
    adult_victims: Listed[Relative] = Field(default=[], description="Adults of the household who are harmed too.")
    household: Listed[Relative] = Field(default=[], description="Parents, and others who live with the child.")
    other_children: Listed[Relative] = Field(
        default=[], description="Other children whom a person responsible has contact with."
    )
    consultations: Listed[ConsultationPart] = Field(default=[])
    orders: Listed[ProtectionOrderPart] = Field(default=[])
    documents: Listed[Paper] = Field(default=[])

    @model_validator(mode="before")
    @classmethod
    def _required_sections_are_there(cls, row: Any) -> Any:
        return with_sections(row, "report")
