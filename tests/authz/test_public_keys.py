"""The issuer's public keys: which are taken, when they are asked for, and how long they are believed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey, KeySet, OctKey

from authz.public_keys import KeySource
from authz.tokens import TokenRefused, Tokens
from tests.authz.forging import AUDIENCE, GOOD, ISSUER, KEY, OTHER, Moves, coded, published, raw, refused, signed, taken


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The issuer of these tests is on this machine, whatever the developer's own settings are."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


async def test_a_new_key_in_the_file_is_found_by_its_new_name(tmp_path: Path) -> None:
    new, clock = ECKey.generate_key("P-256", {"kid": "k2"}), Moves(0)
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(published(tmp_path, KEY), clock), Moves())
    await taken(tokens, signed())
    published(tmp_path, KEY, new)
    clock.at = 30
    assert (await taken(tokens, signed(new, {"kid": "k2"}))).subject == "worker"


KNOWN = signed()  # each signature is another: this one is sent again
PRIVATE = {**OTHER.as_dict(private=True), "kid": "private"}
SHORT = rsa.generate_private_key(65537, 1024)
N = coded(SHORT.public_key().public_numbers().n.to_bytes(128))
SHORT_SIGNED = raw(
    orjson.dumps(GOOD), lambda said: SHORT.sign(said, PKCS1v15(), SHA256()), {"alg": "RS256", "kid": "short"}
)
SECRET = OctKey.generate_key(256, {"kid": "secret"})


@pytest.mark.parametrize(
    ("key", "token"),
    [
        (PRIVATE, signed(OTHER, {"kid": "private"})),
        (SECRET.as_dict(private=True), signed(SECRET, {"kid": "secret", "alg": "HS256"})),
        ({**OTHER.as_dict(private=False), "kid": "enc", "use": "enc"}, signed(OTHER, {"kid": "enc"})),
        ({**OTHER.as_dict(private=False), "kid": ""}, signed(OTHER, {"kid": ""})),
        ({"kty": "RSA", "n": N, "e": "AQAB", "kid": "short"}, SHORT_SIGNED),
        ({"kty": "RSA", "n": "AAAA" + N, "e": "AQAB", "kid": "short"}, SHORT_SIGNED),
    ],
    ids=["private", "shared secret", "for encryption", "nameless", "short", "short, padded"],
)
async def test_what_is_no_public_signing_key_is_never_used(tmp_path: Path, key: dict[str, Any], token: str) -> None:
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(published(tmp_path, KEY, key)), Moves())
    await refused(tokens, token)
    assert (await taken(tokens, signed())).subject == "worker"


@pytest.mark.parametrize(
    "odd",
    ["text", {"kty": "EC", "kid": "x"}, {"kty": "EC", "crv": "P-0", "x": "AA", "y": "AA", "kid": "x"}, {"kty": "ML"}],
)
async def test_a_key_that_cannot_be_read_spoils_no_other(tmp_path: Path, odd: Any) -> None:
    path = tmp_path / "jwks.json"
    path.write_bytes(orjson.dumps({"keys": [odd, KEY.as_dict(private=False)]}))
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(str(path)), Moves())
    assert (await taken(tokens, signed())).subject == "worker"


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b"null", b'{"keys": 1}', b'{"keys": [1]}', b"<html>"])
async def test_without_keys_no_token_is_taken(tmp_path: Path, said: bytes) -> None:
    path = tmp_path / "jwks.json"
    path.write_bytes(said)
    await refused(Tokens(ISSUER, AUDIENCE, KeySource(str(path)), Moves()), signed())


async def test_a_missing_file_of_keys_refuses_every_token(tmp_path: Path) -> None:
    await refused(Tokens(ISSUER, AUDIENCE, KeySource(str(tmp_path / "none.json")), Moves()), signed())


@dataclass
class Publisher:
    """What an issuer publishes over HTTP, and how often it was asked."""

    url: str = ""
    keys: list[Any] = field(default_factory=list)
    status: int = 200
    asked: int = 0


@contextmanager
def publishing(*keys: Any) -> Iterator[Publisher]:
    found = Publisher(keys=list(keys))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked += 1
            body = orjson.dumps(KeySet(found.keys).as_dict(private=False))
            self.send_response(found.status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.url = f"http://127.0.0.1:{server.server_address[1]}/jwks"
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()


async def test_an_unknown_key_asks_the_issuer_at_most_once_in_thirty_seconds() -> None:
    new, clock = ECKey.generate_key("P-256", {"kid": "k2"}), Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await taken(tokens, signed())
        issuer.keys.append(new)
        for kid in ("k2", "k3", "k4"):
            clock.at = 29.9
            with pytest.raises(TokenRefused):
                await taken(tokens, signed(new, {"kid": kid}))
        assert issuer.asked == 1
        clock.at = 30
        assert (await taken(tokens, signed(new, {"kid": "k2"}))).subject == "worker"
        assert issuer.asked == 2


async def test_all_who_come_with_a_new_key_at_once_wait_for_one_answer_of_the_issuer() -> None:
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url), Moves())
        found = await asyncio.gather(*(taken(tokens, signed(jti=str(n))) for n in range(5)))
        assert [claims.subject for claims in found] == ["worker"] * 5
        assert issuer.asked == 1


@pytest.mark.parametrize("status", [404, 500, 302])
async def test_when_the_issuer_fails_known_keys_stay_and_unknown_ones_are_refused(status: int) -> None:
    clock = Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await taken(tokens, signed())
        issuer.status, clock.at = status, 60
        with pytest.raises(TokenRefused):
            await taken(tokens, signed(OTHER, {"kid": "k2"}))
        assert (await taken(tokens, signed(jti="j2"))).subject == "worker"
        assert issuer.asked == 2


async def test_an_issuer_that_is_gone_is_believed_for_an_hour_and_no_longer() -> None:
    """Known tokens too are of a key that nobody vouches for any more."""
    clock = Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await taken(tokens, KNOWN)
    clock.at = 60
    with pytest.raises(TokenRefused):
        await taken(tokens, signed(OTHER, {"kid": "k2"}))
    clock.at = 3599
    for token in (KNOWN, signed(jti="j2")):
        assert (await taken(tokens, token)).subject == "worker"
    await settled(tokens)
    clock.at = 3600
    for token in (KNOWN, signed(jti="j3")):
        with pytest.raises(TokenRefused):
            await taken(tokens, token)


async def test_after_the_hour_the_issuer_s_next_word_opens_again() -> None:
    clock = Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await taken(tokens, KNOWN)
        issuer.status, clock.at = 500, 3600
        with pytest.raises(TokenRefused):
            await taken(tokens, KNOWN)
        issuer.status, clock.at = 200, 3629
        with pytest.raises(TokenRefused):
            await taken(tokens, KNOWN)
        clock.at = 3630
        assert (await taken(tokens, KNOWN)).subject == "worker"
        assert issuer.asked == 3


async def test_a_key_that_the_issuer_withdraws_is_let_go_with_the_tokens_it_signed() -> None:
    new, clock = ECKey.generate_key("P-256", {"kid": "k2"}), Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await taken(tokens, KNOWN)
        issuer.keys[:] = [new]
        clock.at = 299
        assert (await taken(tokens, KNOWN)).subject == "worker"
        assert issuer.asked == 1
        clock.at = 300
        await taken(tokens, KNOWN)  # it is not kept waiting for what it does not need
        await settled(tokens)
        assert issuer.asked == 2
        with pytest.raises(TokenRefused):
            await taken(tokens, KNOWN)
        assert (await taken(tokens, signed(new, {"kid": "k2"}))).subject == "worker"


async def test_another_key_under_a_known_name_unmakes_the_tokens_of_the_first() -> None:
    clock = Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await taken(tokens, KNOWN)
        issuer.keys[:], clock.at = [OTHER], 300
        await taken(tokens, KNOWN)
        await settled(tokens)
        with pytest.raises(TokenRefused):
            await taken(tokens, KNOWN)
        assert (await taken(tokens, signed(OTHER))).subject == "worker"


async def test_a_thousand_tokens_of_unknown_keys_ask_the_issuer_once() -> None:
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, Moves(0)), Moves())
        forged = [signed(OTHER, {"kid": f"x{n}"}) for n in range(1000)]
        found = await asyncio.gather(*(taken(tokens, token) for token in forged), return_exceptions=True)
        assert {type(fault) for fault in found} == {TokenRefused}
        assert (await taken(tokens, signed())).subject == "worker"
        assert issuer.asked == 1


async def settled(tokens: Tokens) -> None:
    """What is read meanwhile has been read."""
    assert tokens.keys.meanwhile
    await tokens.keys.meanwhile
