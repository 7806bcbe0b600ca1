"""Tokens of a real identity provider, on a socket of its own: plain and bound; its keys move, and it goes away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
import pytest
from joserfc.jwk import ECKey

from authz.binding import thumbprint
from authz.public_keys import KeySource
from authz.tokens import TokenRefused, Tokens
from graph.embedded import Running as Neo4j
from tests.authz.door import ALGS, Door, door
from tests.authz.forging import ABSENT, Moves, raw, taken
from tests.authz.test_dpop import BY_PROOF
from tests.node import node
from tests.town import town

AUDIENCE, SECRET = "urn:throughline:test", "kept by the test alone"
HOLDER = ECKey.generate_key("P-256")
PLAIN, BOUND = "plain", "bound"


@dataclass
class Provider:
    url: str
    process: asyncio.subprocess.Process

    async def sign_with(self, *keys: ECKey) -> None:
        """The first signs; all are published."""
        said = [{**key.as_dict(private=True), "alg": "ES256", "use": "sig"} for key in keys]
        assert self.process.stdin
        self.process.stdin.write(orjson.dumps({"keys": said}) + b"\n")
        assert self.process.stdout
        async for line in self.process.stdout:  # it has its own words between
            if line.startswith(b"http://"):
                self.url = line.decode().strip()
                return
        assert self.process.stderr
        raise AssertionError((await self.process.stderr.read()).decode())

    async def token(self, client: str, *, scope: str = "read") -> str:
        url = f"{self.url}/token"
        asked = {"grant_type": "client_credentials", "client_id": client, "client_secret": SECRET,
                 "resource": AUDIENCE, "scope": scope}  # fmt: skip
        shown = {"DPoP": proof("POST", url)} if client == BOUND else {}
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(url, data=asked, headers=shown)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])


def proof(method: str, url: str, token: str = "") -> str:
    header: dict[str, Any] = {"typ": "dpop+jwt", "kid": ABSENT, "jwk": HOLDER.as_dict(private=False)}
    said: dict[str, Any] = {"jti": str(time.monotonic_ns()), "htm": method, "htu": url, "iat": int(time.time())}
    return raw(orjson.dumps(said | ({"ath": thumbprint(token.encode())} if token else {})), HOLDER, header)


def key(named: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": named})


@asynccontextmanager
async def providing(*keys: ECKey) -> AsyncIterator[Provider]:
    provider = Provider("", await node("issuer.mjs", AUDIENCE, SECRET))
    try:
        await provider.sign_with(*keys)
        yield provider
    finally:
        if provider.process.returncode is None:
            provider.process.kill()
        await provider.process.communicate()


def trusting(provider: Provider, clock: Moves) -> Tokens:
    """`clock` is that of the keys; the tokens' own is the world's."""
    return Tokens(provider.url, AUDIENCE, KeySource(f"{provider.url}/jwks", clock))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
async def provider(anyio_backend: str) -> AsyncIterator[Provider]:
    async with providing(key("k1")) as found:
        yield found


@pytest.fixture(scope="module")
async def entry(neo4j: Neo4j, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    """Its clients are connectors of the registry: no second factor, and the role that the registry has."""
    async with (
        town(neo4j, tmp_path_factory.mktemp("hub")) as hub,
        door(hub, trusting(provider, Moves(0)), "system_connector", PLAIN, BOUND) as found,
    ):
        yield found


async def test_a_token_of_client_credentials_comes_in_as_the_account_of_the_registry(
    entry: Door, provider: Provider
) -> None:
    token = await provider.token(PLAIN)
    answer = await entry.http.post(
        "/graphql", json={"query": "{ whoAmI { account role } }"}, headers={"authorization": f"Bearer {token}"}
    )
    assert answer.json()["data"] == {"whoAmI": {"account": "id-plain", "role": "system_connector"}}


async def test_a_token_that_the_provider_bound_to_a_key_needs_its_proof(entry: Door, provider: Provider) -> None:
    token = await provider.token(BOUND)
    sent = ("authorization", f"DPoP {token}")
    for headers, challenge in (
        ([sent], BY_PROOF),
        ([("authorization", f"Bearer {token}")], f'Bearer error="invalid_token", DPoP {ALGS}'),
        ([sent, ("dpop", proof("POST", f"{provider.url}/token", token))], BY_PROOF),
    ):
        answer = await entry.ask(*headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, challenge)
    await entry.takes(sent, ("dpop", proof("POST", "http://hub/graphql", token)))


async def test_a_token_for_another_resource_or_of_another_issuer_is_refused(provider: Provider) -> None:
    token = await provider.token(PLAIN)
    keys = KeySource(f"{provider.url}/jwks")
    for issuer, audience in ((provider.url, "urn:other"), (f"{provider.url}/", AUDIENCE)):
        with pytest.raises(TokenRefused):
            await taken(Tokens(issuer, audience, keys), token)
    assert (await taken(Tokens(provider.url, AUDIENCE, keys), token)).client_id == PLAIN


async def test_a_new_key_works_within_thirty_seconds_and_an_old_one_ends_when_it_is_withdrawn() -> None:
    first, second = key("k1"), key("k2")
    clock = Moves(0)
    async with providing(first) as provider:
        tokens = trusting(provider, clock)
        old = await provider.token(PLAIN)
        assert (await taken(tokens, old)).subject == PLAIN

        await provider.sign_with(second, first)
        new = await provider.token(PLAIN)
        with pytest.raises(TokenRefused):
            await taken(tokens, new)  # the issuer was asked just now
        clock.at = 30
        assert [(await taken(tokens, token)).subject for token in (new, old)] == [PLAIN, PLAIN]

        await provider.sign_with(second)
        clock.at = 330
        await taken(tokens, new)
        assert tokens.keys.meanwhile
        await tokens.keys.meanwhile
        with pytest.raises(TokenRefused):
            await taken(tokens, old)
        assert (await taken(tokens, new)).subject == PLAIN


async def test_a_provider_that_goes_away_is_believed_for_an_hour() -> None:
    clock = Moves(0)
    async with providing(key("k1")) as provider:
        tokens = trusting(provider, clock)
        token, later = await provider.token(PLAIN), await provider.token(PLAIN)
        await taken(tokens, token)
        provider.process.kill()
        await provider.process.wait()
        clock.at = 600
        assert [(await taken(tokens, one)).subject for one in (token, later)] == [PLAIN, PLAIN]
        clock.at = 3600
        for one in (token, later):
            with pytest.raises(TokenRefused):
                await taken(tokens, one)
