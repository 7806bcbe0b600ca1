"""Messages cut into chunks, and chunks put together to messages, however they come.

A chunk is its length in two bytes and that many bytes; an empty one ends the message. Between messages an empty one
says only that the other side lives.
"""

from __future__ import annotations

from graph.bolt.faults import TooMuch

LARGEST_CHUNK = 0xFFFF
END = b"\x00\x00"


def framed(message: bytes) -> bytes:
    starts = range(0, len(message), LARGEST_CHUNK)
    return b"".join(_chunk(message[at : at + LARGEST_CHUNK]) for at in starts) + END


def _chunk(part: bytes) -> bytes:
    return len(part).to_bytes(2, "big") + part


class Frames:
    """What came and is not whole yet: less than one chunk, and less than one message of at most `most` bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.rest, self.message = bytearray(), bytearray()

    def fed(self, data: bytes) -> list[bytearray]:
        """The messages that are whole with this."""
        rest, at, found = self.rest, 0, list[bytearray]()
        rest += data
        while len(rest) - at >= 2:
            until = at + 2 + (rest[at] << 8 | rest[at + 1])
            if until > len(rest):
                break
            if until > at + 2:
                self._add(rest[at + 2 : until])
            elif self.message:
                found.append(self.message)
                self.message = bytearray()
            at = until
        del rest[:at]
        return found

    def _add(self, part: bytearray) -> None:
        if len(self.message) + len(part) > self.most:
            raise TooMuch
        self.message += part
