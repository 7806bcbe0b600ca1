"""The desk of the Point over the life of tests/histories: three recipients ask, five custodians are asked at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from connectors.synthetic.casework import declared
from graph.embedded import Running as Neo4j
from tests.connectors import rows
from tests.histories.a_life import POLICE_NUMBERS
from tests.histories.lived import Asker, Life, by_referral, lived
from tests.point.custodians import DELAY, custodians, of_one_life
from tests.resolvers.test_requests import ACCEPT, CANDIDATES, LODGE
from tests.town import START

ASK = "mutation($id: ID!) { askCustodians(request: $id) { custodian status asAt reason new unchanged late } }"
ITEMS = "query($id: ID!) { reportItems(request: $id) { id kind on custodian why decision reason } }"
DECIDE = "mutation($id: ID!, $items: [ItemDecision!]!) { decideRelease(request: $id, items: $items) }"
SAID = "{ value custodians evidence }"
CONTENT = f"""heading {{ request kind recipient recipientName role matter purpose authority asAt knownAt caveat }}
  identity {{ said names {SAID} births {SAID} numbers {SAID} }}
  whereabouts {{ custody custodyEvidence addresses {SAID} contacts {SAID} }} summaries {SAID}
  orders {{ said inForce notKnown orders {{ sentence binding evidence conditions {{ text holds }} }} }}
  chronology {{ said entries {{ on kind id said custodian }} undated {{ id }} }}
  pattern {{ reportsShown sentences {{ text evidence }} gaps {{ text }} }}
  factors {{ code label serious present {SAID} absent {SAID} }} others {{ part mask said evidence }}
  annexes {{ custodian status said entries {{ id }} }} gaps {{ code text }}"""
PREVIEW = f"query($id: ID!, $kind: RequestKind) {{ reportPreview(request: $id, kind: $kind) {{ {CONTENT} }} }}"
CHECKS = ["authority", "purpose", "consent", "exclusions", "linkedPersons", "childrensViews"]
ISSUE = """mutation($id: ID!, $kind: RequestKind, $checklist: Checklist!) {
  issueReport(request: $id, kind: $kind, checklist: $checklist) { id version state at sha256 } }"""
REPORT = f"""query($id: ID!) {{ report(id: $id) {{
  id request version state stateInWords kind recipient role sha256 signature closed content {{ {CONTENT} }} }} }}"""
REPORTS = "{ reports { id version state kind recipient } }"
NOTICES = """query($first: Int! = 50, $after: ID) { notices(first: $first, after: $after) {
  id kind means then at report request instead records recipient purpose state } }"""
RECALL = 'mutation($id: ID!) { recallReport(report: $id, reason: "Of another person") { id state } }'
WHO = {
    "tod_victim_side": ("L17-SECOND", "AFFECTED"),
    "tod_perpetrator_side": ("L17-FIRST", "AFFECTED"),
    "mens_service": ("L17-SECOND", "RESPONDENT"),
}
BELIEF = "belief"


@dataclass
class Desk:
    """`recipients` and `points` are by role: who asked, and the Point under the matter of that request."""

    life: Life
    recipients: dict[str, Asker] = field(default_factory=dict)
    points: dict[str, Asker] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)

    async def asked(self, by: Asker, text: str, **given: Any) -> Any:
        return (await self.life.hub.post(by.role, text, by.purpose, by.matter, by.reason, **given)).json()

    async def ask(self, by: Asker, text: str, **given: Any) -> Any:
        """The value of the one root field of an answer without errors."""
        answer = await self.asked(by, text, **given)
        assert "errors" not in answer, answer["errors"]
        [value] = answer["data"].values()
        return value

    async def fault(self, by: Asker, text: str, **given: Any) -> str:
        answer = await self.asked(by, text, **given)
        return str(answer["errors"][0]["extensions"]["code"])

    async def at_point(self, role: str, text: str, **given: Any) -> Any:
        return await self.ask(self.points[role], text, id=self.requests[role], **given)

    async def issue(self, role: str, kind: str = "FULL", **missing: bool) -> Any:
        checklist = dict.fromkeys(CHECKS, True) | missing
        return await self.at_point(role, ISSUE, kind=kind, checklist=checklist)

    async def released(self, role: str) -> list[str]:
        """Whatever waits for a person is released; which records these were."""
        waits = [one["id"] for one in await self.at_point(role, ITEMS) if one["why"]]
        given = [{"item": id, "decision": "RELEASE"} for id in waits]
        assert await self.at_point(role, DECIDE, items=given) == len(waits)
        return waits

    async def document(self, by: Asker, report: str, form: str) -> Any:
        headers = self.life.hub.bearer(by.role)
        if by.purpose:
            headers["throughline-purpose"] = declared(by.purpose, by.matter, by.reason)
        return await self.life.hub.http.get(f"/reports/{report}.{form}", headers=headers)


async def account(desk: Desk, name: str, role: str, organisation: str, *duties: str) -> None:
    """Somebody else of an organisation."""
    usual = agencies.account(role, ISSUER, START[:10])
    body = {"id": name, "subject": name, "organisation": organisation, "duties": list(duties)}
    await desk.life.hub.parts.following.command("registerAccount", usual | body, START, "test")


@asynccontextmanager
async def desk_of(neo4j: Neo4j, folder: Path, delay: float = DELAY) -> AsyncIterator[Desk]:
    with custodians(folder / "custodians", of_one_life(delay)) as named:
        async with lived(neo4j, folder / "life", custodians=named) as life:
            desk = Desk(life)
            for role in WHO:
                await _accepted(desk, role)
            yield desk


async def _accepted(desk: Desk, role: str) -> None:
    """He is asked about under the number that police know him by, and confirmed by it."""
    hub = desk.life.hub
    asker = await by_referral(hub, role, "CIP_REQUEST", *WHO[role], BELIEF)
    given = {"subject": {"system": "victoria_police", "id": POLICE_NUMBERS["him"]}, "relevance": ["P19"],
             "groundsForRole": "Named as respondent in police reports"}  # fmt: skip
    lodged = await hub.ask(asker.role, LODGE, asker.purpose, asker.matter, asker.reason, given=given)
    request = lodged["lodgeRequest"]["id"]
    found = await hub.ask("cip_analyst", CANDIDATES, "CIP_REQUEST", "", "lodged", id=request)
    [him] = [one["id"] for one in found["candidates"] if one["by"] == "NUMBER"]
    opened = await hub.ask("cip_analyst", ACCEPT, "CIP_REQUEST", "", "lodged", id=request, person=him)
    desk.recipients[role], desk.requests[role] = asker, request
    desk.points[role] = Asker("cip_analyst", "CIP_REQUEST", opened["acceptRequest"]["id"], "lodged")


def of_him(portal: str) -> dict[str, Any]:
    """Another report of him by police."""
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": portal, "leap_incident": None}
    row["respondent"] |= {"person_number": "50001001", "family_name": "Garrowan", "given_names": "Silas",
                          "birth_date": "1986-05-17"}  # fmt: skip
    return row
