"""Tokens as an issuer signs them, and as no issuer would."""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from joserfc import jwe, jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from authz.presented import Presented
from authz.public_keys import KeySource
from authz.tokens import Claims, TokenRefused, Tokens

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
    if callable(key):
        return f"{text}.{coded(key(text.encode()))}"
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


def issued(where: str, clock: Moves | None = None) -> Tokens:
    """What the hub takes: `where` are the issuer's keys."""
    return Tokens(ISSUER, AUDIENCE, KeySource(where), clock or Moves())


async def taken(tokens: Tokens, token: str) -> Claims:
    """As a plain bearer token."""
    return await tokens.check(Presented(f"Bearer {token}"))


async def refused(tokens: Tokens, token: str) -> None:
    with pytest.raises(TokenRefused) as fault:
        await taken(tokens, token)
    assert str(fault.value) == WORDS
    assert not tokens.known
