"""`THROUGHLINE_READS` says by which way a hub reads; all else of it is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import server
from graph.embedded import Running as Neo4j
from server import BadSetting, Settings, settings_of


@pytest.mark.parametrize(("told", "direct"), [({}, True), ({"reads": "bolt"}, True), ({"reads": "driver"}, False)])
async def test_a_hub_reads_past_the_driver_when_it_is_told_to(
    neo4j: Neo4j, tmp_path: Path, told: dict[str, Any], direct: bool
) -> None:
    at = {"neo4j_url": neo4j.url, "neo4j_user": neo4j.user, "neo4j_password": neo4j.password}
    texts = list[str]()
    async with server._database(Settings(state=tmp_path, **at, **told), server._silent, texts.append) as database:
        assert await database.value("RETURN $given.x", {"x": [1]}) == [1]
        assert await database.run("RETURN 1 AS one") == [{"one": 1}]
        await database.verify()
        assert database.past_driver == direct
        assert bool(database.direct and database.direct.all) == direct
    assert texts == ["RETURN $given.x"]


def test_another_way_is_refused_by_the_name_of_the_setting() -> None:
    with pytest.raises(BadSetting, match=r"^THROUGHLINE_READS: .* 'driver' or 'bolt'"):
        settings_of({}, reads="http")
