"""Moments, codes and agencies as a report says them."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

from schema import codes
from schema.decisions.moments import local
from schema.decisions.offences import Severity
from schema.decisions.order_statement import OrderBinding
from schema.decisions.orders_in_force import IN_WORDS
from schema.decisions.words import RUNGS, day, upper_first

DAY = re.compile(r"\d{4}-\d\d-\d\d")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
KINDS = {
    "Incident": "Police report (Form L17)",
    "Order": "Notice, application or order",
    "CourtFile": "Court file",
    "Charge": "Charge",
    "CustodyEpisode": "Stay in custody",
    "Supervision": "Supervision in the community",
    "RiskAssessment": "Risk assessment",
    "SafetyPlan": "Safety plan",
    "ProtectionReport": "Report to Child Protection",
    "Referral": "Referral",
}
ANSWERED = ("ANSWERED", "NOT_HELD")
NONE = "; that is not to say that there is none."
STATUSES = {
    "ANSWERED": "Answered",
    "REFUSED": "Refused",
    "TIMED_OUT": "Did not answer in time",
    "NOT_HELD": "Holds nothing that is shown",
    "NOT_ASKED": "Was not asked",
    "NOT_TOLD": "Its answer cannot be told",
}
YES = {True: "yes", False: "no"}
PURPOSES = {"ASSESSMENT": "Family violence assessment purpose", "PROTECTION": "Family violence protection purpose"}
REPORTS = {"BRIEF": "Brief: what is needed within a day", "FULL": "Full"}


def moment(at: str) -> str:
    """ "26 June 2026, 9.04 pm AEST (UTC+10:00)", so that no reader has to guess whose clock it is."""
    here = local(at)
    hour = here.strftime("%I.%M").lstrip("0")
    half = "am" if here.hour < 12 else "pm"
    offset = here.strftime("%z")
    return f"{day(here.date().isoformat())}, {hour} {half} {here.tzname()} (UTC{offset[:3]}:{offset[3:]})"


def kind(name: str) -> str:
    return KINDS.get(name, words_of(name))


def words_of(code: str) -> str:
    """`words_of("LAST_28_DAYS")` is "Last 28 days", `words_of("at_least")` "At least"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", code).replace("_", " ").lower()
    return upper_first(spaced)


def coded(code_list: str, code: str) -> str:
    """The label of a code, or the code as it was sent."""
    return codes.label(code_list, code)


def plain(value: Any) -> str:
    """A value of the content that is no code of a list: what it says, never how it is stored."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _text(value)
    if isinstance(value, Severity):
        return RUNGS[value]
    if isinstance(value, OrderBinding):
        return IN_WORDS[value]
    if value is None:
        return "not known"
    return (
        words_of(value.name)
        if isinstance(value, Enum)
        else YES[value]
        if isinstance(value, bool)
        else str(value).removesuffix(".0")
    )


def _text(value: str) -> str:
    if INSTANT.fullmatch(value):
        return moment(value)
    return day(value) if DAY.fullmatch(value) else value
