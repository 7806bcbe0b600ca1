"""What codes are called on a page, and days and moments as people in Victoria write them."""

from __future__ import annotations

from resolvers.report.plain import moment, words_of
from schema.decisions.words import day

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


__all__ = ["PURPOSES", "ROLES", "called", "day", "moment", "words_of"]
