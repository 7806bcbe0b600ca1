"""A small world made for one asker: everything held twice, by the own and by another custodian."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.judge.agencies import unled
from tests.judge.agency_values import maker
from tests.judge.askers import ASKERS, Asker, Naming, asker, matter_id, pad
from tests.judge.casting import NOW
from tests.judge.fields import WITH_EXTRACT
from tests.judge.loading import OPEN, World
from tests.judge.matters import REPORTED, name_row, report_row
from tests.judge.nouns import AGENCIES, BELONGS, PARTS
from tests.judge.tables import READERS
from tests.judge.values import (
    address_values,
    attendance_values,
    contact_values,
    incident_values,
    name_values,
    order_in_force,
    order_values,
    record_values,
    referral_values,
)
from tests.judge.worlds import empty_world

PARTY = {"VICTIM": "AFFECTED", "ALLEGED": "RESPONDENT", "CHILD": "CHILD"}
SUBJECT, OTHER = [pad("r1a"), pad("r1b")], [pad("r2a"), pad("r2b")]
# Of whom a client may not contact and is asked while he is held or supervised.
STILL: dict[str, dict[str, Any]] = {
    "episodes": {"in_custody": True, "released_at": "2028-05-05T10:00:00Z"},
    "supervisions": {"state": "CURRENT", "until_on": "2028-05-05"},
}
LED = {"charges": {"CHARGED_ON": "gfi", "CONTRAVENES": "o"}, "plans": {"FOLLOWS_ASSESSMENT": "gas"}}
# What a gate asks of an event: as it holds, and as it does not.
GATED: dict[str, dict[str, tuple[Any, Any]]] = {
    "charges": {"risk_relevant": (True, False)},
    "assessments": {"kind": ("PERPETRATOR", "COMPREHENSIVE")},
    "reports": {"open_now": (True, False)},
}
SINCE = "2026-03-01T00:00:00Z"
Maker = Callable[[random.Random], dict[str, Any]]


def directed_world(role: str, purpose: str, standing: str, *, met: bool) -> World:
    """The matter names p1 with this standing, p2 of the other side and a child p3.

    With `met`, people consented, children's views were sought, the belief of risk is established and p1 is a client;
    what a gate asks of a charge, an assessment and a report holds, extracts are released to the asker, and a report of
    the Central Information Point tells of what the man is charged with and held for; without it, that report was
    recalled.
    """
    found, mine = empty_world(), ASKERS[role].custodian
    released = {"extract_readers": _readers(role, met)}
    for letter, custodian in (("a", mine), ("b", _another(mine))):
        for number, given in (("1", standing), ("2", _opposite(standing)), ("3", "CHILD")):
            _add_record(found, number, letter, custodian, given)
        _add_events(found, letter, custodian, standing, released)
        for area in AGENCIES:
            _add_agency_event(found, area, letter, custodian, standing, met)
            found[area][pad(f"g{area[:2]}{letter}")] |= released if area in WITH_EXTRACT else {}
    found["matters"][matter_id(role, purpose)] = _matter(role, purpose, standing, met)
    return found


def _readers(role: str, met: bool) -> list[str]:
    """An extract is released to the asker, or to others alone."""
    return [reader for reader in READERS if (reader == role) is met] or list(READERS)


def _another(mine: str) -> str:
    return "victoria_police" if mine != "victoria_police" else "orange_door"


def _opposite(standing: str) -> str:
    return "VICTIM" if standing == "ALLEGED" else "ALLEGED"


@cache
def _full(make: Maker, name: str) -> dict[str, Any]:
    """Values of which none is missing, the same for the same name."""
    draw, found = random.Random(name), {}
    for _ in range(60):
        found.update({k: v for k, v in make(draw).items() if v is not None})
    return found


def _common(custodian: str, name: str) -> dict[str, Any]:
    return {
        "custodian": custodian,
        "source": "l17",
        "source_id": f"s{name}",
        "document": pad(f"d{name}"),
        "lineage": pad(f"l{name}"),
        "version": 1,
        "received_at": "2025-02-01T00:00:00Z",
        "recorded_from": "2025-02-01T00:00:00Z",
        "recorded_to": OPEN,
    }


def _add_record(found: World, number: str, letter: str, custodian: str, standing: str) -> None:
    short = f"{number}{letter}"
    found["records"][pad(f"r{short}")] = {
        **_common(custodian, f"r{short}"),
        **_full(record_values, short),
        "standing": standing,
        "relation_to_child": "PARENT",
        "valid_from": "2025-01-01T00:00:00Z",
        "NAMED": [pad(f"n{short}")],
        "REACHED_AT": [pad(f"c{short}")],
        "LIVES_AT": [pad(f"a{short}"), pad(f"s{short}")],
    }
    found["names"][pad(f"n{short}")] = {**_full(name_values, short)}
    found["contacts"][pad(f"c{short}")] = {**_full(contact_values, short)}
    for kind in "as":
        home = {**_full(address_values, f"{kind}{short}"), "key": pad(f"k{kind}{short}")}
        found["addresses"][pad(f"{kind}{short}")] = {**home, "suppressed": kind == "s"}
    person = found["persons"].setdefault(pad(f"p{number}"), {"records": {}})
    link = {"from": "2025-02-01T00:00:00Z", "until": OPEN, "origin": pad(f"p{number}")}
    person["records"][pad(f"r{short}")] = link


def _add_events(found: World, letter: str, custodian: str, standing: str, released: dict[str, Any]) -> None:
    """One report, order and referral in which both custodians' records of p1 have a part."""
    attendance = pad(f"t{letter}")
    found["attendances"][attendance] = {"custodian": custodian, **_full(attendance_values, letter)}
    found["incidents"][pad(f"i{letter}")] = {
        **_common(custodian, f"i{letter}"),
        **_full(incident_values, letter),
        **_cast("incidents", standing),
        "scanned_at": SINCE,
        "correction_open": True,
        **released,
        "AT": [_place(found, f"z{letter}")],
        "AT_ATTENDANCE": [attendance],
        "STATES": [pad(f"o{letter}")],
    }
    order = {**_full(order_values, letter), "served": True}
    found["orders"][pad(f"o{letter}")] = {
        **_common(custodian, f"o{letter}"),
        **order,
        "in_force": order_in_force(order, NOW),
        **_cast("orders", standing),
        **_belongings(found, "orders", letter),
        "scanned_at": SINCE,
        "AT": [_place(found, f"q{letter}")],
        "ON_FILE": [pad(f"gfi{letter}")],
    }
    found["conditions"][pad(f"cond{letter}")]["AT"] = [pad(f"q{letter}")]
    found["referrals"][pad(f"f{letter}")] = {
        **_common(custodian, f"f{letter}"),
        **_full(referral_values, letter),
        "party": PARTY.get(standing, "AFFECTED"),
        "REFERRED_IN": list(SUBJECT),
        "ARISES_FROM": [pad(f"i{letter}")],
    }


