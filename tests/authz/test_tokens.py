"""Access tokens: a good one is taken; whatever is wrong with another, it is refused in the same words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authz.presented import Presented
from authz.public_keys import KeySource
from authz.tokens import TokenMissing, TokenRefused, Tokens
from graph.embedded import Running as Neo4j
from tests.authz.door import ALGS, Door, door
from tests.authz.forging import (
    ABSENT,
    AUDIENCE,
    ED,
    GOOD,
    ISSUER,
    KEY,
    NOW,
    OTHER,
    RSA,
    Moves,
    coded,
    encrypted,
    issued,
    published,
    raw,
    refused,
    signed,
    taken,
    tampered,
    unsigned,
)
from tests.town import Town, town

JKT, X5T = KEY.thumbprint(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    return published(tmp_path_factory.mktemp("keys"), KEY, RSA, ED)


@pytest.fixture
def tokens(where: str) -> Tokens:
    return issued(where)


@pytest.fixture(scope="module")
async def bad(neo4j: Neo4j, where: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as hub, door(hub, issued(where)) as found:
        yield found


async def test_a_good_token_is_taken_and_tells_who_asks(tokens: Tokens) -> None:
    claims = await taken(tokens, signed())
    assert (claims.issuer, claims.subject, claims.client_id) == (ISSUER, "worker", "client")
    assert (claims.scopes, claims.acr, claims.expires_at) == ({"read", "write"}, "mfa", NOW + 3600)


@pytest.mark.parametrize(
    "token",
    [
        signed(RSA, {"alg": "RS256", "kid": "r1"}),
        signed(header={"typ": "application/at+jwt"}),
        signed(header={"typ": "AT+JWT"}),
        signed(aud=["elsewhere", AUDIENCE]),
        signed(iat=NOW - 3600, exp=NOW - 29),
        signed(nbf=NOW + 29, iat=NOW + 29),
        signed(exp=NOW + 24 * 3600),
        signed(scope=ABSENT, acr=ABSENT),
    ],
    ids=["RS256", "long typ", "typ in capitals", "one of two audiences", "just expired",
         "just ahead", "a day long", "no scope, no acr"],
)  # fmt: skip
async def test_what_the_standard_allows_is_taken(tokens: Tokens, token: str) -> None:
    assert (await taken(tokens, token)).subject == "worker"


BAD = {
    "expired": signed(iat=NOW - 7200, exp=NOW - 31),
    "not yet valid": signed(nbf=NOW + 31),
    "issued in the future": signed(iat=NOW + 31),
    "another issuer": signed(iss="https://issuer.test.invalid/"),
    "another audience": signed(aud="elsewhere"),
    "audiences without ours": signed(aud=["elsewhere", "other"]),
    "no audience listed": signed(aud=[]),
    "part of our audience": signed(aud="hu"),
    "another key of that name": signed(OTHER),
    "unknown kid": signed(header={"kid": "k9"}),
    "no kid": signed(header={"kid": ABSENT}),
    "kid that is a number": signed(header={"kid": 1}),
    "kid that is a list": signed(header={"kid": ["k1"]}),
    "kid of another kind of key": signed(header={"kid": "r1"}),
    "an algorithm that is not ours": signed(RSA, {"alg": "PS256", "kid": "r1"}),
    "a kind of key that is not ours": signed(ED, {"alg": "EdDSA", "kid": "e1"}),
    "alg none": unsigned("none"),
    "alg None": unsigned("None"),
    "ES256 without a signature": unsigned("ES256"),
    "public key as a shared secret": signed(KEY.as_pem(private=False), {"alg": "HS256"}),
    "public RSA key as a shared secret": signed(RSA.as_pem(private=False), {"alg": "HS256", "kid": "r1"}),
    "its own key in the header": signed(OTHER, {"jwk": OTHER.as_dict(private=False)}),
    "its own key's address in the header": signed(OTHER, {"jku": "https://elsewhere.test.invalid/jwks"}),
    "typ JWT": signed(header={"typ": "JWT"}),
    "no typ": signed(header={"typ": ABSENT}),
    "crit": signed(header={"crit": ["exp"]}),
    "crit of what is there": signed(header={"crit": ["kid"]}),
    "crit for an unencoded payload": signed(header={"crit": ["b64"], "b64": False}),
    "bound to a key": signed(cnf={"jkt": JKT}),
    "bound to a certificate": signed(cnf={"x5t#S256": X5T}),
    "bound to a key and a certificate": signed(cnf={"jkt": JKT, "x5t#S256": X5T}),
    "bound to a key that it holds itself": signed(cnf={"jwk": KEY.as_dict(private=False)}),
    "bound to a key by its name": signed(cnf={"kid": "k1"}),
    "bound to a certificate by SHA-1": signed(cnf={"x5t": "xNB_pUjEDQZ7nJfEDxlwGA2nEmI"}),
    "bound to a key, and in a way that is not known": signed(cnf={"jkt": JKT, "other": X5T}),
    "bound in a way that is not known": signed(cnf={"other": X5T}),
    "bound to an empty key": signed(cnf={"jkt": ""}),
    "bound to a key that is no thumbprint": signed(cnf={"jkt": JKT[:-1]}),
    "bound to a list of keys": signed(cnf={"jkt": [JKT]}),
    "bound to nothing": signed(cnf={}),
    "bound, whatever to": signed(cnf=None),
    "bound, in words": signed(cnf=JKT),
    "longer than a day": signed(exp=NOW + 24 * 3600 + 1),
    "expires before it was issued": signed(iat=NOW + 20, exp=NOW + 10),
    "over-long": signed(note="x" * 8192),
    "tampered": tampered(signed()),
    "encrypted": encrypted(),
    "garbage": "garbage",
    "three dots": "...",
    "not Unicode": f"{coded(bytes([255, 254]))}.{coded(bytes([255]))}.x",
    "two tokens": f"{signed()} {signed()}",
    "two tokens, listed": f"{signed()}, Bearer {signed()}",
    "claims that are a list": raw(b"[1]"),
    "claims that are not JSON": raw(b"{"),
    **{f"without {name}": signed(**{name: ABSENT}) for name in GOOD if name not in ("scope", "acr")},
    **{f"{name} is null": signed(**{name: None}) for name in GOOD},
    **{f"{name} is a list": signed(**{name: [GOOD[name]]}) for name in GOOD if name != "aud"},
    **{f"{name} is empty": signed(**{name: ""}) for name in ("iss", "sub", "client_id", "jti", "aud")},
    **{f"{name} is a fraction": signed(**{name: GOOD[name] + 0.5}) for name in ("exp", "iat")},
    **{f"{name} is text": signed(**{name: str(GOOD[name])}) for name in ("exp", "iat")},
    **{f"{name} is true": signed(**{name: True}) for name in ("exp", "iat", "sub", "nbf")},
    "nbf is text": signed(nbf="soon"),
}


@pytest.mark.parametrize("token", BAD.values(), ids=BAD.keys())
async def test_a_bad_token_is_refused_in_the_same_words_and_nothing_is_looked_up(bad: Door, token: str) -> None:
    await bad.refuses(("authorization", f"Bearer {token}"))
    await bad.takes(("authorization", f"Bearer {signed()}"))


def test_the_table_of_bad_tokens_holds_each_once() -> None:
    assert len(set(BAD.values())) == len(BAD) > 54


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), JSON)
def test_a_claim_of_any_other_value_is_refused_or_plain(where: str, name: str, value: Any) -> None:
    token = raw(b"{" + b",".join(b'"%s":%s' % (k.encode(), dumped(v)) for k, v in {**GOOD, name: value}.items()) + b"}")
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(where), Moves())
    try:
        claims = asyncio.run(taken(tokens, token))
    except TokenRefused:
        return
    assert claims.issuer == ISSUER
    assert all(isinstance(v, str) for v in (claims.subject, claims.client_id, claims.acr))
    assert type(claims.expires_at) is int
    assert NOW - 30 < claims.expires_at <= NOW + 24 * 3600 + 30


def dumped(value: Any) -> bytes:
    """Numbers of any size, which orjson would not write."""
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "DPoP", f"Basic {signed()}", signed(), f"Bearer{signed()}"]
)
async def test_another_scheme_is_no_token(tokens: Tokens, header: str | None) -> None:
    with pytest.raises(TokenMissing, match=r"^Send an access token: Authorization: Bearer …$"):
        await tokens.check(Presented(header))


async def test_the_scheme_is_read_in_any_case(tokens: Tokens) -> None:
    assert (await tokens.check(Presented(f"bearer {signed()}"))).subject == "worker"


async def test_a_refusal_keeps_nothing_of_those_before(tokens: Tokens) -> None:
    """One that is raised again and again would hold the frames of each, with its token."""
    faults = []
    for _ in range(2):
        with pytest.raises(TokenRefused) as fault:
            await taken(tokens, "garbage")
        faults.append(fault.value)
    assert faults[0] is not faults[1]


async def test_the_longest_life_of_a_token_is_that_of_the_settings(where: str) -> None:
    """So an account that the issuer alone ends is out when its last token is."""
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(where), Moves(), longest_life=60)
    await refused(tokens, signed(exp=NOW + 61))
    token = signed(exp=NOW + 60)
    assert (await taken(tokens, token)).subject == "worker"
    tokens.now.at = NOW + 90  # type: ignore[attr-defined]
    await refused(tokens, token)


async def test_a_known_token_is_refused_once_it_expires(tokens: Tokens) -> None:
    token = signed()
    await taken(tokens, token)
    tokens.now.at = NOW + 3600 + 29  # type: ignore[attr-defined]
    assert (await taken(tokens, token)).subject == "worker"
    tokens.now.at = NOW + 3600 + 30  # type: ignore[attr-defined]
    await refused(tokens, token)


# Over HTTP


async def test_two_headers_are_no_token(bad: Door) -> None:
    good = ("authorization", f"Bearer {signed()}")
    await bad.refuses(good, ("authorization", "Bearer x"))
    await bad.refuses(("authorization", "Bearer x"), good)
    await bad.refuses(good, good)
    await bad.takes(good)


@pytest.mark.parametrize("headers", [[], [("authorization", "Basic YTpi")]])
async def test_no_token_is_told_to_send_one_before_the_question_is_read(hub: Town, headers: list[Any]) -> None:
    hub.statements.clear()
    answer = await hub.http.post("/graphql", json={"query": "{ __schema { types { name } } "}, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"] == {"code": "TOKEN_MISSING"}
    assert answer.headers["www-authenticate"] == f"Bearer, DPoP {ALGS}"
    assert not hub.statements
