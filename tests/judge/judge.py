"""The access policy a second time, by brute force over plain data.

It knows no path, list or statement. Where the text of the policy can be read in two ways the
narrower reading is taken:
- a grant reaches only records that the naming covers; a person's later link widens nothing;
- position `other` asks that the very record has a part in an event that is there and in which a
  named person has one: a stranger in an unrelated own event is not reached;
- an extract of an own text is shown by a matter that names somebody in it;
- an event at position `own` has standing NONE; the place of an own event is a victim's;
- consent is asked for the stricter of what the matter and what the record call the person;
- a place without any victim, child or bystander is not opened by naming its respondent.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.judge.askers import Asker
from tests.judge.cells import at_least, most
from tests.judge.fields import ALWAYS, FACET_OF, NEVER_COMPARED, SHOWN_FROM
from tests.judge.loading import World
from tests.judge.nouns import BELONGS, SUMMARIES
from tests.judge.places import Places


class Judge(Places):
    """What one asker may see in one world at one moment."""

    def __init__(self, world: World, asker: Asker, now: str) -> None:
        super().__init__(world, asker, now)
        self.there = cache(self._there)

    # What is asked of a judge

    def level(self, area: str, name: str, facet: str) -> str:
        """F, S, M or N: how much of this facet of this node is shown."""
        return self.judged(area, name, facet) if self.there(area, name) else "N"

    def value(self, area: str, name: str, field: str) -> Any:
        """The value as it is shown; a withheld one is like one not held."""
        if not self.shown(area, name, field):
            return None
        return name if field == "id" else self.world[area][name].get(field)

    def shown(self, area: str, name: str, field: str) -> bool:
        if not self.there(area, name):
            return False
        if area == "addresses" or (field in ALWAYS and field not in FACET_OF[area]):
            return True
        if field in self.facts.kept(area, name):
            return False
        level = self.judged(area, name, FACET_OF[area][field])
        return at_least(level, SHOWN_FROM.get((area, field), "F"))

    def whole(self, area: str, name: str, field: str) -> bool:
        """May a filter or an order use the value? Never a reporter or a suppressed place."""
        facet = self.facet_of_address(name) if area == "addresses" else FACET_OF[area].get(field)
        return self.shown(area, name, field) and facet not in NEVER_COMPARED

    def address_there(self, owner: str, address: str) -> bool:
        return self.owner_of(address)[1] == owner and self.there("addresses", address)

    def matters(self) -> set[str]:
        """Those of the asker's account, and the declared one: on others nothing of his rests."""
        mine = {name for name, x in self.world["matters"].items() if x["account"] == self.asker.account}
        return mine | {self.asker.matter or ""}

    def persons_there(self) -> set[str]:
        return {person for person in self.world["persons"] if self.there("persons", person)}

    def summed(self, area: str, person: str) -> set[str]:
        """The events that a summary of this person rests on: those he has this part in, at least at S."""
        key, facet = SUMMARIES[area]
        return {
            part.event
            for part in self.facts.parts
            if part.area == area
            and part.person == person
            and part.key == key
            and not self.facts.apart(part)
            and self.there("records", part.record)
            and at_least(self.judged(area, part.event, facet), "S")
        }

    # What is there

    def _there(self, area: str, name: str) -> bool:
        if name not in self.world[area] or self.facts.excluded(area, name):
            return False
        if area == "persons":
            return any(self.there("records", r) for r in self.facts.records_of(name))
        if area == "records":
            return self.record_there(name)
        if area == "addresses":
            return self.address_level(name) == "F"
        if area in BELONGS:
            return self.judged(area, name, self._facet_of_part(area)) == "F"
        return self.event_there(area, name)

    def _facet_of_part(self, area: str) -> str:
        """All that is said in it is of one facet, but free text."""
        [facet] = set(FACET_OF[area].values()) - {"NARRATIVE"}
        return facet

    def judged(self, area: str, name: str, facet: str) -> str:
        """The level of a facet, whether or not the node is there."""
        if self.facts.excluded(area, name):
            return "N"
        if area == "records":
            return self.record_level(name, facet)
        if area == "addresses":
            return self.address_level(name)
        if area in BELONGS:
            owners, key = BELONGS[area]
            whose = (owner for owner, thing in self.world[owners].items() if name in thing[key])
            return most(*(self.level(owners, owner, facet) for owner in whose))
        return self.event_level(area, name, facet)
