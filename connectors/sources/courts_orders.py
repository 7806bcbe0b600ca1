"""The orders of a court's file: applications, notices returned, interim and final orders, with their conditions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from connectors.sources.fields import (
    Answer,
    CodeList,
    Codes,
    Day,
    LinkingIdentifier,
    Listed,
    Narrative,
    OptionalCode,
    OptionalInstant,
    Section,
    Text,
    Texts,
)
from connectors.sources.people import Address

Ordinal = Annotated[StrictInt, Field(ge=1, le=100)]
Ordinals = Annotated[list[Ordinal], Field(max_length=100)] | None


class Condition(Section):
    """One condition, whole: what it forbids, what it is measured by, when it does not hold."""

    code: Annotated[OptionalCode, CodeList("order_condition")] = Field(default=None, examples=["NO_APPROACH"])
    distance_m: Annotated[StrictInt, Field(ge=0, le=100_000)] | None = Field(default=None, examples=[200])
    place: Address | None = Field(default=None, description="The place that it names: somebody lives there.")
    persons: Texts = Field(default=None, description="Whom it concerns, in the court's words.")
    exceptions: Annotated[Codes, CodeList("condition_exception")] = Field(default=None, examples=[["FAMILY_LAW_ORDER"]])
    text: Narrative = Field(default=None, description="The court's own words.")
    suspended: Answer = Field(default=None, description="Suspended for now.")
    from_on: Day = Field(default=None, description="From when it holds, where the order does earlier.")
    until_on: Day = Field(default=None, description="Last day that it holds, where the order does longer.")


class Service(Section):
    """One attempt to serve the order on the respondent."""

    at: OptionalInstant = None
    served: Answer = None
    method: Annotated[OptionalCode, CodeList("service_method")] = Field(default=None, examples=["PERSONAL"])
    served_by: Text = None
    note: Text = None


class Step(Section):
    """One step in the life of the order; docs/law/order-states.md has which may follow which."""

    state: Annotated[OptionalCode, CodeList("order_state")] = Field(default=None, examples=["INTERIM_MADE"])
    at: OptionalInstant = None
    note: Text = None


class Order(Section):
    """One application or order on the file. It restrains the respondent of the file."""

    number: LinkingIdentifier = None
    kind: Annotated[OptionalCode, CodeList("order_kind")] = Field(default=None, examples=["INTERIM"])
    state: Annotated[OptionalCode, CodeList("order_state")] = Field(default=None, examples=["INTERIM_SERVED"])
    applicant_type: Annotated[OptionalCode, CodeList("applicant_type")] = Field(default=None, examples=["POLICE"])
    applied_on: Day = None
    made_at: OptionalInstant = None
    starts_on: Day = None
    ends_on: Day = Field(default=None, description="Last day, to its end in Victoria.")
    ended_at: OptionalInstant = Field(default=None, description="When the court ended it before that.")
    notice_number: LinkingIdentifier = Field(default=None, description="The safety notice that it was made on.")
    family_law_orders: Texts = Field(default=None, description="Family Law orders that it meets, by number.")
    conditions: Annotated[list[Condition], Field(max_length=100)] | None = None
    services: Listed[Service] = Field(default=[], description="Attempts to serve it.")
    steps: Listed[Step] = Field(default=[], description="Its life in the register.")
    affected: Ordinals = Field(
        default=None, description="Affected family members that it protects, 1 for the first; all when left out."
    )
    children: Ordinals = Field(
        default=None, description="Children that it protects, 1 for the first; none when left out."
    )
