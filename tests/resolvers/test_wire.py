"""What comes over a socket: heads and bodies by drops, without end, from another name; an honest client meanwhile."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
import orjson
import pytest

from graph.embedded import Running as Neo4j
from resolvers import frame, listening
from resolvers.body import Bounds
from resolvers.limits import MOST_BYTES
from tests.serving import served
from tests.town import Town, town

QUESTION = {"query": "{ limits { depth } }"}
SOON = 0.4  # seconds


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture(scope="module")
async def port(hub: Town) -> AsyncIterator[int]:
    async with served(hub.parts.app) as found:
        yield found


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD_SECONDS", SOON)
    monkeypatch.setattr(frame, "QUESTION", Bounds(MOST_BYTES, SOON))


class Line:
    """A client that speaks HTTP by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def drip(self, drop: bytes, times: int) -> bool:
        """Whether all of it could be sent, a drop at a time."""
        for _ in range(times):
            try:
                self.writer.write(drop)
                await self.writer.drain()
            except ConnectionError:
                return False
            await asyncio.sleep(SOON / 10)
            if self.reader.at_eof() or self.reader.exception():
                return False
        return True

    async def heard(self) -> bytes:
        """All that came until the hub closed the line."""
        try:
            return await asyncio.wait_for(self.reader.read(), 20)
        except ConnectionError:
            return b""


@pytest.fixture
async def line(port: int) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield Line(reader, writer)
    writer.transport.abort()


