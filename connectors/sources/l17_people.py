"""Sections C, D and E of Form L17: what is asked of each party beside who they are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from connectors.sources.fields import Answer, CodeList, Codes, Day, Listed, OptionalCode, Section, Text
from connectors.sources.people import Party


class Affected(Party):
    """Section C: the affected family member, and that person's own views."""

    fear_level: Annotated[OptionalCode, CodeList("fear_level")] = None
    wants_action: Answer = None


class Respondent(Party):
    """Section D: the respondent, and what he or she is to the affected family member."""

    relationship: Annotated[OptionalCode, CodeList("relationship")] = Field(default=None, examples=["DOMESTIC_PARTNER"])
    relationship_currency: Annotated[OptionalCode, CodeList("relationship_currency")] = Field(
        default=None, examples=["FORMER"]
    )
    living_together: Answer = None
    separated_on: Day = None


class Other(Party):
    """A witness or other person of a report, and what that person is to the parties."""

    relation_to_affected: Annotated[OptionalCode, CodeList("relationship")] = None
    relation_to_respondent: Annotated[OptionalCode, CodeList("relationship")] = None


class Child(Other):
    """Section E: a child of the report, and how police found the child exposed."""

    exposures: Annotated[Codes, CodeList("exposure")] = Field(default=None, examples=[["PRESENT"]])
    current_care: Text = Field(default=None, description="Who cares for the child now.")


class Children(Section):
    """Section E: the children, and what police decided for them."""

    listed: Listed[Child] = Field(default=[], description="The children, in the form's order.")
    decision: Annotated[OptionalCode, CodeList("child_decision")] = None
    decision_grounds: Text = None
