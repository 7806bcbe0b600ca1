"""Requests where `wrk` cannot send them: each once, or at a rate that does not wait for answers."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

from bench.hub import BenchFault
from bench.load import Sent

BLANK, LENGTH = b"\r\n\r\n", re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
AGAIN = re.compile(rb"\r\nretry-after: (\d+)", re.IGNORECASE)
MOST_OPEN = 2_200  # connections; who finds none free is not sent, and told as such
NOT_SENT, ANSWERED = 0, 200


@contextmanager
def uncollected() -> Iterator[None]:
    """A collector of garbage that goes through all answers so far makes the next ones late."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Answered:
    """`ms` from when it was due; `status` 0 of what could not be sent; `again` is what Retry-After says."""

    ms: float
    status: int
    again: str = ""
    body: bytes = b""


class Connection(asyncio.Protocol):
    """One that is kept: a request is written, and its answer read whole.

    Without streams: they take as much of a core as the hub needs to turn a request away, on the same two cores.
    """

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.come, self.waiting = bytearray(), asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.come += data
        end = self.come.find(BLANK)
        if end < 0:
            return
        length = LENGTH.search(self.come, 0, end)
        if not length:
            self.connection_lost(BenchFault("An answer does not tell its length."))
        elif len(self.come) == end + len(BLANK) + int(length[1]) and not self.waiting.done():
            self.waiting.set_result((bytes(self.come[:end]), bytes(self.come[end + len(BLANK) :])))

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.waiting.done():
            self.waiting.set_exception(exc or ConnectionResetError())

    async def ask(self, path: str, sent: Sent) -> tuple[int, str, bytes]:
        said = "".join(f"{name}: {value}\r\n" for name, value in sent.headers.items())
        head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{said}content-length: {len(sent.body)}\r\n\r\n"
        self.come.clear()
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(head.encode() + sent.body)
        told, body = await self.waiting
        again = AGAIN.search(told)
        return int(told[9:12]), again[1].decode() if again else "", body


class Driver:
    """Connections to one address, opened as they are needed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port, self.path = str(parts.hostname), int(parts.port or 80), parts.path
        self.free: list[Connection] = []
        self.open = 0

    async def closed(self, asked: Iterable[Sent], connections: int) -> list[Answered]:
        """Each once, so many at a time, one after another."""
        left, done = iter(asked), list[Answered]()

        async def one() -> None:
            for sent in left:
                done.append(await self._asked(sent, perf_counter()))

        await asyncio.gather(*(one() for _ in range(connections)))
        self.close()
        return done

    async def answered(self, asked: Iterable[Sent]) -> list[Answered]:
        """One at a time, each with data and no error."""
        done = await self.closed(asked, 1)
        if wrong := [one for one in done if one.status != ANSWERED or one.body.startswith(b'{"errors"')]:
            raise BenchFault(f"The hub answered {wrong[0].status}: {wrong[0].body[:300].decode()}")
        return done

    async def at_rate(self, asked: Iterator[Sent], rate: float, seconds: float, opening: float = 0.0) -> list[Answered]:
        """So many a second, whatever has been answered. Those of the first seconds, `opening`, are not told: they wait
        for connections."""
        done, asking = list[Answered](), set[asyncio.Task[None]]()

        async def one(sent: Sent, due: float) -> None:
            answer = await self._asked(sent, due)
            if due >= begun + opening:
                done.append(answer)

        begun = perf_counter()
        with uncollected():
            for number in range(int(rate * (opening + seconds))):
                due = begun + number / rate
                await asyncio.sleep(max(0.0, due - perf_counter()))  # late or not, answers are read
                task = asyncio.create_task(one(next(asked), due))
                asking.add(task)
                task.add_done_callback(asking.discard)
            await asyncio.gather(*asking)
        self.close()
        return done

    async def _asked(self, sent: Sent, due: float) -> Answered:
        try:
            async with self._connection() as connection:
                status, again, body = await connection.ask(self.path, sent)
        except OSError:
            return Answered((perf_counter() - due) * 1000, NOT_SENT)
        return Answered((perf_counter() - due) * 1000, status, again, body)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        if not self.free and self.open >= MOST_OPEN:
            raise OSError("No connection is free.")
        self.open += 1
        try:
            found = self._kept() or await self._opened()
            yield found
            self.free.append(found)
        finally:
            self.open -= 1

    def _kept(self) -> Connection | None:
        """One that the hub has not closed meanwhile, since nothing came by it."""
        while self.free:
            found = self.free.pop()
            if not found.transport.is_closing():
                return found
        return None

    async def _opened(self) -> Connection:
        _, found = await asyncio.get_running_loop().create_connection(Connection, self.host, self.port)
        return found

    def close(self) -> None:
        for connection in self.free:
            connection.transport.close()
        self.free.clear()
