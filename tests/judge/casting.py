"""Reports, orders and referrals of a random world: who has which part in them."""

from __future__ import annotations

import random
from typing import Any

from tests.judge.askers import pad
from tests.judge.fields import FACET_OF
from tests.judge.loading import OPEN, World
from tests.judge.nouns import PARTS, WHEN
from tests.judge.values import (
    address_values,
    incident_values,
    instant,
    order_in_force,
    order_values,
    referral_values,
)

NOW = "2026-06-01T00:00:00Z"
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
# Every report has these; an event is there from when it was.
UNKEPT = ("portal_id", "instrument", *WHEN.values())
# By lots of their own (`worlds`): a world of before holds what it held.
LATER = frozenset({"correction_open", "relation_to_child", "informed_by_number", "worker_cautions",
                   "extract", "extract_readers"})  # fmt: skip
# The grounds of exclusions, and whom those are released to.
RELEASED = {
    "PREJUDICE_INVESTIGATION": ["orange_door", "mens_referral_service", "police_fv_unit"],
    "CONFIDENTIAL_SOURCE": [],
}


def exclusion(draw: random.Random, share: float) -> dict[str, Any]:
    if draw.random() >= share:
        return {}
    ground = draw.choice(tuple(RELEASED))
    return {"exclusion": ground, "released": RELEASED[ground]}


def kept(area: str, name: str) -> dict[str, Any]:
    """Markings of single fields, by the name alone: the other draws of a world stay as they are."""
    draw, fields = random.Random(f"kept {name}"), sorted(FACET_OF[area].keys() - LATER)
    if draw.random() < 0.6:
        return {}
    of = [f for f in draw.sample(fields, min(4, len(fields))) if f not in UNKEPT]
    return {"kept": {f: RELEASED[draw.choice(tuple(RELEASED))] for f in of}}


def apart(area: str, name: str, thing: dict[str, Any]) -> dict[str, Any]:
    """Markings of single parts, drawn like those of fields."""
    draw = random.Random(f"apart {name}")
    records = [record for key in PARTS.get(area, ()) for record in thing[key]]
    if not records or draw.random() < 0.7:
        return {}
    return {"apart": {draw.choice(records): RELEASED[draw.choice(tuple(RELEASED))]}}


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


def _record_of(draw: random.Random, found: World, person: str) -> str:
    records: list[str] = list(found["persons"][pad(person)]["records"])
    return draw.choice(records)


SIDES = {
    "AFFECTED": ("p2", "p2", "p3", "p5"),
    "RESPONDENT": ("p1", "p1", "p1", "p7", "p9"),
    "CHILD": ("p4", "p4", "p8"),
    "OTHER": ("p6", "p5"),
}


def cast(draw: random.Random, found: World, sides: tuple[str, ...]) -> list[str]:
    """A record of a different person for each side; now and then from the other side."""
    chosen: list[str] = []
    for side in sides:
        anyone = tuple(p.rstrip("x") for p in found["persons"])
        pool = anyone if draw.random() < 0.12 else SIDES[side]
        left = [p for p in pool if p not in chosen] or [p for p in anyone if p not in chosen]
        chosen.append(draw.choice(left))
    return [_record_of(draw, found, person) for person in chosen]


def an_incident(draw: random.Random, found: World) -> dict[str, Any]:
    affected, respondent, *beside = cast(draw, found, ("AFFECTED", "RESPONDENT", "CHILD", "CHILD", "OTHER"))
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


def add_versions(draw: random.Random, found: World) -> None:
    """Some superseded reports have their next version, which says some things anew."""
    old = [i for i, x in found["incidents"].items() if x["recorded_to"] != OPEN]
    for number, name in enumerate(old[:2], 1):
        first = found["incidents"][name]
        later = {"received_at": first["recorded_to"], "recorded_from": first["recorded_to"]}
        version = {**later, "recorded_to": OPEN, "version": first["version"] + 1}
        stated: dict[str, list[str]] = {"AT": [], "STATES": []}
        found["incidents"][pad(f"v{number}")] = {
            **first,
            **incident_values(draw),
            **version,
            **stated,
        }


def an_order(draw: random.Random, found: World) -> dict[str, Any]:
    victim, respondent, child = cast(draw, found, ("AFFECTED", "RESPONDENT", "CHILD"))
    values = order_values(draw)
    values["in_force"] = order_in_force(values, NOW)
    return {
        **versioned(draw, draw.choice(CUSTODIANS)),
        **values,
        "PROTECTED_BY": [victim, child][: draw.randint(1, 2)],
        "RESTRAINED_BY": [respondent],
    }


def a_referral(draw: random.Random, found: World) -> dict[str, Any]:
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
