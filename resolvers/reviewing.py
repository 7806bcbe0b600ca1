"""A reviewer's decision on a match: one person, or two. It is undone by deciding otherwise; nothing is forgotten.

Whoever decides must be shown both sides. Where a home is suppressed, two people decide. A link that would bring
together what was told apart is refused until that decision is taken back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from authz.keys import new_id
from authz.requester import Requester
from graph import identity
from graph.candidates import KIN, Between, Candidates, Met
from graph.following import Following
from resolvers.errors import Fault
from resolvers.mutations import Decided, Recipient, Sees
from schema.matching.joining import Link, moves

DUTY = "reviewer"
LONGEST_REASON = 2_000
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


class Reviewing:
    def __init__(self, fetch: Fetch, candidates: Candidates, following: Following, asker: Requester, now: str) -> None:
        self.fetch, self.candidates, self.following = fetch, candidates, following
        self.asker, self.now = asker, now

    async def decide(self, match: str, same: bool, reason: str, checked: bool, sees: Sees) -> Decided:
        """`sees`: the asker is shown both sides of this match."""
        may_review(self.asker, reason)
        if not await sees(match):
            raise Fault("MATCH_NOT_HELD", "There is no such match, or you are not shown both of its sides.")
        async with self.following.turn():
            held = Held(*await self.fetch(identity.MATCH.strip(), {"match": match}))
            [met] = await self.candidates.between([(held.left, held.right)])
            between = met.stands
            state, confirmed = self._state(held, between, same, checked)
            decision = self._decision(held, between, state, confirmed, reason)
            steps = _moves(held, met, state, decision["id"], confirmed)
            body = {"at": self.now, "compared": [], "decisions": [decision], "moves": steps}
            await self.following.decide("decideIdentity", body, self.now, self.asker.account.id)
        told = await self._recipients(held) if held.state == "LINKED" and state == "NOT_SAME" else []
        return Decided(id=match, state=state, decided_at=self.now, recipients=told)  # type: ignore[arg-type]

    def _state(self, held: Held, between: Between, same: bool, checked: bool) -> tuple[str, bool]:
        if not same:
            return "NOT_SAME", False
        if between.same_event:
            raise Fault("IDENTITY_CONFLICT", "Both stand in one event: they are two people, or one report is wrong.")
        if against := [m.id for m in between.matches_between if m.state == "NOT_SAME" and m.id != held.match]:
            raise Fault(
                "IDENTITY_CONFLICT", f"It would join two who were decided to be two people, in match {against[0]}."
            )
        if any(m.state == KIN for m in between.matches_between):
            raise Fault(
                "IDENTITY_CONFLICT",
                "It would make somebody his own kin: a relationship of the two is confirmed. Decide on that one first.",
            )
        if not checked:
            raise Fault("BAD_INPUT", "Check the addresses of both, and say so.", ("addressesChecked",))
        if between.suppressed and not self._second(held):
            return "PROPOSED", False
        return "LINKED", True

    def _second(self, held: Held) -> bool:
        """Somebody else said so before."""
        return held.state == "PROPOSED" and held.decided_by != self.asker.account.id

    def _decision(self, held: Held, between: Between, state: str, confirmed: bool, reason: str) -> dict[str, Any]:
        return {
            "id": new_id(),
            "match": held.match,
            "left": held.left,
            "right": held.right,
            "state": state,
            "rule": "REVIEW",
            "reason": reason,
            "score": held.score,
            "probability": held.probability,
            "because": held.because,
            "safety": held.safety,
            "second_person": between.suppressed,
            "confirmed": confirmed,
            "method": "REVIEW",
            "by": self.asker.account.id,
            "weights": "",
        }

    async def _recipients(self, held: Held) -> list[Recipient]:
        """Whose matters named either of the two while they were believed to be one."""
        given = {"left": held.left, "right": held.right, "since": held.decided_at}
        rows = await self.fetch(identity.NAMED_MEANWHILE.strip(), given) or []
        return [Recipient(organisation=organisation, matter=matter) for organisation, matter in rows]


def may_review(asker: Requester, reason: str) -> None:
    """The duty, and a reason in words."""
    if DUTY not in asker.account.duties:
        raise Fault("DUTY_REQUIRED", "Only an account with the duty reviewer decides on this.")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Fault("BAD_INPUT", f"Say the reason in words, at most {LONGEST_REASON} characters.", ("reason",))


@dataclass(frozen=True, slots=True)
class Held:
    """A match as it stands; the columns of `identity.MATCH`."""

    match: str
    left: str
    right: str
    state: str
    score: float
    probability: float
    because: list[str]
    safety: int
    decided_by: str
    decided_at: str


def _moves(held: Held, met: Met, state: str, decision: str, confirmed: bool) -> list[dict[str, Any]]:
    """By the links that hold before and after."""
    before = [Link(m.left, m.right, m.decision, m.confirmed) for m in met.stands.links]
    after = [link for link in before if {link.left, link.right} != {held.left, held.right}]
    if state == "LINKED":
        after.append(Link(held.left, held.right, decision, confirmed))
    return [move.as_row() for move in moves((*met.left.origins, *met.right.origins), before, after)]
