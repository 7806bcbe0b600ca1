"""Proofs that the sender of a token holds the key that it is bound to (DPoP, RFC 9449 section 4.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import orjson
from joserfc import jws
from joserfc.errors import JoseError

from authz.binding import thumbprint
from authz.presented import Presented
from authz.public_keys import ALGORITHMS, public_key

TYPE = "dpop+jwt"
OLDEST = 60  # seconds: a request waits on slow lines, but a stolen proof is of little use
AHEAD = 30  # seconds: as far as the clock of a token may be ahead
KEPT_FOR = OLDEST + AHEAD  # seconds in which a proof that was used could be used again
LONGEST = 4_096  # characters of a proof
LONGEST_ID = 256
PORTS = {"http": 80, "https": 443}


# Marks a proof as used, now and until a moment, in seconds of the epoch; false when it was used before.
FirstUse = Callable[[bytes, int, int], Awaitable[bool]]


async def none_taken(_mark: bytes, _now: int, _until: int) -> bool:
    """Where nobody remembers which were used."""
    return False


class Header(jws.JWSRegistry):
    """Of a proof: it holds a key, which may be one of RSA."""

    max_header_length = LONGEST


HEADER = Header(algorithms=ALGORITHMS)


class Proofs:
    """Each proof is good once, at whatever worker; a start anew changes nothing."""

    def __init__(self, now: Callable[[], float], first: FirstUse = none_taken) -> None:
        self.now, self.first = now, first

    async def proved(self, key: str, presented: Presented, token: str) -> bool:
        """One proof of this key, for this request and token, made just now."""
        if len(presented.proofs) != 1:
            return False
        said = _read(presented.proofs[0], key)
        if said is None or not _is_for(said, presented, token) or not self._made_now(said):
            return False
        return await self._first(said, key)

    def _made_now(self, said: Mapping[str, Any]) -> bool:
        made, now = said.get("iat"), self.now()
        return type(made) is int and now - OLDEST <= made <= now + AHEAD

    async def _first(self, said: Mapping[str, Any], key: str) -> bool:
        """By key, so that nobody uses up another's."""
        mark, now = hashlib.sha256(f"{key}.{said['jti']}".encode()).digest(), int(self.now())
        return await self.first(mark, now, now + KEPT_FOR + 1)


def _read(proof: str, thumbprint_of_key: str) -> Mapping[str, Any] | None:
    """Its claims, when the key in its own header signed it and is the one asked for."""
    if len(proof) > LONGEST:
        return None
    try:
        header = jws.extract_compact(proof.encode(), registry=HEADER).headers()
        key = public_key(header.get("jwk"))
        good = header.get("typ") == TYPE and header.get("alg") in ALGORITHMS and "crit" not in header
        if not good or key is None or key.thumbprint() != thumbprint_of_key:
            return None
        said = orjson.loads(jws.deserialize_compact(proof, key, registry=HEADER).payload)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return said if isinstance(said, dict) else None


def _is_for(said: Mapping[str, Any], presented: Presented, token: str) -> bool:
    named, url = said.get("jti"), said.get("htu")
    return (
        isinstance(named, str)
        and 0 < len(named) <= LONGEST_ID
        and said.get("htm") == presented.method
        and isinstance(url, str)
        and _address(url) is not None
        and _address(url) == _address(presented.url)
        and said.get("ath") == thumbprint(token.encode())
    )


def _address(url: str) -> tuple[str, str, int, str] | None:
    """As addresses are alike (RFC 3986 section 6.2): scheme and host in any case, the usual port; no query."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return parts.scheme, parts.hostname, PORTS[parts.scheme] if port is None else port, parts.path or "/"
