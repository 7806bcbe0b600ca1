"""All roles by all fields: a case where the judge denies, and one where it shows, if any can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.judge.askers import ASKERS, Asker, asker
from tests.judge.casting import NOW
from tests.judge.directed import directed_world
from tests.judge.fields import AREA_OF, FACET_OF, NOUN_OF
from tests.judge.judge import Judge
from tests.judge.loading import World
from tests.judge.positions import closed_cells, facets_of, showable
from tests.judge.tables import ROLES

DIRECTIONS = ("ALLEGED", "VICTIM", "CHILD", "LINKED")


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One field of one node, for one asker: shown, or not though it is held."""

    role: str
    purpose: str
    noun: str
    field: str
    facet: str
    world: World
    asker: Asker
    id: str
    shown: bool


Key = tuple[str, str, str]  # noun, field, facet


@cache
def cases() -> tuple[Case, ...]:
    """For every role and field a denied case, and a shown one where some world can show it."""
    return tuple(case for role in ROLES for case in cases_of(role))


@cache
def cases_of(role: str) -> tuple[Case, ...]:
    shown: dict[Key, Case] = {}
    withheld: dict[Key, Case] = {}  # of a node that is there
    absent: dict[Key, Case] = {}  # of a node that is not
    for judge in _judges(role):
        for case in _of(judge):
            there = judge.there(AREA_OF[case.noun], case.id)
            kind = shown if case.shown else withheld if there else absent
            kind.setdefault((case.noun, case.field, case.facet), case)
    return (*shown.values(), *({**absent, **withheld}).values())


def never() -> set[tuple[str, str, str, str]]:
    """(role, noun, field, facet) that no world of this slice shows, from the tables alone."""
    return {
        (role, noun, field, facet)
        for role in ROLES
        for area, fields in FACET_OF.items()
        for noun in [NOUN_OF[area]]
        for field in fields
        for facet in facets_of(noun, field)
        if not showable(role, noun, field, facet)
    }


def _judges(role: str) -> Iterator[Judge]:
    for purpose in ASKERS[role].purposes:
        for standing in DIRECTIONS:
            for met in (True, False):
                world = directed_world(role, purpose, standing, met=met)
                yield Judge(world, asker(role, purpose), NOW)
        yield Judge(world, asker(role, purpose, matter=False), NOW)


def _of(judge: Judge) -> Iterator[Case]:
    who = judge.asker
    for area, fields in FACET_OF.items():
        for name, thing in judge.world[area].items():
            for field in fields:
                if thing.get(field) is None:
                    continue
                facet = judge.facet_of_address(name) if area == "addresses" else fields[field]
                shown = judge.shown(area, name, field)
                noun = NOUN_OF[area]
                yield Case(who.role, who.purpose, noun, field, facet, judge.world, who, name, shown)


__all__ = ["Case", "cases", "cases_of", "closed_cells", "never"]