def _cast(area: str, standing: str) -> dict[str, list[str]]:
    """The subject and the other side, each under the part that has this standing, or as who is protected."""
    cast: dict[str, list[str]] = {key: [] for key in PARTS[area]}
    by_standing = {given: key for key, given in reversed(PARTS[area].items())}
    for given, records in ((standing, SUBJECT), (_opposite(standing), OTHER)):
        protected = given != "ALLEGED"
        key = by_standing.get(given, by_standing["VICTIM"] if protected else "")
        if key:
            cast[key] = list(records)
    if area == "reports":
        cast["CHILD_REPORTED_IN"] = [*cast["CHILD_REPORTED_IN"], pad("r3a"), pad("r3b")]
    return cast


def _place(found: World, short: str) -> str:
    home = {**_full(address_values, short[1:]), "key": pad(f"k{short}"), "suppressed": False}
    found["addresses"][pad(short)] = home
    return pad(short)


def _belongings(found: World, area: str, letter: str) -> dict[str, list[str]]:
    """One of each."""
    mine = {part: key for part, (owner, key) in BELONGS.items() if owner == area}
    for part in mine:
        found[part][pad(f"{part[:4]}{letter}")] = {**_full(maker(part), f"{part} {letter}")}
    return {key: [pad(f"{part[:4]}{letter}")] for part, key in mine.items()}


def _add_agency_event(found: World, area: str, letter: str, custodian: str, standing: str, met: bool) -> None:
    name = f"g{area[:2]}{letter}"
    found[area][pad(name)] = {
        **_common(custodian, name),
        **_full(maker(area), f"{area} {letter}"),
        "scanned_at": SINCE,
        **({"informed_by_number": "TRAM-1"} if area == "assessments" else {}),
        **STILL.get(area, {}),
        **{field: yes if met else no for field, (yes, no) in GATED.get(area, {}).items()},
        **_cast(area, standing),
        **unled(area),
        **_belongings(found, area, letter),
        **{key: [pad(f"{target}{letter}")] for key, target in LED.get(area, {}).items()},
    }


def _matter(role: str, purpose: str, standing: str, met: bool) -> dict[str, Any]:
    names = (
        Naming("p1", standing, client=met),
        Naming("p2", _opposite(standing)),
        Naming("p3", "CHILD"),
    )
    asking, people = asker(role, purpose), [pad("p1"), pad("p2")]
    return {
        "organisation": asking.organisation,
        "account": asking.account,
        "purpose": purpose,
        "kind": "REQUEST",
        "status": "OPEN",
        "opened_at": SINCE,
        "closed_at": None,
        "names": [name_row(n, SINCE) for n in names],
        "consents": [_consent(p) for p in people if met],
        "assertions": [_views(p) for p in (pad("p1"), pad("p3")) if met],
        "contacts": [_contact(asking, p) for p in people if met],
        "decisions": [_decision(p) for p in people if met],
        "reports": [_report(asking, met)],
    }


def _report(asking: Asker, met: bool) -> dict[str, Any]:
    told = [pad(f"lg{area[:2]}{letter}") for area in REPORTED for letter in "ab"]
    state = "ISSUED" if met else "RECALLED"
    return report_row(asking.role, asking.purpose, 0, recipient=asking.organisation, state=state, tells=told)


def _consent(person: str) -> dict[str, Any]:
    name = pad(f"c{person.rstrip('x')}")
    return {"id": name, "person": person, "given_at": SINCE, "until": OPEN, "withdrawn_at": None}


def _contact(asking: Asker, person: str) -> dict[str, Any]:
    name, until = pad(f"p{person.rstrip('x')}"), {"since": SINCE, "until": OPEN, "cancelled_at": None}
    return {"id": name, "person": person, "organisation": asking.organisation, **until}


def _views(person: str) -> dict[str, Any]:
    """Of a child: p1 where the matter names him as one, and p3."""
    name, said = pad(f"s{person.rstrip('x')}"), {"kind": "VIEWS_SOUGHT", "since": SINCE, "until": OPEN}
    return {"id": name, "person": person, "withdrawn_at": None, **said}


def _decision(person: str) -> dict[str, Any]:
    name = pad(f"d{person.rstrip('x')}")
    return {
        "id": name,
        "person": person,
        "decided_at": SINCE,
        "until": OPEN,
        "organisation": "orange_door",
    }
