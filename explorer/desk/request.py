"""One request at the desk of the Central Information Point: what is asked and why, who the subject may be, its life."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.asking import Api
from explorer.clock import NO_CLOCK, Clock, clock
from explorer.desk.listing import OPEN, is_ours
from explorer.desk.words import CONSENTS, SUBJECT_ROLES
from explorer.entry.sessions import Session
from explorer.words import moment, words_of
from resolvers.report.plain import PURPOSES, REPORTS
from schema import codes
from schema.decisions.request_states import BY_CODE, may_follow
from schema.decisions.words import counted, listed, named

ASKED = """query Asked($id: ID!) { requests(id: $id) { id state kind purpose requester addressedTo scheme
  system reference subjectRole groundsForRole urgency urgencyFactors consent consentReason relevance question
  matter submittedAt dueAt enquiries { asks outcome } steps { state means at organisation code reason } } }"""
CANDIDATES = """query Candidates($id: ID!) { candidates(request: $id) {
  id by joined unconfirmed alsoProtected probability because { words weight } } }"""
ACCEPT = """mutation Accept($id: ID!, $person: ID!, $reason: String!) {
  acceptRequest(request: $id, person: $person, reason: $reason) { id } }"""
REFUSE = """mutation Refuse($id: ID!, $code: Refusal!, $reason: String!) {
  refuseRequest(request: $id, code: $code, reason: $reason) { id } }"""
NOT_HELD = """mutation NotHeld($id: ID!, $said: String!) {
  answerRequest(request: $id, said: $said, records: [], notHeld: true) { id } }"""
REFUSALS = "refusal_reason"
HELD_BY = {"NUMBER": "Known by the very number of the request", "POSSIBLE": "A possible match that nobody has decided"}
ACTS, AGAIN = ("ACCEPTED", "ANSWERED", "REFUSED"), ("ANSWERED", "ANSWERED")  # what is answered again, is by a report
BY_REPORT = "REPORT"  # code of a step that issued a report; its reason names it
NAMES_IT = "Report "


@dataclass(frozen=True, slots=True)
class Step:
    when: str
    state: str
    means: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`open`: it waits for an answer, and its clock runs; `facts` are what it says; `matter`: the Point's own on it,
    while it is open; `may`: what may follow; `reports`: those that were issued on it, the first first."""

    id: str
    state: str
    means: str
    open: bool
    matter: str
    kind: str
    clock: Clock
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    may: frozenset[str]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`protected`: somebody recorded him as one to protect too."""

    id: str
    by: str
    joined: str
    protected: bool
    why: tuple[str, ...]


async def asked(api: Api, session: Session, id: str) -> Asked | None:
    """None: there is none of this id at this desk, for this worker."""
    found = [one for one in (await api.ask(session, ASKED, id=id)).data["requests"] if is_ours(one)]
    return _asked(found[0], api.now) if found else None


def _asked(one: Mapping[str, Any], now: str) -> Asked:
    state = BY_CODE[one["state"]]
    may = frozenset(then for then in ACTS if may_follow(state.code, then) and (state.code, then) != AGAIN)
    reports = tuple(step["reason"].removeprefix(NAMES_IT) for step in one["steps"] if step["code"] == BY_REPORT)
    is_open = state.code in OPEN
    ticking = clock(one["dueAt"], now) if is_open else NO_CLOCK
    return Asked(
        one["id"], words_of(state.code), state.means, is_open, one["matter"] or "", one["kind"], ticking,
        tuple(_facts(one, ticking)), tuple(map(_step, one["steps"])), may, reports,
    )  # fmt: skip


def _facts(one: Mapping[str, Any], ticking: Clock) -> Iterator[tuple[str, str]]:
    yield "Asked by", named(one["requester"])
    yield "How much", REPORTS.get(one["kind"], words_of(one["kind"]))
    yield "What for", PURPOSES.get(one["purpose"], words_of(one["purpose"]))
    yield "Whom", f"{named(one['system'])} number {one['reference']}"
    yield "Asked about as", SUBJECT_ROLES.get(one["subjectRole"], words_of(one["subjectRole"]))
    yield "On which grounds", one["groundsForRole"] or "not told"
    factors = f": {listed(one['urgencyFactors'])}" if one["urgencyFactors"] else ""
    yield "Urgency", f"{words_of(one['urgency'])}{factors}"
    why = f": {one['consentReason']}" if one["consentReason"] else ""
    yield "Consent of the subject", f"{CONSENTS.get(one['consent'], words_of(one['consent']))}{why}"
    yield "Relevant to", listed([codes.label("risk_factor", code) for code in one["relevance"]]) or "not told"
    if one["question"]:
        yield "In particular", one["question"]
    for item in one["enquiries"]:
        yield item["asks"], words_of(item["outcome"])
    yield "Eligible", f"Yes, when it was sent: {moment(one['submittedAt'])}" if one["submittedAt"] else "Not told"
    yield "Due", " ".join([f"{moment(one['dueAt'])}." if one["dueAt"] else "", ticking.words]).strip()


def _step(one: Mapping[str, Any]) -> Step:
    known = one["code"] and codes.known(REFUSALS, one["code"])
    why = [codes.label(REFUSALS, one["code"])] if known else []
    return Step(moment(one["at"]), words_of(one["state"]), one["means"], named(one["organisation"]),
                ". ".join([*why, *([one["reason"]] if one["reason"] else [])]))  # fmt: skip


# Who the subject is


async def candidates(api: Api, session: Session, id: str) -> tuple[Candidate, ...]:
    found = (await api.ask(session, CANDIDATES, id=id)).data["candidates"]
    return tuple(map(_candidate, found))


def _candidate(one: Mapping[str, Any]) -> Candidate:
    links = f", of which {one['unconfirmed']} by a link that no reviewer confirmed" if one["unconfirmed"] else ""
    likely = f" ({one['probability']:.0%} likely to be one person)" if one["probability"] is not None else ""
    why = sorted(one["because"], key=lambda said: -abs(said["weight"]))
    return Candidate(
        one["id"], f"{HELD_BY.get(one['by'], words_of(one['by']))}{likely}",
        f"Entries of {counted(one['joined'], 'source')} are believed to be of this person{links}", one["alsoProtected"],
        tuple(f"{said['words']} ({'for' if said['weight'] >= 0 else 'against'})" for said in why),
    )  # fmt: skip


async def accept(api: Api, session: Session, id: str, person: str, reason: str) -> str:
    """The matter that opens on it."""
    done = await api.ask(session, ACCEPT, id=id, person=person, reason=reason)
    return str(done.data["acceptRequest"]["id"])


async def refuse(api: Api, session: Session, id: str, code: str, reason: str) -> None:
    await api.ask(session, REFUSE, id=id, code=code, reason=reason)


async def nothing_held(api: Api, session: Session, id: str, said: str) -> None:
    await api.ask(session, NOT_HELD, id=id, said=said)
