"""The body of a request, cut off while it is read when it is too large or too slow."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from resolvers.limits import MOST_BYTES

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]


class TooLarge(Exception):
    """More bytes than a body may have."""


class TooSlow(Exception):
    """A body that is not whole when it must be."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bytes of a body, and seconds from the head of the request until it is whole."""

    most: int
    seconds: float


QUESTION = Bounds(MOST_BYTES, 10.0)
RECORDS = Bounds(32 * 1024 * 1024, 60.0)


class Body:
    """Stands before the server's own `receive`."""

    def __init__(self, receive: Receive, bounds: Bounds) -> None:
        self.receive, self.most = receive, bounds.most
        self.due = asyncio.get_running_loop().time() + bounds.seconds
        self.taken, self.whole = 0, False

    async def __call__(self) -> Message:
        if self.whole:  # what is waited for now is that the client leaves
            return await self.receive()
        try:
            async with asyncio.timeout_at(self.due):
                message = await self.receive()
        except TimeoutError:
            raise TooSlow from None
        self.taken += len(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        if self.taken > self.most:
            raise TooLarge
        return message
