"""Access tokens (RFC 9068), checked before anything else is read of a request.

One issuer is trusted, the one that the settings name. A token that is bound to a key or a
certificate (`authz.binding`) is taken only from who proves to hold it, and never as a plain
bearer token. All refusals say the same.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc6750 import InvalidTokenError
from authlib.oauth2.rfc9068 import JWTBearerTokenValidator
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from authz.binding import Binding, binding_of
from authz.dpop import Proofs
from authz.introspection import Introspection
from authz.presented import Presented
from authz.public_keys import ALGORITHMS, KeySource

BEARER, DPOP = "bearer", "dpop"
TYPES = ("at+jwt", "application/at+jwt")
LEEWAY = 30  # seconds
LONGEST_LIFE = 24 * 3600  # seconds, unless the settings say less
LONGEST_TOKEN = 8_192  # bytes
MOST_KEPT = 10_000


Clock = Callable[[], float]


class TokenMissing(Exception):
    """No token came."""

    def __init__(self) -> None:
        super().__init__("Send an access token: Authorization: Bearer …")


class TokenRefused(Exception):
    """The token is not good here; which check failed is not told."""

    def __init__(self) -> None:
        super().__init__("This token is not accepted.")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a good token says. Role and organisation are the registry's, never the token's."""

    issuer: str
    subject: str
    client_id: str
    scopes: frozenset[str]
    acr: str
    expires_at: int
    bound: Binding


class Tokens:
    def __init__(
        self,
        issuer: str,
        audience: str,
        keys: KeySource,
        now: Clock = time.time,
        longest_life: int = LONGEST_LIFE,
        introspection: Introspection | None = None,
    ) -> None:
        self.issuer, self.audience, self.keys, self.now = issuer, audience, keys, now
        self.longest_life, self.introspection = longest_life, introspection
        self.proofs = Proofs(now)
        self.known: OrderedDict[bytes, tuple[str, Claims]] = OrderedDict()
        self.known_under: KeySet | None = None

    async def check(self, presented: Presented) -> Claims:
        """The claims of a good token, sent by who may send it."""
        scheme, token = _sent(presented.authorization)
        claims = await self._claims(token)
        if not await self._may_send(claims.bound, scheme, token, presented):
            raise TokenRefused
        # The last of all: whoever sends what is no good token makes the hub ask nobody.
        if self.introspection and not await self.introspection.is_active(token):
            raise TokenRefused
        return claims

    async def _claims(self, token: str) -> Claims:
        """A known token is checked against the clock and the issuer's keys of now alone."""
        digest = hashlib.sha256(token.encode()).digest()
        kid, claims = self.known.get(digest) or (_kid(token), None)
        keys = await self._keys(kid)
        if claims is None or digest not in self.known:
            claims = self._checked(token, keys)
            self.known[digest] = kid, claims
            if len(self.known) > MOST_KEPT:
                self.known.popitem(last=False)
        if claims.expires_at + LEEWAY <= self.now():
            self.known.pop(digest, None)
            raise TokenRefused
        return claims

    async def _keys(self, kid: str) -> KeySet:
        """Under other keys than before, every token is checked anew."""
        keys = await self.keys.key_set(kid)
        if keys is None:
            raise TokenRefused
        if keys is not self.known_under:
            self.known.clear()
            self.known_under = keys
        return keys

    def _checked(self, token: str, keys: KeySet) -> Claims:
        try:
            said = Validator(self.issuer, self.audience, keys).authenticate_token(token)
            said.validate(now=int(self.now()), leeway=LEEWAY)
            return self._claimed(said)
        except (JoseError, InvalidTokenError, ValueError, TypeError, KeyError):
            raise TokenRefused from None

    def _claimed(self, said: Mapping[str, Any]) -> Claims:
        """What RFC 9068 leaves open: plain types, no long life, a binding that can be checked."""
        texts = ("iss", "sub", "client_id", "jti", "scope", "acr")
        good = (
            all(isinstance(said.get(name, ""), str) for name in texts)
            and all(type(said[name]) is int for name in ("exp", "iat"))
            and said["iat"] <= self.now() + LEEWAY
            and 0 < said["exp"] - said["iat"] <= self.longest_life
        )
        if not good:
            raise ValueError
        scopes = frozenset(said.get("scope", "").split())
        bound = binding_of(said["cnf"]) if "cnf" in said else Binding()
        return Claims(said["iss"], said["sub"], said["client_id"], scopes, said.get("acr", ""), said["exp"], bound)

    async def _may_send(self, bound: Binding, scheme: str, token: str, presented: Presented) -> bool:
        """RFC 9449 section 7.1 and RFC 8705 section 3: what it is bound to is proved, and no proof is for nothing."""
        if bound.certificate and bound.certificate != presented.certificate:
            return False
        if not bound.key:
            return scheme == BEARER
        return scheme == DPOP and await self.proofs.proved(bound.key, presented, token)


class Validator(JWTBearerTokenValidator):  # type: ignore[misc]
    """RFC 9068 section 4: signature, issuer, audience, type, times, and the claims that must be there."""

    def __init__(self, issuer: str, audience: str, keys: KeySet) -> None:
        super().__init__(issuer, audience)
        self.keys = keys

    def get_jwks(self) -> KeySet:
        return self.keys


def _sent(authorization: str | None) -> tuple[str, str]:
    """Scheme and token."""
    scheme, _, token = (authorization or "").partition(" ")
    scheme, token = scheme.lower(), token.strip()
    if scheme not in (BEARER, DPOP) or not token:
        raise TokenMissing
    if len(token) > LONGEST_TOKEN:
        raise TokenRefused
    return scheme, token


def _kid(token: str) -> str:
    """RFC 8725: the type is explicit, the algorithm is one of ours, nothing critical is skipped, the key is named."""
    try:
        header = jws.extract_compact(token.encode()).headers()
        typed = str(header.get("typ", "")).lower() in TYPES
    except (JoseError, ValueError, TypeError, KeyError):
        raise TokenRefused from None
    if not typed or header.get("alg") not in ALGORITHMS or "crit" in header or not header.get("kid"):
        raise TokenRefused
    return str(header["kid"])
