"""Two hubs in processes of their own, on one ledger in PostgreSQL and one Neo4j: each can be asked by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx

from authz.commands import issuer_of
from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.times import now
from tests.processes import Serving, beside, registered, serving
from tests.town import Clock, Town, empty

AUTHORITY = "organisational_authority"
DESK = "desk"  # the authority of The Orange Door
KNOWN_AS = "http://hub"  # both are behind one address


@dataclass(frozen=True, slots=True)
class Joined:
    """`one` and `other` speak to a hub each, of one state folder. `workers` are subjects of The Orange Door."""

    one: Town
    other: Town
    hubs: tuple[Serving, Serving]
    ledger_url: str
    workers: list[str]

    @property
    def both(self) -> tuple[Town, Town]:
        return self.one, self.other

    @property
    def state(self) -> Path:
        return self.hubs[0].state


@asynccontextmanager
async def joined(neo4j: Neo4j, state: Path, ledger_url: str, workers: int = 0) -> AsyncIterator[Joined]:
    database = Database(neo4j.url, neo4j.user, neo4j.password)
    try:
        await empty(database)
        subjects = [f"worker-{number}" for number in range(workers)]
        accounts = [_account(DESK, AUTHORITY, [AUTHORITY]), *map(_account, subjects)]
        await registered(state, ledger_url, *accounts)
        told = told_of(neo4j, ledger_url)
        with ExitStack() as processes:
            hubs = (processes.enter_context(serving(state, **told)), processes.enter_context(serving(state, **told)))
            async with AsyncExitStack() as clients:
                one, other = [await clients.enter_async_context(_client(hub, database)) for hub in hubs]
                yield Joined(one, other, hubs, ledger_url, subjects)
    finally:
        await database.close()


def told_of(neo4j: Neo4j, ledger_url: str) -> dict[str, str]:
    """The settings of a hub beside others."""
    return {
        **beside(neo4j),
        "THROUGHLINE_LEDGER_URL": ledger_url,
        "THROUGHLINE_PUBLIC_URL": KNOWN_AS,
    }


@asynccontextmanager
async def _client(hub: Serving, database: Database) -> AsyncIterator[Town]:
    """As the tests of one hub speak to theirs; its parts are elsewhere."""
    parts = cast(Any, SimpleNamespace(database=database))
    async with httpx.AsyncClient(base_url=hub.url, timeout=60, trust_env=False) as http:
        yield Town(parts, http, issuer_of(hub.state / "keys"), Clock(now()))


def _account(named: str, role: str = "tod_victim_side", duties: Sequence[str] = ()) -> dict[str, Any]:
    account = agencies.account(role, ISSUER)
    return {**account, "id": f"id-{named}", "subject": named, "duties": list(duties), "organisation": "orange_door"}


Ask = Callable[[Town], Awaitable[Any]]


async def binds_at_once(hubs: Joined, act: Ask, ask: Ask, shut: Any, by: int = 0, askers: int = 2) -> None:
    """`act` is done on one hub while others ask both on and on: who asks after it was done is answered `shut`."""
    done = asyncio.Event()
    doing, twin = (hubs.both[by], hubs.both[1 - by])
    opened = [await ask(hub) for hub in hubs.both]
    assert opened[0] == opened[1] != shut

    async def asking(hub: Town) -> Any:
        while not done.is_set():
            assert await ask(hub) in (opened[0], shut)
        return await ask(hub)

    others = [asyncio.create_task(asking(hub)) for hub in [twin] * askers + [doing]]
    try:
        await act(doing)
    finally:
        done.set()
    assert await asyncio.gather(*others) == [shut] * len(others)
