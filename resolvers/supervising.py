"""Worker processes that answer at one port: begun again when one dies, ended before what they rest on.

A worker gets what it needs as arguments, none of it by the environment or the command line, where others could read it.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.context import SpawnProcess
from typing import Any

import structlog

from resolvers.listening import STOPPING

PAUSE = 1.0  # seconds before a worker that died is begun again
STOP_SECONDS = 30.0  # then it is killed: answers on their way have 10
CANNOT_BEGIN = 1  # a worker's own words are said, and name the mend
LOG = structlog.get_logger("workers")
Work = Callable[[int], tuple[Callable[..., None], tuple[Any, ...]]]


class WorkersFailed(Exception):
    """One could not begin, and has said why."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Worker {number} could not begin.")


class Supervisor:
    """`work` gives a worker's function and its arguments, by its number from 1."""

    def __init__(self, count: int, work: Work) -> None:
        self.count, self.work = count, work
        self.spawning = get_context("spawn")
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        """Until it is told to stop; WorkersFailed when one cannot begin at all."""
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, self.stopping.set)
        kept = [asyncio.create_task(self._kept(number)) for number in range(1, self.count + 1)]
        try:
            await asyncio.gather(*kept)
        finally:
            self.stopping.set()
            await asyncio.gather(*kept, return_exceptions=True)

    async def _kept(self, number: int) -> None:
        first = True
        while not self.stopping.is_set():
            process = self._begun(number)
            if await self._stopped(process):
                return
            if first and process.exitcode == CANNOT_BEGIN:
                raise WorkersFailed(number)
            LOG.error("worker_died", worker=number, code=process.exitcode)
            first = False
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), PAUSE)

    async def _stopped(self, process: SpawnProcess) -> bool:
        """Waits for its end, and brings it about when all are to stop; false when it ended by itself."""
        ended, stop = asyncio.create_task(_end_of(process)), asyncio.create_task(self.stopping.wait())
        try:
            await asyncio.wait((ended, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not ended.done():
                process.terminate()
                await asyncio.wait((ended,), timeout=STOP_SECONDS)
            if not ended.done():
                process.kill()
            stop.cancel()
            await ended
            process.join()
        return self.stopping.is_set()

    def _begun(self, number: int) -> SpawnProcess:
        target, arguments = self.work(number)
        process = self.spawning.Process(target=target, args=arguments, name=f"worker {number}", daemon=True)
        process.start()
        return process


async def _end_of(process: SpawnProcess) -> None:
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    loop.add_reader(process.sentinel, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(process.sentinel)


def end_with_supervisor() -> None:
    """In a worker: one whose supervisor was killed does not go on by itself."""
    supervisor, loop = parent_process(), asyncio.get_running_loop()
    assert supervisor

    def gone(sentinel: int) -> None:
        loop.remove_reader(sentinel)
        signal.raise_signal(signal.SIGTERM)

    loop.add_reader(supervisor.sentinel, partial(gone, supervisor.sentinel))
