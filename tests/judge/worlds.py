"""Small random worlds as plain data: people, what custodians hold of them, and who may ask."""

from __future__ import annotations

import random
from typing import Any

import orjson

from tests.judge.agencies import add_agencies
from tests.judge.askers import ASKERS, CLASSES, matter_id, pad
from tests.judge.casting import (
    CUSTODIANS,
    LATER,
    NOW,
    a_referral,
    add_versions,
    an_incident,
    an_order,
    apart,
    exclusion,
    kept,
    versioned,
)
from tests.judge.fields import NOUN_OF
from tests.judge.loading import OPEN, World
from tests.judge.matters import closed_matter, matter
from tests.judge.nouns import PARTS, VERSIONED
from tests.judge.values import (
    address_values,
    attendance_values,
    contact_values,
    instant,
    name_values,
    record_values,
)

EMPTY = (*NOUN_OF, "origins", "organisations", "accounts", "matters")


def empty_world() -> World:
    """Nobody, but every organisation and account that may ask."""
    found: World = {area: {} for area in EMPTY}
    for number, (role, seat) in enumerate(ASKERS.items()):
        organisation = {"classes": sorted(CLASSES[seat.organisation])}
        found["organisations"][seat.organisation] = organisation
        found["accounts"][pad(f"a{number:02}")] = {
            "role": role,
            "organisation": seat.organisation,
        }
    return found


def world(seed: int) -> World:
    """About 9 people with 1 to 3 records each, 14 incidents, 6 orders, 8 referrals, two of whatever agencies hold."""
    return sized(seed, 14, 6, 8)


def sized(seed: int, incidents: int, orders: int, referrals: int) -> World:
    draw, found = random.Random(seed), empty_world()
    for number in range(1, 10):
        add_person(found, draw, f"p{number}")
    for number in range(1, 5):
        values = {"custodian": "victoria_police", **attendance_values(draw)}
        found["attendances"][pad(f"t{number}")] = {**values, **exclusion(draw, 0.05)}
    for number in range(1, orders + 1):
        found["orders"][pad(f"o{number}")] = an_order(draw, found)
    for number in range(1, incidents + 1):
        found["incidents"][pad(f"i{number:02}")] = an_incident(draw, found)
    add_versions(draw, found)
    for number in range(1, referrals + 1):
        found["referrals"][pad(f"f{number}")] = a_referral(draw, found)
    _stand_as_parts_say(draw, found)
    add_agencies(found, seed, orders // 3)
    for area in VERSIONED:
        for name, thing in found[area].items():
            thing.update(kept(area, name), **apart(area, name, thing))
    _look_through(found)
    for role, seat in ASKERS.items():
        for purpose in seat.purposes:
            found["matters"][matter_id(role, purpose)] = matter(draw, found, role, seat, purpose)
    found["matters"][pad("mclosed")] = closed_matter(found)
    _no_id_twice(found)
    return found


def _look_through(found: World) -> None:
    """Of some records the custodian looked through the text; and what is drawn by lots of its own."""
    for name, thing in ((n, t) for area in PARTS if area != "referrals" for n, t in found[area].items()):
        if random.Random(f"scanned {name}").random() < 0.6:
            thing["scanned_at"] = NOW
    later = (
        ("incidents", "correction_open", (None, None, True)),
        ("records", "relation_to_child", (None, "CHILD", "PARENT")),
        ("assessments", "informed_by_number", (None, "TRAM-1", "TRAM-2")),
    )
    for area, field, values in later:
        for name, thing in found[area].items():
            thing[field] = random.Random(f"{field} {name}").choice(values)


def _no_id_twice(found: World) -> None:
    """Ids drawn by chance are now and then the same; the later one gets another."""
    taken: set[str] = set()
    for held in found["matters"].values():
        for row in (row for beside in ("consents", "assertions", "contacts", "decisions") for row in held[beside]):
            if row["id"] in taken:
                row["id"] = pad(f"{row['id'][0]}twice{len(taken)}")
            taken.add(row["id"])


def copy_of(found: World) -> World:
    copied: World = orjson.loads(orjson.dumps(found))
    return copied


def add_person(found: World, draw: random.Random, name: str) -> None:
    """A person and the records believed to be of them, some of another origin that was joined."""
    person, joined, links = pad(name), pad(f"j{name[1:]}"), {}
    for letter in "abc"[: draw.randint(1, 3)]:
        record = pad(f"r{name[1:]}{letter}")
        found["records"][record] = add_record(found, draw, record)
        _ = instant(draw, 2018, 2026) if draw.random() < 0.8 else ""  # so that the worlds of a seed stay as they are
        since = found["records"][record]["recorded_from"]
        links[record] = {"from": since, "until": OPEN, "origin": draw.choice([person, joined])}
    found["persons"][person] = {"records": links}
    if any(link["origin"] == joined for link in links.values()):
        sure = random.Random(f"{without_later(found['records'][record])}").random() < 0.4
        found["origins"][joined] = {"person": person, "confirmed": sure}


def without_later(record: dict[str, Any]) -> dict[str, Any]:
    """So that the worlds of a seed stay as they are."""
    return {field: value for field, value in record.items() if field not in LATER}


def add_record(found: World, draw: random.Random, name: str) -> dict[str, Any]:
    values = {
        **versioned(draw, draw.choice(CUSTODIANS)),
        "standing": "LINKED",
        "valid_from": "2018-01-01T00:00:00Z",
        "valid_to": draw.choice([None, None, "2023-01-01T00:00:00Z"]),
        **record_values(draw),
    }
    makers = (
        ("NAMED", "names", name_values),
        ("REACHED_AT", "contacts", contact_values),
        ("LIVES_AT", "addresses", address_values),
    )
    for key, area, make in makers:
        parts = [pad(f"{area[0]}{name[1:4].strip('x')}{n}") for n in range(draw.randint(0, 2))]
        values[key] = parts
        for part in parts:
            found[area][part] = {**make(draw), **exclusion(draw, 0.05)}
    return values


def _stand_as_parts_say(draw: random.Random, found: World) -> None:
    """A record calls its person what its part in the document says, with some exceptions."""
    for area in ("incidents", "orders"):
        for thing in found[area].values():
            for key, standing in PARTS[area].items():
                for record in thing[key]:
                    if draw.random() < 0.85:
                        found["records"][record]["standing"] = standing


__all__ = ["NOW", "add_person", "copy_of", "empty_world", "sized", "world"]
