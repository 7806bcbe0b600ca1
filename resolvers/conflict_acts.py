"""Decisions on conflicts of interest (source section 8.2, insider risk): who is kept apart from whom, and until when.

A worker declares one of his own account; its authority or a supervisor records one of any account of the organisation.
Only they end one, and never of an account of their own. A reference that is not held is recorded all the same: it
binds when somebody of that number comes in, and the answer tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authz.keys import new_id
from graph import accounts, conflicts
from graph.times import OPEN
from resolvers.errors import Fault
from resolvers.references import Recorded, Reference
from resolvers.registry_desk import Desk, in_words

LONGEST_NUMBER = 255


@dataclass(frozen=True, slots=True)
class ConflictActs:
    desk: Desk

    async def record(
        self, account: str | None, kind: str, person: Reference, reason: str, until: str | None
    ) -> Recorded:
        desk = self.desk
        desk.under_admin()
        in_words("reason", reason)
        if not person.id.strip() or max(len(person.id), len(person.system)) > LONGEST_NUMBER:
            raise Fault("BAD_INPUT", f"Say the person's number, at most {LONGEST_NUMBER} characters.", ("person",))
        if until is not None and until <= desk.now:
            raise Fault("BAD_INPUT", "It is to stand until a later time than now.", ("until",))
        of = desk.asker.account.id if account is None else account
        if of != desk.asker.account.id:
            await self._reached(of)
        body = {"id": new_id(), "account": of, "kind": kind, "system": person.system, "reference": person.id,
                "reason": reason, "until": until or OPEN}  # fmt: skip
        return await self._done("recordConflict", body, str(body["id"]))

    async def end(self, conflict: str, reason: str) -> Recorded:
        desk = self.desk
        desk.may("endConflict")
        in_words("reason", reason)
        given = {"me": desk.asker.account.id, "conflict": conflict}
        organisation, mine = await desk.fetch(conflicts.HELD, given)
        if not desk.reaches("endConflict", organisation):
            raise Fault("CONFLICT_NOT_HELD", "There is no such conflict for you.", ("conflict",))
        if mine:
            raise Fault("OWN_ACCOUNT", "Nobody ends a conflict of his own: ask another one with the duty.")
        return await self._done("endConflict", {"conflict": conflict, "reason": reason}, conflict)

    async def _reached(self, account: str) -> None:
        self.desk.may("recordConflict")
        found = await self.desk.fetch(accounts.HELD.strip(), {"me": self.desk.asker.account.id, "account": account})
        if not self.desk.reaches("recordConflict", found[7]):
            raise Fault("ACCOUNT_NOT_HELD", "There is no such account for you.", ("account",))

    async def _done(self, kind: str, body: dict[str, Any], id: str) -> Recorded:
        await self.desk.command(kind, body)
        return Recorded(id=id, at=self.desk.now)  # type: ignore[arg-type]
