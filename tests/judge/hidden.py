"""Things that a second world has more of: unknown people, and excluded nodes about known ones."""

from __future__ import annotations

import random

from tests.judge.agencies import unled
from tests.judge.agency_values import MAKERS, maker
from tests.judge.askers import pad
from tests.judge.casting import NOW, versioned
from tests.judge.loading import World
from tests.judge.nouns import AGENCIES, BELONGS, PARTS
from tests.judge.values import (
    OPEN,
    address_values,
    contact_values,
    incident_values,
    name_values,
    order_in_force,
    order_values,
    referral_values,
)
from tests.judge.worlds import add_person

SOURCE = {"exclusion": "CONFIDENTIAL_SOURCE", "released": list[str]()}
WITHIN = tuple(area for area in BELONGS if area in MAKERS)  # an order, a file, a stay and the like


def hidden_people(world: World, draw: random.Random) -> None:
    """Nobody's acquaintances."""
    for number in (98, 99):
        add_person(world, draw, f"p{number}")


def hidden_things(world: World, draw: random.Random, number: int) -> None:
    """One excluded thing of each kind, and one more in turn, all about people whom the world already has."""
    known = [r for r in world["records"] if not r.startswith(("r98", "r99", "h"))]
    record = draw.choice(known)
    _excluded_event(world, draw, f"h{number}i", "incidents")
    _excluded_event(world, draw, f"h{number}o", "orders")
    _excluded_event(world, draw, f"h{number}f", "referrals")
    _excluded_record(world, draw, f"h{number}r", record)
    for area, key, make in (
        ("names", "NAMED", name_values),
        ("contacts", "REACHED_AT", contact_values),
        ("addresses", "LIVES_AT", address_values),
    ):
        name = pad(f"h{number}{area[0]}")
        world[area][name] = {**make(draw), **SOURCE}
        if area == "addresses":
            world[area][name].update(key=pad(f"kh{number}"), suppressed=False)
        world["records"][draw.choice(known)][key].append(name)
    _excluded_event(world, draw, f"h{number}g", AGENCIES[number % len(AGENCIES)])
    _excluded_part(world, draw, f"h{number}p", WITHIN[number % len(WITHIN)])


def _excluded_event(world: World, draw: random.Random, short: str, area: str) -> None:
    records = list(world["records"])
    parts = {key: [draw.choice(records)] for key in PARTS[area]}
    common = {**versioned(draw, "magistrates_court"), **SOURCE, **parts}
    if area == "incidents":
        values = {**incident_values(draw), "AT": [], "AT_ATTENDANCE": [], "STATES": []}
        attendances = list(world["attendances"])  # a smaller world may have lost its hidden ones
        values["AT_ATTENDANCE"] = [draw.choice(attendances)] if attendances else []
    elif area == "orders":
        values = {**order_values(draw), "AT": [], **unled(area)}
        values["in_force"] = order_in_force(values, NOW)
    elif area in AGENCIES:
        values = {**maker(area)(draw), **unled(area)}
    else:
        incidents = list(world["incidents"])
        arises = [draw.choice(incidents)] if incidents else []
        values = {**referral_values(draw), "party": "AFFECTED", "ARISES_FROM": arises}
    world[area][pad(short)] = {**values, **common}


def _excluded_part(world: World, draw: random.Random, short: str, area: str) -> None:
    """Something more that belongs to an event which is known."""
    owners, key = BELONGS[area]
    if world[owners]:
        world[area][pad(short)] = {**maker(area)(draw), **SOURCE, **({"AT": []} if area == "conditions" else {})}
        world[owners][draw.choice(sorted(world[owners]))][key].append(pad(short))


def _excluded_record(world: World, draw: random.Random, short: str, like: str) -> None:
    """An excluded record of a known person, with a part in some report of his."""
    person = next((p for p, x in world["persons"].items() if like in x["records"]), None)
    if person is None:
        return
    name = pad(short)
    new = {"NAMED": [], "REACHED_AT": [], "LIVES_AT": [], "family_name": "Hidden"}
    world["records"][name] = {**world["records"][like], **SOURCE, **new}
    link = {"from": "2020-01-01T00:00:00Z", "until": OPEN, "origin": person}
    world["persons"][person]["records"][name] = link
    incident = draw.choice(list(world["incidents"].values()))
    incident[draw.choice(["AFFECTED_IN", "OTHER_IN", "RESPONDENT_IN"])].append(name)
