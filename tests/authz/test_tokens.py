"""Bearer tokens: a good one is taken; whatever is wrong with another, it is refused in the same words."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe, jws
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey

from authz.tokens import KeySource, TokenMissing, TokenRefused, Tokens
from tests.town import Town

NOW = 1_780_000_000
ISSUER, AUDIENCE = "https://issuer.test.invalid", "hub"
KEY = ECKey.generate_key("P-256", {"kid": "k1"})
OTHER = ECKey.generate_key("P-256", {"kid": "k1"})  # another key under a known name
RSA = RSAKey.generate_key(2048, {"kid": "r1"})
ED = OKPKey.generate_key("Ed25519", {"kid": "e1"})
ABSENT = object()
GOOD: dict[str, Any] = {
    "iss": ISSUER, "aud": AUDIENCE, "sub": "worker", "client_id": "client", "scope": "read write",
    "iat": NOW, "exp": NOW + 3600, "jti": "j1", "acr": "mfa",
}  # fmt: skip
HEADER = {"alg": "ES256", "typ": "at+jwt", "kid": "k1"}
WORDS = "This token is not accepted."


@dataclass
class Moves:
    at: float = NOW

    def __call__(self) -> float:
        return self.at


def signed(key: Any = KEY, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as GOOD has it, with some parts otherwise; a header's extra parameters are signed too."""
    said = {k: v for k, v in {**GOOD, **claims}.items() if v is not ABSENT}
    return raw(orjson.dumps(said), key, header)


def raw(payload: bytes, key: Any = KEY, header: dict[str, Any] | None = None) -> str:
    given = {k: v for k, v in {**HEADER, **(header or {})}.items() if v is not ABSENT}
    text = f"{coded(orjson.dumps(given))}.{coded(payload)}"
    if isinstance(key, bytes):  # a shared secret, whatever it was made for
        return f"{text}.{coded(hmac.digest(key, text.encode(), 'sha256'))}"
    return f"{text}.{coded(jws.JWSRegistry.algorithms[given['alg']].sign(text.encode(), key))}"


def coded(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


def unsigned(algorithm: str) -> str:
    return f"{coded(orjson.dumps({**HEADER, 'alg': algorithm}))}.{coded(orjson.dumps(GOOD))}."


def tampered(token: str) -> str:
    header, _, signature = token.split(".")
    return f"{header}.{coded(orjson.dumps({**GOOD, 'sub': 'somebody else'}))}.{signature}"


def encrypted() -> str:
    header = {"alg": "dir", "enc": "A128CBC-HS256", "typ": "at+jwt", "kid": "k1"}
    return jwe.encrypt_compact(header, orjson.dumps(GOOD), OctKey.generate_key(256))


def published(folder: Path, *keys: Any) -> str:
    """A JWKS file; a key given as a dict is written as it is, whatever it holds."""
    said = [key if isinstance(key, dict) else key.as_dict(private=False) for key in keys]
    path = folder / "jwks.json"
    path.write_bytes(orjson.dumps({"keys": said}))
    return str(path)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The issuer of these tests is on this machine, whatever the developer's own settings are."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    return published(tmp_path_factory.mktemp("keys"), KEY, RSA, ED)


@pytest.fixture
def tokens(where: str) -> Tokens:
    return Tokens(ISSUER, AUDIENCE, KeySource(where), Moves())


async def refused(tokens: Tokens, token: str) -> None:
    with pytest.raises(TokenRefused) as fault:
        await tokens.check(f"Bearer {token}")
    assert str(fault.value) == WORDS
    assert not tokens.known


async def test_a_good_token_is_taken_and_tells_who_asks(tokens: Tokens) -> None:
    claims = await tokens.check(f"Bearer {signed()}")
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
    assert (await tokens.check(f"Bearer {token}")).subject == "worker"


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
    "bound to a key": signed(cnf={"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}),
    "bound, whatever to": signed(cnf=None),
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
async def test_a_bad_token_is_refused_in_the_same_words(tokens: Tokens, token: str) -> None:
    await refused(tokens, token)


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
        claims = asyncio.run(tokens.check(f"Bearer {token}"))
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
    "header", [None, "", "Bearer", "Bearer ", f"Basic {signed()}", f"DPoP {signed()}", signed(), f"Bearer{signed()}"]
)
async def test_another_scheme_is_no_token(tokens: Tokens, header: str | None) -> None:
    with pytest.raises(TokenMissing, match=r"^Send an access token: Authorization: Bearer …$"):
        await tokens.check(header)


async def test_the_scheme_is_read_in_any_case(tokens: Tokens) -> None:
    assert (await tokens.check(f"bearer {signed()}")).subject == "worker"


async def test_a_known_token_is_refused_once_it_expires(tokens: Tokens) -> None:
    token = signed()
    await tokens.check(f"Bearer {token}")
    tokens.now.at = NOW + 3600 + 29  # type: ignore[attr-defined]
    assert (await tokens.check(f"Bearer {token}")).subject == "worker"
    tokens.now.at = NOW + 3600 + 30  # type: ignore[attr-defined]
    await refused(tokens, token)


# The issuer's keys


async def test_a_new_key_in_the_file_is_found_by_its_new_name(tmp_path: Path) -> None:
    new, clock = ECKey.generate_key("P-256", {"kid": "k2"}), Moves(0)
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(published(tmp_path, KEY), clock), Moves())
    await tokens.check(f"Bearer {signed()}")
    published(tmp_path, KEY, new)
    clock.at = 30
    assert (await tokens.check(f"Bearer {signed(new, {'kid': 'k2'})}")).subject == "worker"


PRIVATE = {**OTHER.as_dict(private=True), "kid": "private"}
SECRET = OctKey.generate_key(256, {"kid": "secret"})


@pytest.mark.parametrize(
    ("key", "token"),
    [
        (PRIVATE, signed(OTHER, {"kid": "private"})),
        (SECRET.as_dict(private=True), signed(SECRET, {"kid": "secret", "alg": "HS256"})),
        ({**OTHER.as_dict(private=False), "kid": "enc", "use": "enc"}, signed(OTHER, {"kid": "enc"})),
        ({**OTHER.as_dict(private=False), "kid": ""}, signed(OTHER, {"kid": ""})),
    ],
    ids=["private", "shared secret", "for encryption", "nameless"],
)
async def test_what_is_no_public_signing_key_is_never_used(tmp_path: Path, key: dict[str, Any], token: str) -> None:
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(published(tmp_path, KEY, key)), Moves())
    await refused(tokens, token)
    assert (await tokens.check(f"Bearer {signed()}")).subject == "worker"


