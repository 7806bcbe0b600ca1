"""One police report as far as it says who used violence, what the worker asked of it, and the answer he got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz.words import Purpose
from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.words import ROLES, agency, called, full_name, moment
from schema.decisions.words import listed, named

PARTY = "givenNames familyName initials"
REPORT = f"""query Report($id: ID!) {{
  incident(id: $id) {{ occurredFrom custodian source receivedAt correctionOpen misidentificationReview
    respondent {{ {PARTY} }} affected {{ {PARTY} }} }}
  correctionsAsked(record: $id) {{ at reason says state decidedAt endedAt }} }}"""
ASK = """mutation Ask($id: ID!, $reason: String!, $says: String!) {
  requestCorrection(record: $id, reason: $reason, says: $says) { id } }"""
TOLD_OF_IT = """query ToldOfIt { reports(first: 100) { id version stateInWords recipient role issuedAt
  content { chronology { entries { id } undated { id } } } } }"""
FLAGS = {
    "correctionOpen": "Its custodian is asked to correct who used violence in it, and has not refused or done so yet.",
    "misidentificationReview": "Police review who used violence in it.",
}
LABELS = {"reason": "Why", "says": "What it should say of who used violence"}


@dataclass(frozen=True, slots=True)
class Mine:
    """What the worker asked, and what became of it."""

    at: str
    reason: str
    says: str
    answer: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A report of the Central Information Point that tells of it, and to whom."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """`open`: the worker's own request waits; `told`: reports that tell of it, None: not told under this purpose."""

    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    mine: tuple[Mine, ...]
    open: bool
    custodian: str
    told: tuple[Issued, ...] | None


async def report(api: Api, session: Session, id: str) -> Report | None:
    """None: no police report of this id is shown under what was declared."""
    found = (await api.ask(session, REPORT, id=id)).data
    said, asked = found["incident"], found["correctionsAsked"]
    if said is None:
        return None
    return Report(
        tuple(_facts(said)), flags_of(said), tuple(map(_mine, asked)), any(one["state"] == "OPEN" for one in asked),
        agency(said["custodian"]), await _told(api, session, id),
    )  # fmt: skip


def flags_of(said: Mapping[str, Any]) -> tuple[str, ...]:
    """What of a report every reader is told of who used violence in it."""
    return tuple(words for name, words in FLAGS.items() if said[name])


def _facts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Began", moment(said["occurredFrom"]) if said["occurredFrom"] else "not shown"
    yield "By", f"{agency(said['custodian'])}, {said['source'] or 'system not shown'}"
    yield "Received", moment(said["receivedAt"]) if said["receivedAt"] else "not shown"
    yield "Recorded as using violence", _who(said["respondent"])
    yield "Recorded as harmed", _who(said["affected"])


def _who(records: Sequence[Mapping[str, Any]]) -> str:
    return listed([full_name(one) or one["initials"] or "somebody not shown by name" for one in records]) or "not shown"


def _mine(said: Mapping[str, Any]) -> Mine:
    return Mine(moment(said["at"]), said["reason"], said["says"], _answer(said))


def _answer(said: Mapping[str, Any]) -> str:
    decided, ended = (moment(said[name]) if said[name] else "" for name in ("decidedAt", "endedAt"))
    answers = {
        "OPEN": "Its custodian has not decided yet.",
        "UPHELD": f"Upheld by its custodian, {decided}. The report says that a correction is asked until its source "
        "sends a newer version.",
        "CORRECTED": f"Upheld by its custodian, {decided}; its source sent a newer version, {ended}. Read the report "
        "anew.",
        "REFUSED": f"Refused by its custodian, {decided}: the report stands, and no longer says so for this. Why, is "
        "not told here: ask the custodian. If there is something new, ask again.",
    }
    return answers[said["state"]]


async def _told(api: Api, session: Session, id: str) -> tuple[Issued, ...] | None:
    """Of reports that this worker may open now, which is asked under CIP_REQUEST and the matter of each alone."""
    if session.declared is None or session.declared.purpose is not Purpose.CIP_REQUEST:
        return None
    issued = (await api.ask(session, TOLD_OF_IT)).data["reports"]
    return tuple(_issued(one) for one in issued if one["content"] and id in _records(one["content"]["chronology"]))


def _records(told: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(one["id"] for name in ("entries", "undated") for one in told[name])


def _issued(one: Mapping[str, Any]) -> Issued:
    to = f"{named(one['recipient'])}, {called(ROLES, one['role'])}"
    return Issued(one["id"], f"Version {one['version']}, to {to}, {moment(one['issuedAt'])}: {one['stateInWords']}")


async def ask(api: Api, session: Session, id: str, given: Mapping[str, str]) -> None:
    await api.ask(session, ASK, id=id, reason=given["reason"], says=given["says"])


def to_mend(given: Mapping[str, str]) -> str:
    """Which field is not filled in; empty: none."""
    return next((f"{words}: say it in words." for name, words in LABELS.items() if not given[name].strip()), "")
