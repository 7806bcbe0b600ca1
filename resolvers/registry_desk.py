"""What all decisions on the registry share: who decides, for which organisation, and the ledger command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz import holding
from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph import accounts
from graph.following import Following
from resolvers.errors import Fault

LONGEST_WORDS = 2_000
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
LastUses = Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Moved:
    """An account, and its state after a decision."""

    account: str
    state: str
    at: str


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, beside the issuer and subject of who decides."""

    issuer: str
    subject: str
    organisation: str
    kind: str
    custodian: str


@dataclass(frozen=True, slots=True)
class Desk:
    """`last_uses` tells the last day on which each account was used."""

    fetch: Fetch
    last_uses: LastUses
    following: Following
    policy: Policy
    asker: Requester
    now: str

    def under_admin(self) -> None:
        if self.asker.purpose is not Purpose.ADMIN:
            raise Fault("PURPOSE_REQUIRED", "This is done under the purpose ADMIN.")

    def may(self, act: str) -> None:
        """By the duties alone, before anything is read."""
        self.under_admin()
        if not holding.may(self.policy, self.asker, act):
            duties = sorted(holding.with_act(self.policy, act))
            raise Fault("DUTY_REQUIRED", f"This is for an account with one of the duties {', '.join(duties)}.")

    def reaches(self, act: str, organisation: str | None) -> bool:
        """None is of no organisation: nobody reaches it."""
        return organisation is not None and holding.reaches(self.policy, self.asker, act, organisation)

    async def place(self, act: str, organisation: str) -> Place:
        """One that is not held, and one that he does not reach, are answered alike."""
        given = {"me": self.asker.account.id, "organisation": organisation}
        issuer, subject, id, kind, custodian = await self.fetch(accounts.PLACE.strip(), given)
        if not self.reaches(act, id):
            raise Fault("ORGANISATION_NOT_HELD", "There is no such organisation for you.", ("organisation",))
        return Place(issuer, subject, id, kind, custodian)

    async def command(self, kind: str, body: Mapping[str, Any]) -> None:
        async with self.following.turn():
            await self.decide(kind, body)

    async def decide(self, kind: str, body: Mapping[str, Any]) -> int:
        """Within the caller's turn; the number of its entry."""
        by = self.asker.account.id
        return await self.following.decide(kind, {**body, "by": by, "at": self.now}, self.now, by)


def in_words(field: str, text: str) -> None:
    if not text.strip() or len(text) > LONGEST_WORDS:
        raise Fault("BAD_INPUT", f"Say {field} in words, at most {LONGEST_WORDS} characters.", (field,))
