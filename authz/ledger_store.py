"""Where the ledger is kept, SQLite or PostgreSQL: opened by URL, and never failing in the store's own words.

A transaction is one call to a thread, whatever it asks: one thread writes, so that entries follow each other, and a few
read. A call for each statement cost three times the CPU of the whole entry.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

READERS = 4
NO_FILE = (None, "", ":memory:")
T = TypeVar("T")
Work = Callable[[Connection], T]


class LedgerUnavailable(Exception):
    """An entry could not be made durable, or not be read back: refuse what rests on it."""


class Store:
    """Whoever leaves while his transaction is at work leaves when it has ended: who comes next sees what it did."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.writer = ThreadPoolExecutor(1, "ledger-writer")
        self.readers = ThreadPoolExecutor(READERS, "ledger-reader")

    async def write(self, work: Work[T]) -> T:
        """One after another. PostgreSQL's other workers wait by `alone`."""
        return await _ended(self.writer, self._done, work)

    async def read(self, work: Work[T]) -> T:
        return await _ended(self.readers, self._done, work)

    @asynccontextmanager
    async def held(self, turn: int) -> AsyncIterator[None]:
        """This turn of all workers, over many transactions."""
        connection = await _ended(self.readers, _connected, self.engine)
        try:
            await _ended(self.readers, _taken, connection, turn)
            yield
        finally:
            await _ended(self.readers, _given_back, connection)

    async def close(self) -> None:
        for threads in (self.writer, self.readers):
            await asyncio.to_thread(threads.shutdown)
        self.engine.dispose()

    def _done(self, work: Work[T]) -> T:
        with transaction(self.engine) as connection:
            return work(connection)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One whose every failure is `LedgerUnavailable`, with nothing of the store in it."""
    with _connected(engine) as connection, _failing("The ledger cannot be written."), connection.begin():
        yield connection


def alone(connection: Connection, turn: int) -> None:
    """Waits for this turn, which ends with the transaction, or with who holds it. A SQLite file has one process, and
    one thread of it writes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": turn})


def engine_of(url: str, *, reading: bool = False) -> Engine:
    """`reading`: nothing can be written through it, and no file is made."""
    try:
        engine = create_engine(url)
        if engine.dialect.is_async or (engine.dialect.name == "sqlite" and engine.url.database in NO_FILE):
            raise ImportError
    except (SQLAlchemyError, ImportError):
        raise LedgerUnavailable("The ledger's URL names no store: sqlite:///FILE or postgresql+psycopg://…") from None
    if reading:
        return _reading(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
    return engine


def _reading(engine: Engine) -> Engine:
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True)
    file = Path(engine.url.database or "").absolute().as_uri()
    return create_engine(engine.url.set(database=file, query={"mode": "ro", "uri": "true"}))


def _durable(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _failing(said: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError):
        raise LedgerUnavailable(said) from None


def _connected(engine: Engine) -> Connection:
    with _failing("The ledger cannot be opened."):
        return engine.connect()


def _taken(connection: Connection, turn: int) -> None:
    with _failing("The ledger cannot be written."):
        alone(connection, turn)


def _given_back(connection: Connection) -> None:
    with _failing("The ledger cannot be written."):
        connection.close()


async def _ended(threads: ThreadPoolExecutor, work: Callable[..., T], *given: Any) -> T:
    future = asyncio.get_running_loop().run_in_executor(threads, work, *given)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        while not future.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([future])
        if not future.cancelled():
            future.exception()  # nobody is left to be told it
        raise
