"""After a report was issued: who is told of what changed since, and of what nobody is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.histories import a_life
from tests.histories.lived import Asker, sent
from tests.point.desk import DECIDE, ITEMS, Desk, desk_of, of_him
from tests.point.released import DOOR, MEN, OTHER_SIDE, ROLES, SLOW, reported

WATCH = "mutation($id: ID!, $until: Date!) { watchSubject(request: $id, until: $until) { request until } }"
END = "mutation($id: ID!) { endWatch(request: $id) { request until } }"
CHANGED = """query($id: ID!) { changedSince(report: $id) {
  report watchedUntil closed changes { code text evidence } } }"""
WATCHED = "{ watched { request matter report until waiting news } }"
LATER, MONTHS_LATER = "2026-07-03T00:00:00Z", "2026-12-01T00:00:00Z"
UNTIL = "2026-08-01"
BLIND = {"watchedUntil": None, "closed": "No watch of the subject stands: watchSubject, until a day that you say.",
         "changes": []}  # fmt: skip


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk_of(neo4j, tmp_path_factory.mktemp("after"), SLOW) as found:
        yield found


@pytest.fixture(scope="module")
async def issued(desk: Desk) -> dict[str, str]:
    return await reported(desk)


async def changed(desk: Desk, role: str, report: str) -> dict[str, Any]:
    told: dict[str, Any] = await desk.ask(desk.recipients[role], CHANGED, id=report)
    assert told.pop("report") == report
    return told


def codes(told: dict[str, Any]) -> list[str]:
    return [one["code"] for one in told["changes"]]


# a watch


async def test_nobody_but_the_role_that_asked_watches_and_under_its_own_matter(
    desk: Desk, issued: dict[str, str]
) -> None:
    id, door = desk.requests[DOOR], desk.recipients[DOOR]
    for other in (desk.recipients[OTHER_SIDE], desk.recipients[MEN], desk.points[DOOR]):
        assert await desk.fault(other, WATCH, id=id, until=UNTIL) == "REQUEST_NOT_HELD"
        assert await desk.fault(other, END, id=id) == "REQUEST_NOT_HELD"
    assert await desk.fault(door, WATCH, id="0" * 26, until=UNTIL) == "REQUEST_NOT_HELD"
    assert await desk.fault(desk.life.askers[DOOR], WATCH, id=id, until=UNTIL) == "MATTER_REQUIRED"
    foreign = Asker(door.role, door.purpose, desk.recipients[MEN].matter, door.reason)
    assert await desk.fault(foreign, WATCH, id=id, until=UNTIL) == "MATTER_REQUIRED"
    for day in ("2026-07-01", "2026-09-30"):  # today, and a day more than the policy lets
        assert await desk.fault(door, WATCH, id=id, until=day) == "BAD_INPUT"
    assert await desk.fault(door, END, id=id) == "WATCH_NOT_HELD"
    assert await desk.life.hub.graph("MATCH (w:Watch) RETURN w") == []


async def test_without_a_watch_nothing_is_told_and_that_is_said(desk: Desk, issued: dict[str, str]) -> None:
    assert await changed(desk, DOOR, issued[DOOR]) == BLIND


async def test_of_what_did_not_change_nothing_is_told(desk: Desk, issued: dict[str, str]) -> None:
    for role in ROLES:
        told = await desk.ask(desk.recipients[role], WATCH, id=desk.requests[role], until=UNTIL)
        assert told == {"request": desk.requests[role], "until": UNTIL}
    for role in (OTHER_SIDE, MEN):
        assert await changed(desk, role, issued[role]) == {"watchedUntil": UNTIL, "closed": None, "changes": []}


async def test_what_changed_is_told_to_nobody_who_may_not_open_the_report(desk: Desk, issued: dict[str, str]) -> None:
    for role in (OTHER_SIDE, MEN):
        assert await desk.ask(desk.recipients[role], CHANGED, id=issued[DOOR]) is None
    under_another = await desk.ask(desk.life.askers[DOOR], CHANGED, id=issued[DOOR])
    assert (under_another["changes"], under_another["closed"]) == (
        [], "Ask under CIP_REQUEST and the matter that it was issued for, while that is open."
    )  # fmt: skip
    elsewhere = await desk.ask(desk.points[MEN], CHANGED, id=issued[DOOR])
    assert (elsewhere["changes"], elsewhere["closed"] is None) == ([], False)


# what is new


async def test_a_new_record_is_told_when_the_policy_clears_it_and_one_that_waits_is_told_to_the_point(
    desk: Desk, issued: dict[str, str]
) -> None:
    hub = desk.life.hub
    await hub.moved_to(LATER)
    taken = await hub.ingest([of_him("L17-LATER-1")])
    assert taken["counts"] == {"CREATED": 1}, taken
    new = await _id(desk, "Incident", "L17-LATER-1")
    told = await changed(desk, MEN, issued[MEN])
    assert next((one["code"], one["evidence"]) for one in told["changes"]) == ("RECORD_NEW", [new])
    before = told["changes"]
    await sent(hub, "courts", [_another_file()])
    files = {await _id(desk, "CourtFile", "K26000111"), await _id(desk, "Order", "K26000111")}
    assert (await changed(desk, MEN, issued[MEN]))["changes"] == before  # nothing, and no count, tells of it
    [mine] = [one for one in await desk.ask(desk.points[MEN], WATCHED) if one["request"] == desk.requests[MEN]]
    assert (mine["report"], mine["until"], mine["matter"]) == (issued[MEN], UNTIL, desk.points[MEN].matter)
    assert mine["news"] == len(before)
    waits = {one["id"] for one in await desk.at_point(MEN, ITEMS) if one["why"] and not one["decision"]}
    assert files <= waits
    assert mine["waiting"] == len(waits)
    await desk.released(MEN)
    told = await changed(desk, MEN, issued[MEN])
    assert files <= {id for one in told["changes"] if one["code"] == "RECORD_NEW" for id in one["evidence"]}
    assert "ORDER_NEW" in codes(told)


async def test_what_was_withheld_on_review_is_in_no_difference_and_no_count(desk: Desk, issued: dict[str, str]) -> None:
    """The other side of the same organisation: the Point lets the file endanger somebody, and says so to nobody."""
    before = [one for one in (await changed(desk, OTHER_SIDE, issued[OTHER_SIDE]))["changes"]]
    waits = [one["id"] for one in await desk.at_point(OTHER_SIDE, ITEMS) if one["why"] and not one["decision"]]
    held = [{"item": id, "decision": "WITHHOLD", "reason": "ENDANGERS"} for id in waits]
    await desk.at_point(OTHER_SIDE, DECIDE, items=held)
    assert (await changed(desk, OTHER_SIDE, issued[OTHER_SIDE]))["changes"] == before
    assert not set(waits) & {id for one in before for id in one["evidence"]}


async def test_what_is_kept_from_him_now_is_no_longer_told_and_not_why(desk: Desk, issued: dict[str, str]) -> None:
    second = desk.life.events["second"]
    async with desk.life.excluded("second"):
        told = await changed(desk, MEN, issued[MEN])
        assert {"code": "NO_LONGER_TOLD", "text": "A record that the report tells of is no longer told.",
                "evidence": [second]} in told["changes"]  # fmt: skip
        assert "xclu" not in str(told)
    assert second not in {id for one in (await changed(desk, MEN, issued[MEN]))["changes"] for id in one["evidence"]
                          if one["code"] == "NO_LONGER_TOLD"}  # fmt: skip


async def test_a_released_record_is_decided_anew_in_a_new_version_and_nothing_is_told_meanwhile(
    desk: Desk, issued: dict[str, str]
) -> None:
    await desk.life.hub.moved_to("2026-07-04T00:00:00Z")
    await sent(desk.life.hub, "courts", [{**a_life.file_for_tess(), "version": 2, "opened_on": "2025-12-16"}])
    told = await changed(desk, MEN, issued[MEN])
    assert told == {"watchedUntil": UNTIL, "changes": [],
                    "closed": "Nothing can be told of what changed now. Ask the Central Information Point for a new "
                              "report."}  # fmt: skip
    assert [one for one in await desk.ask(desk.points[MEN], WATCHED) if one["request"] == desk.requests[MEN]]
    await desk.released(MEN)
    changes = (await changed(desk, MEN, issued[MEN]))["changes"]
    file = desk.life.events["tess's file"]
    assert [one["code"] for one in changes if one["evidence"] == [file]] == ["RECORD_CHANGED"]


# how it ends


async def test_a_watch_ends_with_its_day_and_by_the_role_that_asked(desk: Desk, issued: dict[str, str]) -> None:
    door = desk.recipients[DOOR]
    assert await desk.ask(door, END, id=desk.requests[DOOR]) == {"request": desk.requests[DOOR], "until": None}
    assert await changed(desk, DOOR, issued[DOOR]) == BLIND
    assert desk.requests[DOOR] not in {one["request"] for one in await desk.ask(desk.points[DOOR], WATCHED)}
    await desk.life.hub.moved_to(MONTHS_LATER)
    try:
        assert await changed(desk, MEN, issued[MEN]) == BLIND
        assert await desk.ask(desk.points[MEN], WATCHED) == []
    finally:
        await desk.life.hub.moved_to("2026-07-04T00:00:00Z")
    assert (await changed(desk, MEN, issued[MEN]))["watchedUntil"] == UNTIL


def _another_file() -> dict[str, Any]:
    order = a_life.made("K26000111/1", "INTERIM", "2026-07-02T11:00:00+10:00", "2026-07-02T11:20:00+10:00", "IN_COURT",
                        starts_on="2026-07-02", ends_on="2026-12-31")  # fmt: skip
    return {**a_life.file_for_tess(), "file_number": "K26000111", "opened_on": "2026-07-02", "orders": [order],
            "charges": []}  # fmt: skip


async def _id(desk: Desk, noun: str, document: str) -> str:
    rows = await desk.life.hub.graph(
        f"MATCH (n:{noun} {{recorded_to: '9999-12-31T23:59:59Z'}}) WHERE split(n.source_id, ' ')[-1] = $given.it "
        "RETURN n.lineage AS id",
        {"it": document},
    )
    [row] = rows
    return str(row["id"])
