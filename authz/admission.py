"""From a token to an account of the registry: who may come in at all."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from authz import declaration
from authz.policy_data import Policy
from authz.presented import Presented
from authz.requester import Account, Declaration, Requester
from authz.tokens import Claims, Tokens

LOOK_UP_LASTS = 30.0  # seconds; a change made by another worker binds within them
STRONG = frozenset({"mfa", "phr", "phrh"})  # values of `acr` that say more than one factor
LookUp = Callable[[str, str], Awaitable[Account | None]]


class NotAdmitted(Exception):
    """The request goes no further; `code` is stable, `message` names the next step."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Admitted:
    """An active account, whether its token says more than one factor, and which application asks for it."""

    account: Account
    strong: bool
    scopes: frozenset[str]
    client: str = ""


class Admission:
    """One look-up per account, kept for a moment and forgotten when the registry changes."""

    def __init__(self, policy: Policy, tokens: Tokens, look_up: LookUp) -> None:
        self.policy, self.tokens, self.look_up = policy, tokens, look_up
        self.known: dict[tuple[str, str], tuple[float, Account | None]] = {}

    async def admit(self, presented: Presented, scope: str, today: str) -> Admitted:
        claims = await self.tokens.check(presented)
        if scope not in claims.scopes:
            raise NotAdmitted("SCOPE_MISSING", f"This needs a token with the scope {scope!r}.")
        account = await self._account(claims)
        if account is None:
            raise NotAdmitted("ACCOUNT_NOT_ACTIVE", "This account is not active. Ask your Organisational Authority.")
        strong = bool(STRONG & set((claims.acr or "").split()))
        asker = Requester(account, Declaration(), strong)
        refusal = declaration.refusal(declaration.ACCOUNT_RULES, self.policy, asker, today)
        if refusal:
            raise NotAdmitted(refusal.code, refusal.message)
        return Admitted(account, strong, claims.scopes, claims.client_id)

    def forget(self) -> None:
        """The registry changed. A look-up under way writes into what is let go here."""
        self.known = {}

    async def _account(self, claims: Claims) -> Account | None:
        key, known = (claims.issuer, claims.subject), self.known
        kept_until, account = known.get(key, (0.0, None))
        if time.monotonic() >= kept_until:
            account = await self.look_up(*key)
            known[key] = (time.monotonic() + LOOK_UP_LASTS, account)
        return account
