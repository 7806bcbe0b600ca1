"""The life of tests/histories/a_life.py, held once: whoever changes it leaves it as it was."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from graph.embedded import Running as Neo4j
from tests.histories.lived import Life, lived


@pytest.fixture(scope="package")
async def life(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Life]:
    async with lived(neo4j, tmp_path_factory.mktemp("life")) as found:
        yield found
