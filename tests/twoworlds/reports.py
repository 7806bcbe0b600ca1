"""Pairs of worlds in which a recipient's report tells the same; what custodians answer and the Point decides in each.

They differ in what he may not be told: what either he or the Point is not shown; a record that is held back in one for
a reason that may not be told, and is not held in the other; and which answer of a custodian it is of which nothing may
be told.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from schema.lookups import DATA_CUSTODIANS, Status
from tests.judge.askers import Asker, asker, pad
from tests.judge.casting import NOW
from tests.judge.loading import World
from tests.judge.other_world import other_world
from tests.judge.seeing import looks, seen
from tests.judge.told import SUBJECT, Told
from tests.judge.worlds import add_person, copy_of, sized
from tests.reference.worlds import whole

ROLES = ("tod_victim_side", "tod_perpetrator_side", "mens_service")
SIZE = (12, 5, 5)  # reports, orders, referrals
HELD_BACK = pad("back")  # the record that one world has more
UNTOLD = ("ENDANGERS", "EXCLUDED")
# Each may be told or not; of the second kind nothing of it is.
ANSWERS = (
    {"status": Status.ANSWERED, "as_at": "2026-05-30T00:00:00Z"},
    {"status": Status.REFUSED, "reason": "OTHER_LAW", "may_be_told": True},
    {"status": Status.TIMED_OUT},
    {"status": Status.NOT_HELD, "as_at": "2026-05-30T00:00:00Z", "may_be_told": True},
)
NOT_TOLD = (
    {"status": Status.REFUSED, "reason": "OTHER_LAW"},
    {"status": Status.NOT_HELD, "as_at": "2026-05-30T00:00:00Z"},
    {"status": Status.FAILED},
)
DECISIONS = (
    *(("RELEASE", None),) * 6,
    ("MASK", "NEEDS_CHECK"),
    ("WITHHOLD", "OTHER_PERSON"),
    ("WITHHOLD", "ENDANGERS"),
)


@dataclass(frozen=True)
class Case:
    """A world, what each custodian answers, and what the Point decides of the record that this world has more."""

    world: World
    answers: Mapping[str, Mapping[str, Any]]
    held_back: str | None


@dataclass(frozen=True)
class Cases:
    who: Asker
    seed: int
    two: tuple[Case, Case]

    def decided(self, item: str, share: float) -> tuple[str, str | None] | None:
        """The same in both; of `share` of the records something."""
        draw = random.Random(f"{self.seed} {item}")
        return draw.choice(DECISIONS) if draw.random() < share else None


@cache
def cases(role: str, seed: int) -> Cases:
    """One world has a record more than the other, where one can be found that leaves both alike but for itself."""
    who, here, draw = asker(role, "CIP_REQUEST"), whole(sized(seed, *SIZE)), random.Random(f"{role} {seed}")
    other = whole(other_world(here, who, NOW, seed, Told.why, Told))
    reason = draw.choice(UNTOLD)
    more = next(_one_more(here, who), None)
    first, second = _answers(draw)
    return Cases(who, seed, (Case(more or here, first, reason if more else None), Case(other, second, None)))


def differing(both: Cases) -> set[str]:
    """In what kinds of things the worlds of a pair differ."""
    one, other = (case.world for case in both.two)
    found = {area for area in one if one[area] != other[area]}
    changed = {(area, name) for area in found for name in {*one[area], *other[area]}
               if one[area].get(name) != other[area].get(name)}  # fmt: skip
    for area, name in changed:
        sides = [here[area].get(name, {}) for here in (one, other)]
        found |= {"excluded"} if any(side.get("exclusion") for side in sides) else set()
        found |= {"suppressed"} if any(side.get("suppressed") for side in sides) else set()
        found |= {"reporter"} if len({side.get("reporter_name") for side in sides}) > 1 else set()
    return found


def _one_more(here: World, who: Asker) -> Iterator[World]:
    """With another report of his that both may see, of somebody whom nobody knows; but for it the worlds look alike."""
    told = Told(here, who, NOW)
    goal = seen(told)
    for record in sorted(here["persons"][SUBJECT]["records"]):
        for like in sorted(here["incidents"]):
            if told.there("records", record) and told.there("incidents", like):
                world = _with_another(here, record, like)
                back = Told(world, who, NOW, frozenset({HELD_BACK}))
                if HELD_BACK in Told(world, who, NOW).why() and looks(back, goal) and back.why() == told.why():
                    yield world


def _with_another(here: World, record: str, like: str) -> World:
    world = copy_of(here)
    add_person(world, random.Random(like), "p88")
    affected = sorted(world["persons"][pad("p88")]["records"])[:1]
    parts = {"RESPONDENT_IN": [record], "AFFECTED_IN": affected, "CHILD_IN": [], "OTHER_IN": [], "STATES": [],
             "AT": [], "AT_ATTENDANCE": []}  # fmt: skip
    its = {"lineage": HELD_BACK, "source_id": "s88", "portal_id": "L88", "occurred_from": "2026-04-01T00:00:00Z"}
    world["incidents"][HELD_BACK] = {**world["incidents"][like], **its, **parts, "apart": {}}
    return whole(world)


def _answers(draw: random.Random) -> tuple[dict[str, Mapping[str, Any]], dict[str, Mapping[str, Any]]]:
    """Of some that may be told, the same in both; of the others any."""
    asked = draw.sample(DATA_CUSTODIANS, 4)
    untold = set(draw.sample(asked, 2))
    both = {name: draw.choice(ANSWERS) for name in asked}
    first, second = [{n: draw.choice(NOT_TOLD) if n in untold else said for n, said in both.items()} for _ in range(2)]
    one = min(untold)
    refused, other = draw.sample(NOT_TOLD, 2)
    return first | {one: refused}, second | {one: other}
