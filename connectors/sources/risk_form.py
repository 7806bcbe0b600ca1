"""One version of one risk assessment, with the plans for safety that follow from it, as a row.

The tools behind it (TRAM, the MARAM tools, the Child Protection rating) publish no interface; the factors, levels and
kinds are those of MARAM and its practice guides, the other fields are our proposal. The level is what the assessor
judged: it is kept as sent, and neither computed here nor converted to another scheme.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from connectors.sources.fields import (
    Code,
    CodeList,
    Codes,
    Day,
    Identifier,
    Listed,
    Name,
    Narrative,
    OptionalCode,
    OptionalIdentifier,
    Section,
    Text,
)
from connectors.sources.people import Party

HUB_ID = re.compile(r"[0-9a-z]{26}")


def _hub_id(text: str) -> str:
    if not HUB_ID.fullmatch(text):
        raise PydanticCustomError("HUB_ID", "is no id of this hub; send a person's `id` as an answer shows it")
    return text


HubPerson = Annotated[str, AfterValidator(_hub_id)] | None


class AssessmentSection(Section):
    """Which assessment this is, by whom and with what, and the level that was judged."""

    custodian: Identifier = Field(description="The organisation that answers for it.", examples=["orange_door"])
    number: Identifier = Field(description="The custodian's own number of the assessment.")
    version: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(
        description="1 for the first, one more for each change."
    )
    kind: Annotated[OptionalCode, CodeList("assessment_kind")] = Field(default=None, examples=["INTERMEDIATE"])
    tool: Text = Field(default=None, description="Name of the tool.", examples=["TRAM"])
    tool_version: Text = None
    scheme: Annotated[OptionalCode, CodeList("risk_scheme")] = Field(
        default=None, description="The scheme of the level.", examples=["MARAM"]
    )
    level: Annotated[OptionalCode, CodeList("risk_level")] = Field(
        default=None, description="The level as it was judged.", examples=["ELEVATED"]
    )
    self_assessed_level: Annotated[OptionalCode, CodeList("risk_level")] = Field(
        default=None, description="What the person assessed thinks."
    )
    assessed_on: Day = None
    assessor: Name = Field(default=None, description="Who judged the level.")
    practice_level: Annotated[OptionalCode, CodeList("practice_level")] = Field(
        default=None, description="Of the assessor, by the responsibilities of MARAM.", examples=["COMPREHENSIVE"]
    )
    rationale: Narrative = Field(default=None, description="Why this level.")
    informed_by: OptionalIdentifier = Field(
        default=None,
        description="Number of an earlier assessment of this custodian that informed it; nothing of that is copied.",
    )
    written_by: OptionalIdentifier = Field(
        default=None, description="Where it was written at the hub: digests of who asked with which key, and of what."
    )


class Assessed(Party):
    """A person of an assessment."""

    hub_person: HubPerson = Field(
        default=None, description="The hub's id of the person, as an answer shows it, where the sender knows it."
    )


class Subject(Assessed):
    """Whose risk it is. A child's is assessed by itself, in an assessment of its own."""

    child: StrictBool = Field(description="The risk of a child is assessed, and not that of an adult.")
    exposures: Annotated[Codes, CodeList("exposure")] = Field(
        default=None, description="How a child was exposed to the violence.", examples=[["HEARD"]]
    )


class Observation(Section):
    """One factor: what was found of it, and what that rests on."""

    factor: Annotated[Code, CodeList("risk_factor")] = Field(examples=["P05"])
    presence: Annotated[OptionalCode, CodeList("factor_presence")] = Field(default=None, examples=["PRESENT"])
    first_seen_on: Day = None
    last_seen_on: Day = None
    evidence: Narrative = None


class Step(Section):
    """One step of a plan."""

    kind: Annotated[OptionalCode, CodeList("safety_step")] = Field(default=None, examples=["SAFE_PLACE"])
    text: Narrative = None
    done_on: Day = None


class Plan(Section):
    """A plan for the safety of the person assessed."""

    number: OptionalIdentifier = Field(default=None, description="The custodian's own number of the plan.")
    made_on: Day = None
    review_on: Day = None
    state: Annotated[OptionalCode, CodeList("plan_state")] = Field(default=None, examples=["CURRENT"])
    steps: Listed[Step] = Field(default=[])


class Assessment(Section):
    """One assessment of one person's risk."""

    assessment: AssessmentSection
    subject: Subject | None = Field(default=None, description="Left out of a perpetrator-focused assessment alone.")
    respondent: Assessed | None = Field(default=None, description="Who is assessed as using violence.")
    observations: Listed[Observation] = Field(default=[])
    safety_plans: Listed[Plan] = Field(default=[])

    @model_validator(mode="before")
    @classmethod
    def _the_section_is_there(cls, row: Any) -> Any:
        """So that the fault names the field that is missing, not the section."""
        if not isinstance(row, dict) or row.get("assessment") is not None:
            return row
        return row | {"assessment": {}}
