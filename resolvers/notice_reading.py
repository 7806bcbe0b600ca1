"""Notices as they are read: by the role that a report was issued to, and by the privacy officer of a custodian.

What a custodian is read back goes to whom `whoSaw` is told: its privacy officer, under ADMIN. He is told of its own
records by their ids, when, to which organisation and what for; nothing of others' records, nor of the matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authz import auditing
from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph import notices, shape
from graph.lists import page_size
from graph.selection import Selection, given_of
from resolvers.apart import Fetch, apart
from resolvers.errors import Fault
from resolvers.noticing import Acknowledged, NoticeRow, NoticeState
from resolvers.registry_desk import Desk
from schema.decisions.notices import KINDS


@dataclass(frozen=True, slots=True)
class Notices:
    fetch: Fetch
    policy: Policy

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        page = {"first": page_size(given["first"]), "after": given["after"]}
        return shape.plain(selection, await self.of(asker, now, **page))

    async def of(
        self, asker: Requester, now: str, first: int = 1, after: str | None = None, notice: str | None = None
    ) -> list[NoticeRow]:
        """`notice`: that one alone."""
        text = self._statement(asker, now)
        given = {"organisation": asker.organisation, "custodian": asker.custodian, "role": asker.account.role,
                 "apart": await apart(self.fetch, asker.account.id, now), "now": now,
                 "first": first, "after": after, "notice": notice}  # fmt: skip
        return [_row(*row) for row in await self.fetch(text.strip(), given) or []]

    def _statement(self, asker: Requester, now: str) -> str:
        if asker.purpose is Purpose.CIP_REQUEST:
            return notices.OF_ROLE
        officer = auditing.organisation_of(asker) is not None
        if asker.purpose is Purpose.ADMIN and officer and auditing.reads_all(self.policy, asker, now[:10]):
            return notices.OF_CUSTODIAN
        raise Fault("PURPOSE_REQUIRED", "Notices of reports are told under CIP_REQUEST; to the privacy officer of a "
                    "custodian under ADMIN.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeActs:
    desk: Desk

    async def acknowledge(self, notice: str) -> Acknowledged:
        desk = self.desk
        async with desk.following.turn():
            if not await Notices(desk.fetch, desk.policy).of(desk.asker, desk.now, notice=notice):
                raise Fault("NOTICE_NOT_HELD", "There is no such notice for you; `notices` lists them.", ("notice",))
            body = {"notice": notice, "organisation": desk.asker.organisation, "role": desk.asker.account.role}
            await desk.decide("acknowledgeNotice", body)
        told: Any = {"id": notice, "at": desk.now}
        return Acknowledged(**told)


def _row(
    id: str, kind: str, at: str, report: str, request: str | None, instead: str | None, acknowledged: bool,
    *of_records: Any,
) -> NoticeRow:  # fmt: skip
    records, recipient, purpose = of_records
    state = NoticeState.ACKNOWLEDGED if acknowledged else NoticeState.UNREAD
    return NoticeRow(
        id, kind, KINDS[kind].means, KINDS[kind].then, at, report, request, instead, tuple(sorted(records)), recipient,
        purpose, state.value,
    )  # fmt: skip
