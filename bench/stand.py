"""Where everything is measured: one Neo4j with a population in it, and matters to ask under."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import httpx

from authz.issuing import ISSUER, Issuer
from authz.local_days import local_day
from bench.expansion import crowd
from bench.hub import SEED, UNTIL, BenchFault, Served, served
from bench.pages import LATEST
from bench.peers import apoc
from connectors.synthetic import agencies, casework
from connectors.synthetic.casework import Asked, Casework, DemoFault
from connectors.synthetic.population import Population, population
from graph.embedded import Embedded
from graph.embedded import Running as Neo4j
from graph.times import now
from server import Settings

CROWDED = "her_partner"
SEARCHERS = 12  # an account may search sixty times an hour


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything. `matters` by `analysts` are more than the facts that a hub keeps at hand; `crowd` are
    people whom one is met with, by as many reports more."""

    reports: int = 10_000
    matters: int = 60
    analysts: int = 40
    crowd: int = 320


@dataclass(frozen=True, slots=True)
class Matters:
    """Matters about one person each, and those who may ask under all of them."""

    asked: Sequence[Asked]
    analysts: Sequence[str]

    def in_turn(self) -> Iterator[tuple[Asked, str]]:
        """Matter by matter, then the next analyst: none comes again while a hub may still know it."""
        return ((matter, analyst) for analyst, matter in product(self.analysts, self.asked))


@dataclass(frozen=True, slots=True)
class Stand:
    """`hub` answers in this process; it is done with before others are started over the same graph."""

    hub: Served
    issuer: Issuer
    found: Population
    incident: str
    matters: Matters
    crowded: Asked


@asynccontextmanager
async def database(state: Path) -> AsyncIterator[tuple[Neo4j, int]]:
    """With APOC in it, and the number of its process."""
    async with running_in(apoc.embedded(state)) as found:
        yield found


@asynccontextmanager
async def running_in(embedded: Embedded) -> AsyncIterator[tuple[Neo4j, int]]:
    async with embedded as running:
        found = embedded.process()
        assert found
        yield running, found.pid


@asynccontextmanager
async def stand(settings: Settings, size: Size) -> AsyncIterator[Stand]:
    found = population(SEED, size.reports, until=UNTIL)
    async with served(settings, size.reports, lambda people: crowd(people, CROWDED, size.crowd)) as hub:
        transport = httpx.ASGITransport(app=hub.parts.app)
        issuer = hub.issuer
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=180) as http:
            analysts = await _accounts(hub, "cip_analyst", "analyst", size.analysts)
            await _accounts(hub, "police_member", "searcher", SEARCHERS)
            opening = Opening(http, issuer, found)
            asked = [one async for one in opening.opened(size.matters)]
            crowded = await opening.about(found.cast[CROWDED].person_number, found.cast[CROWDED].portal_ids)
        if crowded is None or not asked:
            raise BenchFault("No report of the population is referred to The Orange Door: tell more --reports.")
        given = {"subject": hub.subject, "now": hub.parts.hub.now()}
        incident = await hub.parts.database.value(LATEST, given)
        yield Stand(hub, issuer, found, incident, Matters(asked, analysts), crowded)


async def _accounts(hub: Served, role: str, name: str, count: int) -> list[str]:
    """Colleagues of the demo's worker in that role; answers what their tokens say."""
    subjects = [f"bench-{name}-{number}" for number in range(count)]
    for subject in subjects:
        account = agencies.account(role, ISSUER, local_day(now())) | {"id": subject, "subject": subject}
        await hub.parts.following.command("registerAccount", account, now(), "bench")
    return subjects


class Opening:
    """Matters of the Central Information Point, each about one respondent of the reports."""

    def __init__(self, http: httpx.AsyncClient, issuer: Issuer, found: Population) -> None:
        self.found, self.case = found, Casework(http, issuer, found)
        self.door, self.analyst = self.case.worker("tod_victim_side"), self.case.worker("cip_analyst")

    async def opened(self, most: int) -> AsyncIterator[Asked]:
        """Of as many people, those of the latest reports first."""
        told: dict[str, list[str]] = {}
        for report in self.found.reports:
            if number := report["respondent"]["person_number"]:
                told.setdefault(number, []).append(report["report"]["portal_id"])
        count = 0
        for number, reports in sorted(told.items(), key=lambda one: one[1][-1], reverse=True):
            if count < most and (asked := await self.about(number, reports[-3:])):
                count += 1
                yield asked

    async def about(self, number: str, reports: Sequence[str]) -> Asked | None:
        subject = {"system": casework.POLICE, "id": number}
        try:
            evidence = await casework.addressed(self.door, "ASSESSMENT", set(reports), "AFFECTED")
            matter = await casework.requested(self.door, self.analyst, evidence, subject)
            asked = Asked("cip_analyst", "CIP analyst", "CIP_REQUEST", matter, casework.REQUESTED)
            return replace(asked, subject=await self.case.respondent(asked))
        except DemoFault:  # she is no client of The Orange Door, or nobody is known by that number
            return None
