"""Is a token still good at its issuer (RFC 7662)? Asked once in thirty seconds of each token.

So who is disabled at the issuer alone is out within thirty seconds, and within sixty where it does not answer: a good
answer serves for sixty seconds at most, and nothing serves in the place of one. The token itself is kept nowhere.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import structlog

ASKED_EVERY = 30.0  # seconds, of one token, whatever was answered
GOOD_FOR = 60.0  # seconds after the issuer last called it active; beyond ASKED_EVERY only while it does not answer
TIMEOUT = 5.0  # seconds
MOST_KEPT = 10_000
LOG = structlog.get_logger("introspection")
Clock = Callable[[], float]


class IssuerSilent(Exception):
    """The issuer does not say whether the token is good: try again later."""

    def __init__(self) -> None:
        super().__init__("The issuer does not say whether this token is still good. Ask again in a moment.")


@dataclass(slots=True)
class Known:
    """When the issuer was asked of one token, and when it last called it active; `refused`: it calls it ended."""

    asked: float = float("-inf")
    good: float = float("-inf")
    refused: bool = False
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Introspection:
    def __init__(self, url: str, client: str, secret: str, clock: Clock = time.monotonic) -> None:
        self.url, self.clock = url, clock
        self.auth = httpx.BasicAuth(client, secret)
        self.known: OrderedDict[bytes, Known] = OrderedDict()

    async def is_active(self, token: str) -> bool:
        """Who comes with the same token meanwhile waits for that answer. `IssuerSilent` where there is none."""
        known = self._of(hashlib.sha256(token.encode()).digest())
        async with known.asking:
            if self.clock() - known.asked >= ASKED_EVERY:
                known.asked = self.clock()
                await self._ask(token, known)
        if not known.refused and self.clock() - known.good >= GOOD_FOR:
            raise IssuerSilent
        return not known.refused

    def _of(self, digest: bytes) -> Known:
        known = self.known.setdefault(digest, Known())
        self.known.move_to_end(digest)
        if len(self.known) > MOST_KEPT:
            self.known.popitem(last=False)
        return known

    async def _ask(self, token: str, known: Known) -> None:
        """An answer that is none changes nothing: what was good goes on until its seconds are over."""
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT, auth=self.auth) as client:
                answer = await client.post(self.url, data={"token": token, "token_type_hint": "access_token"})
            active = answer.raise_for_status().json()["active"]
        except (OSError, httpx.HTTPError, ValueError, KeyError, TypeError):
            active = None
        if active is True:
            known.good, known.refused = known.asked, False
        elif active is False:
            known.refused = True
        else:
            LOG.error("the issuer does not answer")
