"""The graph follows the ledger: entries are applied in order, and it remembers how far.

One writer at a time: an entry is made and applied under one lock, so the position in
the graph tells exactly what has been applied. After a crash it catches up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from authz.ledger import Entry, Ledger
from graph import matters, registry
from graph.claims import Claims
from graph.statements import POSITION
from graph.writer import POSITION as MOVE
from graph.writer import Stated, Step, Writer

WRITES: Mapping[str, str] = {**registry.WRITES, **matters.WRITES}
Transform = Callable[[Entry], Claims]
BATCH = 500


class Store(Protocol):
    async def value(self, text: str, given: Mapping[str, Any]) -> Any: ...
    async def write(self, steps: Sequence[Step]) -> None: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """How each connector's records become claims."""

    transforms: Mapping[str, Transform]


class Following:
    def __init__(self, database: Store, ledger: Ledger, writer: Writer, sources: Sources) -> None:
        self.database, self.ledger, self.writer, self.sources = database, ledger, writer, sources
        self.lock = asyncio.Lock()

    async def catch_up(self, told: Callable[[int], None] = lambda _count: None) -> int:
        """Applies what the ledger holds beyond the graph's position; says how many."""
        done = 0
        async with self.lock:
            position = int(await self.database.value(f"RETURN {POSITION}", {}))
            while entries := await self.ledger.after(position, BATCH):
                await self.apply(entries)
                position, done = entries[-1].seq, done + len(entries)
                told(done)
        return done

    async def apply(self, entries: Sequence[Entry]) -> None:
        """In one transaction with the position. The caller holds the lock."""
        if entries:
            steps = [*self._steps(entries), (MOVE, {"position": entries[-1].seq})]
            await self.database.write(steps)

    def _steps(self, entries: Sequence[Entry]) -> list[Step]:
        """Records in a row are one batch; a command stands by itself."""
        steps: list[Step] = []
        stated: list[Stated] = []
        for entry in entries:
            if entry.command is None:
                stated.extend(self._stated(entry))
                continue
            steps += [*self.writer.steps(stated), (WRITES[entry.command], dict(entry.body))]
            stated = []
        return [*steps, *self.writer.steps(stated)]

    def _stated(self, entry: Entry) -> list[Stated]:
        """What is quarantined is kept in the ledger alone."""
        if not entry.accepted:
            return []
        claims = self.sources.transforms[entry.connector](entry)
        return [Stated(claims, entry.connector, entry.received_at)]
