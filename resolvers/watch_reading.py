"""What changed since a report, for who may open it, and for the Point the watches that something is new of.

Nobody is told by a watch what a report issued now would not tell him: it is drawn from what the Point and the recipient
may both see now, and what waits for a person at the Point is not told before that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from authz.local_days import local_day
from authz.requester import Account, Declaration, Requester
from authz.words import Purpose
from graph import reports, shape, watches
from graph.lists import page_size
from graph.registry import account_of
from graph.selection import Selection, given_of
from resolvers.apart import apart
from resolvers.errors import Fault
from resolvers.report_desk import Draft, ReportDesk
from resolvers.report_drafting import REASON, Drafting, Recipient
from resolvers.report_reading import Reports
from resolvers.under_matter import is_open
from resolvers.watching import ChangesRow, WatchedRow
from schema.decisions.report_changes import Change, changes

Row = Mapping[str, Any]
REQUESTER = "CIP_REQUESTER"
NOT_WATCHED = "No watch of the subject stands: watchSubject, until a day that you say."
NOT_NOW = "Nothing can be told of what changed now. Ask the Central Information Point for a new report."
UNTELLING = ("REQUEST_NOT_HELD", "REQUEST_STATE", "MATTER_REQUIRED")


@dataclass(frozen=True, slots=True)
class Watches:
    """`reports` says who may open which, and knows of whom an answer tells."""

    reports: Reports

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        if selection.name == "watched":
            return shape.plain(selection, await self.watched(asker, now, page_size(given["first"])))
        return shape.plain(selection, await self.changed_since(asker, now, given["report"]))

    # one report

    async def changed_since(self, asker: Requester, now: str, report: str) -> ChangesRow | None:
        found = await self.reports.rows(asker, report, 1)
        if not found:
            return None
        [(row, request)] = found
        until = await self._until(request, now)
        if closed := await self._closed(row, request, asker, now, until):
            return ChangesRow(report, until, closed)
        told = await self._changes(row, request, asker, now)
        return ChangesRow(report, until, NOT_NOW) if told is None else ChangesRow(report, until, None, told)

    async def _closed(self, row: Row, request: str, asker: Requester, now: str, until: str | None) -> str | None:
        """The Point needs no watch: it may draw the report anew."""
        if closed := await self.reports.closed(row, request, asker, now):
            return closed
        return NOT_WATCHED if asker.organisation == row["recipient"] and until is None else None

    async def _changes(self, row: Row, request: str, asker: Requester, now: str) -> tuple[Change, ...] | None:
        """None: nothing can be drawn now. To its recipient as he may see it himself, whoever of his role asked."""
        reading = asker.organisation == row["recipient"]
        point = await self._point(row, request) if reading else asker
        if point is None or not await is_open(self.reports.scopes, self.reports.policy, point, now):
            return None
        to = Recipient(asker.account, row["matter"], "") if reading else None
        draft = await self._drawn(point, request, now, to)
        if draft is None or (reading and _looked_at_anew(row, draft)):
            return None
        return await self._compared(row, draft)

    async def _point(self, row: Row, request: str) -> Requester | None:
        """As whoever issued the report, under the matter that the request is worked under."""
        matter = await self.reports.fetch(watches.WORKED_UNDER, {"request": request})
        account = await self._account(row["issued_by"])
        if matter is None or account is None:
            return None
        return Requester(account, Declaration(Purpose.CIP_REQUEST, matter, REASON), strong=True)

    async def _drawn(self, point: Requester, request: str, now: str, to: Recipient | None) -> Draft | None:
        """In full, with all that is decided; None: the request is not worked on."""
        reports_ = self.reports
        desk = ReportDesk(Drafting(reports_.fetch, reports_.scopes, reports_.policy, point, now))
        try:
            return await desk.draft(await desk.at_desk(request), "FULL", to, reports_.turn)
        except Fault as fault:
            if fault.code in UNTELLING:
                return None
            raise

    async def _compared(self, row: Row, draft: Draft) -> tuple[Change, ...] | None:
        """None: of one of the two nothing is told."""
        then, content = await self.reports.content(row["id"]), draft.content
        if then is None or content is None:
            return None
        self.reports.people.update(then.chronology.people, content.chronology.people)
        return changes(then, content)

    async def _until(self, request: str, now: str) -> str | None:
        given = {"request": request, "today": local_day(now)}
        found: str | None = await self.reports.fetch(watches.STANDING.strip(), given)
        return found

    async def _account(self, account: str) -> Account | None:
        row = await self.reports.fetch(reports.ACCOUNT.strip(), {"account": account})
        return account_of(*row[:-1]) if row else None

    # all of them

    async def watched(self, asker: Requester, now: str, first: int) -> list[WatchedRow]:
        if asker.purpose is not Purpose.CIP_REQUEST:
            raise Fault("PURPOSE_REQUIRED", "Watches are listed under CIP_REQUEST, at the Central Information Point.")
        given = {"organisation": asker.organisation, "today": local_day(now), "first": first,
                 "apart": await apart(self.reports.fetch, asker.account.id, now)}  # fmt: skip
        rows = await self.reports.fetch(watches.STAND.strip(), given) or []
        found = [await self._watch(row, asker, now) for row in rows]
        return [row for row in found if row and (row.waiting or row.news)]

    async def _watch(self, row: Sequence[Any], asker: Requester, now: str) -> WatchedRow | None:
        """None: it is not told of any more, or to nobody. A report that was closed by an erasure is news by itself."""
        request, matter, until, report = row
        point = replace(asker, declaration=replace(asker.declaration, matter=matter))
        if not await is_open(self.reports.scopes, self.reports.policy, point, now):
            return None
        if not await self._told_still(request, now):
            return None
        draft = await self._drawn(point, request["id"], now, None)
        waiting = len(draft.undecided) if draft else 0
        told = await self._compared(report, draft) if draft and not report.get("erasure") else None
        return WatchedRow(request["id"], matter, report["id"], until, waiting, 1 if told is None else len(told))

    async def _told_still(self, request: Row, now: str) -> bool:
        """Its organisation is a declared requester today, and the matter that it asked for is open to it."""
        account = await self._account(request["account"])
        if account is None or not account.organisation.holds(REQUESTER, now[:10]):
            return False
        asking = Requester(account, Declaration(Purpose.CIP_REQUEST, request["matter"], REASON), strong=True)
        return await is_open(self.reports.scopes, self.reports.policy, asking, now)


def _looked_at_anew(row: Row, draft: Draft) -> bool:
    """Of a record that the report tells of a person at the Point is to decide again: what is held back meanwhile would
    be told as gone."""
    told = set(row["tells"])
    return any(item.id in told for item in draft.undecided)