def head(hub: Town, length: int, host: str = "localhost", more: str = "") -> bytes:
    token = hub.bearer("cip_analyst")["authorization"]
    return (
        f"POST /graphql HTTP/1.1\r\nhost: {host}\r\nauthorization: {token}\r\n{more}"
        f"content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    ).encode()


async def asked(hub: Town, port: int, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        return await http.post("/graphql", json=QUESTION, headers={**hub.bearer("cip_analyst"), **headers})


@pytest.mark.parametrize(
    "sent", [b"", b"POST /graphql HTTP/1.1\r\n", b"POST /graphql HTTP/1.1\r\nhost: localhost\r\nx"],
    ids=["nothing", "a line", "half a header"],
)  # fmt: skip
async def test_a_head_that_does_not_come_whole_is_cut_off(
    hub: Town, port: int, hurried: None, line: Line, sent: bytes
) -> None:
    line.writer.write(sent)
    assert await line.heard() == b""
    assert (await asked(hub, port)).status_code == 200


@pytest.mark.parametrize("drop", [b"\r\n", b"x: y\r\n"], ids=["empty lines", "headers"])
async def test_a_head_that_comes_by_drops_is_cut_off(
    hub: Town, port: int, hurried: None, line: Line, drop: bytes
) -> None:
    if drop.strip():
        line.writer.write(b"POST /graphql HTTP/1.1\r\nhost: localhost\r\n")
    assert not await line.drip(drop, 40)
    assert (await asked(hub, port)).status_code == 200


async def test_a_line_may_wait_between_two_questions_and_not_for_ever(
    hub: Town, port: int, hurried: None, line: Line
) -> None:
    body = orjson.dumps(QUESTION)
    for _ in range(2):
        line.writer.write(head(hub, len(body)) + body)
        first = await asyncio.wait_for(line.reader.readuntil(b'"cost":2}}'), 20)
        assert first.startswith(b"HTTP/1.1 200 OK")
        await asyncio.sleep(SOON / 2)
    rest = await line.heard()
    assert b"HTTP/1.1" not in rest


async def test_questions_sent_before_the_answers_to_others_are_all_answered(
    hub: Town, hurried: None, line: Line
) -> None:
    body = orjson.dumps(QUESTION)
    line.writer.write((head(hub, len(body)) + body) * 3)
    assert (await line.heard()).count(b"HTTP/1.1 200 OK") == 3


async def test_a_head_without_end_is_cut_off(hub: Town, port: int, line: Line) -> None:
    line.writer.write(b"POST /graphql HTTP/1.1\r\nhost: localhost\r\nx: ")
    sent = 0
    while sent < 100 * listening.MOST_HEAD and not line.reader.at_eof() and not line.reader.exception():
        try:
            line.writer.write(b"x" * 16 * 1024)
            await line.writer.drain()
        except ConnectionError:
            break
        sent += 16 * 1024
        await asyncio.sleep(0)
    assert await line.heard() == b""
    assert sent < 100 * listening.MOST_HEAD
    assert (await asked(hub, port, note="x" * 8000)).status_code == 200


async def test_a_body_that_comes_by_drops_is_told_so_and_cut_off(
    hub: Town, port: int, hurried: None, line: Line
) -> None:
    line.writer.write(head(hub, 5000) + b'{"query": "')
    dripping = asyncio.create_task(line.drip(b"x", 40))
    heard = await line.heard()
    assert heard.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"connection: close\r\n" in heard
    assert orjson.loads(heard.partition(b"\r\n\r\n")[2]) == {
        "errors": [{"message": "The body did not come in time. Send it again, or in parts.",
                    "extensions": {"code": "BODY_TOO_SLOW"}}]}  # fmt: skip
    assert not await dripping
    assert (await asked(hub, port)).status_code == 200


async def test_a_body_that_comes_in_parts_and_in_time_is_read(hub: Town, line: Line) -> None:
    body = orjson.dumps(QUESTION)
    line.writer.write(head(hub, len(body), more="connection: close\r\n") + body[:5])
    await asyncio.sleep(SOON / 4)
    line.writer.write(body[5:])
    assert (await line.heard()).startswith(b"HTTP/1.1 200 OK\r\n")


async def test_without_a_token_a_body_by_drops_is_refused_before_it_is_read_and_cut_off(
    hurried: None, line: Line
) -> None:
    line.writer.write(b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5000\r\n\r\n")
    dripping = asyncio.create_task(line.drip(b"x", 40))
    assert (await line.heard()).startswith(b"HTTP/1.1 401 Unauthorized\r\n")
    assert not await dripping


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many bytes of one request the hub had at hand at once."""
    most = [0]
    plain = listening.Wire.on_body

    def noted(self: listening.Wire, body: bytes) -> None:
        plain(self, body)
        most[0] = max(most[0], len(self.cycle.body))

    monkeypatch.setattr(listening.Wire, "on_body", noted)
    yield most


async def test_two_hundred_megabytes_are_refused_without_being_held(
    hub: Town, port: int, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch) as most:
        line.writer.write(head(hub, 200 * 1024 * 1024))
        sent = 0
        while sent < 200 * 1024 * 1024:
            try:
                line.writer.write(b" " * 1024 * 1024)
                await line.writer.drain()
            except ConnectionError:
                break
            sent += 1024 * 1024
        heard = await line.heard()
    assert heard == b"" or heard.startswith(b"HTTP/1.1 413")
    assert sent < 20 * 1024 * 1024
    assert most[0] < 2 * 1024 * 1024
    assert (await asked(hub, port)).status_code == 200


# The host

OURS = ["hub", "HUB", "hub:8443", "localhost", "localhost:8000", "127.0.0.1", "[::1]", "[::1]:8000"]
FOREIGN = [
    *("elsewhere.test.invalid", "hub.elsewhere.test.invalid", "elsewhere-hub", "hub.", "hub:", "hub:port", "", "hub/"),
    *("hub@elsewhere", "elsewhere@hub", "hub, hub", "127.0.0.2", "[::2]", "0", "::1"),
]


@pytest.mark.parametrize("host", FOREIGN)
async def test_a_request_to_another_host_is_refused_before_its_token_is_read(hub: Town, host: str) -> None:
    hub.statements.clear()
    answer = await hub.http.post("/graphql", json=QUESTION, headers={**hub.bearer("mens_service"), "host": host})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (400, {"code": "HOST_UNKNOWN"})
    assert answer.headers["cache-control"] == "no-store"
    assert not hub.statements


@pytest.mark.parametrize("host", OURS)
async def test_a_request_to_this_hub_is_answered(hub: Town, host: str) -> None:
    answer = await hub.http.post("/graphql", json=QUESTION, headers={**hub.bearer("mens_service"), "host": host})
    assert answer.json()["data"] == {"limits": {"depth": 14}}


@pytest.mark.parametrize("hosts", [b"", b"host: hub\r\nhost: hub\r\n", b"host: hub\r\nhost: elsewhere\r\n"],
                         ids=["none", "twice", "two"])  # fmt: skip
async def test_a_request_names_one_host(hub: Town, line: Line, hosts: bytes) -> None:
    line.writer.write(b"GET /health/live HTTP/1.1\r\n" + hosts + b"connection: close\r\n\r\n")
    assert (await line.heard()).startswith(b"HTTP/1.1 400 ")


async def test_an_upgrade_to_a_socket_is_no_way_round(hub: Town, port: int) -> None:
    upgrade = {"connection": "upgrade", "upgrade": "websocket", "sec-websocket-version": "13",
               "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
               "sec-websocket-protocol": "graphql-transport-ws"}  # fmt: skip
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        answer = await http.get("/graphql", headers=upgrade)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (401, {"code": "TOKEN_MISSING"})


async def test_an_answer_does_not_wait_for_the_client_s_kernel() -> None:
    """Head and body are written apart: with Nagle's algorithm the body of every answer would come 40 ms late."""
    noted: list[int] = []

    def accepted(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        noted.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with listening.listening("127.0.0.1", 0) as taken:
        async with await asyncio.start_server(accepted, sock=taken):
            reader, writer = await asyncio.open_connection(*taken.getsockname())
            await reader.read()
            writer.close()
    assert noted == [1]
