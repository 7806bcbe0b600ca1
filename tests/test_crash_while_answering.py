"""The hub is killed while it answers: what a client was told is in the ledger, and no more than was being answered."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import httpx
import orjson
import pytest

from authz.keys import Keys, public_of
from authz.ledger import Ledger
from authz.ledger_verify import verified
from connectors.synthetic.casework import declared
from graph.database import Database
from graph.embedded import Running as Neo4j
from tests.connectors.test_l17_claims import least
from tests.processes import Serving, beside, registered, serving
from tests.town import empty

QUESTION = {"query": "{ incidents { nodes { portalId } } }"}
ANSWER = {"incidents": {"nodes": [{"portalId": "L17-1"}]}}
CLIENTS = 8
Asked = Callable[[str], None]


async def asking(hub: Serving, told: Asked) -> None:
    """One client, who asks again and again until nobody answers."""
    headers = {**hub.bearer("police_member", "read"), "throughline-purpose": declared("OWN_CASE", "", "A test")}
    async with httpx.AsyncClient(base_url=hub.url, timeout=60, trust_env=False, headers=headers) as http:
        while True:
            try:
                answer = await http.post("/graphql", json=QUESTION)
            except httpx.TransportError:
                return
            assert answer.json()["data"] == ANSWER
            told(answer.json()["extensions"]["auditId"])


async def killed_while_answering(hub: Serving, after: int) -> set[str]:
    """The ids of the answers that were received: this many, and those on their way."""
    received: list[str] = []

    def told(audit_id: str) -> None:
        received.append(audit_id)
        if len(received) == after:
            hub.process.kill()

    await asyncio.gather(*(asking(hub, told) for _ in range(CLIENTS)))
    assert len(received) == len(set(received)) >= after
    return set(received)


async def disclosed(state: Path, ledger_url: str = "") -> set[str]:
    """Those of the ledger, which is whole."""
    keys = Keys.open(state / "keys")
    ledger = await Ledger.open(ledger_url or f"sqlite:///{state}/ledger/ledger.db", keys.sealing)
    found = [said["auditId"] for said in await ledger.disclosures()]
    assert verified(ledger.store.engine, public_of(keys.heads), ledger.sealing).flaws == []
    await ledger.close()
    assert len(found) == len(set(found))
    return set(found)


async def answers_are_disclosed(neo4j: Neo4j, state: Path, rounds: int, reads: int) -> None:
    told = beside(neo4j)
    database = Database(neo4j.url, neo4j.user, neo4j.password)
    await empty(database)
    await database.close()
    await registered(state)
    draw, received = random.Random(49), 0
    for number in range(rounds):
        with serving(state, **told) as hub:
            if number == 0:
                await sent(hub)
            before = await disclosed(state)
            mine = await killed_while_answering(hub, draw.randint(reads * 3 // 4, reads))
            hub.process.communicate()
        kept = await disclosed(state) - before
        assert mine <= kept
        assert len(kept - mine) <= CLIENTS
        received += len(mine)
    assert received >= rounds * reads * 3 // 4


async def sent(hub: Serving) -> None:
    headers = {**hub.bearer("system_connector", "ingest"), "content-type": "application/x-ndjson"}
    async with httpx.AsyncClient(base_url=hub.url, timeout=60, trust_env=False) as http:
        answer = await http.post("/ingest/l17", content=orjson.dumps(least("L17-1")), headers=headers)
    assert answer.json()["counts"] == {"CREATED": 1}


async def test_what_a_client_was_told_before_a_kill_is_in_the_ledger(neo4j: Neo4j, tmp_path: Path) -> None:
    await answers_are_disclosed(neo4j, tmp_path / "state", rounds=2, reads=200)


@pytest.mark.soak
async def test_and_of_ten_thousand_answers_none_is_missing(neo4j: Neo4j, tmp_path: Path) -> None:
    await answers_are_disclosed(neo4j, tmp_path / "state", rounds=20, reads=680)
