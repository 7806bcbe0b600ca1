"""Decisions on organisations: the days on which one is of an entity class, and the last day of its own."""

from __future__ import annotations

from dataclasses import dataclass

from authz.policy_data import ADOPTION
from graph.registry import term
from resolvers.errors import Fault
from resolvers.registry_desk import Desk


@dataclass(frozen=True, slots=True)
class OrganisationActs:
    desk: Desk

    async def change_class(self, organisation: str, entity_class: str, since: str | None, until: str | None) -> None:
        """Both days, YYYY-MM-DD, are of the class; without a first day it counts from the adoption of the policy."""
        await self._another("changeClass", organisation)
        known = sorted({word for row in self.desk.policy.kinds.values() for word in row.classes})
        if entity_class not in known:
            raise Fault("BAD_INPUT", f"Say one of {', '.join(known)}.", ("entityClass",))
        if since and until and until < since:
            raise Fault("BAD_INPUT", "It ends before it begins.", ("until",))
        stored = term(entity_class, since or ADOPTION, until or "")
        body = {"organisation": organisation, "entity_class": entity_class, "term": stored}
        await self.desk.command("changeClass", body)

    async def end(self, organisation: str, until: str) -> None:
        """From the day after on nobody of it comes in."""
        await self._another("endOrganisation", organisation)
        await self.desk.command("endOrganisation", {"organisation": organisation, "until": until})

    async def _another(self, act: str, organisation: str) -> None:
        """Nobody makes his own organisation an entity, or keeps it one."""
        self.desk.may(act)
        place = await self.desk.place(act, organisation)
        if place.organisation == self.desk.asker.organisation:
            raise Fault("OWN_ORGANISATION", "An administrator of another organisation does this to yours.")
