"""From a request to a report, over HTTP with the tokens of all who take part, custodians as processes of their own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph.embedded import Running as Neo4j
from tests.point.desk import ASK, ITEMS, PREVIEW, REPORT, Desk, desk_of


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk_of(neo4j, tmp_path_factory.mktemp("point")) as found:
        yield found


async def test_all(desk: Desk) -> None:
    out = {"names": dict(desk.life.names), "origins": desk.life.origins, "requests": desk.requests}
    out["asked"] = await desk.at_point("mens_service", ASK)
    for role in desk.requests:
        out[role] = {"items": await desk.at_point(role, ITEMS)}
        out[role]["preview"] = await desk.at_point(role, PREVIEW)
        out[role]["released"] = await desk.released(role)
        out[role]["issued"] = await desk.issue(role)
        out[role]["read"] = await desk.ask(desk.recipients[role], REPORT, id=out[role]["issued"]["id"])
        for form in ("pdf", "html", "json"):
            got = await desk.document(desk.recipients[role], out[role]["issued"]["id"], form)
            Path(f"/tmp/p/{role}.{form}").write_bytes(got.content)
            out[role][form] = [got.status_code, len(got.content)]
    Path("/tmp/p/point.json").write_text(json.dumps(out, indent=1))
