"""A hub as it is served, with a synthetic population taken in and matters opened; asked without a socket.

It holds the reports of police alone: what the other systems hold of the same people would make its pages others than
those that were measured before.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import orjson

from authz.admission import Admitted
from authz.commands import issuer_of
from authz.issuing import ISSUER, Issuer
from authz.requester import Declaration
from authz.words import Purpose
from connectors.synthetic import casework, demo
from connectors.synthetic.casework import Asked
from connectors.synthetic.population import Population, population
from graph import database, registry
from graph.library import VERSION
from resolvers.listening import settle
from resolvers.reading import Question
from server import Running, Settings, running

# The first plan of a large text takes a busy machine longer than a question may.
database.READ_SECONDS = 120.0
LIBRARY = Path(".throughline") / f"neo4j-{VERSION}"  # fetched once for all
UNTIL = date(2026, 6, 30)
BATCH = 500
SEED = 7
OWN = Asked("police_member", "Police member, own reports", "OWN_CASE", "")


class BenchFault(Exception):
    """A number would mean nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The one statement of an answer, with the parameters it was sent with."""

    text: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Served:
    """`cases` are matters by role; all of them are about `subject`. `tokens` by role."""

    parts: Running
    subject: str
    cases: Mapping[str, Asked]
    tokens: Mapping[str, str]
    issuer: Issuer

    async def ask(self, case: Asked, text: str, variables: Mapping[str, Any]) -> bytes:
        """The bytes of a whole answer: token, reading, facts, statement, ledger."""
        body = orjson.dumps({"query": text, "variables": variables})
        return await post(self.parts.app, "/graphql", body, self._headers(case))

    def _headers(self, case: Asked) -> list[tuple[bytes, bytes]]:
        declared = casework.declared(case.purpose, case.matter, case.reason)
        return [
            (b"authorization", f"Bearer {self.tokens[case.role]}".encode()),
            (b"content-type", b"application/json"),
            (b"throughline-purpose", declared.encode()),
        ]

    def forget(self) -> None:
        """The next question is the first of its matter."""
        self.parts.hub.scopes.known.clear()

    async def statement(self, case: Asked, text: str, variables: Mapping[str, Any]) -> Statement:
        """What the hub would send for this question, once facts are at hand."""
        found: list[Statement] = []

        async def fetch(statement: str, given: Mapping[str, Any]) -> Any:
            found.append(Statement(statement, dict(given)))
            return await self.parts.database.value(statement, given)

        account = await registry.account(self.parts.database.value, ISSUER, case.role)
        if account is None:
            raise BenchFault(f"There is no account of {case.role}.")
        declared = Declaration(Purpose(case.purpose), case.matter, case.reason)
        asking = replace(self.parts.hub, fetch=fetch)
        await asking.ask(Question(text, variables, None, declared), Admitted(account, True, frozenset({"read"})))
        return found[-1]


async def post(app: Any, path: str, body: bytes, headers: list[tuple[bytes, bytes]]) -> bytes:
    """One HTTP request to an ASGI application in this process, with no client library to pay for."""
    said: list[bytes] = []
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        said.append(message.get("body", b""))

    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
             "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
             "headers": [(b"host", b"localhost"), *headers],
             "client": ("127.0.0.1", 1), "server": ("hub", 80)}  # fmt: skip
    await app(scope, receive, send)
    answer = b"".join(said)
    if status != 200 or answer.startswith(b'{"errors"'):
        raise BenchFault(f"The hub answered {status}: {answer[:300].decode()}")
    return answer


@asynccontextmanager
async def served(
    settings: Settings, reports: int, also: Callable[[Population], Iterable[Mapping[str, Any]]] = lambda _found: ()
) -> AsyncIterator[Served]:
    """`also`: reports beside those of the population, before anybody asks."""
    async with running(settings) as parts:
        issuer = issuer_of(settings.key_folder)
        transport = httpx.ASGITransport(app=parts.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=180) as http:
            await demo.register(parts.following.command, http, issuer)
            found = population(SEED, reports, until=UNTIL)
            await _take(parts, [orjson.dumps(report) for report in (*found.reports, *also(found))])
            asked = await casework.matters(http, issuer, found)
        cases = {case.role: case for case in (OWN, *asked)}
        tokens = {role: issuer.token(role) for role in cases}
        settle()
        yield Served(parts, asked[0].subject, cases, tokens, issuer)


async def _take(parts: Running, rows: list[bytes]) -> None:
    for start in range(0, len(rows), BATCH):
        outcomes = await parts.intake.take("l17", rows[start : start + BATCH], frozenset({"victoria_police"}))
        if refused := [o for o in outcomes if o.faults]:
            raise BenchFault(f"A report was refused: {refused[0].faults[0]}")
