"""The demo's consolidated report: The Orange Door asked, the Central Information Point answers, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from authz.issuing import Issuer
from connectors.synthetic.casework import BELIEF, REQUESTED, Casework, DemoFault, Worker, declared
from connectors.synthetic.population import Population

PURPOSE = "CIP_REQUEST"
REQUESTS = "{ requests { id state matter } }"
ASK = "mutation($id: ID!) { askCustodians(request: $id) { custodian status } }"
ITEMS = "query($id: ID!) { reportItems(request: $id) { id why decision } }"
RELEASE = "mutation($id: ID!, $items: [ItemDecision!]!) { decideRelease(request: $id, items: $items) }"
ISSUE = """mutation($id: ID!) { issueReport(request: $id, kind: BRIEF, checklist: {authority: true, purpose: true,
  consent: true, exclusions: true, linkedPersons: true, childrensViews: true}) { id } }"""
ISSUED = "{ reports { id request state } }"


async def reported(http: httpx.AsyncClient, issuer: Issuer, found: Population, state: Path) -> Path:
    """Where the PDF lies. What waits for a person is released here; at a desk somebody looks at it first."""
    casework = Casework(http, issuer, found)
    analyst, door = casework.worker("cip_analyst"), casework.worker("tod_victim_side")
    [asked, *_] = await _rows(door, REQUESTS, "requests", BELIEF)
    before = [row["id"] for row in await _rows(door, ISSUED, "reports", BELIEF) if row["state"] == "ISSUED"]
    report = before[0] if before else await _issued(analyst, asked["id"])
    return await _on_paper(door, report, asked["matter"], state)


async def _issued(analyst: Worker, request: str) -> str:
    matter = await analyst.matter(PURPOSE, REQUESTED)
    if matter is None:
        raise DemoFault("The request of an earlier demo is not worked on: tell another --state, or delete this one.")

    async def ask(text: str, **given: Any) -> Any:
        return (await analyst.ask(text, PURPOSE, {"id": request, **given}, matter, REQUESTED))["data"]

    await ask(ASK)
    waiting = [item["id"] for item in (await ask(ITEMS))["reportItems"] if item["why"] and not item["decision"]]
    if waiting:
        await ask(RELEASE, items=[{"item": id, "decision": "RELEASE"} for id in waiting])
    return str((await ask(ISSUE))["issueReport"]["id"])


async def _on_paper(door: Worker, report: str, matter: str, state: Path) -> Path:
    headers = {"authorization": f"Bearer {door.token}", "throughline-purpose": declared(PURPOSE, matter, BELIEF)}
    answer = await door.http.get(f"/reports/{report}.pdf", headers=headers)
    if answer.status_code != 200:
        raise DemoFault(f"The report could not be read: {answer.text}")
    path = state / f"report-{report}.pdf"
    path.write_bytes(answer.content)
    return path.absolute()


async def _rows(worker: Worker, text: str, name: str, reason: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await worker.ask(text, PURPOSE, {}, "", reason))["data"][name]
    return found