@pytest.mark.parametrize(
    "odd",
    ["text", {"kty": "EC", "kid": "x"}, {"kty": "EC", "crv": "P-0", "x": "AA", "y": "AA", "kid": "x"}, {"kty": "ML"}],
)
async def test_a_key_that_cannot_be_read_spoils_no_other(tmp_path: Path, odd: Any) -> None:
    path = tmp_path / "jwks.json"
    path.write_bytes(orjson.dumps({"keys": [odd, KEY.as_dict(private=False)]}))
    tokens = Tokens(ISSUER, AUDIENCE, KeySource(str(path)), Moves())
    assert (await tokens.check(f"Bearer {signed()}")).subject == "worker"


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
        thread = threading.Thread(target=server.serve_forever)
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
        await tokens.check(f"Bearer {signed()}")
        issuer.keys.append(new)
        for kid in ("k2", "k3", "k4"):
            clock.at = 29.9
            with pytest.raises(TokenRefused):
                await tokens.check(f"Bearer {signed(new, {'kid': kid})}")
        assert issuer.asked == 1
        clock.at = 30
        assert (await tokens.check(f"Bearer {signed(new, {'kid': 'k2'})}")).subject == "worker"
        assert issuer.asked == 2


async def test_all_who_come_with_a_new_key_at_once_wait_for_one_answer_of_the_issuer() -> None:
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url), Moves())
        found = await asyncio.gather(*(tokens.check(f"Bearer {signed(jti=str(n))}") for n in range(5)))
        assert [claims.subject for claims in found] == ["worker"] * 5
        assert issuer.asked == 1


@pytest.mark.parametrize("status", [404, 500, 302])
async def test_when_the_issuer_fails_known_keys_stay_and_unknown_ones_are_refused(status: int) -> None:
    clock = Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await tokens.check(f"Bearer {signed()}")
        issuer.status, clock.at = status, 60
        with pytest.raises(TokenRefused):
            await tokens.check(f"Bearer {signed(OTHER, {'kid': 'k2'})}")
        assert (await tokens.check(f"Bearer {signed(jti='j2')}")).subject == "worker"
        assert issuer.asked == 2


async def test_when_the_issuer_is_gone_known_keys_stay() -> None:
    clock = Moves(0)
    with publishing(KEY) as issuer:
        tokens = Tokens(ISSUER, AUDIENCE, KeySource(issuer.url, clock), Moves())
        await tokens.check(f"Bearer {signed()}")
    clock.at = 60
    with pytest.raises(TokenRefused):
        await tokens.check(f"Bearer {signed(OTHER, {'kid': 'k2'})}")
    assert (await tokens.check(f"Bearer {signed(jti='j2')}")).subject == "worker"


# Over HTTP


async def test_over_http_every_bad_token_is_answered_alike_and_nothing_is_asked_of_the_database(hub: Town) -> None:
    good = hub.issuer.token("cip_analyst")
    known = {**HEADER, "kid": hub.issuer.key.kid}
    bad = [tampered(good), unsigned("none"), "garbage", signed(header=known), f"{good} {good}", encrypted()]
    hub.statements.clear()
    answers = [await asked(hub, [("authorization", f"Bearer {token}")]) for token in bad]
    answers.append(await asked(hub, [("authorization", f"Bearer {good}"), ("authorization", "Bearer x")]))
    for answer in answers:
        assert answer.status_code == 401
        assert answer.json() == {"errors": [{"message": WORDS, "extensions": {"code": "TOKEN_REFUSED"}}]}
        assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert not hub.statements
    assert (await asked(hub, [("authorization", f"Bearer {good}")])).status_code == 200


async def test_over_http_no_token_is_told_to_send_one_before_the_question_is_read(hub: Town) -> None:
    hub.statements.clear()
    for headers in ([], [("authorization", "Basic YTpi")]):
        answer = await asked(hub, headers, "{ __schema { types { name } } ")
        assert answer.status_code == 401
        assert answer.json()["errors"][0]["extensions"] == {"code": "TOKEN_MISSING"}
        assert answer.headers["www-authenticate"] == "Bearer"
    assert not hub.statements


async def asked(hub: Town, headers: list[tuple[str, str]], text: str = "{ limits { depth } }") -> Any:
    return await hub.http.post("/graphql", json={"query": text}, headers=headers)
