"""Matters of a world: whom they name, who consented, what was decided."""

from __future__ import annotations

import random
from typing import Any

from tests.judge.askers import Naming, Seat, pad
from tests.judge.loading import OPEN, World
from tests.judge.tables import ROLES

REPORTED = ("charges", "episodes", "supervisions")


def matter(draw: random.Random, found: World, role: str, seat: Seat, purpose: str) -> dict[str, Any]:
    since = "2026-03-01T00:00:00Z"
    names = [
        name_row(n, since, "2026-04-01T00:00:00Z" if lapsed else OPEN) | _grant(found, pad(n.person))
        for number, n in enumerate(seat.names)
        for lapsed in [number > 0 and n.standing != "CHILD" and draw.random() < 0.15]
    ]
    persons = [pad(n.person) for n in seat.names]
    return {
        "organisation": seat.organisation,
        "account": pad(f"a{ROLES.index(role):02}"),
        "purpose": purpose,
        "kind": "REQUEST",
        "status": "OPEN",
        "opened_at": since,
        "closed_at": None,
        "names": names,
        "consents": [_consent(draw, p) for p in persons if draw.random() < 0.8],
        "assertions": [
            _assertion(lot, p) for lot in [random.Random(f"{role} {purpose} {persons}")] for p in persons * 2
        ],
        "contacts": [_contact(lot, p, seat) for lot in [random.Random(f"{persons} {role}")] for p in persons],
        "decisions": [_decision(draw, p) for p in persons if draw.random() < 0.5],
        "reports": _reports(found, role, seat, purpose),
    }


def name_row(naming: Naming, since: str, until: str = OPEN) -> dict[str, Any]:
    return {
        "person": pad(naming.person),
        "standing": naming.standing,
        "client": naming.client,
        "since": since,
        "until": until,
        "origin": pad(naming.person),
        "covers": [pad(naming.person)],
    }


def _grant(found: World, person: str) -> dict[str, Any]:
    """Named by one origin, when others were joined to it or before."""
    draw = random.Random(f"{found['persons'][person]}")
    all_of_them = [person, *(o for o, joined in found["origins"].items() if joined["person"] == person)]
    origin = draw.choice(all_of_them)
    return {"origin": origin, "covers": draw.choice([[origin], all_of_them])}


def _consent(draw: random.Random, person: str) -> dict[str, Any]:
    return {
        "id": pad(f"c{draw.randint(10**6, 10**7)}"),
        "person": person,
        "given_at": "2026-03-01T00:00:00Z",
        "until": "2026-04-15T00:00:00Z" if draw.random() < 0.1 else OPEN,
        "withdrawn_at": "2026-05-01T00:00:00Z" if draw.random() < 0.1 else None,
    }


def _assertion(draw: random.Random, person: str) -> dict[str, Any]:
    """By lots of its own: worlds of before stay as they were but for these."""
    return {
        "id": pad(f"s{draw.randint(10**6, 10**7)}"),
        "person": person,
        "kind": draw.choice(["SERIOUS_THREAT", "CHILD_RISK", "VIEWS_SOUGHT", "VIEWS_SOUGHT", "VIEWS_NOT_SOUGHT"]),
        "since": "2026-07-01T00:00:00Z" if draw.random() < 0.2 else "2026-03-01T00:00:00Z",
        "until": "2026-04-15T00:00:00Z" if draw.random() < 0.2 else OPEN,
        "withdrawn_at": "2026-05-01T00:00:00Z" if draw.random() < 0.2 else None,
    }


def _contact(draw: random.Random, person: str, seat: Seat) -> dict[str, Any]:
    """With whom the organisation means to meet; by lots of their own."""
    return {
        "id": pad(f"p{draw.randint(10**6, 10**7)}"),
        "person": person,
        "organisation": seat.organisation,
        "since": "2026-07-01T00:00:00Z" if draw.random() < 0.2 else "2026-03-01T00:00:00Z",
        "until": "2026-04-15T00:00:00Z" if draw.random() < 0.2 else OPEN,
        "cancelled_at": "2026-05-01T00:00:00Z" if draw.random() < 0.2 else None,
    }


def _decision(draw: random.Random, person: str) -> dict[str, Any]:
    return {
        "id": pad(f"d{draw.randint(10**6, 10**7)}"),
        "person": person,
        "decided_at": "2026-03-02T00:00:00Z",
        "until": "2026-04-15T00:00:00Z" if draw.random() < 0.1 else OPEN,
        "organisation": draw.choice(["orange_door", "victoria_police", "safe_steps"]),
    }


def _reports(found: World, role: str, seat: Seat, purpose: str) -> list[dict[str, Any]]:
    """Two of the Central Information Point, by lots of their own, each on half of what custodians hold of crime."""
    known = [thing["lineage"] for area in REPORTED for thing in found[area].values()]
    draw = random.Random(f"{role} {purpose} {known}")
    return [
        report_row(role, purpose, number,
                   recipient=seat.organisation if draw.random() < 0.85 else draw.choice(["orange_door", "safe_steps"]),
                   state=draw.choice(["ISSUED", "ISSUED", "ISSUED", "RECALLED", "CORRECTED"]),
                   tells=sorted(draw.sample(known, len(known) // 2)))
        for number in range(2)
    ]  # fmt: skip


def report_row(role: str, purpose: str, number: int, **said: Any) -> dict[str, Any]:
    """`tells` are lineages."""
    return {"id": pad(f"w{ROLES.index(role):02}{number}{purpose.replace('_', '').lower()}"), **said}


def closed_matter(found: World) -> dict[str, Any]:
    """A closed matter that would open everything, were it open."""
    people = [Naming(p.rstrip("x"), "VICTIM", client=True) for p in found["persons"]]
    return {
        "organisation": "orange_door",
        "account": pad(f"a{ROLES.index('tod_victim_side'):02}"),
        "purpose": "ASSESSMENT",
        "kind": "REQUEST",
        "status": "CLOSED",
        "opened_at": "2019-01-01T00:00:00Z",
        "closed_at": "2025-01-01T00:00:00Z",
        "names": [name_row(n, "2026-03-01T00:00:00Z") for n in people],
        "consents": [],
        "assertions": [],
        "contacts": [],
        "decisions": [],
        "reports": [],
    }
