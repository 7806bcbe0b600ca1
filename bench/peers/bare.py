"""The floor: the hub's own statement through the official driver, its rows as JSON, and the same entry in a ledger.

No token, no policy, no GraphQL, and rows without their keys: what a hub can cost at least on this path.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, Query
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.ledger import Ledger
from bench.peers.told import Told, serve, told
from graph.database import READ_SECONDS
from graph.times import now

# As the hub's own entry of the same answer, but for whom it tells of.
BODY = {"account": "demo-cip-analyst", "organisation": "cip", "role": "cip_analyst", "purpose": "CIP_REQUEST",
        "matter": "", "reason": "Request lodged by The Orange Door", "operation": "0" * 64, "fields": ["person"],
        "people": [], "policy": "0" * 64, "decision": "ANSWERED"}  # fmt: skip


class Bare:
    """`POST /graphql` with the name of a question answers its rows."""

    def __init__(self, given: Told) -> None:
        self.given = given
        self.driver: AsyncDriver
        self.ledger: Ledger

    @asynccontextmanager
    async def begun(self, _app: Starlette) -> AsyncIterator[None]:
        self.ledger = await Ledger.open(self.given.ledger, bytes.fromhex(self.given.sealing))
        async with AsyncGraphDatabase.driver(self.given.url, auth=self.given.auth) as self.driver:
            yield
        await self.ledger.close()

    async def answer(self, request: Request) -> Response:
        text, given = self.given.statements[orjson.loads(await request.body())["query"]]
        async with self.driver.session(fetch_size=-1, default_access_mode=READ_ACCESS) as session:
            result = await session.run(Query(text, timeout=READ_SECONDS), {"given": given})
            row = await result.single(strict=True)
        audit_id = await self.ledger.disclose(BODY, now())
        said = {"data": row[0], "extensions": {"auditId": audit_id}}
        return Response(orjson.dumps(said), media_type="application/json")


if __name__ == "__main__":
    bare = Bare(told())
    serve(Starlette(routes=[Route("/graphql", bare.answer, methods=["POST"])], lifespan=bare.begun))
