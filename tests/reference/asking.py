"""Asks the real hub about a world of the judge: the world is written straight into Neo4j, no HTTP and no token.

    async with database_of(neo4j) as database:      # `neo4j` is the session's fixture; schema prepared
        await loaded(database, world(seed))         # empties the graph first; any hub forgets its facts
        hub = hub_of(database)                      # at the judge's NOW; a fresh hub has empty caches
        raw = await asked(hub, asker("mens_service"), "{ subjects { id } }", {"first": 3})
        raw = await hub.ask(question(text, variables, who), admitted(who))  # the same, by its parts

Ids that GraphQL shows are `lineage` for records, incidents, orders and referrals, else the node's own. Two fresh
hubs give equal bytes for equal answers: audit ids are counted from one, cursors signed with one fixed secret. A
refusal is raised, as the HTTP layer gets it: `Fault` (with a code) or `Refused`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

from authz.admission import Admitted
from authz.declaration import AGREEMENT
from authz.policy_data import load
from authz.requester import Account, Days, Declaration, Organisation
from authz.search_budget import Budget, Used
from authz.words import Purpose
from graph import constraints
from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.scope import Scope
from graph.scopes import Scopes
from resolvers.answering import Hub
from resolvers.api import SCHEMA
from resolvers.plans import Plans
from resolvers.reading import Question
from schema.model import MODEL
from tests.judge.askers import Asker
from tests.judge.casting import NOW
from tests.judge.loading import World, statements

SECRET = b"a secret for tests, thirty-two b"
POLICY = load()
PLANS = Plans(SCHEMA, MODEL)  # holds nothing of any world or asker
POSITIONS = count(1)


class Kept:
    """Disclosures in memory; an audit id is the number of its disclosure."""

    def __init__(self) -> None:
        self.bodies: list[Mapping[str, Any]] = []

    async def disclose(self, body: Mapping[str, Any], _at: str) -> str:
        self.bodies.append(body)
        return f"{len(self.bodies):026}"

    async def disclose_search(self, body: Mapping[str, Any], at: str, _budget: Budget) -> tuple[str, bool]:
        """Searches are not counted here: a world is asked at one moment."""
        return await self.disclose(body, at), False

    async def newest(self, *_key: str) -> None:
        """No document is kept."""

    async def searches(self, _account: str, _now: str) -> Used:
        return Used()


@asynccontextmanager
async def database_of(
    neo4j: Neo4j, observer: Callable[[str], None] = lambda _text: None, direct: bool = False
) -> AsyncIterator[Database]:
    """The session's Neo4j with constraints and indexes; `observer` is told each text sent.

    A text is planned once for all worlds: on a busy machine that may take longer than a question may.
    """
    with patch("graph.database.READ_SECONDS", 120.0):
        async with _prepared(neo4j, observer, direct) as database:
            yield database


@asynccontextmanager
async def _prepared(neo4j: Neo4j, observer: Callable[[str], None], direct: bool) -> AsyncIterator[Database]:
    database = Database(neo4j.url, neo4j.user, neo4j.password, observer, direct)
    try:
        await constraints.prepare(database, MODEL)
        yield database
    finally:
        await database.close()


async def loaded(database: Database, world: World) -> None:
    """This world and nothing else, at a ledger position of its own."""
    moved = "CREATE (:Ledger {id: 'ledger', position: $position})", {"position": next(POSITIONS)}
    async with database.driver.session() as session, await session.begin_transaction() as transaction:
        for text, given in (*statements(world), moved):
            await (await transaction.run(text, given)).consume()
        await transaction.commit()


def hub_of(database: Database, now: str = NOW, keeper: Any = None, plans: Plans = PLANS) -> Hub:
    """A hub with no facts at hand. It answers questions; it decides nothing."""
    scopes = Scopes(database.value, Scope(MODEL), MODEL.nouns())
    return Hub(POLICY, plans, scopes, database.value, keeper or Kept(), _no_decision, SECRET, lambda: now)


def _no_decision(_asker: Any, _at: str) -> Any:
    raise AssertionError("a world of the judge is only asked")


def admitted(who: Asker) -> Admitted:
    """The account that the registry would have for this asker, signed in with more than one factor."""
    held = Organisation(who.organisation, "", who.custodian, dict.fromkeys(who.classes, Days("unknown")))
    account = Account(who.account, who.role, frozenset(), held, "ACTIVE", POLICY.settings[AGREEMENT], frozenset(),
                      scope=who.scope)  # fmt: skip
    return Admitted(account, True, frozenset({"read"}))


def declared(who: Asker) -> Declaration:
    """Purpose and matter of this asker, with his reason."""
    return Declaration(Purpose(who.purpose), who.matter or "", "a reason" if who.reasoned else " ")


def question(text: str, variables: Mapping[str, Any] | None, who: Asker) -> Question:
    return Question(text, variables or {}, None, declared(who))


async def asked(hub: Hub, who: Asker, text: str, variables: Mapping[str, Any] | None = None) -> bytes:
    """The answer's bytes, or the fault raised."""
    return await hub.ask(question(text, variables, who), admitted(who))
