"""Bearer access tokens (RFC 9068), checked before anything else is read of a request.

One issuer is trusted, the one that the settings name. A token that is bound to a key
or certificate (`cnf`) is never taken as a plain bearer token. All refusals say the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson
from authlib.oauth2.rfc6750 import InvalidTokenError
from authlib.oauth2.rfc9068 import JWTBearerTokenValidator
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

ALGORITHMS = ("ES256", "RS256")
TYPES = ("at+jwt", "application/at+jwt")
LEEWAY = 30  # seconds
LONGEST_LIFE = 24 * 3600  # seconds
LONGEST_TOKEN = 8_192  # bytes
REFRESH_EVERY = 30.0  # seconds: an unknown key asks the issuer at most this often
MOST_KEPT = 10_000


class TokenMissing(Exception):
    """No bearer token came."""


class TokenRefused(Exception):
    """The token is not good here; which check failed is not told."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a good token says. Role and organisation are the registry's, never the token's."""

    issuer: str
    subject: str
    client_id: str
    scopes: frozenset[str]
    acr: str
    expires_at: int


Fetch = Callable[[], Awaitable[bytes]]
Clock = Callable[[], float]


class KeySource:
    """The issuer's public keys, by URL or file, read again when a key is not known."""

    def __init__(self, where: str, clock: Clock = time.monotonic) -> None:
        self.where, self.clock = where, clock
        self.keys: KeySet | None = None
        self.asked = float("-inf")
        self.asking = asyncio.Lock()

    async def key_set(self, kid: str) -> KeySet:
        """Fails closed: without the key there is no token."""
        async with self.asking:  # who comes meanwhile waits for that answer
            if not self._holds(kid) and self.clock() - self.asked >= REFRESH_EVERY:
                self.asked = self.clock()
                await self._read()
        if self.keys is None or not self._holds(kid):
            raise REFUSED
        return self.keys

    def _holds(self, kid: str) -> bool:
        return self.keys is not None and any(key.kid == kid for key in self.keys.keys)

    async def _read(self) -> None:
        try:
            said = orjson.loads(await self._bytes())["keys"]
            found = [key for one in said if (key := _usable(one))]
        except (OSError, httpx.HTTPError, ValueError, KeyError, TypeError):
            return  # the keys at hand stay; an unknown one stays unknown
        self.keys = KeySet(found) if found else self.keys

    async def _bytes(self) -> bytes:
        if not self.where.startswith(("http://", "https://")):
            return await asyncio.to_thread(Path(self.where).read_bytes)
        async with httpx.AsyncClient(timeout=5) as client:
            return (await client.get(self.where)).raise_for_status().content


def _usable(said: Any) -> Key | None:
    """A shared secret or a private key published by mistake is no key; a faulty one spoils no other."""
    if not isinstance(said, dict) or said.get("kty") not in ("EC", "RSA") or "d" in said or not said.get("kid"):
        return None
    try:
        return JWKRegistry.import_key(said)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


class Tokens:
    def __init__(self, issuer: str, audience: str, keys: KeySource, now: Clock = time.time) -> None:
        self.issuer, self.audience, self.keys, self.now = issuer, audience, keys, now
        self.known: OrderedDict[bytes, Claims] = OrderedDict()

    async def check(self, authorization: str | None) -> Claims:
        """The claims of a good token; known ones are checked against the clock alone."""
        token = _bearer(authorization)
        digest = hashlib.sha256(token.encode()).digest()
        claims = self.known.get(digest)
        if claims is None:
            claims = await self._checked(token)
            self.known[digest] = claims
            if len(self.known) > MOST_KEPT:
                self.known.popitem(last=False)
        if claims.expires_at + LEEWAY <= self.now():
            self.known.pop(digest, None)
            raise REFUSED
        return claims

    async def _checked(self, token: str) -> Claims:
        try:
            header = jws.extract_compact(token.encode()).headers()
            _good_header(header)
            keys = await self.keys.key_set(str(header["kid"]))
            said = Validator(self.issuer, self.audience, keys).authenticate_token(token)
            said.validate(now=int(self.now()), leeway=LEEWAY)
        except (JoseError, InvalidTokenError, ValueError, TypeError, KeyError):
            raise REFUSED from None
        return self._claimed(said)

    def _claimed(self, said: Mapping[str, Any]) -> Claims:
        """What RFC 9068 leaves open: plain types, no binding to a key, no long life."""
        texts = ("iss", "sub", "client_id", "jti", "scope", "acr")
        good = (
            all(isinstance(said.get(name, ""), str) for name in texts)
            and all(type(said[name]) is int for name in ("exp", "iat"))
            and "cnf" not in said
            and said["iat"] <= self.now() + LEEWAY
            and 0 < said["exp"] - said["iat"] <= LONGEST_LIFE
        )
        if not good:
            raise REFUSED
        scopes = frozenset(said.get("scope", "").split())
        return Claims(said["iss"], said["sub"], said["client_id"], scopes, said.get("acr", ""), said["exp"])


class Validator(JWTBearerTokenValidator):  # type: ignore[misc]
    """RFC 9068 section 4: signature, issuer, audience, type, times, and the claims that must be there."""

    def __init__(self, issuer: str, audience: str, keys: KeySet) -> None:
        super().__init__(issuer, audience)
        self.keys = keys

    def get_jwks(self) -> KeySet:
        return self.keys


REFUSED = TokenRefused("This token is not accepted.")


def _bearer(authorization: str | None) -> str:
    if not authorization:
        raise TokenMissing("Send an access token: Authorization: Bearer …")
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenMissing("Send an access token: Authorization: Bearer …")
    if len(token) > LONGEST_TOKEN:
        raise REFUSED
    return token.strip()


def _good_header(header: Mapping[str, Any]) -> None:
    """RFC 8725: the type is explicit, the algorithm is one of ours, nothing critical is skipped."""
    typed = str(header.get("typ", "")).lower() in TYPES
    if not typed or header.get("alg") not in ALGORITHMS or "crit" in header or not header.get("kid"):
        raise REFUSED
