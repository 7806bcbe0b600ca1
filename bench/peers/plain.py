"""The same graph by Strawberry as it is usually written: a resolver a field, permission classes, loaders in a request.

With `alone` as second argument no loader gathers what its siblings ask: a statement for each list of each object, as
such a server begins its life.
"""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import strawberry
from joserfc import jwt
from joserfc.jwk import OctKey
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.permission import BasePermission
from strawberry.types import Info

from bench.peers.told import Told, serve, told
from graph.times import OPEN

ALONE = sys.argv[2:] == ["alone"]
CURRENT = f"'{OPEN}'"
INCIDENT = """i {id: i.lineage, portal_id: i.portal_id, occurred_from: i.occurred_from, occurred_to: i.occurred_to,
  location_type: i.location_type, risk_band: i.risk_band, offences: i.offences, actions: i.actions,
  weapon_used: i.weapon_used, strangulation: i.strangulation, threat_to_kill: i.threat_to_kill,
  sexual_violence: i.sexual_violence, property_damage: i.property_damage, children_present: i.children_present,
  children_count: i.children_count, leap_incident: i.leap_incident, created_at: i.created_at,
  submitted_at: i.submitted_at, alcohol: i.alcohol, drugs: i.drugs, pets_harmed: i.pets_harmed, injuries: i.injuries,
  narrative: i.narrative}"""
RECORD = "{id: n.lineage, initials: n.initials, birth_year: n.birth_year, family_name: n.family_name}"
ORDER = """{id: n.lineage, order_number: n.order_number, made_on: n.made_on, order_kind: n.order_kind,
  in_force: n.in_force, ends_on: n.ends_on, conditions: n.conditions}"""


def beside(label: str, pattern: str, columns: str) -> str:
    """What stands at these nodes, each with the id of whose it is."""
    return (
        f"UNWIND $ids AS id MATCH (o:{label} {{lineage: id, recorded_to: {CURRENT}}}){pattern} "
        f"WHERE n.recorded_to = {CURRENT} RETURN id AS of, n {columns} AS said ORDER BY of, n.lineage"
    )


LISTS = {
    "affected": beside("Incident", "<-[:AFFECTED_IN]-(n)", RECORD),
    "respondent": beside("Incident", "<-[:RESPONDENT_IN]-(n)", RECORD),
    "children": beside("Incident", "<-[:CHILD_IN]-(n)", RECORD),
    "orders": beside("Incident", "-[:STATES]->(n)", ORDER),
    "protected": beside("Order", "<-[:PROTECTED_BY]-(n)", RECORD),
}
INCIDENTS_OF = f"""MATCH (:Person {{id: $id}})-[k:KNOWN_AS]->(r)-[:RESPONDENT_IN]->(i:Incident)
WHERE k.until = {CURRENT} AND r.recorded_to = {CURRENT} AND i.recorded_to = {CURRENT}
WITH DISTINCT i ORDER BY i.occurred_from DESC, i.lineage LIMIT $first RETURN {INCIDENT} AS said"""
INCIDENTS = f"""MATCH (i:Incident) WHERE i.own = 'victoria_police' AND i.recorded_to = {CURRENT}
WITH i ORDER BY i.own DESC, i.occurred_from DESC, i.lineage LIMIT $first RETURN {INCIDENT} AS said"""
ONE_INCIDENT = f"MATCH (i:Incident {{lineage: $id, recorded_to: {CURRENT}}}) RETURN {INCIDENT} AS said"


class Asking:
    """One request: its roles, the driver, and a loader for each kind of list."""

    def __init__(self, driver: AsyncDriver, roles: list[str]) -> None:
        self.driver, self.roles = driver, roles
        most = 1 if ALONE else None
        self.loaders = {name: DataLoader(self._lists(text), max_batch_size=most) for name, text in LISTS.items()}

    async def rows(self, text: str, **given: Any) -> list[dict[str, Any]]:
        async with self.driver.session(default_access_mode=READ_ACCESS) as session:
            return [row.data() async for row in await session.run(text, given)]

    def _lists(self, text: str) -> Any:
        async def load(ids: list[str]) -> list[list[dict[str, Any]]]:
            found = defaultdict(list)
            for row in await self.rows(text, ids=ids):
                found[row["of"]].append(row["said"])
            return [found[id] for id in ids]

        return load


