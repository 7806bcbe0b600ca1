"""The ledger's tables: entries in order, what names each received record, its key or what erased it, signed heads and
their stamps, when who searched, who was told of whom, on which days an account was used, and which proofs of a key were
used."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, MetaData, String, Table, select

from authz.merkle import leaf_hash

METADATA = MetaData()

# `body` is canonical JSON; `leaf` its RFC 9162 leaf hash. Nothing is ever updated or deleted, but of `proofs`
# and `record_keys`.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
)


def leaf_of(seq: int, kind: str, body: bytes) -> bytes:
    """Its place and kind are part of what is hashed, so that none can be moved."""
    return leaf_hash(f"{seq} {kind} ".encode() + body)


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

# By which alone a raw record is opened: `authz/sealing.py`. To erase it is to delete its row here.
RECORD_KEYS = Table(
    "record_keys",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)

# Records that were erased, and the entry by which each was: `authz/ledger_erasing.py`.
ERASED = Table(
    "erased",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("by_seq", BigInteger, nullable=False),
)

# What the ledger was, and when: `authz/heads.py`.
HEADS = Table(
    "heads",
    METADATA,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", String(64), nullable=False),
    Column("at", String(20), nullable=False),
    Column("signature", String(128), nullable=False),
)

# An authority's word for when it saw a head, as it came: `authz/stamping.py`.
STAMPS = Table(
    "stamps",
    METADATA,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("stamp", LargeBinary, nullable=False),
)

NEWEST_HEAD = select(HEADS).order_by(HEADS.c.size.desc()).limit(1)

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

# Which account each disclosure was to, and of whom it told: `authz/ledger_register.py`.
TOLD = Table(
    "told",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("audit_id", String(40), nullable=False, unique=True),
    Column("account", String(80), nullable=False),
    Column("organisation", String(80), nullable=False),
    Index("told_account", "account", "seq"),
)
SUBJECTS = Table(
    "subjects",
    METADATA,
    Column("person", String(40), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
)

# Days of Melbourne on which an account was used; `seq` is the entry that says so.
USES = Table(
    "uses",
    METADATA,
    Column("account", String(80), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

# Proofs of a key that may not be used again, by hash, until they are too old to be taken (seconds of the epoch).
PROOFS = Table(
    "proofs",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("until", BigInteger, nullable=False, index=True),
)
