"""Is the hub alive, does it answer, are the heads of its ledger stamped? Each asked apart, by who watches over it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph.database import DatabaseFault
from resolvers import refusals


def routes(verify: Callable[[], Awaitable[None]], stamps: Stamps) -> list[Route]:
    """`verify` fails when the database does not answer."""

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
        if since := await stamps.late_since():
            return refusals.said(503, {"status": "heads are not stamped", "since": since})
        return refusals.said(200, {"status": "stamped" if stamps.named else "no authority is named"})

    asked = {"/health/live": live, "/health/ready": ready, "/health/stamped": stamped}
    return [Route(path, answer) for path, answer in asked.items()]


class Stamps:
    """`named`: an authority is to stamp heads. `unstamped_since` is the ledger's word, the same at every worker."""

    def __init__(
        self, named: bool, latest: timedelta, unstamped_since: Callable[[], Awaitable[str | None]],
        clock: Callable[[], str],
    ) -> None:  # fmt: skip
        self.named, self.latest, self.unstamped_since, self.clock = named, latest, unstamped_since, clock

    async def late_since(self) -> str | None:
        """Since when a head has waited longer than it may."""
        since = await self.unstamped_since() if self.named else None
        if since is None or datetime.fromisoformat(self.clock()) <= datetime.fromisoformat(since) + self.latest:
            return None
        return since
