"""A hub with its registry, clients in every role, a clock that a test moves, and every statement noted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from authz.commands import issuer_of
from authz.issuing import Issuer
from connectors.synthetic import agencies
from connectors.synthetic.casework import declared
from graph.database import Database
from graph.embedded import Running as Neo4j
from server import Running, Settings, running

START = "2026-07-01T00:00:00Z"


@dataclass
class Clock:
    """The hub's time; stands still until a test moves it."""

    at: str = START

    def __call__(self) -> str:
        return self.at


@dataclass
class Town:
    """`statements` are the texts sent to Neo4j since a test last emptied them."""

    parts: Running
    http: httpx.AsyncClient
    issuer: Issuer
    clock: Clock
    statements: list[str] = field(default_factory=list)

    def bearer(self, role: str, scope: str = "read write") -> dict[str, str]:
        return {"authorization": f"Bearer {self.issuer.token(role, scope=scope)}"}

    async def post(
        self, role: str, text: str, purpose: str = "", matter: str = "", reason: str = "", **variables: Any
    ) -> httpx.Response:
        """A question over HTTP; no purpose declares none."""
        headers = self.bearer(role)
        if purpose:
            headers["throughline-purpose"] = declared(purpose, matter, reason)
        return await self.http.post("/graphql", json={"query": text, "variables": variables}, headers=headers)

    async def ask(
        self, role: str, text: str, purpose: str = "", matter: str = "", reason: str = "", **variables: Any
    ) -> Any:
        """The data of an answer without errors."""
        answer = (await self.post(role, text, purpose, matter, reason, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def ingest(self, rows: Sequence[Any], connector: str = "l17") -> Any:
        """NDJSON; a row given as bytes goes as it is."""
        body = b"\n".join(row if isinstance(row, bytes) else orjson.dumps(row) for row in rows)
        headers = {**self.bearer("system_connector", "ingest"), "content-type": "application/x-ndjson"}
        answer = await self.http.post(f"/ingest/{connector}", content=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def moved_to(self, at: str) -> None:
        """Months on: whoever works here was active meanwhile."""
        self.clock.at = at
        await accounts(self.parts, at)

    async def graph(self, text: str, given: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Straight from the database, for what no question tells."""
        return await self.parts.database.run(text, given)


@pytest.fixture
def of_the_module(module_hub: Town) -> Town:
    """One hub for all tests of a module, each at the beginning of its time: `hub = of_the_module`."""
    module_hub.clock.at = START
    return module_hub


async def empty(database: Database) -> None:
    await database.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")


@asynccontextmanager
async def town(
    neo4j: Neo4j, folder: Path, *, ledger_url: str = "", custodians: Path | None = None
) -> AsyncIterator[Town]:
    settings = Settings(
        state=folder, neo4j_url=neo4j.url, neo4j_user=neo4j.user, neo4j_password=neo4j.password, ledger_url=ledger_url,
        public_url="http://hub", custodians=custodians,
    )  # fmt: skip
    wiping = Database(neo4j.url, neo4j.user, neo4j.password)
    await empty(wiping)
    await wiping.close()
    clock, statements = Clock(), list[str]()
    async with running(settings, observer=statements.append, clock=clock) as parts:
        issuer = issuer_of(settings.key_folder)
        await register(parts, issuer)
        transport = httpx.ASGITransport(app=parts.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://hub") as http:
            yield Town(parts, http, issuer, clock, statements)


async def register(parts: Running, issuer: Issuer) -> None:
    command = parts.following.command
    await command("registerAreas", agencies.areas(), START, "test")
    await command("registerOrganisations", {"organisations": agencies.organisations()}, START, "test")
    await accounts(parts, START)


async def accounts(parts: Running, at: str) -> None:
    """One in each role, active from that day and used on it."""
    for role in agencies.HOMES:
        account = agencies.account(role, parts.settings.issuer, at[:10])
        await parts.following.command("registerAccount", account, at, "test")
        await parts.ledger.use(account["id"], at[:10], at)  # else the first answer of each would add an entry


async def with_connectors(hub: Town) -> None:
    """The connector of each custodian beside that of Victoria Police, which every town has."""
    for custodian in agencies.CUSTODIANS:
        account = agencies.connector(custodian, hub.parts.settings.issuer, START[:10])
        await hub.parts.following.command("registerAccount", account, START, "test")
