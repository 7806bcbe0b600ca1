"""A line to a real Neo4j, with what lies between: encryption, small pieces, another version, an end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Cut = Callable[[bytes], Iterator[bytes]]


def whole(data: bytes) -> Iterator[bytes]:
    yield data


def bytewise(data: bytes) -> Iterator[bytes]:
    """Each byte by itself."""
    for at in range(len(data)):
        yield data[at : at + 1]


@dataclass
class Between:
    """`pieces` is how what Neo4j says comes through; who offers `unspoken` is told that there is no such version."""

    to: str
    pieces: Cut = whole
    unspoken: bytes = b""
    port: int = 0
    lines: set[asyncio.StreamWriter] = field(default_factory=set)

    def url(self, scheme: str = "bolt") -> str:
        return f"{scheme}://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines.add(writer)
        parts = urlsplit(self.to)
        there, back = await asyncio.open_connection(parts.hostname, parts.port)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            offered = await reader.readexactly(20)
            if offered == self.unspoken:
                writer.write(bytes(4))
            else:
                back.write(offered)
                await asyncio.gather(_through(reader, back, whole), _through(there, writer, self.pieces))
        for end in (writer, back):
            end.close()
        self.lines.discard(writer)

    def cut(self) -> None:
        for line in self.lines:
            line.transport.abort()

    async def end(self) -> None:
        self.cut()


async def _through(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pieces: Cut) -> None:
    while data := await reader.read(65536):
        for piece in pieces(data):
            writer.write(piece)
            await asyncio.sleep(0)  # the other end reads it before the next comes
    writer.close()
