"""Every record about a person: also those met beside a named one, and the wall of the other side."""

from __future__ import annotations

from functools import cache

from tests.judge.askers import Asker
from tests.judge.cells import at_least, least, most
from tests.judge.events import Events
from tests.judge.facts import VIOLENT, Part
from tests.judge.loading import World
from tests.judge.nouns import KEY_FACET
from tests.judge.records import LOCATION
from tests.judge.tables import PROTECTIVE_ORDER


class People(Events):
    """Levels of records about people."""

    def __init__(self, world: World, asker: Asker, now: str) -> None:
        super().__init__(world, asker, now)
        self.seen_parts = self._seen_parts()
        self.documented = {p.record for p in self.facts.parts if not self.facts.apart(p) and self._told(p)}
        self.record_level = cache(self._of_record)

    def record_there(self, name: str) -> bool:
        return at_least(self.record_level(name, "IDENTITY"), "M")

    def _told_by_a_document(self, name: str) -> bool:
        """W12: that another agency holds a record of somebody tells that it holds a document about him. Where no
        document that the record stands in is told of, be it in a summary, neither is the record."""
        return self.world["records"][name]["custodian"] == self.asker.custodian or name in self.documented

    def _told(self, part: Part) -> bool:
        facet, _ = KEY_FACET[part.area]
        shown = at_least(self.event_level(part.area, part.event, facet), "S")
        return shown and not self.facts.excluded(part.area, part.event)

    def _of_record(self, name: str, facet: str, noun: str = "PersonRecord") -> str:
        person = self.facts.person_of.get(name)
        if person is None or self.facts.excluded("records", name) or not self._told_by_a_document(name):
            return "N"
        level = most(
            self._reached_own_record(name, facet, noun),
            self._named_record(name, facet),
            self._other_record(name, facet),
        )
        return self._counter_party(person, facet, level)

    def _reached_own_record(self, name: str, facet: str, noun: str) -> str:
        """W08: whoever serves the other side comes upon an own file of the protected only where the
        matter names the person or leads there."""
        met = self.facts.granted(name) or any(p.record == name for p in self.seen_parts)
        hidden = self.facts.person_of[name] in self.facts.walled and not met
        return "N" if hidden else self._own_record(name, facet, noun)

    def _counter_party(self, person: str, facet: str, level: str) -> str:
        """W08: whoever serves the other side never locates this person, nor knows the name."""
        if person not in self.facts.walled:
            return level
        if facet in LOCATION:
            return "N"
        return least(level, "M") if facet == "IDENTITY" else level

    def _other_record(self, name: str, facet: str) -> str:
        if not any(p.record == name for p in self.seen_parts):
            return "N"
        standing = self.standing(self.facts.person_of[name])
        if standing is None or (self._alleged_wall() and standing == "ALLEGED"):
            return "N"
        return self._cell(facet, standing, "other", {"perpetrator_only": standing in VIOLENT, **self._by_records(name)})

    def standing(self, person: str) -> str | None:
        """S1 and S2: what the matter says; else the most protective part in an event seen."""
        given = self.facts.given_standing(person)
        if given:
            return given
        found = {p.standing for p in self.seen_parts if p.person == person}
        return min(found, key=PROTECTIVE_ORDER.index, default=None)

    def _seen_parts(self) -> list[Part]:
        """Parts in events that are there and in which a named person has a part (W03)."""
        open_to_me = [p for p in self.facts.parts if not self.facts.apart(p)]
        named = [p for p in open_to_me if self.facts.granted(p.record)]
        reached = {(p.area, p.event) for p in named if self.event_there(p.area, p.event)}
        return [p for p in open_to_me if (p.area, p.event) in reached and not self.facts.excluded("records", p.record)]
