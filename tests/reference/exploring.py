"""Whom somebody is met with in a world, by what the judge shows: walked record by record, without a path or Cypher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from authz.local_days import local_day
from graph.reaching import HANDLE, MOST_HOPS, MOST_OF_A_FAMILY
from schema import associates, timeline
from tests.judge.casting import PARTS
from tests.judge.fields import NOUN_OF
from tests.reference.fields import Fields
from tests.reference.reading import Reading, Thing

Link = tuple[str, str, str, str]  # kind, id, part and the other's part
HOME = "Address"
EVERY = (*(NOUN_OF[area] for area in PARTS), HOME)


class Exploring:
    def __init__(self, reading: Reading, fields: Fields) -> None:
        self.reading, self.fields = reading, fields

    def expand(self, person: Thing | None, given: Mapping[str, Any], kinds: tuple[str, ...] = ()) -> Any:
        if person is None:
            return None
        asked = kinds or self._kinds(given)
        met = self._met(person, asked)
        ranked = sorted(met, key=lambda other: (-len(met[other]), self.reading.id(other)))
        counts = {kind: sum(any(link[0] == kind for link in links) for links in met.values()) for kind in asked}
        told = [(self._handle(other), met[other]) for other in ranked[: given["first"]]]
        return associates.expansion(self._handle(person), len(met), counts, told)

    def shared(self, one: Thing | None, other: Thing | None, given: Mapping[str, Any]) -> Any:
        if one is None or other is None:
            return None
        mine, theirs = self._met(one, self._kinds(given)), self._met(other, self._kinds(given))
        both = sorted((mine.keys() & theirs.keys()) - {one, other}, key=self.reading.id)
        return associates.shared([(self._handle(p), mine[p], theirs[p]) for p in both])

    def paths(self, start: Thing | None, end: Thing | None, given: Mapping[str, Any]) -> Any:
        """Everybody within so many steps, each step walked anew: far more than the ways need."""
        if start is None or end is None:
            return None
        most = max(0, min(given["max_hops"], MOST_HOPS))
        seen, front, rows = {start}, {start}, []
        for _ in range(most):
            found = [
                (a, *link, b) for a in front for b, links in self._met(a, self._kinds(given)).items() for link in links
            ]
            rows += [(a.name, *link, b.name) for a, *link, b in found]
            front = {b for *_, b in found} - seen
            seen |= front
        people = {person.name: person for person in seen}
        ids = {name: self.reading.id(person) for name, person in people.items()}
        return associates.paths(start.name, end.name, rows, ids, lambda name: self._handle(people[name]), most, False)

    def timeline(self, person: Thing | None, other: Thing | None, given: Mapping[str, Any]) -> Any:
        of = given["of"].value
        family = sorted(self._met(person, EVERY), key=self.reading.id) if person and of == "FAMILY" else []
        lives = [self.fields.row(one, timeline.LIVES) for one in [person, *family][:MOST_OF_A_FAMILY] if one]
        first, last = (local_day(given[name]) if given.get(name) else None for name in ("from", "to"))
        whom = self.reading.id(other) if other else None
        return timeline.timeline_of(lives, whom, of == "DYAD", first, last, [])

    def _kinds(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        asked = given.get("kinds")
        return EVERY if asked is None else tuple(kind.value for kind in asked)

    def _handle(self, person: Thing) -> dict[str, Any]:
        return self.fields.row(person, HANDLE)

    def _met(self, person: Thing, kinds: tuple[str, ...]) -> dict[Thing, list[Link]]:
        found: dict[Thing, set[Link]] = {}
        homes: dict[tuple[Thing, str], str] = {}  # a home that several records give is one, by the least of its ids
        for record in self._of(person, "records"):
            for link, other in self._beside(record):
                for whom in self._of(other, "persons"):
                    found.setdefault(whom, set()).add(link)
            for key, id, other in self._at_home(record):
                for whom in self._of(other, "persons"):
                    homes[whom, key] = min(id, homes.get((whom, key), id))
        for (whom, _), id in homes.items():
            found.setdefault(whom, set()).add((HOME, id, "LIVES_AT", "LIVES_AT"))
        met = {whom: sorted(link for link in links if link[0] in kinds) for whom, links in found.items()}
        return {whom: links for whom, links in met.items() if links and whom != person}

    def _of(self, thing: Thing, area: str) -> list[Thing]:
        """His records that are there, or whose record it is."""
        met = (Thing(area, name, thing.times) for name in self.reading.names(thing, "KNOWN_AS", area))
        return [other for other in met if area == "persons" or self.reading.here(other)]

    def _beside(self, record: Thing) -> Iterator[tuple[Link, Thing]]:
        for area, keys in PARTS.items():
            for mine in keys:
                for event in self._there(record, mine, area):
                    for theirs in keys:
                        for other in self._there(event, theirs, "records"):
                            yield (NOUN_OF[area], self.reading.id(event), mine, theirs), other

    def _at_home(self, record: Thing) -> Iterator[tuple[str, str, Thing]]:
        """Key of the home, id of the other's address, and the other's record."""
        for mine in self._lived_in(record):
            key = self.reading.world["addresses"][mine.name]["key"]
            for name, values in self.reading.world["addresses"].items():
                home = Thing("addresses", name, record.times)
                for other in self._there(home, "LIVES_AT", "records") if values["key"] == key else ():
                    if home in self._lived_in(other):
                        yield key, name, other

    def _lived_in(self, record: Thing) -> list[Thing]:
        return [home for home in self._there(record, "LIVES_AT", "addresses") if self._is_residence(home)]

    def _is_residence(self, home: Thing) -> bool:
        day, held = local_day(home.times.as_of), self.reading.world["addresses"][home.name]
        lasting = (held["valid_from"] or "") <= day <= (held["valid_to"] or "9999")
        return lasting and (held["purpose"] or "RESIDENCE") == "RESIDENCE"

    def _there(self, thing: Thing, key: str, area: str) -> list[Thing]:
        met = (Thing(area, name, thing.times) for name in self.reading.names(thing, key, area))
        return [other for other in met if self.reading.here(other)]
