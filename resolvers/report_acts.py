"""What the Central Information Point does on a request: custodians asked, records decided, a report issued, recalled.

FVPA 2008 (Vic) Pt 5A Div 6; Regulations 2018 (Vic) reg 10: what was disclosed, to whom and when is kept. A report is
sealed in the ledger as it was issued; the graph holds its hash, for whom it is, and of which records it tells.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from authz.keys import new_id
from authz.ledger_received import Received
from authz.words import Purpose
from graph import reports
from graph.scopes import Scopes
from resolvers.errors import Fault, FieldFault
from resolvers.registry_desk import Desk, in_words
from resolvers.report_desk import AtDesk, Draft, ReportDesk
from resolvers.report_drafting import basis_of
from resolvers.reporting import ID, Checklist, CustodianAnswered, Issued, ItemDecision
from resolvers.request_acts import RequestActs
from schema import codes
from schema.decisions.release import REASONS, RELEASE
from schema.decisions.report import ReportContent
from schema.decisions.report_annex import CUSTODIANS, REFUSALS
from schema.lookups import CustodianAnswer, Request, Status, Subject, SubjectName
from schema.report_document import canonical, digest

CHECKED = ("authority", "purpose", "consent", "exclusions", "linked_persons", "childrens_views")
COUNTED = ("new", "unchanged", "quarantined")
MOST = 500  # records decided at once
Sign = Callable[[bytes], str]


class Asking(Protocol):
    """Custodians that can be asked at once; `connectors.lookups` is what asks them."""

    def live(self, custodian: str) -> bool: ...
    async def ask(
        self, custodians: Sequence[str], subject: Subject, request: Request,
        late: Callable[[CustodianAnswer], Awaitable[None]],
    ) -> list[CustodianAnswer]: ...  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issuing:
    """What issuing needs of the hub: custodians to ask, and its signature."""

    scopes: Scopes
    lookups: Asking
    sign: Sign


@dataclass(frozen=True, slots=True)
class ReportActs:
    desk: Desk
    reporting: ReportDesk
    requests: RequestActs
    issuing: Issuing

    async def ask(self, request: str) -> list[CustodianAnswered]:
        """Side by side, each within its own budget. What comes later is kept, and counts, when it comes."""
        at = await self.reporting.at_desk(request)
        known = await self.desk.fetch(reports.KNOWN_BY.strip(), {"people": await self._people()}) or []
        why = Request(request, str(Purpose.CIP_REQUEST))
        told = await self.issuing.lookups.ask(tuple(CUSTODIANS), _subject(known), why, self._late(at))
        await self._record(at, told)
        heard = {answer.custodian: answer for answer in told}
        return [_answered(custodian, heard.get(custodian)) for custodian in CUSTODIANS]

    async def decide(self, request: str, given: Sequence[ItemDecision]) -> int:
        _good(given)
        async with self.desk.following.turn():
            at = await self.reporting.at_desk(request)
            number = len(at.decisions)
            rows = [
                {"id": new_id(), "item": str(one.item), "decision": one.decision.value, "reason": one.reason,
                 "note": one.note, "number": number + place}
                for place, one in enumerate(given, start=1)
            ]  # fmt: skip
            await self.desk.decide("decideRelease", {"request": request, "subject": at.subject, "decisions": rows})
        return len(rows)

    async def issue(self, request: str, checklist: Checklist, kind: str | None) -> Issued:
        """Sealed before it is told of; of one that answers the request in full the request ends."""
        _checked(checklist)
        async with self.desk.following.turn():
            at = await self.reporting.at_desk(request)
            wanted = kind or at.request["kind"]
            draft = await self.reporting.draft(at, wanted)
            if wanted == "FULL" and draft.undecided:
                raise Fault("ITEMS_UNDECIDED", draft.waits(), ("request",))
            content, report, version = draft.telling(), new_id(), len(at.reports) + 1
            state = self._state(at, draft, content, wanted)
            moved = self.requests.step(at.request, state, f"Report {report}", "REPORT", draft.told, report=report)
            document = canonical(content)
            sha, signature = digest(document), self.issuing.sign(document)
            basis = orjson.dumps(basis_of(draft.views, draft.review), option=orjson.OPT_SORT_KEYS)
            for key, kept in zip(reports.keys_of(report), (document, basis), strict=True):
                await self.desk.following.keep(Received(*key, version, kept, self.desk.now))
            heading = content.heading
            said = {
                "kind": wanted, "recipient": heading.recipient, "role": heading.role, "matter": heading.matter,
                "subject": at.subject, "version": version, "sha256": sha, "signature": signature,
                "tells": sorted(draft.told), "as_at": heading.as_at, "known_at": heading.known_at,
                "policy": heading.policy, "checked": list(CHECKED), "awaits": at.awaits,
                "custodians": await self.desk.fetch(reports.WHOSE, {"items": draft.told}),
            }  # fmt: skip
            await self.desk.decide("issueReport", {**moved, "heading": said})
        return Issued(id=report, version=version, state=reports.ISSUED, at=self.desk.now, sha256=sha)  # type: ignore[arg-type]

    async def recall(self, report: str, reason: str) -> Issued:
        in_words("reason", reason)
        given = {"report": report, "organisation": self.desk.asker.organisation, "role": "", "first": 1}
        async with self.desk.following.turn():
            found = await self.desk.fetch(reports.TO.strip(), given) or []
            mine = [row for row, _ in found if row["organisation"] == self.desk.asker.organisation]
            if not mine or mine[0]["state"] != reports.ISSUED:
                raise Fault(
                    "REPORT_NOT_HELD", "There is no issued report of this id by your organisation.", ("report",)
                )
            await self.desk.decide("recallReport", {"report": report, "reason": reason})
        said = {"version": mine[0]["version"], "at": self.desk.now, "sha256": mine[0]["sha256"]}
        return Issued(id=report, state=reports.RECALLED, **said)  # type: ignore[arg-type]

    # custodians

    async def _people(self) -> list[str]:
        facts = await self.reporting.drafting.scopes.facts(self.desk.asker)
        return sorted({naming.person for naming in facts.namings})

    def _late(self, at: AtDesk) -> Callable[[CustodianAnswer], Awaitable[None]]:
        """Of whom it was asked, whoever is confirmed when it comes."""

        async def kept(answer: CustodianAnswer) -> None:
            await self._record(at, [answer])

        return kept

    async def _record(self, at: AtDesk, told: Sequence[CustodianAnswer]) -> None:
        request = at.request["id"]
        async with self.desk.following.turn():
            count = await self.desk.fetch(reports.ANSWERS, {"request": request})
            rows = [
                {"lookup": one.lookup, "number": count + n, "said": _said(one)} for n, one in enumerate(told, start=1)
            ]
            await self.desk.decide("recordAnswers", {"request": request, "subject": at.subject, "answers": rows})

    def _state(self, at: AtDesk, draft: Draft, content: ReportContent, kind: str) -> str:
        """Answered in full: as much as was asked, nothing left to decide, and no custodian still to be heard."""
        waiting = {"TIMED_OUT", "NOT_ASKED"}
        whole = kind == at.request["kind"] or kind == "FULL"
        heard = not any(annex.status in waiting for annex in content.annexes)
        again = at.request["state"] == "ANSWERED"  # what takes the place of an answer is one
        return "ANSWERED" if again or (whole and heard and not draft.undecided) else "PARTLY_ANSWERED"


def _subject(known: Sequence[Sequence[Any]]) -> Subject:
    """A custodian is asked by its own numbers, and by every name and date of birth that a record gives."""
    numbers: dict[str, tuple[str, ...]] = {}
    names, births = dict[SubjectName, None](), list[str]()
    for custodian, number, family, given, born in known:
        if number:
            numbers[custodian] = tuple(dict.fromkeys((*numbers.get(custodian, ()), number)))
        if family or given:
            names[SubjectName(family or "", given or "")] = None
        births += [born] if born else []
    return Subject(tuple(names), max(births, key=births.count, default=""), numbers)


def _said(answer: CustodianAnswer) -> dict[str, Any]:
    return {
        "custodian": answer.custodian, "status": str(answer.status), "asked_at": answer.asked_at,
        "answered_at": answer.answered_at, "as_at": answer.as_at, "reason": answer.reason,
        "may_be_told": answer.may_be_told, "failure": answer.failure and str(answer.failure), "late": answer.late,
        "new": answer.new, "unchanged": answer.unchanged, "quarantined": answer.quarantined,
    }  # fmt: skip


def _answered(custodian: str, answer: CustodianAnswer | None) -> CustodianAnswered:
    if answer is None:
        nothing: Any = dict.fromkeys(("as_at", "reason", "failure")) | dict.fromkeys(COUNTED, 0)
        return CustodianAnswered(custodian=ID(custodian), status="STORED", late=False, **nothing)
    said = {name: value for name, value in _said(answer).items() if name in CustodianAnswered.__annotations__}
    refused = answer.status is Status.REFUSED
    return CustodianAnswered(**said | {"reason": codes.label(REFUSALS, answer.reason) if refused else None})


def _good(given: Sequence[ItemDecision]) -> None:
    """Whatever is not released has a reason of the list."""
    if not 1 <= len(given) <= MOST:
        raise Fault("BAD_INPUT", f"Decide on at least one record, and at most {MOST}.", ("items",))
    known = codes.codes(REASONS)
    wrong = [
        FieldFault(("items", place, "reason"), "UNKNOWN_CODE", f"Say the reason, one of {', '.join(known)}.")
        for place, one in enumerate(given)
        if one.decision.value != RELEASE and one.reason not in known
    ]
    if wrong:
        raise Fault("BAD_INPUT", wrong[0].message, wrong[0].path, tuple(wrong))


def _checked(checklist: Checklist) -> None:
    missing = [name for name in CHECKED if not getattr(checklist, name)]
    if missing:
        words = ", ".join(name.replace("_", " ") for name in missing)
        raise Fault("CHECKLIST_INCOMPLETE", f"Check first, and say so: {words}.", ("checklist",))
