"""Small random worlds as plain data: people, what custodians hold of them, and who may ask."""

from __future__ import annotations

import random
from typing import Any

import orjson

from tests.judge.askers import ASKERS, CLASSES, matter_id, pad
from tests.judge.loading import OPEN, World
from tests.judge.matters import closed_matter, matter
from tests.judge.values import (
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

NOW = "2026-06-01T00:00:00Z"
PARTS: dict[str, dict[str, str]] = {
    "incidents": {
        "AFFECTED_IN": "VICTIM",
        "RESPONDENT_IN": "ALLEGED",
        "CHILD_IN": "CHILD",
        "OTHER_IN": "LINKED",
    },
    "orders": {"PROTECTED_BY": "VICTIM", "RESTRAINED_BY": "ALLEGED"},
    "referrals": {"REFERRED_IN": "by its party"},
}
PARTY = {"AFFECTED": "VICTIM", "RESPONDENT": "ALLEGED", "CHILD": "CHILD"}
CUSTODIANS = (
    *(
        "victoria_police",
        "victoria_police",
        "victoria_police",
        "orange_door",
        "safe_steps",
    ),
    *("mens_referral_service", "homelessness_service", "magistrates_court"),
    *("child_protection", "corrections_victoria", "cip"),
)
GROUNDS = ("PREJUDICE_INVESTIGATION", "CONFIDENTIAL_SOURCE")
EMPTY = (
    *(
        "persons",
        "records",
        "names",
        "contacts",
        "addresses",
        "attendances",
        "incidents",
    ),
    *("orders", "referrals", "organisations", "accounts", "matters"),
)


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
    """About 9 people with 1 to 3 records each, 14 incidents, 6 orders, 8 referrals."""
    draw, found = random.Random(seed), empty_world()
    for number in range(1, 10):
        add_person(found, draw, f"p{number}")
    for number in range(1, 5):
        values = {"custodian": "victoria_police", **attendance_values(draw)}
        found["attendances"][pad(f"t{number}")] = {**values, **exclusion(draw, 0.05)}
    for number in range(1, 7):
        found["orders"][pad(f"o{number}")] = _order(draw, found)
    for number in range(1, 15):
        found["incidents"][pad(f"i{number:02}")] = _incident(draw, found)
    for number in range(1, 9):
        found["referrals"][pad(f"f{number}")] = _referral(draw, found)
    _stand_as_parts_say(draw, found)
    for role, seat in ASKERS.items():
        for purpose in seat.purposes:
            found["matters"][matter_id(role, purpose)] = matter(draw, role, seat, purpose)
    found["matters"][pad("mclosed")] = closed_matter(found)
    return found


def copy_of(found: World) -> World:
    copied: World = orjson.loads(orjson.dumps(found))
    return copied


def exclusion(draw: random.Random, share: float) -> dict[str, Any]:
    return {"exclusion": draw.choice(GROUNDS)} if draw.random() < share else {}


def versioned(draw: random.Random, custodian: str) -> dict[str, Any]:
    """What every version of a record carries; now and then it is superseded."""
    received = instant(draw, 2018, 2025)
    until = instant(draw, 2025, 2025) if draw.random() < 0.12 else OPEN
    return {
        "custodian": custodian,
        "source": "l17",
        "source_id": f"s{draw.randint(1000, 9999)}",
        "document": pad(f"d{draw.randint(1000, 9999)}"),
        "lineage": pad(f"l{draw.randint(100000, 999999)}"),
        "version": draw.randint(1, 3),
        "received_at": received,
        "recorded_from": received,
        "recorded_to": until,
        **exclusion(draw, 0.07),
    }


def add_person(found: World, draw: random.Random, name: str) -> None:
    """A person and the records believed to be of them, some linked only lately."""
    links = {}
    for letter in "abc"[: draw.randint(1, 3)]:
        record = pad(f"r{name[1:]}{letter}")
        found["records"][record] = add_record(found, draw, record)
        links[record] = {
            "from": instant(draw, 2018, 2026) if draw.random() < 0.8 else "2026-05-01T00:00:00Z",
            "until": OPEN,
            "method": draw.choice(["SOURCE_KEY", "SAME_DOCUMENT"]),
        }
    found["persons"][pad(name)] = {"records": links}


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


def _record_of(draw: random.Random, found: World, person: str) -> str:
    records: list[str] = list(found["persons"][pad(person)]["records"])
    return draw.choice(records)


SIDES = {
    "AFFECTED": ("p2", "p2", "p3", "p5"),
    "RESPONDENT": ("p1", "p1", "p1", "p7", "p9"),
    "CHILD": ("p4", "p4", "p8"),
    "OTHER": ("p6", "p5"),
}


def _cast(draw: random.Random, found: World, sides: tuple[str, ...]) -> list[str]:
    """A record of a different person for each side; now and then from the other side."""
    chosen: list[str] = []
    for side in sides:
        anyone = tuple(p.rstrip("x") for p in found["persons"])
        pool = anyone if draw.random() < 0.12 else SIDES[side]
        left = [p for p in pool if p not in chosen] or [p for p in anyone if p not in chosen]
        chosen.append(draw.choice(left))
    return [_record_of(draw, found, person) for person in chosen]


def _incident(draw: random.Random, found: World) -> dict[str, Any]:
    affected, respondent, *beside = _cast(
        draw, found, ("AFFECTED", "RESPONDENT", "CHILD", "CHILD", "OTHER")
    )
    children = draw.choice([0, 0, 1, 1, 2])
    place = pad(f"z{len(found['addresses'])}")
    found["addresses"][place] = {**address_values(draw), **exclusion(draw, 0.05)}
    attendance = draw.choice([None, *found["attendances"]])
    return {
        **versioned(draw, draw.choice(CUSTODIANS)),
        **incident_values(draw),
        "AFFECTED_IN": [affected],
        "RESPONDENT_IN": [respondent] if draw.random() < 0.95 else [],
        "CHILD_IN": beside[:children],
        "OTHER_IN": beside[2:] if draw.random() < 0.3 else [],
        "AT": [place],
        "AT_ATTENDANCE": [attendance] if attendance else [],
        "STATES": draw.sample(list(found["orders"]), draw.choice([0, 0, 1])),
    }


def _order(draw: random.Random, found: World) -> dict[str, Any]:
    victim, respondent, child = _cast(draw, found, ("AFFECTED", "RESPONDENT", "CHILD"))
    values = order_values(draw)
    values["in_force"] = order_in_force(values, NOW)
    return {
        **versioned(draw, draw.choice(CUSTODIANS)),
        **values,
        "PROTECTED_BY": [victim, child][: draw.randint(1, 2)],
        "RESTRAINED_BY": [respondent],
    }


def _referral(draw: random.Random, found: World) -> dict[str, Any]:
    """One part of a report's referral, for a party of that report."""
    incident = draw.choice(list(found["incidents"]))
    parts = found["incidents"][incident]
    sides = {
        "AFFECTED": "AFFECTED_IN",
        "RESPONDENT": "RESPONDENT_IN",
        "CHILD": "CHILD_IN",
    }
    party = draw.choice([side for side, key in sides.items() if parts[key]])
    services = (*CUSTODIANS[3:], "unregistered:zz9")
    values = {
        **versioned(draw, draw.choice(services)),
        **referral_values(draw),
        "party": party,
        "REFERRED_IN": [draw.choice(parts[sides[party]])],
        "ARISES_FROM": [incident],
    }
    if party == "RESPONDENT" and draw.random() < 0.2:
        values["ARISES_FROM"] = []
    return values


def _stand_as_parts_say(draw: random.Random, found: World) -> None:
    """A record calls its person what its part in the document says, with some exceptions."""
    for area in ("incidents", "orders"):
        for thing in found[area].values():
            for key, standing in PARTS[area].items():
                for record in thing[key]:
                    if draw.random() < 0.85:
                        found["records"][record]["standing"] = standing
