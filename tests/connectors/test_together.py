"""Requests that wait for the turn of the writer are kept in one turn, and each is told of its own records."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from authz.ledger_received import Receipt, Received
from connectors.together import Together


def record(number: int) -> Received:
    return Received("l17", "victoria_police", str(number), 1, b"{}", "2026-01-01T00:00:00Z")


@dataclass
class Writer:
    """Keeps when it is told to; fails on a record of the number 13."""

    turns: list[list[str]] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, records: list[Received]) -> list[Receipt]:
        self.turns.append([one.source_id for one in records])
        await self.open.wait()
        if "13" in self.turns[-1]:
            raise OSError("the disk is full")
        return [Receipt(f"kept {one.source_id}") for one in records]


def told(receipts: list[Receipt]) -> list[str]:
    return [receipt.outcome for receipt in receipts]


async def sent(together: Together, *batches: tuple[int, ...]) -> list[asyncio.Task[list[Receipt]]]:
    tasks = [asyncio.create_task(together.kept([record(n) for n in batch])) for batch in batches]
    for _ in range(4):
        await asyncio.sleep(0)
    return tasks


async def test_what_fails_is_told_to_all_of_that_turn_and_to_no_other() -> None:
    writer = Writer()
    together = Together(writer.keep, most=10)
    before = await sent(together, (1,))
    with_it = await sent(together, (2,), (13,))
    writer.open.set()
    assert [told(await one) for one in before] == [["kept 1"]]
    for one in with_it:
        with pytest.raises(OSError, match="full"):
            await one
    [after] = await sent(together, (4,))
    assert told(await after) == ["kept 4"]


async def test_those_who_wait_are_kept_in_one_turn_and_each_is_told_of_his_own() -> None:
    writer = Writer()
    together = Together(writer.keep, most=10)
    tasks = [*await sent(together, (1,)), *await sent(together, (2, 3), (), (4,))]
    writer.open.set()
    assert [told(await one) for one in tasks] == [["kept 1"], ["kept 2", "kept 3"], [], ["kept 4"]]
    assert writer.turns == [["1"], ["2", "3", "4"]]


async def test_a_turn_is_of_so_many_and_a_larger_request_has_one_alone() -> None:
    writer = Writer()
    together = Together(writer.keep, most=4)
    many = tuple(range(20, 30))
    tasks = [*await sent(together, (1,)), *await sent(together, (2, 3), (4, 5), (6,), many, (7,))]
    writer.open.set()
    await asyncio.gather(*tasks)
    assert writer.turns == [["1"], ["2", "3", "4", "5"], ["6"], [str(n) for n in many], ["7"]]


async def test_a_record_is_kept_though_its_sender_goes_away() -> None:
    writer = Writer()
    together = Together(writer.keep, most=10)
    [first] = await sent(together, (1,))
    gone, other = await sent(together, (2,), (3,))
    first.cancel()
    gone.cancel()
    await asyncio.sleep(0)
    writer.open.set()
    assert told(await other) == ["kept 3"]
    assert writer.turns == [["1"], ["2", "3"]]
