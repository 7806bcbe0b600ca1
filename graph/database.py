"""One statement at a time: by the driver in a session of its own, writes in managed transactions, and a read of one
value over Bolt itself where that is wanted and the address allows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

import structlog
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, Query
from neo4j.exceptions import ClientError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.bolt.address import address_of
from graph.bolt.direct import Direct
from graph.bolt.faults import CannotSpeak, NotOneValue, TooMuch

MOST_IN_FLIGHT = 12  # more only adds waiting on two cores
READ_SECONDS, WRITE_SECONDS = 20.0, 120.0
LOG = structlog.get_logger("database")
Step = tuple[str, Mapping[str, Any]]
Observer = Callable[[str], None]


class DatabaseFault(Exception):
    """Never carries a statement, a value, or the database's own words."""


class DatabaseUnavailable(DatabaseFault):
    """Nothing answers: try again later."""


class StatementTimedOut(DatabaseFault):
    """It took too long: ask for less."""


class StatementRefused(DatabaseFault):
    """The database would not run it: a fault of the hub."""


class Database:
    """`observer` is told each text as it is sent, so that a test can count at the driver. `direct`: the values of reads
    come over Bolt itself, past the driver.
    """

    def __init__(
        self, url: str, user: str, password: str, observer: Observer = lambda _text: None, direct: bool = False
    ) -> None:
        # Notifications carry the whole statement into the log.
        self.driver: AsyncDriver = AsyncGraphDatabase.driver(
            url, auth=(user, password), notifications_min_severity="OFF"
        )
        self.in_flight = asyncio.Semaphore(MOST_IN_FLIGHT)
        self.observer = observer
        address = address_of(url) if direct else None
        self.direct = Direct(address, user, password, MOST_IN_FLIGHT) if address else None
        self.past_driver = bool(address)
        if direct and not address:
            LOG.warning(
                "reads go by the driver", why="only an address bolt://, bolt+s:// or bolt+ssc:// is read direct"
            )

    async def value(self, text: str, given: Mapping[str, Any]) -> Any:
        """The one value of a read; None when there is no row. All values travel in one map."""
        async with self.in_flight:
            self.observer(text)
            with translated():
                return await self._value(text, given)

    async def _value(self, text: str, given: Mapping[str, Any]) -> Any:
        if self.direct and self.past_driver:
            try:
                return await self.direct.value(text, given, READ_SECONDS)
            except CannotSpeak:
                self._by_driver()
        async with self._session(default_access_mode=READ_ACCESS) as session:
            result = await session.run(Query(text, timeout=READ_SECONDS), {"given": dict(given)})
            row = await result.single()
        return None if row is None else row[0]

    def _by_driver(self) -> None:
        """From now on; whoever asked at the same time has said so already."""
        if self.past_driver:
            self.past_driver = False
            LOG.warning("reads go by the driver", why="this Neo4j speaks no Bolt 5.4")

    async def run(self, text: str, given: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """A statement of the schema or of administration."""
        async with self._session() as session:
            with translated():
                result = await session.run(Query(text), {"given": dict(given or {})})
                return [dict(row) async for row in result]

    async def each(self, text: str) -> AsyncIterator[dict[str, Any]]:
        """The rows of a read of everything, as they come: never all at once, and without the limit of a question."""
        async with self.driver.session(default_access_mode=READ_ACCESS) as session:
            with translated():
                async for row in await session.run(Query(text)):
                    yield dict(row)

    async def administer(self, text: str, given: Mapping[str, Any]) -> None:
        """A statement about users, in the system database; these take plain parameters only."""
        async with self._session(database="system") as session:
            with translated():
                await (await session.run(Query(text), dict(given))).consume()

    async def write(self, steps: Sequence[Step], first: Step | None = None) -> None:
        """All steps or none, tried again after a deadlock. None too when `first` finds no row."""

        async def work(transaction: AsyncManagedTransaction) -> None:
            if first and await (await transaction.run(first[0], {"given": dict(first[1])})).single() is None:
                return
            for text, given in steps:
                await (await transaction.run(text, {"given": dict(given)})).consume()

        async with self._session() as session:
            with translated():
                await session.execute_write(work)

    async def verify(self) -> None:
        """Both ways answer."""
        with translated():
            await self.driver.verify_connectivity()
            if self.past_driver:
                await self._value("RETURN 1", {})

    async def close(self) -> None:
        if self.direct:
            await self.direct.close()
        await self.driver.close()

    def _session(self, **settings: Any) -> Any:
        return self.driver.session(fetch_size=-1, **settings)


class translated:  # noqa: N801 - reads as a word at its use
    """The errors of either way as ours, named by what the caller does next."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _at: object) -> None:
        if isinstance(fault, (ServiceUnavailable, SessionExpired, DriverError, OSError)):
            raise DatabaseUnavailable("The database does not answer.") from None
        if isinstance(fault, Neo4jError):
            raise _refused(fault) from None
        if isinstance(fault, TooMuch):
            raise StatementTimedOut("The question asks for too much.") from None
        if isinstance(fault, NotOneValue):
            raise StatementRefused(str(fault)) from None


def _refused(fault: Neo4jError) -> DatabaseFault:
    code = fault.code or ""
    if "TransactionTimedOut" in code or "Terminated" in code or "MemoryPool" in code:
        return StatementTimedOut("The question took too long.")
    if isinstance(fault, ClientError):
        return StatementRefused(f"The database refused a statement ({code}).")
    return DatabaseUnavailable("The database does not answer.")
