"""What others hold of crime opens in summary to whom a report of the Central Information Point tells of it, while that
report stands and for the matter that asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.histories.lived import Asker, Life, by_referral, lived
from tests.resolvers.test_requests import ACCEPT, CANDIDATES, LODGE

SUMMED = "{ subjects { criminalSummary { chargePending onBail } custodySummary { inCustody } charges { id } } }"
ITEMS = "query($id: ID!) { reportItems(request: $id) { id kind why } }"
DECIDE = "mutation($id: ID!, $items: [ItemDecision!]!) { decideRelease(request: $id, items: $items) }"
CHECKS = "{authority: true, purpose: true, consent: true, exclusions: true, linkedPersons: true, childrensViews: true}"
ISSUE = f"mutation($id: ID!) {{ issueReport(request: $id, checklist: {CHECKS}, kind: FULL) {{ id }} }}"
READ = "query($id: ID!) { report(id: $id) { content { summaries { value } whereabouts { custody } } } }"
RECALL = 'mutation($id: ID!) { recallReport(report: $id, reason: "Of another person") { state } }'
NOTHING = [{"criminalSummary": None, "custodySummary": None, "charges": []}]


@dataclass
class Desk:
    """A request that the Point has accepted: who asks, who answers, and as what."""

    life: Life
    door: Asker
    point: Asker
    request: str

    async def ask(self, by: Asker, text: str, **given: Any) -> Any:
        return await self.life.hub.ask(by.role, text, by.purpose, by.matter, by.reason, **given)

    async def summed(self, by: Asker) -> Any:
        return (await self.ask(by, SUMMED))["subjects"]

    async def decided(self, **instead: str) -> None:
        """Every record that waits is released; of the kinds named here, as said."""
        items = (await self.ask(self.point, ITEMS, id=self.request))["reportItems"]
        said = [{"item": one["id"], "decision": instead.get(one["kind"], "RELEASE"), "reason": "NOT_RELEVANT"}
                for one in items if one["why"] or one["kind"] in instead]  # fmt: skip
        await self.ask(self.point, DECIDE, id=self.request, items=said)

    async def issued(self) -> str:
        return str((await self.ask(self.point, ISSUE, id=self.request))["issueReport"]["id"])


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with lived(neo4j, tmp_path_factory.mktemp("told")) as life:
        door = await by_referral(life.hub, "tod_victim_side", "CIP_REQUEST", "L17-SECOND", "AFFECTED", "belief")
        given = {"subject": {"system": "victoria_police", "id": "50001001"}, "relevance": ["P19"],
                 "groundsForRole": "Named as respondent in police reports"}  # fmt: skip
        lodged = await life.hub.ask(door.role, LODGE, door.purpose, door.matter, door.reason, given=given)
        request = lodged["lodgeRequest"]["id"]
        found = await life.hub.ask("cip_analyst", CANDIDATES, "CIP_REQUEST", "", "lodged", id=request)
        him = found["candidates"][0]["id"]
        opened = await life.hub.ask("cip_analyst", ACCEPT, "CIP_REQUEST", "", "lodged", id=request, person=him)
        yield Desk(life, door, Asker("cip_analyst", "CIP_REQUEST", opened["acceptRequest"]["id"], "lodged"), request)


async def test_a_summary_opens_with_the_report_that_tells_of_it_and_shuts_when_it_is_recalled(desk: Desk) -> None:
    assessing = desk.life.askers["tod_victim_side"]
    assert await desk.summed(desk.door) == NOTHING
    await desk.decided()
    report = await desk.issued()
    told = {"criminalSummary": {"chargePending": True, "onBail": True}, "custodySummary": {"inCustody": False}}
    assert await desk.summed(desk.door) == [{**told, "charges": []}]
    content = (await desk.ask(desk.door, READ, id=report))["report"]["content"]
    assert [said["value"] for said in content["summaries"]][:2] == [
        "A charge is not decided yet: yes.",
        "On bail: yes.",
    ]
    assert content["whereabouts"]["custody"] == "Not in custody, in summary: no date or place is shown."
    # A matter of the same worker that asked for no report is told nothing by it.
    assert assessing.purpose == "ASSESSMENT"
    assert {str(one) for one in await desk.summed(assessing)} == {str(NOTHING[0])}
    await desk.ask(desk.point, RECALL, id=report)
    assert await desk.summed(desk.door) == NOTHING


async def test_what_is_withheld_on_review_opens_no_summary_in_the_report_or_outside_it(desk: Desk) -> None:
    await desk.decided(Charge="WITHHOLD")
    report = await desk.issued()
    kept = {"criminalSummary": None, "custodySummary": {"inCustody": False}}
    assert await desk.summed(desk.door) == [{**kept, "charges": []}]
    assert (await desk.ask(desk.door, READ, id=report))["report"]["content"]["summaries"] == []
