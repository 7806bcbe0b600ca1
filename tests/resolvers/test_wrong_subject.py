"""The way back from a wrong confirmation: whoever was taken for the subject is told of no more, in anything.

She is the affected person of one report and the respondent of another, and was taken for him. To the recipient a report
tells nothing of whom his matter does not name as violent; no referral has two respondents, so that this is written
straight to the graph.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from connectors.lookups.asking import Lookups
from graph.embedded import Running as Neo4j
from schema.lookups import CustodianAnswer, Status
from tests.connectors import rows
from tests.point.desk import ASK, CHECKS, DECIDE, ISSUE, ITEMS, PREVIEW, REPORT, REPORTS
from tests.resolvers.test_matters import CIP, REQUESTING, Case, code, matter_of, report
from tests.resolvers.test_requests import CANDIDATES, LISTED, LODGE, by
from tests.town import START, Town, town

ACCEPT = """mutation($id: ID!, $person: ID!, $why: String!) {
  acceptRequest(request: $id, person: $person, reason: $why) { id } }"""
ALIKE = """MATCH (a:Person {id: $given.him}) MATCH (b:Person {id: $given.her})
MERGE (m:Match {id: 'alike ' + a.id}) SET m.state = 'POSSIBLE', m.probability = 0.7, m.because = []
MERGE (m)-[:OF]->(a) MERGE (m)-[:OF]->(b)"""
BOTH = "MATCH (:Matter {id: $given.matter})-[k:NAMES]->(:Person {id: $given.her}) SET k.standing = 'ALLEGED'"
BY_MISTAKE = "She was taken for him: the number is his"


@dataclass
class Taken:
    """A request about him, for which she was confirmed: all that was done on it is of her."""

    hub: Town
    case: Case
    request: str
    door: str  # the requester's matter
    of_her: str  # the Point's matter
    report: str
    shared: str  # the report that both stand in
    late: Callable[[CustodianAnswer], Awaitable[None]]

    async def point(self, text: str, matter: str, **given: Any) -> Any:
        answer = (await self.hub.post(CIP.role, text, CIP.purpose, matter, CIP.reason, **given)).json()
        assert "errors" not in answer, answer["errors"]
        [value] = answer["data"].values()
        return value

    async def accept(self, who: str, reason: str = BY_MISTAKE) -> Any:
        return await by(self.hub, CIP, ACCEPT, id=self.request, person=self.case.ids[who], why=reason)

    async def read(self, report: str) -> Any:
        asked = (REQUESTING.role, REPORT, REQUESTING.purpose, self.door, REQUESTING.reason)
        return (await self.hub.ask(*asked, id=report))["report"]


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
async def taken(hub: Town, monkeypatch: pytest.MonkeyPatch) -> Taken:
    case = await report(hub)
    await blamed(hub, case)
    await hub.graph(ALIKE, case.asked)
    door = await matter_of(hub, case, REQUESTING)
    await hub.graph(BOTH, {"matter": door, "her": case.ids["her"]})
    request = await asked_about_him(hub, case, door)
    accepted = await by(hub, CIP, ACCEPT, id=request, person=case.ids["her"], why="The same date of birth")
    [row] = await hub.graph("MATCH (i:Incident {portal_id: $given.id}) RETURN i.lineage AS id", {"id": case.portal})
    of_her = accepted["data"]["acceptRequest"]["id"]
    found = Taken(hub, case, request, door, of_her, "", row["id"], _never)
    await worked_on(found, monkeypatch)
    return found


async def blamed(hub: Town, case: Case) -> None:
    """A second report has her as the one who used violence."""
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": f"{case.portal}-BLAMED", "leap_incident": None}
    row["respondent"] |= {"person_number": case.numbers["her"], "family_name": f"Brackenbury{int(case.portal[-6:])}"}
    row["affected"] |= {"person_number": f"49{case.portal[-6:]}", "family_name": "Gannet"}
    assert (await hub.ingest([row]))["counts"] == {"CREATED": 1}


async def asked_about_him(hub: Town, case: Case, door: str) -> str:
    given = {"subject": case.reference("him"), "groundsForRole": "In a police report", "relevance": ["P19"]}
    asked = await hub.ask(REQUESTING.role, LODGE, REQUESTING.purpose, door, REQUESTING.reason, given=given)
    return str(asked["lodgeRequest"]["id"])


async def worked_on(taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    """Custodians answer of her, the report that both stand in is held back of her, and a report on her is issued."""

    async def ask(_self: Any, _custodians: Any, _subject: Any, _request: Any, late: Any) -> list[CustodianAnswer]:
        taken.late = late
        return [CustodianAnswer("of her", "child_protection", Status.NOT_HELD, START, may_be_told=True)]

    monkeypatch.setattr(Lookups, "ask", ask)
    await taken.point(ASK, taken.of_her, id=taken.request)
    items = await taken.point(ITEMS, taken.of_her, id=taken.request)
    said = [{"item": one["id"], "decision": "RELEASE"} for one in items if one["id"] != taken.shared]
    held = {"item": taken.shared, "decision": "WITHHOLD", "reason": "NEEDS_CHECK"}
    assert await taken.point(DECIDE, taken.of_her, id=taken.request, items=[*said, held]) == len(items) == 2
    given = {"id": taken.request, "kind": "BRIEF", "checklist": dict.fromkeys(CHECKS, True)}
    taken.report = (await taken.point(ISSUE, taken.of_her, **given))["id"]


async def _never(_answer: CustodianAnswer) -> None:
    raise AssertionError("no custodian was asked")


async def test_the_one_before_is_no_way_back_and_nobody_else_is(taken: Taken) -> None:
    again = await taken.accept("her")
    assert (code(again), again["errors"][0]["message"].startswith("This person is confirmed already")) == (
        "REQUEST_STATE", True,
    )  # fmt: skip
    assert code(await taken.accept("child")) == "NOT_A_CANDIDATE"
    assert code(await taken.accept("him", " ")) == "BAD_INPUT"
    assert (await taken.read(taken.report))["state"] == "ISSUED"
    found = (await by(taken.hub, CIP, CANDIDATES, id=taken.request))["data"]["candidates"]
    assert {taken.case.ids["him"], taken.case.ids["her"]} <= {one["id"] for one in found}


async def test_another_one_is_confirmed_and_what_was_told_of_her_is_recalled(taken: Taken) -> None:
    before = await taken.read(taken.report)
    assert before["state"] == "ISSUED"
    assert before["content"]["chronology"]["entries"] != []
    done = await taken.accept("him")
    of_him = done["data"]["acceptRequest"]["id"]
    told = await taken.read(taken.report)
    assert (told["state"], told["content"], told["closed"].startswith("It was recalled")) == ("RECALLED", None, True)
    seen = "{ subjects { id } }"
    assert await taken.point(seen, taken.of_her) == []
    assert [one["id"] for one in await taken.point(seen, of_him)] == [taken.case.ids["him"]]
    asks = (REQUESTING.role, LISTED, REQUESTING.purpose, "", REQUESTING.reason)
    [request] = (await taken.hub.ask(*asks, id=taken.request))["requests"]
    assert [(step["state"], step["reason"]) for step in request["steps"]][-1] == ("ACCEPTED", BY_MISTAKE)
    assert code(await by(taken.hub, CIP, ISSUE, id=taken.request, checklist=dict.fromkeys(CHECKS, True))) == (
        "MATTER_REQUIRED"
    )


async def test_nothing_that_was_heard_or_decided_of_her_is_in_the_report_on_him(taken: Taken) -> None:
    of_her = await taken.point(PREVIEW, taken.of_her, id=taken.request, kind="BRIEF")
    [annex] = [one for one in of_her["annexes"] if one["custodian"] == "child_protection"]
    assert (annex["status"], [gap["code"] for gap in of_her["gaps"]][-1]) == ("NOT_HELD", "WITHHELD")
    of_him = (await taken.accept("him"))["data"]["acceptRequest"]["id"]
    await taken.late(
        CustodianAnswer("late", "corrections_victoria", Status.NOT_HELD, START, may_be_told=True, late=True)
    )
    items = await taken.point(ITEMS, of_him, id=taken.request)
    assert [(one["id"], one["decision"]) for one in items] == [(taken.shared, None)]
    told = await taken.point(PREVIEW, of_him, id=taken.request, kind="FULL")
    assert {one["status"] for one in told["annexes"]} == {"ANSWERED", "NOT_ASKED"}
    assert (told["gaps"], [entry["id"] for entry in told["chronology"]["entries"]]) == ([], [taken.shared])
    await taken.point(DECIDE, of_him, id=taken.request, items=[{"item": taken.shared, "decision": "RELEASE"}])
    given = {"id": taken.request, "kind": "FULL", "checklist": dict.fromkeys(CHECKS, True)}
    second = await taken.point(ISSUE, of_him, **given)
    assert second["version"] == 2
    asks = (REQUESTING.role, REPORTS, REQUESTING.purpose, taken.door, REQUESTING.reason)
    states = {one["id"]: one["state"] for one in (await taken.hub.ask(*asks))["reports"]}
    assert (states[taken.report], states[second["id"]]) == ("RECALLED", "ISSUED")
    assert taken.case.portal not in str((await taken.read(taken.report))["content"])
