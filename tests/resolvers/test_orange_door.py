"""The Orange Door: one client matter on the L17 referral; what is asked of the Point, what police reported and what was
assessed start from it and are read under it, each for its own purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.point.desk import CHECKS, DECIDE, ISSUE, ITEMS, REPORT
from tests.resolvers.test_matters import (
    CIP,
    CONSENT,
    DOOR,
    MEN,
    REQUESTING,
    Asks,
    Case,
    code,
    matter_of,
    names,
    opened,
    opening,
    referral,
    report,
)
from tests.resolvers.test_requests import ACCEPT, LODGE, by
from tests.resolvers.test_writing import given, written
from tests.town import START, Town, town

PROTECTING = Asks("tod_victim_side", "PROTECTION", "AFFECTED", "Named as respondent")
L17 = "{ subjects { incidentsAsRespondent { portalId } } }"
ASSESSED = "query($id: ID!) { riskAssessment(id: $id) { level { code } } }"
MATTERS = "MATCH (m:Matter {evidence: $given.id}) RETURN m.id AS id, m.purpose AS purpose, m.also AS also"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def part(hub: Town, case: Case, party: str = "AFFECTED") -> str:
    [row] = await hub.graph(
        "MATCH (f:Referral {source_id: $given.id, party: $given.party}) WHERE f.custodian IN "
        "['orange_door', 'mens_referral_service'] RETURN f.lineage AS id", {"id": case.portal, "party": party},
    )  # fmt: skip
    return str(row["id"])


async def ask(hub: Town, asks: Asks, matter: str, text: str, **more: Any) -> Any:
    answer = await hub.ask(asks.role, text, asks.purpose, matter, asks.reason, **more)
    [value] = answer.values()
    return value


async def reported(hub: Town, case: Case, matter: str) -> str:
    """The report that answers a request lodged under this matter."""
    asked = {"subject": case.reference("him"), "groundsForRole": "In a police report", "relevance": ["P19"]}
    id = (await ask(hub, REQUESTING, matter, LODGE, given=asked))["id"]
    point = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]["id"]
    waits = [one["id"] for one in await ask(hub, CIP, point, ITEMS, id=id) if one["why"]]
    if waits:
        await ask(hub, CIP, point, DECIDE, id=id, items=[{"item": one, "decision": "RELEASE"} for one in waits])
    issued = await ask(hub, CIP, point, ISSUE, id=id, kind="FULL", checklist=dict.fromkeys(CHECKS, True))
    return str(issued["id"])


def of_l17(subjects: list[dict[str, Any]]) -> set[str]:
    return {one["portalId"] for subject in subjects for one in subject["incidentsAsRespondent"]}


async def test_report_l17_and_assessment_start_from_one_matter_and_are_read_under_it(hub: Town, case: Case) -> None:
    evidence = await referral(hub, case, DOOR)
    client = await opened(hub, DOOR, evidence)
    assert await ask(hub, REQUESTING, client, "{ subjects { id } }") == []  # W03: not for this purpose yet
    assert await opened(hub, REQUESTING, evidence, matter=client) == client
    assert await hub.graph(MATTERS, {"id": evidence}) == [
        {"id": client, "purpose": "ASSESSMENT", "also": ["CIP_REQUEST"]}
    ]
    person = {"m": client, "person": case.reference("her"), "at": START, "how": "In person"}
    await ask(hub, DOOR, client, CONSENT, **person)
    assessment = (await written(hub, DOOR, client, given(case)))["id"]
    issued = await reported(hub, case, client)
    assert of_l17(await ask(hub, DOOR, client, L17)) == {case.portal}
    assert await ask(hub, DOOR, client, ASSESSED, id=assessment) == {"level": {"code": "ELEVATED"}}
    read = await ask(hub, REQUESTING, client, REPORT, id=issued)
    assert (read["state"], read["closed"], read["content"]["heading"]["matter"]) == ("ISSUED", None, client)
    assert len(read["content"]["chronology"]["entries"]) == 1
    # Each under its own purpose, and under no other.
    for asks in (DOOR, PROTECTING):
        assert (await ask(hub, asks, client, REPORT, id=issued))["content"] is None
    assert await ask(hub, PROTECTING, client, "{ subjects { id } }") == []
    assert await ask(hub, PROTECTING, client, ASSESSED, id=assessment) is None


async def test_of_a_matter_that_is_closed_every_purpose_is(hub: Town, case: Case) -> None:
    evidence = await referral(hub, case, DOOR)
    client = await opened(hub, DOOR, evidence)
    await opened(hub, REQUESTING, evidence, matter=client)
    issued = await reported(hub, case, client)
    await hub.ask(DOOR.role, "mutation($m: ID!) { closeMatter(matter: $m) { status } }", DOOR.purpose, client, m=client)
    for asks in (DOOR, REQUESTING):
        assert await ask(hub, asks, client, "{ subjects { id } }") == []
    assert (await ask(hub, REQUESTING, client, REPORT, id=issued))["content"] is None
    assert await opened(hub, PROTECTING, evidence, matter=client) == client
    assert (await hub.graph(MATTERS, {"id": evidence}))[0]["also"] == ["CIP_REQUEST"]


@pytest.mark.parametrize("wrong", ["another referral", "another organisation", "not all of its people", "none such"])
async def test_a_matter_is_for_no_purpose_that_its_evidence_does_not_carry(hub: Town, case: Case, wrong: str) -> None:
    """Answered as if it were."""
    client, evidence = await matter_of(hub, case, DOOR), await part(hub, case)
    asks, more = REQUESTING, dict[str, Any]()
    if wrong == "another referral":
        evidence = await referral(hub, await report(hub), DOOR)
    if wrong == "another organisation":
        asks, evidence = replace(MEN, purpose="CIP_REQUEST", reason="Belief"), await part(hub, case, "RESPONDENT")
    if wrong == "not all of its people":
        more = {"names": [case.name("him", "RESPONDENT")]}
    if wrong == "none such":
        evidence = "0" * 26
    before = await hub.graph("MATCH (m:Matter) RETURN count(m) AS n")
    assert await opened(hub, asks, evidence, matter=client, **more) == client
    assert await hub.graph("MATCH (m:Matter) RETURN count(m) AS n") == before
    assert await hub.graph("MATCH (m:Matter {id: $given.id}) RETURN m.also AS also", {"id": client}) == [{"also": None}]
    assert await ask(hub, REQUESTING, client, "{ subjects { id } }") == []
    assert set(await names(hub, case, client)) == {"her", "him", "child"}


async def test_only_a_referral_carries_several_purposes(hub: Town, case: Case) -> None:
    client = await matter_of(hub, case, DOOR)
    policing = Asks("police_member", "OWN_CASE", "")
    answer = await opening(hub, policing, kind="OWN_FILE", matter=client, names=[case.name("her", "AFFECTED")])
    assert code(answer.json()) == "BAD_INPUT"
