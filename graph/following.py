"""The graph follows the ledger: entries are applied in order, and it remembers how far.

One writer at a time: an entry is made and applied under one lock, so the position in
the graph tells exactly what has been applied. After a crash it catches up.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

from authz.ledger import Entry, Ledger
from graph import accounts, alerts, break_glass, conflicts, identity, kinship, matters, registry
from graph.claims import Claims
from graph.statements import POSITION
from graph.writer import POSITION as MOVE
from graph.writer import Stated, Step, Writer

WRITES: Mapping[str, tuple[str, ...]] = {
    **registry.WRITES,
    **matters.WRITES,
    **identity.WRITES,
    **kinship.WRITES,
    **alerts.WRITES,
    **accounts.WRITES,
    **conflicts.WRITES,
    **break_glass.WRITES,
}
Transform = Callable[[Entry], Claims]
BATCH = 500


class Store(Protocol):
    async def value(self, text: str, given: Mapping[str, Any]) -> Any: ...
    async def write(self, steps: Sequence[Step]) -> None: ...


SERVICES = "RETURN COLLECT { MATCH (o:Organisation)-[:RUNS]->(s:Service) RETURN [s.id, o.id] }"


class Following:
    """`services` tells connectors which organisation runs a service; commands change it."""

    def __init__(self, database: Store, ledger: Ledger, writer: Writer) -> None:
        self.database, self.ledger, self.writer = database, ledger, writer
        self.transforms: dict[str, Transform] = {}
        self.services: dict[str, str] = {}
        self.lock = asyncio.Lock()
        self.behind = True
        self.moved: list[Callable[[], None]] = []

    async def catch_up(self, told: Callable[[int], None] = lambda _count: None) -> int:
        """Applies what the ledger holds beyond the graph's position; says how many."""
        async with self.lock:
            return await self._catch_up(told)

    async def _catch_up(self, told: Callable[[int], None] = lambda _count: None) -> int:
        done = 0
        position = int(await self.database.value(f"RETURN {POSITION}", {}))
        self.services |= dict(await self.database.value(SERVICES, {}))
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
        async with self.lock:
            if self.behind:
                await self._catch_up()
            self.behind = True
            yield
            self.behind = False

    async def apply(self, entries: Sequence[Entry]) -> None:
        """In one transaction with the position. It is the caller's turn."""
        if entries:
            steps = await asyncio.to_thread(self._steps, entries)
            steps.append((MOVE, {"position": entries[-1].seq}))
            await self.database.write(steps)
            for told in self.moved:
                told()

    async def command(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> None:
        """A decision: durable in the ledger, then in the graph."""
        async with self.turn():
            await self.decide(kind, body, at, account)

    async def decide(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> None:
        """The same within the caller's turn."""
        await self.apply([await self.ledger.command(kind, body, at, account)])

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
