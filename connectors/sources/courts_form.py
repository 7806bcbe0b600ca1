"""One version of one file of the Magistrates' or Children's Court (Courtlink, CMS), as a row.

The layout of neither system is public. What a file holds follows the Family Violence Protection Act 2008 (Vic): the
application (ss 45, 49), orders and what they forbid (ss 53, 74, 81), service (ss 202, 203), and charges of contravening
them (ss 37, 123, 125A). The fields are our proposal.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from connectors.sources.courts_charges import Charge
from connectors.sources.courts_orders import Order
from connectors.sources.fields import (
    CodeList,
    Identifier,
    Listed,
    OptionalCode,
    OptionalInstant,
    RequiredDay,
    Section,
    Text,
)
from connectors.sources.people import Party


class Other(Party):
    """A child, witness or other person on the file, and what that person is to the parties."""

    relation_to_affected: Annotated[OptionalCode, CodeList("relationship")] = None
    relation_to_respondent: Annotated[OptionalCode, CodeList("relationship")] = None


class Hearing(Section):
    """One day of the file in court."""

    at: OptionalInstant = None
    kind: Annotated[OptionalCode, CodeList("hearing_kind")] = Field(default=None, examples=["MENTION"])
    outcome: Annotated[OptionalCode, CodeList("hearing_outcome")] = Field(default=None, examples=["ADJOURNED"])
    note: Text = None


class CourtFile(Section):
    """One version of one file. The same number of the same court is the same file, whatever it says."""

    custodian: Literal["magistrates_court", "childrens_court"] = Field(description="The court that answers for it.")
    file_number: Identifier = Field(description="Number of the file in that court.", examples=["K10400021"])
    version: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(
        description="One more for each change of the file."
    )
    kind: Annotated[OptionalCode, CodeList("court_file_kind")] = Field(default=None, examples=["INTERVENTION_ORDER"])
    court: Text = Field(default=None, examples=["Magistrates' Court at Frankston"])
    registry: Text = Field(default=None, examples=["Frankston"])
    opened_on: RequiredDay = Field(description="Day on which the file was opened.")
    next_hearing_at: OptionalInstant = None
    hearings: Listed[Hearing] = Field(default=[])
    respondent: Party = Field(default=Party(), description="Respondent of an application, accused of a charge.")
    affected: Listed[Party] = Field(default=[], description="Affected family members, in the file's order.")
    children: Listed[Other] = Field(default=[], description="Children, in the file's order.")
    others: Listed[Other] = Field(default=[])
    orders: Listed[Order] = Field(default=[])
    charges: Listed[Charge] = Field(default=[])
