"""Searches in two worlds: whoever may not be found is like nobody; and the harness sees it when he is not."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import orjson
import pytest

from authz import walls
from graph import search
from graph.planner import Planner
from graph.search import _told
from graph.times import OPEN
from resolvers.answering import Hub
from resolvers.errors import Fault
from tests.judge.askers import Asker
from tests.reference.asking import asked, hub_of, loaded
from tests.twoworlds.telling import Desk, searched

ROLES = {
    "cip_analyst": "CIP_REQUEST",
    "mens_service": "ASSESSMENT",
    "tod_victim_side": "ASSESSMENT",
    "homelessness": "PROTECTION",
    "cp_practitioner": "CYFA_STATUTORY",
}
SEEDS = (3, 5)
COUNT = 40


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("role", ROLES)
async def test_searches_in_two_worlds_are_answered_alike(desk: Desk, role: str, seed: int) -> None:
    assert await desk.told_apart(searched(role, ROLES[role], seed, COUNT)) == []


@pytest.mark.parametrize("role", ROLES)
async def test_somebody_is_found(desk: Desk, role: str) -> None:
    """Else nothing would be compared."""
    pair = searched(role, ROLES[role], 5 if role in ("homelessness", "mens_service") else 3, COUNT)
    await loaded(desk.database, pair.worlds[0])
    hub = hub_of(desk.database)
    answers = [orjson.loads(raw) for text in pair.questions if (raw := await answered(hub, pair.who, text))]
    assert sum(bool(answer["data"]["findPeople"]["nodes"]) for answer in answers) >= 2


async def answered(hub: Hub, who: Asker, text: str) -> bytes | None:
    with suppress(Fault):
        return await asked(hub, who, text)
    return None


# Leaks: of whom is hidden by his standing, by a wall, by a marking; and of what is not searched by

FOUND = search._found


def changed(old: str, new: str) -> tuple[Any, str, Any]:
    """The statement with a part of it replaced."""

    def planted(planner: Planner, parts: tuple[str, ...]) -> str:
        text = FOUND(planner, parts)
        return text.replace(old, new)

    return search, "_found", planted


EVERYBODY = changed("AND (s <> 'ALLEGED' OR NOT 'PERPETRATOR' IN named)][0], 'NONE') AS most",
                    "][-1], 'NONE') AS most")  # fmt: skip
PHONES = "COUNT { (r)-[:REACHED_AT]->() }"
# Role and seed of a pair of worlds that shows it, by about which question; what is planted where.
LEAKS: dict[str, tuple[str, int, int, tuple[Any, str, Any]]] = {
    "cut before the policy": (
        "cp_practitioner",
        3,
        98,
        changed("RETURN DISTINCT p }", "WITH DISTINCT p ORDER BY p.id LIMIT 2 RETURN p }"),
    ),
    "the least protective standing": ("mens_service", 5, 6, EVERYBODY),
    "parts that are not told": ("cip_analyst", 3, 3, changed("x[1] IS NOT NULL", "true")),
    "excluded records": ("tod_victim_side", 5, 16, changed(f"AND {_told('r')} AND", "AND")),
    "excluded names": ("cp_practitioner", 6, 88, changed(_told("n", "r"), "true")),
    "superseded records": ("tod_victim_side", 3, 22, changed(f"WHERE r.recorded_to = '{OPEN}' AND", "WHERE")),
    "suppressed addresses": ("cp_practitioner", 4, 90, changed(f"AND NOT {search.HIDDEN_PLACE}", "")),
    "counter-party": ("mens_service", 5, 18, (walls, "counter_parties", lambda *_: frozenset())),
    "the id of a hidden origin": ("mens_service", 7, 78, changed("RETURN [r.origin,", "RETURN [p.id,")),
    "because of what is not searched by": (
        "mens_service",
        7,
        78,
        changed("r.initials, r.birth_year", f"r.initials, {PHONES}"),
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_planted_leak_is_found(desk: Desk, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    role, seed, begin, planted = LEAKS[leak]
    monkeypatch.setattr(*planted)
    assert await desk.tells_apart(searched(role, ROLES[role], seed, COUNT), begin)
