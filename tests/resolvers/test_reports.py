"""A consolidated report from request to reader, over a life that five systems hold (tests/histories/a_life.py)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.histories.lived import Asker, Life, by_referral, lived
from tests.resolvers.test_requests import ACCEPT, CANDIDATES, LODGE

ASK = """mutation($id: ID!) { askCustodians(request: $id) { custodian status asAt new unchanged late } }"""
ITEMS = """query($id: ID!) { reportItems(request: $id) { id kind on custodian why decision reason } }"""
DECIDE = """mutation($id: ID!, $items: [ItemDecision!]!) { decideRelease(request: $id, items: $items) }"""
CONTENT = """heading { request kind recipient recipientName role matter purpose asAt knownAt }
  identity { said names { value custodians } births { value } numbers { value } }
  whereabouts { custody addresses { value } contacts { value } }
  summaries { value } orders { said inForce orders { sentence binding } }
  chronology { said entries { on kind id said custodian } undated { id } }
  pattern { reportsShown sentences { text } gaps { text } }
  factors { code serious present { value } } others { part mask said }
  annexes { custodian status said entries { id } } gaps { code text }"""
PREVIEW = f"query($id: ID!, $kind: RequestKind) {{ reportPreview(request: $id, kind: $kind) {{ {CONTENT} }} }}"
CHECKS = "{authority: true, purpose: true, consent: true, exclusions: true, linkedPersons: true, childrensViews: true}"
ISSUE = f"""mutation($id: ID!, $kind: RequestKind) {{ issueReport(request: $id, checklist: {CHECKS}, kind: $kind) {{
  id version state at sha256 }} }}"""
REPORT = f"""query($id: ID!) {{ report(id: $id) {{
  id version state kind recipient role sha256 signature closed content {{ {CONTENT} }} }} }}"""
RECALL = """mutation($id: ID!) { recallReport(report: $id, reason: "Of another person") { state } }"""


@dataclass
class Desk:
    """A request that the Point has accepted: who asks, who answers, and as what."""

    life: Life
    door: Asker
    point: Asker
    request: str

    async def asked(self, by: Asker, text: str, **given: Any) -> Any:
        return (await self.life.hub.post(by.role, text, by.purpose, by.matter, by.reason, **given)).json()

    async def ask(self, by: Asker, text: str, **given: Any) -> Any:
        answer = await self.asked(by, text, **given)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with lived(neo4j, tmp_path_factory.mktemp("life")) as life:
        door = await by_referral(life.hub, "tod_victim_side", "CIP_REQUEST", "L17-SECOND", "AFFECTED", "belief")
        given = {"subject": {"system": "victoria_police", "id": "50001001"}, "relevance": ["P19"],
                 "groundsForRole": "Named as respondent in police reports"}  # fmt: skip
        lodged = await life.hub.ask(door.role, LODGE, door.purpose, door.matter, door.reason, given=given)
        request = lodged["lodgeRequest"]["id"]
        found = await life.hub.ask("cip_analyst", CANDIDATES, "CIP_REQUEST", "", "lodged", id=request)
        him = found["candidates"][0]["id"]
        opened = await life.hub.ask("cip_analyst", ACCEPT, "CIP_REQUEST", "", "lodged", id=request, person=him)
        point = Asker("cip_analyst", "CIP_REQUEST", opened["acceptRequest"]["id"], "lodged")
        yield Desk(life, door, point, request)


async def test_a_report_is_issued_read_and_recalled(desk: Desk) -> None:
    waits = [one for one in (await desk.ask(desk.point, ITEMS, id=desk.request))["reportItems"] if one["why"]]
    assert waits
    refused = await desk.asked(desk.point, ISSUE, id=desk.request)
    assert refused["errors"][0]["extensions"]["code"] == "ITEMS_UNDECIDED"
