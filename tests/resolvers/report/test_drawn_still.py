"""A report is drawn at one position of the graph, also while the hub never ceases to take records in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from resolvers.errors import Fault
from resolvers.report_drafting import MOST_TRIES, Moved, drawn_still


class Busy:
    """A graph that moves under each reader but the one in whose turn it is, once he has read it afresh."""

    def __init__(self) -> None:
        self.tries = self.in_turn = 0
        self.still = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        self.still = True
        yield
        self.still = False

    async def draw(self) -> str:
        self.tries += 1
        self.in_turn += self.still
        if self.in_turn < 2:
            raise Moved
        return "drawn"


async def test_what_moves_is_drawn_at_last_in_the_turn_of_the_writer() -> None:
    graph = Busy()
    assert await drawn_still(graph.draw, graph.turn) == "drawn"
    assert (graph.tries, graph.in_turn, graph.still) == (MOST_TRIES + 2, 2, False)


async def test_without_a_turn_it_says_that_the_hub_is_busy() -> None:
    graph = Busy()
    with pytest.raises(Fault, match="BUSY"):
        await drawn_still(graph.draw)
    assert (graph.tries, graph.in_turn) == (2 * MOST_TRIES, 0)
