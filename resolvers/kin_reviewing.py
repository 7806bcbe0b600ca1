"""A reviewer's decision on a relationship: it holds, or it does not, and perhaps as another kind. It is undone by
deciding otherwise; nothing is forgotten, and nobody is joined or parted by it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from authz.keys import new_id
from authz.requester import Requester
from graph.following import Following
from graph.kinship import CONFIRMED, HELD, REFUSED
from resolvers.errors import Fault
from resolvers.mutations import Grounds, Ruled, Ruling
from resolvers.reviewing import may_review
from schema import codes
from schema.kin import is_family

Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class KinReviewing:
    fetch: Fetch
    following: Following
    asker: Requester
    now: str

    async def decide(self, ruling: Ruling, grounds: Grounds) -> Ruled:
        """`grounds`: what the asker is shown that it rests on; the decision is told to whoever is shown it too."""
        may_review(self.asker, ruling.reason)
        _good(ruling)
        rests_on = await grounds(ruling.relationship)
        if rests_on is None:
            raise Fault(
                "RELATIONSHIP_NOT_HELD", "There is no such relationship, or you are not shown both of its sides."
            )
        async with self.following.turn():
            id, decided, one_person = await self.fetch(HELD, {"relationship": ruling.relationship})
            if ruling.holds and one_person:
                raise Fault("IDENTITY_CONFLICT", "Both are believed to be one person: part them first, by their match.")
            state = CONFIRMED if ruling.holds else REFUSED
            body = {"at": self.now, "relationship": id, "id": new_id(), "number": decided + 1, "state": state,
                    "kind": ruling.kind, "currency": ruling.currency, "reason": ruling.reason,
                    "by": self.asker.account.id, "rests_on": rests_on}  # fmt: skip
            await self.following.decide("decideRelationship", body, self.now, self.asker.account.id)
        return Ruled(id=id, state=state, decided_at=self.now)  # type: ignore[arg-type]


def _good(ruling: Ruling) -> None:
    """What is refused is refused as it was said; and a reviewer says no word that nobody knows."""
    corrected = [name for name in ("kind", "currency") if getattr(ruling, name) is not None]
    if corrected and not ruling.holds:
        raise Fault("BAD_INPUT", f"Leave {corrected[0]} out: what does not hold is of no kind.", (corrected[0],))
    if ruling.kind is not None and not is_family(ruling.kind):
        raise Fault("BAD_INPUT", "Say a kind of the code list `relationship` that ties a family or home.", ("kind",))
    if ruling.currency is not None and not codes.known("relationship_currency", ruling.currency):
        raise Fault("BAD_INPUT", "Say a currency of the code list `relationship_currency`.", ("currency",))
