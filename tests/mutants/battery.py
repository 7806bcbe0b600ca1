"""The judgement of the product beside the judge's, over worlds in plain Python: fast enough for every mutant."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from authz import judgement
from authz.access import Access
from authz.facts import Facts
from authz.moment import Moment
from authz.policy_data import load
from authz.verdict import Verdict, shown, there
from authz.words import Facet, Level, Purpose
from graph.scopes import in_force
from schema.model import MODEL
from tests.judge.askers import ASKERS, Asker, asker
from tests.judge.casting import NOW
from tests.judge.directed import directed_world
from tests.judge.fields import FACET_OF, NOUN_OF
from tests.judge.judge import Judge
from tests.judge.loading import World, own_mark
from tests.judge.nouns import PARTS, PLACES
from tests.judge.tables import ROLES
from tests.judge.worlds import sized, world
from tests.mutants.byhand import by_hand
from tests.mutants.gathering import gathered

POLICY = load()
NOUNS = MODEL.nouns()
JUDGED = ("records", *PARTS, "addresses")
STANDINGS = ("ALLEGED", "VICTIM", "CHILD", "LINKED")
Cell = tuple[str, str, str]  # area, node, facet


@dataclass(frozen=True)
class Situation:
    """One asker in one world, and what the judge shows him of each node and facet."""

    world: World
    who: Asker
    facts: Facts
    levels: dict[Cell, str]

    def differences(self) -> Iterator[tuple[Cell, str, str]]:
        """Where the product says otherwise: the judge's level and the product's."""
        verdict = self._verdict()
        for cell, level in self.levels.items():
            found = self._level(verdict, cell)
            if found != level:
                yield cell, level, found

    def _verdict(self) -> Verdict:
        return judgement.judge(*self.judging(), NOUNS)

    def judging(self) -> tuple[Access, Facts, Moment]:
        held = "RAE" in self.who.classes
        purpose = Purpose(self.who.purpose)
        access = Access(POLICY, self.who.role, purpose, self.who.organisation, self.who.custodian, held, NOW[:10],
                        self.who.reasoned, "CIP_REQUESTER" in self.who.classes, self.who.scope)  # fmt: skip
        return access, self.facts, in_force(access, self.facts, NOW)

    def _level(self, verdict: Verdict, cell: Cell) -> str:
        """As the statement asks: in a list, or by the key of an own node that no wall keeps out."""
        area, name, facet = cell
        if area == "addresses" and not self._there(verdict, name):
            return "N"
        for level in (Level.F, Level.S, Level.M):
            if self._listed(verdict, area, name, shown(NOUN_OF[area], Facet(facet), level)):
                return told(facet, level.name)
        return "N"

    def _there(self, verdict: Verdict, address: str) -> bool:
        """No place is met but under its owner."""
        area, owner = next((area, name) for area, key in PLACES
                           for name, thing in self.world[area].items() if address in thing[key])  # fmt: skip
        return self._listed(verdict, area, owner, there(NOUN_OF[area]))

    def _listed(self, verdict: Verdict, area: str, name: str, listed: str) -> bool:
        key = own_mark(self.world, area, name)
        mine = key in verdict.lists.get(f"own_{listed}", ()) and name not in verdict.lists.get("walled", ())
        return mine or name in verdict.lists.get(listed, ())


def told(facet: str, level: str) -> str:
    """Where somebody is has no mask."""
    return "N" if level == "M" and facet in ("CONTACT", "SUPPRESSED_LOCATION") else level


def situation(here: World, who: Asker) -> Situation:
    judge = Judge(here, who, NOW)
    cells = {
        (area, name, facet): told(facet, judge.judged(area, name, facet))
        for area in JUDGED for name in here[area]
        for facet in ([judge.facet_of_address(name)] if area == "addresses" else sorted(set(FACET_OF[area].values())))
    }  # fmt: skip
    return Situation(here, who, gathered(here, who), cells)


@cache
def situations() -> tuple[Situation, ...]:
    """By hand; every role under every purpose in worlds made for it, and in random ones. In no order, so that what
    is broken is met soon."""
    found = [*(situation(here, who) for here, who in by_hand()), *_directed(), *_at_random()]
    random.Random(2).shuffle(found)
    return tuple(found)


def _directed() -> Iterator[Situation]:
    for role in ROLES:
        for purpose in ASKERS[role].purposes:
            for standing in STANDINGS:
                for met in (True, False):
                    yield situation(directed_world(role, purpose, standing, met=met), asker(role, purpose))
            silent = replace(asker(role, purpose), reasoned=False)
            yield situation(directed_world(role, purpose, "VICTIM", met=True), silent)


def _at_random() -> Iterator[Situation]:
    for role in ROLES:
        for number, purpose in enumerate(ASKERS[role].purposes):
            for seed in (number, number + 20):
                here = world(seed) if seed < 20 else sized(seed, 6, 3, 4)
                yield situation(here, asker(role, purpose, matter=purpose != "OWN_CASE" or seed % 2 == 0))


def told_apart() -> tuple[Situation, Cell, str, str] | None:
    """The first difference, if any."""
    return next(((s, *found) for s in situations() for found in s.differences()), None)
