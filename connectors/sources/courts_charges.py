"""The charges of a court's file, and what became of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from connectors.sources.courts_orders import Ordinals
from connectors.sources.fields import (
    Answer,
    CodeList,
    Codes,
    Day,
    LinkingIdentifier,
    OptionalCode,
    OptionalInstant,
    Section,
    Text,
)


class Charge(Section):
    """One charge against the accused of the file."""

    number: LinkingIdentifier = None
    leap_incident: LinkingIdentifier = Field(default=None, description="LEAP incident number that it came of.")
    offence: Annotated[OptionalCode, CodeList("offence")] = Field(default=None, examples=["FVPA_123"])
    offence_text: Text = Field(default=None, description="Offence in the court's words.")
    section: Annotated[OptionalCode, CodeList("offence")] = Field(default=None, examples=["FVPA_123"])
    occurred_at: OptionalInstant = Field(default=None, description="When the conduct was, or began.")
    charged_on: Day = None
    order_number: LinkingIdentifier = Field(default=None, description="Of a contravention, the notice or order.")
    conditions: Annotated[Codes, CodeList("order_condition")] = Field(
        default=None, description="Conditions contravened."
    )
    affected: Ordinals = Field(
        default=None, description="Affected family members that it was against, 1 for the first."
    )
    children: Ordinals = Field(default=None, description="Children that it was against, 1 for the first.")
    state: Annotated[OptionalCode, CodeList("charge_state")] = Field(default=None, examples=["BEFORE_COURT"])
    outcome: Annotated[OptionalCode, CodeList("charge_outcome")] = None
    outcome_on: Day = None
    sentence: Annotated[OptionalCode, CodeList("sentence")] = None
    sentence_text: Text = None
    bail: Annotated[OptionalCode, CodeList("bail_state")] = None
    bail_conditions: Text = None
    warrant: Answer = Field(default=None, description="A warrant is out.")
    family_violence_offence: Answer = Field(default=None, description="Flagged by police, or by the court since.")
    risk_relevant: Answer = Field(default=None, description="Marked as relevant to family violence risk.")
