"""One request at the desk of the Central Information Point: what is held of it, and the report it would come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from authz.facts import Facts
from authz.judgement import RECORD
from authz.local_days import local_day
from authz.releasing import Review, passed_on, told_of
from authz.verdict import EVENTS, there
from authz.words import Purpose
from graph import reports
from graph.registry import account_of
from resolvers.errors import Fault
from resolvers.report_drafting import NOUNS, Drafting, Drawn, Moved, Recipient, Turn, Views, drawn_still
from resolvers.report_items import Item, items_of
from resolvers.under_matter import is_open
from schema.decisions.release import MASK, RELEASE, WITHHOLD, WORDS, brief, withheld
from schema.decisions.report import Annex, Heading, ReportContent, ReportGap
from schema.decisions.report_annex import CUSTODIANS, NOUN, Heard, annex
from schema.decisions.words import counted
from schema.report import report_of

AUTHORITY = "Family Violence Protection Act 2008 (Vic) Part 5A Division 6 (ss 144F, 144G)"
CAVEAT = (
    "For the named recipient and purpose alone. Use or disclosure for any other purpose is an offence (s 144R). Never "
    "tell the subject that this report exists. What is not told here may still have happened."
)
NOTHING = (
    "Nothing of the subject may be told to this recipient: answer that nothing is held, or refuse with the reason."
)
NOT_HELD = "There is no such request at your desk; `requests` lists them."
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """Of each record its nodes, in every version, and since when the hub holds the newest; `position`: as of which all
    is decided, so that no record which came meanwhile is told undecided."""

    nodes: Mapping[str, Sequence[str]]
    since: Mapping[str, str]
    position: int


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A request with all that was done on it; rows as `reports.HELD` has them."""

    request: Row
    matter: str
    subject: str
    answers: Sequence[Row]
    decisions: Sequence[Row]
    reports: Sequence[Row]
    confirmed: Sequence[str]  # origins of the subject that a person stands for

    def decided(self, held: Held) -> dict[str, tuple[str, str]]:
        """Record → the last decision of it, and its reason. To release a record is decided of the version that was
        looked at: of a newer one it is not. What is held back stays so in each."""
        last = {row["item"]: row for row in self.decisions}
        return {
            item: (row["decision"], row.get("reason") or "")
            for item, row in last.items()
            if row["decision"] != RELEASE or row["at"] >= held.since.get(item, "")
        }

    @property
    def awaits(self) -> list[str]:
        """Look-ups that may still be answered late."""
        return [answer["id"] for answer in self.answers if answer["status"] == "TIMED_OUT"]

    @property
    def heard(self) -> dict[str, Heard]:
        """Custodian → its last answer."""
        return {
            a["custodian"]: Heard(a["status"], a.get("as_at"), a.get("reason") or "", a["may_be_told"], a["late"])
            for a in self.answers
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is not issued: what it tells, and what of its records nobody has decided who must.

    `content` None: nothing may be told, or not before a person decided. `people`: of whom the records tell.
    """

    content: ReportContent | None
    items: Sequence[Item]
    people: frozenset[str]
    decided: Mapping[str, tuple[str, str]]
    undecided: Sequence[Item]
    views: Views
    review: Review
    told: Sequence[str]

    def telling(self) -> ReportContent:
        if self.content is None and self.undecided:
            raise Fault("ITEMS_UNDECIDED", f"Nothing may be told before that: {self.waits()}", ("request",))
        if self.content is None:
            raise Fault("NOTHING_TO_TELL", NOTHING)
        return self.content

    def waits(self) -> str:
        words = " ".join(WORDS[code] for code in sorted({code for item in self.undecided for code in item.why}))
        waits = f"{counted(len(self.undecided), 'record')} {'waits' if len(self.undecided) == 1 else 'wait'}"
        return f"{waits} for a person; `reportItems` lists them. {words}"


class ReportDesk:
    def __init__(self, drafting: Drafting) -> None:
        self.drafting, self.fetch = drafting, drafting.fetch
        self.asker, self.now = drafting.asker, drafting.now

    async def at_desk(self, request: str) -> AtDesk:
        """Under the request's own matter: it opens what the Point may see of the subject."""
        if self.asker.purpose is not Purpose.CIP_REQUEST:
            raise Fault(
                "PURPOSE_REQUIRED", "Reports are worked on under CIP_REQUEST, at the Central Information Point."
            )
        given = {"request": request, "organisation": self.asker.organisation}
        held = await self.fetch(reports.HELD.strip(), given)
        if held is None:
            raise Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))
        found = AtDesk(held[0], held[1] or "", held[2] or "", *held[3:])
        if found.request["state"] == "SUBMITTED":
            raise Fault("REQUEST_STATE", "Confirm first who the subject is: acceptRequest.", ("request",))
        if not found.matter or found.matter != self.asker.declaration.matter:
            raise Fault(
                "MATTER_REQUIRED", "Name the matter that acceptRequest opened on this request with the purpose."
            )
        # W10 too: of whom he is kept apart from nothing is held for him.
        if not await is_open(self.drafting.scopes, self.drafting.policy, self.asker, self.now):
            raise Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))
        return found

    async def draft(self, at: AtDesk, kind: str, to: Recipient | None = None, turn: Turn = nullcontext) -> Draft:
        """As its recipient would read it now: the account that asked, unless told."""
        reader = to or await self._recipient(at)
        return await drawn_still(lambda: self._draft(at, kind, reader), turn)

    async def _draft(self, at: AtDesk, kind: str, to: Recipient) -> Draft:
        items, people, held = await self._items(at, to)
        decided = at.decided(held)
        undecided = [item for item in items if item.why and item.id not in decided]
        review, told = _review(items, undecided, decided, held.nodes)
        review = await self._with_described(review, items, held)
        views = await self.drafting.views(to, [id for item in told for id in held.nodes.get(item, ())])
        if views.point.position != held.position:
            raise Moved
        drawn = await self.drafting.drawn(views, review, self.now, self.now)
        gaps = withheld({item.id: decided[item.id] for item in items if item.id in decided}, len(undecided))
        content = await self._content(at, to, kind, drawn, gaps) if drawn else None
        return Draft(content, items, people, decided, undecided, views, review, told)

    async def _content(
        self, at: AtDesk, to: Recipient, kind: str, drawn: Drawn, gaps: Sequence[ReportGap]
    ) -> ReportContent:
        heading, annexes = self._heading(at, to, kind, drawn), await self._annexes(at, drawn)
        content = report_of(heading, drawn.stated, drawn.worked, annexes, gaps)
        return brief(content, local_day(self.now)) if kind == "BRIEF" else content

    async def _with_described(self, review: Review, items: Sequence[Item], held: Held) -> Review:
        """Whom a record that is held back describes, and no other of what is told, is not told of either: who he is and
        where, is said by that record alone. That it was referred says nothing of its own of who is in it. All else is
        as if the record were not there."""
        facts = await self._facts(held)
        its_own = {event.id for event in facts.events if event.of in review.withheld}
        told = {id for item in items for id in held.nodes.get(item.id, ())} - review.withheld - its_own
        described = {part.record for part in facts.parts if part.event in review.withheld}
        elsewhere = {part.record for part in facts.parts if part.event in told}
        return replace(review, withheld=review.withheld | (described - elsewhere))

    async def _items(self, at: AtDesk, to: Recipient) -> tuple[list[Item], frozenset[str], Held]:
        """The records of which a report could tell the recipient, if only in summary, as the Point reads them.

        With whom they tell of, and the nodes of all that the Point reads.
        """
        views = await self.drafting.views(to, (await self.drafting.point()).lists.get(EVENTS, ()))
        drawn = await self.drafting.drawn(replace(views, recipient=views.point), Review(), self.now, self.now)
        if drawn is None:
            return [], frozenset(), Held({}, {}, views.point.position)
        held = await self._held(drawn, views.point.position)
        nodes = held.nodes
        told = told_of(passed_on(views.point, views.recipient, NOUNS, Review()), NOUNS)
        items = items_of(drawn, await self._unconfirmed(at.confirmed, held))
        listed = [item for item in items if told & set(nodes.get(item.id, ()))]
        return listed, frozenset(drawn.worked.chronology.people), held

    async def _held(self, drawn: Drawn, position: int) -> Held:
        """Of each record of the chronology."""
        lineages = [e.id for e in (*drawn.worked.chronology.entries, *drawn.worked.chronology.undated)]
        rows = await self.fetch(reports.VERSIONS, {"items": lineages}) or []
        nodes: dict[str, list[str]] = {}
        since: dict[str, str] = {}
        for lineage, id, at in rows:
            nodes.setdefault(lineage, []).append(id)
            since[lineage] = max(since.get(lineage, ""), at or "")
        return Held(nodes, since, position)

    async def _unconfirmed(self, confirmed: Sequence[str], held: Held) -> frozenset[str]:
        """Records in which the subject stands, as far as the Point is shown, by a link alone that nobody confirmed."""
        facts, shown = await self._facts(held), set((await self.drafting.point()).lists.get(there(RECORD), ()))
        people = {naming.person for naming in facts.namings}
        origins = {one.id: one.origin for one in facts.records if one.person in people and one.id in shown}
        mine = [part for part in facts.parts if part.record in origins and part.exclusion is None]
        known = {part.event for part in mine if origins[part.record] in confirmed}
        unsure = {part.event for part in mine} - known
        return frozenset(lineage for lineage, ids in held.nodes.items() if set(ids) & unsure)

    async def _facts(self, held: Held) -> Facts:
        """The Point's, of the same position."""
        facts = await self.drafting.scopes.facts(self.asker)
        if facts.position != held.position:
            raise Moved
        return facts

    async def _recipient(self, at: AtDesk) -> Recipient:
        row = await self.fetch(reports.ACCOUNT.strip(), {"account": at.request["account"]})
        *account, name = row
        return Recipient(account_of(*account), at.request["matter"], name)

    def _heading(self, at: AtDesk, to: Recipient, kind: str, drawn: Drawn) -> Heading:
        return Heading(
            request=at.request["id"], kind=kind, recipient=to.account.organisation.id, recipient_name=to.name,
            role=to.account.role, matter=to.matter, purpose=at.request["purpose"], authority=AUTHORITY,
            as_at=self.now, known_at=self.now, policy=self.drafting.policy.version,
            rules=f"severity of {drawn.worked.pattern.severity_edition}", caveat=CAVEAT,
        )  # fmt: skip

    async def _annexes(self, at: AtDesk, drawn: Drawn) -> list[Annex]:
        """Two courts send by one source: it is as fresh as either, of a court that sends."""
        pairs = [[custodian, NOUN[source]] for custodian, source in CUSTODIANS.items()]
        sending = await self.fetch(reports.SENDING, {"custodians": pairs}) or []
        fresh = {custodian: dict(drawn.sources).get(CUSTODIANS[custodian]) for custodian in sending}
        return [
            annex(custodian, at.heard.get(custodian), fresh.get(custodian)) for custodian, source in CUSTODIANS.items()
        ]


def _review(
    items: Sequence[Item], undecided: Sequence[Item], decided: Mapping[str, tuple[str, str]],
    nodes: Mapping[str, Sequence[str]],
) -> tuple[Review, list[str]]:  # fmt: skip
    """What is held back and masked, as node ids, and the records that are told of."""
    held = {item.id for item in undecided} | {i for i, (decision, _) in decided.items() if decision == WITHHOLD}
    masked = {i for i, (decision, _) in decided.items() if decision == MASK}

    def ids(of: set[str]) -> frozenset[str]:
        return frozenset(id for item in of for id in nodes.get(item, ()))

    return Review(ids(held), ids(masked)), [item.id for item in items if item.id not in held]
