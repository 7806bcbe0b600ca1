"""The ledger: what came in, what was decided and what was told, append-only and hashed.

    RECORD      a received record; the raw bytes sealed beside it, its key apart
    COMMAND     a decision; every write to the graph is one first. One that erases a record destroys its keys
    DISCLOSURE  an answer given, without any value of it
    USE         an account was used on a day; the first answer of that day says so

A record is acknowledged, and an answer leaves, only when its entry is durable. What
cannot be written is refused (`LedgerUnavailable`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from typing import Any

import orjson
from sqlalchemy import Connection, Select, Table, func, insert, select

from authz.heads import Head
from authz.keys import new_id
from authz.ledger_entry import COMMAND, DISCLOSURE, RECORD, USE, Entry, Row, canonical, row_of, written
from authz.ledger_erasing import ERASE, destroyed, scrubbed
from authz.ledger_proofs import first_use
from authz.ledger_raw import FOLLOWED, NEWEST, Key, entry_of, known_of, of, rows_of
from authz.ledger_received import NOT_KEPT, Receipt, Received, body_of, decided, kept_already, key_of, note, numbered
from authz.ledger_register import by_account, of_people, organisations_told, registered
from authz.ledger_store import LedgerUnavailable, Store, alone, engine_of
from authz.ledger_tables import ENTRIES, ERASED, HEADS, METADATA, NEWEST_HEAD, RECORD_KEYS, RECORDS, STAMPS
from authz.ledger_uses import last_days, noted
from authz.ledger_waiting import Waiting, counted, settle, used
from authz.merkle import root
from authz.sealing import Sealing
from authz.search_budget import Budget, Used

# PostgreSQL's advisory locks. Entries of several workers have no gaps; and one worker at a time decides and has the
# graph follow, so that it follows in the order of the ledger.
ONE_WRITER, ONE_TURN = 7_316_204, 7_316_205
ANY_VERSION = 2**63 - 1  # the largest that the column holds


class Ledger:
    """`shared`: other workers may write it too, so that what was read of the graph may be old."""

    def __init__(self, store: Store, sealing: Sealing, new_id: Callable[[], str], shared: bool) -> None:
        self.store, self.sealing, self.new_id, self.shared = store, sealing, new_id, shared
        self.waiting: list[Waiting] = []
        self.writing: asyncio.Task[None] | None = None

    @staticmethod
    async def open(url: str, key: bytes, new_id: Callable[[], str] = new_id) -> Ledger:
        """SQLite or PostgreSQL by URL. `new_id` names disclosures."""
        store = Store(engine_of(url))
        shared = store.engine.dialect.name == "postgresql"
        try:
            await store.write(_made)
            await scrubbed(store)  # an end between an erasure and this
        except BaseException:
            await store.close()
            raise
        return Ledger(store, Sealing(key), new_id, shared)

    @staticmethod
    def reading(url: str, key: bytes) -> Ledger:
        """One that is there, to be read alone; whoever writes it is not kept waiting."""
        return Ledger(Store(engine_of(url, reading=True)), Sealing(key), new_id, False)

    async def close(self) -> None:
        if self.writing:
            await self.writing
        await self.store.close()

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Of one worker of all, until it ends or that worker does."""
        return self.store.held(ONE_TURN) if self.shared else nullcontext()

    # what came in

    async def receive(self, batch: Sequence[Received]) -> list[Receipt]:
        """Decides each record's outcome in turn, in one transaction for the batch."""
        return await self.store.write(partial(self._receive, batch))

    def _receive(self, batch: Sequence[Received], connection: Connection) -> list[Receipt]:
        seq = _next(connection)  # first: another worker may be taking the same record
        known = known_of(connection, batch)
        receipts: list[Receipt] = []
        entries: list[Row] = []
        raw: list[tuple[Row, Row]] = []
        for received in batch:
            receipt = decided(received, known[key_of(received)])
            if receipt.outcome not in NOT_KEPT and not kept_already(received, known):
                receipt = numbered(receipt, seq + len(entries))
                entries.append(row_of(receipt.seq, RECORD, body_of(received, receipt)))
                raw.append(rows_of(received, receipt, self.sealing))
            note(received, receipt, known[key_of(received)])
            receipts.append(receipt)
        _insert(connection, entries, raw)
        return receipts

    # what was decided, and what was told

    async def command(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> Entry:
        """One that erases a record is durable together with the end of its keys."""
        said = {"command": kind, "at": at, "account": account, "given": dict(body)}

        def decision(connection: Connection) -> int:
            seq = _next(connection)
            _insert(connection, [row_of(seq, COMMAND, said)])
            if kind == ERASE:
                destroyed(connection, body["seqs"], seq)
            return seq

        seq = await self.store.write(decision)
        if kind == ERASE:
            await scrubbed(self.store)
        return Entry(seq, kind, dict(body))

    async def disclose(self, body: Mapping[str, Any], at: str) -> str:
        """Durable before it returns; callers of one moment share one transaction."""
        return (await self._disclosed(body, at, None))[0]

    async def disclose_search(self, body: Mapping[str, Any], at: str, budget: Budget) -> tuple[str, bool]:
        """The same of a search, counted: many at once are not more than one after another. And whether it is
        the last by an address that this hour has; one too many is `BudgetUsed`, and no disclosure."""
        return await self._disclosed(body, at, budget)

    async def _disclosed(self, body: Mapping[str, Any], at: str, budget: Budget | None) -> tuple[str, bool]:
        audit_id = self.new_id()
        named = {"auditId": audit_id, "at": at, **body}
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.waiting.append(Waiting(canonical(named), named, done, at, budget))
        if self.writing is None:
            self.writing = asyncio.create_task(self._write_all())
        return audit_id, await done

    async def _write_all(self) -> None:
        """Until nobody waits; whoever comes while some are written is among the next. A task of its own: who
        leaves takes nobody's entry with him."""
        try:
            while self.waiting:
                batch, self.waiting = self.waiting, []
                await self._write(batch)
        finally:
            self.writing = None

    async def _write(self, batch: Sequence[Waiting]) -> None:
        try:
            await self.store.write(partial(_disclose, batch))
        except LedgerUnavailable as fault:
            settle(batch, str(fault))
        except BaseException:
            settle([*batch, *self.waiting], "The ledger cannot be written.")
            raise
        else:
            settle(batch)

    async def searches(self, account: str, now: str) -> Used:
        """Those of the hour before."""
        return await self.store.read(lambda connection: used(connection, account, now))

    async def acts(self, account: str, after: str, most: int) -> list[Row]:
        """What this account was told, the newest first; from behind the disclosure of that audit id."""
        found = await self.store.read(lambda connection: by_account(connection, account, after, most))
        return [dict(said) for said in found]

    async def saw(self, people: Sequence[str], organisation: str | None, after: str, most: int) -> list[Row]:
        """Which disclosures told of any of these, in one organisation or in all."""
        found = await self.store.read(lambda connection: of_people(connection, people, organisation, after, most))
        return [dict(said) for said in found]

    async def organisations_told(self, people: Sequence[str], since: str) -> list[str]:
        """Which organisations were told of any of these from that moment on."""
        return await self.store.read(lambda connection: organisations_told(connection, people, since))

    async def newest(
        self, connector: str, custodian: str, source_id: str, *, up_to: int = ANY_VERSION
    ) -> tuple[int, bytes] | None:
        """The newest version of a record that was taken, up to this number if told, and its content; of one that was
        erased nothing."""
        chosen = NEWEST.where(of((connector, custodian, source_id)), RECORDS.c.version <= up_to)
        found = await self.store.read(lambda connection: connection.execute(chosen).one_or_none())
        return found and (found.version, entry_of(found, self.sealing).content)

    async def versions(self, key: Key) -> list[Entry]:
        """Every text that is held of a record, what was quarantined too, in order; of one that was erased none."""
        return await self._entries(FOLLOWED.where(of(key), ERASED.c.seq.is_(None)))

    async def use(self, account: str, day: str, at: str) -> None:
        """The account was used on that day of Melbourne: kept once, however many answers say so at once."""

        def first_of_day(connection: Connection) -> None:
            seq = _next(connection)
            if noted(connection, account, day, seq):
                _insert(connection, [row_of(seq, USE, {"account": account, "at": at, "day": day})])

        await self.store.write(first_of_day)

    async def last_uses(self, accounts: Sequence[str]) -> Mapping[str, str]:
        """Account → the last day on which it was used."""
        return await self.store.read(lambda connection: last_days(connection, accounts))

    async def proof(self, mark: bytes, now: int, until: int) -> bool:
        """Whether a proof of a key is used for the first time; from here on it is not, until then."""
        return await self.store.write(lambda connection: first_use(connection, mark, now, until))

    # what it says

    async def after(self, seq: int, limit: int) -> list[Entry]:
        """Records and commands in order, for the graph to follow; disclosures and uses left out."""
        return await self._entries(FOLLOWED.where(ENTRIES.c.seq > seq).limit(limit))

    async def entries(self, seqs: Sequence[int]) -> list[Entry]:
        """Those of these numbers, in order."""
        return await self._entries(FOLLOWED.where(ENTRIES.c.seq.in_(seqs))) if seqs else []

    async def _entries(self, chosen: Select[Any]) -> list[Entry]:
        return [entry_of(row, self.sealing) for row in await self._rows(chosen)]

    async def leaves(self, seq: int, limit: int) -> list[tuple[int, bytes]]:
        """Places and leaf hashes of the entries after this one."""
        chosen = select(ENTRIES.c.seq, ENTRIES.c.leaf).where(ENTRIES.c.seq > seq).order_by(ENTRIES.c.seq).limit(limit)
        return [(row.seq, row.leaf) for row in await self._rows(chosen)]

    async def last_head(self) -> Head | None:
        found = await self._rows(NEWEST_HEAD)
        return Head(*found[0]) if found else None

    async def keep_head(self, head: Head) -> None:
        """An answer that comes in this moment waits for one row. Another worker's of the same size stays."""
        await self.store.write(partial(_keep, HEADS, head.told()))

    async def keep_stamp(self, head: Head, stamp: bytes) -> None:
        """The first of a head; another worker's stays."""
        await self.store.write(partial(_keep, STAMPS, {"size": head.size, "stamp": stamp}))

    async def unstamped_since(self) -> str | None:
        """When the first head was signed that no stamp comes after; None: the last has one."""
        last = select(func.coalesce(func.max(STAMPS.c.size), 0)).scalar_subquery()
        chosen = select(func.min(HEADS.c.at)).where(HEADS.c.size > last)
        return await self.store.read(lambda connection: connection.scalar(chosen))

    async def head(self) -> tuple[int, bytes]:
        """Size and RFC 9162 root of the whole ledger."""
        leaves = [row.leaf for row in await self._rows(select(ENTRIES.c.leaf).order_by(ENTRIES.c.seq))]
        return len(leaves), root(leaves)

    async def disclosures(self) -> list[dict[str, Any]]:
        """What was told, in order: for the register and for tests."""
        chosen = select(ENTRIES.c.body).where(ENTRIES.c.kind == DISCLOSURE).order_by(ENTRIES.c.seq)
        return [orjson.loads(row.body) for row in await self._rows(chosen)]

    async def _rows(self, chosen: Select[Any]) -> Sequence[Any]:
        return await self.store.read(lambda connection: connection.execute(chosen).all())


def _made(connection: Connection) -> None:
    alone(connection, ONE_WRITER)  # two that make a table at once would both fail
    METADATA.create_all(connection)


def _disclose(batch: Sequence[Waiting], connection: Connection) -> None:
    """Those that are refused take no place."""
    seq = _next(connection)
    kept: list[Waiting] = []
    for one in batch:
        if counted(connection, one, seq + len(kept)):
            kept.append(one)
    _insert(connection, [written(seq + n, DISCLOSURE, one.said) for n, one in enumerate(kept)])
    registered(connection, [(seq + n, one.body) for n, one in enumerate(kept)])


def _keep(table: Table, row: Row, connection: Connection) -> None:
    """Unless there is one of that size."""
    _next(connection)
    if connection.scalar(select(table.c.size).where(table.c.size == row["size"])) is None:
        connection.execute(insert(table), [row])


def _next(connection: Connection) -> int:
    alone(connection, ONE_WRITER)
    last = connection.execute(select(ENTRIES.c.seq).order_by(ENTRIES.c.seq.desc()).limit(1))
    return int(last.scalar() or 0) + 1


def _insert(connection: Connection, entries: list[Row], raw: Sequence[tuple[Row, Row]] = ()) -> None:
    if entries:
        connection.execute(insert(ENTRIES), entries)
    if raw:
        connection.execute(insert(RECORDS), [record for record, _ in raw])
        connection.execute(insert(RECORD_KEYS), [key for _, key in raw])
