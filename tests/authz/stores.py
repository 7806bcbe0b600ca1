"""The two stores that a ledger is kept in: a SQLite file, and a real PostgreSQL from the wheel `pgserver`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import create_engine, text

from authz.heads import Head
from authz.keys import public_of
from authz.ledger import Ledger
from authz.ledger_received import Received
from authz.ledger_verify import verified

KEY = b"a key of the tests, thirty-two b"
NUMBERS = count(1)
AT = "2026-07-01T00:00:00Z"
SEED = b"another key of the tests, 32 byt"
FAULT = {"pointer": "/incident/occurred_to", "code": "END_BEFORE_START", "reason": "is before its start"}


def record(source_id: str = "L17-1", version: int = 1, content: bytes = b"", faulty: bool = False) -> Received:
    said = content or f"{source_id} version {version}".encode()
    return Received("l17", "victoria_police", source_id, version, said, AT, (FAULT,) if faulty else ())


class Store(Protocol):
    def fresh(self) -> str:
        """The URL of an empty store."""

    def kept(self) -> bytes:
        """Every byte that the store has on disk."""


@dataclass(frozen=True, slots=True)
class Sqlite:
    folder: Path

    def fresh(self) -> str:
        return f"sqlite:///{self.folder / f'ledger{next(NUMBERS)}.db'}"

    def kept(self) -> bytes:
        return _bytes(self.folder)


@dataclass(frozen=True, slots=True)
class Postgres:
    server: Any

    def fresh(self) -> str:
        """A schema of its own, which costs less than a database."""
        name = f"ledger{next(NUMBERS)}"
        self.server.psql(f"CREATE SCHEMA {name}")
        uri = str(self.server.get_uri()).replace("postgresql:", "postgresql+psycopg:")
        return f"{uri}&options=-csearch_path%3D{name}"

    def kept(self) -> bytes:
        self.server.psql("CHECKPOINT")
        return _bytes(self.server.pgdata)


@contextmanager
def store_of(kind: str) -> Iterator[Store]:
    """In a folder below /tmp itself: as root, PostgreSQL runs as another user, who must reach it."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield Sqlite(Path(folder))
            return
        # Read once, when the wheel is first imported.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pgserver

        server = pgserver.get_server(Path(folder) / "postgres")
        try:
            yield Postgres(server)
        finally:
            server.cleanup()


@asynccontextmanager
async def opened(url: str, key: bytes = KEY) -> AsyncIterator[Ledger]:
    ledger = await Ledger.open(url, key)
    try:
        yield ledger
    finally:
        await ledger.close()


async def wrong(ledger: Ledger, *witnessed: Head) -> list[int]:
    """Every place of it that is not as it was."""
    found = verified(ledger.store.engine, public_of(SEED), ledger.sealing, witnessed)
    return sorted({place for flaw in found.flaws for place in range(flaw.seq, flaw.through + 1)})


@asynccontextmanager
async def broken(url: str, table: str = "entries") -> AsyncIterator[None]:
    """A table is not there for a while: nothing can be read or written."""
    await run(url, f"ALTER TABLE {table} RENAME TO hidden_{table}")
    try:
        yield
    finally:
        await run(url, f"ALTER TABLE hidden_{table} RENAME TO {table}")


async def run(url: str, *statements: str) -> None:
    """As somebody with the store's own password would, past the ledger."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
