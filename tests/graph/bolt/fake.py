"""A server that speaks Bolt as badly as a test wants. Left alone it answers each read with `x` of what was given."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from neo4j._codec.packstream._common import UnpackableBuffer
from neo4j._codec.packstream.v1 import Unpacker

from graph.bolt.frames import Frames, framed
from graph.bolt.messages import VERSION
from graph.bolt.packing import packed

HELLO, LOGON, RUN, PULL, RESET, GOODBYE, TELEMETRY = 0x01, 0x6A, 0x10, 0x3F, 0x0F, 0x02, 0x54
SUCCESS, IGNORED = framed(packed(0x70, {})), framed(packed(0x7E))
Reply = Callable[[Any], Awaitable[bytes]]  # from what the last RUN gave


def record(*values: Any) -> bytes:
    return framed(packed(0x71, list(values)))


def failed(code: str) -> bytes:
    return framed(packed(0x7F, {"code": code, "message": "Words that hold a value."}))


async def echoed(given: Any) -> bytes:
    return record(given.get("x")) + SUCCESS


def always(said: bytes) -> Reply:
    async def reply(_given: Any) -> bytes:
        return said

    return reply


def unpacked(message: bytearray) -> tuple[int, list[Any]]:
    """The tag and all fields of what a client said."""
    unpacker = Unpacker(UnpackableBuffer(message))
    size, tag = unpacker.unpack_structure_header()
    return tag[0], [unpacker.unpack() for _ in range(size)]


class Fake:
    """`heard` are the tags that each connection said; `most` the bytes that one is told before it is cut off."""

    def __init__(self) -> None:
        self.port, self.version, self.most = 0, VERSION, 1 << 40
        self.replies: dict[int, Reply] = {tag: always(SUCCESS) for tag in (HELLO, LOGON, RUN, RESET, TELEMETRY)}
        self.replies |= {HELLO: always(framed(packed(0x70, {"server": "Neo4j/5.26.0", "connection_id": "bolt-1"}))),
                         RUN: always(framed(packed(0x70, {"fields": ["x"]}))), PULL: echoed}  # fmt: skip
        self.heard: list[list[int]] = []
        self.said: list[list[Any]] = []
        self.most_open = 0
        self.lines: set[asyncio.StreamWriter] = set()
        self.serving: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.serving.add(task)
        self.lines.add(writer)
        self.most_open = max(self.most_open, len(self.lines))
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._talk(reader, writer)
        writer.close()
        self.lines.discard(writer)
        self.serving.discard(task)

    def cut(self) -> None:
        """As when it is killed."""
        for line in self.lines:
            line.transport.abort()

    async def end(self) -> None:
        self.cut()
        left = list(self.serving)  # a reply that waits would outlive its test
        for task in left:
            task.cancel()
        await asyncio.gather(*left)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(20)
        frames, heard, given, left = Frames(1 << 30), list[int](), None, self.most
        self.heard.append(heard)
        said = self.version
        while True:
            writer.write(said[:left])
            left -= len(said)
            if left <= 0 or said == bytes(4) or not (data := await reader.read(65536)):
                return
            said = b""
            for tag, fields in map(unpacked, frames.fed(data)):
                heard.append(tag)
                self.said.append(fields)
                if tag == GOODBYE:
                    return
                given = fields[1].get("given") if tag == RUN else given
                said += await self.replies[tag](given)
