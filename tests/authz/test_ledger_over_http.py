"""When the hub cannot keep its record of it, it answers nothing and takes nothing, whichever store the ledger has."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from authz.ledger_store import LedgerUnavailable
from graph.embedded import Running as Neo4j
from tests.authz.stores import broken
from tests.connectors.test_l17_claims import least
from tests.dump import dump
from tests.town import Town, town

QUESTION = "{ incidents { nodes { portalId } } }"
OPEN = """mutation {
  openMatter(input: {kind: OWN_FILE, names: [{system: "victoria_police", id: "1", as: AFFECTED}]}) { id } }"""
UNAVAILABLE = {
    "errors": [
        {
            "message": "The hub cannot keep its record of this, so it does not answer.",
            "extensions": {"code": "LEDGER_UNAVAILABLE"},
        }
    ]
}


@pytest.fixture
async def hub(neo4j: Neo4j, tmp_path: Path, url: str) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path, ledger_url=url) as found:
        await found.ingest([least("L17-1")])
        yield found


async def asked(hub: Town, text: str) -> Any:
    return await hub.post("police_member", text, "OWN_CASE", reason="A test")


async def test_an_answer_whose_disclosure_cannot_be_kept_does_not_leave(hub: Town, url: str) -> None:
    async with broken(url):
        refused = await asked(hub, QUESTION)
    assert (refused.status_code, refused.json()) == (503, UNAVAILABLE)
    assert await hub.parts.ledger.disclosures() == []

    answered = await asked(hub, QUESTION)
    assert answered.json()["data"] == {"incidents": {"nodes": [{"portalId": "L17-1"}]}}
    kept = [said["auditId"] for said in await hub.parts.ledger.disclosures()]
    assert kept == [answered.json()["extensions"]["auditId"]]


async def test_a_decision_that_cannot_be_kept_is_not_taken(hub: Town, url: str) -> None:
    before = await dump(hub.graph)
    async with broken(url):
        refused = await asked(hub, OPEN)
    assert (refused.status_code, refused.json()) == (503, UNAVAILABLE)
    assert await dump(hub.graph) == before

    assert (await asked(hub, OPEN)).status_code == 200
    assert len(await hub.graph("MATCH (m:Matter) RETURN m")) == 1


async def test_records_that_cannot_be_kept_are_not_acknowledged_and_not_written(hub: Town, url: str) -> None:
    before, size = await dump(hub.graph), await hub.parts.ledger.head()
    headers = {**hub.bearer("system_connector", "ingest"), "content-type": "application/json"}
    async with broken(url):
        refused = await hub.http.post("/ingest/l17", json=least("L17-2"), headers=headers)
    assert (refused.status_code, refused.json()) == (503, UNAVAILABLE)
    assert await dump(hub.graph) == before
    assert await hub.parts.ledger.head() == size

    assert (await hub.ingest([least("L17-2")]))["counts"] == {"CREATED": 1}


async def test_a_question_about_nobody_needs_no_ledger(hub: Town, url: str) -> None:
    async with broken(url):
        with pytest.raises(LedgerUnavailable):
            await hub.parts.ledger.disclosures()
        answered = await hub.ask("police_member", "{ areas { id } }")
    assert len(answered["areas"]) == 17
