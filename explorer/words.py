"""What codes are called on a page, and days and moments as people in Victoria write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from resolvers.report.plain import moment, words_of
from schema.decisions.words import day, named

ROLES = {
    "police_member": "Police member",
    "police_fv_unit": "Police family violence unit",
    "cip_analyst": "Central Information Point analyst",
    "tod_victim_side": "The Orange Door, victim survivor side",
    "tod_perpetrator_side": "The Orange Door, perpetrator side",
    "specialist_fv": "Specialist family violence service worker",
    "mens_service": "Men's service worker",
    "cp_practitioner": "Child Protection practitioner",
    "cp_team_manager": "Child Protection team manager",
    "court_registrar": "Court registrar",
    "corrections_officer": "Corrections officer",
    "homelessness": "Homelessness service worker",
    "auditor_evaluator": "Auditor or evaluator",
    "organisational_authority": "Organisational authority or administrator",
    "system_connector": "System connector",
}
PURPOSES = {
    "ASSESSMENT": "Assess family violence risk (Family Violence Protection Act 2008, Part 5A Division 2)",
    "PROTECTION": "Protect somebody from an established risk (Part 5A Division 3)",
    "CIP_REQUEST": "Ask or answer through the Central Information Point (Part 5A Division 6)",
    "CISS": "Promote the wellbeing or safety of a child (Child Wellbeing and Safety Act 2005, Part 6A)",
    "CYFA_STATUTORY": "Child protection work (Children, Youth and Families Act 2005)",
    "COURT": "The work of a court",
    "OWN_CASE": "Your own organisation's case",
    "EVALUATION": "Evaluation, without personal details",
    "ADMIN": "Accounts, registers and the log of who saw what",
}


def called(words: dict[str, str], code: str) -> str:
    """The words for a code; one that is not known is written as it is read."""
    return words.get(code) or words_of(code)


def agency(custodian: str | None) -> str:
    return named(custodian) if custodian else "agency not shown"


def full_name(record: Mapping[str, Any]) -> str:
    """Of one record: names of two are never put together. Empty where none is shown."""
    return " ".join(filter(None, (record["givenNames"], record["familyName"])))


def where(place: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (place["line"], place["suburb"], place["postcode"])))


def day_of(text: str) -> date | None:
    """What was typed as a day; None: it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


__all__ = [
    "PURPOSES", "ROLES", "agency", "called", "day", "day_of", "full_name", "moment", "where", "words_of",
]  # fmt: skip
