"""GraphQL over HTTP as its working group audits it, against a hub on a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from graph.embedded import Running as Neo4j
from tests.node import node
from tests.serving import served
from tests.town import Town, town


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def audited(hub: Town, token: str) -> list[dict[str, Any]]:
    async with served(hub.parts.app) as port:
        auditing = await node("audit.mjs", f"http://127.0.0.1:{port}/graphql", token)
        said, failed = await auditing.communicate()
    assert auditing.returncode == 0, failed.decode()
    return [orjson.loads(line) for line in said.splitlines()]


async def test_every_audit_of_graphql_over_http_passes(hub: Town) -> None:
    """Those that only may be kept too."""
    found = await audited(hub, hub.issuer.token("cip_analyst"))
    assert [(a["id"], a["name"], a["reason"]) for a in found if a["status"] != "ok"] == []
    assert len({audit["id"] for audit in found}) == len(found) == 61


async def test_the_audits_fail_where_nothing_is_answered(hub: Town) -> None:
    found = await audited(hub, "garbage")
    assert {"error", "warn"} <= {audit["status"] for audit in found}
