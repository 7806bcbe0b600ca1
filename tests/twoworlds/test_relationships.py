"""Kin and households in two worlds: each answer is worked out a second time from plain data, worlds alike for an asker
are answered alike, and the harness sees it when something hidden is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any

import orjson
import pytest

from graph.conditions import TRUE
from graph.relationships import Asked
from tests.judge.askers import asker, pad
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.loading import World, guarded
from tests.judge.other_world import other_world
from tests.judge.relating import Row, Statement, last_ruling, statements
from tests.reference.asking import asked, hub_of, loaded
from tests.reference.reading import Reading, Thing, Times
from tests.reference.worlds import whole, world
from tests.twoworlds.telling import Desk, Pair

ROLES = {
    "police_fv_unit": "CISS",
    "cip_analyst": "CIP_REQUEST",
    "tod_victim_side": "ASSESSMENT",
    "mens_service": "ASSESSMENT",
}
SEEDS = (7, 9)
FIELDS = """id leftOrigin rightOrigin state kind { code label known } words currency { code } reason decidedBy decidedAt
  statements(first: 20) { id basis field code { code } currency { code } incident occurredFrom }"""
ALL = f"{{ relationships(first: 200) {{ {FIELDS} left {{ id initials }} right {{ id familyName }} }} }}"
BY_STATE = "{ relationships(first: 200, state: %s) { id leftOrigin state kind { code } decidedAt } }"
BY_PERSON = '{ relationships(first: 200, person: "%s") { id state kind { code } statements(first: 1) { id } } }'
NOW_AND_THEN = Times(NOW, NOW)


def close(seed: int) -> World:
    """A world in which each thing is said twice, once of a confidential source, and more people share a home."""
    found = world(seed)
    for number, incident in enumerate(list(found["incidents"].values())):
        other = {"exclusion": "CONFIDENTIAL_SOURCE", "released": list[str](), "lineage": pad(f"lx{number}")}
        other |= {"AT": [], "STATES": []}
        found["incidents"][pad(f"x{number}")] = {**incident, **other}
    for number, home in enumerate(found["addresses"].values()):
        home["key"] = f"k{number % 3}".ljust(26, "x")
        if number % 3:
            home |= {"purpose": "RESIDENCE", "suppressed": False}
    return found


def keys(judge: Judge) -> dict[str, str]:
    """A key is the address as it is written: of one that is shown it is shown."""
    return {name: home["key"] for name, home in judge.world["addresses"].items() if judge.there("addresses", name)}


@cache
def pair(role: str, seed: int) -> Pair:
    who, here = asker(role, ROLES[role]), close(seed)
    worlds = (here, whole(other_world(here, who, NOW, seed, keys)))
    people = sorted(
        {str(link["origin"]) for w in worlds for p in w["persons"].values() for link in p["records"].values()}
    )
    states = (BY_STATE % state for state in ("PROPOSED", "CONFIRMED", "REFUSED"))
    return Pair(who, worlds, (ALL, *states, *(BY_PERSON % person for person in people)))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("role", ROLES)
async def test_relationships_in_two_worlds_are_answered_alike(desk: Desk, role: str, seed: int) -> None:
    assert await desk.told_apart(pair(role, seed)) == []


# A second reading


class Shown:
    """What one asker may be told of who is kin of whom, by the judge and by time, with no path."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.world, self.reading = judge, judge.world, Reading(judge)
        self.persons = {
            str(link["origin"]): p for p, x in judge.world["persons"].items() for link in x["records"].values()
        }

    def all(self) -> dict[str, Row]:
        found: dict[str, list[Statement]] = {}
        for one in statements(self.world):
            if self.persons[one.left] != self.persons[one.right]:
                found.setdefault(one.relationship, []).append(one)
        told = {id: self._one(mine) for id, mine in found.items()}
        return {id: row for id, row in told.items() if row["statements"]}

    def _one(self, mine: list[Statement]) -> Row:
        ruling = last_ruling([one for one in mine if self._says(one, now=False)]) or {"state": "PROPOSED"}
        return {"state": ruling["state"], "kind": ruling.get("kind") or mine[0].kind, "reason": ruling.get("reason"),
                "statements": {one.id for one in mine if self._says(one, now=True)}}  # fmt: skip

    def _says(self, one: Statement, *, now: bool) -> bool:
        return self._shared(one, now) if one.key else any(self._reported(one, name, now) for name in one.incidents)

    def _there(self, area: str, name: str, now: bool) -> bool:
        return self.reading.here(Thing(area, name, NOW_AND_THEN)) if now else self.judge.there(area, name)

    def _records(self, origin: str, now: bool) -> list[str]:
        links = self.world["persons"][self.persons[origin]]["records"]
        return [r for r, link in links.items() if link["origin"] == origin and self._there("records", r, now)]

    def _reported(self, one: Statement, name: str, now: bool) -> bool:
        report = self.world["incidents"][name]
        ends = ((one.left, one.left_part), (one.right, one.right_part))
        kept, apart = self.judge.facts.kept, self.judge.facts.apart_of
        sides = [[r for r in self._records(origin, now) if r in report[part] and not apart("incidents", name, r)]
                 for origin, part in ends]  # fmt: skip
        if not all(sides) or not self._there("incidents", name, now):
            return False
        if one.subject is None:
            return self.judge.level("incidents", name, "IDENTITY") == "F" and not kept("incidents", name)
        speaking = sides[0] if one.subject == one.left else sides[1]
        telling = [r for r in speaking if not kept("records", r)]
        return any(self.judge.value("records", r, str(one.field)) == one.code for r in telling)

    def _shared(self, one: Statement, now: bool) -> bool:
        left, right = ([home for r in self._records(origin, now) for home in self._homes(r, one.key or "", now)]
                       for origin in (one.left, one.right))  # fmt: skip
        return any(a[0] <= b[1] and b[0] <= a[1] for a in left for b in right)

    def _homes(self, record: str, key: str, now: bool) -> Iterator[tuple[str, str]]:
        for name in self.world["records"][record]["LIVES_AT"]:
            home = self.world["addresses"][name]
            lived_in = (
                home["purpose"] in (None, "RESIDENCE") and not home["suppressed"] and not guarded(self.world, home)
            )
            if home["key"] == key and lived_in and self._there("addresses", name, now):
                yield home["valid_from"] or "", home["valid_to"] or "9999"


