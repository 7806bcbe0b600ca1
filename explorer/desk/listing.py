"""What the desk of the Central Information Point lists: requests by their clock, what waits in each, and news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from authz.requester import Declaration
from explorer.asking import Api
from explorer.clock import Clock, clock
from explorer.desk.custodians import answers
from explorer.desk.handed_over import noted
from explorer.desk.words import in_pages
from explorer.entry.sessions import Session
from explorer.words import ROLES, called, day, moment, words_of
from resolvers.errors import Fault
from resolvers.request_acts import POINT
from schema.decisions.request_asked import CIP
from schema.decisions.words import counted, named

MOST = 500  # of each state; where there may be more, that is said
LATEST = 20  # of those that ended
OPEN, ENDED = ("SUBMITTED", "DISPUTED", "ACCEPTED", "PARTLY_ANSWERED"), ("ANSWERED", "REFUSED", "WITHDRAWN")
ROW = "{ id state kind scheme addressedTo requester urgency submittedAt dueAt matter }"
LISTED = "query Desk {{ {} {} }}".format(
    " ".join(f"{state.lower()}: requests(state: {state}, first: {MOST}) {ROW}" for state in OPEN),
    " ".join(f"{state.lower()}: requests(state: {state}, first: {LATEST}) {ROW}" for state in ENDED),
)
TO_DECIDE = "query ToDecide($id: ID!) { reportItems(request: $id) { why decision } }"
WATCHED = "query Watched { watched { request until waiting news } }"
UNREAD = """query Unread { reports(first: 100) {
  id request version stateInWords unacknowledged { organisation role } } }"""
BEFORE = {
    "SUBMITTED": "Candidates to confirm",
    "DISPUTED": "Disputed: confirm anew who the subject is, answer or refuse",
    "ACCEPTED": "Custodians, records, then a report",
    "PARTLY_ANSWERED": "A report was issued; something was still open then",
}
WORKED_ON = ("ACCEPTED", "PARTLY_ANSWERED")


@dataclass(frozen=True, slots=True)
class Waits:
    """Of one request that is worked on. `silent`: custodians that have not answered, None: it cannot be told yet;
    `untold`: why no report can be told now."""

    to_decide: int = 0
    silent: int | None = None
    untold: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        silent = counted(self.silent or 0, "custodian")
        said = (
            f"{counted(self.to_decide, 'record')} to decide" if self.to_decide else "",
            f"{silent} {'has' if self.silent == 1 else 'have'} not answered" if self.silent else "",
            self.untold,
        )
        return tuple(filter(None, said)) or ("Ready to issue",)


@dataclass(frozen=True, slots=True)
class Listed:
    """A request as a line; `waits`: what to do next; `noted`: which notes its matter has, empty where that is not asked
    or none stands."""

    id: str
    state: str
    asks: str
    kind: str
    urgency: str
    sent: str
    due: str
    clock: Clock
    waits: tuple[str, ...]
    noted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`more`: there may be requests beyond those listed."""

    waiting: tuple[Listed, ...]
    ended: tuple[Listed, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class News:
    """Watched requests that something is new of, and who has not acknowledged what became of a report."""

    watched: tuple[Mapping[str, str], ...]
    unread: tuple[Mapping[str, str], ...]


async def desk(api: Api, session: Session, *, looked_into: bool = False) -> DeskPage:
    """The most pressing first. `looked_into`: each that is worked on is asked what waits, under its own matter."""
    found = (await api.ask(session, LISTED)).data
    waiting = sorted((one for state in OPEN for one in _ours(found, state)), key=lambda one: one["dueAt"] or "~")
    ended = [one for state in ENDED for one in _ours(found, state)]
    ended.sort(key=lambda one: one["submittedAt"] or "", reverse=True)
    told = [await _looked(api, session, one) if looked_into else _listed(one, api.now) for one in waiting]
    more = any(len(found[state.lower()]) == MOST for state in OPEN)
    return DeskPage(tuple(told), tuple(_listed(one, api.now) for one in ended[:LATEST]), more)


def _ours(found: Mapping[str, Any], state: str) -> list[Mapping[str, Any]]:
    return [one for one in found[state.lower()] if is_ours(one)]


def is_ours(asked: Mapping[str, Any]) -> bool:
    """Asked of the Point; `requests` has what the organisation itself asked too."""
    return bool(asked["addressedTo"] == POINT and asked["scheme"] == CIP)


async def _looked(api: Api, session: Session, one: Mapping[str, Any]) -> Listed:
    """One that is worked on, asked under its own matter."""
    line = _listed(one, api.now)
    if one["state"] not in WORKED_ON or not one["matter"] or not session.declared:
        return line
    under = replace(session.declared, matter=one["matter"])
    waiting, notes = await waits(api, session, one["id"], under), await noted(api, session, under)
    return replace(line, waits=waiting.words, noted=tuple(note.words for note in notes if note.words))


async def waits(api: Api, session: Session, request: str, declared: Declaration | None = None) -> Waits:
    """Under the matter declared, which is the request's own."""
    try:
        items = (await api.ask(session, TO_DECIDE, declared, id=request)).data["reportItems"]
    except Fault as fault:
        return Waits(untold=in_pages(fault.message))
    undecided = sum(1 for one in items if one["why"] and not one["decision"])
    try:
        heard = await answers(api, session, request, declared)
    except Fault as fault:
        return Waits(undecided, untold="" if undecided else in_pages(fault.message))
    return Waits(undecided, heard.silent)


def _listed(one: Mapping[str, Any], now: str) -> Listed:
    sent, due = (moment(one[name]) if one[name] else "not told" for name in ("submittedAt", "dueAt"))
    return Listed(
        one["id"], words_of(one["state"]), named(one["requester"]), words_of(one["kind"]), words_of(one["urgency"]),
        sent, due, clock(one["dueAt"], now), (BEFORE[one["state"]],) if one["state"] in OPEN else (),
    )  # fmt: skip


async def news(api: Api, session: Session) -> News:
    watched = (await api.ask(session, WATCHED)).data["watched"]
    reports = (await api.ask(session, UNREAD)).data["reports"]
    return News(tuple(map(_watched, watched)), tuple(_unread(one) for one in reports if one["unacknowledged"]))


def _watched(one: Mapping[str, Any]) -> Mapping[str, str]:
    return {"request": one["request"], "until": day(one["until"]), "waiting": counted(one["waiting"], "record"),
            "news": counted(one["news"], "thing")}  # fmt: skip


def _unread(one: Mapping[str, Any]) -> Mapping[str, str]:
    by = (f"{named(who['organisation'])}, {called(ROLES, who['role'])}" for who in one["unacknowledged"])
    return {"report": one["id"], "version": str(one["version"]), "state": one["stateInWords"], "by": "; ".join(by)}
