"""Two workers for long: a thousand races, and a thousand questions at once; some of each are in `test_workers.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph.embedded import Running as Neo4j
from tests.authz.stores import store_of
from tests.joined import Joined, joined
from tests.test_workers import interleaved, raced

MANY = 1_000
pytestmark = pytest.mark.soak


@pytest.fixture
async def hubs(neo4j: Neo4j, tmp_path: Path) -> AsyncIterator[Joined]:
    with store_of("postgresql") as store:
        async with joined(neo4j, tmp_path / "state", store.fresh(), workers=MANY) as found:
            yield found


async def test_in_a_thousand_races_nobody_is_answered_by_what_has_ended(hubs: Joined) -> None:
    await raced(hubs, MANY)


async def test_of_a_thousand_answers_none_is_another_asker_s(hubs: Joined) -> None:
    await interleaved(hubs, MANY)
