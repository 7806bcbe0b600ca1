"""The desk of the Point beside a world: one accepted request, who asked it, and what a hub would keep, in memory.

Commands are written into the graph as the hub writes them, and kept in no ledger.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from authz.declaration import AGREEMENT
from authz.ledger_received import Received
from graph.database import Database
from graph.following import WRITES
from graph.writer import MOVE
from schema.decisions.report_annex import CUSTODIANS, NOUN
from schema.lookups import CustodianAnswer
from tests.judge.askers import Asker
from tests.judge.casting import NOW
from tests.judge.loading import World
from tests.judge.told import POINT
from tests.reference.asking import POLICY, POSITIONS, Kept

REQUEST = "request".ljust(32, "0")
DESK = """
MATCH (m:Matter {id: $given.matter}) SET m.evidence = $given.request.id
CREATE (q:InformationRequest) SET q = $given.request
WITH q UNWIND $given.accounts AS row MATCH (o:Organisation {id: row.organisation})
SET o.name = row.organisation, o.kind = 'ORGANISATION', o.custodian = row.custodian, o.terms = row.terms
MERGE (a:Account {id: row.values.id}) SET a += row.values MERGE (a)-[:MEMBER_OF]->(o)"""
# Each custodian sends something of somebody; that it sends at all is told of no person.
SENDING = "UNWIND $given.rows AS row CREATE (s:Source {id: row[0], fresh_as_of: row[1]})"
SENT = "CREATE (:{noun} {{id: '{custodian} sends', own: '{custodian}'}})"
JOINED = """UNWIND $given.rows AS row MATCH (a:Person {id: row[0]}), (b:Person {id: row[1]})
CREATE (a)<-[:OF]-(:Match {id: row[0], state: 'LINKED', confirmed: true})-[:OF]->(b)"""


class Keeper(Kept):
    """What was sealed, and an audit id for each answer of a stage."""

    def __init__(self) -> None:
        super().__init__()
        self.sealed: dict[tuple[str, str, str], tuple[int, bytes]] = {}

    async def newest(self, *key: str) -> tuple[int, bytes] | None:
        return self.sealed.get((key[0], key[1], key[2]))


@dataclass
class Following:
    """A command is in the graph, which moves on."""

    database: Database
    keeper: Keeper

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        yield

    async def command(self, kind: str, body: Mapping[str, Any], at: str, account: str) -> None:
        await self.decide(kind, body, at, account)

    async def decide(self, kind: str, body: Mapping[str, Any], _at: str, _account: str) -> int:
        position = next(POSITIONS)
        await self.database.write([(text, dict(body)) for text in WRITES[kind]], (MOVE, {"position": position}))
        return position

    async def keep(self, document: Received) -> None:
        key = (document.connector, document.custodian, document.source_id)
        self.keeper.sealed[key] = (document.version, document.content)


@dataclass(frozen=True)
class Custodians:
    """What each answers, whoever is asked about."""

    answers: Mapping[str, Mapping[str, Any]]

    def live(self, custodian: str) -> bool:
        return custodian in self.answers

    async def ask(self, custodians: Sequence[str], *_of_whom: Any) -> list[CustodianAnswer]:
        return [CustodianAnswer(f"{name} {REQUEST}", name, asked_at=NOW, **self.answers[name])
                for name in custodians if name in self.answers]  # fmt: skip


async def at_desk(database: Database, who: Asker, world: World) -> None:
    """A request of this recipient, which the Point accepted, and what the registry holds of both."""
    accounts = [{"organisation": one.organisation, "custodian": one.custodian,
                 "terms": [f"{c} 2018-02-27" for c in sorted(one.classes)],
                 "values": {"id": one.account, "role": one.role, "duties": [], "status": "ACTIVE", "custodians": [],
                            "agreement": POLICY.settings[AGREEMENT]}} for one in (who, POINT)]  # fmt: skip
    given = {"matter": POINT.matter, "request": _request(who), "accounts": accounts}
    fresh = [[source, "2026-05-20T00:00:00Z"] for source in dict.fromkeys(CUSTODIANS.values())]
    joined = [[name, x["person"]] for name, x in world["origins"].items() if x["confirmed"]]
    sent = [(SENT.format(noun=NOUN[source], custodian=custodian), {}) for custodian, source in CUSTODIANS.items()]
    steps = [(DESK.strip(), given), (SENDING, {"rows": fresh}), (JOINED, {"rows": joined}), *sent]
    await database.write(steps, (MOVE, {"position": next(POSITIONS)}))


def _request(who: Asker) -> dict[str, Any]:
    return {
        "id": REQUEST, "from": who.organisation, "account": who.account, "asked_by": who.role, "addressed_to": "cip",
        "state": "ACCEPTED", "scheme": "CIP", "kind": "FULL", "purpose": "ASSESSMENT", "matter": who.matter,
        "system": "victoria_police", "reference": "none", "role": "ALLEGED", "grounds": "a belief", "urgency": "HIGH",
        "consent": "NOT_REQUIRED", "written_at": NOW, "lodged_at": NOW, "due_at": NOW,
    }  # fmt: skip
