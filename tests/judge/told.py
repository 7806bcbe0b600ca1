"""What a report of the Central Information Point may tell one recipient of its subject: the policy read a second time.

Of every node the lower of what the Point and what the recipient is shown, the recipient as if the report were issued;
and nothing that is not reached from the subject's own records. It answers as a judge does, so that worlds are held
against each other by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from tests.judge.askers import Asker, asker, pad
from tests.judge.cells import at_least, least
from tests.judge.facts import PROTECTED, Part
from tests.judge.fields import FACET_OF
from tests.judge.judge import Judge
from tests.judge.loading import World
from tests.judge.nouns import BELONGS, KEY_FACET, LEADS, PLACES, WHEN

POINT = asker("cip_analyst", "CIP_REQUEST")
SUBJECT = pad("p1")
FLAGS = ("correction_open", "misidentification_review", "doubts")
Node = tuple[str, str]  # area and name


class Issued(Judge):
    """A recipient, when a report on all that is held was issued to him."""

    def _of_the_event(self, area: str, name: str, facet: str) -> dict[str, bool]:
        found = super()._of_the_event(area, name, facet)
        return {**found, "via_cip": True, "cip_requester": "CIP_REQUESTER" in self.asker.classes}


class Told:
    """`withheld`: names of the events that are held back on review."""

    def __init__(self, world: World, recipient: Asker, now: str, withheld: Set[str] = frozenset()) -> None:
        self.world, self.asker, self.now, self.withheld = world, recipient, now, withheld
        self.point, self.recipient = Judge(world, POINT, now), Issued(world, recipient, now)
        self.facts = Kept(self.point, self.recipient)
        self.reached = self._reached()

    # as a judge answers

    def there(self, area: str, name: str) -> bool:
        return (area, name) in self.reached

    def shown(self, area: str, name: str, field: str) -> bool:
        return self.there(area, name) and all(one.shown(area, name, field) for one in self._both)

    whole = shown  # in a report nothing is compared

    def matters(self) -> set[str]:
        return self.point.matters() | self.recipient.matters()

    def persons_there(self) -> set[str]:
        return {name for area, name in self.reached if area == "persons"}

    def summed(self, area: str, person: str) -> set[str]:
        found = self.point.summed(area, person) & self.recipient.summed(area, person)
        return found - self.withheld if person == SUBJECT else set()

    # what it would tell of, for review

    def why(self) -> dict[str, Any]:
        """Record → by what a person decides on it: what the Point is shown of it, and how it is the subject's."""
        parts = [p for p in self.facts.parts if p.person == SUBJECT and self._met(p) and self._told(p)]
        return {event: self._why([p for p in parts if p.event == event]) for event in {p.event for p in parts}}

    def _met(self, part: Part) -> bool:
        """By the Point, in what is there for it."""
        seen = self.point.there(part.area, part.event) and self.point.there("records", part.record)
        return seen and not self.facts.apart_of(part.area, part.event, part.record)

    def _told(self, part: Part) -> bool:
        facet, _ = KEY_FACET[part.area]
        levels = (one.event_level(part.area, part.event, facet) for one in self._both)
        excluded = any(one.facts.excluded(part.area, part.event) for one in self._both)
        return at_least(least(*levels), "S") and not excluded and part.event not in self.withheld

    def _why(self, parts: list[Part]) -> dict[str, Any]:
        area, event = parts[0].area, parts[0].event
        flags = {flag: self.point.value(area, event, flag) for flag in FLAGS if flag in FACET_OF[area]}
        sure = {self.facts.origin(p.record) for p in parts} & self.facts.confirmed
        protected = any(p.standing in PROTECTED for p in parts if area != "referrals")
        thing = self.world[area][event]
        rows = [thing, *(self.world["records"][record] for record in sorted({p.record for p in parts}))]
        times = [thing[WHEN[area]], *(row[name] for row in rows for name in ("recorded_from", "recorded_to"))]
        return {**flags, "protected": protected, "confirmed": bool(sure), "times": times}

    # what is reached

    @property
    def _both(self) -> tuple[Judge, Judge]:
        return self.point, self.recipient

    def _each_there(self, area: str, name: str) -> bool:
        """What belongs to something is marked for all, or for nobody: a report is nobody's own."""
        if area in BELONGS and self.world[area][name].get("exclusion"):
            return False
        return name not in self.withheld and all(one.there(area, name) for one in self._both)

    def _reached(self) -> frozenset[Node]:
        """Nothing, unless the matters of both name him."""
        if not all(SUBJECT in one.facts.names for one in self._both):
            return frozenset()
        mine = {r for r in self.point.facts.records_of(SUBJECT) if self._each_there("records", r)}
        events = set(self._led({(p.area, p.event) for p in self.facts.parts if p.record in mine and self._open(p)}))
        met = {p.record for p in self.facts.parts if (p.area, p.event) in events and self._open(p)} | mine
        people = {self.point.facts.person_of[r] for r in met}
        others = {r for p in people for r in self.point.facts.records_of(p) if self._each_there("records", r)}
        beside = set(self._beside(events | {("records", r) for r in mine}))
        beside |= set(self._beside({node for node in beside if node[0] == "conditions"}))
        return frozenset({*events, *beside, *(("records", r) for r in others), *(("persons", p) for p in people)})

    def _open(self, part: Part) -> bool:
        there = self._each_there(part.area, part.event) and self._each_there("records", part.record)
        return there and not self.facts.apart_of(part.area, part.event, part.record)

    def _led(self, events: set[Node]) -> set[Node]:
        """With what these lead to, and what leads to them."""
        pairs = [
            ((a, name), (b, other)) for a, key, b in LEADS for name, x in self.world[a].items() for other in x[key]
        ]
        found: set[Node] = set()
        while found != events:
            found = set(events)
            near = {pair for pair in pairs if set(pair) & found}
            events = found | {node for pair in near for node in pair if self._each_there(*node)}
        return found

    def _beside(self, nodes: set[Node]) -> Iterator[Node]:
        stated = [(owner, key, area) for area, (owner, key) in BELONGS.items()]
        stated += [(owner, key, "addresses") for owner, key in (*PLACES, ("conditions", "AT"))]
        for owner, key, area in stated:
            for name in (name for of, name in nodes if of == owner):
                yield from ((area, x) for x in self.world[owner][name].get(key, ()) if self._each_there(area, x))


class Kept:
    """Markings as both are told of them, and no wall: what a wall does is in the levels of what is shown."""

    walled: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def __init__(self, point: Judge, recipient: Judge) -> None:
        self.point, self.recipient = point, recipient
        self.parts, self.world = point.facts.parts, point.world
        self.confirmed = self._confirmed()

    def kept(self, area: str, name: str) -> frozenset[str]:
        return self.point.facts.kept(area, name) | self.recipient.facts.kept(area, name)

    def apart_of(self, area: str, event: str, record: str) -> bool:
        """A marked part is passed on to nobody."""
        return record in self.world[area][event].get("apart", {})

    def origin(self, record: str) -> str:
        return str(self.point.facts.links[record][1]["origin"])

    def governing(self, _person: str) -> None:
        return None

    def _confirmed(self) -> set[str]:
        """Origins that a person stands for: the one that the Point's matter names, and what reviewers joined to it."""
        joined = self.world["origins"].items()
        sure = {SUBJECT, *(origin for origin, x in joined if x["person"] == SUBJECT and x["confirmed"])}
        named = {row["origin"] for person, row in self.point.facts.names.items() if person == SUBJECT}
        return sure if named & sure else named
