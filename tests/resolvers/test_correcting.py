"""Corrections of who used violence in a police report: who may ask, who decides, what every reader sees meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from server import running
from tests.connectors import rows
from tests.dump import dump
from tests.resolvers.test_conflicts import register
from tests.resolvers.test_matters import CHILDREN, DOOR, MEN, UNKNOWN, Asks, Case, matter_of, report
from tests.town import Town, empty, town

ASK = """mutation($record: ID!, $why: String!, $says: String!) {
  requestCorrection(record: $record, reason: $why, says: $says) { id at } }"""
DECIDE = """mutation($it: ID!, $upheld: Boolean!, $why: String!) {
  decideCorrection(correction: $it, upheld: $upheld, reason: $why) { id state at recipients } }"""
WAITING = "{ correctionsToDecide { id report organisation reason says at } }"
SEEN = "query($i: ID!) { incident(id: $i) { version correctionOpen respondent { person { id } } } }"
OWN = "query($r: ID!) { correctionsAsked(record: $r) { id at reason says state decidedAt endedAt } }"
REVIEWER, MEMBER = "police_fv_unit", "police_member"
WHY, SAYS = "She was hurt and he told it first", "She is the affected family member"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def id_of(hub: Town, case: Case) -> str:
    found = await hub.graph(
        "MATCH (i:Incident {portal_id: $given.portal}) RETURN DISTINCT i.lineage AS id", {"portal": case.portal}
    )
    [one] = [str(row["id"]) for row in found]
    return one


async def asking(hub: Town, asks: Asks, matter: str, record: str, **more: Any) -> dict[str, Any]:
    given = {"record": record, "why": WHY, "says": SAYS, **more}
    return (await hub.post(asks.role, ASK, asks.purpose, matter, asks.reason, **given)).json()  # type: ignore[no-any-return]


async def asked(hub: Town, asks: Asks, matter: str, record: str) -> str:
    answer = await asking(hub, asks, matter, record)
    assert "errors" not in answer, answer
    return str(answer["data"]["requestCorrection"]["id"])


async def deciding(hub: Town, it: str, upheld: bool, who: str = REVIEWER) -> dict[str, Any]:
    answer = await hub.post(who, DECIDE, "OWN_CASE", it=it, upheld=upheld, why="Looked into")
    return answer.json()  # type: ignore[no-any-return]


async def decided(hub: Town, it: str, upheld: bool) -> dict[str, Any]:
    answer = await deciding(hub, it, upheld)
    assert "errors" not in answer, answer
    return answer["data"]["decideCorrection"]  # type: ignore[no-any-return]


def code(answer: dict[str, Any]) -> str:
    [error] = answer["errors"]
    assert answer["data"] is None
    return str(error["extensions"]["code"])


async def flag(hub: Town, asks: Asks, matter: str, record: str) -> Any:
    return (await hub.ask(asks.role, SEEN, asks.purpose, matter, asks.reason, i=record))["incident"]["correctionOpen"]


async def waiting(hub: Town) -> list[dict[str, Any]]:
    return (await hub.ask(REVIEWER, WAITING, "OWN_CASE"))["correctionsToDecide"]  # type: ignore[no-any-return]


async def corrections(hub: Town, record: str) -> list[dict[str, Any]]:
    return await hub.graph(
        "MATCH (c:Correction {record: $given.record}) RETURN c.state AS state, c.until AS until ORDER BY c.id",
        {"record": record},
    )


async def amended(hub: Town, case: Case, version: int) -> None:
    """The parties change places."""
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": case.portal, "version": version, "leap_incident": f"26{case.portal[-7:]}"}
    row["affected"]["person_number"], row["respondent"]["person_number"] = case.numbers["him"], case.numbers["her"]
    told = await hub.ingest([row])
    assert told["counts"] == {"SUPERSEDED": 1}, told


# Who may not ask


async def test_of_a_report_that_is_not_shown_nobody_asks(hub: Town, case: Case) -> None:
    """Not held, not reached by the matter, and under no matter of his: answered alike, and nothing is asked."""
    door, other = await matter_of(hub, case, DOOR), await report(hub)
    theirs = await id_of(hub, other)
    said = [
        await asking(hub, DOOR, m, r) for m, r in ((door, UNKNOWN), (door, theirs), (UNKNOWN, await id_of(hub, case)))
    ]
    assert {code(one) for one in said} == {"RECORD_NOT_SHOWN"}
    assert len({one["errors"][0]["message"] for one in said}) == 1
    assert await corrections(hub, theirs) == []
    await asked(hub, DOOR, await matter_of(hub, other, DOOR), theirs)
    assert [one["state"] for one in await corrections(hub, theirs)] == ["OPEN"]


@pytest.mark.parametrize("given", [{"why": " "}, {"says": ""}, {"why": "x" * 2_001}])
async def test_it_is_asked_in_words(hub: Town, case: Case, given: dict[str, str]) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    assert code(await asking(hub, DOOR, door, record, **given)) == "BAD_INPUT"
    assert await corrections(hub, record) == []


async def test_an_organisation_asks_once_until_it_is_decided_and_another_may_ask_too(hub: Town, case: Case) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    first = await asked(hub, DOOR, door, record)
    assert code(await asking(hub, DOOR, door, record)) == "CORRECTION_OPEN"
    await asked(hub, MEN, await matter_of(hub, case, MEN), record)
    assert len(await corrections(hub, record)) == 2
    await decided(hub, first, False)
    await asked(hub, DOOR, door, record)
    assert [one["state"] for one in await corrections(hub, record)].count("OPEN") == 2


# Who may not decide


async def test_only_a_reviewer_of_the_custodian_decides(hub: Town, case: Case) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    it = await asked(hub, DOOR, door, record)
    assert code(await deciding(hub, it, True, MEMBER)) == "DUTY_REQUIRED"
    assert code(await deciding(hub, it, True, "cp_team_manager")) == "CORRECTION_NOT_HELD"
    assert code(await deciding(hub, UNKNOWN, True)) == "CORRECTION_NOT_HELD"
    assert [one["state"] for one in await corrections(hub, record)] == ["OPEN"]
    assert (await decided(hub, it, False))["state"] == "REFUSED"
    assert code(await deciding(hub, it, True)) == "CORRECTION_NOT_HELD"  # once


async def test_nobody_decides_what_he_asked_himself(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    mine = await asked(hub, Asks(REVIEWER, "OWN_CASE", ""), "", record)
    assert code(await deciding(hub, mine, True)) == "SECOND_PERSON_REQUIRED"
    assert [one["state"] for one in await corrections(hub, record)] == ["OPEN"]
    theirs = await asked(hub, Asks(MEMBER, "OWN_CASE", ""), "", record)
    assert (await decided(hub, theirs, False))["state"] == "REFUSED"


async def test_the_list_is_of_the_custodians_reviewers(hub: Town, case: Case) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    it = await asked(hub, DOOR, door, record)
    refused = (await hub.post(MEMBER, WAITING, "OWN_CASE")).json()
    assert refused["errors"][0]["extensions"]["code"] == "DUTY_REQUIRED"
    assert (await hub.ask("cp_team_manager", WAITING, "OWN_CASE"))["correctionsToDecide"] == []
    [mine] = [one for one in await waiting(hub) if one["report"] == record]
    assert mine == {
        "id": it, "report": record, "organisation": "orange_door", "reason": WHY, "says": SAYS, "at": hub.clock.at,
    }  # fmt: skip
    await decided(hub, it, True)
    assert [one for one in await waiting(hub) if one["report"] == record] == []


# What every reader sees meanwhile


async def test_the_flag_is_there_while_it_is_open_and_gone_when_it_is_refused(hub: Town, case: Case) -> None:
    door, men, record = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN), await id_of(hub, case)
    assert [await flag(hub, DOOR, door, record), await flag(hub, MEN, men, record)] == [None, None]
    it = await asked(hub, DOOR, door, record)
    assert [await flag(hub, DOOR, door, record), await flag(hub, MEN, men, record)] == [True, True]
    told = await decided(hub, it, False)
    assert told == {"id": it, "state": "REFUSED", "at": hub.clock.at, "recipients": []}
    assert [await flag(hub, DOOR, door, record), await flag(hub, MEN, men, record)] == [None, None]


async def test_what_is_upheld_stays_flagged_until_the_source_sends_its_amended_report(hub: Town, case: Case) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    it = await asked(hub, DOOR, door, record)
    assert (await decided(hub, it, True))["state"] == "UPHELD"
    assert await flag(hub, DOOR, door, record) is True
    await amended(hub, case, 2)
    own = (await hub.ask(MEMBER, SEEN, "OWN_CASE", i=record))["incident"]
    assert own == {"version": 2, "correctionOpen": None, "respondent": [{"person": {"id": case.ids["her"]}}]}
    assert await corrections(hub, record) == [{"state": "CORRECTED", "until": hub.clock.at}]


async def test_what_is_not_decided_is_carried_to_a_new_version(hub: Town, case: Case) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    it = await asked(hub, DOOR, door, record)
    await amended(hub, case, 2)
    own = (await hub.ask(MEMBER, SEEN, "OWN_CASE", i=record))["incident"]
    assert (own["version"], own["correctionOpen"]) == (2, True)
    await decided(hub, it, True)
    assert (await hub.ask(MEMBER, SEEN, "OWN_CASE", i=record))["incident"]["correctionOpen"] is True
    await amended(hub, case, 3)
    assert (await hub.ask(MEMBER, SEEN, "OWN_CASE", i=record))["incident"]["correctionOpen"] is None


async def test_the_custodian_is_told_which_organisations_were_told_and_no_more(hub: Town, case: Case) -> None:
    """The Orange Door and the men's line read it, Child Protection did not; the police's own answers are their own."""
    door, men, record = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN), await id_of(hub, case)
    for asks, m in ((DOOR, door), (MEN, men)):
        await hub.ask(asks.role, SEEN, asks.purpose, m, asks.reason, i=record)
    await hub.ask(REVIEWER, SEEN, "OWN_CASE", i=record)
    other = await report(hub)
    await matter_of(hub, other, CHILDREN)
    it = await asked(hub, DOOR, door, record)
    assert (await decided(hub, it, True))["recipients"] == ["mens_referral_service", "orange_door"]


# What is told to who asked


async def own(hub: Town, asks: Asks, matter: str, record: str) -> list[dict[str, Any]]:
    return (await hub.ask(asks.role, OWN, asks.purpose, matter, asks.reason, r=record))["correctionsAsked"]  # type: ignore[no-any-return]


async def test_what_somebody_asked_is_told_to_him_alone_and_of_a_report_that_he_is_shown(hub: Town, case: Case) -> None:
    """A colleague, another organisation and the custodian read nothing of it here."""
    door, men, record = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN), await id_of(hub, case)
    it = await asked(hub, DOOR, door, record)
    await register(hub, "colleague", DOOR.role)
    for asks, matter, of in (
        (replace(DOOR, role="colleague"), door, record), (MEN, men, record), (Asks(MEMBER, "OWN_CASE", ""), "", record),
        (Asks(REVIEWER, "OWN_CASE", ""), "", record), (DOOR, UNKNOWN, record), (DOOR, door, UNKNOWN),
    ):  # fmt: skip
        assert await own(hub, asks, matter, of) == []
    assert await flag(hub, replace(DOOR, role="colleague"), door, record) is True
    assert await own(hub, DOOR, door, record) == [
        {"id": it, "at": hub.clock.at, "reason": WHY, "says": SAYS, "state": "OPEN", "decidedAt": None, "endedAt": None}
    ]


async def test_who_asked_is_told_what_was_decided_and_when_it_was_done(hub: Town, case: Case) -> None:
    asks, record, at = Asks(MEMBER, "OWN_CASE", ""), await id_of(hub, case), hub.clock.at
    first = await asked(hub, asks, "", record)
    await decided(hub, first, False)
    second = await asked(hub, asks, "", record)
    await decided(hub, second, True)
    told = {one["id"]: (one["state"], one["decidedAt"], one["endedAt"]) for one in await own(hub, asks, "", record)}
    assert told == {first: ("REFUSED", at, at), second: ("UPHELD", at, None)}
    await amended(hub, case, 2)
    told = {one["id"]: (one["state"], one["decidedAt"], one["endedAt"]) for one in await own(hub, asks, "", record)}
    assert told == {first: ("REFUSED", at, at), second: ("CORRECTED", at, at)}


# It is in the ledger, and the graph is built of that


async def test_the_graph_is_built_again_as_it_was(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> None:
    async with town(neo4j, tmp_path_factory.mktemp("again")) as hub:
        case, other = await report(hub), await report(hub)
        its = [await asked(hub, DOOR, await matter_of(hub, one, DOOR), await id_of(hub, one)) for one in (case, other)]
        await decided(hub, its[0], True)
        await amended(hub, case, 2)
        before, settings = await dump(hub.graph), hub.parts.settings
        states = [await corrections(hub, await id_of(hub, one)) for one in (case, other)]
        assert [one["state"] for [one] in states] == ["CORRECTED", "OPEN"]
        await empty(hub.parts.database)
        async with running(settings, clock=hub.clock):
            assert await dump(hub.graph) == before
