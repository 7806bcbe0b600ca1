"""The hub is killed in the middle of its work, at several moments: what it acknowledged is there, and there once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import orjson

from authz.keys import Keys, public_of
from authz.ledger import Ledger
from authz.ledger_verify import verified
from connectors.synthetic.population import population
from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.statements import POSITION
from server import Settings
from server import running as hub_at_work
from tests.connectors import Row
from tests.dump import dump
from tests.processes import Serving, beside, registered, serving
from tests.town import empty

ROWS = list(islice(population(3, 240, until=date(2026, 6, 30)).reports, 240))
BATCHES = [ROWS[start : start + 60] for start in range(0, 240, 60)]
INCIDENTS = "MATCH (i:Incident) RETURN i.source_id AS id, i.version AS version"
# Held by the test's own transaction: the hub can keep a batch in its ledger, and not finish it in the graph.
HOLD_POSITION = "MATCH (l:Ledger) SET l.held = true"


def body_of(rows: Sequence[Row]) -> bytes:
    return b"\n".join(map(orjson.dumps, rows))


def headers_of(hub: Serving) -> dict[str, str]:
    return {**hub.bearer("system_connector", "ingest"), "content-type": "application/x-ndjson"}


async def sent(hub: Serving, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that were acknowledged: all, or none when the hub did not live to tell."""
    async with httpx.AsyncClient(base_url=hub.url, timeout=120, trust_env=False) as http:
        try:
            answer = await http.post("/ingest/l17", content=body_of(rows), headers=headers_of(hub))
        except httpx.TransportError:
            return []
    assert answer.status_code == 200, answer.text
    assert "QUARANTINED" not in answer.json()["counts"]
    return rows


# when it is killed; each returns what was acknowledged nevertheless


async def while_it_reads_a_body(hub: Serving, _database: Database, rows: Sequence[Row]) -> Sequence[Row]:
    reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
    body = body_of(rows)
    told = {**headers_of(hub), "host": "127.0.0.1", "content-length": str(len(body)), "expect": "100-continue"}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    writer.write(f"POST /ingest/l17 HTTP/1.1\r\n{head}\r\n".encode())
    assert b" 100 " in await reader.readline()  # it asks for the body
    writer.write(body[: len(body) // 2])
    await writer.drain()
    async with ledger_of(hub.state) as ledger:
        before = await ledger.head()
        hub.kill()
        writer.close()
        assert await ledger.head() == before
    return []


async def between_ledger_and_graph(hub: Serving, database: Database, rows: Sequence[Row]) -> Sequence[Row]:
    async with ledger_of(hub.state) as ledger:
        position, (size, _) = await database.value(f"RETURN {POSITION}", {}), await ledger.head()
        async with database.driver.session() as session, await session.begin_transaction() as holding:
            await (await holding.run(HOLD_POSITION)).consume()
            sending = asyncio.create_task(sent(hub, rows))
            while (await ledger.head())[0] == size:
                assert not sending.done()
            hub.kill()
            acknowledged = await sending
            await holding.rollback()
        assert await database.value(f"RETURN {POSITION}", {}) == position
    assert acknowledged == []
    return acknowledged


async def between_two_answers(hub: Serving, _database: Database, rows: Sequence[Row]) -> Sequence[Row]:
    parts = [rows[start : start + 12] for start in range(0, len(rows), 12)]
    sending = [asyncio.create_task(sent(hub, part)) for part in parts]
    await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
    hub.kill()
    acknowledged = [row for part in await asyncio.gather(*sending) for row in part]
    assert acknowledged
    return acknowledged


MOMENTS: list[Callable[[Serving, Database, Sequence[Row]], Awaitable[Sequence[Row]]]] = [
    while_it_reads_a_body,
    between_ledger_and_graph,
    between_two_answers,
]


async def test_after_every_crash_what_was_acknowledged_is_there_once_and_the_graph_is_as_the_ledger(
    tmp_path: Path, neo4j: Neo4j
) -> None:
    state = tmp_path / "state"
    await registered(state)
    async with emptied(neo4j) as database:
        with ExitStack() as stack:
            hub = stack.enter_context(serving(state, **beside(neo4j)))
            acknowledged = list(await sent(hub, BATCHES[0]))
            for moment, batch in zip(MOMENTS, BATCHES[1:], strict=True):
                acknowledged += await moment(hub, database, batch)
                hub = stack.enter_context(serving(state, **beside(neo4j)))
                assert await missing_or_doubled(database, acknowledged) == []
                acknowledged += [row for row in await sent(hub, batch) if row not in acknowledged]
            assert await missing_or_doubled(database, ROWS) == []
        before = await dump(database.run)
    assert await kept(state) == Counter(map(key_of, ROWS))
    assert await built_again(state, neo4j) == before


@asynccontextmanager
async def emptied(neo4j: Neo4j) -> AsyncIterator[Database]:
    """The database of the tests; one that a crash leaves behind is in tests/graph/test_embedded.py."""
    database = Database(neo4j.url, neo4j.user, neo4j.password)
    try:
        await empty(database)
        yield database
    finally:
        await database.close()


def key_of(row: Row) -> tuple[str, int]:
    return row["report"]["portal_id"], row["report"]["version"]


async def missing_or_doubled(database: Database, rows: Sequence[Row]) -> list[tuple[str, int]]:
    held = Counter((row["id"], row["version"]) for row in await database.run(INCIDENTS))
    return [key for key in {key_of(row) for row in rows} | held.keys() if held[key] > 1 or not held[key]]


@asynccontextmanager
async def ledger_of(state: Path) -> AsyncIterator[Ledger]:
    ledger = await Ledger.open(f"sqlite:///{state}/ledger/ledger.db", Keys.open(state / "keys").sealing)
    try:
        yield ledger
    finally:
        await ledger.close()


async def whole(state: Path) -> None:
    """Its ledger, under signed heads."""
    async with ledger_of(state) as ledger:
        found = verified(ledger.store.engine, public_of(Keys.open(state / "keys").heads), ledger.sealing)
    assert (found.flaws, found.heads > 0) == ([], True)


async def kept(state: Path) -> Counter[tuple[Any, Any]]:
    """The records of the ledger, which is whole."""
    await whole(state)
    async with ledger_of(state) as ledger:
        entries = await ledger.after(0, 10_000)
    return Counter((e.body["source_id"], e.body["version"]) for e in entries if e.command is None)


async def built_again(state: Path, neo4j: Neo4j) -> list[str]:
    """What the ledger makes of an empty graph, in the database of the tests."""
    async with emptied(neo4j):
        settings = Settings(state=state, neo4j_url=neo4j.url, neo4j_user=neo4j.user, neo4j_password=neo4j.password)
        async with hub_at_work(settings) as hub:
            return await dump(hub.database.run)
