"""What each field of a noun says: its facet, and the fields a summary or a mask still shows."""

from __future__ import annotations

_RECORD = {
    "IDENTITY": """family_name given_names initials birth_date birth_year age_stated sex gender
        person_number relation_to_affected relation_to_child relation_to_respondent standing""",
    "CULTURAL": """aboriginal_status country_of_birth language interpreter_needed lgbtiq
        communities""",
    "HEALTH_NEEDS": "disabilities support_needs pregnant mental_health older_person carer",
    "CONTACT": """occupation workplace school current_care whereabouts safe_contact
        contact_consent safe_time_to_call""",
    "CUSTODY": "custody_status",
    "PATTERN": "firearms_access firearms_licence exposures",
}
_INCIDENT = {
    "PATTERN": """portal_id leap_incident leap_sub_incident form_version created_at submitted_at
        amended_at occurred_from occurred_to location_type weapon_used weapons injuries
        strangulation threat_to_kill property_damage alcohol drugs pets_harmed sexual_violence
        offences children_present children_count prior_reports_between prior_reports_respondent
        prior_reports_affected breaches_recorded actions weapons_seized fviu_managed
        misidentification_review""",
    "IDENTITY": "relationship relationship_currency living_together separated_on",
    "RISK": """fear_level risk_scheme risk_tool_version risk_items risk_score risk_band
        risk_assessed_on risk_override_band risk_override_reason""",
    "REPORTER": "reported_at how_reported reporter_name reporter_role",
    "NARRATIVE": "narrative",
    "CRIMINAL": "charges_laid charges_pending",
    "ORDERS": "current_order previous_orders",
    "CHILD_PROTECTION": "child_decision child_decision_grounds child_protection_known",
    "SAFETY_PLAN": "safety_plan_made",
    "REFERRAL": """member_name member_number member_rank station supervisor_name
        supervisor_approved_at case_owner wants_action reason_not_referred review_on""",
    "WORKER_SAFETY": "alerts",
}
_ORDER = {
    "ORDERS": """instrument order_kind order_number state made_on served_on served starts_on ends_on
        conditions court in_force housing_conditions"""
}
_REFERRAL = {"REFERRAL": "party service_type service formal consent state referred_at area"}
_NAME = {"IDENTITY": "name_type family_name given_names"}
_REACH = {"CONTACT": "kind value safe note"}
_ADDRESS = {
    "CONTACT": """purpose line suburb postcode state lga suppressed safe_to_mail valid_from
        valid_to"""
}
_ATTENDANCE = {"PATTERN": "number attended_from attended_to"}


def _facets(noun: dict[str, str]) -> dict[str, str]:
    return {field: facet for facet, fields in noun.items() for field in fields.split()}


# Area of a world -> field -> facet. An address has the facet of its location, see the judge.
FACET_OF: dict[str, dict[str, str]] = {
    "records": _facets(_RECORD),
    "names": _facets(_NAME),
    "contacts": _facets(_REACH),
    "addresses": _facets(_ADDRESS),
    "incidents": _facets(_INCIDENT),
    "attendances": _facets(_ATTENDANCE),
    "orders": _facets(_ORDER),
    "referrals": _facets(_REFERRAL),
}
NOUN_OF = {
    "persons": "Person",
    "records": "PersonRecord",
    "names": "PersonName",
    "contacts": "Contact",
    "addresses": "Address",
    "incidents": "Incident",
    "attendances": "Attendance",
    "orders": "Order",
    "referrals": "Referral",
}
AREA_OF = {noun: area for area, noun in NOUN_OF.items()}
# Shown wherever the node is: they say nothing of a person.
ALWAYS = (
    *("id", "custodian", "source", "source_id", "document", "version", "lineage"),
    *("received_at", "recorded_from", "recorded_to", "valid_from", "valid_to"),
)
# The declared fields that a mask (M) or a summary (S) shows; every other needs F.
SHOWN_FROM: dict[tuple[str, str], str] = {
    **dict.fromkeys([("records", "initials"), ("records", "birth_year")], "M"),
    **dict.fromkeys([("incidents", f) for f in ("risk_scheme", "risk_band")], "S"),
    ("incidents", "risk_assessed_on"): "S",
    **dict.fromkeys(
        [("orders", f) for f in ("in_force", "served", "ends_on", "housing_conditions")],
        "S",
    ),
    ("referrals", "state"): "S",
}
# Never a filter, a sort or a count, even where they are shown.
NEVER_COMPARED = frozenset({"REPORTER", "SUPPRESSED_LOCATION"})
