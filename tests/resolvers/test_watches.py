"""A watch ends with what it is for: the request that was taken back or refused, the matter, the class of who asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import CIP, DOOR, REQUESTING, UNKNOWN, Case, code, matter_of
from tests.resolvers.test_requests import DISPUTE, LODGE, REFUSE, WITHDRAW, by
from tests.town import START, Town, town

WATCH = "mutation($id: ID!, $until: Date!) { watchSubject(request: $id, until: $until) { until } }"
END = "mutation($id: ID!) { endWatch(request: $id) { until } }"
CLOSE = "mutation($m: ID!) { closeMatter(matter: $m) { status } }"
WATCHED = "{ watched { request } }"
STANDING = "MATCH (w:Watch)-[:OF]->({id: $given.id}) WHERE w.ended_at IS NULL RETURN w.until AS until"
UNTIL = "2026-08-01"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
async def lodged(hub: Town, case: Case) -> tuple[str, str]:
    """A request that was sent, and its matter."""
    matter = await matter_of(hub, case, REQUESTING)
    given = {"subject": case.reference("him"), "groundsForRole": "Named as respondent", "relevance": ["P19"]}
    answer = await hub.ask(REQUESTING.role, LODGE, REQUESTING.purpose, matter, REQUESTING.reason, given=given)
    assert answer["lodgeRequest"]["state"] == "SUBMITTED"
    return str(answer["lodgeRequest"]["id"]), matter


async def watch(hub: Town, id: str, matter: str, until: str = UNTIL) -> Any:
    asked = REQUESTING.role, WATCH, REQUESTING.purpose, matter, REQUESTING.reason
    return (await hub.post(*asked, id=id, until=until)).json()


async def standing(hub: Town, id: str) -> list[str]:
    return [row["until"] for row in await hub.graph(STANDING, {"id": id})]


async def test_a_later_watch_takes_the_place_of_an_earlier_one(hub: Town, lodged: tuple[str, str]) -> None:
    id, matter = lodged
    assert (await watch(hub, id, matter))["data"] == {"watchSubject": {"until": UNTIL}}
    assert (await watch(hub, id, matter, "2026-07-20"))["data"] == {"watchSubject": {"until": "2026-07-20"}}
    assert await standing(hub, id) == ["2026-07-20"]
    assert (await by(hub, REQUESTING, END, id=id))["data"] == {"endWatch": {"until": None}}
    assert await standing(hub, id) == []
    assert code(await by(hub, REQUESTING, END, id=id)) == "WATCH_NOT_HELD"


async def test_a_request_to_another_entity_is_not_watched(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, DOOR)
    given = {"subject": case.reference("him"), "groundsForRole": "Named", "relevance": ["P19"], "scheme": "FVISS",
             "addressedTo": "police_fv_unit", "question": "A plan?"}  # fmt: skip
    id = (await hub.ask(DOOR.role, LODGE, DOOR.purpose, own, DOOR.reason, given=given))["lodgeRequest"]["id"]
    assert code(await watch(hub, id, own)) == "REQUEST_STATE"


async def test_what_was_taken_back_is_watched_no_more(hub: Town, lodged: tuple[str, str]) -> None:
    id, matter = lodged
    await watch(hub, id, matter)
    assert (await by(hub, REQUESTING, WITHDRAW, id=id))["data"]
    assert await standing(hub, id) == []
    assert code(await watch(hub, id, matter)) == "REQUEST_STATE"


async def test_a_refusal_ends_it_for_good_and_a_dispute_lets_it_be_asked_anew(
    hub: Town, lodged: tuple[str, str]
) -> None:
    id, matter = lodged
    await watch(hub, id, matter)
    assert (await by(hub, CIP, REFUSE, id=id))["data"]
    assert await standing(hub, id) == []
    assert (await by(hub, REQUESTING, DISPUTE, id=id))["data"]
    assert await standing(hub, id) == []
    assert (await watch(hub, id, matter))["data"] == {"watchSubject": {"until": UNTIL}}


async def test_under_a_closed_or_foreign_matter_nothing_is_watched(hub: Town, lodged: tuple[str, str]) -> None:
    id, matter = lodged
    assert code(await watch(hub, id, UNKNOWN)) == "MATTER_REQUIRED"
    await hub.ask(REQUESTING.role, CLOSE, REQUESTING.purpose, matter, REQUESTING.reason, m=matter)
    assert code(await watch(hub, id, matter)) == "MATTER_REQUIRED"
    assert await standing(hub, id) == []


async def test_who_is_no_declared_requester_any_more_watches_nobody(hub: Town, lodged: tuple[str, str]) -> None:
    id, matter = lodged
    ended = {
        "organisation": "orange_door",
        "entity_class": "CIP_REQUESTER",
        "term": "CIP_REQUESTER 2018-02-26 2026-06-30",
    }
    await hub.parts.following.command("changeClass", ended, START, "test")
    try:
        assert code(await watch(hub, id, matter)) == "NOT_CIP_REQUESTER"
    finally:
        again = {**ended, "term": "CIP_REQUESTER 2018-02-26"}
        await hub.parts.following.command("changeClass", again, START, "test")
    assert (await watch(hub, id, matter))["data"] == {"watchSubject": {"until": UNTIL}}


async def test_watches_are_listed_under_the_purpose_of_the_point_and_to_nobody_else(hub: Town) -> None:
    assert (await by(hub, CIP, WATCHED))["data"] == {"watched": []}
    assert (await by(hub, REQUESTING, WATCHED))["data"] == {"watched": []}
    assert code(await by(hub, DOOR, WATCHED)) == "PURPOSE_REQUIRED"
