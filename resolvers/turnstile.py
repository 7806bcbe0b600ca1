"""How many questions are answered at once, and which of the others wait.

More at once only share the same cores, and all come late. A burst waits its turn, however long it is: it ends. Where
a queue has stood for a while more is asked than can be answered, and then only half as many wait as are being answered,
so that who is let in is answered in less than twice the time; the others are told at once to come again. That lasts
until for a while nobody was told so: a queue that is kept short is empty now and then, though as much is asked.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from prometheus_client import Counter

from resolvers.errors import Fault

AT_ONCE = 16  # the database has 12 statements in flight; the others read, judge, or wait for the ledger
A_WHILE = 1.0  # seconds that a queue may stand
MOST = 2_000  # waiting, whatever they wait for
REFUSED = Counter("throughline_overloaded", "Questions that were told to come again.")


class Turnstile:
    """Of one worker. First come, first served."""

    def __init__(self, at_once: int = AT_ONCE, clock: Callable[[], float] = time.monotonic) -> None:
        self.at_once, self.free, self.clock = at_once, at_once, clock
        self.standing = at_once // 2  # how many wait where a queue has stood
        self.waiting: deque[asyncio.Future[None]] = deque()
        self.since = 0.0  # when the queue began to stand
        self.until = 0.0  # how long it stands, whether or not somebody waits

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """`OVERLOADED` instead, where too many wait."""
        await self._come_in()
        try:
            yield
        finally:
            self._go_out()

    @property
    def full(self) -> bool:
        """Who comes now is told to come again."""
        return not self.free and len(self.waiting) >= (self.standing if self._stands() else MOST)

    def refuse_where_full(self) -> None:
        """What the turn would say, before anything is done for who asks."""
        self._shorten()
        if self.full:
            raise self._overloaded()

    async def _come_in(self) -> None:
        if self.free:
            self.free -= 1
            return
        self.refuse_where_full()
        if not self.waiting:
            self.since = self.clock()
        mine = asyncio.get_running_loop().create_future()
        self.waiting.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.cancelled():
                self.waiting = deque(one for one in self.waiting if one is not mine)
            elif mine.exception() is None:  # let in, and gone before it knew
                self._go_out()
            raise

    def _go_out(self) -> None:
        while self.waiting:
            next_one = self.waiting.popleft()
            if not next_one.done():  # else it has gone
                next_one.set_result(None)
                return
        self.free += 1

    def _stands(self) -> bool:
        now = self.clock()
        return now < self.until or (bool(self.waiting) and now - self.since > A_WHILE)

    def _shorten(self) -> None:
        """Those that came while it was not known that the queue would stand; the last to come have waited least."""
        while self._stands() and len(self.waiting) > self.standing:
            last = self.waiting.pop()
            if not last.done():
                last.set_exception(self._overloaded())

    def _overloaded(self) -> Fault:
        self.until = self.clock() + A_WHILE
        REFUSED.inc()
        return Fault("OVERLOADED", "The hub answers as many as it can. Ask again in a second.")
