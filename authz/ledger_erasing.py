"""A record is erased by destroying its keys, in the transaction of the entry that says so.

Privacy and Data Protection Act 2014 (Vic) Sch 1, IPP 4.2. The entry is the proof: which entries were of the record, by
which authority, by whom. The sealed bytes stay, and nobody opens them.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy import delete, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from authz.ledger_store import LedgerUnavailable, Transaction
from authz.ledger_tables import ERASED, RECORD_KEYS

ERASE = "eraseRecord"  # the command; its body names the entries of the record as `seqs`
LOG = structlog.get_logger("ledger")


async def destroyed(connection: AsyncConnection, seqs: Sequence[int], by_seq: int) -> None:
    """The keys of these entries, by the entry of this number."""
    await connection.execute(delete(RECORD_KEYS).where(RECORD_KEYS.c.seq.in_(seqs)))
    await connection.execute(insert(ERASED), [{"seq": seq, "by_seq": by_seq} for seq in seqs])


async def scrubbed(engine: AsyncEngine) -> None:
    """Takes what was destroyed out of SQLite's log too: `secure_delete` alone leaves it there. Who still reads an older
    state keeps it; then the next start, the next erasure or the end of the hub does it."""
    if engine.dialect.name != "sqlite":
        return
    try:
        async with Transaction(engine) as connection:
            busy = (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()[0]
    except LedgerUnavailable:
        busy = True
    if busy:
        LOG.warning("erased_key_in_log", why="somebody reads the ledger; the next start takes it out")
