"""What a report states of the incident itself: sections A, B, D and F to J on one node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from connectors.sources.document import fields, identifying, stated
from connectors.sources.l17_document import CUSTODIAN, ReportDocument
from connectors.sources.l17_form import RiskSection
from connectors.sources.person_claims import Claim, address_claim
from graph.claims import EdgeClaim, NodeClaim

SCHEME = "VP_FVR"  # Victoria Police Family Violence Report: never converted to another scheme's bands
REPORT = (
    *("portal_id", "form_version", "created_at", "submitted_at", "amended_at"),
    "misidentification_review",
)
INCIDENT = (
    *("occurred_from", "occurred_to", "reported_at", "location_type", "how_reported", "narrative"),
    *("weapon_used", "weapons", "injuries", "strangulation", "threat_to_kill", "property_damage"),
    *("alcohol", "drugs", "pets_harmed", "sexual_violence", "offences", "children_present"),
    "children_count",
)
AFFECTED = ("fear_level", "wants_action")
RESPONDENT = ("relationship", "relationship_currency", "living_together", "separated_on")
HISTORY = (
    *("prior_reports_between", "prior_reports_respondent", "prior_reports_affected"),
    *("current_order", "previous_orders", "breaches_recorded", "charges_pending"),
    "child_protection_known",
)
ACTION = ("actions", "charges_laid", "weapons_seized")
MANAGEMENT = ("case_owner", "fviu_managed", "safety_plan_made", "alerts", "review_on")


def incident_id(document: ReportDocument) -> str:
    return document.id("incident")


def incident_claims(document: ReportDocument) -> Iterator[Claim]:
    incident, told = incident_id(document), document.report.incident
    yield NodeClaim("Incident", incident, _incident(document))
    attendance = _attendance(document)
    yield attendance
    yield EdgeClaim("AT_ATTENDANCE", "Incident", incident, "Attendance", attendance.id)
    if told.place:
        place = address_claim(document, told.place, "VICTIM", "incident")
        yield place
        yield EdgeClaim("AT", "Incident", incident, "Address", place.id)


def _attendance(document: ReportDocument) -> NodeClaim:
    """The reports of one attendance share its LEAP number. Attendances have no versions, so an
    older version that comes late says nothing of the times: it would overwrite the newer."""
    about = document.report.report
    number = identifying(about.leap_incident)
    named = {"own": CUSTODIAN, "custodian": CUSTODIAN, "number": number}
    names = () if document.superseded else ("attended_from", "attended_to")
    values = stated(named | fields(document.report.incident, names))
    node = document.identify("attendance", CUSTODIAN, number or about.portal_id)
    return NodeClaim("Attendance", node, values)


def _incident(document: ReportDocument) -> dict[str, Any]:
    report = document.report
    return {
        **document.provenance(document.lineage("incident"), own=CUSTODIAN),
        **fields(report.report, REPORT),
        **_people_of_the_report(document),
        **fields(report.incident, INCIDENT),
        **fields(report.affected, AFFECTED),
        **fields(report.respondent, RESPONDENT),
        **_children(document),
        **_risk(report.risk),
        **fields(report.history, HISTORY),
        **fields(report.police_action, ACTION),
        **fields(report.risk_management, MANAGEMENT),
        **fields(report.referrals, ("reason_not_referred",)),
    }


def _people_of_the_report(document: ReportDocument) -> dict[str, Any]:
    about, reporter = document.report.report, document.report.incident.reporter
    return stated(
        {
            "leap_incident": identifying(about.leap_incident),
            "leap_sub_incident": identifying(about.leap_sub_incident),
            "member_name": about.member.name,
            "member_number": about.member.number,
            "member_rank": about.member.rank,
            "station": about.member.station,
            "supervisor_name": about.supervisor.name,
            "supervisor_approved_at": about.supervisor.approved_at,
            "reporter_name": reporter.name,
            "reporter_role": reporter.role,
        }
    )


def _children(document: ReportDocument) -> dict[str, Any]:
    children = document.report.children
    return stated(
        {
            "child_decision": children.decision,
            "child_decision_grounds": children.decision_grounds,
        }
    )


def _risk(risk: RiskSection) -> dict[str, Any]:
    items = None if risk.items is None else [f"{item.code}={item.answer}" for item in risk.items]
    said = stated(
        {
            "risk_tool_version": risk.tool_version,
            "risk_items": items,
            "risk_score": risk.score,
            "risk_band": risk.band,
            "risk_assessed_on": risk.assessed_on,
            "risk_override_band": risk.override_band,
            "risk_override_reason": risk.override_reason,
        }
    )
    return {"risk_scheme": SCHEME, **said} if said else {}
