"""The graph follows the ledger: entries are applied in order, and it remembers how far.

One writer at a time, of all workers: an entry is made and applied in one turn, so the position
in the graph tells exactly what has been applied. After a crash it catches up. Where others may
write too, each request looks first where the graph is, and what was kept of elsewhere is let go.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

from authz.ledger import Ledger
from authz.ledger_entry import Entry
from graph import (
    accounts,
    alerts,
    break_glass,
    conflicts,
    corrections,
    exclusions,
    identity,
    kinship,
    matters,
    registry,
)
from graph.claims import Claims
from graph.statements import POSITION
from graph.writer import MOVE, Stated, Step, Writer

WRITES: Mapping[str, tuple[str, ...]] = {
    **registry.WRITES,
    **matters.WRITES,
    **identity.WRITES,
    **kinship.WRITES,
    **alerts.WRITES,
    **accounts.WRITES,
    **exclusions.WRITES,
    **corrections.WRITES,
    **conflicts.WRITES,
    **break_glass.WRITES,
}
Transform = Callable[[Entry], Claims]
BATCH = 500


class Store(Protocol):
    async def value(self, text: str, given: Mapping[str, Any]) -> Any: ...
    async def write(self, steps: Sequence[Step], first: Step | None = None) -> None: ...


SERVICES = "RETURN COLLECT { MATCH (o:Organisation)-[:RUNS]->(s:Service) RETURN [s.id, o.id] }"


class Following:
    """`services` tells connectors which organisation runs a service; commands change it. `moved` are told how far
    the graph has followed, before what they kept is used again."""

    def __init__(self, database: Store, ledger: Ledger, writer: Writer) -> None:
        self.database, self.ledger, self.writer = database, ledger, writer
        self.transforms: dict[str, Transform] = {}
        self.services: dict[str, str] = {}
        self.lock = asyncio.Lock()
        self.behind = True
        self.seen = -1  # how far the graph was when services were read or learned
        self.moved: list[Callable[[int], None]] = []

    async def catch_up(self, told: Callable[[int], None] = lambda _count: None) -> int:
        """Applies what the ledger holds beyond the graph's position; says how many."""
        async with self.lock, self.ledger.turn():
            return await self._catch_up(told)

    async def look(self) -> None:
        """What another worker wrote is known from here on."""
        if self.ledger.shared:
            self._tell(await self._position())

    async def _catch_up(self, told: Callable[[int], None] = lambda _count: None) -> int:
        done, position = 0, await self._position()
        if position != self.seen:
            self.services |= dict(await self.database.value(SERVICES, {}))
            self.seen = position
        while entries := await self.ledger.after(position, BATCH):
            await self.apply(entries)
            position, done = entries[-1].seq, done + len(entries)
            told(done)
        self.behind = False
        return done

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """The turn of one writer. What an earlier one left in the ledger alone is applied first:
        else the position would move over it, and the graph never have it."""
        async with self.lock, self.ledger.turn():
            if self.behind or self.ledger.shared:
                await self._catch_up()
            self.behind = True
            yield
            self.behind = False

    async def apply(self, entries: Sequence[Entry]) -> None:
        """In one transaction with the position. It is the caller's turn."""
        if entries:
            position = entries[-1].seq
            await self.database.write(await asyncio.to_thread(self._steps, entries), (MOVE, {"position": position}))
            self.seen = position
            self._tell(position)

    async def command(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> None:
        """A decision: durable in the ledger, then in the graph."""
        async with self.turn():
            await self.decide(kind, body, at, account)

    async def decide(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> None:
        """The same within the caller's turn."""
        await self.apply([await self.ledger.command(kind, body, at, account)])

    async def _position(self) -> int:
        return int(await self.database.value(f"RETURN {POSITION}", {}))

    def _tell(self, position: int) -> None:
        for told in self.moved:
            told(position)

    def _steps(self, entries: Sequence[Entry]) -> list[Step]:
        """Records in a row are one batch; a command stands by itself."""
        steps: list[Step] = []
        stated: list[Stated] = []
        for entry in entries:
            if entry.command is None:
                stated.extend(self._stated(entry))
                continue
            steps += self.writer.steps(stated)
            steps += [(text, dict(entry.body)) for text in WRITES[entry.command]]
            stated = []
            self._learn(entry.body.get("organisations", ()))
        return [*steps, *self.writer.steps(stated)]

    def _stated(self, entry: Entry) -> list[Stated]:
        """What is quarantined is kept in the ledger alone."""
        if not entry.accepted:
            return []
        claims = self.transforms[entry.connector](entry)
        return [Stated(claims, entry.connector, entry.received_at)]

    def _learn(self, organisations: Any) -> None:
        """Who runs which service, from the command that registers it on."""
        for organisation in organisations:
            self.services |= {s["id"]: organisation["id"] for s in organisation["services"]}
