"""The bench of the two ways to read measures the same reads by both. No time is judged here."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from bench import bolt
from bench.hub import BenchFault
from graph.database import MOST_IN_FLIGHT
from graph.embedded import Running as Neo4j
from tests.test_bench import emptied, settings_for


async def test_each_read_is_measured_by_either_way_alone_and_with_others(neo4j: Neo4j, tmp_path: Path) -> None:
    await emptied(neo4j)
    found = await bolt.run(settings_for(neo4j, tmp_path), reports=120, rounds=1)
    names = ("point read", "history page", "big page")
    reads = ["position", *(read for name in names for read in (name, f"{name}, whole"))]
    assert [(one.read, one.in_flight) for one in found] == [(name, n) for name in reads for n in (1, MOST_IN_FLIGHT)]
    for one in found:
        assert min(one.driver.cpu, one.direct.cpu, one.driver.p50, one.direct.p50) > 0
        assert one.data()["cpu_ratio"] == pytest.approx(one.direct.cpu / one.driver.cpu)
        assert one.data()["p50_ratio"] == pytest.approx(one.direct.p50 / one.driver.p50)
    paper = io.StringIO()
    Console(file=paper, width=120).print(bolt.table(found, 1))
    assert all(read in paper.getvalue() for read in (*reads, *bolt.COLUMNS))


async def test_an_address_that_is_not_read_direct_is_not_measured(neo4j: Neo4j, tmp_path: Path) -> None:
    await emptied(neo4j)
    routed = settings_for(neo4j, tmp_path).model_copy(update={"neo4j_url": neo4j.url.replace("bolt", "neo4j")})
    with pytest.raises(BenchFault, match="This address is not read direct"):
        await bolt.run(routed, reports=120, rounds=1)
