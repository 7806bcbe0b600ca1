"""Court files, charges, stays in custody, supervisions, assessments, plans and reports of a random world.

All by lots of their own, so that a world of before holds what it held.
"""

from __future__ import annotations

import random
from typing import Any

from tests.judge.agency_values import maker
from tests.judge.askers import pad
from tests.judge.casting import CUSTODIANS, cast, exclusion, versioned
from tests.judge.loading import World
from tests.judge.nouns import AGENCIES, BELONGS, LEADS, PARTS
from tests.judge.values import address_values

SIDE = {"VICTIM": "AFFECTED", "ALLEGED": "RESPONDENT", "CHILD": "CHILD", "LINKED": "OTHER"}
# Who holds most of them.
USUAL = {
    "files": "magistrates_court",
    "charges": "victoria_police",
    "episodes": "corrections_victoria",
    "supervisions": "corrections_victoria",
    "assessments": "orange_door",
    "plans": "safe_steps",
    "reports": "child_protection",
}


def add_agencies(found: World, seed: int, count: int) -> None:
    """So many of each, and what an order has of a court's register."""
    draw = random.Random(f"agencies {seed}")
    for area in AGENCIES:
        for number in range(count):
            name = pad(f"g{area[:2]}{number}")
            found[area][name] = an_event(draw, found, area)
            _add_belongings(draw, found, area, name)
    for name, order in found["orders"].items():
        order["AT"] = []
        _add_belongings(draw, found, "orders", name)
        _add_places(draw, found, order)
    for area, key, other in LEADS:
        if area not in ("incidents", "referrals"):
            _lead(draw, found, area, key, other)


def an_event(draw: random.Random, found: World, area: str) -> dict[str, Any]:
    """Its first two parts always have somebody, the others now and then."""
    records = cast(draw, found, tuple(SIDE[standing] for standing in PARTS[area].values()))
    taken = zip(PARTS[area], records, strict=True)
    parts = {key: [record] if at < 2 or draw.random() < 0.4 else [] for at, (key, record) in enumerate(taken)}
    custodian = USUAL[area] if draw.random() < 0.6 else draw.choice(CUSTODIANS)
    return {**versioned(draw, custodian), **maker(area)(draw), **parts, **unled(area)}


def unled(area: str) -> dict[str, list[str]]:
    """Nothing belongs to it, and it leads nowhere, yet."""
    belongings = {key: list[str]() for owner, key in BELONGS.values() if owner == area}
    return {**belongings, **{key: list[str]() for start, key, _ in LEADS if start == area}}


def _add_belongings(draw: random.Random, found: World, area: str, name: str) -> None:
    for part, (owner, key) in BELONGS.items():
        if owner == area:
            mine = [pad(f"{name[:5].rstrip('x')}{part[:2]}{number}") for number in range(draw.randint(0, 2))]
            found[area][name][key] = mine
            for one in mine:
                found[part][one] = {**maker(part)(draw), **exclusion(draw, 0.08)}


def _add_places(draw: random.Random, found: World, order: dict[str, Any]) -> None:
    """Of some conditions, each one of the order's."""
    for condition in order["HAS_CONDITION"]:
        place = pad(f"q{len(found['addresses'])}")
        named = draw.random() < 0.7
        found["conditions"][condition]["AT"] = [place] if named else []
        if named:
            found["addresses"][place] = {**address_values(draw), **exclusion(draw, 0.08)}
            order["AT"].append(place)


def _lead(draw: random.Random, found: World, area: str, key: str, other: str) -> None:
    known = list(found[other])
    for thing in found[area].values():
        thing[key] = [draw.choice(known)] if known and draw.random() < 0.5 else []
