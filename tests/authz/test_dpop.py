"""Tokens bound to a key: taken with one proof for this request, made just now and never used; refused otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import orjson
import pytest
from joserfc.jwk import ECKey
from sqlalchemy import func, select

from authz.binding import thumbprint
from authz.dpop import AHEAD, OLDEST, Proofs
from authz.ledger import Ledger
from authz.ledger_store import LedgerUnavailable
from authz.ledger_tables import PROOFS
from authz.presented import Presented
from authz.public_keys import KeySource
from authz.tokens import TokenRefused, Tokens
from graph.embedded import Running as Neo4j
from tests.authz.door import ALGS, Door, door
from tests.authz.forging import ABSENT, AUDIENCE, ISSUER, KEY, NOW, OTHER, RSA, Moves, issued, published, raw, signed
from tests.authz.stores import Postgres, Store, broken, opened
from tests.town import town

AT = NOW + 300
HOLDER = ECKey.generate_key("P-256")
STRONGER = ECKey.generate_key("P-384")
BOUND = signed(cnf={"jkt": HOLDER.thumbprint()})
TOKEN = ("authorization", f"DPoP {BOUND}")
BY_PROOF = f'Bearer, DPoP error="invalid_token", {ALGS}'
GOOD = {"htm": "POST", "htu": "http://hub/graphql", "iat": AT, "ath": thumbprint(BOUND.encode())}
made = 0


def proof(signer: Any = HOLDER, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """As GOOD has it, with some parts otherwise, and a `jti` of its own."""
    global made  # noqa: PLW0603
    made += 1
    said = {k: v for k, v in {**GOOD, "jti": f"p{made}", **claims}.items() if v is not ABSENT}
    return written(orjson.dumps(said), signer, header)


def written(payload: bytes, signer: Any = HOLDER, header: dict[str, Any] | None = None) -> str:
    shown = {"typ": "dpop+jwt", "kid": ABSENT, "jwk": HOLDER.as_dict(private=False)}
    return raw(payload, signer, {**shown, **(header or {})})


def unsigned(algorithm: str) -> str:
    return written(orjson.dumps(GOOD | {"jti": "n"}), lambda _: b"", {"alg": algorithm})


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    return published(tmp_path_factory.mktemp("keys"), KEY)


@pytest.fixture(scope="module")
async def bound(neo4j: Neo4j, where: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    clock = Moves()
    tokens = issued(where, clock)
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as hub, door(hub, tokens) as found:
        tokens.proofs.first = hub.parts.ledger.proof
        clock.at = AT
        yield found


BAD: dict[str, list[str]] = {
    "no proof": [],
    "two proofs": [proof(), proof()],
    "the same proof twice": [proof(jti="twice")] * 2,
    "two proofs in one header": [f"{proof()}, {proof()}"],
    "an empty proof": [""],
    "another method": [proof(htm="GET")],
    "the method in small letters": [proof(htm="post")],
    "no method": [proof(htm=ABSENT)],
    "another address": [proof(htu="http://hub/ingest/l17")],
    "an address below": [proof(htu="http://hub/graphql/")],
    "another host": [proof(htu="http://elsewhere/graphql")],
    "another port": [proof(htu="http://hub:8000/graphql")],
    "another scheme": [proof(htu="https://hub/graphql")],
    "an address without a host": [proof(htu="/graphql")],
    "an address with a name": [proof(htu="http://hub@hub/graphql")],
    "an address that is none": [proof(htu="http://[hub/graphql")],
    "addresses": [proof(htu=["http://hub/graphql"])],
    "no address": [proof(htu=ABSENT)],
    "for another token": [proof(ath=thumbprint(signed(jti="other").encode()))],
    "for no token": [proof(ath=ABSENT)],
    "another key": [proof(OTHER, {"jwk": OTHER.as_dict(private=False)})],
    "signed by another key than it shows": [proof(OTHER)],
    "another kind of key": [proof(RSA, {"alg": "RS256", "jwk": RSA.as_dict(private=False)})],
    "alg none": [unsigned("none")],
    "without a signature": [unsigned("ES256")],
    "public key as a shared secret": [proof(HOLDER.as_pem(private=False), {"alg": "HS256"})],
    "an algorithm that is not ours": [proof(STRONGER, {"alg": "ES384", "jwk": STRONGER.as_dict(private=False)})],
    "a private key shown": [proof(header={"jwk": HOLDER.as_dict(private=True)})],
    "no key shown": [proof(header={"jwk": ABSENT})],
    "a key by its name": [proof(header={"jwk": ABSENT, "kid": "k1"})],
    "a key that is none": [proof(header={"jwk": "key"})],
    "typ JWT": [proof(header={"typ": "JWT"})],
    "typ of a token": [proof(header={"typ": "at+jwt"})],
    "no typ": [proof(header={"typ": ABSENT})],
    "crit": [proof(header={"crit": ["iat"]})],
    "crit of what is there": [proof(header={"crit": ["typ"]})],
    "old": [proof(iat=AT - OLDEST - 1)],
    "ahead": [proof(iat=AT + AHEAD + 1)],
    "no time": [proof(iat=ABSENT)],
    "time in text": [proof(iat=str(AT))],
    "time as a fraction": [proof(iat=AT + 0.5)],
    "time that is true": [proof(iat=True)],
    "no id": [proof(jti=ABSENT)],
    "an empty id": [proof(jti="")],
    "an id that is a number": [proof(jti=7)],
    "an id without end": [proof(jti="x" * 257)],
    "a proof without end": [proof(note="x" * 4096)],
    "claims that are a list": [written(b"[1]")],
    "claims that are not JSON": [written(b"{")],
    "garbage": ["garbage"],
    "the token itself": [BOUND],
}  # fmt: skip


@pytest.mark.parametrize("proofs", BAD.values(), ids=BAD.keys())
async def test_a_bad_proof_is_refused_in_the_same_words_and_nothing_is_looked_up(
    bound: Door, proofs: list[str]
) -> None:
    await bound.refuses(TOKEN, *(("dpop", one) for one in proofs), challenge=BY_PROOF)
    await bound.takes(TOKEN, ("dpop", proof()))


@pytest.mark.parametrize(
    "claims",
    [{"iat": AT - OLDEST}, {"iat": AT + AHEAD}, {"htu": "HTTP://Hub:80/graphql"}, {"htu": "http://hub/graphql?a=b#c"},
     {"jti": "x" * 256}, {"nonce": "n", "exp": 1}],
)  # fmt: skip
async def test_what_the_standard_allows_is_taken(bound: Door, claims: dict[str, Any]) -> None:
    await bound.takes(TOKEN, ("dpop", proof(**claims)))


async def test_an_rsa_key_may_hold_a_token_too(bound: Door) -> None:
    token = signed(cnf={"jkt": RSA.thumbprint()})
    by_rsa = {"alg": "RS256", "jwk": RSA.as_dict(private=False)}
    shown = ("dpop", proof(RSA, by_rsa, ath=thumbprint(token.encode())))
    await bound.takes(("authorization", f"DPoP {token}"), shown)


async def test_a_proof_is_of_its_method(bound: Door) -> None:
    await bound.refuses(TOKEN, ("dpop", proof()), challenge=BY_PROOF, method="GET")
    await bound.takes(TOKEN, ("dpop", proof(htm="GET")), method="GET")


async def test_a_proof_is_good_once_for_whoever_sends_it(bound: Door) -> None:
    shown = ("dpop", proof())
    await bound.takes(TOKEN, shown)
    await bound.refuses(TOKEN, shown, challenge=BY_PROOF)
    await bound.refuses(TOKEN, ("dpop", proof(jti=f"p{made}", iat=AT + 1)), challenge=BY_PROOF)


async def test_a_proof_that_was_refused_uses_up_nothing(bound: Door) -> None:
    await bound.refuses(TOKEN, ("dpop", proof(jti="early", htm="GET")), challenge=BY_PROOF)
    await bound.takes(TOKEN, ("dpop", proof(jti="early")))


async def test_nobody_uses_up_the_ids_of_another_s_key(bound: Door) -> None:
    token = signed(cnf={"jkt": OTHER.thumbprint()})
    theirs = proof(OTHER, {"jwk": OTHER.as_dict(private=False)}, jti="shared", ath=thumbprint(token.encode()))
    await bound.takes(("authorization", f"DPoP {token}"), ("dpop", theirs))
    await bound.takes(TOKEN, ("dpop", proof(jti="shared")))


async def test_a_bound_token_never_passes_as_a_plain_one_nor_a_plain_one_as_bound(bound: Door) -> None:
    plain = signed()
    await bound.refuses(("authorization", f"Bearer {BOUND}"))
    await bound.refuses(("authorization", f"Bearer {BOUND}"), ("dpop", proof()))
    shown = ("dpop", proof(ath=thumbprint(plain.encode())))
    await bound.refuses(("authorization", f"DPoP {plain}"), challenge=BY_PROOF)
    await bound.refuses(("authorization", f"DPoP {plain}"), shown, challenge=BY_PROOF)
    await bound.takes(("authorization", f"Bearer {plain}"))
    await bound.takes(("authorization", f"dpop {BOUND}"), ("dpop", proof()))


# What is remembered


def presented(shown: str, certificate: str = "") -> Presented:
    return Presented(f"DPoP {BOUND}", "POST", "http://hub/graphql", (shown,), certificate)


async def taken(proofs: Proofs, shown: str) -> bool:
    return await proofs.proved(HOLDER.thumbprint(), presented(shown), BOUND)


async def test_what_was_used_is_remembered_for_as_long_as_it_could_be_used_again(ledger: Ledger) -> None:
    clock = Moves(AT)
    proofs = Proofs(clock, ledger.proof)
    latest = proof(iat=AT + AHEAD)
    assert await taken(proofs, latest)
    clock.at = AT + AHEAD + OLDEST + 0.9
    assert not await taken(proofs, latest)
    assert await kept(ledger) == 1
    clock.at = AT + AHEAD + OLDEST + 1  # now it is too old, and may be forgotten
    assert not await taken(proofs, latest)
    assert await taken(proofs, proof(iat=int(clock.at)))
    assert await kept(ledger) == 1


async def kept(ledger: Ledger) -> int:
    with ledger.store.engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(PROOFS)) or 0)


async def test_a_proof_that_was_used_before_a_start_anew_is_not_taken_after_it(url: str) -> None:
    shown, later = proof(iat=AT + AHEAD), proof(iat=AT - 1)
    async with opened(url) as before:
        assert await taken(Proofs(Moves(AT), before.proof), shown)
    async with opened(url) as after:
        assert not await taken(Proofs(Moves(AT + 1), after.proof), shown)
        assert await taken(Proofs(Moves(AT + 1), after.proof), later)


async def test_of_many_that_are_sent_one_proof_at_once_one_takes_it(url: str, store: Store) -> None:
    """On PostgreSQL by several workers."""
    shown = proof()
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(opened(url)) for _ in range(3 if isinstance(store, Postgres) else 1)]
        sent = [taken(Proofs(Moves(AT), ledger.proof), shown) for ledger in workers for _ in range(4)]
        assert sum(await asyncio.gather(*sent)) == 1


async def test_what_cannot_be_remembered_is_not_taken(url: str, ledger: Ledger) -> None:
    assert not await taken(Proofs(Moves(AT)), proof())
    async with broken(url, "proofs"):
        with pytest.raises(LedgerUnavailable):
            await taken(Proofs(Moves(AT), ledger.proof), proof())
    assert await taken(Proofs(Moves(AT), ledger.proof), proof())


async def test_a_token_bound_to_a_key_and_a_certificate_needs_both(where: str, ledger: Ledger) -> None:
    certificate = thumbprint(b"certificate")
    token = signed(cnf={"jkt": HOLDER.thumbprint(), "x5t#S256": certificate})
    tokens, both = Tokens(ISSUER, AUDIENCE, KeySource(where), Moves(AT)), {"ath": thumbprint(token.encode())}
    tokens.proofs.first = ledger.proof

    def sent(scheme: str, proofs: tuple[str, ...], shown: str) -> Presented:
        return Presented(f"{scheme} {token}", "POST", "http://hub/graphql", proofs, shown)

    for bad in (sent("DPoP", (), certificate), sent("Bearer", (), certificate), sent("DPoP", (proof(**both),), ""),
                sent("DPoP", (proof(**both),), thumbprint(b"another"))):  # fmt: skip
        with pytest.raises(TokenRefused):
            await tokens.check(bad)
    assert (await tokens.check(sent("DPoP", (proof(**both),), certificate))).subject == "worker"
