"""One police family violence report (Victoria Police Form L17), section by section, as a row.

The wording of the form is not public. Published are the number of its risk items (39), that they
score, and its disability boxes (Victorian Government, implementation of the Royal Commission into
Family Violence), and what police may do (Victoria Police response model). The other fields are
our proposal. The score and the band are those of police and are never recomputed here.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StrictInt, model_validator

from connectors.sources.fields import (
    Answer,
    Code,
    CodeList,
    Codes,
    Count,
    Day,
    Identifier,
    Instant,
    LinkingIdentifier,
    Listed,
    Name,
    Narrative,
    OptionalCode,
    OptionalIdentifier,
    OptionalInstant,
    Section,
    Text,
    Texts,
    Version,
    with_sections,
)
from connectors.sources.l17_people import Affected, Children, Other, Respondent
from connectors.sources.people import Address, Reporter

Ordinal = Annotated[StrictInt, Field(ge=1, le=100)]


class Member(Section):
    """The reporting member."""

    name: Name = None
    number: OptionalIdentifier = Field(default=None, description="Registered number.")
    rank: Text = None
    station: Text = None


class Supervisor(Section):
    """The sergeant who approved the report."""

    name: Name = None
    approved_at: OptionalInstant = None


class ReportSection(Section):
    """Section A: which report this is, and which version of it."""

    portal_id: Identifier = Field(description="Number of the report in the L17 Portal.")
    version: Version = Field(description="1 for the first submission, one more for each amendment.")
    form_version: Text = None
    leap_incident: LinkingIdentifier = Field(
        default=None, description="LEAP incident number; the reports of one attendance share it."
    )
    leap_sub_incident: LinkingIdentifier = Field(default=None, description="LEAP's number of this report.")
    created_at: OptionalInstant = None
    submitted_at: OptionalInstant = None
    amended_at: OptionalInstant = None
    member: Member = Member()
    supervisor: Supervisor = Supervisor()
    misidentification_review: Answer = Field(default=None, description="Who used violence is under review.")


class IncidentSection(Section):
    """Section B: what happened, when and where."""

    occurred_from: Instant = Field(description="When it began.")
    occurred_to: OptionalInstant = Field(default=None, description="When it ended; left out when open.")
    reported_at: OptionalInstant = None
    attended_from: OptionalInstant = None
    attended_to: OptionalInstant = None
    place: Address | None = None
    location_type: Annotated[OptionalCode, CodeList("location_type")] = None
    how_reported: Annotated[OptionalCode, CodeList("how_reported")] = None
    reporter: Reporter = Reporter()
    narrative: Narrative = Field(default=None, description="What occurred, in the member's words.")
    weapon_used: Answer = None
    weapons: Annotated[Codes, CodeList("weapon")] = None
    injuries: Annotated[OptionalCode, CodeList("injury")] = Field(
        default=None, description="The gravest injury of the affected family member."
    )
    strangulation: Answer = None
    threat_to_kill: Answer = None
    property_damage: Answer = None
    alcohol: Answer = None
    drugs: Answer = None
    pets_harmed: Answer = None
    sexual_violence: Answer = None
    offences: Annotated[Codes, CodeList("offence")] = None
    children_present: Answer = None
    children_count: Count = None


class RiskItem(Section):
    """The answer to one of the form's items. The items are opaque: known by code only."""

    code: Annotated[Code, Field(pattern="^[^=]+$")] = Field(examples=["Q07"])
    answer: Annotated[Code, CodeList("risk_answer")] = Field(examples=["YES"])


class RiskSection(Section):
    """Section F: the risk assessment as police made it."""

    tool_version: Text = None
    items: Annotated[list[RiskItem], Field(max_length=200)] | None = None
    score: Annotated[StrictInt, Field(ge=0, le=1000)] | None = None
    band: Annotated[OptionalCode, CodeList("risk_band")] = None
    assessed_on: Day = None
    override_band: Annotated[OptionalCode, CodeList("risk_band")] = None
    override_reason: Text = None


class HistorySection(Section):
    """Section G: the history that LEAP gave the member."""

    prior_reports_between: Count = None
    prior_reports_respondent: Count = None
    prior_reports_affected: Count = None
    current_order: Answer = None
    previous_orders: Count = None
    breaches_recorded: Count = None
    charges_pending: Count = None
    child_protection_known: Answer = None


class PoliceAction(Section):
    """Section H: what police did, by the options of the Victoria Police response model."""

    actions: Annotated[Codes, CodeList("police_action")] = None
    charges_laid: Annotated[Codes, CodeList("offence")] = None
    weapons_seized: Answer = None


class RiskManagement(Section):
    """Section I: who owns the case at police, and what is planned."""

    case_owner: Text = None
    fviu_managed: Answer = None
    safety_plan_made: Answer = None
    alerts: Texts = None
    review_on: Day = None


class ReferralPart(Section):
    """One referral: one party, one kind of service."""

    party: Annotated[Code, CodeList("referral_party")] = Field(examples=["AFFECTED"])
    child: Ordinal | None = Field(
        default=None,
        description="For party CHILD: which child, 1 for the first listed; all when left out.",
    )
    service_type: Annotated[Code, CodeList("service_type")] = Field(examples=["SPECIALIST_FV"])
    service: OptionalIdentifier = Field(default=None, description="Code of the service that it is addressed to.")
    formal: Answer = None
    consent: Annotated[OptionalCode, CodeList("referral_consent")] = None
    referred_at: OptionalInstant = None
    area: Text = None

    @property
    def slot(self) -> str:
        """Whose part it is, so that the same part of the next version is the same referral."""
        match self.party:
            case "AFFECTED" | "RESPONDENT":
                return self.party.lower()
            case "CHILD":
                return f"child-{self.child}" if self.child else "child"
        return f"as sent {self.party}"


class ReferralSection(Section):
    """Section J: the referrals, or why there are none."""

    made: Listed[ReferralPart] = Field(default=[])
    reason_not_referred: Annotated[OptionalCode, CodeList("reason_not_referred")] = None


class OrderStatement(Section):
    """A notice, application or order as the report states it. Whom it restrains is not guessed."""

    restrained: Annotated[Code, CodeList("restrained")] = Field(
        description="The party it restrains; it protects the other.", examples=["RESPONDENT"]
    )
    protected_children: Annotated[list[Ordinal], Field(max_length=100)] | None = Field(
        default=None, description="Listed children that it protects, 1 for the first."
    )
    kind: Annotated[OptionalCode, CodeList("order_kind")] = None
    number: LinkingIdentifier = None
    state: Annotated[OptionalCode, CodeList("order_state")] = None
    made_on: Day = None
    served_on: Day = None
    starts_on: Day = None
    ends_on: Day = None
    conditions: Annotated[Codes, CodeList("order_condition")] = None
    court: Text = None


class Report(Section):
    """One report of one affected family member and one respondent (Form L17)."""

    report: ReportSection
    incident: IncidentSection
    affected: Affected = Affected()
    respondent: Respondent = Respondent()
    children: Children = Children()
    others: Listed[Other] = Field(default=[])
    risk: RiskSection = RiskSection()
    history: HistorySection = HistorySection()
    police_action: PoliceAction = PoliceAction()
    risk_management: RiskManagement = RiskManagement()
    referrals: ReferralSection = ReferralSection()
    orders: Listed[OrderStatement] = Field(default=[])

    @model_validator(mode="before")
    @classmethod
    def _required_sections_are_there(cls, row: Any) -> Any:
        return with_sections(row, "report", "incident")
