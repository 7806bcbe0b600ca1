"""One real Neo4j for the session, and hubs on it: each with a graph and a ledger of its own."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog
from xdist.scheduler import LoadScopeScheduling

from graph import database
from graph.embedded import Embedded, Memory
from graph.embedded import Running as Neo4j
from graph.library import VERSION
from tests.resolvers.test_matters import Case, report
from tests.sharing import longest_first, together
from tests.town import Town, town

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
# The same examples at each run, and none fails for being slow on a busy machine.
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("here", deadline=None, derandomize=True, suppress_health_check=SLOW)
hypothesis.settings.load_profile("here")
# The first plan of a large text takes a busy machine longer than a question may: here it is the answer that is judged.
database.READ_SECONDS = 120.0
LIBRARY = Path(__file__).parents[1] / ".throughline" / f"neo4j-{VERSION}"  # fetched once for all

for name in [name for name in os.environ if name.startswith("THROUGHLINE_")]:
    del os.environ[name]  # a developer's own settings do not reach the tests


class Together(LoadScopeScheduling):
    """By our own groups: the mark `xdist_group` is written into an id that pytest 9 keeps as it is."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: longest_first(item.nodeid))


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector of garbage need not go through it again and again."""
    gc.freeze()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def neo4j(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Neo4j]:
    state = tmp_path_factory.mktemp("neo4j")
    # Worlds come and go: without this Neo4j would plan each text again for each of them.
    plans = "dbms.cypher.min_replan_interval=1h\n"
    async with Embedded(state, LIBRARY, Memory(heap=900, cache=512), more=plans) as running:
        yield running


@pytest.fixture
async def hub(neo4j: Neo4j, tmp_path: Path) -> AsyncIterator[Town]:
    """An empty hub with the registry of the demo, over HTTP in this process."""
    async with town(neo4j, tmp_path) as found:
        yield found


@pytest.fixture
async def case(hub: Town) -> Case:
    """A report of its own, of people of its own."""
    return await report(hub)
