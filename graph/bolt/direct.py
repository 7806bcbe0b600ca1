"""Reads over connections that are kept open: as many as are asked at once, and none that is old."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from time import monotonic
from typing import Any

from neo4j.exceptions import Neo4jError

from graph.bolt import messages
from graph.bolt.address import Address
from graph.bolt.connection import Connection
from graph.bolt.faults import NotOneValue

OPEN_SECONDS = 30.0  # to be connected and let in
GRACE_SECONDS = 5.0  # Neo4j ends a statement about a second late
LONGEST_LIFE, LONGEST_IDLE = 3600.0, 300.0  # what lies between forgets a silent connection without a word


class Direct:
    """`most` connections are kept. How many are asked at once is for the caller to bound."""

    def __init__(self, address: Address, user: str, password: str, most: int) -> None:
        self.address, self.user, self.password, self.most = address, user, password, most
        self.idle: list[Connection] = []
        self.all: set[Connection] = set()
        self.closed = False

    async def value(self, text: str, given: Mapping[str, Any], seconds: float) -> Any:
        """The one value of a read; None when there is no row."""
        said = messages.reading(text, given, seconds)
        connection = self._idle() or await self._opened()
        try:
            async with asyncio.timeout(seconds + GRACE_SECONDS):
                answer = await connection.ask(said, 2)
            value = answer.value()
        except (Neo4jError, NotOneValue):
            await self._reset(connection)
            raise
        except BaseException:
            # Above all when the caller is gone: what still comes would answer the next one.
            connection.drop()
            raise
        self._keep(connection)
        return value

    async def close(self) -> None:
        self.closed = True
        for connection in self.all:
            connection.leave()
        if self.all:
            await asyncio.wait([connection.ended for connection in self.all], timeout=GRACE_SECONDS)
        for connection in self.all:
            connection.drop()

    def _idle(self) -> Connection | None:
        """The one used last, if it is fit: so those that are too many grow old."""
        while self.idle:
            connection, now = self.idle.pop(), monotonic()
            if connection.open_now and now - connection.used < LONGEST_IDLE and now - connection.opened < LONGEST_LIFE:
                return connection
            connection.leave()
        return None

    async def _opened(self) -> Connection:
        async with asyncio.timeout(OPEN_SECONDS):
            connection = await Connection.open(self.address, self.user, self.password)
        self.all.add(connection)
        connection.ended.add_done_callback(lambda _: self.all.discard(connection))
        return connection

    async def _reset(self, connection: Connection) -> None:
        """Kept, once what went wrong is forgotten there."""
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                (await connection.ask(messages.RESET, 1)).value()
        except (OSError, Neo4jError):  # a time-out is the first
            connection.drop()
        except BaseException:
            connection.drop()
            raise
        else:
            self._keep(connection)

    def _keep(self, connection: Connection) -> None:
        if self.closed or len(self.idle) >= self.most:
            connection.leave()
        else:
            self.idle.append(connection)
