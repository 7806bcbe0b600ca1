"""What tests of asking need: custodians on real sockets in this process, and a hub that notes what it is given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from connectors.intake import Outcome
from connectors.lookups.asking import Lookups, asking
from connectors.lookups.targets import Target
from schema.lookups import CustodianAnswer
from tests.connectors.lookups import ASKED_AT
from tests.serving import served

Answering = Callable[[Request], Awaitable[Response]]


@dataclass
class Taken:
    """Takes everything, and says of each row that it is new; or fails with `fault`."""

    rows: list[tuple[str, bytes, frozenset[str]]] = field(default_factory=list)
    fault: Exception | None = None

    async def __call__(self, connector: str, rows: Sequence[bytes], custodians: frozenset[str]) -> list[Outcome]:
        if self.fault:
            raise self.fault
        self.rows += [(connector, row, custodians) for row in rows]
        return [Outcome(index, "CREATED", f"r{index}", 1) for index, _ in enumerate(rows)]


@dataclass
class Told:
    """The late answers, in the order in which they are told."""

    answers: asyncio.Queue[CustodianAnswer] = field(default_factory=asyncio.Queue)

    async def __call__(self, answer: CustodianAnswer) -> None:
        await self.answers.put(answer)


@asynccontextmanager
async def custodian(answering: Answering) -> AsyncIterator[int]:
    app = Starlette(routes=[Route("/lookups", answering, methods=["POST"])])
    async with served(app) as port:
        yield port


@asynccontextmanager
async def hub(taken: Taken, *targets: Target, furthest: float = 120) -> AsyncIterator[Lookups]:
    async with asking({one.custodian: one for one in targets}, taken, lambda: ASKED_AT, furthest) as lookups:
        yield lookups


async def about_him(request: Request) -> dict[str, Any]:
    """A good answer to whatever Corrections is asked."""
    question = orjson.loads(await request.body())
    row = {"file": {"version": 1, "as_at": ASKED_AT}, "person": {"person_number": "2100000"}}
    return {"lookup": question["lookup"], "status": "ANSWERED", "asAt": ASKED_AT, "records": [row]}


def json(said: Any) -> Response:
    return Response(orjson.dumps(said), media_type="application/json")
