"""A record is erased by destroying its keys, in the transaction of the entry that says so.

Privacy and Data Protection Act 2014 (Vic) Sch 1, IPP 4.2. The entry is the proof: which entries were of the record, by
which authority, by whom. The sealed bytes stay, and nobody opens them.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection, delete, insert, text

from authz.ledger_store import LedgerUnavailable, Store
from authz.ledger_tables import ERASED, RECORD_KEYS

ERASE = "eraseRecord"  # the command; its body names the entries of the record as `seqs`
LOG = structlog.get_logger("ledger")


def destroyed(connection: Connection, seqs: Sequence[int], by_seq: int) -> None:
    """The keys of these entries, by the entry of this number."""
    connection.execute(delete(RECORD_KEYS).where(RECORD_KEYS.c.seq.in_(seqs)))
    connection.execute(insert(ERASED), [{"seq": seq, "by_seq": by_seq} for seq in seqs])


async def scrubbed(store: Store) -> None:
    """Takes what was destroyed out of SQLite's log too: `secure_delete` alone leaves it there. Who still reads an older
    state keeps it; then the next start, the next erasure or the end of the hub does it."""
    if store.engine.dialect.name != "sqlite":
        return
    try:
        busy = await store.write(lambda connection: connection.scalar(text("PRAGMA wal_checkpoint(TRUNCATE)")))
    except LedgerUnavailable:
        busy = True
    if busy:
        LOG.warning("erased_key_in_log", why="somebody reads the ledger; the next start takes it out")
