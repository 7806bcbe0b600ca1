"""Decisions on accounts: who may take them, on whom, and the command that holds each.

    nominated (authority) → verified (another account) → signed by the worker himself → active
    asleep or suspended → reactivation asked (authority, supervisor) → reactivated (administrator, another account)

Nobody acts on an account of his own. An account that is not held, and one of an organisation that he does not reach,
are answered alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz import connector_scope, holding
from authz.account_state import AWAKE, State, awake_on, state_of
from authz.connector_scope import CONNECTOR
from authz.declaration import AGREEMENT, UNSIGNED
from authz.keys import new_id
from authz.local_days import local_day
from graph import accounts
from resolvers.errors import Fault
from resolvers.registry_desk import Desk, Moved, in_words
from schema.model import MODEL

LONGEST_NAME = 255
SLEEPING = frozenset({State.DEACTIVATED, State.SUSPENDED})
# Each act on an account: from which states, and what the account is then; None: what it was.
MOVES: Mapping[str, tuple[frozenset[State], State | None]] = {
    "verifyAccount": (frozenset({State.REQUESTED}), State.VERIFIED),
    "signAgreement": (AWAKE | {State.VERIFIED}, State.ACTIVE),
    "suspendAccount": (AWAKE | {State.DEACTIVATED}, State.SUSPENDED),
    "endAccount": (frozenset(State) - {State.ENDED}, State.ENDED),
    "askReactivation": (SLEEPING, None),
    "reactivateAccount": (SLEEPING, State.ACTIVE),
    "registerScope": (frozenset(State) - {State.ENDED}, None),
}


@dataclass(frozen=True, slots=True)
class Held:
    """The account that is acted on; `mine`: its person is the one who acts."""

    id: str | None
    status: str | None
    role: str | None
    duties: list[str] | None
    active_from: str | None
    nominated_by: str | None
    asked_by: str | None
    organisation: str | None
    kind: str | None
    mine: bool


Objection = Callable[[Held], Fault | None]


@dataclass(frozen=True, slots=True)
class AccountActs:
    desk: Desk

    async def nominate(self, organisation: str | None, subject: str, role: str, duties: list[str], need: str) -> Moved:
        """In the own organisation; an administrator, in any, those alone who see nobody's data."""
        desk = self.desk
        desk.may("nominateAccount")
        in_words("need", need)
        if not subject.strip() or len(subject) > LONGEST_NAME:
            raise Fault("BAD_INPUT", f"Say the subject of its tokens, at most {LONGEST_NAME} characters.", ("subject",))
        place = await desk.place("nominateAccount", organisation or desk.asker.organisation)
        if subject == place.subject:
            raise _own()
        if fault := self._unfit(place.kind, role, duties):
            raise fault
        if place.organisation != desk.asker.organisation and not holding.brings(desk.policy, role, duties):
            raise Fault("BAD_INPUT", "Another organisation nominates its workers itself.", ("organisation",))
        body = {"id": new_id(), "issuer": place.issuer, "subject": subject, "role": role, "duties": sorted(set(duties)),
                "organisation": place.organisation, "custodians": [place.custodian] if role == CONNECTOR else [],
                "need": need, "status": State.REQUESTED}  # fmt: skip
        await desk.command("nominateAccount", body)
        return Moved(str(body["id"]), State.REQUESTED, desk.now)

    async def verify(self, account: str, role: str, duties: list[str], how: str) -> Moved:
        """Whoever verifies says himself what he verified: what differs from the nomination is not verified."""
        self.desk.may("verifyAccount")
        in_words("how", how)

        def objection(held: Held) -> Fault | None:
            if held.nominated_by == self.desk.asker.account.id:
                return _second("nominated it")
            if (role, sorted(set(duties))) != (held.role, sorted(held.duties or ())):
                return Fault("BAD_INPUT", "It was nominated for another role or other duties.", ("role",))
            return self._unfit(held.kind or "", role, duties)  # as the policy has it by now

        return await self._move("verifyAccount", account, {"how": how}, objection)

    async def sign(self, version: str, connector: str | None) -> Moved:
        """W01: each worker for himself; for a connector, which cannot, who may nominate it."""
        desk = self.desk
        desk.under_admin()
        current, mine = desk.policy.settings[AGREEMENT], desk.asker.account
        if version != current:
            raise Fault(UNSIGNED, f"The privacy agreement in force is {current}: read and sign that.", ("version",))
        extra = {"version": version, "day": local_day(desk.now)}
        if connector is None:
            await desk.command("signAgreement", {"account": mine.id, **extra})
            return Moved(mine.id, State.ACTIVE, desk.now)
        if mine.agreement != current:
            raise Fault(UNSIGNED, "Sign it for your own account first.", ("connector",))
        desk.may("nominateAccount")

        def objection(held: Held) -> Fault | None:
            if held.role == CONNECTOR:
                return None
            return Fault("BAD_INPUT", "A worker signs for himself, with a token of his own.", ("connector",))

        return await self._move("signAgreement", connector, extra, objection, "nominateAccount")

    async def suspend(self, account: str, reason: str) -> Moved:
        return await self._with_reason("suspendAccount", account, reason)

    async def end(self, account: str, reason: str) -> Moved:
        """For good: whoever comes back is nominated anew."""
        return await self._with_reason("endAccount", account, reason)

    async def ask_reactivation(self, account: str, reason: str) -> Moved:
        return await self._with_reason("askReactivation", account, reason)

    async def reactivate(self, account: str) -> Moved:
        self.desk.may("reactivateAccount")

        def objection(held: Held) -> Fault | None:
            if held.asked_by is None:
                return Fault("ACCOUNT_STATE", "Its authority or a supervisor asks for it first: askReactivation.")
            return _second("asked for it") if held.asked_by == self.desk.asker.account.id else None

        return await self._move("reactivateAccount", account, {"day": local_day(self.desk.now)}, objection)

    async def register_scope(self, account: str, scope: list[str]) -> Moved:
        """In place of what was registered before; none: the connector reads nothing back."""
        self.desk.may("registerScope")
        today = local_day(self.desk.now)
        if found := connector_scope.objection(self.desk.policy, MODEL.nouns(), scope, today):
            raise Fault("BAD_INPUT", found, ("scope",))

        def objection(held: Held) -> Fault | None:
            if held.role == CONNECTOR:
                return None
            return Fault(
                "BAD_INPUT", "A worker reads by his role: a scope is registered for a connector.", ("account",)
            )

        return await self._move("registerScope", account, {"scope": sorted(set(scope))}, objection)

    async def _with_reason(self, act: str, account: str, reason: str) -> Moved:
        self.desk.may(act)
        in_words("reason", reason)
        return await self._move(act, account, {"reason": reason}, lambda _held: None)

    async def _move(
        self, act: str, account: str, extra: Mapping[str, Any], objection: Objection, duty_for: str = ""
    ) -> Moved:
        """Decided in the turn in which it is written: of two who decide at once, one comes second."""
        desk, (states, becomes) = self.desk, MOVES[act]
        async with desk.following.turn():
            held = Held(*await desk.fetch(accounts.HELD.strip(), {"me": desk.asker.account.id, "account": account}))
            if not desk.reaches(duty_for or act, held.organisation):
                raise Fault("ACCOUNT_NOT_HELD", "There is no such account for you.", ("account",))
            if held.mine:
                raise _own()
            if (state := await self._state(held)) not in states:
                raise Fault("ACCOUNT_STATE", f"The account is {state}; this is for one that is {_or(states)}.")
            if fault := objection(held):
                raise fault
            await desk.decide(act, {"account": account, **extra})
        return Moved(account, becomes or state, desk.now)

    async def _state(self, held: Held) -> str:
        id = held.id or ""
        used_on = (await self.desk.last_uses([id])).get(id, "")
        last = awake_on(held.active_from, used_on)
        return state_of(held.status or "", last, local_day(self.desk.now), self.desk.policy.settings)

    def _unfit(self, kind: str, role: str, duties: Sequence[str]) -> Fault | None:
        """What the policy lets no account of the kind be, or not by the hand of this asker."""
        if found := holding.objection(self.desk.policy, kind, role, duties):
            return Fault("BAD_INPUT", found[1], (found[0],))
        if holding.gives_reach(self.desk.policy, self.desk.asker, duties):
            return Fault("DUTY_REQUIRED", "An administrator gives and verifies this duty.", ("duties",))
        return None


def _own() -> Fault:
    return Fault("OWN_ACCOUNT", "Nobody does this to an account of his own: ask another one with the duty.")


def _second(did: str) -> Fault:
    return Fault("SECOND_PERSON_REQUIRED", f"Another account than the one that {did} decides this.")


def _or(states: frozenset[State]) -> str:
    return " or ".join(state for state in State if state in states)
