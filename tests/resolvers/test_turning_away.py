"""Who is turned away before he is read: what of it is told, to whom, and nothing but whole questions."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from resolvers.turning_away import WhereFull
from resolvers.turnstile import A_WHILE, REFUSED, Turnstile
from tests.serving import served

BODY = orjson.dumps({"query": "{ limits { depth } }"})
SAID = {"errors": [{"message": "The hub answers as many as it can. Ask again in a second.",
                    "extensions": {"code": "OVERLOADED"}}]}  # fmt: skip
MOST_UNTAKEN = 60_000  # answers; 20 MB, where a socket holds some
READ, UNREAD = b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 503 Service Unavailable\r\n"


class Door:
    """A hub of two places, which answers whoever reaches it with what he sent; `early` does not wait for that."""

    def __init__(self) -> None:
        self.turnstile = Turnstile(at_once=2)
        self.read: list[bytes] = []

    async def answer(self, request: Request) -> Response:
        if "early" in request.headers:
            return Response(b"early")
        self.read.append(await request.body())
        return Response(b"read")

    @asynccontextmanager
    async def full(self) -> AsyncIterator[None]:
        """Two are answered and one waits, for longer than a while."""

        async def waits() -> None:
            async with self.turnstile.turn():
                pass

        async with self.turnstile.turn(), self.turnstile.turn():
            waiting = asyncio.create_task(waits())
            await asyncio.sleep(0)
            self.turnstile.since -= 2 * A_WHILE
            assert self.turnstile.full
            yield
        await waiting


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
async def port(door: Door) -> AsyncIterator[int]:
    app = Starlette(routes=[Route("/{path:path}", door.answer, methods=["GET", "POST"])])
    async with served(app, away=WhereFull(door.turnstile)) as found:
        yield found


class Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def answer(self, sent: bytes = b"") -> tuple[bytes, bytes]:
        """Head and body of one answer."""
        self.writer.write(sent)
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 20)
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        return head, await self.reader.readexactly(int(length.split(b":")[1]))


@pytest.fixture
async def line(port: int) -> AsyncIterator[Line]:
    found = Line(*await asyncio.open_connection("127.0.0.1", port))
    yield found
    found.writer.transport.abort()


def asked(body: bytes = BODY, more: str = "", path: str = "/graphql", length: int | None = None) -> bytes:
    said = f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{more}Content-Length: {length or len(body)}\r\n\r\n"
    return said.encode() + body


async def test_where_the_hub_is_full_a_question_is_turned_away_unread_and_counted(door: Door, line: Line) -> None:
    async with door.full():
        before = REFUSED._value.get()
        for more in ("", "Connection: keep-alive\r\n", "Accept: */*\r\n"):  # the line is kept
            head, body = await line.answer(asked(more=more))
            assert head.startswith(UNREAD)
            assert orjson.loads(body) == SAID
        assert REFUSED._value.get() == before + 3
        lines = head.lower().split(b"\r\n")
        assert {b"retry-after: 1", b"content-type: application/json", b"cache-control: no-store",
                b"x-content-type-options: nosniff", b"referrer-policy: no-referrer"} <= set(lines)  # fmt: skip
    assert door.read == []
    head, body = await line.answer(asked())
    assert (head.startswith(READ), body, door.read) == (True, b"read", [BODY])


async def test_the_media_type_is_what_was_asked_for(door: Door, line: Line) -> None:
    async with door.full():
        head, _ = await line.answer(asked(more="Accept: application/graphql-response+json\r\n"))
        assert b"content-type: application/graphql-response+json\r\n" in head


USUAL = {
    "a decision": asked(orjson.dumps({"query": "mutation { closeMatter(matter: 1) { status } }"})),
    "a text that is not sent": asked(orjson.dumps({"extensions": {"persistedQuery": {"sha256Hash": "a" * 64}}})),
    "another path": asked(path="/graphql/more"),
    "records": asked(path="/ingest/l17"),
    "two lengths": asked(more=f"Content-Length: {len(BODY)}\r\n"),
    "the end of the line": asked(more="Connection: close\r\n"),
    "an answer before the body": asked(more="Expect: 100-continue\r\n"),
    "another protocol": asked(more="Upgrade: h2c\r\n"),
    "parts": b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n"
             + hex(len(BODY))[2:].encode() + b"\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a length and parts": asked(more="Transfer-Encoding: chunked\r\n"),
    "two requests": asked() * 2,
    "HTTP of 1996": asked().replace(b"HTTP/1.1", b"HTTP/1.0"),
}  # fmt: skip


@pytest.mark.parametrize("sent", USUAL.values(), ids=USUAL)
async def test_what_is_not_one_whole_question_goes_the_usual_way(door: Door, line: Line, sent: bytes) -> None:
    async with door.full():
        line.writer.write(sent)
        head = await asyncio.wait_for(line.reader.readuntil(b"\r\n"), 20)
        assert not head.startswith(UNREAD)


async def test_a_question_that_comes_in_parts_goes_the_usual_way(door: Door, line: Line) -> None:
    async with door.full():
        sent = asked()
        line.writer.write(sent[:40])
        await asyncio.sleep(0.05)
        assert (await line.answer(sent[40:]))[1] == b"read"


async def test_what_is_sent_as_the_body_of_a_request_is_never_answered_as_one(door: Door, line: Line) -> None:
    """Its answer would reach whoever asks next over a line of a proxy."""
    hidden = asked()
    async with door.full():
        first = asked(b"", more="Early: yes\r\n", length=len(hidden))
        assert (await line.answer(first))[1] == b"early"  # answered while its body is yet to come
        line.writer.write(hidden)
        await asyncio.sleep(0.05)
        head, body = await line.answer(asked(b'{"query": "mutation"}'))
        assert (head.startswith(READ), body) == (True, b"read")
        assert door.read == [b'{"query": "mutation"}']


async def test_a_client_that_takes_no_answers_is_not_answered_without_end(door: Door, port: int) -> None:
    async with door.full(), taking_nothing(port) as line:
        answered = 0
        while answered < MOST_UNTAKEN and await one_more(line):
            answered += 1
        assert 10 < answered < MOST_UNTAKEN


@asynccontextmanager
async def taking_nothing(port: int) -> AsyncIterator[Line]:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        taken.connect(("127.0.0.1", port))
        line = Line(*await asyncio.open_connection(sock=taken))
        line.writer.transport.pause_reading()  # type: ignore[attr-defined]
        yield line
        line.writer.transport.abort()


async def one_more(line: Line) -> bool:
    """Whether the hub turned the next one away as well."""
    before = REFUSED._value.get()
    line.writer.write(asked())
    until = asyncio.get_running_loop().time() + 0.5
    while asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0)
        if REFUSED._value.get() > before:
            return True
    return False
