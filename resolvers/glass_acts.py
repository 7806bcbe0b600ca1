"""Decisions on break-glass (W15; source section 8.2): a link that is missing, stood in for and looked at afterwards.

One asker, one person, one reason. It opens what a matter opens that names the person as the most protective that he
stands anywhere: no gate, level or wall is lifted, so that consent, say, is still asked. Who is not held, and who may
not be told, is answered alike: the matter then names nobody. An alert is raised in the very command.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authz.keys import new_id
from authz.moment import BREAK_GLASS, is_child, most_protective
from authz.words import Position, Purpose, Standing
from graph import break_glass
from graph.scope import standing_of
from graph.times import instant
from resolvers.break_glass import GlassBroken
from resolvers.errors import Fault
from resolvers.references import Recorded, Reference
from resolvers.registry_desk import Desk, in_words
from schema.model import MODEL

SUBJECT, PARTS = break_glass.subject(MODEL), MODEL.parts()
Apart = Callable[[], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class GlassActs:
    """`apart`: the ids of what is kept from the asker (W10)."""

    desk: Desk
    apart: Apart

    async def break_it(self, person: Reference, reason: str) -> GlassBroken:
        desk, settings = self.desk, self.desk.policy.settings
        self._may_break()
        in_words("reason", reason)
        if len(reason.strip()) < int(settings["break_glass_reason"]):
            least = settings["break_glass_reason"]
            raise Fault("BAD_INPUT", f"Say the reason in at least {least} characters: it is reviewed.", ("reason",))
        given = {"system": person.system, "reference": person.id, "apart": await self.apart()}
        found = await desk.fetch(SUBJECT, given)
        account = desk.asker.account.id
        body = {"id": new_id(), "organisation": desk.asker.organisation, "purpose": str(desk.asker.purpose),
                "kind": BREAK_GLASS, "evidence": "", "account": account, "only": account, "reason": reason,
                "until": self._later(minutes=int(settings["break_glass_minutes"])),
                "review_by": self._later(hours=int(settings["break_glass_review_hours"])),
                "names": [self._naming(*found)] if found else []}  # fmt: skip
        await desk.command("breakGlass", body)
        return GlassBroken(matter=body["id"], until=body["until"], review_by=body["review_by"])  # type: ignore[arg-type]

    async def review(self, matter: str, outcome: str, note: str) -> Recorded:
        desk = self.desk
        desk.may("reviewBreakGlass")
        in_words("note", note)
        given = {"me": desk.asker.account.id, "matter": matter, "apart": await self.apart()}
        async with desk.following.turn():
            organisation, reviewed_at, mine = await desk.fetch(break_glass.HELD, given)
            if not desk.reaches("reviewBreakGlass", organisation):
                raise Fault("BREAK_GLASS_NOT_HELD", "There is no such break-glass for you.", ("id",))
            if mine:
                raise Fault("OWN_ACCOUNT", "Nobody reviews an act of his own: ask another one with the duty.")
            if reviewed_at is not None:
                raise Fault("ALREADY_REVIEWED", "Somebody reviewed it before: breakGlassReviews tells the outcome.")
            await desk.decide("reviewBreakGlass", {"matter": matter, "outcome": outcome, "note": note})
        return Recorded(id=matter, at=desk.now)  # type: ignore[arg-type]

    def _may_break(self) -> None:
        """Where the purpose asks no matter, or opens nothing of others, there is no link to stand in for; nor where
        the link is itself what the law asks, the request to the Central Information Point (FVPA s 144G)."""
        asker, purpose = self.desk.asker, self.desk.asker.purpose
        assert purpose
        row = self.desk.policy.purposes[asker.account.role, purpose]
        linked = row.needs_matter and Position.NAMED in row.opens
        if not linked or purpose is Purpose.CIP_REQUEST:
            raise Fault(
                "NO_PURPOSE", "Under this purpose no link is stood in for: declare one that opens records of others."
            )

    def _naming(self, origin: str, parts: Sequence[Any], said: Sequence[Any]) -> dict[str, Any]:
        """Whoever was a child once, and is not known to be one still, stands as a victim: then consent is asked."""
        standings = {standing_of(PARTS, *part) for part in parts} | {Standing(word or "VICTIM") for word, _ in said}
        born = max((day for _, day in said if day), default="")
        child = is_child(born, self.desk.now[:10], int(self.desk.policy.settings["child_until"]))
        as_now = {Standing.VICTIM if s is Standing.CHILD and not child else s for s in standings}
        return {"person": origin, "standing": str(most_protective(as_now)), "client": False}

    def _later(self, **lasting: int) -> str:
        return instant(datetime.fromisoformat(self.desk.now) + timedelta(**lasting))
