"""Police family violence reports, and the attendance they come of."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, packed, prop
from schema.extracts import EXTRACT, EXTRACT_READERS
from schema.people import PersonRecord
from schema.places import Address
from schema.values import Code, RiskAnswer, risk_answer

if TYPE_CHECKING:
    from schema.orders import Order
    from schema.referrals import Referral

Orders = Annotated["Order", strawberry.lazy("schema.orders")]
Referrals = Annotated["Referral", strawberry.lazy("schema.referrals")]
PATTERN, RISK, REPORTER, REFERRAL = Facet.PATTERN, Facet.RISK, Facet.REPORTER, Facet.REFERRAL
CRIMINAL, ORDERS, CHILD_PROTECTION = Facet.CRIMINAL, Facet.ORDERS, Facet.CHILD_PROTECTION
IN = Direction.IN


@node(Subject.PART, PATTERN)
class Attendance:
    """One attendance of police, of which one or more reports come."""

    id: strawberry.ID = identifier()
    number: str | None = prop("The police incident number.", PATTERN)
    attended_from: datetime | None = prop("When police arrived.", PATTERN)
    attended_to: datetime | None = prop("When police left.", PATTERN)
    incidents: list["Incident"] = edge("The reports of this attendance.", "AT_ATTENDANCE", direction=IN)


@node(Subject.EVENT, PATTERN, key="lineage", versioned=True, when="occurred_from")
class Incident:
    """One police family violence report (L17): one affected family member and one respondent."""

    id: strawberry.ID = identifier()
    # A: the report
    custodian: str | None = prop("The organisation that answers for the report.", PATTERN, always=True)
    source: str | None = prop("The system that it came by.", PATTERN, always=True)
    version: int | None = prop("Version of the report.", PATTERN, always=True)
    received_at: datetime | None = prop("When the hub received this version.", PATTERN, always=True)
    portal_id: str | None = prop("Number in the L17 Portal.", PATTERN, always=True)
    leap_incident: str | None = prop("LEAP incident number.", PATTERN)
    leap_sub_incident: str | None = prop("LEAP sub-incident number.", PATTERN)
    form_version: str | None = prop("Version of the form.", PATTERN)
    created_at: datetime | None = prop("When the member began the report.", PATTERN)
    submitted_at: datetime | None = prop("When it was submitted.", PATTERN)
    amended_at: datetime | None = prop("When it was amended.", PATTERN)
    member_name: str | None = prop("Reporting member.", REFERRAL)
    member_number: str | None = prop("Reporting member's registered number.", REFERRAL)
    member_rank: str | None = prop("Reporting member's rank.", REFERRAL)
    station: str | None = prop("Reporting member's station.", REFERRAL)
    supervisor_name: str | None = prop("Sergeant who approved it.", REFERRAL)
    supervisor_approved_at: datetime | None = prop("When the sergeant approved it.", REFERRAL)
    # B: what happened
    occurred_from: datetime | None = prop("When it began.", PATTERN, always=True)
    occurred_to: datetime | None = prop("When it ended.", PATTERN)
    reported_at: datetime | None = prop("When it was reported.", REPORTER)
    how_reported: Code | None = code("How it was reported.", "how_reported", REPORTER)
    reporter_name: str | None = prop("Who reported it.", REPORTER)
    reporter_role: str | None = prop("As what that person reported it.", REPORTER)
    place: Address | None = edge("Where it happened: the location of everyone who lives there.", "AT")
    location_type: Code | None = code("Kind of place.", "location_type", PATTERN)
    narrative: str | None = prop("What occurred, in the member's words.", Facet.NARRATIVE)
    extract: str | None = EXTRACT
    extract_readers: list[str] | None = EXTRACT_READERS
    weapon_used: bool | None = prop("A weapon was used.", PATTERN)
    weapons: list[Code] | None = code("Kinds of weapon that were used.", "weapon", PATTERN)
    injuries: Code | None = code("The gravest injury of the affected family member.", "injury", PATTERN)
    strangulation: bool | None = prop("Strangulation or choking.", PATTERN)
    threat_to_kill: bool | None = prop("A threat to kill.", PATTERN)
    sexual_violence: bool | None = prop("Police stated that there was sexual violence.", PATTERN)
    property_damage: bool | None = prop("Property was damaged.", PATTERN)
    alcohol: bool | None = prop("Alcohol at the scene.", PATTERN)
    drugs: bool | None = prop("Drugs at the scene.", PATTERN)
    pets_harmed: bool | None = prop("An animal was harmed.", PATTERN)
    offences: list[Code] | None = code("Offences recorded.", "offence", PATTERN)
    children_present: bool | None = prop("A child was present.", PATTERN)
    children_count: int | None = prop("How many children were present.", PATTERN)
    # C, D, E: the parties
    affected: list[PersonRecord] = edge(
        "The affected family member.", "AFFECTED_IN", direction=IN, standing=Standing.VICTIM
    )
    respondent: list[PersonRecord] = edge("The respondent.", "RESPONDENT_IN", direction=IN, standing=Standing.ALLEGED)
    children: list[PersonRecord] = edge("Children of the report.", "CHILD_IN", direction=IN, standing=Standing.CHILD)
    others: list[PersonRecord] = edge("Witnesses and others.", "OTHER_IN", direction=IN, standing=Standing.LINKED)
    relationship: Code | None = code("Respondent to affected family member.", "relationship", Facet.IDENTITY)
    relationship_currency: Code | None = code("Current or former.", "relationship_currency", Facet.IDENTITY)
    living_together: bool | None = prop("The parties live together.", Facet.IDENTITY)
    separated_on: date | None = prop("When the parties separated.", Facet.IDENTITY)
    wants_action: bool | None = prop("The affected family member wants action.", REFERRAL)
    child_decision: Code | None = code("What police decided for the children.", "child_decision", CHILD_PROTECTION)
    child_decision_grounds: str | None = prop("Grounds of that decision.", CHILD_PROTECTION, comparable=False)
    # F: risk, as police recorded it; never computed here
    fear_level: Code | None = code("The affected family member's own view.", "fear_level", RISK)
    risk_scheme: Code | None = code("The scheme of score and band.", "risk_scheme", RISK)
    risk_band: Code | None = code("Band that police gave.", "risk_band", RISK)
    risk_assessed_on: date | None = prop("When police assessed it.", RISK)
    risk_score: int | None = prop("Score that police gave.", RISK)
    risk_tool_version: str | None = prop("Version of the questionnaire.", RISK)
    risk_override_band: Code | None = code("Band that a member set instead.", "risk_band", RISK)
    risk_override_reason: str | None = prop("Why it was set.", RISK, comparable=False)
    risk_items: list[RiskAnswer] | None = packed("The answers to the form's risk items.", RISK, risk_answer)
    # G: history as LEAP gave it
    prior_reports_between: int | None = prop("Earlier reports between the parties.", PATTERN)
    prior_reports_respondent: int | None = prop("Earlier reports with the respondent.", PATTERN)
    prior_reports_affected: int | None = prop("Earlier reports with the affected family member.", PATTERN)
    breaches_recorded: int | None = prop("Breaches recorded earlier.", PATTERN)
    current_order: bool | None = prop("An order was current.", ORDERS)
    previous_orders: int | None = prop("Earlier orders.", ORDERS)
    charges_pending: int | None = prop("How many charges were not decided yet, as LEAP gave it.", CRIMINAL)
    child_protection_known: bool | None = prop("Child Protection is involved.", CHILD_PROTECTION)
    # H, I, J: what police did
    actions: list[Code] | None = code("Police actions.", "police_action", PATTERN)
    charges_laid: list[Code] | None = code("Offences that police laid charges of.", "offence", CRIMINAL)
    weapons_seized: bool | None = prop("Weapons were seized.", PATTERN)
    case_owner: str | None = prop("Station or unit that owns the case.", REFERRAL)
    fviu_managed: bool | None = prop("Managed by the Family Violence Investigation Unit.", PATTERN)
    safety_plan_made: bool | None = prop("A safety plan was made.", Facet.SAFETY_PLAN)
    alerts: list[str] | None = prop("Alerts of police, in words.", Facet.NARRATIVE)
    review_on: date | None = prop("When police review the case.", REFERRAL)
    reason_not_referred: Code | None = code("Why nobody was referred.", "reason_not_referred", REFERRAL)
    misidentification_review: bool | None = prop("Who used violence is under review.", PATTERN)
    correction_open: bool | None = prop(
        "Its custodian is asked to correct who used violence in it, and has not refused or done so yet.", PATTERN
    )
    attendance: Attendance | None = edge("The attendance it came of.", "AT_ATTENDANCE")
    orders: list[Orders] = edge("Orders that the report states.", "STATES")
    referrals: list[Referrals] = edge("Referral parts of the report.", "ARISES_FROM", direction=IN)
