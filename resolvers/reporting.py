"""Consolidated reports of the Central Information Point, as GraphQL has them."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

import strawberry

from resolvers.request_input import RequestKind
from schema import codes
from schema.decisions.release import REASONS
from schema.decisions.report import ReportContent
from schema.declare import PAGE_SIZE, answered
from schema.mirror import mirror

ID = strawberry.ID
REPORTING = frozenset({"reports", "recall_report"})
REPORTS = frozenset({"report_items", "report_preview", "reports", "report"})
CONTENT: Any = mirror(ReportContent)


@strawberry.enum(description="What is done with a record. MASK: at most a summary of it is told.")
class ReleaseDecision(Enum):
    RELEASE = "RELEASE"
    MASK = "MASK"
    WITHHOLD = "WITHHOLD"


@strawberry.input(description="What a person decides of one record.")
class ItemDecision:
    item: ID = strawberry.field(description="The record, as `reportItems` lists it.")
    decision: ReleaseDecision = strawberry.field(description="What is done with it.")
    reason: str | None = strawberry.field(
        default=None, description=f"Why, unless it is released. One of {', '.join(codes.codes(REASONS))}."
    )
    note: str | None = strawberry.field(default=None, description="In words, for the register; no recipient is told.")


@strawberry.input(description="What is checked before a report is issued. Each must have been done.")
class Checklist:
    authority: bool = strawberry.field(description="The recipient is a declared requester, and the grounds suffice.")
    purpose: bool = strawberry.field(description="The purpose is assessment, or protection from an established risk.")
    consent: bool = strawberry.field(description="Consent was given, or the reason why it was not asked is recorded.")
    exclusions: bool = strawberry.field(description="Nothing in it is excluded information (FVPA s 144C).")
    linked_persons: bool = strawberry.field(description="No other person can be found by it who should not be.")
    childrens_views: bool = strawberry.field(description="Views of children were sought, or why not is recorded.")


@strawberry.type
class CustodianAnswered:
    """What became of asking one custodian."""

    custodian: ID = strawberry.field(description="Organisation that answers for the records.")
    status: str = strawberry.field(
        description="ANSWERED, REFUSED, NOT_HELD, TIMED_OUT or FAILED; STORED: it cannot be asked at once, and what it "
        "sends by itself is used."
    )
    as_at: datetime | None = strawberry.field(description="As at when it answered.")
    reason: str | None = strawberry.field(description="Of a refusal, for the Point: in words.")
    failure: str | None = strawberry.field(description="Why it failed, for who runs the hub.")
    new: int = strawberry.field(description="Records that were not held before.")
    unchanged: int = strawberry.field(description="Records that were held as they are.")
    quarantined: int = strawberry.field(description="Records that could not be taken.")
    late: bool = strawberry.field(description="It came after its time.")


@strawberry.type
class ReportItem:
    """One record that a report would tell of."""

    id: ID = answered("The record.")
    kind: str = answered("Name of its type.")
    said: str = answered("What it tells, in plain English.")
    on: date | None = answered("Day on which it was or began.")
    custodian: ID | None = answered("Organisation that answers for it.")
    why: list[str] = answered("Why a person decides on it; empty: the policy clears it.")
    why_in_words: list[str] = answered("The same in words.")
    decision: str | None = answered("What was decided of it; null: nobody has.")
    reason: str | None = answered("Why.")


@dataclass(frozen=True, slots=True)
class ItemRow:
    id: str
    kind: str
    said: str
    on: str | None
    custodian: str | None
    why: tuple[str, ...]
    why_in_words: tuple[str, ...]
    decision: str | None
    reason: str | None


@strawberry.type
class NotAcknowledged:
    """To whom a notice of a report went, and who has not acknowledged it."""

    organisation: ID = answered("The organisation.")
    role: str = answered("Its role.")


@dataclass(frozen=True, slots=True)
class Waited:
    organisation: str
    role: str


@strawberry.type
class ConsolidatedReport:
    """A report that was issued. Its content is what its recipient could be told then."""

    id: ID = answered("The report.")
    request: ID = answered("The request that it answers.")
    version: int = answered("1, or one more for each that took the place of one before.")
    state: str = answered("ISSUED; CORRECTED: a later version stands; RECALLED: do not rely on it.")
    state_in_words: str = answered("The same in words.")
    kind: str = answered("BRIEF or FULL.")
    recipient: ID = answered("Organisation that it is for.")
    role: str = answered("Role that may read it.")
    issued_at: datetime = answered("When it was issued.")
    sha256: str = answered("SHA-256 of its canonical JSON, in hex.")
    signature: str = answered("The hub's signature (Ed25519) over the same bytes, in hex.")
    redrawn: str | None = answered(
        "SHA-256 of the report drawn again now, from what was known when it was issued, by the facts and decisions of "
        "that time; equal to `sha256` unless something of it was changed since. Null where it cannot be opened."
    )
    content: CONTENT | None = answered("What it tells; null where it cannot be opened.")
    document: str | None = answered("The very JSON that was signed, as text; null where it cannot be opened.")
    unacknowledged: list[NotAcknowledged] | None = answered(
        "For who issued it: who has not acknowledged that it was corrected, recalled or closed, of its recipient and "
        "of those whose reports tell of some of its records. Null to others."
    )
    closed: str | None = answered("Why the content cannot be opened by you now, and what to do.")


@dataclass(frozen=True, slots=True)
class ReportRow:
    id: str
    request: str
    version: int
    state: str
    state_in_words: str
    kind: str
    recipient: str
    role: str
    issued_at: str
    sha256: str
    signature: str
    redrawn: str | None
    content: ReportContent | None
    document: str | None
    unacknowledged: tuple[Waited, ...] | None
    closed: str | None


@strawberry.type
class Issued:
    """A report that was issued or recalled."""

    id: ID = strawberry.field(description="The report; `report` shows it.")
    version: int = strawberry.field(description="Its version.")
    state: str = strawberry.field(description="ISSUED or RECALLED.")
    at: datetime = strawberry.field(description="When.")
    sha256: str = strawberry.field(description="SHA-256 of its canonical JSON, in hex.")


@strawberry.type
class ReportQuery:
    """What can be asked of reports."""

    @strawberry.field(
        description="Records that a report on this request would tell of: for the Point, under the request's matter."
    )
    async def report_items(self, info: strawberry.Info, request: ID) -> list[ReportItem]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(
        description="The report exactly as its recipient would read it now: for the Point, under the request's matter."
    )
    async def report_preview(self, info: strawberry.Info, request: ID, kind: RequestKind | None = None) -> CONTENT:
        return info.context[str(info.path.key)]

    @strawberry.field(description="Reports that were issued to your organisation and role, or by it; the latest first.")
    async def reports(self, info: strawberry.Info, first: int = PAGE_SIZE) -> list[ConsolidatedReport]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(description="One report, under the matter that it was issued for.")
    async def report(self, info: strawberry.Info, id: ID) -> ConsolidatedReport | None:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class ReportMutation:
    """What can be done of reports."""

    @strawberry.mutation(
        description="Ask the data custodians at once about the subject of a request; what cannot be asked so is used "
        "as it is stored."
    )
    async def ask_custodians(self, info: Info, request: ID) -> list[CustodianAnswered]:
        return await info.context.decisions.reports.ask(str(request))  # type: ignore[no-any-return]

    @strawberry.mutation(description="Decide of single records what a report tells of them; returns how many.")
    async def decide_release(self, info: Info, request: ID, items: list[ItemDecision]) -> int:
        return await info.context.decisions.reports.decide(str(request), items)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Issue the report as `reportPreview` shows it: sealed and signed. One that was issued before on "
        "the same request is corrected by it."
    )
    async def issue_report(
        self, info: Info, request: ID, checklist: Checklist, kind: RequestKind | None = None
    ) -> Issued:
        acts = info.context.decisions.reports
        return await acts.issue(str(request), checklist, kind and kind.value)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Recall a report: it can be opened no more, and says so.")
    async def recall_report(self, info: Info, report: ID, reason: str) -> Issued:
        return await info.context.decisions.reports.recall(str(report), reason)  # type: ignore[no-any-return]
