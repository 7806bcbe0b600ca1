"""Many requests at once, with custodians that are slow and faulty as it comes, and with the hub killed in the middle.

Each ends as it was to, none is lost and none is there twice; what a client was told is issued can be read, with the
hash that he was told; the ledger is whole, and makes the same graph again.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from datetime import date
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from connectors.synthetic.casework import declared
from connectors.synthetic.custodian import holdings
from connectors.synthetic.population import Population, population
from connectors.synthetic.sending import deliveries
from graph.database import Database
from graph.embedded import Running as Neo4j
from schema.decisions.request_states import may_follow
from tests.dump import dump
from tests.point.clients import Client, Place, requesters
from tests.point.custodians import CONNECTORS, Conducted, custodians
from tests.point.many import Life
from tests.processes import Serving, beside, registered, serving
from tests.test_crash import built_again, emptied, ledger_of, whole

SEED = 29
UNTIL = date(2026, 6, 30)
SECONDS = 1.0  # of each custodian
LATER = 40  # the last reports of police are at police alone, until the hub asks
SUBJECTS = 4
PATIENT = 900  # seconds that a client waits: reports are drawn one after another
ENDED = {"FULL": ("ANSWERED", "PARTLY_ANSWERED", "REFUSED"), "BRIEF": ("PARTLY_ANSWERED", "REFUSED"),
         "BRIEF, THEN FULL": ("ANSWERED", "PARTLY_ANSWERED", "REFUSED"), "REFUSED": ("REFUSED",),
         "REFUSED AT ONCE": ("REFUSED",), "WITHDRAWN": ("WITHDRAWN",), "WITHDRAWN AT ONCE": ("WITHDRAWN",),
         "NOT HELD": ("ANSWERED",)}  # fmt: skip
REPORTS = {"FULL": 1, "BRIEF": 1, "BRIEF, THEN FULL": 2}
HELD = """MATCH (q:InformationRequest) RETURN q.id AS id, q.question AS word, q.state AS state,
  COLLECT { MATCH (e:RequestEvent)-[:OF]->(q) RETURN [e.state, e.code, e.reason] ORDER BY e.number } AS steps,
  COLLECT { MATCH (r:ConsolidatedReport)-[:ANSWERS]->(q)
    RETURN [r.id, r.version, r.state] ORDER BY r.version } AS reports,
  COUNT { (:Matter {evidence: q.id, status: 'OPEN'}) } AS open"""
READ = "query($id: ID!) { report(id: $id) { state sha256 redrawn closed content { heading { request } } } }"


def small() -> Population:
    return population(3, 160, until=UNTIL)


def subjects(found: Population, count: int) -> dict[str, str]:
    """Reports that address both The Orange Door and the men's line, each about another."""
    told: dict[str, str] = {}
    for row in islice(found.reports, 160 - LATER):
        made = {(m["party"], m["service"].partition("-")[0]) for m in row["referrals"]["made"]}
        number = row["respondent"].get("person_number")
        if number and number not in told.values() and {("AFFECTED", "TOD"), ("RESPONDENT", "MRS")} <= made:
            told[row["report"]["portal_id"]] = number
    return dict(islice(told.items(), count))


def conducted(found: Population) -> Mapping[str, Conducted]:
    return {name: Conducted(holdings(found, name).rows, SECONDS, ("0", "", str(SEED))) for name in CONNECTORS}


async def sent(hub: Serving, found: Population) -> None:
    """All but the last reports of police."""
    async with httpx.AsyncClient(base_url=hub.url, timeout=300, trust_env=False) as http:
        for delivery in deliveries(found):
            rows = delivery.rows[:-LATER] if delivery.connector == "l17" else delivery.rows
            bearer = hub.bearer(agencies.connector_of(delivery.custodian), "ingest")
            headers = {**bearer, "content-type": "application/x-ndjson"}
            answer = await http.post(f"/ingest/{delivery.connector}", content=b"\n".join(rows), headers=headers)
            assert answer.status_code == 200, answer.text


@asynccontextmanager
async def at_work(neo4j: Neo4j, folder: Path) -> AsyncIterator[tuple[Place, ExitStack, dict[str, str]]]:
    """A hub with the records, and five custodians; and how another one is begun in its place."""
    found = small()
    connectors = [agencies.connector(name, ISSUER) for name in agencies.CUSTODIANS]
    await registered(folder / "state", "", *connectors)
    with custodians(folder / "custodians", conducted(found)) as named, ExitStack() as stack:
        settings = {**beside(neo4j), "THROUGHLINE_CUSTODIANS": str(named)}
        hub = stack.enter_context(serving(folder / "state", **settings))
        await sent(hub, found)
        yield Place(hub), stack, settings


async def killed(place: Place, stack: ExitStack, settings: Mapping[str, str], after: int) -> None:
    """As soon as so many acts were acknowledged; then another hub is begun in its place."""
    await place.reached(after)
    place.hub.process.kill()
    await asyncio.to_thread(place.hub.process.communicate)
    place.hub = await asyncio.to_thread(lambda: stack.enter_context(serving(place.hub.state, **settings)))


