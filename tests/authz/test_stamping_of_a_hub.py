"""A hub whose heads an authority is to stamp: it answers whether or not there is one, and health tells which."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import Response

import server
from authz import ledger_heads
from graph.embedded import Running as Neo4j
from tests.authz.stamps import Authority, Certified, serving
from tests.town import Town
from tests.waiting import until


async def stamped(http: httpx.AsyncClient) -> tuple[int, Any]:
    answer = await http.get("/health/stamped")
    return answer.status_code, answer.json()


async def test_a_hub_goes_on_without_its_stamps_and_says_since_when(
    neo4j: Neo4j, hub: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await stamped(hub.http) == (200, {"status": "no authority is named"})
    monkeypatch.setattr(ledger_heads, "SECONDS", 0.05)
    monkeypatch.setattr("authz.stamping.AGAIN", 0.0)
    theirs = Authority(Certified("Authority"), answer=Response(status_code=500))
    async with serving(theirs) as url:
        settings = server.Settings(state=tmp_path / "stamped", neo4j_url=neo4j.url, neo4j_user=neo4j.user,
                                   neo4j_password=neo4j.password, jwks=str(hub.issuer.jwks), public_url="http://hub",
                                   stamps=url, stamps_roots=theirs.roots(tmp_path))  # fmt: skip
        async with server.running(settings, clock=hub.clock) as parts:
            await parts.ledger.use("somebody", hub.clock.at[:10], hub.clock.at)  # a ledger without an entry has no head
            transport = httpx.ASGITransport(app=parts.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://hub") as http:
                await until(lambda: bool(theirs.asked))
                assert await stamped(http) == (200, {"status": "stamped"})  # not for long yet
                since, hub.clock.at = hub.clock.at, "2026-07-01T00:16:00Z"
                assert await stamped(http) == (503, {"status": "heads are not stamped", "since": since})
                assert (await http.get("/health/ready")).status_code == 200
                theirs.answer = None
                asked = len(theirs.asked)
                await until(lambda: len(theirs.asked) > asked)
                async with asyncio.timeout(60):
                    while await stamped(http) != (200, {"status": "stamped"}):  # noqa: ASYNC110
                        await asyncio.sleep(0.02)


@pytest.mark.parametrize("told", [{"stamps": "http://stamps.example"}, {"stamps_roots": Path(__file__)}])
def test_an_authority_is_told_with_its_roots(told: dict[str, Any]) -> None:
    with pytest.raises(server.BadSetting, match="THROUGHLINE_STAMPS: tell it with its _ROOTS"):
        server._stamps(server.Settings(**told), None)
