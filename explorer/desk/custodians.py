"""What custodians answered: as they are asked at once, and as a report tells of them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authz.requester import Declaration
from explorer.asking import Api
from explorer.desk.words import ANSWERS
from explorer.entry.sessions import Session
from explorer.words import moment, words_of
from schema.decisions.words import counted, named

ASK = """mutation AskAtOnce($id: ID!) { askCustodians(request: $id) {
  custodian status asAt reason failure new unchanged quarantined late } }"""
ANNEXES = """query Annexes($id: ID!) { reportPreview(request: $id, kind: BRIEF) {
  annexes { name status said asAt } } }"""
SILENT = ("TIMED_OUT", "NOT_ASKED")


@dataclass(frozen=True, slots=True)
class Answered:
    """One custodian. `taken`: what came of its records."""

    name: str
    status: str
    said: str
    as_at: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """As a report tells of them now; `awaited`: one may still answer."""

    told: tuple[Answered, ...]
    silent: int
    awaited: bool


async def ask_custodians(api: Api, session: Session, request: str) -> tuple[Answered, ...]:
    found = (await api.ask(session, ASK, id=request)).data["askCustodians"]
    return tuple(map(_asked, found))


def _asked(one: Mapping[str, Any]) -> Answered:
    said = (one["reason"], words_of(one["failure"]) if one["failure"] else "", "after its time" if one["late"] else "")
    counts = (f"{counted(one[name], 'record')} {words}" for name, words in
              (("new", "new"), ("unchanged", "held already"), ("quarantined", "not taken")) if one[name])  # fmt: skip
    return Answered(named(one["custodian"]), ANSWERS.get(one["status"], words_of(one["status"])),
                    ", ".join(filter(None, said)), _as_at(one["asAt"]), ", ".join(counts))  # fmt: skip


def _as_at(at: str | None) -> str:
    return moment(at) if at else "not told"


async def answers(api: Api, session: Session, request: str, declared: Declaration | None = None) -> Answers:
    """Under the matter declared, unless told: it is the request's own."""
    annexes = (await api.ask(session, ANNEXES, declared, id=request)).data["reportPreview"]["annexes"]
    told = (Answered(one["name"], ANSWERS.get(one["status"], words_of(one["status"])), one["said"], _as_at(one["asAt"]))
            for one in annexes)  # fmt: skip
    found = [one["status"] for one in annexes]
    return Answers(tuple(told), sum(1 for one in found if one in SILENT), "TIMED_OUT" in found)
