"""The frame of every HTTP answer: hosts that are ours, bodies within bounds, headers, faults as answers, a log line.

The log names the route, the status and the time; never a path's own value, a query, a header or a body.
"""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import structlog
from prometheus_client import Histogram

from resolvers.body import QUESTION, RECORDS, Body, Message, Receive
from resolvers.refusals import refused

HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
HOST = re.compile(rb"([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.IGNORECASE)
SECONDS = Histogram("throughline_http_seconds", "Time of HTTP answers.", ("route", "status"))
LOG = structlog.get_logger("http")
Send = Callable[[Message], Awaitable[None]]


class Frame:
    """Around every route."""

    def __init__(self, app: Any, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answered = Answered(send)
        try:
            await self._answer(scope, receive, answered)
        except Exception as fault:
            # Raised further, its text would reach a log, and may hold a value of a record.
            LOG.error("failed", kind=type(fault).__name__)
            if not answered.begun:
                await refused("INTERNAL", "The hub failed. Nothing was told.")(scope, receive, answered)
        finally:
            answered.note(scope)

    async def _answer(self, scope: Any, receive: Receive, answered: Answered) -> None:
        if _host(scope["headers"]) not in self.hosts:
            told = "This hub is not of that name. Use the address that it is known by."
            await refused("HOST_UNKNOWN", told)(scope, receive, answered)
            return
        bounds = RECORDS if scope["path"].startswith("/ingest/") else QUESTION
        await self.app(scope, Body(receive, bounds), answered)


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The one name that the request is sent to, without its port."""
    said = [value for name, value in headers if name == b"host"]
    found = HOST.fullmatch(said[0]) if len(said) == 1 else None
    return found[1].decode().lower() if found else None


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