async def lived(neo4j: Neo4j, folder: Path, count: int, kills: Sequence[int]) -> list[Life]:
    """All at once, and held to what there is afterwards."""
    async with emptied(neo4j) as database, at_work(neo4j, folder) as (place, stack, settings):
        limits = httpx.Limits(max_connections=count, max_keepalive_connections=0)
        async with httpx.AsyncClient(timeout=PATIENT, trust_env=False, limits=limits) as http:
            client = Client(place, http)
            of = await requesters(client, subjects(small(), SUBJECTS))
            place.acts, since = 0, time.monotonic()
            lives = [Life(number, of[number % len(of)], client, SEED) for number in range(count)]
            killing = asyncio.create_task(_each(place, stack, settings, kills))
            await asyncio.gather(*(life.lived() for life in lives))
            await killing
            took = time.monotonic() - since
            await read(client, lives)
        place.hub.ended_by(signal.SIGTERM)
        print(
            f"\n{count} requests, {len(kills)} kills: {took:.0f} s, {place.acts} acts, lost calls {dict(place.failed)}"
        )
        await ended_once(database, lives)
        before = await dump(database.run)
    state = folder / "state"
    await kept(state, lives)
    assert await built_again(state, neo4j) == before
    return lives


async def _each(place: Place, stack: ExitStack, settings: Mapping[str, str], kills: Sequence[int]) -> None:
    for after in kills:
        await killed(place, stack, settings, after)


# what there is afterwards


async def ended_once(database: Database, lives: Sequence[Life]) -> None:
    """Each request is there once, at its end, by steps that may follow one another; it is answered by one report."""
    rows = {row["word"]: row for row in await database.run(HELD)}
    assert Counter(rows.keys()) == Counter(life.word for life in lives)
    assert len(await database.run(HELD)) == len(lives)
    for life in lives:
        row = rows[life.word]
        assert (row["id"], row["state"] in ENDED[life.end]) == (life.request, True), (life.end, row)
        _followed(row)
        _reported(row, life)


def _followed(row: Mapping[str, Any]) -> None:
    states = [state for state, _, _ in row["steps"]]
    assert states[0] == "SUBMITTED"
    assert states[-1] == row["state"]
    assert all(may_follow(one, other) for one, other in pairwise(states)), states
    assert all(reason or state == "SUBMITTED" for state, _, reason in row["steps"])
    works = row["state"] in ("ACCEPTED", "PARTLY_ANSWERED") or "REPORT" in [code for _, code, _ in row["steps"]]
    assert row["open"] == (works and row["state"] not in ("REFUSED", "WITHDRAWN")), row


def _reported(row: Mapping[str, Any], life: Life) -> None:
    """A step for each report, and a report for each step; one stands, the ones before are corrected."""
    steps = [reason for _, code, reason in row["steps"] if code == "REPORT"]
    assert steps == [f"Report {id}" for id, _, _ in row["reports"]]
    assert [version for _, version, _ in row["reports"]] == list(range(1, len(steps) + 1))
    assert [state for _, _, state in row["reports"]] == ["CORRECTED"] * (len(steps) - 1) + ["ISSUED"] * bool(steps)
    assert set(life.issued) <= {id for id, _, _ in row["reports"]}
    assert row["state"] == "REFUSED" or len(steps) == REPORTS.get(life.end, 0), (life.end, row)


async def read(client: Client, lives: Sequence[Life]) -> None:
    """By its recipient, each that a client was told of: with the hash that he was told, and whatever stands."""
    hub = client.place.hub
    for life in lives:
        for report, sha in life.issued.items():
            told = await client.surely(life.of.role, READ, life.of.matter, id=report)
            assert (told["closed"], told["sha256"], told["redrawn"]) == (None, sha, sha), (life.word, told)
            assert told["content"]["heading"]["request"] == life.request
            purpose = declared("CIP_REQUEST", life.of.matter, "A test")
            headers = {**hub.bearer(life.of.role, "read"), "throughline-purpose": purpose}
            document = await client.http.get(f"{hub.url}/reports/{report}.json", headers=headers)
            assert sha256(document.content).hexdigest() == sha


async def kept(state: Path, lives: Sequence[Life]) -> None:
    """The ledger is whole, and has every request and report once."""
    await whole(state)
    async with ledger_of(state) as ledger:
        entries = await ledger.after(0, 100_000)
    written = Counter(e.body["request"] for e in entries if e.command == "writeRequest")
    issued = Counter(e.body["report"] for e in entries if e.command == "issueReport")
    assert written == Counter(life.request for life in lives)
    assert set(issued.values()) <= {1}
    assert {report for life in lives for report in life.issued} <= set(issued)


async def test_a_dozen_requests_at_once_and_the_hub_killed_among_them(neo4j: Neo4j, tmp_path: Path) -> None:
    lives = await lived(neo4j, tmp_path, 12, kills=(25,))
    assert any(life.issued for life in lives)


@pytest.mark.soak
@pytest.mark.parametrize("kills", [(), (150, 450)])
async def test_two_hundred_at_once(neo4j: Neo4j, tmp_path: Path, kills: Sequence[int]) -> None:
    await lived(neo4j, tmp_path, 200, kills)
