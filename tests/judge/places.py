"""Where people are: the location that a record, an incident or an order states."""

from __future__ import annotations

from functools import cache

from tests.judge.askers import Asker
from tests.judge.cells import least, most
from tests.judge.facts import PROTECTED, Part
from tests.judge.loading import World, guarded
from tests.judge.nouns import PLACES
from tests.judge.people import People
from tests.judge.tables import PROTECTED_ANYWAY, PROTECTIVE_ORDER


class Places(People):
    """Levels of addresses: whole or nothing."""

    def __init__(self, world: World, asker: Asker, now: str) -> None:
        super().__init__(world, asker, now)
        self.address_level = cache(self._address_level)

    def owner_of(self, address: str) -> tuple[str, str]:
        for area, key in PLACES:
            for owner, thing in self.world[area].items():
                if address in thing[key]:
                    return area, owner
        raise LookupError(address)

    def facet_of_address(self, address: str) -> str:
        """W07: a place anybody marked as suppressed; an own record keeps its own marking."""
        area, owner = self.owner_of(address)
        thing = self.world["addresses"][address]
        own = self.world[area][owner]["custodian"] == self.asker.custodian
        hidden = thing["suppressed"] is True or (not own and guarded(self.world, thing))
        return "SUPPRESSED_LOCATION" if hidden else "CONTACT"

    def _owner_there(self, area: str, owner: str) -> bool:
        return self.record_there(owner) if area == "records" else self.event_there(area, owner)

    def _address_level(self, address: str) -> str:
        area, owner = self.owner_of(address)
        if self.facts.excluded("addresses", address) or not self._owner_there(area, owner):
            return "N"
        facet = self.facet_of_address(address)
        if area == "records":
            return self.record_level(owner, facet, "Address")
        parts = [p for p in self.facts.parts_of(area, owner) if p.standing in PROTECTED]
        if any(p.person in self.facts.walled for p in parts):
            return "N"
        return most(self._own_place(area, owner, facet), self._named_place(area, owner, facet, parts))

    def _own_place(self, area: str, event: str, facet: str) -> str:
        own = self.world[area][event]["custodian"] == self.asker.custodian
        if not own or self._wall_needs_matter(facet, "VICTIM"):
            return "N"
        carriers = self.carriers(area, event)
        met = {
            "linked": bool(carriers),
            "own_client": any(self._is_org_client(p.person) for p in carriers),
            **self._registered("Address", facet),
        }
        return self._cell(facet, "VICTIM", "own", met)

    def _named_place(self, area: str, event: str, facet: str, parts: list[Part]) -> str:
        """The home of everyone who was there: each of them must be named, each gate hold, and no one's
        own record be shut: who is met masked is not located."""
        accused = self.facts.all_accused_established(area, event)
        if (self._alleged_wall() and not accused) or not self.carriers(area, event):
            return "N"
        standing = min((p.standing for p in parts), key=PROTECTIVE_ORDER.index, default=None)
        carried = {p.person for p in self.carriers(area, event)}
        if standing is None or not all(self._carries(p.record) and p.person in carried for p in parts):
            return "N"
        return least(*(self._place_of(p, facet, standing) for p in parts))

    def _place_of(self, part: Part, facet: str, standing: str) -> str:
        met = {
            "linked": True,
            "own_client": self._is_org_client(part.person),
            "consent": self._consent(part.person, {part.standing}),
        }
        level = self._cell(facet, standing, "named", met)
        governing = self.facts.governing(part.person)
        if governing is None or self.facts.given_standing(part.person) not in PROTECTED_ANYWAY:
            return level
        met["consent"] = self._consent(part.person, {part.standing, governing})
        return least(level, self._cell(facet, governing, "named", met))  # W09 on every path
