"""The demo: what five systems hold sent over HTTP, matters opened, the same two questions asked by three roles.

It speaks to the hub as any client does; only the registry (who works where) is entered
as commands, since accounts are registered outside the API.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from authz.issuing import ISSUER, Issuer
from authz.local_days import local_day
from connectors.synthetic import agencies, casework
from connectors.synthetic.casework import Asked, DemoFault, Worker
from connectors.synthetic.population import Population, population
from connectors.synthetic.report import reported
from connectors.synthetic.sending import send
from connectors.synthetic.telling import tell
from graph.times import now

Command = Callable[[str, Mapping[str, Any], str, str], Awaitable[None]]
UNTIL = date(2026, 6, 30)
# The day after the synthetic reports end: the windows of time are as at then.
AS_OF = "2026-07-01T00:00:00+10:00"
QUESTION = """query History($person: ID!, $asOf: DateTime) {
  subjects { id familyNames givenNames initials birthYears }
  person(id: $person, asOf: $asOf) {
    records(where: {source: {eq: "l17"}}) {
      standing { label } familyName givenNames initials birthYear personNumber receivedAt sex { label }
      aboriginalStatus { label } custodyStatus { label }
      addresses { purpose { label } line suburb validFrom } contacts { kind { label } value } }
    incidentsAsRespondent(first: 3, orderBy: OCCURRED_FROM_DESC) {
      id custodian receivedAt occurredFrom locationType { label } relationship { label } riskBand { label }
      riskScore narrative offences { label } place { line suburb } reporterName
      affected { initials familyName birthYear contacts { value } }
      children { initials birthYear } orders { orderKind { label } inForce endsOn conditions { label } }
      referrals { state { label } party { label } } }
  }
  patternAndHistory(person: $person, asOf: $asOf) {
    measures { reportsShown
      frequency { window attendances reports } recency { days latestOn }
      highestSeverity { severity reasons } escalation { finding reasons }
      affected { count } children { count attendances } crossRole { affectedReports mutualAttendances }
      orders { count against protecting } sentences { text evidence } gaps { text } }
    sources { system label status freshAsOf }
  }
}"""
# What came of his reports in the other systems: asked by itself, since one statement of everything takes long to plan.
ELSEWHERE = """query Elsewhere($person: ID!, $asOf: DateTime) {
  elsewhere: person(id: $person, asOf: $asOf) {
    records(first: 60, where: {source: {in: ["courts", "corrections", "child_protection", "risk"]}}) {
      source familyName givenNames birthYear personNumber addresses { suburb } contacts { value } }
    custodySummary { inCustody }
    custodyEpisodes(first: 10) { kind { label } fromAt releasedAt releaseExpectedOn }
    charges(first: 60) { offence { label } occurredAt state { label } outcome { label } }
    protectionReportsAsResponsible(first: 40) { receivedOn harmSubstantiated { label } }
    riskAssessmentsAsRespondent(first: 5) {
      custodian level { label } observations(first: 40) { factor { label } serious presence { code } } }
  }
  ordersInForce(person: $person, asOf: $asOf) { said orders { binding number why } }
}"""


async def show(
    hub: str, issuer: Issuer, command: Command, seed: int, reports: int, offer: Callable[[Sequence[Any]], bool],
    state: Path,
) -> None:  # fmt: skip
    """Seeds what is not there yet, opens the matters, asks, prints, and offers the page."""
    console = Console()
    async with httpx.AsyncClient(base_url=hub, timeout=180, trust_env=False) as http:
        await register(command, http, issuer)
        found = population(seed, reports, until=UNTIL)
        await send(http, issuer, found, console)
        answers = await answered(http, issuer, found)
        paper = await reported(http, issuer, found, state)
    offered = offer(casework.offers(answers, QUESTION, given))
    tell(console, hub, issuer, answers, paper, page=offered)


async def answered(http: httpx.AsyncClient, issuer: Issuer, found: Population) -> dict[Asked, Mapping[str, Any]]:
    """What each of the three roles is answered."""
    return {one: await ask(http, issuer, one) for one in await casework.matters(http, issuer, found)}


async def ask(http: httpx.AsyncClient, issuer: Issuer, one: Asked) -> Mapping[str, Any]:
    """Both questions, as one answer."""
    worker = Worker(http, one.role, issuer.token(one.role))
    elsewhere, answer = [
        await worker.ask(text, one.purpose, given(one), one.matter, one.reason) for text in (ELSEWHERE, QUESTION)
    ]
    withheld = [*answer["extensions"]["withheld"], *elsewhere["extensions"]["withheld"]]
    distinct = [field for place, field in enumerate(withheld) if field not in withheld[:place]]
    return {"data": answer["data"] | elsewhere["data"], "extensions": answer["extensions"] | {"withheld": distinct}}


def given(one: Asked) -> dict[str, str]:
    return {"person": one.subject, "asOf": AS_OF}


async def register(command: Command, http: httpx.AsyncClient, issuer: Issuer) -> None:
    """The registry of the demo, once."""
    last = agencies.connector_of(agencies.CUSTODIANS[-1])
    known = await http.post("/graphql", json={"query": "{ limits { depth } }"}, headers=bearer(issuer, last))
    if known.status_code == 200:
        return
    await command("registerAreas", agencies.areas(), now(), "demo")
    await command("registerOrganisations", {"organisations": agencies.organisations()}, now(), "demo")
    for role in agencies.HOMES:
        await command("registerAccount", agencies.account(role, ISSUER, local_day(now())), now(), "demo")
    for custodian in agencies.CUSTODIANS:
        await command("registerAccount", agencies.connector(custodian, ISSUER, local_day(now())), now(), "demo")


def bearer(issuer: Issuer, role: str, scope: str = "read") -> dict[str, str]:
    return {"authorization": f"Bearer {issuer.token(role, scope=scope)}"}


__all__ = ["DemoFault", "send", "show"]
