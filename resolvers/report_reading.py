"""Reports as they are read: at the desk before they are issued, and by their recipients, of whom it is judged now.

What a report tells is what it told when it was issued. Who may open it is asked anew each time: the recipient's
organisation and role, under the matter that it was issued for, while that is open and nobody in it is kept from him.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

import orjson

from authz.policy_data import Policy
from authz.requester import Requester
from graph import notices, reports, shape
from graph.lists import page_size
from graph.scopes import Scopes
from graph.selection import Selection, given_of
from resolvers.report_desk import ReportDesk
from resolvers.report_drafting import Drafting, Turn, drawn_still
from resolvers.reporting import ItemRow, ReportRow, Waited
from resolvers.under_matter import is_open
from schema.decisions.release import WORDS
from schema.decisions.report import ReportContent
from schema.report import again
from schema.report_document import canonical, content_of, digest
from schema.report_seal import SealState

Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Newest = Callable[[str, str, str], Awaitable[tuple[int, bytes] | None]]
TELLING = frozenset({"content", "document", "redrawn"})
WAITING = "unacknowledged"
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
            wanted = (TELLING | {WAITING}) & {child.name for child in selection.children}
            found = await self.of(asker, now, given.get("id"), page_size(given.get("first") or 1), wanted)
            self.people.update(person for one in found for person in one.people)
            rows = [one.row for one in found]
            return shape.plain(selection, rows if selection.name == "reports" else next(iter(rows), None))
        desk = ReportDesk(self._drafting(asker, now))
        at = await desk.at_desk(given["request"])
        kind = given.get("kind")
        draft = await desk.draft(at, kind.value if kind else at.request["kind"], turn=self.turn)
        if selection.name == "report_preview":
            self.people.update(draft.telling().chronology.people)
            return shape.plain(selection, draft.telling())
        if not draft.items:
            draft.telling()
        self.people.update(draft.people)
        return shape.plain(selection, [_item(item, draft.decided) for item in draft.items])

    def _drafting(self, asker: Requester, now: str) -> Drafting:
        return Drafting(self.fetch, self.scopes, self.policy, asker, now)

    async def of(self, asker: Requester, now: str, report: str | None, first: int, wanted: Set[str]) -> list[Opened]:
        """`wanted`: which fields that tell of the document are asked; without any it is not opened."""
        rows = await self.rows(asker, report, first)
        return [await self._opened(row, request, asker, now, wanted) for row, request in rows]

    async def rows(self, asker: Requester, report: str | None, first: int) -> list[tuple[Mapping[str, Any], str]]:
        """As the graph has them, each with the request that it answers."""
        given = {"report": report, "organisation": asker.organisation, "role": asker.account.role, "first": first}
        return await self.fetch(reports.TO.strip(), given) or []

    async def content(self, report: str) -> ReportContent | None:
        document = await self._document(report)
        return content_of(document) if document else None

    async def _opened(
        self, row: Mapping[str, Any], request: str, asker: Requester, now: str, wanted: Set[str]
    ) -> Opened:
        closed = await self.closed(row, request, asker, now)
        waiting = await self._unacknowledged(row, asker) if WAITING in wanted else None
        document = await self._document(row["id"]) if wanted & TELLING and not closed else None
        if document is None:
            return Opened(_row(row, request, closed, waiting), frozenset())
        content = content_of(document)
        redrawn = await self._redrawn(row["id"], content, asker, now) if "redrawn" in wanted else None
        told = _row(row, request, closed, waiting, redrawn, content, document.decode())
        return Opened(told, frozenset(content.chronology.people))

    async def _unacknowledged(self, row: Mapping[str, Any], asker: Requester) -> tuple[Waited, ...] | None:
        if asker.organisation != row["organisation"]:
            return None
        found = await self.fetch(notices.UNACKNOWLEDGED.strip(), {"report": row["id"]}) or []
        return tuple(Waited(*one) for one in found)

    async def _redrawn(self, report: str, content: ReportContent, asker: Requester, now: str) -> str | None:
        _, basis = reports.keys_of(report)
        found = await self.newest(*basis)
        if found is None:
            return None
        drafting, document, heading = self._drafting(asker, now), orjson.loads(found[1]), content.heading
        drawn = await drawn_still(lambda: drafting.redrawn(document, heading.as_at, heading.known_at), self.turn)
        return None if drawn is None else digest(canonical(again(content, drawn.stated, drawn.worked)))

    async def closed(self, row: Mapping[str, Any], request: str, asker: Requester, now: str) -> str | None:
        """Why not; None: it may be opened."""
        if row["state"] == reports.RECALLED:
            return RECALLED
        if row.get("erasure"):
            return ERASED.format(row["erasure"])
        mine = await self._is_of(row, request, asker) and await is_open(self.scopes, self.policy, asker, now)
        return None if mine else OTHER_MATTER

    async def _is_of(self, row: Mapping[str, Any], request: str, asker: Requester) -> bool:
        """The declared matter is the one that it was issued for or, for who issued it, the request's own."""
        matter = asker.declaration.matter
        if asker.organisation == row["recipient"]:
            return bool(matter == row["matter"])
        return bool(await self.fetch(reports.UNDER, {"request": request, "matter": matter}))

    async def _document(self, report: str) -> bytes | None:
        found = await self.newest(reports.CONNECTOR, reports.CUSTODIAN, report)
        return found[1] if found else None


def _row(
    row: Mapping[str, Any], request: str, closed: str | None, waiting: tuple[Waited, ...] | None,
    redrawn: str | None = None, content: ReportContent | None = None, document: str | None = None,
) -> ReportRow:  # fmt: skip
    state = SealState[row["state"]]
    return ReportRow(
        row["id"], request, row["version"], row["state"], state.value, row["kind"], row["recipient"], row["role"],
        row["issued_at"], row["sha256"], row["signature"], redrawn, content, document, waiting, closed,
    )  # fmt: skip


def _item(item: Any, decided: Mapping[str, tuple[str, str]]) -> ItemRow:
    decision, reason = decided.get(item.id, (None, None))
    words = tuple(WORDS[code] for code in item.why)
    return ItemRow(item.id, item.kind, item.said, item.on, item.custodian, item.why, words, decision, reason or None)
