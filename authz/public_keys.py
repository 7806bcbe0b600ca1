"""Public keys that sign: which are taken at all, and those that the issuer publishes.

Fetched keys serve for an hour after the issuer last told them. So a key that it withdrew is let go
within minutes, and an issuer that is gone for longer than an hour closes the hub instead of being
believed for ever.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import orjson
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

ALGORITHMS = ("ES256", "RS256")
KINDS = ("EC", "RSA")
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})  # RFC 7518 section 6
RSA_BITS = range(2048, 8193)
ASKED_EVERY = 30.0  # seconds: whatever comes, the issuer is asked at most this often
READ_AGAIN_AFTER = 300.0  # seconds: then known keys are read again, while they still serve
GOOD_FOR = 3600.0  # seconds after the last good reading; then no key is known
Clock = Callable[[], float]


def public_key(said: Any) -> Key | None:
    """A shared secret, a private key and a short one are no key; a faulty one spoils no other."""
    if not isinstance(said, dict) or said.get("kty") not in KINDS or PRIVATE & said.keys():
        return None
    try:
        if said["kty"] == "RSA" and _bits(said["n"]) not in RSA_BITS:
            return None
        return JWKRegistry.import_key(said)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _bits(modulus: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(modulus + "==")).bit_length()


class KeySource:
    """The issuer's public keys, by URL or file."""

    def __init__(self, where: str, clock: Clock = time.monotonic) -> None:
        self.where, self.clock = where, clock
        self.keys: KeySet | None = None
        self.asked = self.told = float("-inf")
        self.asking = asyncio.Lock()
        self.meanwhile: asyncio.Task[None] | None = None

    async def key_set(self, kid: str) -> KeySet | None:
        """None fails closed: without the key there is no token."""
        if not self._serves(kid):
            await self._ask()
        elif self.clock() - self.told >= READ_AGAIN_AFTER and self._may_ask():
            self.meanwhile = asyncio.create_task(self._ask())  # nobody waits for what he does not need
        return self.keys if self._serves(kid) else None

    def _serves(self, kid: str) -> bool:
        held = self.keys is not None and any(key.kid == kid for key in self.keys.keys)
        return held and self.clock() - self.told < GOOD_FOR

    def _may_ask(self) -> bool:
        return self.clock() - self.asked >= ASKED_EVERY

    async def _ask(self) -> None:
        """Who comes meanwhile waits for that answer."""
        async with self.asking:
            if self._may_ask():
                self.asked = self.clock()
                await self._read()

    async def _read(self) -> None:
        try:
            said = orjson.loads(await self._bytes())["keys"]
            found = [key for one in said if (key := public_key(one)) and key.kid]
        except (OSError, httpx.HTTPError, ValueError, KeyError, TypeError):
            return  # the keys at hand stay for their hour; an unknown one stays unknown
        if found:
            self.keys, self.told = KeySet(found), self.asked

    async def _bytes(self) -> bytes:
        if not self.where.startswith(("http://", "https://")):
            return await asyncio.to_thread(Path(self.where).read_bytes)
        async with httpx.AsyncClient(timeout=5) as client:
            return (await client.get(self.where)).raise_for_status().content
