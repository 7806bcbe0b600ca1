"""A second world that differs only in what this asker may not see.

Every change is one that the judge does not notice: what it shows, and the facts that the walls
stand on (they decide on hidden facts, and their effect may be seen), stay the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.judge.agency_values import MAKERS, maker
from tests.judge.askers import Asker
from tests.judge.casting import CUSTODIANS
from tests.judge.hidden import hidden_people, hidden_things
from tests.judge.judge import Judge
from tests.judge.loading import OPEN, World
from tests.judge.matters import REPORTED
from tests.judge.nouns import BELONGS, OWNED, PARTS, SUMMARIES, VERSIONED
from tests.judge.seeing import BASIS, looks, seen
from tests.judge.values import (
    HOUSING,
    NAMES,
    address_values,
    attendance_values,
    contact_values,
    incident_values,
    instant,
    name_values,
    order_in_force,
    order_values,
    record_values,
    referral_values,
)
from tests.judge.worlds import copy_of

Step = Callable[[World], None]
View = Callable[[Any], Any]
Judging = Callable[[World, Asker, str], Any]  # a judge, or what answers as one
BESIDE = ("names", "consents", "assertions", "contacts", "decisions")
VALUES: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "records": record_values,
    "names": name_values,
    "contacts": contact_values,
    "addresses": address_values,
    "attendances": attendance_values,
    "incidents": incident_values,
    "orders": order_values,
    "referrals": referral_values,
    **{area: maker(area) for area in MAKERS},
}


def other_world(
    world: World, asker: Asker, now: str, seed: int, also: View = lambda _judge: None, by: Judging = Judge
) -> World:
    """Looks the same to this asker, and is another world. `also`: what else must look the same; `by`: who judges."""
    draw, judge = random.Random(seed), by(world, asker, now)
    goal, beside, other = seen(judge), also(judge), copy_of(world)

    def alike(candidate: World) -> bool:
        judged = by(candidate, asker, now)
        return also(judged) == beside and looks(judged, goal)

    for steps in (_new_values, _new_times, _new_parts, _fewer, _more, _foreign_matters, _other_reports, _parted):
        other = _kept(other, list(steps(judge, draw)), alike)
    return {area: _shuffled(things, draw) for area, things in other.items()}


def _kept(world: World, steps: list[Step], alike: Callable[[World], bool]) -> World:
    """The world after those steps that the judge does not notice."""
    if not steps:
        return world
    candidate = copy_of(world)
    for step in steps:
        step(candidate)
    if alike(candidate):
        return candidate
    if len(steps) == 1:
        return world
    half = len(steps) // 2
    return _kept(_kept(world, steps[:half], alike), steps[half:], alike)


def _set(area: str, name: str, values: dict[str, Any]) -> Step:
    def step(world: World) -> None:
        if name in world[area]:
            world[area][name].update(values)

    return step


# Values: everything that is not shown


def _new_values(judge: Judge, draw: random.Random) -> Iterator[Step]:
    summed = _summed(judge)
    for area, make in VALUES.items():
        for name in judge.world[area]:
            basis = BASIS[area] if (area, name) in summed else ()
            for field, value in _hidden_values(judge, area, name, make(draw), draw).items():
                if field not in basis or field in judge.facts.kept(area, name):
                    yield _set(area, name, {field: value})


def _hidden_values(judge: Judge, area: str, name: str, new: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """New values of the fields not shown, agreeing with the masks that are."""
    raw = judge.world[area][name]
    if area == "records" and judge.shown(area, name, "initials"):
        new["family_name"] = raw["family_name"][0] + draw.choice(NAMES)
        new["given_names"] = raw["given_names"][0] + draw.choice(NAMES)
        new["birth_date"] = raw["birth_year"] and f"{raw['birth_year']}-11-1{draw.randint(0, 9)}"
    if area == "orders" and judge.there(area, name):
        plain = [c for c in new["conditions"] if c not in HOUSING]
        new["conditions"] = [*raw["housing_conditions"], *plain]
    elif area == "orders":
        new["in_force"] = order_in_force(new, judge.now)
    return {f: v for f, v in new.items() if f == "key" or not judge.shown(area, name, f)}


def _summed(judge: Judge) -> set[tuple[str, str]]:
    """Events that a summary shows something of, though they may not be there themselves."""
    return {(area, e) for p in judge.persons_there() for area in SUMMARIES for e in judge.summed(area, p)}


def _new_times(judge: Judge, draw: random.Random) -> Iterator[Step]:
    """Hidden records come of another custodian, at another time, in another version."""
    for area in VERSIONED:
        for name in judge.world[area]:
            if not judge.there(area, name):
                times = {"recorded_to": draw.choice([OPEN, instant(draw)]), "version": 7}
                yield _set(area, name, {"received_at": instant(draw), **times})
                yield _set(area, name, {"custodian": draw.choice(CUSTODIANS)})


# Who stands where in what is not there, and hidden people in what is


def _new_parts(judge: Judge, draw: random.Random) -> Iterator[Step]:
    everyone = list(judge.world["records"])
    hidden = [r for r in everyone if not judge.there("records", r)]
    for area, keys in PARTS.items():
        for name, thing in judge.world[area].items():
            for key in keys:
                if not judge.there(area, name):
                    yield _set(area, name, {key: draw.sample(everyone, len(thing[key]))})
                elif hidden:
                    told = [r for r in thing[key] if not judge.facts.apart_of(area, name, r)]
                    yield _set(area, name, {key: _other_cast(judge, told, hidden, draw)})


def _other_cast(judge: Judge, cast: list[str], hidden: list[str], draw: random.Random) -> list[str]:
    kept = [r for r in cast if judge.there("records", r)]
    return [*kept, *draw.sample(hidden, min(len(hidden), draw.randint(0, 2)))]


# Less and more


def _fewer(judge: Judge, draw: random.Random) -> Iterator[Step]:
    """Half of the hidden things are gone, each with every edge to it."""
    places = {a for x in judge.world["incidents"].values() for a in x["AT"]}
    for area in (*PARTS, *BELONGS, "addresses"):
        for name in sorted(set(judge.world[area]) - places):
            if not judge.there(area, name) and draw.random() < 0.5:
                yield _without(area, name)


def _without(area: str, name: str) -> Step:
    """Nor is there what belonged to it, or the place that it stated."""

    def step(world: World) -> None:
        gone = {name, *_under(world, area, world[area].pop(name, {}))}
        for things in world.values():
            for thing in things.values():
                for key in [k for k in thing if k.isupper()]:
                    thing[key] = [x for x in thing[key] if x not in gone]

    return step


def _under(world: World, area: str, thing: dict[str, Any]) -> Iterator[str]:
    for owner, key, other in OWNED:
        for name in thing.get(key, ()) if owner == area else ():
            world[other].pop(name, None)
            yield name


def _more(judge: Judge, draw: random.Random) -> Iterator[Step]:
    seed = draw.randint(0, 10**9)
    yield lambda world: hidden_people(world, random.Random(seed))
    for number in range(8):
        yield _hidden_thing(number, draw.randint(0, 10**9))


def _hidden_thing(number: int, seed: int) -> Step:
    return lambda world: hidden_things(world, random.Random(seed), number)


def _foreign_matters(judge: Judge, draw: random.Random) -> Iterator[Step]:
    """Others' matters name others, and their consents are gone."""
    people = list(judge.world["persons"])
    for name, matter in judge.world["matters"].items():
        if name not in judge.matters():
            names = [{**n, "person": draw.choice(people)} for n in matter["names"]]
            yield _set("matters", name, {"names": names, "consents": [], "assertions": []})


