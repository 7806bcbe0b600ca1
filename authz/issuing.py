"""Tokens for the demo and the tests, signed with keys made for one state folder."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from authz.keys import kept

ISSUER = "https://issuer.throughline.invalid"
AUDIENCE = "throughline"
HOUR = 3600
MFA = "mfa"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Signs as an identity provider would; its public keys lie beside it as a JWKS file."""

    key: ECKey
    jwks: Path

    @staticmethod
    def open(folder: Path) -> Issuer:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = kept(folder / "issuer.jwk", _made)
        key = ECKey.import_key(orjson.loads(private))
        jwks = folder / "jwks.json"
        jwks.write_bytes(orjson.dumps(KeySet([key]).as_dict(private=False)))
        return Issuer(key, jwks)

    def token(self, subject: str, *, scope: str = "read write", client: str = "demo", seconds: int = 12 * HOUR) -> str:
        """An RFC 9068 access token."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "sub": subject,
            "aud": AUDIENCE,
            "client_id": client,
            "scope": scope,
            "iat": now,
            "exp": now + seconds,
            "jti": secrets.token_hex(13),
            "acr": MFA,
        }
        return self._signed("at+jwt", claims)

    def id_token(self, issuer: str, subject: str, client: str, nonce: str) -> str:
        """Of OpenID Connect Core: says to one client who has just signed in."""
        now = int(time.time())
        claims = {"iss": issuer, "sub": subject, "aud": client, "nonce": nonce, "iat": now, "exp": now + 300}
        return self._signed("JWT", claims)

    def _signed(self, kind: str, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "ES256", "typ": kind, "kid": self.key.kid}, claims, self.key)


def _made() -> bytes:
    key = ECKey.generate_key("P-256", auto_kid=True)
    return orjson.dumps(key.as_dict(private=True))
