"""A hub with what five systems hold of a synthetic population, and the matters of the demo; its questions, profiled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console

from authz.admission import Admitted
from authz.requester import Declaration
from authz.words import Purpose
from connectors.synthetic import casework
from connectors.synthetic.casework import Asked
from connectors.synthetic.population import population
from connectors.synthetic.sending import send
from graph import registry
from graph.embedded import Running as Neo4j
from resolvers.reading import Question
from tests.town import Town, town, with_connectors

POLICE_RECORD = """MATCH (r:PersonRecord {custodian: 'victoria_police', person_number: $given.number})
RETURN DISTINCT r.origin AS id"""
UNTIL = date(2026, 6, 30)
OWN = Asked("police_member", "Police member, own records", "OWN_CASE", "")


@dataclass(frozen=True, slots=True)
class Operator:
    """One step of a plan that was run."""

    name: str
    hits: int
    rows: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A statement as it was run: what was given, what came, and at what price."""

    text: str
    given: Mapping[str, Any]
    value: Any
    operators: tuple[Operator, ...]

    @property
    def hits(self) -> int:
        return sum(operator.hits for operator in self.operators)


@dataclass(frozen=True, slots=True)
class Served:
    """`cases` are the demo's matters by role; all of them are about `subject`: an id by which each finds him."""

    hub: Town
    subject: str
    cases: Mapping[str, Asked]

    async def profile(self, text: str, given: Mapping[str, Any], **variables: Any) -> Profile:
        """Run for its plan, as the hub runs it; `variables` are for a statement that names its own."""
        async with self.hub.parts.database.driver.session(fetch_size=-1) as session:
            result = await session.run(f"PROFILE {text}", {**variables, "given": dict(given)})
            row = await result.single()
            summary = await result.consume()
        assert row
        return Profile(text, given, row[0], tuple(_operators(summary.profile)))

    async def asked(self, case: Asked, text: str, /, **variables: Any) -> tuple[Any, Profile]:
        """The data of the hub's answer, and the profile of its one statement with its own parameters."""
        found: list[Profile] = []

        async def fetch(statement: str, given: Mapping[str, Any]) -> Any:
            found.append(await self.profile(statement, given))
            return orjson.loads(orjson.dumps(found[-1].value))  # the hub writes into its rows

        hub = replace(self.hub.parts.hub, fetch=fetch)
        account = await registry.account(self.hub.parts.database.value, self.hub.parts.settings.issuer, case.role)
        assert account
        declared = Declaration(Purpose(case.purpose), case.matter, case.reason)
        answer = await hub.ask(Question(text, variables, None, declared), Admitted(account, True, frozenset({"read"})))
        [profile] = found
        return orjson.loads(answer)["data"], profile


def _operators(step: Mapping[str, Any]) -> Iterator[Operator]:
    yield Operator(step["operatorType"].partition("@")[0], step.get("dbHits", 0), step.get("rows", 0))
    for inner in step.get("children", ()):
        yield from _operators(inner)


@asynccontextmanager
async def served(neo4j: Neo4j, folder: Path, reports: int) -> AsyncIterator[Served]:
    async with town(neo4j, folder) as hub:
        found = population(7, reports, until=UNTIL)
        await with_connectors(hub)
        await send(hub.http, hub.issuer, found, Console(quiet=True))
        asked = await casework.matters(hub.http, hub.issuer, found)
        [his] = await hub.graph(POLICE_RECORD, {"number": found.cast["subject"].person_number})
        # Indexes are counted in the background: a plan made before that rests on an empty database.
        await hub.graph("CALL db.prepareForReplanning()")
        yield Served(hub, his["id"], {OWN.role: OWN, **{case.role: case for case in asked}})
