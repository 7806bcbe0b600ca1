"""The demo: a population sent over HTTP, matters opened, one question asked by three roles.

It speaks to the hub as any client does; only the registry (who works where) is entered
as commands, since accounts are registered outside the API.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

import httpx
import orjson
from rich.console import Console
from rich.progress import Progress

from authz.issuing import ISSUER, Issuer
from connectors.synthetic import agencies
from connectors.synthetic.population import Population, population
from connectors.synthetic.telling import tell
from graph.times import now

Command = Callable[[str, Mapping[str, Any], str, str], Awaitable[None]]
BATCH = 250
UNTIL = date(2026, 6, 30)
POLICE = "victoria_police"
OPEN_MATTER = """mutation($input: MatterInput!) { openMatter(input: $input) { id } }"""
AWAITING = """query($reference: String) { awaiting(reference: $reference) { id party } }"""
LODGE = """mutation($subject: Reference!) {
  lodgeRequest(subject: $subject, belief: "Named as respondent in several police reports") { id } }"""
CONSENT = """mutation($matter: ID!, $person: Reference!, $at: DateTime!) {
  recordConsent(matter: $matter, person: $person, givenAt: $at, how: "In person, at intake") { id } }"""
ESTABLISH = """mutation($matter: ID!, $person: Reference!) {
  establishRisk(matter: $matter, person: $person, grounds: "Assessed with the client; pattern of reports") { id } }"""
QUESTION = """query History($person: ID!) {
  subjects { id familyNames givenNames initials birthYears }
  person(id: $person) {
    records { standing { label } familyName givenNames initials birthYear personNumber
      sex { label } addresses { line suburb } contacts { kind { label } value } }
    incidentsAsRespondent(first: 3, orderBy: OCCURRED_FROM_DESC) {
      id occurredFrom locationType { label } relationship { label } riskBand { label } narrative
      offences { label } place { line suburb } reporterName
      affected { initials familyName birthYear contacts { value } }
      children { initials birthYear } orders { orderKind { label } inForce endsOn conditions { label } }
      referrals { state { label } party { label } } }
  }
  patternAndHistory(person: $person) {
    measures { reportsShown
      frequency { window attendances reports } recency { days latestOn }
      highestSeverity { severity reasons } escalation { finding reasons }
      affected { count } children { count attendances } crossRole { affectedReports mutualAttendances }
      orders { count against protecting } sentences { text evidence } gaps { text } }
    sources { label status freshAsOf } }
}"""


@dataclass(frozen=True, slots=True)
class Worker:
    """One account of the demo, as a client."""

    http: httpx.AsyncClient
    role: str
    token: str

    async def ask(
        self, text: str, purpose: str, variables: Mapping[str, Any] | None = None,
        matter: str = "", reason: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        said = f"is={purpose}"
        said += f', matter="{matter}"' if matter else ""
        said += f', reason="{quote(reason)}"' if reason else ""
        headers = {"authorization": f"Bearer {self.token}", "throughline-purpose": said}
        body = {"query": text, "variables": dict(variables or {})}
        answer: dict[str, Any] = (await self.http.post("/graphql", json=body, headers=headers)).json()
        if "errors" in answer:
            raise RuntimeError(answer["errors"][0]["message"])
        return answer

    async def open_matter(self, purpose: str, kind: str, evidence: str, reason: str = "") -> str:
        given = {"input": {"kind": kind, "evidence": evidence}}
        answer = await self.ask(OPEN_MATTER, purpose, given, reason=reason)
        return str(answer["data"]["openMatter"]["id"])


@dataclass(frozen=True, slots=True)
class Asked:
    """One role's matter, and how it asks."""

    role: str
    purpose: str
    matter: str
    reason: str = ""


async def show(hub: str, issuer: Issuer, command: Command, seed: int, reports: int) -> None:
    """Seeds what is not there yet, opens the matters, asks, and prints."""
    console = Console()
    found = population(seed, reports, until=UNTIL)
    async with httpx.AsyncClient(base_url=hub, timeout=180) as http:
        await register(command)
        await send(http, issuer, found, console)
        asked, subject = await matters(http, issuer, found)
        answers = {}
        for one in asked:
            worker = Worker(http, one.role, issuer.token(one.role))
            given = {"person": subject}
            answers[one] = await worker.ask(QUESTION, one.purpose, given, one.matter, one.reason)
        tell(console, hub, issuer, asked, answers, subject)


