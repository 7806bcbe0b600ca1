"""Every string of a report's content, and how a reader is to meet it: worked out apart from what writes the report."""

from __future__ import annotations

import csv
import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

CODES = Path(__file__).parents[3] / "schema" / "codes"
LISTS = {
    ("AssessmentListed", "factors_present"): "risk_factor",
    ("AssessmentListed", "kind"): "assessment_kind",
    ("AssessmentListed", "level"): "risk_level",
    ("AssessmentListed", "scheme"): "risk_scheme",
    ("ChildExposure", "kinds"): "exposure",
    ("OrderOnDay", "kind"): "order_kind",
    ("OrderHeld", "kind"): "order_kind",
    ("NamedOrder", "kind"): "order_kind",
    ("NamedOrder", "state"): "order_state",
    ("RiskBandCount", "band"): "risk_band",
}
SAID = {
    ("Heading", "kind"): {"FULL": "Full", "BRIEF": "Brief: what is needed within a day"},
    ("Heading", "purpose"): {"PROTECTION": "Family violence protection purpose"},
    ("Annex", "status"): {"ANSWERED": "Answered", "REFUSED": "Refused", "TIMED_OUT": "Did not answer in time",
                          "NOT_ASKED": "Was not asked"},
    ("OtherPerson", "part"): {"CHILD": "Children", "AFFECTED": "Other affected persons"},
    ("TimelineEntry", "kind"): {
        "Incident": "Police report", "Order": "Notice, application or order", "Charge": "Charge",
        "CustodyEpisode": "Stay in custody", "Supervision": "Supervision in the community",
        "RiskAssessment": "Risk assessment", "ProtectionReport": "Report to Child Protection", "Referral": "Referral",
    },
}  # fmt: skip
AGENCIES = {
    "victoria_police": "Victoria Police", "magistrates_court": "Magistrates' Court",
    "corrections_victoria": "Corrections Victoria <& Parole>", "child_protection": "Child Protection",
    "childrens_court": "Children's Court", "orange_door": "The Orange Door",
}  # fmt: skip
FOR_PROGRAMS = {("Sentence", "about"), ("RecordContradiction", "kind")}


def strings(value: Any, owner: str = "", name: str = "") -> Iterator[tuple[str, str, str]]:
    """Owner, field and text of each string inside."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield owner, name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one, owner, name)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name), type(value).__name__, field.name)


def expected(content: Any) -> set[str]:
    """Each string as a reader meets it."""
    found = {_met(*one) for one in strings(content) if one[:2] not in FOR_PROGRAMS}
    return found - {""}


def _met(owner: str, name: str, text: str) -> str:
    if (owner, name) in SAID:
        return SAID[owner, name][text]
    if (owner, name) in LISTS:
        with (CODES / f"{LISTS[owner, name]}.csv").open() as rows:
            return next(row["label"] for row in csv.DictReader(rows) if row["code"] == text)
    if name in ("custodian", "custodians") and owner != "Annex":
        return AGENCIES[text]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and name != "rules":
        return _day(datetime.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+Z", text):
        here = datetime.fromisoformat(text).astimezone(ZoneInfo("Australia/Melbourne"))
        return f"{_day(here)}, {here.hour % 12 or 12}.{here.minute:02} {'pm' if here.hour > 11 else 'am'} {here:%Z}"
    if name in ("window", "behaviour", "part", "about", "field"):
        return text.replace("_", " ").capitalize()
    return "".join(f"[U+{ord(c):04X}]" if c in "\u202e\u0000" else c for c in text)


def _day(on: datetime) -> str:
    return f"{on.day} {on:%B %Y}"


def pressed(text: str) -> str:
    """Without blanks and chances to break, which are the layout's."""
    return re.sub(r"[\s\u200b\u00a0]+", "", text)
