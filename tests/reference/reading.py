"""A world as one asker reads it: what is there at a time, its values, its neighbours. Only the judge decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from authz.local_days import local_day
from graph.mapping import Edge, Gathered, Node, Property
from schema.model import MODEL
from tests.judge.fields import AREA_OF, FACET_OF, NEVER_COMPARED
from tests.judge.judge import Judge
from tests.judge.loading import OPEN
from tests.judge.nouns import EDGES, PARTS, SUMMARIES, VERSIONED, WHEN


@dataclass(frozen=True, slots=True)
class Times:
    """Times choose what is shown, never who may see it."""

    as_of: str
    known_at: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One node of an answer; times are those of the root field it was met under."""

    area: str
    name: str
    times: Times


class Reading:
    """Everything that an answer may say comes from here."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.world = judge, judge.world

    def noun(self, thing: Thing) -> Node:
        return next(n for label, n in MODEL.nodes.items() if AREA_OF.get(label) == thing.area)

    def id(self, thing: Thing) -> str:
        if thing.area == "persons":
            return min(self.ids(thing))
        return str(self.world[thing.area][thing.name]["lineage"] if thing.area in VERSIONED else thing.name)

    def ids(self, person: Thing) -> set[str]:
        """He answers to each origin of a record of his that is there."""
        records = (r for r in self._beyond(person, "KNOWN_AS", "records") if self.here(r))
        return {str(self.judge.facts.links[record.name][1]["origin"]) for record in records}

    def things(self, area: str, times: Times) -> Iterator[Thing]:
        """All of a kind that are there."""
        found = (Thing(area, name, times) for name in self.world[area])
        return (thing for thing in found if self.here(thing))

    # what is there

    def here(self, thing: Thing) -> bool:
        """There for this asker, and at this time; a person is there by a record that is."""
        if thing.area == "persons":
            return any(self.here(record) for record in self._beyond(thing, "KNOWN_AS", "records"))
        return self.judge.there(thing.area, thing.name) and self.held(thing) and self._happened(thing)

    def held(self, thing: Thing) -> bool:
        """The hub held this very version then."""
        values = self.world[thing.area][thing.name]
        if thing.area not in VERSIONED:
            return True
        return bool(values["recorded_from"] <= thing.times.known_at < values["recorded_to"])

    def _happened(self, thing: Thing) -> bool:
        values, as_of = self.world[thing.area][thing.name], thing.times.as_of
        if thing.area == "records":  # there while it held true; an event is from when it was
            return bool(values["valid_from"] <= as_of and (values.get("valid_to") or OPEN) > as_of)
        began = (values.get(WHEN[thing.area]) or "") if thing.area in WHEN else ""
        return began <= (as_of if "T" in began else local_day(as_of))

    # values

    def value(self, thing: Thing, prop: Property) -> Any:
        """As it is shown; what is withheld is like what is not held."""
        area, name = thing.area, thing.name
        if prop.facet is None:
            return self.id(thing)
        if prop.stored in FACET_OF[area]:
            return self.judge.value(area, name, prop.stored)
        # Where a record came from and when: no summary lists it, so a masked row does not show it.
        return self.world[area][name].get(prop.stored) if self.judge.level(area, name, str(prop.facet)) == "F" else None

    def compared(self, thing: Thing, prop: Property) -> Any:
        """The value that filters and orders may use: one that is shown, and never of W06 or W07."""
        if prop.facet is None:
            return self.id(thing)
        area, name = thing.area, thing.name
        facet = self.judge.facet_of_address(name) if area == "addresses" else FACET_OF[area].get(prop.stored)
        return None if facet in NEVER_COMPARED else self.value(thing, prop)

    def summary_rows(self, person: Thing, gathered: Gathered) -> list[list[Any]]:
        """What a summary rests on: events through records that are there, at these times."""
        area = AREA_OF[gathered.target]
        events = {
            part.event
            for part in self.judge.facts.parts
            if part.area == area
            and part.key == SUMMARIES[area][0]
            and not self.judge.facts.apart(part)
            and part.event in self.judge.summed(area, person.name)
            and part.person == person.name
            and self._leads(Thing("records", part.record, person.times))
        }
        mine = [Thing(area, name, person.times) for name in events]
        known = sorted((t for t in mine if self.held(t) and self._happened(t)), key=self.id)
        return [[self._stated(thing, name) for name in gathered.needs] for thing in known]

    def _stated(self, thing: Thing, name: str) -> Any:
        if name in self.judge.facts.kept(thing.area, thing.name):
            return None
        return self.id(thing) if name == "id" else self.world[thing.area][thing.name].get(name)

    # neighbours

    def beyond(self, thing: Thing, edge: Edge) -> list[Thing]:
        """The neighbours that are there, each once, by id."""
        area = AREA_OF[edge.target]
        sources = [thing]
        if edge.lens:
            sources = [r for r in self._beyond(thing, "KNOWN_AS", "records") if self._leads(r)]
        met = {found for source in sources for found in self._beyond(source, edge.relationship, area)}
        return sorted((found for found in met if self.here(found)), key=self.id)

    def _leads(self, record: Thing) -> bool:
        """A lens passes only records that are there, were held then, and believed then to be of the person."""
        return self.judge.there("records", record.name) and self.held(record) and self._believed(record)

    def _believed(self, record: Thing) -> bool:
        _, link = self.judge.facts.links[record.name]
        return bool(link["from"] <= record.times.known_at < link["until"])

    def _beyond(self, thing: Thing, key: str, area: str) -> Iterator[Thing]:
        return (Thing(area, name, thing.times) for name in self.names(thing, key, area))

    def names(self, thing: Thing, key: str, area: str) -> list[str]:
        """By the edge as the world keeps it, at the one end or the other."""
        if key == "KNOWN_AS":
            links = self.judge.facts.links
            pairs = [(r, p) for r, (p, _) in links.items() if self._believed(Thing("records", r, thing.times))]
            return [r if area == "records" else p for r, p in pairs if thing.name in (r, p)]
        ends = {(holder, listed) for holder, kept, listed in EDGES if kept == key}
        if (thing.area, area) in ends:
            return [
                x for x in self.world[thing.area][thing.name][key] if not self._apart(key, thing.area, thing.name, x)
            ]
        found = (name for name, values in self.world[area].items() if thing.name in values[key])
        return [name for name in found if not self._apart(key, area, name, thing.name)]

    def _apart(self, key: str, area: str, event: str, record: str) -> bool:
        return key in PARTS.get(area, ()) and self.judge.facts.apart_of(area, event, record)
