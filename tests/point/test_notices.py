"""Notices: every earlier recipient is told that a report ended, a custodian which of its records were told of, and
nobody more than that; and the Point who has not acknowledged it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.histories.a_life import POLICE_NUMBERS
from tests.histories.lived import Asker
from tests.identity.people import reviewers
from tests.point.desk import NOTICES, RECALL, Desk, account, desk_of
from tests.point.released import DOOR, MEN, OTHER_SIDE, ROLES, SLOW, answered_late, reported
from tests.town import START

ACKNOWLEDGE = "mutation($id: ID!) { acknowledgeNotice(notice: $id) { id at } }"
UNACKNOWLEDGED = "query($id: ID!) { report(id: $id) { unacknowledged { organisation role } } }"
CLOSE = "mutation($id: ID!) { closeMatter(matter: $id) { status } }"
ERASE = """mutation($id: ID!) { requestErasure(type: "Incident", id: $id, authority: "PROS 09/05, class 2.1.0",
  reason: "The inquiry is closed") { id } }"""
DECIDE = 'mutation($id: ID!) { decideErasure(erasure: $id, granted: true, reason: "Looked at") { state } }'
SECOND, THIRD, FOURTH = "2026-07-02T00:00:00Z", "2026-07-03T00:00:00Z", "2026-07-04T00:00:00Z"
COLLEAGUE, APART, CUSTODIANS = "colleague", "kept-apart", (
    "victoria_police", "child_protection", "corrections_victoria", "magistrates_court", "childrens_court")  # fmt: skip
ORGANISATION = {DOOR: "orange_door", OTHER_SIDE: "orange_door", MEN: "mens_referral_service"}


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk_of(neo4j, tmp_path_factory.mktemp("notices"), SLOW) as found:
        await account(found, COLLEAGUE, MEN, ORGANISATION[MEN])
        await account(found, APART, MEN, ORGANISATION[MEN])
        await _kept_apart(found, APART)
        for custodian in (*CUSTODIANS, "orange_door"):
            await account(found, f"officer-{custodian}", "auditor_evaluator", custodian, "privacy_officer")
        yield found


@pytest.fixture(scope="module")
async def issued(desk: Desk) -> dict[str, str]:
    return await reported(desk)


async def _kept_apart(desk: Desk, account: str) -> None:
    body = {"id": f"conflict of {account}", "account": account, "organisation": None, "kind": "DECLARED",
            "system": "victoria_police", "reference": POLICE_NUMBERS["him"], "until": "9999-12-31T23:59:59Z",
            "excepted": [], "reason": "A relative", "by": "test", "at": START}  # fmt: skip
    await desk.life.hub.parts.following.command("recordConflict", body, START, "test")


async def of(desk: Desk, role: str, **page: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await desk.ask(desk.recipients[role], NOTICES, **page)
    return found


async def as_account(desk: Desk, name: str, role: str) -> list[dict[str, Any]]:
    by = desk.recipients[role]
    found: list[dict[str, Any]] = await desk.ask(Asker(name, by.purpose, "", by.reason), NOTICES)
    return found


def kinds(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["report"], one["at"]) for one in found]


async def waiting(desk: Desk, role: str, report: str) -> list[str]:
    found = await desk.ask(desk.points[role], UNACKNOWLEDGED, id=report)
    return [one["role"] for one in found["unacknowledged"]]


async def test_a_late_answer_is_told_to_whose_report_was_issued_without_it(desk: Desk, issued: dict[str, str]) -> None:
    await answered_late(desk)
    assert await of(desk, OTHER_SIDE) == await of(desk, MEN) == []
    [late] = await of(desk, DOOR)
    assert late == {
        "id": f"{START} LATE_ANSWER {issued[DOOR]}", "kind": "LATE_ANSWER", "at": START, "report": issued[DOOR],
        "request": desk.requests[DOOR], "instead": None, "records": [], "recipient": None, "purpose": None,
        "means": "A custodian that this report was issued without has answered.", "state": "UNREAD",
        "then": "Watch the subject and ask `changedSince`, or ask the Central Information Point for a new version.",
    }  # fmt: skip
    for role in (OTHER_SIDE, MEN):
        assert await desk.fault(desk.recipients[role], ACKNOWLEDGE, id=late["id"]) == "NOTICE_NOT_HELD"
    assert await desk.ask(desk.recipients[DOOR], ACKNOWLEDGE, id=late["id"]) == {"id": late["id"], "at": START}
    assert await of(desk, DOOR) == [{**late, "state": "ACKNOWLEDGED"}]


async def test_notices_are_told_under_the_purpose_that_the_report_is_read_under(
    desk: Desk, issued: dict[str, str]
) -> None:
    for role in (DOOR, "police_member", "court_registrar"):
        for purpose in ("OWN_CASE", "ADMIN"):
            assert await desk.fault(Asker(role, purpose, ""), NOTICES) == "PURPOSE_REQUIRED"


async def test_of_a_recalled_report_all_are_told_who_relied_on_its_records(desk: Desk, issued: dict[str, str]) -> None:
    await desk.life.hub.moved_to(SECOND)
    assert await waiting(desk, DOOR, issued[DOOR]) == []
    await desk.ask(desk.points[DOOR], RECALL, id=issued[DOOR])
    assert kinds(await of(desk, DOOR)) == [("REPORT_RECALLED", issued[DOOR], SECOND)]
    for role in (OTHER_SIDE, MEN):
        found = await of(desk, role)
        assert kinds(found) == [("SHARED_RECORDS", issued[role], SECOND)]
        others = (issued[DOOR], desk.requests[DOOR], desk.recipients[DOOR].matter, desk.points[DOOR].matter)
        assert [id for id in others if id in str(found)] == []
    assert await waiting(desk, DOOR, issued[DOOR]) == [MEN, OTHER_SIDE, DOOR]
    for left, role in (([OTHER_SIDE, DOOR], MEN), ([DOOR], OTHER_SIDE), ([], DOOR)):
        [notice, *_] = await of(desk, role)
        await desk.ask(desk.recipients[role], ACKNOWLEDGE, id=notice["id"])
        assert await waiting(desk, DOOR, issued[DOOR]) == left
    own = await desk.ask(desk.recipients[MEN], UNACKNOWLEDGED, id=issued[MEN])
    assert own == {"unacknowledged": None}


async def test_of_a_corrected_report_its_reader_is_told_which_stands_and_the_others_that_it_was(
    desk: Desk, issued: dict[str, str]
) -> None:
    await desk.life.hub.moved_to(THIRD)
    second = (await desk.issue(OTHER_SIDE))["id"]
    found = await of(desk, OTHER_SIDE)
    assert kinds(found) == [("REPORT_CORRECTED", issued[OTHER_SIDE], THIRD)]
    assert found[0]["instead"] == second
    assert kinds(await of(desk, MEN)) == [
        ("SHARED_RECORDS", issued[MEN], THIRD), ("SHARED_RECORDS", issued[MEN], SECOND)
    ]  # fmt: skip
    assert await waiting(desk, OTHER_SIDE, issued[OTHER_SIDE]) == [MEN, OTHER_SIDE]


async def test_notices_are_paged_by_the_last_one_had(desk: Desk, issued: dict[str, str]) -> None:
    whole = await of(desk, MEN)
    [first] = await of(desk, MEN, first=1)
    assert [first, *await of(desk, MEN, after=first["id"])] == whole
    assert await of(desk, MEN, after=whole[-1]["id"]) == []


async def test_a_custodian_is_read_back_which_of_its_own_records_were_told_of_and_to_whom(
    desk: Desk, issued: dict[str, str]
) -> None:
    names, told = desk.life.names, {}
    for custodian in (*CUSTODIANS, "orange_door"):
        officer = Asker(f"officer-{custodian}", "ADMIN", "", "Register")
        found = await desk.ask(officer, NOTICES)
        assert {one["kind"] for one in found} <= {"RECORDS_TOLD"}
        assert {(one["request"], one["instead"]) for one in found} <= {(None, None)}
        told[custodian] = {one["report"]: {names.get(id, id) for id in one["records"]} for one in found}
        for one in found if custodian == "victoria_police" else ():
            assert (one["purpose"], one["state"]) == ("ASSESSMENT", "UNREAD")
        if custodian == "victoria_police":
            whom = {one["report"]: one["recipient"] for one in found}
            assert {report: whom[report] for report in issued.values()} == {
                issued[role]: ORGANISATION[role] for role in ROLES
            }
            await desk.ask(officer, ACKNOWLEDGE, id=found[0]["id"])
            assert [one["state"] for one in await desk.ask(officer, NOTICES)][:2] == ["ACKNOWLEDGED", "UNREAD"]
    police, court = told["victoria_police"][issued[MEN]], told["magistrates_court"][issued[MEN]]
    assert {"first", "second", "breach 1", "final by police"} <= police
    assert {"file", "tess's file", "interim", "final", "for tess", "charge 6"} <= court
    assert told["corrections_victoria"][issued[MEN]] == {"custody"}
    assert not police & court
    assert told["childrens_court"] == told["child_protection"] == told["orange_door"] == {}


async def test_a_worker_kept_apart_and_an_officer_kept_apart_are_told_of_nothing(
    desk: Desk, issued: dict[str, str]
) -> None:
    whole = await of(desk, MEN)
    assert await as_account(desk, COLLEAGUE, MEN) == whole != []
    assert await as_account(desk, APART, MEN) == []
    apart = Asker(APART, "CIP_REQUEST", "", "belief")
    assert await desk.fault(apart, ACKNOWLEDGE, id=whole[0]["id"]) == "NOTICE_NOT_HELD"
    officer = Asker("officer-magistrates_court", "ADMIN", "", "Register")
    assert await desk.ask(officer, NOTICES) != []
    await _kept_apart(desk, officer.role)
    assert await desk.ask(officer, NOTICES) == []


async def test_a_report_that_an_erasure_closed_is_told_of_to_each_who_has_one(
    desk: Desk, issued: dict[str, str]
) -> None:
    hub = desk.life.hub
    await hub.moved_to(FOURTH)
    await reviewers(hub, "second-reviewer")
    asked = await hub.ask("rosa", ERASE, "OWN_CASE", id=desk.life.events["breach 2"])
    done = await hub.ask("second-reviewer", DECIDE, "OWN_CASE", id=asked["requestErasure"]["id"])
    assert done["decideErasure"]["state"] == "ERASED"
    assert kinds(await of(desk, MEN)) == [("REPORT_CLOSED", issued[MEN], FOURTH)]
    assert ("REPORT_CLOSED", issued[DOOR], FOURTH) in kinds(await of(desk, DOOR))
    assert await waiting(desk, MEN, issued[MEN]) == [MEN]


async def test_under_a_closed_matter_nothing_is_told(desk: Desk, issued: dict[str, str]) -> None:
    men = desk.recipients[MEN]
    assert await of(desk, MEN) != []
    await desk.ask(men, CLOSE, id=men.matter)
    assert await of(desk, MEN) == []
    assert await of(desk, DOOR) != []