async def register(command: Command) -> None:
    """The registry of the demo; saying it again changes nothing."""
    await command("registerAreas", agencies.areas(), now(), "demo")
    await command("registerOrganisations", {"organisations": agencies.organisations()}, now(), "demo")
    for role in agencies.HOMES:
        await command("registerAccount", agencies.account(role, ISSUER), now(), "demo")


async def send(http: httpx.AsyncClient, issuer: Issuer, found: Population, console: Console) -> None:
    headers = {
        "authorization": f"Bearer {issuer.token('system_connector', scope='ingest')}",
        "content-type": "application/x-ndjson",
    }
    rows = [orjson.dumps(report) for report in found.reports]
    counts: dict[str, int] = {}
    with Progress(console=console) as progress:
        task = progress.add_task("Police reports", total=len(rows))
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            answer = await http.post("/ingest/l17", content=b"\n".join(part), headers=headers)
            for outcome, count in answer.raise_for_status().json()["counts"].items():
                counts[outcome] = counts.get(outcome, 0) + count
            progress.advance(task, len(part))
    said = ", ".join(f"{count} {outcome.lower()}" for outcome, count in sorted(counts.items()))
    console.print(f"{len(rows)} police reports sent: {said}.")


async def matters(
    http: httpx.AsyncClient, issuer: Issuer, found: Population
) -> tuple[list[Asked], str]:
    """Each opened on a record that addresses the service: a lodged request, a referral part."""
    workers = {role: Worker(http, role, issuer.token(role)) for role in agencies.HOMES}
    subject = {"system": POLICE, "id": found.cast["subject"].person_number}
    client = {"system": POLICE, "id": found.cast["homeless_client"].person_number}
    theirs = set(found.cast["subject"].portal_ids)
    shared = theirs & set(found.cast["homeless_client"].portal_ids)

    door = workers["tod_victim_side"]
    about_her = await addressed(door, "ASSESSMENT", shared, "AFFECTED")
    requesting = await door.open_matter("CIP_REQUEST", "REFERRAL", about_her, "Reasonable belief")
    lodged = await door.ask(LODGE, "CIP_REQUEST", {"subject": subject}, requesting, "Reasonable belief")
    request, why = lodged["data"]["lodgeRequest"]["id"], "Request lodged by The Orange Door"
    cip = await workers["cip_analyst"].open_matter("CIP_REQUEST", "REQUEST", request, why)

    men = workers["mens_service"]
    about_him = await addressed(men, "ASSESSMENT", theirs, "RESPONDENT")
    program = await men.open_matter("ASSESSMENT", "REFERRAL", about_him)
    at = {"at": now()}
    await men.ask(CONSENT, "ASSESSMENT", {"matter": program, "person": subject, **at}, program)

    housing, grounds = workers["homelessness"], "Client is fleeing violence; housing plan"
    part = await addressed(housing, "OWN_CASE", shared, "AFFECTED")
    support = await housing.open_matter("PROTECTION", "REFERRAL", part, grounds)
    given = {"matter": support, "person": client, **at}
    await housing.ask(CONSENT, "PROTECTION", given, support, grounds)
    assessing = await door.open_matter("ASSESSMENT", "REFERRAL", about_her)
    await door.ask(ESTABLISH, "ASSESSMENT", {"matter": support, "person": subject}, assessing)

    asked = [
        Asked("cip_analyst", "CIP_REQUEST", cip, why),
        Asked("mens_service", "ASSESSMENT", program),
        Asked("homelessness", "PROTECTION", support, grounds),
    ]
    named = await workers["cip_analyst"].ask("{ subjects { id } }", "CIP_REQUEST", {}, cip, why)
    return asked, str(named["data"]["subjects"][0]["id"])


async def addressed(worker: Worker, purpose: str, reports: set[str], party: str) -> str:
    """The latest referral part of these reports that awaits this service."""
    for reference in sorted(reports, reverse=True):
        answer = await worker.ask(AWAITING, purpose, {"reference": reference})
        mine = [a["id"] for a in answer["data"]["awaiting"] if a["party"] == party]
        if mine:
            return str(mine[0])
    raise LookupError(f"no {party} part of these reports is addressed to {worker.role}")
