"""Whom somebody is met with: the hub against the reference, for every asker, and against what a leak would tell."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from graph import reaching
from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.predicates import Policy
from graph.reaching import Reaching
from tests.judge.askers import asker, pad
from tests.judge.loading import World
from tests.reference import asking
from tests.reference.asking import database_of, loaded
from tests.reference.comparing import Answered, Compared
from tests.reference.worlds import world

SEEDS = (1, 2, 19)
ROLES = ("police_fv_unit", "cip_analyst", "tod_victim_side", "mens_service")
PEOPLE = ("p1", "p2", "p3", "p4", "p5")
WHO = "person { id familyNames givenNames initials birthYears }"
RECORDS = "kind id part otherPart said"
EXPAND = f"""query($one: ID!, $first: Int!) {{
  expand(person: $one, first: $first) {{ people more said counts {{ kind people }}
    neighbours {{ {WHO} said records {{ {RECORDS} }} }} }}
  household(person: $one) {{ people said neighbours {{ {WHO} records {{ {RECORDS} }} }} }} }}"""
BETWEEN = f"""query($one: ID!, $other: ID!) {{
  paths(from: $one, to: $other) {{ hops more said
    paths {{ said people {{ id initials }} steps {{ records {{ {RECORDS} }} }} }} }}
  sharedAssociates(firstPerson: $one, secondPerson: $other) {{ said
    associates {{ {WHO} said withFirst {{ {RECORDS} }} withSecond {{ {RECORDS} }} }} }} }}"""
ENTRY = "on at untilOn kind id said custodian source people"
LIVES = f"""query($one: ID!, $other: ID!) {{
  alone: timeline(person: $one) {{ timeline {{ said people entries {{ {ENTRY} }} undated {{ {ENTRY} }} }} }}
  both: timeline(person: $one, of: DYAD, other: $other, from: "2020-01-01T00:00:00Z") {{
    timeline {{ said people entries {{ {ENTRY} }} undated {{ {ENTRY} }} }} }} }}"""


@pytest.fixture(scope="module")
async def database(neo4j: Neo4j) -> AsyncIterator[Database]:
    async with database_of(neo4j) as found:
        yield found


def person(found: World, name: str) -> str:
    """By one of the ids that he is known by: where his first record comes from."""
    records = found["persons"][pad(name)]["records"]
    return str(next(iter(records.values()))["origin"])


async def compared(database: Database, seed: int, roles: tuple[str, ...] = ROLES) -> list[Answered]:
    found = world(seed)
    await loaded(database, found)
    answers = []
    for role in roles:
        asked = Compared(database, found, asker(role))
        for one, other in zip(PEOPLE, (*PEOPLE[1:], PEOPLE[0]), strict=True):
            pair = {"one": person(found, one), "other": person(found, other)}
            answers.append(await asked.one(EXPAND, {"one": pair["one"], "first": 3}))
            answers.append(await asked.one(BETWEEN, pair))
            answers.append(await asked.one(LIVES, pair))
    return answers


def different(found: list[Answered]) -> list[tuple[object, ...]]:
    return [(one.role, one.text, one.variables, one.hub, one.reference) for one in found if not one.same]


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_hub_answers_with_the_bytes_of_the_reference(database: Database, seed: int) -> None:
    found = await compared(database, seed)
    assert different(found) == []
    # Somebody is met, on some way: else equal answers would prove little.
    assert sum(one.values > 20 for one in found) > len(found) / 20


def _there(_: Reaching, record: str) -> str:
    return f"{record}.id IS NOT NULL"


def _any_part(_: Reaching, _part: str, _record: str) -> str:
    return "true"


def _any_event(_: Policy, variable: str, *_rest: object) -> str:
    return f"{variable}.id IS NOT NULL"


def _ever(_: Reaching, _address: object) -> str:
    return "true"


LEAKS: dict[str, tuple[type, str, Callable[..., str]]] = {
    "a hidden record leads on": (Reaching, "_held", _there),
    "a part that is excluded by itself leads on": (Reaching, "_stands", _any_part),
    "a hidden event joins two people": (Policy, "event", _any_event),
    "a home of long ago is one": (Reaching, "_lived_in", _ever),
}


@pytest.mark.parametrize("name", LEAKS)
async def test_a_planted_leak_is_found(database: Database, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    where, method, leak = LEAKS[name]
    asking.PLANS.plans.found.clear()
    monkeypatch.setattr(where, method, leak)
    try:
        assert any([different(await compared(database, seed)) for seed in SEEDS])
    finally:
        asking.PLANS.plans.found.clear()


async def test_more_steps_than_the_bound_are_the_bound(database: Database) -> None:
    found = world(1)
    await loaded(database, found)
    asked = Compared(database, found, asker("police_fv_unit"))
    text = "query($one: ID!, $most: Int!) { paths(from: $one, to: $one, maxHops: $most) { hops said } }"
    one = await asked.one(text, {"one": person(found, "p2"), "most": 40})
    assert one.hub == {"paths": {"hops": 0, "said": "1 way of 0 steps."}}
    assert reaching.MOST_HOPS == 4
