"""The graph follows the ledger: entries are applied in order, and it remembers how far.

One writer at a time, of all workers: an entry is made and applied in one turn, so the position
in the graph tells exactly what has been applied. After a crash it catches up. Where others may
write too, each request looks first where the graph is, and what was kept of elsewhere is let go.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

from authz.ledger import Ledger
from authz.ledger_entry import Entry
from authz.ledger_erasing import ERASE
from authz.ledger_raw import Key
from authz.ledger_received import Received
from graph import (
    accounts,
    alerts,
    break_glass,
    conflicts,
    corrections,
    erasures,
    exclusions,
    identity,
    keeping,
    kinship,
    matters,
    notices,
    register,
    registry,
    reports,
    requests,
    watches,
)
from graph.claims import Claims, NodeClaim
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
    **erasures.WRITES,
    **conflicts.WRITES,
    **break_glass.WRITES,
    **requests.WRITES,
    **reports.WRITES,
    **watches.WRITES,
    **notices.WRITES,
    **register.WRITES,
    **keeping.WRITES,
}
# Commands that name other entries, and as what.
NAMING = {ERASE: "sharing", **dict.fromkeys((exclusions.RELEASE_EXTRACT, *keeping.WORDED), "sealed")}
# Documents of the hub, sealed like a record; they state nobody.
OWN_DOCUMENTS = (reports.CONNECTOR, exclusions.EXTRACTS, *keeping.CONNECTORS.values())
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
            position, named = entries[-1].seq, await self._named(entries)
            steps = await asyncio.to_thread(self._steps, entries, named)
            await self.database.write(steps, (MOVE, {"position": position}))
            self.seen = position
            self._tell(position)

    async def command(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> None:
        """A decision: durable in the ledger, then in the graph."""
        async with self.turn():
            await self.decide(kind, body, at, account)

    async def decide(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> int:
        """The same within the caller's turn; the number of its entry."""
        entry = await self.ledger.command(kind, body, at, account)
        await self.apply([entry])
        return entry.seq

    async def _named(self, entries: Sequence[Entry]) -> Mapping[int, Sequence[Entry]]:
        """By the number of a command that names other entries: of one that erases, the records that state some of what
        goes too; of one that has words, these."""
        named = ((e.seq, e.body[NAMING[e.command]]) for e in entries if e.command in NAMING)
        return {seq: await self.ledger.entries(seqs) for seq, seqs in named}

    async def keep(self, document: Received) -> int:
        """A document of the hub's own, sealed; the graph has of it what a command says. Within the caller's turn; the
        number of its entry."""
        [receipt] = await self.ledger.receive([document])
        assert receipt.seq is not None
        return receipt.seq

    async def keep_next(self, key: Key, content: bytes, at: str) -> int:
        """The same, as the newest version of what is kept under this key."""
        newest = await self.ledger.newest(*key)
        return await self.keep(Received(*key, newest[0] + 1 if newest else 1, content, at))

    async def _position(self) -> int:
        return int(await self.database.value(f"RETURN {POSITION}", {}))

    def _tell(self, position: int) -> None:
        for told in self.moved:
            told(position)

    def _steps(self, entries: Sequence[Entry], named: Mapping[int, Sequence[Entry]]) -> list[Step]:
        """Records in a row are one batch; a command stands by itself."""
        steps: list[Step] = []
        stated: list[Stated] = []
        for entry in entries:
            if entry.command is None:
                stated.extend(self._stated(entry))
                continue
            steps += self.writer.steps(stated)
            words = _words(named[entry.seq]) if NAMING.get(entry.command) == "sealed" else {}
            steps += [(text, {**entry.body, **words}) for text in WRITES[entry.command]]
            if entry.command == ERASE:
                steps += self._erased(entry, named[entry.seq])
            stated = []
            self._learn(entry.body.get("organisations", ()))
        return [*steps, *self.writer.steps(stated)]

    def _erased(self, entry: Entry, sharing: Sequence[Entry]) -> Iterator[Step]:
        others = [stated for other in sharing for stated in self._stated(other)]
        yield from erasures.removed(entry.body, self.writer.labels)
        yield from self.writer.steps(erasures.restated(others, entry.body))

    def _stated(self, entry: Entry) -> list[Stated]:
        """What is quarantined is kept in the ledger alone. Of a record that was erased its people stay, as bare ids:
        what was decided of them before it was erased is replayed too."""
        if not entry.accepted or entry.connector in OWN_DOCUMENTS:
            return []
        claims = _people(entry.people) if entry.people is not None else self.transforms[entry.connector](entry)
        return [Stated(claims, entry.connector, entry.received_at)]

    def _learn(self, organisations: Any) -> None:
        """Who runs which service, from the command that registers it on."""
        for organisation in organisations:
            self.services |= {s["id"]: organisation["id"] for s in organisation["services"]}


def _words(sealed: Sequence[Entry]) -> dict[str, str]:
    """Of what was erased since there are none, nor the record that they would stand on."""
    return {"text": "".join(entry.content.decode() for entry in sealed)}


def _people(ids: Sequence[str]) -> Claims:
    return Claims(tuple(NodeClaim("Person", id, {}) for id in ids))