def told(answer: Row) -> dict[str, Row]:
    return {
        one["id"]: {"state": one["state"], "kind": one["kind"]["code"], "reason": one["reason"],
                    "statements": {said["id"] for said in one["statements"]}}
        for one in answer["relationships"]
    }  # fmt: skip


async def answered(desk: Desk, here: World, role: str) -> Row:
    await loaded(desk.database, here)
    raw = orjson.loads(await asked(hub_of(desk.database), asker(role, ROLES[role]), ALL))
    data: Row = raw["data"]
    return data


async def test_what_is_told_is_what_the_second_reading_tells(desk: Desk) -> None:
    rows: list[Row] = []
    fields: set[str | None] = set()
    for role, seed in product(ROLES, SEEDS):
        for here in pair(role, seed).worlds:
            expected = Shown(Judge(here, asker(role, ROLES[role]), NOW)).all()
            answer = await answered(desk, here, role)
            assert told(answer) == expected
            rows += expected.values()
            fields |= {said["field"] for one in answer["relationships"] for said in one["statements"]}
    assert len(rows) > 40  # else little would be compared
    assert {row["state"] for row in rows} == {"PROPOSED", "CONFIRMED", "REFUSED"}
    assert {"HOUSEHOLD", "DE_FACTO", "SPOUSE"} <= {row["kind"] for row in rows}
    assert {None, "relationship", "livingTogether", "relationToAffected"} <= fields


# Leaks

THERE, ROWS, DECISION = Asked._there, Asked._rows, Asked._decision


def all_there(*labels: str) -> Callable[..., str]:
    return lambda self, place, now: TRUE if place.node.label in labels else THERE(self, place, now)


def of_a_hidden_decision(self: Asked) -> str:
    return DECISION(self).replace("AND NOT EXISTS { MATCH (d)", "OR EXISTS { MATCH (d)")


# Role and seed of a pair of worlds that shows it; what is planted where.
LEAKS: dict[str, tuple[str, int, str, Any]] = {
    "a home that is not shown": ("tod_victim_side", 7, "_there", all_there("Address")),
    "a person who is not shown": ("tod_victim_side", 7, "_there", all_there("PersonRecord")),
    "a report that is not shown": ("tod_victim_side", 7, "_there", all_there("Incident")),
    "a field that is not shown": ("police_fv_unit", 7, "_identity", lambda _self, _place: TRUE),
    "a decision on what is not shown": ("tod_victim_side", 7, "_decision", of_a_hidden_decision),
    "a filter by what is not shown": (
        "tod_victim_side",
        7,
        "_rows",
        lambda self: ROWS(self).replace("WHERE state = ", "WHERE l.state = "),
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_planted_leak_is_found(desk: Desk, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    role, seed, name, planted = LEAKS[leak]
    monkeypatch.setattr(Asked, name, planted)
    assert await desk.tells_apart(pair(role, seed))
