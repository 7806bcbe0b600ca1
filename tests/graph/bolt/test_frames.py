"""Chunks and messages, however they are cut."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.bolt.connection import Connection
from graph.bolt.faults import TooMuch
from graph.bolt.frames import END, LARGEST_CHUNK, Frames, framed
from graph.bolt.messages import HANDSHAKE, VERSION
from tests.graph.bolt.fake import SUCCESS, record

NOOP = END
CHUNKED = b"\x00\x03abc\x00\x01d\x00\x02ef" + END
MESSAGES = st.lists(st.binary(min_size=1, max_size=40), max_size=6)


def fed(stream: bytes, *cuts: int) -> list[bytes]:
    frames, ends = Frames(1 << 20), [*sorted(cuts), len(stream)]
    found = [m for since, until in zip([0, *ends], ends, strict=False) for m in frames.fed(stream[since:until])]
    assert (bytes(frames.rest), bytes(frames.message)) == (b"", b"")
    return [bytes(message) for message in found]


@given(MESSAGES, st.data())
def test_messages_are_the_same_wherever_the_stream_is_cut(messages: list[bytes], data: st.DataObject) -> None:
    stream = NOOP + b"".join(framed(message) + NOOP for message in messages)
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=8))
    assert fed(stream, *cuts) == messages
    assert fed(stream, *range(len(stream))) == messages


def test_a_message_of_many_chunks_is_one() -> None:
    assert fed(NOOP + CHUNKED + NOOP + CHUNKED) == [b"abcdef"] * 2
    long = bytes(range(256)) * 1000
    assert framed(long)[:2] == LARGEST_CHUNK.to_bytes(2, "big")
    assert fed(framed(long)) == [long]
    assert framed(bytes(LARGEST_CHUNK)) == b"\xff\xff" + bytes(LARGEST_CHUNK) + END


def test_what_is_not_whole_is_not_told() -> None:
    for at in range(1, len(CHUNKED)):
        frames = Frames(100)
        assert frames.fed(CHUNKED[:at]) == []
        assert frames.fed(CHUNKED[at:]) == [b"abcdef"]


def test_a_message_may_be_as_large_as_the_bound_and_no_larger() -> None:
    assert Frames(6).fed(CHUNKED) == [b"abcdef"]
    with pytest.raises(TooMuch):
        Frames(5).fed(CHUNKED)


class Line:
    """What a transport is, as far as a connection uses it."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def abort(self) -> None:
        raise AssertionError("dropped")


async def asked(pieces: list[bytes]) -> Any:
    """The value, when the server's bytes come in these pieces."""
    connection, line = Connection(), Line()
    connection.connection_made(cast(asyncio.BaseTransport, line))
    hand = asyncio.ensure_future(connection._said(HANDSHAKE))
    await asyncio.sleep(0)
    connection.data_received(VERSION)
    assert await hand == VERSION
    asking = asyncio.ensure_future(connection.ask(b"RUN PULL", 2))
    await asyncio.sleep(0)
    for piece in pieces:
        assert not asking.done()
        connection.data_received(piece)
    assert line.written == [HANDSHAKE, b"RUN PULL"]
    return (await asking).value()


ROW = [1, "é" * 40, None, {"a": [True, 2.5]}]
STREAM = SUCCESS + NOOP + record(ROW) + SUCCESS
IN_CHUNKS = SUCCESS + b"".join(b"\x00\x01" + bytes([b]) for b in record(ROW)[2:-2]) + END + NOOP + SUCCESS


@pytest.mark.parametrize("stream", [STREAM, IN_CHUNKS], ids=["whole", "a chunk a byte"])
async def test_an_answer_is_the_same_split_at_every_byte(stream: bytes) -> None:
    for at in range(1, len(stream)):
        assert await asked([stream[:at], stream[at:]]) == ROW
    assert await asked([stream[at : at + 1] for at in range(len(stream))]) == ROW
