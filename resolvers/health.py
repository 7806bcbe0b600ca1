"""Is the hub alive, does it answer, are the heads of its ledger stamped? Each asked apart, by who watches over it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph.database import DatabaseFault
from resolvers import refusals


def routes(verify: Callable[[], Awaitable[None]], stamps: Stamps | None) -> list[Route]:
    """`verify` fails when the database does not answer. Without `stamps` no authority is to stamp heads."""

    async def live(_request: Request) -> Response:
        return refusals.said(200, {"status": "live"})

    async def ready(_request: Request) -> Response:
        try:
            await verify()
        except DatabaseFault:
            return refusals.said(503, {"status": "the database does not answer"})
        return refusals.said(200, {"status": "ready"})

    async def stamped(_request: Request) -> Response:
        """Apart from `ready`: a hub whose heads no authority stamps goes on answering, and somebody has to be told."""
        if stamps is None:
            return refusals.said(200, {"status": "no authority is named"})
        if since := await stamps.late_since():
            return refusals.said(503, {"status": "heads are not stamped", "since": since})
        return refusals.said(200, {"status": "stamped"})

    asked = {"/health/live": live, "/health/ready": ready, "/health/stamped": stamped}
    return [Route(path, answer) for path, answer in asked.items()]


@dataclass(frozen=True, slots=True)
class Stamps:
    """`unstamped_since` is the ledger's word, the same at every worker; `latest` how long a head may wait."""

    latest: timedelta
    unstamped_since: Callable[[], Awaitable[str | None]]
    clock: Callable[[], str]

    async def late_since(self) -> str | None:
        """Since when a head has waited longer than it may."""
        since = await self.unstamped_since()
        if since is None or datetime.fromisoformat(self.clock()) <= datetime.fromisoformat(since) + self.latest:
            return None
        return since
