"""Reports as they are read: at the desk before they are issued, and by their recipients, of whom it is judged now.

What a report tells is what it told when it was issued. Who may open it is asked anew each time: the recipient's
organisation and role, under the matter that it was issued for, while that is open and nobody in it is kept from him.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from authz import walls
from authz.access import Access
from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph import reports, shape
from graph.lists import page_size
from graph.scopes import Scopes, in_force
from graph.selection import Selection, given_of
from resolvers.report_desk import ReportDesk
from resolvers.report_drafting import Drafting, Turn, drawn_still
from resolvers.reporting import ItemRow, ReportRow
from schema.decisions.release import WORDS
from schema.decisions.report import ReportContent
from schema.report import again
from schema.report_document import content_of, digest
from schema.report_seal import SealState

Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Newest = Callable[[str, str, str], Awaitable[tuple[int, bytes] | None]]
RECALLED = "It was recalled. Ask the Central Information Point what stands in its place."
OTHER_MATTER = "Ask under CIP_REQUEST and the matter that it was issued for, while that is open."
ERASED = "A record that it tells of was erased (erasure {}): it can be opened no more. The ledger has the proof."


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as it is told, and whose records it tells of."""

    row: ReportRow
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reports:
    """`people` is given the ids of those whom an answer tells of."""

    fetch: Fetch
    scopes: Scopes
    policy: Policy
    newest: Newest
    turn: Turn
    people: set[str]

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        if selection.name in ("reports", "report"):
            redraw = any(child.name == "redrawn" for child in selection.children)
            found = await self.of(asker, now, given.get("id"), page_size(given.get("first") or 1), redraw=redraw)
            self.people.update(person for one in found for person in one.people)
            rows = [one.row for one in found]
            return shape.plain(selection, rows if selection.name == "reports" else next(iter(rows), None))
        desk = ReportDesk(self._drafting(asker, now))
        at = await desk.at_desk(given["request"])
        kind = given.get("kind")
        draft = await desk.draft(at, kind.value if kind else at.request["kind"], self.turn)
        self.people.update(draft.content.chronology.people)
        if selection.name == "report_preview":
            return shape.plain(selection, draft.content)
        return shape.plain(selection, [_item(item, at.decided) for item in draft.items])

    def _drafting(self, asker: Requester, now: str) -> Drafting:
        return Drafting(self.fetch, self.scopes, self.policy, asker, now)

    async def of(
        self, asker: Requester, now: str, report: str | None, first: int, *, redraw: bool = False
    ) -> list[Opened]:
        given = {"report": report, "organisation": asker.organisation, "role": asker.account.role, "first": first}
        rows = await self.fetch(reports.TO.strip(), given) or []
        return [await self._opened(row, request, asker, now, redraw) for row, request in rows]

    async def _opened(self, row: Mapping[str, Any], request: str, asker: Requester, now: str, redraw: bool) -> Opened:
        closed = await self._closed(row, request, asker, now)
        content = None if closed else await self._content(row["id"])
        people = frozenset(content.chronology.people) if content else frozenset()
        again = await self._redrawn(row["id"], content, asker, now) if content and redraw else None
        return Opened(_row(row, request, content, closed, again), people)

    async def _redrawn(self, report: str, content: ReportContent, asker: Requester, now: str) -> str | None:
        _, basis = reports.keys_of(report)
        found = await self.newest(*basis)
        if found is None:
            return None
        drafting, document, heading = self._drafting(asker, now), orjson.loads(found[1]), content.heading
        drawn = await drawn_still(lambda: drafting.redrawn(document, heading.as_at, heading.known_at), self.turn)
        return None if drawn is None else digest(again(content, drawn.stated, drawn.worked))

    async def _closed(self, row: Mapping[str, Any], request: str, asker: Requester, now: str) -> str | None:
        """Why not; None: it may be opened."""
        if row["state"] == reports.RECALLED:
            return RECALLED
        if row.get("erasure"):
            return ERASED.format(row["erasure"])
        matter = asker.declaration.matter
        if asker.purpose is not Purpose.CIP_REQUEST or not matter:
            return OTHER_MATTER
        if asker.organisation == row["recipient"] and matter != row["matter"]:
            return OTHER_MATTER
        facts = await self.scopes.facts(asker)
        account = asker.account
        access = Access.of(self.policy, account.role, Purpose.CIP_REQUEST, account.organisation, now[:10], True)
        if not walls.matter_is_open(facts, in_force(access, facts, now), access):
            return OTHER_MATTER
        own = await self.fetch(reports.UNDER, {"request": request, "matter": matter})
        return None if matter == row["matter"] or own else OTHER_MATTER

    async def _content(self, report: str) -> ReportContent | None:
        found = await self.newest(reports.CONNECTOR, reports.CUSTODIAN, report)
        return content_of(found[1]) if found else None


def _row(
    row: Mapping[str, Any], request: str, content: ReportContent | None, closed: str | None, again: str | None
) -> ReportRow:
    state = SealState[row["state"]]
    return ReportRow(
        row["id"], request, row["version"], row["state"], state.value, row["kind"], row["recipient"], row["role"],
        row["issued_at"], row["sha256"], row["signature"], again, content, closed,
    )  # fmt: skip


def _item(item: Any, decided: Mapping[str, tuple[str, str]]) -> ItemRow:
    decision, reason = decided.get(item.id, (None, None))
    words = tuple(WORDS[code] for code in item.why)
    return ItemRow(item.id, item.kind, item.said, item.on, item.custodian, item.why, words, decision, reason or None)
