"""The frame of every HTTP answer: bodies capped before they are read, headers, faults as answers, a log line.

The log names the route, the status and the time; never a path's own value, a query, a header or a body.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

import orjson
import structlog
from prometheus_client import Histogram
from starlette.requests import Request
from starlette.responses import Response

from authz.admission import NotAdmitted
from authz.ledger_store import LedgerUnavailable
from authz.tokens import TokenMissing, TokenRefused
from graph.database import DatabaseFault, StatementTimedOut
from resolvers.errors import status
from resolvers.limits import MOST_BYTES

MOST_INGEST_BYTES = 32 * 1024 * 1024
HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
SECONDS = Histogram("throughline_http_seconds", "Time of HTTP answers.", ("route", "status"))
LOG = structlog.get_logger("http")
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class TooLarge(Exception):
    """More bytes than a body may have."""


class Frame:
    """Around every route."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = MOST_INGEST_BYTES if scope["path"].startswith("/ingest/") else MOST_BYTES
        answered = Answered(send)
        try:
            await self.app(scope, _capped(receive, most), answered)
        except Exception as fault:
            # Raised further, its text would reach a log, and may hold a value of a record.
            LOG.error("failed", kind=type(fault).__name__)
            if not answered.begun:
                await refused("INTERNAL", "The hub failed. Nothing was told.")(scope, receive, answered)
        finally:
            answered.note(scope)


class Answered:
    """Adds the headers to an answer, and notes how it went."""

    def __init__(self, send: Send) -> None:
        self.send, self.status, self.begun, self.since = send, 500, False, time.perf_counter()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.begun = message["status"], True
            message["headers"] = [*message["headers"], *HEADERS]
        await self.send(message)

    def note(self, scope: Mapping[str, Any]) -> None:
        route = getattr(scope.get("route"), "path", "none")
        seconds = time.perf_counter() - self.since
        SECONDS.labels(route, self.status).observe(seconds)
        LOG.info("answered", method=scope["method"], route=route, status=self.status, ms=round(seconds * 1000, 1))


def _capped(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge
        return message

    return bounded


def refused(code: str, message: str, **headers: str) -> Response:
    """The one shape of an error of a whole request."""
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return said(status(code, 400), body, headers)


def said(at: int, body: Any, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(body), at, headers, media_type="application/json")


async def _not_admitted(_request: Request, fault: Any) -> Response:
    return refused(fault.code, fault.message)


async def _no_token(_request: Request, fault: Any) -> Response:
    return refused("TOKEN_MISSING", str(fault), **{"www-authenticate": "Bearer"})


async def _bad_token(_request: Request, fault: Any) -> Response:
    return refused("TOKEN_REFUSED", str(fault), **{"www-authenticate": 'Bearer error="invalid_token"'})


async def _too_large(_request: Request, _fault: Any) -> Response:
    return refused("BODY_TOO_LARGE", "The body is over the limit; ask `limits`, or send it in parts.")


async def _no_database(_request: Request, fault: Any) -> Response:
    code = "TIMED_OUT" if isinstance(fault, StatementTimedOut) else "DATABASE_UNAVAILABLE"
    LOG.error("no database", code=code)
    return refused(code, "The hub cannot answer now. Ask again in a moment, or for less.", **{"retry-after": "5"})


async def _no_ledger(_request: Request, _fault: Any) -> Response:
    LOG.error("no ledger")
    return refused("LEDGER_UNAVAILABLE", "The hub cannot keep its record of this, so it does not answer.")


async def _nothing_here(request: Request, fault: Any) -> Response:
    if fault.status_code == 405:
        return refused("METHOD_NOT_ALLOWED", "This is not asked with that method.", **(fault.headers or {}))
    return refused("NOT_FOUND", "There is nothing here. Questions go to /graphql, records to /ingest/{connector}.")


HANDLERS: Mapping[Any, Any] = {
    NotAdmitted: _not_admitted,
    TokenMissing: _no_token,
    TokenRefused: _bad_token,
    TooLarge: _too_large,
    DatabaseFault: _no_database,
    LedgerUnavailable: _no_ledger,
    404: _nothing_here,
    405: _nothing_here,
}
