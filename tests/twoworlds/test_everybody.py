"""All roles under all their purposes: two worlds that differ only in what is hidden are answered alike to the byte.

In each run all of them, with few texts, which Neo4j plans once for all; in the soak with many, and in larger worlds.
"""

from __future__ import annotations

import time

import pytest

from tests.judge.fields import FACET_OF, NOUN_OF
from tests.judge.positions import facets_of, showable
from tests.judge.tables import ROLES
from tests.twoworlds.everybody import SMALL, Said, askers, asks, met, told
from tests.twoworlds.telling import Desk

PAIRS, EACH, TEXTS = 5, 100, 20
MANY, LONG, MORE_TEXTS = 40, 50, 60  # 2,000 questions of each role
LARGE = (14, 6, 8)
SHOWN_LITTLE = ("corrections_officer",)  # in small worlds next to nothing: in each run it is asked in large ones


def shown_something(role: str) -> bool:
    """Could any world show this role a value, by the tables alone?"""
    return any(
        showable(role, NOUN_OF[area], field, facet)
        for area, fields in FACET_OF.items()
        for field in fields
        for facet in facets_of(NOUN_OF[area], field)
    )


async def all_of(desk: Desk, role: str, pairs: int, each: int, texts: int, size: tuple[int, int, int]) -> list[Said]:
    """The first pair of a role is alike in its searches too."""
    said = []
    for number, who in enumerate(askers(role, pairs)):
        seed = 100 * ROLES.index(role) + number
        found = met(who, seed, size, searched=number == 0)
        said.append(await told(desk, found, list(asks(found, seed, each, texts))))
    return said


@pytest.mark.parametrize("role", ROLES)
async def test_every_role_is_answered_alike_in_two_worlds(desk: Desk, role: str) -> None:
    said = await all_of(desk, role, PAIRS, EACH, TEXTS, LARGE if role in SHOWN_LITTLE else SMALL)
    assert [apart for one in said for apart in one.apart] == []
    answers, reads, with_data, refused = [
        sum(getattr(one, name) for one in said) for name in ("answers", "reads", "with_data", "refused")
    ]
    print(
        f"\n{role}: {len(said)} pairs, {answers} answers, {reads} of records: {with_data} with data, {refused} refused"
    )
    assert answers >= PAIRS * EACH
    if shown_something(role):  # else equal answers would prove little
        assert with_data > reads / 20  # a registrar is shown the records of his own court and little else


@pytest.mark.soak
@pytest.mark.parametrize("role", ROLES)
async def test_every_role_is_answered_alike_in_many_more(
    desk: Desk, role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    since = time.monotonic()
    said = await all_of(desk, role, MANY, LONG, MORE_TEXTS, LARGE)
    with capsys.disabled():
        print(f"\n{role}: {sum(one.answers for one in said)} answers in {time.monotonic() - since:.0f} s")
    assert [apart for one in said for apart in one.apart] == []
    assert sum(one.answers for one in said) >= MANY * LONG
