"""Random property values of every noun, as a connector would have stored them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.judge.tables import READERS

Values = dict[str, Any]
Makers = tuple[Callable[[random.Random], Values], ...]
NAMES = ("Abel", "Adler", "Baker", "Boyd", "Casey", "Cole", "Drew", "Dunn")
SUBURBS = ("Ararat", "Benalla", "Colac", "Drouin")
OPEN = "9999-12-31T23:59:59Z"
UNKNOWN = "ZZ-9"  # a code that no code list has
HOUSING = ("EXCLUDED_FROM_RESIDENCE", "RETURN_PROPERTY")
ENDED = (
    *(
        "WITHDRAWN",
        "STRUCK_OUT",
        "REFUSED",
        "DISMISSED",
        "REVOKED",
        "SET_ASIDE",
        "EXPIRED",
    ),
)


def day(draw: random.Random, first: int = 2016, last: int = 2025) -> str:
    return f"{draw.randint(first, last)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def instant(draw: random.Random, first: int = 2016, last: int = 2025) -> str:
    return f"{day(draw, first, last)}T{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:00Z"


def _sometimes(draw: random.Random, value: Any) -> Any:
    return None if draw.random() < 0.2 else value


def texts(names: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        return {n: _sometimes(draw, f"{n} {draw.randint(10, 999)}") for n in names.split()}

    return made


def codes(names: str, *codes: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        return {n: _sometimes(draw, draw.choice([*codes, UNKNOWN])) for n in names.split()}

    return made


def code_lists(names: str, *codes: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        chosen = [*codes, UNKNOWN]
        return {n: _sometimes(draw, draw.sample(chosen, 2)) for n in names.split()}

    return made


def flags(names: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        return {n: draw.choice([None, True, False]) for n in names.split()}

    return made


def counts(names: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        return {n: _sometimes(draw, draw.randint(0, 12)) for n in names.split()}

    return made


def instants(names: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        return {n: _sometimes(draw, instant(draw)) for n in names.split()}

    return made


def days(names: str) -> Callable[[random.Random], Values]:
    def made(draw: random.Random) -> Values:
        return {n: _sometimes(draw, day(draw)) for n in names.split()}

    return made


_RECORD = (
    texts("person_number country_of_birth language support_needs occupation workplace school"),
    texts("current_care whereabouts safe_contact safe_time_to_call"),
    codes("sex gender", "F", "M"),
    codes("aboriginal_status", "1", "4", "9"),
    codes("custody_status", "IN_CUSTODY", "NOT_IN_CUSTODY"),
    codes("firearms_access firearms_licence", "YES", "NO"),
    codes("relation_to_affected relation_to_respondent", "CHILD", "SIBLING"),
    code_lists("disabilities", "VISION", "HEARING"),
    code_lists("exposures", "PRESENT", "WITNESSED"),
    code_lists("communities", "deaf", "rural"),
    flags("interpreter_needed lgbtiq pregnant mental_health older_person carer"),
    flags("contact_consent"),
)
_CAUTIONS = (code_lists("worker_cautions", "DOG", "SEE_IN_PAIRS"),)
_INCIDENT = (
    texts("portal_id leap_incident leap_sub_incident form_version narrative"),
    texts("member_name member_number member_rank station supervisor_name case_owner"),
    texts("reporter_name reporter_role child_decision_grounds risk_override_reason"),
    instants("created_at submitted_at amended_at supervisor_approved_at reported_at"),
    days("separated_on risk_assessed_on review_on"),
    codes("location_type", "DWELLING", "STREET"),
    codes("how_reported", "EMERGENCY_CALL", "STATION"),
    codes("injuries", "NONE", "MINOR"),
    codes("relationship", "SPOUSE", "PARENT"),
    codes("relationship_currency", "CURRENT", "FORMER"),
    codes("child_decision", "REPORT", "NONE"),
    codes("fear_level", "HIGH", "LOW"),
    codes("risk_band risk_override_band", "HIGH", "MEDIUM", "LOW"),
    codes("risk_scheme", "VP_FVR"),
    codes("risk_tool_version", "2019"),
    codes("reason_not_referred", "DECLINED"),
    code_lists("weapons", "KNIFE", "FIREARM"),
    code_lists("offences charges_laid", "0213", "0532", "1531"),
    code_lists("actions", "ARREST", "FVSN"),
    code_lists("risk_items", "Q07=YES", "Q11=NO"),
    code_lists("alerts", "dog", "weapons at the house"),
    flags("weapon_used strangulation threat_to_kill property_damage alcohol drugs"),
    flags("pets_harmed sexual_violence children_present living_together wants_action"),
    flags("current_order child_protection_known weapons_seized fviu_managed"),
    flags("safety_plan_made misidentification_review"),
    counts("children_count risk_score prior_reports_between prior_reports_respondent"),
    counts("prior_reports_affected previous_orders breaches_recorded charges_pending"),
)
_ORDER = (
    texts("instrument order_number court"),
    codes("order_kind", "INTERIM", "FINAL", "FVSN"),
    codes("state", "FINAL_SERVED", "INTERIM_SERVED", "EXPIRED", "REVOKED"),
    days("made_on served_on"),
    flags("served"),
)
# What the register of a court says beyond a report.
_REGISTER = (
    texts("case_number notice_number"),
    codes("applicant_type", "POLICE", "AFFECTED"),
    days("applied_on"),
    code_lists("family_law_orders", "MLC 12 of 2024", "MLC 90 of 2025"),
    flags("recognised_nationally"),
    instants("made_at served_at ended_at"),
    code_lists("doubts", "SERVED_BEFORE_MADE", "CONDITION_WITHOUT_PARAMETER"),
)
_REFERRAL = (
    texts("service area"),
    codes("service_type", "SPECIALIST_FV", "MENS", "HOUSING"),
    codes("consent", "GIVEN", "REFUSED"),
    codes("state", "OPEN", "ACCEPTED", "CLOSED"),
    flags("formal"),
    instants("referred_at"),
)


def all_of(draw: random.Random, makers: Makers) -> Values:
    return {name: value for make in makers for name, value in make(draw).items()}


def record_values(draw: random.Random) -> Values:
    family, given = draw.choice(NAMES), draw.choice(NAMES)
    year = draw.choice([None, draw.randint(1960, 2003), draw.randint(2004, 2020)])
    born = {
        "birth_year": year,
        "birth_date": year and f"{year}-0{draw.randint(1, 9)}-15",
        "age_stated": None if year else draw.choice([None, 7, 41]),
    }
    named = {
        "family_name": family,
        "given_names": given,
        "initials": f"{given[0]}.{family[0]}.",
    }
    stated = {**all_of(draw, _RECORD), **born, **named}
    return {**stated, **all_of(random.Random(repr(stated)), _CAUTIONS)}


def incident_values(draw: random.Random) -> Values:
    began = draw.choice([instant(draw), instant(draw, 2025, 2026), None])
    ended = began and draw.choice([None, f"{began[:11]}23:59:00Z"])
    stated = {**all_of(draw, _INCIDENT), "occurred_from": began, "occurred_to": ended}
    return {**stated, **extract_values(random.Random(repr(stated)))}


def extract_values(draw: random.Random) -> Values:
    """What its custodian released of the text, and to whom."""
    if draw.random() < 0.4:
        return {"extract": None, "extract_readers": None}
    readers = draw.sample(READERS, draw.randint(1, len(READERS)))
    return {"extract": f"words {draw.randint(10, 999)}", "extract_readers": readers}


def order_values(draw: random.Random) -> Values:
    conditions = draw.sample([*HOUSING, "NO_CONTACT", UNKNOWN], 2)
    times = {
        "starts_on": _sometimes(draw, day(draw, 2022, 2026)),
        "ends_on": _sometimes(draw, day(draw, 2024, 2029)),
    }
    housing = [c for c in conditions if c in HOUSING]
    stated = {**all_of(draw, _ORDER), **times, "conditions": conditions, "housing_conditions": housing}
    return {**stated, **all_of(random.Random(repr(stated)), _REGISTER)}


def referral_values(draw: random.Random) -> Values:
    return all_of(draw, _REFERRAL)


def name_values(draw: random.Random) -> Values:
    kind = draw.choice(["LEGAL", "ALIAS", UNKNOWN])
    return {
        "name_type": kind,
        "family_name": _sometimes(draw, draw.choice(NAMES)),
        "given_names": draw.choice(NAMES),
    }


def contact_values(draw: random.Random) -> Values:
    return {
        "kind": draw.choice(["PHONE", "EMAIL", UNKNOWN]),
        "value": f"04{draw.randint(10000000, 99999999)}",
        "safe": draw.choice([None, True, False]),
        "note": draw.choice([None, "after nine"]),
    }


def address_values(draw: random.Random) -> Values:
    """Few places, so that several records share one."""
    line, suburb = f"{draw.randint(1, 9)} Elm St", draw.choice(SUBURBS[:3])
    return {
        "key": f"k{line[0]}{suburb.lower()}".ljust(26, "x"),
        "purpose": draw.choice(["RESIDENCE", UNKNOWN, None]),
        "line": line,
        "suburb": suburb,
        "postcode": _sometimes(draw, "3000"),
        "state": "VIC",
        "lga": _sometimes(draw, f"{suburb} Shire"),
        "suppressed": draw.random() < 0.15,
        "safe_to_mail": draw.choice([None, True, False]),
        "valid_from": _sometimes(draw, day(draw, 2016, 2020)),
        "valid_to": draw.choice([None, None, day(draw, 2021, 2025), day(draw, 2028, 2029)]),
    }


def attendance_values(draw: random.Random) -> Values:
    return {"number": _sometimes(draw, f"{draw.randint(1, 9)}00123"), **_span(draw)}


def _span(draw: random.Random) -> Values:
    return instants("attended_from attended_to")(draw)


def order_in_force(order: Values, now: str) -> bool:
    """Served, begun and not ended; an end or a beginning that is not stated shuts nothing."""
    today = now[:10]
    begun = (order.get("starts_on") or today) <= today
    lasting = (order.get("ends_on") or today) >= today
    return bool(order.get("served") is True and begun and lasting and order["state"] not in ENDED)
