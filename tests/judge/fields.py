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
    "WORKER_SAFETY": "worker_cautions",
}
_INCIDENT = {
    "PATTERN": """portal_id leap_incident leap_sub_incident form_version created_at submitted_at
        amended_at occurred_from occurred_to location_type weapon_used weapons injuries
        strangulation threat_to_kill property_damage alcohol drugs pets_harmed sexual_violence
        offences children_present children_count prior_reports_between prior_reports_respondent
        prior_reports_affected breaches_recorded actions weapons_seized fviu_managed
        misidentification_review correction_open""",
    "IDENTITY": "relationship relationship_currency living_together separated_on",
    "RISK": """fear_level risk_scheme risk_tool_version risk_items risk_score risk_band
        risk_assessed_on risk_override_band risk_override_reason""",
    "REPORTER": "reported_at how_reported reporter_name reporter_role",
    "NARRATIVE": "narrative alerts extract extract_readers",
    "CRIMINAL": "charges_laid charges_pending",
    "ORDERS": "current_order previous_orders",
    "CHILD_PROTECTION": "child_decision child_decision_grounds child_protection_known",
    "SAFETY_PLAN": "safety_plan_made",
    "REFERRAL": """member_name member_number member_rank station supervisor_name
        supervisor_approved_at case_owner wants_action reason_not_referred review_on""",
}
_ORDER = {
    "ORDERS": """instrument order_kind order_number state made_on served_on served starts_on ends_on
        conditions court in_force housing_conditions case_number applicant_type applied_on notice_number
        family_law_orders recognised_nationally made_at served_at ended_at doubts"""
}
_CONDITION = {"ORDERS": "kind distance_m exceptions suspended from_on until_on", "NARRATIVE": "persons text"}
_SERVICE = {"ORDERS": "at served method served_by", "NARRATIVE": "note"}
_STEP = {"ORDERS": "at state possible", "NARRATIVE": "note"}
_FILE = {"ORDERS": "file_number kind court opened_on next_hearing_at"}
_HEARING = {"ORDERS": "at kind outcome", "NARRATIVE": "note"}
_CHARGE = {
    "CRIMINAL": """charge_number leap_incident offence division offence_text section occurred_at charged_on
        order_number conditions state outcome outcome_on sentence bail warrant
        risk_relevant family_violence_offence violence_offence charge_pending on_bail doubts""",
    "NARRATIVE": "sentence_text bail_conditions extract extract_readers",
}
_EPISODE = {
    "CUSTODY": """episode_number kind from_at released_at release_kind release_expected_on parole_eligible_on
        in_custody prison doubts"""
}
_MOVEMENT = {"CUSTODY": "at kind to_place"}
_SUPERVISION = {
    "CUSTODY": """supervision_number kind from_on until_on state compliance doubts""",
    "NARRATIVE": "compliance_note conditions extract extract_readers",
}
_PROGRAMME = {"CUSTODY": "kind name state from_on until_on"}
_ASSESSMENT = {
    "RISK": """assessment_number kind tool tool_version tool_limits scheme level assessed_on
        self_assessed_level practice_level assessor_name informed_by_number doubts""",
    "NARRATIVE": "rationale extract extract_readers",
}
_OBSERVATION = {"RISK": "factor serious presence first_seen_on last_seen_on", "NARRATIVE": "evidence"}
_PLAN = {"SAFETY_PLAN": "made_on review_on state"}
_ACTION = {"SAFETY_PLAN": "kind text done_on"}
_REPORT = {
    "CHILD_PROTECTION": """report_number received_on harm harm_substantiated classification classified_on
        investigated outcome outcome_on open_now doubts""",
    "NARRATIVE": "concerns extract extract_readers",
    "REPORTER": "reporter_name reporter_role",
}
_CONSULTATION = {"CHILD_PROTECTION": "kind with_whom on", "NARRATIVE": "advice"}
_PROTECTION = {"CHILD_PROTECTION": "kind made_on ends_on"}
_PAPER = {"CHILD_PROTECTION": "kind sha256 dpi pointer scanned_on"}
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
    "conditions": _facets(_CONDITION),
    "services": _facets(_SERVICE),
    "steps": _facets(_STEP),
    "files": _facets(_FILE),
    "hearings": _facets(_HEARING),
    "charges": _facets(_CHARGE),
    "episodes": _facets(_EPISODE),
    "movements": _facets(_MOVEMENT),
    "supervisions": _facets(_SUPERVISION),
    "programmes": _facets(_PROGRAMME),
    "assessments": _facets(_ASSESSMENT),
    "observations": _facets(_OBSERVATION),
    "plans": _facets(_PLAN),
    "actions": _facets(_ACTION),
    "reports": _facets(_REPORT),
    "consultations": _facets(_CONSULTATION),
    "protections": _facets(_PROTECTION),
    "papers": _facets(_PAPER),
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
    "conditions": "Condition",
    "services": "OrderService",
    "steps": "OrderStep",
    "files": "CourtFile",
    "hearings": "Hearing",
    "charges": "Charge",
    "episodes": "CustodyEpisode",
    "movements": "Movement",
    "supervisions": "Supervision",
    "programmes": "Programme",
    "assessments": "RiskAssessment",
    "observations": "RiskObservation",
    "plans": "SafetyPlan",
    "actions": "SafetyStep",
    "reports": "ProtectionReport",
    "consultations": "Consultation",
    "protections": "ProtectionOrder",
    "papers": "ScannedDocument",
}
AREA_OF = {noun: area for area, noun in NOUN_OF.items()}
# Shown wherever the node is: they say nothing of a person.
ALWAYS = (
    *("id", "custodian", "source", "source_id", "document", "version", "lineage"),
    *("received_at", "recorded_from", "recorded_to", "valid_from", "valid_to"),
)
# What has a text of which an extract may be released.
WITH_EXTRACT = ("incidents", "charges", "supervisions", "assessments", "reports")
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
    **dict.fromkeys([("assessments", f) for f in ("scheme", "level", "assessed_on")], "S"),
    **dict.fromkeys([(area, "extract") for area in WITH_EXTRACT], "S"),
}
# Never a filter, a sort or a count, even where they are shown.
NEVER_COMPARED = frozenset({"REPORTER", "SUPPRESSED_LOCATION"})
