"""Cells drawn at random from random worlds: the product shows of each what the second reading shows."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.judge.askers import ASKERS, asker
from tests.judge.tables import ROLES
from tests.judge.worlds import world
from tests.mutants.battery import Cell, Situation, situation

FEW, MANY = 2_000, 20_000


def drawn(seed: int, count: int) -> Iterator[tuple[Situation, list[Cell]]]:
    """Some cells of one asker in one world after another, so many in all; half of them shown, where there are such."""
    draw = random.Random(seed)
    while count > 0:
        role = draw.choice(ROLES)
        purpose = draw.choice(ASKERS[role].purposes)
        found = situation(world(draw.randint(1_000, 99_999)), asker(role, purpose))
        shown = [cell for cell, level in found.levels.items() if level != "N"]
        hidden = [cell for cell, level in found.levels.items() if level == "N"]
        cells = [*draw.sample(shown, min(len(shown), 25)), *draw.sample(hidden, min(len(hidden), 25))][:count]
        count -= len(cells)
        yield found, cells


def compared(seed: int, count: int) -> tuple[int, int]:
    """How many cells, and how many of them were shown."""
    cells = shown = 0
    for found, mine in drawn(seed, count):
        different = {cell for cell, _, _ in found.differences()}
        assert different & set(mine) == set(), found.who
        cells += len(mine)
        shown += sum(found.levels[cell] != "N" for cell in mine)
    return cells, shown


def test_cells_at_random_are_as_the_second_reading_has_them() -> None:
    cells, shown = compared(31, FEW)
    assert cells == FEW
    assert shown > FEW / 5


@pytest.mark.soak
def test_many_more_are() -> None:
    cells, shown = compared(32, MANY)
    assert cells == MANY
    assert shown > MANY / 5
