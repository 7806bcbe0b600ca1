"""Numbers, dates and rungs in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schema.decisions.moments import in_words
from schema.decisions.offences import Severity

_PLURALS = {"child": "children", "person": "persons"}
_PHRASES = {
    "stay in custody": "stays in custody",
    "statement of an order": "statements of orders",
    "report to Child Protection": "reports to Child Protection",
    "notice, application or order": "notices, applications or orders",
}

RUNGS = {
    Severity.NO_OFFENCE: "no offence",
    Severity.PROPERTY_OR_HARASSMENT: "property, harassment or another lesser offence",
    Severity.ASSAULT: "assault",
    Severity.SERIOUS_ASSAULT_OR_SEXUAL: "serious assault or sexual violence",
    Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON: ("strangulation, a threat to kill or use of a weapon"),
    Severity.ATTEMPTED_HOMICIDE: "attempted homicide or homicide",
}


def counted(count: int, noun: str) -> str:
    """`counted(2, "police report")` is "2 police reports"."""
    if noun in _PHRASES:
        return f"{count} {noun if count == 1 else _PHRASES[noun]}"
    *before, last = noun.split(" ")
    plural = _PLURALS.get(last, f"{last}s")
    return " ".join([str(count), *before, last if count == 1 else plural])


def upper_first(words: str) -> str:
    """Only the first letter: names in the rest stay as they are."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def listed(words: Sequence[str]) -> str:
    """`listed(["a", "b", "c"])` is "a, b and c"."""
    *before, last = words or [""]
    return f"{', '.join(before)} and {last}" if before else last


# Of those that capitals alone do not name.
NAMES = {
    "childrens_court": "Children's Court",
    "cip": "Central Information Point",
    "ebusiness": "eBusiness",
    "magistrates_court": "Magistrates' Court",
    "mens_referral_service": "Men's Referral Service",
    "orange_door": "The Orange Door",
    "police_fv_unit": "Police family violence unit",
    "specialist_fv_service": "Specialist family violence service",
}


def named(custodian: str) -> str:
    """`named("victoria_police")` is "Victoria Police"."""
    return NAMES.get(custodian) or custodian.replace("_", " ").title()


def day(text: str) -> str:
    """`day("2021-03-03")` is "3 March 2021"."""
    return in_words(date.fromisoformat(text))