Asked = Info[Asking, None]


class Roles(BasePermission):
    """Whoever is of one of these roles."""

    message = "Not for this role."
    roles: frozenset[str] = frozenset({"cip_analyst", "police_member"})

    def has_permission(self, source: Any, info: Asked, **_given: Any) -> bool:
        return not self.roles.isdisjoint(info.context.roles)


class Analyst(Roles):
    roles = frozenset({"cip_analyst"})


class Police(Roles):
    roles = frozenset({"police_member"})


def listed(name: str, kind: type, allowed: type[Roles] = Roles) -> Any:
    async def resolve(self: Any, info: Asked) -> list[Any]:
        return [kind(**said) for said in await info.context.loaders[name].load(self.id)]

    return strawberry.field(resolver=resolve, permission_classes=[allowed], graphql_type=list[kind])  # type: ignore[valid-type]


@strawberry.type
class PersonRecord:
    id: strawberry.ID
    initials: str | None
    birth_year: int | None
    family_name: str | None = strawberry.field(permission_classes=[Police])


@strawberry.type
class Order:
    id: strawberry.ID
    order_number: str | None
    made_on: str | None
    order_kind: str | None
    in_force: bool | None
    ends_on: str | None
    conditions: list[str] | None
    protected: list[PersonRecord] = listed("protected", PersonRecord, Analyst)


@strawberry.type
class Incident:
    id: strawberry.ID
    portal_id: str | None
    occurred_from: str | None
    occurred_to: str | None
    location_type: str | None
    risk_band: str | None
    offences: list[str] | None
    actions: list[str] | None
    weapon_used: bool | None
    strangulation: bool | None
    threat_to_kill: bool | None
    sexual_violence: bool | None
    property_damage: bool | None
    children_present: bool | None
    children_count: int | None
    leap_incident: str | None
    created_at: str | None
    submitted_at: str | None
    alcohol: bool | None
    drugs: bool | None
    pets_harmed: bool | None
    injuries: str | None
    narrative: str | None = strawberry.field(permission_classes=[Police])
    affected: list[PersonRecord] = listed("affected", PersonRecord)
    respondent: list[PersonRecord] = listed("respondent", PersonRecord)
    children: list[PersonRecord] = listed("children", PersonRecord)
    orders: list[Order] = listed("orders", Order, Analyst)


@strawberry.type
class Person:
    id: strawberry.ID

    @strawberry.field(permission_classes=[Analyst])
    async def incidents_as_respondent(self, info: Asked, first: int) -> list[Incident]:
        return [Incident(**row["said"]) for row in await info.context.rows(INCIDENTS_OF, id=self.id, first=first)]


@strawberry.type
class Query:
    @strawberry.field(permission_classes=[Analyst])
    async def person(self, info: Asked, id: strawberry.ID) -> Person | None:
        rows = await info.context.rows("MATCH (p:Person {id: $id}) RETURN p.id AS id", id=id)
        return Person(id=rows[0]["id"]) if rows else None

    @strawberry.field(permission_classes=[Roles])
    async def incident(self, info: Asked, id: strawberry.ID) -> Incident | None:
        rows = await info.context.rows(ONE_INCIDENT, id=id)
        return Incident(**rows[0]["said"]) if rows else None

    @strawberry.field(permission_classes=[Roles])
    async def incidents(self, info: Asked, first: int) -> list[Incident]:
        return [Incident(**row["said"]) for row in await info.context.rows(INCIDENTS, first=first)]


class App(GraphQL[Asking, None]):
    """Reads the token of each request."""

    def __init__(self, given: Told) -> None:
        super().__init__(strawberry.Schema(Query, extensions=[ParserCache, ValidationCache]))
        self.given, self.key = given, OctKey.import_key(given.key)
        self.driver: AsyncDriver

    @asynccontextmanager
    async def begun(self, _app: Starlette) -> AsyncIterator[None]:
        async with AsyncGraphDatabase.driver(self.given.url, auth=self.given.auth) as self.driver:
            yield

    async def get_context(self, request: Any, response: Any) -> Asking:
        assert isinstance(request, Request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return Asking(self.driver, jwt.decode(token, self.key).claims.get("roles", []))


if __name__ == "__main__":
    app = App(told())
    serve(Starlette(routes=[Route("/graphql", app)], lifespan=app.begun))
