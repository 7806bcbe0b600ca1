"""The HTTP of a hub whose issuer, keys and clock are those of these tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette

import server
from authz.admission import Admission
from authz.tokens import Tokens
from connectors.synthetic import agencies
from tests.authz.forging import WORDS, signed
from tests.town import START, Town

ALGS = 'algs="ES256 RS256"'


@dataclass
class Door:
    """`statements` are the texts sent to Neo4j since a test last emptied them."""

    app: Starlette
    http: httpx.AsyncClient
    tokens: Tokens
    statements: list[str]

    async def ask(self, *headers: tuple[str, str], method: str = "POST") -> httpx.Response:
        body = (
            {"json": {"query": "{ limits { depth } }"}}
            if method == "POST"
            else {"params": {"query": "{ limits { depth } }"}}
        )
        return await self.http.request(method, "/graphql", headers=list(headers), **body)  # type: ignore[arg-type]

    async def refuses(self, *headers: tuple[str, str], challenge: str = "", method: str = "POST") -> None:
        """In the words of every refusal, and before anything is looked up."""
        await self.ask(("authorization", f"Bearer {signed(jti='before')}"))
        self.statements.clear()
        answer = await self.ask(*headers, method=method)
        assert answer.status_code == 401
        assert answer.json() == {"errors": [{"message": WORDS, "extensions": {"code": "TOKEN_REFUSED"}}]}
        assert answer.headers["www-authenticate"] == (challenge or f'Bearer error="invalid_token", DPoP {ALGS}')
        assert not self.statements

    async def takes(self, *headers: tuple[str, str], method: str = "POST") -> None:
        answer = await self.ask(*headers, method=method)
        assert answer.status_code == 200, answer.text
        assert answer.json()["data"] == {"limits": {"depth": 14}}


@asynccontextmanager
async def door(hub: Town, tokens: Tokens, role: str = "cip_analyst", *subjects: str) -> AsyncIterator[Door]:
    """A worker of this role, and any others, by accounts of the issuer of these tokens."""
    for subject in ("worker", *subjects):
        account = {**agencies.account(role, tokens.issuer), "id": f"id-{subject}", "subject": subject}
        await hub.parts.following.command("registerAccount", account, START, "test")
    parts = hub.parts
    admission: Admission = server._admission(parts.hub.policy, tokens, parts.database, parts.ledger, parts.following)
    app = server.create_app(parts.hub, parts.intake, admission, parts.database, parts.settings, hub.clock)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as http:
        yield Door(app, http, tokens, hub.statements)