def _other_reports(judge: Judge, draw: random.Random) -> Iterator[Step]:
    """Reports of the Central Information Point tell of something else; most are of no account to this asker."""
    known = sorted({thing["lineage"] for area in REPORTED for thing in judge.world[area].values()})
    for name, matter in judge.world["matters"].items():
        for place, report in enumerate(matter["reports"]):
            others = [*matter["reports"]]
            others[place] = {**report, "tells": draw.sample(known, len(known) // 2)}
            yield _set("matters", name, {"reports": others})


def _parted(judge: Judge, draw: random.Random) -> Iterator[Step]:
    """Of whom only one origin is seen may be that origin alone: the others were never joined to it."""
    for person, thing in judge.world["persons"].items():
        seen = {link["origin"] for r, link in thing["records"].items() if judge.there("records", r)}
        if len(seen) == 1 and person not in seen:
            yield _alone(person, *seen)


def _alone(person: str, origin: str) -> Step:
    def step(world: World) -> None:
        links = world["persons"][person]["records"]
        mine = [r for r, link in links.items() if link["origin"] == origin]
        world["persons"][origin] = {"records": {r: links.pop(r) for r in mine}}
        del world["origins"][origin]
        for matter in world["matters"].values():
            for row in (row for beside in BESIDE for row in matter[beside]):
                if row["person"] == person:
                    row |= {"person": origin, "origin": origin}

    return step


def _shuffled(things: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    names = list(things)
    draw.shuffle(names)
    return {name: things[name] for name in names}
