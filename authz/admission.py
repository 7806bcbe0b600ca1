"""From a token to an account of the registry: who may come in at all."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from authz import declaration
from authz.account_state import DEACTIVATED_AFTER, State, days_unused, state_of
from authz.declaration import Refusal
from authz.local_days import local_day
from authz.policy_data import Policy
from authz.presented import Presented
from authz.requester import Account, Declaration, Requester
from authz.tokens import Claims, Tokens

LOOK_UP_LASTS = 30.0  # seconds; a use that another worker noted is seen within them, all else at once
STRONG = frozenset({"mfa", "phr", "phrh"})  # values of `acr` that say more than one factor
SIGNED_BY = "read"  # the scope of requests that may come in to sign the privacy agreement, and for nothing else
LookUp = Callable[[str, str], Awaitable[Account | None]]
Use = Callable[[], Awaitable[None]]
Look = Callable[[], Awaitable[None]]  # tells `moved_to` of what another worker wrote
NoteUse = Callable[[str, str, str], Awaitable[None]]  # of an account, on a day of Melbourne, at an instant


class NotAdmitted(Exception):
    """The request goes no further; `code` is stable, `message` names the next step."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code, self.message = code, message


async def _no_use() -> None: ...


@dataclass(frozen=True, slots=True)
class Admitted:
    """An active account, whether its token says more than one factor, and which application asks for it.

    `owed`: it may sign the privacy agreement, and do nothing else. `notice` goes with its answers. `use` notes, once
    a day, that it was answered; what is refused is no use.
    """

    account: Account
    strong: bool
    scopes: frozenset[str]
    client: str = ""
    owed: Refusal | None = None
    notice: Mapping[str, Any] = field(default_factory=dict)
    use: Use = _no_use


async def _not_noted(_account: str, _day: str, _at: str) -> None: ...


async def _alone() -> None: ...


class Admission:
    """One look-up per account, kept for a moment and forgotten when the graph moves on."""

    def __init__(
        self, policy: Policy, tokens: Tokens, look_up: LookUp, note: NoteUse = _not_noted, look: Look = _alone
    ) -> None:
        self.policy, self.tokens, self.look_up, self.note, self.look = policy, tokens, look_up, note, look
        self.position = -1
        self.known: dict[tuple[str, str], tuple[float, Account | None]] = {}
        self.used: dict[str, str] = {}  # account → the last day that was noted from here

    async def admit(self, presented: Presented, scope: str, now: str) -> Admitted:
        claims = await self.tokens.check(presented)
        if scope not in claims.scopes:
            raise NotAdmitted("SCOPE_MISSING", f"This needs a token with the scope {scope!r}.")
        found = await self._account(claims)
        if found is None:
            raise NotAdmitted("ACCOUNT_NOT_ACTIVE", "This account is not active. Ask your Organisational Authority.")
        today = local_day(now)
        account = self._as_of(found, today)
        strong = bool(STRONG & set((claims.acr or "").split()))
        asker = Requester(account, Declaration(), strong)
        refusal = declaration.refusal(declaration.ACCOUNT_RULES, self.policy, asker, now[:10])
        if refusal and not (refusal.code == declaration.UNSIGNED and scope == SIGNED_BY):
            raise NotAdmitted(refusal.code, refusal.message)

        async def use() -> None:
            await self._use(account, today, now)

        return Admitted(account, strong, claims.scopes, claims.client_id, refusal, self._notice(account, today), use)

    def moved_to(self, position: int) -> None:
        """Look-ups of elsewhere than where the graph is are forgotten; one under way writes into what is let go."""
        if position != self.position:
            self.known, self.position = {}, position

    async def _account(self, claims: Claims) -> Account | None:
        await self.look()
        key, known = (claims.issuer, claims.subject), self.known
        kept_until, account = known.get(key, (0.0, None))
        if time.monotonic() >= kept_until:
            account = await self.look_up(*key)
            known[key] = (time.monotonic() + LOOK_UP_LASTS, account)
        return account

    def _as_of(self, account: Account, today: str) -> Account:
        """With its state of this day; what was looked up may be older than the last use."""
        account = replace(account, used_on=max(account.used_on, self.used.get(account.id, "")))
        return replace(account, status=state_of(account.status, account.awake_on, today, self.policy.settings))

    async def _use(self, account: Account, today: str, now: str) -> None:
        if self.used.get(account.id, account.used_on) < today:
            await self.note(account.id, today, now)
            self.used[account.id] = today

    def _notice(self, account: Account, today: str) -> Mapping[str, Any]:
        """What a warned account is told; the same answer counts as its use."""
        if account.status != State.WARNED:
            return {}
        days = int(self.policy.settings[DEACTIVATED_AFTER])
        unused = days_unused(account.awake_on, today)
        words = (
            f"This account was not used for {unused} days; this answer counts as its use. At {days} days without use "
            "it is deactivated, and your Organisational Authority or supervisor has to ask for its reactivation."
        )
        return {"account": {"state": account.status, "daysUnused": unused, "daysLeft": days - unused, "notice": words}}
