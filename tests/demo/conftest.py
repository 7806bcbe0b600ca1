"""One hub for all tests of the demo: three hundred reports, with the planted people among them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from connectors.synthetic import demo
from connectors.synthetic.population import Population, population
from graph.embedded import Running as Neo4j
from tests.town import Town, town, with_connectors

REPORTS = 300


def keyed(state: Path) -> Path:
    """A state folder whose keys are known."""
    (state / "keys").mkdir()
    for name in ("ids", "cursors", "sealing"):
        (state / "keys" / f"{name}.key").write_bytes(name.ljust(32, ".").encode())
    return state


@pytest.fixture(scope="session")
def people() -> Population:
    return population(7, REPORTS, until=demo.UNTIL)


@pytest.fixture(scope="module")
async def demo_hub(neo4j: Neo4j, people: Population, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """With fixed keys, so that every id is the same at each run."""
    state = keyed(tmp_path_factory.mktemp("demo"))
    async with town(neo4j, state) as hub:
        await with_connectors(hub)
        await demo.send(hub.http, hub.issuer, people, Console(quiet=True))
        yield hub


@pytest.fixture(scope="module")
async def answers(demo_hub: Town, people: Population) -> Mapping[str, Any]:
    """By role: what the demo's question is answered."""
    found = await demo.answered(demo_hub.http, demo_hub.issuer, people)
    return {one.role: answer for one, answer in found.items()}
