"""Requests where `wrk` cannot send them: each once, or at a rate that does not wait for answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

from bench.hub import BenchFault
from bench.load import Sent

MOST_OPEN = 1_500  # connections; who finds none free is not sent, and told as such
NOT_SENT, ANSWERED = 0, 200


@dataclass(frozen=True, slots=True)
class Answered:
    """`ms` from when it was due; `status` 0 of what could not be sent; `again` is what Retry-After says."""

    ms: float
    status: int
    again: str = ""
    body: bytes = b""


class Connection:
    """One that is kept: a request is written, and its answer read whole."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def ask(self, path: str, sent: Sent) -> tuple[int, str, bytes]:
        said = "".join(f"{name}: {value}\r\n" for name, value in sent.headers.items())
        head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{said}content-length: {len(sent.body)}\r\n\r\n"
        self.writer.write(head.encode() + sent.body)
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        body = await self.reader.readexactly(int(headers["content-length"]))
        return int(first.split()[1]), headers.get("retry-after", ""), body


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

    async def at_rate(self, asked: Iterator[Sent], rate: float, seconds: float) -> list[Answered]:
        """So many a second, whatever has been answered."""
        begun, asking = perf_counter(), list[asyncio.Task[Answered]]()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - perf_counter()))  # late or not, answers are read
            asking.append(asyncio.create_task(self._asked(next(asked), due)))
        done = await asyncio.gather(*asking)
        self.close()
        return done

    async def _asked(self, sent: Sent, due: float) -> Answered:
        try:
            async with self._connection() as connection:
                status, again, body = await connection.ask(self.path, sent)
        except (OSError, asyncio.IncompleteReadError):
            return Answered((perf_counter() - due) * 1000, NOT_SENT)
        return Answered((perf_counter() - due) * 1000, status, again, body)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        if not self.free and self.open >= MOST_OPEN:
            raise OSError("No connection is free.")
        self.open += 1
        try:
            found = self.free.pop() if self.free else await self._opened()
            yield found
            self.free.append(found)
        finally:
            self.open -= 1

    async def _opened(self) -> Connection:
        return Connection(*await asyncio.open_connection(self.host, self.port, limit=2**20))

    def close(self) -> None:
        for connection in self.free:
            connection.writer.close()
        self.free.clear()
