"""One desk for the suites of two worlds, and no plan that outlives its test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from graph.embedded import Running as Neo4j
from tests.reference import asking
from tests.reference.asking import database_of
from tests.twoworlds.telling import Desk


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j) -> AsyncIterator[Desk]:
    sent: list[str] = []
    async with database_of(neo4j, sent.append) as database:
        yield Desk(database, sent)


@pytest.fixture(autouse=True)
def plans_of_this_test_alone() -> Iterator[None]:
    """A plan made under a planted leak is not used after it."""
    asking.PLANS.plans.found.clear()
    yield
    asking.PLANS.plans.found.clear()
