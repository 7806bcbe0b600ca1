"""The work of the demo's services: matters opened on what addresses them, consent, a decision of risk.

Each step looks first whether it was done at an earlier start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import httpx

from authz.issuing import Issuer
from connectors.synthetic import agencies
from connectors.synthetic.population import Population

POLICE = "victoria_police"
OPEN_MATTER = """mutation($input: MatterInput!) { openMatter(input: $input) { id } }"""
AWAITING = """query($reference: String) { awaiting(reference: $reference) { id party } }"""
MATTERS = """{ matters { id purpose status } }"""
SUBJECTS = """{ subjects { id incidentsAsRespondent(first: 1) { id } } }"""
LODGE = """mutation($subject: Reference!) {
  lodgeRequest(input: {subject: $subject, groundsForRole: "Named as respondent in several police reports",
    relevance: ["P19", "P01"], urgency: MEDIUM}) { id state } }"""
CANDIDATES = "query($request: ID!) { candidates(request: $request) { id by } }"
ACCEPT = """mutation($request: ID!, $person: ID!) {
  acceptRequest(request: $request, person: $person, reason: "The number is his") { id } }"""
CONSENT = """mutation($matter: ID!, $person: Reference!, $at: DateTime!) {
  recordConsent(matter: $matter, person: $person, givenAt: $at, how: "In person, at intake") { id } }"""
ESTABLISH = """mutation($matter: ID!, $person: Reference!) {
  establishRisk(matter: $matter, person: $person, grounds: "Assessed with the client; pattern of reports") { id } }"""
AGAIN = 3
INTAKE = "2026-06-30T12:00:00+10:00"  # the last day of the synthetic reports
REQUESTED = "Request lodged by The Orange Door"
BELIEF = "Reasonable belief from several police reports"
HOUSING = "Client is leaving violence; housing plan"


class DemoFault(Exception):
    """The demo cannot go on; the message names the next step."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One role's matter, and how it asks; `subject` is the id that it is told of him whom the demo is about."""

    role: str
    label: str
    purpose: str
    matter: str
    reason: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A question to begin with, for one role."""

    label: str
    role: str
    purpose: str
    matter: str
    reason: str
    question: str
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worker:
    """One account of the demo, as a client."""

    http: httpx.AsyncClient
    role: str
    token: str

    async def ask(
        self, text: str, purpose: str, variables: Mapping[str, Any] | None = None, matter: str = "", reason: str = ""
    ) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {self.token}", "throughline-purpose": declared(purpose, matter, reason)}
        body = {"query": text, "variables": dict(variables or {})}
        answer: dict[str, Any] = (await self._posted(body, headers)).json()
        if "errors" in answer:
            raise DemoFault(f"{self.role} was refused: {answer['errors'][0]['message']}")
        return answer

    async def _posted(self, body: Mapping[str, Any], headers: Mapping[str, str]) -> httpx.Response:
        """A question is asked again when the hub says so: its statement is planned the first time, which takes long on
        a busy machine. A decision is not: it may have been written."""
        answer = await self.http.post("/graphql", json=body, headers=headers)
        for _ in range(0 if body["query"].startswith("mutation") else AGAIN):
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            await asyncio.sleep(float(answer.headers["retry-after"]))
            answer = await self.http.post("/graphql", json=body, headers=headers)
        return answer

    async def matter(self, purpose: str, reason: str = "") -> str | None:
        """Opened at an earlier start."""
        found = (await self.ask(MATTERS, purpose, reason=reason))["data"]["matters"]
        return next((m["id"] for m in found if m["purpose"] == purpose and m["status"] == "OPEN"), None)

    async def open_matter(self, purpose: str, kind: str, evidence: str, reason: str = "") -> str:
        given = {"input": {"kind": kind, "evidence": evidence}}
        answer = await self.ask(OPEN_MATTER, purpose, given, reason=reason)
        return str(answer["data"]["openMatter"]["id"])


def declared(purpose: str, matter: str = "", reason: str = "") -> str:
    """As the header Throughline-Purpose is written: an RFC 9651 dictionary."""
    parts = [f"is={purpose}"]
    parts += [f'matter="{matter}"'] if matter else []
    parts += [f'reason="{quote(reason)}"'] if reason else []
    return ", ".join(parts)


async def matters(http: httpx.AsyncClient, issuer: Issuer, found: Population) -> list[Asked]:
    """Each opened on a record that addresses the service: a lodged request, a referral part."""
    case = Casework(http, issuer, found)
    asked = [await case.information_point(), await case.mens_service(), await case.homelessness()]
    return [replace(one, subject=await case.respondent(one)) for one in asked]


def offers(asked: Iterable[Asked], question: str, given: Callable[[Asked], Mapping[str, Any]]) -> list[Offer]:
    return [Offer(a.label, a.role, a.purpose, a.matter, a.reason, question, given(a)) for a in asked]


class Casework:
    """The subject of the demo, and the services that work with him or with whom he harmed."""

    def __init__(self, http: httpx.AsyncClient, issuer: Issuer, found: Population) -> None:
        self.http, self.issuer = http, issuer
        cast = found.cast
        self.subject = {"system": POLICE, "id": cast["subject"].person_number}
        self.client = {"system": POLICE, "id": cast["homeless_client"].person_number}
        self.his = set(cast["subject"].portal_ids)
        self.shared = self.his & set(cast["homeless_client"].portal_ids)

    def worker(self, role: str) -> Worker:
        assert role in agencies.HOMES
        return Worker(self.http, role, self.issuer.token(role))

    async def respondent(self, asked: Asked) -> str:
        """Of those whom its matter names, him of whom a report is shown: by an id of a record that it is shown."""
        named = await self.worker(asked.role).ask(SUBJECTS, asked.purpose, {}, asked.matter, asked.reason)
        found = [one["id"] for one in named["data"]["subjects"] if one["incidentsAsRespondent"]]
        if not found:
            raise DemoFault("A matter of an earlier demo names nobody: tell another --state, or delete this one.")
        return str(found[0])

    async def information_point(self) -> Asked:
        """The Orange Door, serving her, asks the Central Information Point about him."""
        door, analyst = self.worker("tod_victim_side"), self.worker("cip_analyst")
        matter = await analyst.matter("CIP_REQUEST", REQUESTED)
        if matter is None:
            about_her = await addressed(door, "ASSESSMENT", self.shared, "AFFECTED")
            matter = await requested(door, analyst, about_her, self.subject)
        return Asked("cip_analyst", "CIP analyst", "CIP_REQUEST", matter, REQUESTED)

    async def mens_service(self) -> Asked:
        """A men's behaviour change program holds the respondent's part of a referral."""
        men = self.worker("mens_service")
        matter = await men.matter("ASSESSMENT")
        if matter is None:
            about_him = await addressed(men, "ASSESSMENT", self.his, "RESPONDENT")
            matter = await men.open_matter("ASSESSMENT", "REFERRAL", about_him)
            given = {"matter": matter, "person": self.subject, "at": INTAKE}
            await men.ask(CONSENT, "ASSESSMENT", given, matter)
        return Asked("mens_service", "Men's service worker", "ASSESSMENT", matter)

    async def homelessness(self) -> Asked:
        """A homelessness service, not a risk assessment entity: The Orange Door establishes the risk."""
        housing, door = self.worker("homelessness"), self.worker("tod_victim_side")
        matter = await housing.matter("PROTECTION", HOUSING)
        if matter is None:
            part = await addressed(housing, "OWN_CASE", self.shared, "AFFECTED")
            matter = await housing.open_matter("PROTECTION", "REFERRAL", part, HOUSING)
            given = {"matter": matter, "person": self.client, "at": INTAKE}
            await housing.ask(CONSENT, "PROTECTION", given, matter, HOUSING)
            about_her = await addressed(door, "ASSESSMENT", self.shared, "AFFECTED")
            assessing = await door.open_matter("ASSESSMENT", "REFERRAL", about_her)
            await door.ask(ESTABLISH, "ASSESSMENT", {"matter": matter, "person": self.subject}, assessing)
        return Asked("homelessness", "Homelessness service worker", "PROTECTION", matter, HOUSING)


async def addressed(worker: Worker, purpose: str, reports: set[str], party: str) -> str:
    """The latest referral part of these reports that awaits this service."""
    for reference in sorted(reports, reverse=True):
        answer = await worker.ask(AWAITING, purpose, {"reference": reference})
        mine = [a["id"] for a in answer["data"]["awaiting"] if a["party"] == party]
        if mine:
            return str(mine[0])
    raise DemoFault(f"No {party.lower()} part of these reports is addressed to {worker.role}.")


async def requested(door: Worker, analyst: Worker, evidence: str, subject: Mapping[str, str]) -> str:
    """The Orange Door asks about whoever harmed its client; the matter that the Central Information Point opens."""
    asking = await door.open_matter("CIP_REQUEST", "REFERRAL", evidence, BELIEF)
    lodged = await door.ask(LODGE, "CIP_REQUEST", {"subject": dict(subject)}, asking, BELIEF)
    request = lodged["data"]["lodgeRequest"]["id"]
    found = await analyst.ask(CANDIDATES, "CIP_REQUEST", {"request": request}, reason=REQUESTED)
    him = next((c["id"] for c in found["data"]["candidates"] if c["by"] == "NUMBER"), None)
    if him is None:
        raise DemoFault("The Central Information Point finds nobody of that number of police.")
    accepted = await analyst.ask(ACCEPT, "CIP_REQUEST", {"request": request, "person": him}, reason=REQUESTED)
    return str(accepted["data"]["acceptRequest"]["id"])
