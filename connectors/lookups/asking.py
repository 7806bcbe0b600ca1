"""Custodians asked side by side, each within its own budget; what comes after it is taken in, and told when it is.

A look-up that is cancelled within its budget ends with whoever asked. One whose budget is over goes on by itself until
`furthest` seconds after it was asked, or until the hub stops.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import httpx
import structlog

from connectors.lookups.calling import call, caller
from connectors.lookups.form import Failed
from connectors.lookups.hearing import Heard, Lookup, heard
from connectors.lookups.taking import Take
from connectors.lookups.targets import Target
from schema.lookups import CustodianAnswer, Failure, RecordTaken, Request, Status, Subject

FURTHEST = 3600.0  # seconds after which no answer is taken
LOG = structlog.get_logger("lookups")
Late = Callable[[CustodianAnswer], Awaitable[None]]
T = TypeVar("T")


@dataclass(slots=True)
class Lookups:
    """`take` takes rows of a connector for a custodian; `tasks` are those under way."""

    targets: Mapping[str, Target]
    take: Take
    client: httpx.AsyncClient
    clock: Callable[[], str]
    furthest: float = FURTHEST
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def live(self, custodian: str) -> bool:
        """Can it be asked at once?"""
        return custodian in self.targets

    async def ask(
        self, custodians: Iterable[str], subject: Subject, request: Request, late: Late
    ) -> list[CustodianAnswer]:
        """One of each that can be asked, in that order. `late` is told once of each that is TIMED_OUT here, unless the
        hub stops before."""
        asked = [self.targets[custodian] for custodian in dict.fromkeys(custodians) if self.live(custodian)]
        lookups = [Lookup(secrets.token_hex(16), target, subject, request, self.clock()) for target in asked]
        return list(await asyncio.gather(*(self._ask(lookup, late) for lookup in lookups)))

    async def end(self) -> None:
        """Nothing goes on by itself after this."""
        going = list(self.tasks)
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)

    async def _ask(self, lookup: Lookup, late: Late) -> CustodianAnswer:
        hearing = self._begin(self._heard(lookup))
        try:
            await asyncio.wait([hearing], timeout=lookup.target.seconds)
        except asyncio.CancelledError:
            hearing.cancel()
            raise
        if hearing.done():
            return await self._taken(lookup, hearing.result())
        self._begin(self._later(lookup, hearing, late))
        return lookup.became(Status.TIMED_OUT)

    async def _later(self, lookup: Lookup, hearing: asyncio.Task[Heard], late: Late) -> None:
        told = await self._taken(lookup, await hearing)
        try:
            await late(replace(told, late=True))
        except Exception as fault:
            LOG.error("a late answer was told to nobody", lookup=lookup.id, fault=type(fault).__name__)

    async def _heard(self, lookup: Lookup) -> Heard:
        """Whatever the custodian does, something is heard."""
        try:
            async with asyncio.timeout(self.furthest):
                body = await call(self.client, lookup.target, lookup.body)
            # In a thread: a large answer must not keep questions waiting.
            return await asyncio.to_thread(heard, lookup, body, self.clock())
        except Failed as fault:
            return Heard(_failed(lookup, fault.failure, fault.detail))
        except TimeoutError:
            return Heard(_failed(lookup, Failure.NO_ANSWER, f"none within {self.furthest:g} seconds"))

    async def _taken(self, lookup: Lookup, found: Heard) -> CustodianAnswer:
        """What of one custodian cannot be taken in spoils no other's."""
        if not found.rows:
            return found.told
        target = lookup.target
        try:
            outcomes = await self.take(target.connector, found.rows, frozenset({target.custodian}))
        except Exception as fault:
            return _failed(lookup, Failure.NOT_TAKEN, f"the hub could not take it in ({type(fault).__name__})")
        taken = tuple(RecordTaken(one.source_id, one.version, one.outcome) for one in outcomes)
        return replace(found.told, records=taken)

    def _begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task


@asynccontextmanager
async def asking(
    targets: Mapping[str, Target], take: Take, clock: Callable[[], str], furthest: float = FURTHEST
) -> AsyncIterator[Lookups]:
    """Until the end, when what is under way is ended too."""
    async with caller() as client:
        lookups = Lookups(targets, take, client, clock, furthest)
        try:
            yield lookups
        finally:
            await lookups.end()


def _failed(lookup: Lookup, failure: Failure, detail: str) -> CustodianAnswer:
    LOG.error("a look-up failed", custodian=lookup.target.custodian, lookup=lookup.id, failure=failure, why=detail)
    return lookup.became(Status.FAILED, failure=failure, detail=detail)
