"""What each organisation's register holds of a month, worked out from the log by hand; nothing of the product is used.

Regulations 2018 (Vic) regs 10 to 14, as `docs/law/register.md` tells them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.register.month import FIRST, LAST, Month

HERE = ZoneInfo("Australia/Melbourne")
LABELS = {
    "NOT_RELEVANT": "Not relevant to the risk that the request is about",
    "EXCLUDED": "Excluded information (FVPA s 144C); which ground is not told",
    "NOT_HELD": "Nothing is held of the subject",
}
LACKS = ["relevance (NOT_RELEVANT): Say to which risk factors the information is relevant."]
TOLD = "Whether the person was told."
CHILD = ("Whether the child's views were sought, or why not: recordAssertion keeps it in a matter, and each "
         "organisation is told of its own matters alone.")  # fmt: skip
RELIED = "Which risk assessment or safety plan was relied on."
IS = {"concern": "PERSON_OF_CONCERN", "adult": "ADULT", "child": "CHILD"}
NOTHING = {
    "request": None, "recipient": None, "discloser": None, "scheme": None, "amount": None, "purpose": None,
    "system": None, "reference": None, "subjectRole": None, "subjectIs": None, "grounds": None, "relevance": [],
    "question": None, "enquiries": [], "items": [], "consent": None, "consentReason": None, "views": None,
    "viewsReason": None, "records": [], "report": None, "code": None, "codeLabel": None, "reason": None, "lacks": [],
    "receivedOn": None, "action": None, "resolvedOn": None, "missing": [],
}  # fmt: skip


def expected(month: Month, organisation: str, apart: str = "") -> list[dict[str, Any]]:
    """In order of time; `apart` is the number of a subject about whom the reader is told nothing."""
    entries = [_entry(row, organisation) for row in month.log if _told(row, organisation, apart)]
    entries += [
        _complaint(row)
        for row in month.complaints
        if row["organisation"] == organisation and not (row["subject_of"] and _is(row["subject_of"].given, apart))
    ]
    return sorted((e for e in entries if FIRST <= e["day"] <= LAST), key=lambda entry: entry["at"])


def _told(row: dict[str, Any], organisation: str, apart: str) -> bool:
    """To who wrote it, all of it; to the other, what was sent to it."""
    if _is(row["given"], apart):
        return False
    if row["asking"] == organisation:
        return True
    return bool(row["asked"] == organisation and row["kind"] != "INELIGIBLE" and not row.get("alone"))


def _is(given: dict[str, Any], number: str) -> bool:
    people = [given["subject"], given.get("personAtRisk") or {}]
    return bool(number) and number in [person.get("id") for person in people]


def _entry(row: dict[str, Any], organisation: str) -> dict[str, Any]:
    given, kind, mine = row["given"], row["kind"], row["asking"] == organisation
    parties = (row["asked"], row["asking"]) if row["voluntary"] else (row["asking"], row["asked"])
    part = ("" if mine else "WAS_") + ("TOLD" if row["voluntary"] else "ASKED")
    found = {
        **NOTHING, "at": row["at"], "day": _day(row["at"]), "kind": kind, "part": part, "by": row["by"],
        "request": row["request"], "recipient": parties[0], "discloser": parties[1], "scheme": given["scheme"],
        "amount": given.get("kind", "FULL"), "purpose": given.get("purpose", "ASSESSMENT"),
        "system": given["subject"]["system"], "reference": given["subject"]["id"],
        "subjectRole": given.get("subjectRole", "ALLEGED"), "subjectIs": IS[row["subject"]],
        "grounds": given["groundsForRole"], "relevance": given["relevance"], "question": given["question"],
        "consent": given.get("consent", "NOT_REQUIRED"), "consentReason": given.get("consentReason"),
        "reason": row.get("said"), "records": row["records"], "report": row["report"], "regulations": [],
    }  # fmt: skip
    if mine and row["sought"]:
        found |= {"views": "VIEWS_SOUGHT", "viewsReason": "Wants to stay with an aunt"}
    if kind == "INELIGIBLE":
        found["lacks"] = LACKS
    if kind in ("REFUSAL", "NOT_HELD"):
        code = row.get("code", "NOT_HELD")
        found |= {"regulations": ["reg 13"], "code": code, "codeLabel": LABELS[code]}
    if kind == "REQUEST":
        found["regulations"] = ["reg 10"]
    if kind in ("DISCLOSURE", "VOLUNTARY"):
        found |= _disclosed(row["subject"], known=mine and row["sought"])
    return found


def _disclosed(subject: str, *, known: bool) -> dict[str, Any]:
    if subject == "adult":
        return {"regulations": ["reg 10", "reg 11"], "missing": [TOLD]}
    if subject == "child":
        return {"regulations": ["reg 10", "reg 12"], "missing": [RELIED] if known else [CHILD, RELIED]}
    return {"regulations": ["reg 10"]}


def _complaint(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **NOTHING, "at": row["at"], "day": _day(row["at"]), "kind": row["kind"], "part": "RECEIVED",
        "regulations": ["reg 14"], "by": row["organisation"], "request": row["request"], "report": row["report"],
        "reason": "It was told to the wrong place", "receivedOn": row["received"], "action": row.get("action"),
        "resolvedOn": row.get("resolved"),
    }  # fmt: skip


def _day(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(HERE).date().isoformat()
