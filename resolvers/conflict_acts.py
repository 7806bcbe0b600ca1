"""Decisions on conflicts of interest (source section 8.2, insider risk): who is kept apart from whom, and until when.

A worker declares one of his own account; its authority or a supervisor records one of any account of the organisation,
or of all of them but the excepted, when she who is harmed works there. Only they end one, and never one that binds
them. A reference that is not held is recorded all the same: it binds when somebody of that number comes in, and the
answer tells nothing.
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

LONGEST_NUMBER, MOST_EXCEPTED = 255, 100
EMPLOYEE = "EMPLOYEE"


@dataclass(frozen=True, slots=True)
class ConflictActs:
    desk: Desk

    async def record(
        self, account: str | None, kind: str, person: Reference, reason: str, excepted: list[str], until: str | None
    ) -> Recorded:
        desk = self.desk
        desk.under_admin()
        in_words("reason", reason)
        if not person.id.strip() or max(len(person.id), len(person.system)) > LONGEST_NUMBER:
            raise Fault("BAD_INPUT", f"Say the person's number, at most {LONGEST_NUMBER} characters.", ("person",))
        if until is not None and until <= desk.now:
            raise Fault("BAD_INPUT", "It is to stand until a later time than now.", ("until",))
        bound = await (self._of_all if kind == EMPLOYEE else self._of_one)(account, excepted)
        body = {"id": new_id(), **bound, "kind": kind, "system": person.system, "reference": person.id,
                "reason": reason, "until": until or OPEN}  # fmt: skip
        return await self._done("recordConflict", body, str(body["id"]))

    async def end(self, conflict: str, reason: str) -> Recorded:
        desk = self.desk
        desk.may("endConflict")
        in_words("reason", reason)
        given = {"me": desk.asker.account.id, "conflict": conflict}
        organisation, binding = await desk.fetch(conflicts.HELD, given)
        if not desk.reaches("endConflict", organisation):
            raise Fault("CONFLICT_NOT_HELD", "There is no such conflict for you.", ("conflict",))
        if binding:
            raise Fault("OWN_ACCOUNT", "Nobody ends a conflict that binds him: ask another one with the duty.")
        return await self._done("endConflict", {"conflict": conflict, "reason": reason}, conflict)

    async def _of_one(self, account: str | None, excepted: list[str]) -> dict[str, Any]:
        if excepted:
            raise Fault("BAD_INPUT", f"Only a conflict of kind {EMPLOYEE} excepts accounts.", ("except",))
        of = self.desk.asker.account.id if account is None else account
        if of != self.desk.asker.account.id:
            await self._reached(of)
        return {"account": of}

    async def _of_all(self, account: str | None, excepted: list[str]) -> dict[str, Any]:
        """Every account of the asker's organisation, now and later."""
        if account is not None:
            raise Fault("BAD_INPUT", f"{EMPLOYEE} binds every account of your organisation: name none.", ("account",))
        if len(excepted) > MOST_EXCEPTED:
            raise Fault("BAD_INPUT", f"Except at most {MOST_EXCEPTED} accounts.", ("except",))
        self.desk.may("recordConflict")
        organisation = self.desk.asker.organisation
        if await self.desk.fetch(conflicts.STRANGERS, {"organisation": organisation, "accounts": excepted}):
            raise Fault("ACCOUNT_NOT_HELD", "There is no such account for you.", ("except",))
        return {"organisation": organisation, "excepted": excepted}

    async def _reached(self, account: str) -> None:
        self.desk.may("recordConflict")
        found = await self.desk.fetch(accounts.HELD.strip(), {"me": self.desk.asker.account.id, "account": account})
        if not self.desk.reaches("recordConflict", found[7]):
            raise Fault("ACCOUNT_NOT_HELD", "There is no such account for you.", ("account",))

    async def _done(self, kind: str, body: dict[str, Any], id: str) -> Recorded:
        await self.desk.command(kind, body)
        return Recorded(id=id, at=self.desk.now)  # type: ignore[arg-type]
