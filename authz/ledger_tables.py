"""The ledger's tables: every entry in order, what names each received record, and when who searched."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, MetaData, String, Table

METADATA = MetaData()

# `body` is canonical JSON; `leaf` its RFC 9162 leaf hash. Nothing is ever updated or deleted.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
)

# The raw record is sealed and stands beside its entry, which holds its hash.
RECORDS = Table(
    "records",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("connector", String(40), nullable=False),
    Column("custodian", String(80), nullable=False),
    Column("source_id", String(200), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("records_key", "connector", "custodian", "source_id"),
)

# When an account searched for people: all workers count from here, also after a restart.
SEARCHES = Table(
    "searches",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(20), nullable=False),
    Column("account", String(80), nullable=False),
    Column("address", Boolean, nullable=False),
    Index("searches_key", "account", "at"),
)
