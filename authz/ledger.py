"""The ledger: what came in, what was decided and what was told, append-only and hashed.

    RECORD      a received record; the raw bytes sealed beside it
    COMMAND     a decision; every write to the graph is one first
    DISCLOSURE  an answer given, without any value of it
    USE         an account was used on a day; the first answer of that day says so

A record is acknowledged, and an answer leaves, only when its entry is durable. What
cannot be written is refused (`LedgerUnavailable`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from authz.heads import Head
from authz.keys import new_id
from authz.ledger_proofs import first_use
from authz.ledger_received import (
    QUARANTINED,
    UNCHANGED,
    Known,
    Receipt,
    Received,
    body_of,
    decided,
    kept_already,
    key_of,
    note,
    numbered,
    remember,
)
from authz.ledger_register import by_account, of_people, organisations_told, registered
from authz.ledger_store import LedgerUnavailable, Transaction, alone, engine_of
from authz.ledger_tables import ENTRIES, HEADS, METADATA, NEWEST_HEAD, RECORDS, STAMPS, leaf_of
from authz.ledger_uses import last_days, noted
from authz.ledger_waiting import Waiting, counted, settle, used
from authz.merkle import root
from authz.sealing import Sealing
from authz.search_budget import Budget, Used

RECORD, COMMAND, DISCLOSURE, USE = "RECORD", "COMMAND", "DISCLOSURE", "USE"
# PostgreSQL's advisory locks. Entries of several workers have no gaps; and one worker at a time decides and has the
# graph follow, so that it follows in the order of the ledger.
ONE_WRITER, ONE_TURN = 7_316_204, 7_316_205
ANY_VERSION = 2**63 - 1  # the largest that the column holds
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A RECORD or COMMAND, for the graph to follow. `command` is None for a record."""

    seq: int
    command: str | None
    body: Mapping[str, Any]
    content: bytes = b""

    @property
    def connector(self) -> str:
        return str(self.body["connector"])

    @property
    def accepted(self) -> bool:
        return bool(self.body["outcome"] != QUARANTINED)

    @property
    def superseded(self) -> bool:
        """An older version that arrived behind a newer one."""
        return self.body.get("superseded_by") is not None

    @property
    def received_at(self) -> str:
        return str(self.body["at"])


