"""Versions of a report in whatever order they come: what is current, what was known when, and nothing overwritten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import permutations
from typing import Any

import pytest

from server import running
from tests.connectors import Row, rows
from tests.connectors.test_l17_claims import least
from tests.dump import counts, dump
from tests.town import Town, empty

FIRST, SECOND, THIRD = rows("amended")  # the third swaps the parties
# What stands for the hub itself: how far it followed the ledger, and how fresh each source is.
OWN = ('"labels": ["Ledger"]', '"labels": ["Source"]')
SHOWN = """query($knownAt: DateTime) { incidents(knownAt: $knownAt) { nodes {
  version orders { state { code } }
  respondent { givenNames person { id } } affected { givenNames person { id } } } } }"""
OPEN = """mutation { openMatter(input: {kind: OWN_FILE,
  names: [{system: "victoria_police", id: "40031101", as: RESPONDENT}]}) { id } }"""


def day(number: int) -> str:
    return f"2026-07-{number:02}T00:00:00Z"


async def arrives(hub: Town, number: int, row: Row) -> str:
    """On this day of July."""
    hub.clock.at = day(number)
    return str((await hub.ingest([row]))["outcomes"][0]["outcome"])


async def shown(hub: Town, matter: str = "", known_at: str | None = None) -> dict[str, Any]:
    """The one report, as police are shown their own."""
    answer = await hub.ask("police_member", SHOWN, "OWN_CASE", matter, "A test", knownAt=known_at)
    (incident,) = answer["incidents"]["nodes"]
    return dict(incident)


async def test_an_older_version_that_comes_late_overwrites_nothing(hub: Town) -> None:
    assert await arrives(hub, 2, FIRST) == "CREATED"
    assert await arrives(hub, 3, THIRD) == "SUPERSEDED"
    before, current = await dump(hub.graph), await shown(hub)
    assert await arrives(hub, 4, SECOND) == "SUPERSEDED"
    gone = set(before) - set(await dump(hub.graph))
    assert len(gone) == 2
    assert all(any(own in line for own in OWN) for line in gone)
    assert await shown(hub) == current
    assert (current["version"], current["orders"]) == (3, [{"state": {"code": "REVOKED"}}])
    known = [(await shown(hub, known_at=day(n)))["version"] for n in (2, 3, 4, 5)]
    assert known == [1, 3, 3, 3]


async def test_a_newer_version_supersedes_and_the_older_one_stays_as_it_was_known(hub: Town) -> None:
    await arrives(hub, 2, FIRST)
    before = await shown(hub)
    assert await arrives(hub, 3, SECOND) == "SUPERSEDED"
    assert [(await shown(hub))["version"], before["version"]] == [2, 1]
    assert await shown(hub, known_at="2026-07-02T23:59:59Z") == before


async def test_an_amendment_that_swaps_the_roles_moves_the_parts_and_keeps_the_persons(hub: Town) -> None:
    await arrives(hub, 2, FIRST)
    matter = (await hub.ask("police_member", OPEN, "OWN_CASE", reason="A test"))["openMatter"]["id"]
    before = await shown(hub, matter)
    (jane,) = before["respondent"]
    assert jane["givenNames"] == "Jane"
    persons = await hub.graph("MATCH (p:Person) RETURN p.id AS id ORDER BY id")
    assert await arrives(hub, 3, THIRD) == "SUPERSEDED"
    after = await shown(hub, matter)
    assert [person["givenNames"] for person in after["respondent"]] == ["John"]
    assert after["affected"] == [jane]
    assert await hub.graph("MATCH (p:Person) RETURN p.id AS id ORDER BY id") == persons
    assert len(persons) == 2


def as_report(portal_id: str, row: Row) -> Row:
    return row | {"report": row["report"] | {"portal_id": portal_id}}


async def test_the_graph_built_again_from_the_ledger_is_the_same(hub: Town) -> None:
    """Versions in every order, commands between records, and what is quarantined."""
    orders = list(permutations((FIRST, SECOND, THIRD)))
    for number in range(3):
        hub.clock.at = day(number + 2)
        await hub.ingest([as_report(f"L17-{n}", order[number]) for n, order in enumerate(orders)])
    await hub.ask("police_member", OPEN, "OWN_CASE", reason="A test")
    await arrives(hub, 5, FIRST)
    assert await arrives(hub, 6, least("BAD", affected={"pregnant": "perhaps"})) == "QUARANTINED"
    for number, row in enumerate((THIRD, SECOND, *rows("everything"), *rows("mutual")), 7):
        await arrives(hub, number, row)
    before = await dump(hub.graph)
    await empty(hub.parts.database)
    async with running(hub.parts.settings, clock=hub.clock) as again:
        assert await dump(again.database.run) == before
    assert (await counts(hub.graph))["Incident"] == 24


@asynccontextmanager
async def refusing_a_second_version(hub: Town) -> AsyncIterator[None]:
    """The database itself will not have it, for a while."""
    await hub.graph("CREATE CONSTRAINT of_a_test FOR (i:Incident) REQUIRE i.portal_id IS UNIQUE")
    try:
        yield
    finally:
        await hub.graph("DROP CONSTRAINT of_a_test")


@pytest.mark.parametrize("next_one", [SECOND, least("L17-9")], ids=["sent again", "another"])
async def test_what_the_graph_did_not_take_is_not_acknowledged_and_is_there_with_the_next(
    hub: Town, next_one: Row
) -> None:
    await arrives(hub, 2, FIRST)
    headers = {**hub.bearer("system_connector", "ingest"), "content-type": "application/json"}
    async with refusing_a_second_version(hub):
        refused = await hub.http.post("/ingest/l17", json=SECOND, headers=headers)
    assert refused.status_code == 503
    assert [error["extensions"]["code"] for error in refused.json()["errors"]] == ["DATABASE_UNAVAILABLE"]
    assert (await shown(hub))["version"] == 1
    assert await arrives(hub, 3, next_one) == ("UNCHANGED" if next_one is SECOND else "CREATED")
    held = await hub.graph("MATCH (i:Incident) RETURN i.portal_id AS id, i.version AS version ORDER BY id, version")
    mine = [row["version"] for row in held if row["id"] == FIRST["report"]["portal_id"]]
    assert mine == [1, 2]
