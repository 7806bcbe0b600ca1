"""Records of all who wait for their turn are kept in one: one commit of the ledger, one transaction of the graph."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from authz.ledger_received import Receipt, Received

Keep = Callable[[list[Received]], Awaitable[list[Receipt]]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The records of one request."""

    records: Sequence[Received]
    receipts: asyncio.Future[list[Receipt]]


class Together:
    """`most`: records in one turn; a request of more has it alone. In the order in which they came."""

    def __init__(self, keep: Keep, most: int) -> None:
        self.keep, self.most = keep, most
        self.waiting: list[Waiting] = []
        self.working: asyncio.Task[None] | None = None

    async def kept(self, records: Sequence[Received]) -> list[Receipt]:
        """Kept too when whoever sent them goes away meanwhile. What fails, fails for all who were kept together."""
        mine = Waiting(records, asyncio.get_running_loop().create_future())
        self.waiting.append(mine)
        if self.working is None:
            self.working = asyncio.create_task(self._work())
        return await mine.receipts

    async def _work(self) -> None:
        try:
            while self.waiting:
                await self._keep(self._next())
        finally:
            self.working = None
            _end(self.waiting)

    async def _keep(self, group: Sequence[Waiting]) -> None:
        try:
            receipts = iter(await self.keep([record for one in group for record in one.records]))
            for one in group:
                mine = [next(receipts) for _ in one.records]
                if not one.receipts.done():  # else whoever sent it has gone
                    one.receipts.set_result(mine)
        except Exception as fault:
            for one in group:
                if not one.receipts.done():
                    one.receipts.set_exception(fault)
        finally:
            _end(group)

    def _next(self) -> Sequence[Waiting]:
        count = 0
        for number, one in enumerate(self.waiting):
            count += len(one.records)
            if number and count > self.most:
                group, self.waiting = self.waiting[:number], self.waiting[number:]
                return group
        group, self.waiting = self.waiting, []
        return group


def _end(group: Sequence[Waiting]) -> None:
    """The hub ends; of those that were told nothing changes."""
    for one in group:
        one.receipts.cancel()