class Ledger:
    """`shared`: other workers may write it too, so that what was read of the graph may be old."""

    def __init__(self, engine: AsyncEngine, sealing: Sealing, new_id: Callable[[], str], shared: bool) -> None:
        self.engine, self.sealing, self.new_id, self.shared = engine, sealing, new_id, shared
        self.lock = asyncio.Lock()
        self.waiting: list[Waiting] = []

    @staticmethod
    async def open(url: str, key: bytes, new_id: Callable[[], str] = new_id) -> Ledger:
        """SQLite or PostgreSQL by URL. `new_id` names disclosures."""
        engine = engine_of(url)
        ledger = Ledger(engine, Sealing(key), new_id, engine.dialect.name == "postgresql")
        async with ledger._transaction() as connection:
            await alone(connection, ONE_WRITER)  # two that make a table at once would both fail
            await connection.run_sync(METADATA.create_all)
        return ledger

    @staticmethod
    def reading(url: str, key: bytes) -> Ledger:
        """One that is there, to be read alone; whoever writes it is not kept waiting."""
        return Ledger(engine_of(url, reading=True), Sealing(key), new_id, False)

    async def close(self) -> None:
        await self.engine.dispose()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Of one worker of all, until it ends or that worker does."""
        if not self.shared:
            yield
            return
        async with self._transaction() as connection:
            await alone(connection, ONE_TURN)
            yield

    # what came in

    async def receive(self, batch: Sequence[Received]) -> list[Receipt]:
        """Decides each record's outcome in turn, in one transaction for the batch."""
        async with self.lock, self._transaction() as connection:
            seq = await self._next(connection)  # first: another worker may be taking the same record
            known = await self._known(connection, batch)
            receipts: list[Receipt] = []
            entries: list[Row] = []
            records: list[Row] = []
            for received in batch:
                receipt = decided(received, known[key_of(received)])
                if receipt.outcome != UNCHANGED and not kept_already(received, known):
                    receipt = numbered(receipt, seq + len(entries))
                    entries.append(_entry(receipt.seq, RECORD, body_of(received, receipt)))
                    records.append(self._sealed(received, receipt))
                note(received, receipt, known[key_of(received)])
                receipts.append(receipt)
            await _insert(connection, entries, records)
        return receipts

    async def _known(self, connection: AsyncConnection, batch: Sequence[Received]) -> dict[tuple[str, str, str], Known]:
        known = {key_of(received): Known() for received in batch}
        ids = sorted({received.source_id for received in batch})
        for start in range(0, len(ids), 500):
            chosen = RECORDS.c.source_id.in_(ids[start : start + 500])
            for row in await connection.execute(select(*_KEYED).where(chosen)):
                key = (row.connector, row.custodian, row.source_id)
                if key in known:
                    remember(known[key], row.version, row.content_hash, row.outcome)
        return known

    def _sealed(self, received: Received, receipt: Receipt) -> Row:
        names = (*key_of(received), str(received.version), received.digest)
        return {
            "seq": receipt.seq,
            "connector": received.connector,
            "custodian": received.custodian,
            "source_id": received.source_id,
            "version": received.version,
            "content_hash": received.digest,
            "outcome": receipt.outcome,
            "sealed": self.sealing.seal(received.content, *names),
        }

    # what was decided, and what was told

    async def command(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> Entry:
        said = {"command": kind, "at": at, "account": account, "given": dict(body)}
        async with self.lock, self._transaction() as connection:
            seq = await self._next(connection)
            await _insert(connection, [_entry(seq, COMMAND, said)], [])
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
        self.waiting.append(Waiting(_canonical(named), named, done, at, budget))
        async with self.lock:
            await self._flush()
        return audit_id, await done

    async def _flush(self) -> None:
        """Writes all that wait; whoever comes while this is written waits for the next."""
        batch, self.waiting = self.waiting, []
        if not batch:
            return
        kept: list[Waiting] = []
        try:
            async with self._transaction() as connection:
                seq = await self._next(connection)
                for one in batch:
                    if await counted(connection, one, seq + len(kept)):
                        kept.append(one)
                rows = [_raw(seq + n, DISCLOSURE, one.said) for n, one in enumerate(kept)]
                await _insert(connection, rows, [])
                await registered(connection, [(seq + n, one.body) for n, one in enumerate(kept)])
        except BaseException as fault:
            settle(batch, fault)
            raise
        settle(kept, None)

    async def searches(self, account: str, now: str) -> Used:
        """Those of the hour before."""
        async with self._transaction() as connection:
            return await used(connection, account, now)

    async def acts(self, account: str, after: str, most: int) -> list[Row]:
        """What this account was told, the newest first; from behind the disclosure of that audit id."""
        async with self._transaction() as connection:
            return [dict(said) for said in await by_account(connection, account, after, most)]

    async def saw(self, people: Sequence[str], organisation: str | None, after: str, most: int) -> list[Row]:
        """Which disclosures told of any of these, in one organisation or in all."""
        async with self._transaction() as connection:
            return [dict(said) for said in await of_people(connection, people, organisation, after, most)]

    async def organisations_told(self, people: Sequence[str], since: str) -> list[str]:
        """Which organisations were told of any of these from that moment on."""
        async with self._transaction() as connection:
            return await organisations_told(connection, people, since)

    async def newest(
        self, connector: str, custodian: str, source_id: str, *, up_to: int = ANY_VERSION
    ) -> tuple[int, bytes] | None:
        """The newest version of a record that was taken, up to this number if told, and its content."""
        key = (RECORDS.c.connector == connector, RECORDS.c.custodian == custodian, RECORDS.c.source_id == source_id)
        chosen = (
            select(RECORDS.c.version, RECORDS.c.seq, ENTRIES.c.body, RECORDS.c.sealed)
            .join(ENTRIES, ENTRIES.c.seq == RECORDS.c.seq)
            .where(*key, RECORDS.c.outcome != QUARANTINED, RECORDS.c.version <= up_to)
            .order_by(RECORDS.c.version.desc())
            .limit(1)
        )
        async with self._transaction() as connection:
            found = (await connection.execute(chosen)).one_or_none()
        return found and (found.version, self._raw_record(found.seq, orjson.loads(found.body), found.sealed))

    async def use(self, account: str, day: str, at: str) -> None:
        """The account was used on that day of Melbourne: kept once, however many answers say so at once."""
        async with self.lock, self._transaction() as connection:
            seq = await self._next(connection)
            if await noted(connection, account, day, seq):
                await _insert(connection, [_entry(seq, USE, {"account": account, "at": at, "day": day})], [])

    async def last_uses(self, accounts: Sequence[str]) -> Mapping[str, str]:
        """Account → the last day on which it was used."""
        async with self._transaction() as connection:
            return await last_days(connection, accounts)

    async def proof(self, mark: bytes, now: int, until: int) -> bool:
        """Whether a proof of a key is used for the first time; from here on it is not, until then."""
        async with self.lock, self._transaction() as connection:
            return await first_use(connection, mark, now, until)

    # what it says

    async def after(self, seq: int, limit: int) -> list[Entry]:
        """Records and commands in order, for the graph to follow; disclosures and uses left out."""
        chosen = (
            select(ENTRIES.c.seq, ENTRIES.c.kind, ENTRIES.c.body, RECORDS.c.sealed)
            .outerjoin(RECORDS, RECORDS.c.seq == ENTRIES.c.seq)
            .where(ENTRIES.c.seq > seq, ENTRIES.c.kind.in_((RECORD, COMMAND)))
            .order_by(ENTRIES.c.seq)
            .limit(limit)
        )
        async with self._transaction() as connection:
            rows = (await connection.execute(chosen)).all()
        return [self._read(*row) for row in rows]

    def _read(self, seq: int, kind: str, body: bytes, sealed: bytes | None) -> Entry:
        said = orjson.loads(body)
        if kind == COMMAND:
            return Entry(seq, said["command"], said["given"])
        return Entry(seq, None, said, self._raw_record(seq, said, sealed or b""))

    def _raw_record(self, seq: int, said: Row, sealed: bytes) -> bytes:
        try:
            return self.sealing.open_record(sealed, said)
        except (InvalidTag, ValueError):
            raise LedgerUnavailable(f"The raw record of entry {seq} does not open under this key.") from None

    async def leaves(self, seq: int, limit: int) -> list[tuple[int, bytes]]:
        """Places and leaf hashes of the entries after this one."""
        chosen = select(ENTRIES.c.seq, ENTRIES.c.leaf).where(ENTRIES.c.seq > seq).order_by(ENTRIES.c.seq).limit(limit)
        async with self._transaction() as connection:
            return [(row.seq, row.leaf) for row in await connection.execute(chosen)]

    async def last_head(self) -> Head | None:
        async with self._transaction() as connection:
            found = (await connection.execute(NEWEST_HEAD)).one_or_none()
        return Head(*found) if found else None

    async def keep_head(self, head: Head) -> None:
        """An answer that comes in this moment waits for one row. Another worker's of the same size stays."""
        async with self.lock, self._transaction() as connection:
            await self._next(connection)
            if await connection.scalar(select(HEADS.c.size).where(HEADS.c.size == head.size)) is None:
                await connection.execute(insert(HEADS), [head.told()])

    async def keep_stamp(self, head: Head, stamp: bytes) -> None:
        """The first of a head; another worker's stays."""
        async with self.lock, self._transaction() as connection:
            await self._next(connection)
            if await connection.scalar(select(STAMPS.c.size).where(STAMPS.c.size == head.size)) is None:
                await connection.execute(insert(STAMPS), [{"size": head.size, "stamp": stamp}])

    async def unstamped_since(self) -> str | None:
        """When the first head was signed that no stamp comes after; None: the last has one."""
        last = select(func.coalesce(func.max(STAMPS.c.size), 0)).scalar_subquery()
        async with self._transaction() as connection:
            found: str | None = await connection.scalar(select(func.min(HEADS.c.at)).where(HEADS.c.size > last))
        return found

    async def head(self) -> tuple[int, bytes]:
        """Size and RFC 9162 root of the whole ledger."""
        async with self._transaction() as connection:
            rows = await connection.execute(select(ENTRIES.c.leaf).order_by(ENTRIES.c.seq))
            leaves = [row.leaf for row in rows]
        return len(leaves), root(leaves)

    async def disclosures(self) -> list[dict[str, Any]]:
        """What was told, in order: for the register and for tests."""
        chosen = select(ENTRIES.c.body).where(ENTRIES.c.kind == DISCLOSURE).order_by(ENTRIES.c.seq)
        async with self._transaction() as connection:
            return [orjson.loads(row.body) for row in await connection.execute(chosen)]

    async def _next(self, connection: AsyncConnection) -> int:
        await alone(connection, ONE_WRITER)
        last = await connection.execute(select(ENTRIES.c.seq).order_by(ENTRIES.c.seq.desc()).limit(1))
        return int(last.scalar() or 0) + 1

    def _transaction(self) -> Transaction:
        return Transaction(self.engine)


_KEYED = (RECORDS.c.connector, RECORDS.c.custodian, RECORDS.c.source_id, RECORDS.c.version,
          RECORDS.c.content_hash, RECORDS.c.outcome)  # fmt: skip


def _entry(seq: int | None, kind: str, said: Mapping[str, Any]) -> Row:
    assert seq is not None
    return _raw(seq, kind, _canonical(said))


def _raw(seq: int, kind: str, body: bytes) -> Row:
    return {"seq": seq, "kind": kind, "body": body, "leaf": leaf_of(seq, kind, body)}


def _canonical(said: Mapping[str, Any]) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


async def _insert(connection: AsyncConnection, entries: list[Row], records: list[Row]) -> None:
    if entries:
        await connection.execute(insert(ENTRIES), entries)
    if records:
        await connection.execute(insert(RECORDS), records)
