"""What a test puts in the place of Neo4j, listening at a port."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar


class Served(Protocol):
    """`end` leaves no line open, and nothing running."""

    port: int

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None: ...
    async def end(self) -> None: ...


T = TypeVar("T", bound=Served)


@asynccontextmanager
async def listening(served: T, context: ssl.SSLContext | None = None) -> AsyncIterator[T]:
    """At the port it had before, if it had one."""
    server = await asyncio.start_server(served.serve, "127.0.0.1", served.port, ssl=context)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        await served.end()
