"""A request to Child Protection is routed by its own case, and who asks cannot tell whether there is one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import DOOR, UNKNOWN, Asks, Case, code, matter_of, report
from tests.resolvers.test_requests import TOLD, by
from tests.town import Town, town, with_connectors

ROUTED = f"{TOLD} route {{ code said }} enquiries {{ item outcome }}"
LODGE = f"mutation($given: RequestInput!) {{ lodgeRequest(input: $given) {{ {ROUTED} }} }}"
LISTED = f"query($id: ID) {{ requests(id: $id) {{ {ROUTED} }} }}"
ANSWER = """mutation($id: ID!) { answerRequest(request: $id, said: "As asked", records: [], notHeld: true) {
  state route { code } } }"""
PRACTITIONER, MANAGER = Asks("cp_practitioner", "CYFA_STATUTORY", ""), Asks("cp_team_manager", "OWN_CASE", "")
REPORTS = {
    "CP-INTAKE": {"classification": "PENDING", "open": True},
    "CP-CASE": {"classification": "PIR", "investigated": True, "outcome": "INVESTIGATION", "open": True},
    "CP-CLOSED": {"classification": "CWR", "outcome": "CLOSED", "open": False},
}
ROUTES = {"CP-INTAKE": "CURRENT_INTAKE", "CP-CASE": "OPEN_CASE", "CP-CLOSED": "CLOSED", "CP-NOBODY": "NO_CASE"}


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await with_connectors(found)
        rows = [_row(number, about) for number, about in REPORTS.items()]
        headers = found.bearer("connector_of_child_protection", "ingest") | {"content-type": "application/x-ndjson"}
        body = b"\n".join(map(orjson.dumps, rows))
        told = await found.http.post("/ingest/child_protection", content=body, headers=headers)
        assert told.json()["counts"] == {"CREATED": 3}, told.text
        yield found


def _row(number: str, about: dict[str, Any]) -> dict[str, Any]:
    """Somebody responsible in a report of each state, known by its number alone."""
    report = {"report_number": number, "version": 1, "received_on": "2026-05-04", "harm": ["EMOTIONAL"], **about}
    person = {"person_number": f"{number}-P", "family_name": number.title(), "given_names": "Kit",
              "birth_date": "1985-01-12", "relation_to_child": "PARENT"}  # fmt: skip
    child = {"person_number": f"{number}-C", "family_name": number.title(), "given_names": "Ash"}
    return {"report": report, "child": child, "responsible": [person]}


@pytest.fixture(scope="module")
async def case(hub: Town) -> Case:
    return await report(hub)


@pytest.fixture(scope="module")
async def own(hub: Town, case: Case) -> str:
    return await matter_of(hub, case, DOOR)


async def lodged(hub: Town, own: str, number: str, to: str = "child_protection") -> dict[str, Any]:
    given = {"scheme": "FVISS", "addressedTo": to, "subject": {"system": "child_protection", "id": f"{number}-P"},
             "groundsForRole": "Named in a referral", "relevance": ["P19"]}  # fmt: skip
    found: dict[str, Any] = (await hub.ask(DOOR.role, LODGE, DOOR.purpose, own, given=given))["lodgeRequest"]
    assert (found["state"], found["missing"]) == ("SUBMITTED", [])
    return found


async def listed(hub: Town, asks: Asks, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await by(hub, asks, LISTED, id=id))["data"]["requests"]
    return found


def masked(request: dict[str, Any]) -> dict[str, Any]:
    return {**request, "id": "", "reference": ""}


async def test_who_asks_is_told_the_same_of_every_state(hub: Town, own: str) -> None:
    sent = {number: await lodged(hub, own, number) for number in ROUTES}
    told = {number: await listed(hub, DOOR, one["id"]) for number, one in sent.items()}
    assert all(one["route"] is None for one in sent.values())
    assert all(one["route"] is None for [one] in told.values())
    first = masked(sent["CP-NOBODY"])
    assert [masked(one) for one in sent.values()] == [first] * 4
    assert [masked(one) for [one] in told.values()] == [first] * 4
    answers = [await by(hub, PRACTITIONER, ANSWER, id=one["id"]) for one in sent.values()]
    assert {one["data"]["answerRequest"]["state"] for one in answers} == {"ANSWERED"}
    after = [masked(found) for one in sent.values() for found in await listed(hub, DOOR, one["id"])]
    assert after == [after[0]] * 4
    assert after[0]["route"] is None


@pytest.mark.parametrize("number", ROUTES)
async def test_its_own_staff_are_told_where_it_goes(hub: Town, own: str, number: str) -> None:
    id = (await lodged(hub, own, number))["id"]
    for asks in (PRACTITIONER, MANAGER):
        [found] = await listed(hub, asks, id)
        assert (found["route"]["code"], found["matter"]) == (ROUTES[number], None)
    answered = (await by(hub, PRACTITIONER, ANSWER, id=id))["data"]["answerRequest"]
    assert answered == {"state": "ANSWERED", "route": {"code": ROUTES[number]}}


async def test_nobody_else_who_is_asked_is_told_of_a_case_of_child_protection(hub: Town, own: str) -> None:
    id = (await lodged(hub, own, "CP-CASE", "police_fv_unit"))["id"]
    [found] = await listed(hub, Asks("police_fv_unit", "OWN_CASE", ""), id)
    assert (found["addressedTo"], found["route"]) == ("police_fv_unit", None)
    assert await listed(hub, PRACTITIONER, id) == []
    assert code(await by(hub, PRACTITIONER, ANSWER, id=id)) == "REQUEST_NOT_HELD"
    assert code(await by(hub, PRACTITIONER, ANSWER, id=UNKNOWN)) == "REQUEST_NOT_HELD"
