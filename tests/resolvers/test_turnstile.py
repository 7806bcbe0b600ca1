"""Who waits and who is told to come again, when more is asked at once than is answered at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest

from resolvers.errors import Fault
from resolvers.turnstile import A_WHILE, Turnstile

AT_ONCE = 4
LET_IN = 6  # half as many wait


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    found = Door()
    yield found
    await found.closed()


@dataclass
class Door:
    """Askers who stay inside until they are told to leave; what time it is, is said here."""

    now: float = 0.0
    inside: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    leaving: dict[int, asyncio.Event] = field(default_factory=dict)
    asking: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turnstile = Turnstile(AT_ONCE, lambda: self.now)

    async def come(self, *who: int) -> None:
        for one in who:
            self.leaving[one] = asyncio.Event()
            self.asking[one] = asyncio.create_task(self._ask(one))
        await self.settled()

    async def leave(self, *who: int) -> None:
        for one in who:
            self.leaving[one].set()
        await self.settled()

    async def go_away(self, *who: int) -> None:
        for one in who:
            self.asking[one].cancel()
        await self.settled()

    async def closed(self) -> None:
        """No task outlives its test."""
        for one in self.asking.values():
            one.cancel()
        await asyncio.gather(*self.asking.values(), return_exceptions=True)

    async def settled(self) -> None:
        for _ in range(6):
            await asyncio.sleep(0)

    async def _ask(self, one: int) -> None:
        try:
            async with self.turnstile.turn():
                self.inside.append(one)
                await self.leaving[one].wait()
            self.inside.remove(one)
        except Fault as fault:
            if fault.code == "OVERLOADED":
                self.refused.append(one)
        except asyncio.CancelledError:
            if one in self.inside:
                self.inside.remove(one)
            raise


async def test_where_a_queue_has_stood_the_next_are_told_to_come_again(door: Door) -> None:
    await door.come(*range(LET_IN))
    door.now = A_WHILE + 0.1
    await door.come(10, 11)
    assert (door.inside, door.refused) == ([0, 1, 2, 3], [10, 11])
    await door.leave(0)
    await door.come(12)
    assert (door.inside, door.refused) == ([1, 2, 3, 4], [10, 11])
    await door.leave(1, 2, 3, 4, 5, 12)
    assert (door.inside, door.turnstile.free) == ([], AT_ONCE)


async def test_of_those_that_came_before_it_was_known_the_last_are_told(door: Door) -> None:
    await door.come(*range(4 * AT_ONCE))
    assert door.refused == []
    door.now = A_WHILE + 0.1
    await door.come(20)
    assert sorted(door.refused) == [*range(LET_IN, 4 * AT_ONCE), 20]


async def test_a_burst_waits_its_turn_and_nobody_is_told(door: Door) -> None:
    await door.come(*range(50))
    for number in range(50):
        assert number in door.inside
        door.now += 0.01
        await door.leave(number)
    assert door.refused == []


async def test_a_queue_that_was_empty_in_between_has_not_stood(door: Door) -> None:
    for start in range(0, 40, 4):
        await door.come(*range(start, start + 4))
        door.now += A_WHILE / 2
        await door.leave(*range(start, start + 4))
    await door.come(*range(50, 50 + 3 * AT_ONCE))
    assert door.refused == []


async def test_a_queue_that_is_kept_short_stays_short_until_for_a_while_nobody_was_told(door: Door) -> None:
    """It is empty now and then while it is, though as much is asked."""
    await door.come(*range(LET_IN))
    door.now = A_WHILE + 0.1
    await door.come(10)
    await door.leave(*range(LET_IN))
    assert (door.inside, door.refused) == ([], [10])
    door.now += A_WHILE / 2
    await door.come(*range(20, 20 + LET_IN), 30, 31)
    assert door.refused == [10, 30, 31]
    await door.leave(*range(20, 20 + LET_IN))
    door.now += A_WHILE + 0.1
    await door.come(*range(40, 40 + 4 * AT_ONCE))
    assert door.refused == [10, 30, 31]


@pytest.mark.parametrize(("come", "later", "full"), [
    (AT_ONCE - 1, A_WHILE + 0.1, False),
    (LET_IN - 1, A_WHILE + 0.1, False),
    (LET_IN, A_WHILE - 0.1, False),
    (LET_IN, A_WHILE + 0.1, True),
])  # fmt: skip
async def test_who_only_looks_is_told_what_who_asks_would_be(door: Door, come: int, later: float, full: bool) -> None:
    await door.come(*range(come))
    door.now = later
    with pytest.raises(Fault, match="Ask again in a second") if full else nullcontext():
        door.turnstile.refuse_where_full()
    assert len(door.inside) + len(door.turnstile.waiting) == come  # and takes nobody's place
    await door.come(99)
    assert (99 in door.refused) is full


async def test_who_goes_away_leaves_his_place_to_the_next(door: Door) -> None:
    await door.come(*range(7))
    await door.go_away(0, 5)
    assert door.inside == [1, 2, 3, 4]
    await door.leave(1, 2, 3, 4)
    assert door.inside == [6]
    await door.leave(6)
    assert door.turnstile.free == AT_ONCE


@pytest.mark.parametrize("seed", range(40))
async def test_whatever_comes_and_goes_no_place_is_lost_and_none_is_given_twice(door: Door, seed: int) -> None:
    draw, number = random.Random(seed), 0
    for _ in range(60):
        match draw.choice(["come", "come", "leave", "away", "later"]):
            case "come":
                await door.come(*range(number, number := number + draw.randint(1, 4)))
            case "leave" if door.inside:
                await door.leave(draw.choice(door.inside))
            case "away" if door.asking:
                # Left and cancelled in one moment too.
                for one in draw.sample(door.inside, min(len(door.inside), draw.randint(0, 2))):
                    door.leaving[one].set()
                await door.go_away(draw.choice(list(door.asking)))
            case "later":
                door.now += draw.choice([0.1, A_WHILE * 1.5])
        assert len(door.inside) <= AT_ONCE
        assert len(door.inside) == AT_ONCE - door.turnstile.free
    await door.leave(*door.leaving)
    await asyncio.gather(*door.asking.values(), return_exceptions=True)
    assert (door.inside, door.turnstile.free) == ([], AT_ONCE)
