"""Where the ledger is kept, SQLite or PostgreSQL: opened by URL, and never failing in the store's own words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine


class LedgerUnavailable(Exception):
    """An entry could not be made durable, or not be read back: refuse what rests on it."""


class Transaction:
    """A transaction whose every failure is `LedgerUnavailable`, with nothing of the store in it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.begun = engine.begin()

    async def __aenter__(self) -> AsyncConnection:
        try:
            return await self.begun.__aenter__()
        except (SQLAlchemyError, OSError):
            raise LedgerUnavailable("The ledger cannot be opened.") from None

    async def __aexit__(self, kind: Any, fault: BaseException | None, at: Any) -> None:
        try:
            await self.begun.__aexit__(kind, fault, at)
        except (SQLAlchemyError, OSError):
            raise LedgerUnavailable("The ledger cannot be written.") from None
        if isinstance(fault, (SQLAlchemyError, OSError)):
            raise LedgerUnavailable("The ledger cannot be written.") from None


async def alone(connection: AsyncConnection, turn: int) -> None:
    """Waits for this turn, which ends with the transaction, or with who holds it. A SQLite file has one process,
    whose own locks are enough."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": turn})


def engine_of(url: str, *, reading: bool = False) -> AsyncEngine:
    """`reading`: nothing can be written through it, and no file is made."""
    try:
        engine = _reading(create_async_engine(url)) if reading else create_async_engine(url)
        if engine.dialect.name == "sqlite" and not reading:
            # Tried first: aiosqlite leaves a thread behind when a file cannot be opened.
            sqlite3.connect(engine.url.database or "").close()
            event.listen(engine.sync_engine, "connect", _durable)
    except (SQLAlchemyError, ImportError):
        raise LedgerUnavailable(
            "The ledger's URL names no store: sqlite+aiosqlite:///FILE or postgresql+psycopg://…"
        ) from None
    except sqlite3.Error:
        raise LedgerUnavailable("The ledger cannot be opened.") from None
    return engine


def _reading(engine: AsyncEngine) -> AsyncEngine:
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True)
    file = Path(engine.url.database or "").absolute().as_uri()
    sqlite3.connect(f"{file}?mode=ro", uri=True).close()
    return create_async_engine(engine.url.set(database=file, query={"mode": "ro", "uri": "true"}))


def _durable(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
