"""Raw records in the store: sealed beside their entries, opened by them, and what is held of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, Connection, select

from authz.ledger_entry import COMMAND, RECORD, Entry, Row
from authz.ledger_received import QUARANTINED, Known, Receipt, Received, key_of, remember
from authz.ledger_store import LedgerUnavailable
from authz.ledger_tables import ENTRIES, ERASED, RECORD_KEYS, RECORDS
from authz.sealing import NAMES, Sealed, Sealing

Key = tuple[str, str, str]  # connector, custodian and source id: one record, in all its versions
ERASING = ENTRIES.alias("erasing")
# Records and commands in order, each record with what opens it, or with the entry that erased it.
FOLLOWED = (
    select(
        ENTRIES.c.seq, ENTRIES.c.kind, ENTRIES.c.body, RECORDS.c.sealed, RECORD_KEYS.c.wrapped,
        ERASING.c.body.label("erasing"),
    )
    .outerjoin(RECORDS, RECORDS.c.seq == ENTRIES.c.seq)
    .outerjoin(RECORD_KEYS, RECORD_KEYS.c.seq == ENTRIES.c.seq)
    .outerjoin(ERASED, ERASED.c.seq == ENTRIES.c.seq)
    .outerjoin(ERASING, ERASING.c.seq == ERASED.c.by_seq)
    .where(ENTRIES.c.kind.in_((RECORD, COMMAND)))
    .order_by(ENTRIES.c.seq)
)  # fmt: skip
# The newest version that was taken comes first.
NEWEST = (
    FOLLOWED.add_columns(RECORDS.c.version)
    .where(RECORDS.c.outcome != QUARANTINED, ERASED.c.seq.is_(None))
    .order_by(None)
    .order_by(RECORDS.c.version.desc())
    .limit(1)
)
KEYED = select(
    RECORDS.c.connector, RECORDS.c.custodian, RECORDS.c.source_id, RECORDS.c.version, RECORDS.c.content_hash,
    RECORDS.c.outcome, ERASED.c.by_seq,
).outerjoin(ERASED, ERASED.c.seq == RECORDS.c.seq)  # fmt: skip


def of(key: Key) -> ColumnElement[bool]:
    connector, custodian, source_id = key
    named = (RECORDS.c.connector == connector) & (RECORDS.c.custodian == custodian)
    return named & (RECORDS.c.source_id == source_id)


def rows_of(received: Received, receipt: Receipt, sealing: Sealing) -> tuple[Row, Row]:
    """The sealed record, and its key."""
    said = {**dict(zip(NAMES, (*key_of(received), received.version, received.digest), strict=True))}
    sealed = sealing.seal(received.content, *(str(said[name]) for name in NAMES))
    record = {"seq": receipt.seq, **said, "outcome": receipt.outcome, "sealed": sealed.content}
    return record, {"seq": receipt.seq, "wrapped": sealed.wrapped}


def known_of(connection: Connection, batch: Sequence[Received]) -> dict[Key, Known]:
    """What is held under the name of each."""
    known = {key_of(received): Known() for received in batch}
    ids = sorted({received.source_id for received in batch})
    for start in range(0, len(ids), 500):
        for row in connection.execute(KEYED.where(RECORDS.c.source_id.in_(ids[start : start + 500]))):
            held = known.get((row.connector, row.custodian, row.source_id))
            if held is not None:
                remember(held, row.version, row.content_hash, row.outcome)
                held.erased |= row.by_seq is not None
    return known


def entry_of(row: Any, sealing: Sealing) -> Entry:
    """From a row of `FOLLOWED`. A record that does not open, and that no entry erased, is `LedgerUnavailable`."""
    said = orjson.loads(row.body)
    if row.kind == COMMAND:
        return Entry(row.seq, said["command"], said["given"])
    if row.erasing is not None:
        return Entry(row.seq, None, said, people=tuple(orjson.loads(row.erasing)["given"]["people"]))
    try:
        content = sealing.open_record(Sealed(row.sealed or b"", row.wrapped or b""), said)
    except (InvalidTag, ValueError):
        raise LedgerUnavailable(f"The raw record of entry {row.seq} does not open under this key.") from None
    return Entry(row.seq, None, said, content)
