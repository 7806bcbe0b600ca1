"""One connection to Neo4j: one question at a time, answered to its end or never used again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any, cast

from graph.bolt import messages
from graph.bolt.address import Address
from graph.bolt.faults import CannotSpeak, Lost, NotOneValue, TooMuch
from graph.bolt.frames import Frames
from graph.bolt.packing import failure, unpacked

MOST_BYTES = 256 * 1024 * 1024  # of one message; far above any answer, and below what this machine could not hold


@dataclass(slots=True)
class Answer:
    """To so many messages; of its rows the first alone is kept."""

    owed: int
    rows: int = 0
    first: bytearray | None = None
    failed: bytearray | None = None
    ignored: bool = False

    def take(self, message: bytearray) -> None:
        match message[1] if len(message) > 1 else None:
            case messages.RECORD if self.owed == 1:
                self.rows += 1
                self.first = self.first or message
            case messages.SUCCESS:
                self.owed -= 1
            case messages.IGNORED:
                self.owed, self.ignored = self.owed - 1, True
            case messages.FAILURE:
                self.owed, self.failed = self.owed - 1, self.failed or message
            case _:
                raise Lost

    def value(self) -> Any:
        """That of the one row; None when there is no row."""
        if self.failed:
            raise failure(self.failed)
        if self.ignored:  # without a failure: an answer to nothing, which is not "no row"
            raise Lost
        if self.first is None:
            return None
        if self.rows > 1:
            raise NotOneValue("The database answered with more than one row.")
        match unpacked(self.first):
            case [value, *_]:
                return value
        raise Lost


class Connection(asyncio.Protocol):
    """`open` once, then `ask`; after any fault out of them `drop`."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.frames, self.version = Frames(MOST_BYTES), bytearray()
        self.answer: Answer | None = None
        self.waiting: asyncio.Future[Any] | None = None
        self.opened = self.used = monotonic()
        self.ended = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, address: Address, user: str, password: str) -> Connection:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(cls, address.host, address.port, ssl=address.tls)
        try:
            await connection._enter(user, password)
        except BaseException:
            connection.drop()
            raise
        return connection

    async def _enter(self, user: str, password: str) -> None:
        if await self._said(messages.HANDSHAKE) != messages.VERSION:
            raise CannotSpeak
        (await self.ask(messages.entering(user, password), 2)).value()

    async def ask(self, said: bytes, owed: int) -> Answer:
        """`said` are so many messages, and each is owed one that ends its answer."""
        self.answer = Answer(owed)
        await self._said(said)
        found, self.answer, self.used = self.answer, None, monotonic()
        return found

    async def _said(self, said: bytes) -> Any:
        if self.ended.done():
            raise Lost
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(said)
        return await self.waiting

    @property
    def open_now(self) -> bool:
        return not (self.ended.done() or self.transport.is_closing())

    def leave(self) -> None:
        """Said goodbye to, and closed once that is sent."""
        if self.open_now:
            self.transport.write(messages.GOODBYE)
            self.transport.close()

    def drop(self) -> None:
        """Neo4j ends what still runs for it."""
        self.transport.abort()

    # called by the loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, fault: Exception | None) -> None:
        self._over(Lost())
        if not self.ended.done():
            self.ended.set_result(None)

    def data_received(self, data: bytes) -> None:
        try:
            self._received(data)
        except (Lost, TooMuch) as fault:
            self._over(fault)
            self.drop()

    def _received(self, data: bytes) -> None:
        if lacking := max(0, 4 - len(self.version)):
            self.version += data[:lacking]
            if len(self.version) == 4:
                self._done(bytes(self.version))
        for message in self.frames.fed(data[lacking:]):
            if self.answer is None or not self.answer.owed:
                raise Lost  # nobody asked
            self.answer.take(message)
            if not self.answer.owed:
                self._done(None)

    def _done(self, found: Any) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(found)

    def _over(self, fault: Exception) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(fault)
