"""The report as its recipient would read it, and what became of one that was issued."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from explorer.asking import Api
from explorer.desk.words import CHECKLIST
from explorer.entry.sessions import Session
from explorer.words import ROLES, called, day, moment, words_of
from resolvers.report.page import unsealed
from resolvers.report.plain import REPORTS
from schema.decisions.report import ReportContent
from schema.decisions.words import named
from schema.report_document import content_of

ISSUE = """mutation Issue($id: ID!, $kind: RequestKind!, $checklist: Checklist!) {
  issueReport(request: $id, kind: $kind, checklist: $checklist) { id } }"""
TOLD = """id request version state stateInWords kind recipient role issuedAt sha256 signature closed
  unacknowledged { organisation role }"""
ONE = f"query Report($id: ID!) {{ report(id: $id) {{ {TOLD} }} }}"
REDRAWN = "query Redrawn($id: ID!) { report(id: $id) { redrawn } }"
LATEST = f"query Latest {{ reports(first: 100) {{ {TOLD} }} }}"
CHANGED = """query Changed($id: ID!) { changedSince(report: $id) {
  watchedUntil closed changes { code text } } }"""
RECALL = "mutation Recall($id: ID!, $reason: String!) { recallReport(report: $id, reason: $reason) { id } }"


@dataclass(frozen=True, slots=True)
class Report:
    """One that was issued; `redrawn` says whether it would be drawn the same again from what was known then."""

    id: str
    request: str
    version: int
    state: str
    state_words: str
    facts: tuple[tuple[str, str], ...]
    sha256: str
    signature: str
    closed: str
    redrawn: str
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """`closed`: why nothing is told."""

    until: str
    closed: str
    told: tuple[str, ...]


# The report as it would be read


async def preview(api: Api, session: Session, request: str, kind: str) -> str:
    """HTML, by the code that draws it for its recipient; what records say is escaped there."""
    found = (await api.ask(session, _whole(), id=request, kind=kind)).data["reportPreview"]
    return unsealed(content_of(orjson.dumps(found)))


@cache
def _whole() -> str:
    """Asks all that a report tells, by the names that its document has."""
    asked = " ".join(_fields(ReportContent))
    return f"query Preview($id: ID!, $kind: RequestKind!) {{ reportPreview(request: $id, kind: $kind) {{ {asked} }} }}"


def _fields(of: type) -> Iterator[str]:
    for name, hint in typing.get_type_hints(of).items():
        first, *rest = name.split("_")
        camel = first + "".join(part.capitalize() for part in rest)
        inner: type = _inner(hint)
        below = f" {{ {' '.join(_fields(inner))} }}" if dataclasses.is_dataclass(inner) else ""
        yield f"{name}: {camel}{below}" if rest else f"{name}{below}"


def _inner(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _inner(next(one for one in typing.get_args(hint) if one is not type(None)))
    return _inner(typing.get_args(hint)[0]) if typing.get_origin(hint) is tuple else hint


async def issue(api: Api, session: Session, request: str, kind: str, checked: frozenset[str]) -> str:
    """The report's id. `checked`: names of `CHECKLIST`."""
    checklist = {name: name in checked for name, *_ in CHECKLIST}
    done = await api.ask(session, ISSUE, id=request, kind=kind, checklist=checklist)
    return str(done.data["issueReport"]["id"])


# One that was issued


async def report(api: Api, session: Session, id: str) -> Report | None:
    """`redrawn` is asked only where it may be opened: it is drawn anew for that."""
    found = await _told(api, session, (id,))
    if not found:
        return None
    opens = not found[0]["closed"]
    redrawn = (await api.ask(session, REDRAWN, id=id)).data["report"]["redrawn"] if opens else None
    return _report(found[0], redrawn)


async def _told(api: Api, session: Session, ids: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """The hub tells of single ones under a matter alone; without one those that are among the latest."""
    if session.matter:
        found = [(await api.ask(session, ONE, id=id)).data["report"] for id in ids]
        return [one for one in found if one]
    latest = {one["id"]: one for one in (await api.ask(session, LATEST)).data["reports"]} if ids else {}
    return [latest[id] for id in ids if id in latest]


def _report(one: Mapping[str, Any], redrawn: str | None) -> Report:
    facts = (
        ("Version", str(one["version"])),
        ("How much", REPORTS.get(one["kind"], words_of(one["kind"]))),
        ("For", f"{named(one['recipient'])}, {called(ROLES, one['role'])}"),
        ("Issued", moment(one["issuedAt"])),
    )
    same = "the same, to the byte" if redrawn == one["sha256"] else "not the same: something was changed since"
    return Report(
        one["id"], one["request"], one["version"], one["state"], one["stateInWords"], facts, one["sha256"],
        one["signature"], one["closed"] or "", same if redrawn else "",
        tuple(f"{named(who['organisation'])}, {called(ROLES, who['role'])}" for who in one["unacknowledged"] or ()),
    )  # fmt: skip


async def in_short(api: Api, session: Session, ids: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    """Reports of one request, the latest first."""
    found = await _told(api, session, ids[::-1])
    return tuple(
        {"id": one["id"], "version": str(one["version"]), "state": one["stateInWords"], "at": moment(one["issuedAt"]),
         "kind": words_of(one["kind"])}
        for one in found
    )  # fmt: skip


async def changes(api: Api, session: Session, id: str) -> Changes | None:
    one = (await api.ask(session, CHANGED, id=id)).data["changedSince"]
    if one is None:
        return None
    until = day(one["watchedUntil"]) if one["watchedUntil"] else ""
    return Changes(until, one["closed"] or "", tuple(change["text"] for change in one["changes"]))


async def recall(api: Api, session: Session, id: str, reason: str) -> None:
    await api.ask(session, RECALL, id=id, reason=reason)
