"""The facts of a world of the judge as the scope statement gathers them, with no database: in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from authz.facts import (
    Assertion,
    Conflict,
    Event,
    Exclusion,
    Facts,
    Grant,
    Grounds,
    Kept,
    Naming,
    Part,
    Place,
    Record,
    Serving,
)
from authz.words import Asserted, Standing
from tests.judge.askers import CLASSES, Asker
from tests.judge.fields import NOUN_OF
from tests.judge.loading import OPEN, World, guarded
from tests.judge.nouns import PARTS, PARTY, PLACES, WHEN

Thing = dict[str, Any]


class Gathering:
    """One asker's facts in one world."""

    def __init__(self, world: World, who: Asker) -> None:
        self.world, self.who = world, who
        self.person_of = {r: p for p, thing in world["persons"].items()
                          for r, link in thing["records"].items() if link["until"] == OPEN}  # fmt: skip
        self.matter: Thing = world["matters"].get(who.matter or "", {})
        self.parts = list(self._all_parts())
        standing = (r for r in self._rows("reports") if r["state"] == "ISSUED" and r["recipient"] == who.organisation)
        self.reported = {lineage for report in standing for lineage in report["tells"]}

    def facts(self) -> Facts:
        named = {row["person"] for row in self._rows("names")}
        reached = {p.event for p in self.parts if p.person in named}
        parts = tuple(p for p in self.parts if p.event in reached)
        records = [r for r, p in self.person_of.items() if p in named] + [p.record for p in parts]
        clients = self._clients("account", self.who.account)
        return Facts(
            self.matter.get("organisation", ""), self.matter.get("purpose", ""), self.matter.get("status", ""),
            tuple(self._naming(row) for row in self._rows("names")),
            tuple(grounds(row, "given_at") for row in self._rows("consents")),
            tuple(Assertion(Asserted(row["kind"]), grounds(row, "since")) for row in self._rows("assertions")),
            tuple(grounds(row, "decided_at") for row in self._rows("decisions")
                  if "RAE" in CLASSES.get(row["organisation"], ())),
            tuple(self._record(r) for r in dict.fromkeys(records)),
            tuple(self._event(area, name) for area in PARTS for name in self.world[area] if name in reached),
            parts,
            tuple(self._places(named, reached)),
            tuple(g for g in self._clients("organisation", self.who.organisation) if g.person in named),
            tuple(self._planned(named)),
            self._serving(tuple(clients)),
            tuple(self._conflicts()),
        )  # fmt: skip

    def _conflicts(self) -> Iterator[Conflict]:
        mine = self.world["accounts"].get(self.who.account, {}).get("conflicts", [])
        ours = self.world["organisations"].get(self.who.organisation, {}).get("conflicts", [])
        for row in (*mine, *(c for c in ours if self.who.account not in c["excepted"])):
            yield Conflict(row["person"], row["since"], row["until"], tuple(self._held_of(row["person"])))

    def _held_of(self, person: str) -> set[str]:
        """His records, what he has parts in, the places of either, and referrals that arise from it."""
        held = {record for record, of in self.person_of.items() if of == person}
        held |= {part.event for part in self.parts if part.person == person}
        held |= {name for name, thing in self.world["referrals"].items() if held & set(thing["ARISES_FROM"])}
        owners = ((area, key, name) for area, key in PLACES
                  for name in held & set(self.world[area]))  # fmt: skip
        return held | {place for area, key, name in owners for place in self.world[area][name][key]} | {person}

    def _rows(self, beside: str) -> list[Thing]:
        return list(self.matter.get(beside, ()))

    def _all_parts(self) -> Iterator[Part]:
        for area, keys in PARTS.items():
            for event, thing in self.world[area].items():
                for key, standing in keys.items():
                    given = PARTY.get(thing["party"] or "", "VICTIM") if area == "referrals" else standing
                    for record in filter(self.person_of.get, thing[key]):
                        yield Part(event, record, self.person_of[record], Standing(given),
                                   _released(thing.get("apart", {}).get(record)), key)  # fmt: skip

    def _naming(self, row: Thing) -> Naming:
        sure = self._sure(row["origin"], row["person"])
        grant = Grant(frozenset(row["covers"]), sure)
        return Naming(row["person"], Standing(row["standing"]), row["client"], row["since"], row["until"], grant)

    def _sure(self, origin: str, person: str) -> bool:
        return origin == person or bool(self.world["origins"].get(origin, {}).get("confirmed"))

    def _record(self, name: str) -> Record:
        thing, person = self.world["records"][name], self.person_of[name]
        origin = self.world["persons"][person]["records"][name]["origin"]
        return Record(name, person, thing["custodian"], Standing(thing["standing"]), _exclusion(thing),
                      thing["birth_date"] or "", origin, self._sure(origin, person), _kept(thing))  # fmt: skip

    def _event(self, area: str, name: str) -> Event:
        thing = self.world[area][name]
        open_now, in_custody = thing.get("open_now"), thing.get("in_custody")
        return Event(
            name, NOUN_OF[area], thing["custodian"], _exclusion(thing), thing["recorded_to"] == OPEN,
            thing[WHEN[area]] or "", thing.get("party") or "", next(iter(thing.get("ARISES_FROM", ())), ""),
            bool(thing.get("served")), thing.get("starts_on") or "",
            thing.get("ends_on") or thing.get("until_on") or "",
            thing.get("state") or "", _kept(thing), thing.get("scanned_at") is not None,
            thing.get("kind") or "", in_custody if open_now is None else open_now, thing.get("released_at") or "",
            bool(thing.get("risk_relevant")), thing["lineage"] in self.reported,
            frozenset(thing.get("extract_readers") or ()),
        )  # fmt: skip

    def _places(self, named: set[str], reached: set[str]) -> Iterator[Place]:
        beside = {p.record for p in self.parts if p.event in reached}
        for name, thing in self.world["records"].items():
            if name in beside or self.person_of.get(name) in named:
                yield from (self._place(a, name, thing) for a in thing["LIVES_AT"])
        for owners, key in PLACES[1:]:
            for name in reached & set(self.world[owners]):
                thing = self.world[owners][name]
                yield from (self._place(a, name, thing) for a in thing[key])

    def _place(self, name: str, owner: str, of: Thing) -> Place:
        thing = self.world["addresses"][name]
        until = (thing["valid_to"] or OPEN) if of["recorded_to"] == OPEN else ""
        marked = (thing["suppressed"] is True, guarded(self.world, thing), _exclusion(thing))
        return Place(name, owner, thing["key"] or name, *marked, until)

    def _clients(self, key: str, value: str) -> Iterator[Grounds]:
        for matter in self.world["matters"].values():
            if (matter[key], matter["status"]) == (value, "OPEN"):
                yield from (grounds(row, "since") for row in matter["names"] if row["client"])

    def _planned(self, named: set[str]) -> Iterator[Grounds]:
        """By whichever matter of the organisation."""
        for matter in self.world["matters"].values():
            if matter["organisation"] == self.who.organisation:
                yield from (grounds(row, "since") for row in matter["contacts"] if row["person"] in named)

    def _serving(self, clients: tuple[Grounds, ...]) -> Serving:
        people = {found.person for found in clients}
        theirs = {p.event for p in self.parts if p.person in people}
        parts = tuple(p for p in self.parts if p.event in theirs)
        homes = (
            (person, self.world["addresses"][a])
            for record, person in self.person_of.items() if person in people
            for a in self.world["records"][record]["LIVES_AT"]
        )  # fmt: skip
        files = tuple((person, tuple(self._files(record))) for record, person in self.person_of.items()
                      if person in {p.person for p in parts})  # fmt: skip
        return Serving(clients, parts, tuple((p, a["key"], a["valid_to"] or OPEN) for p, a in homes if a["key"]), files)

    def _files(self, record: str) -> Iterator[str]:
        """His record, where it says he lives, and where he was in a part that is protected."""
        yield record
        yield from self.world["records"][record]["LIVES_AT"]
        for owners, key in PLACES[1:]:
            protected = [part for part, standing in PARTS[owners].items() if standing != "ALLEGED"]
            for event in self.world[owners].values():
                if any(record in event[part] for part in protected):
                    yield from event[key]


def _exclusion(thing: Thing) -> Exclusion | None:
    return _released(thing["released"] if thing.get("exclusion") else None)


def _released(to: list[str] | None) -> Exclusion | None:
    return None if to is None else Exclusion(frozenset(to))


def _kept(thing: Thing) -> Kept:
    return tuple((field, Exclusion(frozenset(to))) for field, to in sorted(thing.get("kept", {}).items()))


def grounds(row: Thing, since: str) -> Grounds:
    """What is withdrawn ends there."""
    return Grounds(
        row["person"], row[since], min(row["until"], row.get("withdrawn_at") or row.get("cancelled_at") or OPEN)
    )


Gather = Callable[[World, Asker], Facts]


def gathered(world: World, who: Asker) -> Facts:
    return Gathering(world, who).facts()
