"""Whether a token is still good, asked of a real identity provider: in bounds, and closed where it is silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.introspection import Introspection, IssuerSilent
from authz.public_keys import KeySource
from authz.tokens import TokenRefused, Tokens
from graph.embedded import Running as Neo4j
from tests.authz.door import door
from tests.authz.forging import Moves, raw, taken
from tests.authz.test_identity_provider import AUDIENCE, HOLDER, PLAIN, SECRET, Provider, key, providing
from tests.serving import served
from tests.town import town


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
async def provider(anyio_backend: str) -> AsyncIterator[Provider]:
    async with providing(key("k1")) as found:
        yield found


def asking(provider: Provider, clock: Moves, secret: str = SECRET) -> Tokens:
    introspection = Introspection(f"{provider.url}/token/introspection", PLAIN, secret, clock)
    keys = KeySource(f"{provider.url}/jwks", Moves(0))
    return Tokens(provider.url, AUDIENCE, keys, introspection=introspection)


async def revoke(provider: Provider, token: str) -> None:
    said = {"token": token, "client_id": PLAIN, "client_secret": SECRET}
    async with httpx.AsyncClient(trust_env=False) as http:
        (await http.post(f"{provider.url}/token/revocation", data=said)).raise_for_status()


async def test_a_token_that_its_provider_ends_is_refused_at_the_next_asking(provider: Provider) -> None:
    clock = Moves(0)
    tokens, token, other = asking(provider, clock), await provider.token(PLAIN), await provider.token(PLAIN)
    assert (await taken(tokens, token)).subject == PLAIN
    await revoke(provider, token)
    clock.at = 29.9
    assert (await taken(tokens, token)).subject == PLAIN  # asked within the thirty seconds
    clock.at = 30
    with pytest.raises(TokenRefused):
        await taken(tokens, token)
    assert (await taken(tokens, other)).subject == PLAIN


async def test_over_http_it_is_refused_in_the_words_of_every_refusal(
    neo4j: Neo4j, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = Moves(0)
    tokens, token = asking(provider, clock), await provider.token(PLAIN)
    async with (
        town(neo4j, tmp_path_factory.mktemp("hub")) as hub,
        door(hub, tokens, "system_connector", PLAIN) as entry,
    ):
        bearer = ("authorization", f"Bearer {token}")
        await entry.takes(bearer)
        await revoke(provider, token)
        clock.at = 30
        answer = await entry.ask(bearer)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "TOKEN_REFUSED")
        tokens.introspection = Introspection(f"{provider.url}/nothing", PLAIN, SECRET, clock)
        silent = await entry.ask(("authorization", f"Bearer {await provider.token(PLAIN)}"))
        assert (silent.status_code, silent.json()["errors"][0]["extensions"]["code"]) == (503, "ISSUER_UNAVAILABLE")
        assert silent.headers["retry-after"] == "30"


async def test_a_hub_that_its_provider_does_not_know_lets_nobody_in(provider: Provider) -> None:
    with pytest.raises(IssuerSilent):
        await taken(asking(provider, Moves(0), "another secret"), await provider.token(PLAIN))


async def test_a_provider_that_goes_away_is_believed_for_sixty_seconds_and_a_new_token_not_at_all() -> None:
    clock = Moves(0)
    async with providing(key("k1")) as gone:
        tokens, token, later = asking(gone, clock), await gone.token(PLAIN), await gone.token(PLAIN)
        await taken(tokens, token)
        gone.process.kill()
        await gone.process.wait()
        with pytest.raises(IssuerSilent):
            await taken(tokens, later)
        for clock.at in (30, 59.9):
            assert (await taken(tokens, token)).subject == PLAIN
        clock.at = 60
        with pytest.raises(IssuerSilent):
            await taken(tokens, token)


# What a provider of these tests answers, and how often it is asked


@dataclass
class Answering:
    """`said` is its next answer; `asked` are the forms that came."""

    url: str = ""
    said: Any = field(default_factory=lambda: {"active": True})
    status: int = 200
    asked: list[bytes] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        self.asked.append(await request.body())
        await asyncio.sleep(0.05)
        return Response(orjson.dumps(self.said), self.status, media_type="application/json")


@asynccontextmanager
async def answering() -> AsyncIterator[Answering]:
    found = Answering()
    async with served(Starlette(routes=[Route("/introspect", found.answer, methods=["POST"])])) as port:
        found.url = f"http://127.0.0.1:{port}/introspect"
        yield found


async def test_of_many_requests_with_one_token_one_asks() -> None:
    async with answering() as issuer:
        clock = Moves(0)
        introspection = Introspection(issuer.url, "hub", SECRET, clock)
        assert await asyncio.gather(*(introspection.is_active("t1") for _ in range(20))) == [True] * 20
        assert len(issuer.asked) == 1
        await introspection.is_active("t2")
        assert len(issuer.asked) == 2
        issuer.status = 500
        clock.at = 30
        assert await asyncio.gather(*(introspection.is_active("t1") for _ in range(20))) == [True] * 20
        assert len(issuer.asked) == 3  # nor is a silent one asked by everybody
        clock.at = 60
        issuer.status = 200
        assert await introspection.is_active("t1")
        assert len(issuer.asked) == 4


@pytest.mark.parametrize("said", [{"active": "true"}, {"active": 1}, {"active": None}, {}, [], "active", None])
async def test_nothing_but_true_lets_a_token_in(said: Any) -> None:
    async with answering() as issuer:
        issuer.said = said
        with pytest.raises(IssuerSilent):
            await Introspection(issuer.url, "hub", SECRET, Moves(0)).is_active("t")


async def test_what_the_issuer_ended_stays_ended_while_it_is_silent() -> None:
    async with answering() as issuer:
        clock = Moves(0)
        introspection = Introspection(issuer.url, "hub", SECRET, clock)
        issuer.said = {"active": False}
        assert not await introspection.is_active("t")
        issuer.status = 503
        for clock.at in (30, 60, 90):
            assert not await introspection.is_active("t")
        issuer.status, issuer.said, clock.at = 200, {"active": True}, 120
        assert await introspection.is_active("t")


async def test_a_token_that_is_no_good_here_is_asked_about_nowhere(provider: Provider) -> None:
    tokens = asking(provider, Moves(0))
    for bad in ("nonsense", raw(b"{}", HOLDER, {"typ": "at+jwt", "kid": "k1"})):
        with pytest.raises(TokenRefused):
            await taken(tokens, bad)
    assert tokens.introspection
    assert not tokens.introspection.known


async def test_the_token_itself_is_kept_nowhere() -> None:
    async with answering() as issuer:
        introspection = Introspection(issuer.url, "hub", SECRET, Moves(0))
        await introspection.is_active("a token that nobody is to find")
        assert b"a+token+that" in issuer.asked[0]
        assert "a token that" not in repr(introspection.known)
