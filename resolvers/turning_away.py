"""A question that comes while the hub is full, answered before it is read as HTTP.

Who is turned away takes from who is let in, and most by being read. Here only what its bytes tell at once: one whole
question in one piece. All else goes the usual way, and is told the same there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import orjson

from resolvers.errors import AGAIN, Fault, status
from resolvers.frame import HEADERS
from resolvers.turnstile import Turnstile

Away = Callable[[bytes], bytes | None]  # of what came: the answer, if that is all that is to be said
LINE, BLANK = b"POST /graphql HTTP/1.1\r\n", b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]{1,9})(?=\r\n|\Z)")
UNUSUAL = re.compile(rb"\r\n(transfer-encoding|expect|upgrade)\b|\r\nconnection:(?! *keep-alive *(\r\n|\Z))")
JSON, GRAPHQL_JSON = "application/json", "application/graphql-response+json"


def may_decide(body: bytes) -> bool:
    """By a word in its text; of a text that is not sent, nobody knows. A decision does not wait for questions."""
    return b"mutation" in body or b'"query"' not in body


def nobody(_came: bytes) -> None:
    return None


@dataclass(frozen=True, slots=True)
class WhereFull:
    """Counted as the turnstile counts; never logged, which would cost more than the answer."""

    turnstile: Turnstile

    def __call__(self, came: bytes) -> bytes | None:
        if not self.turnstile.full or not came.startswith(LINE):
            return None
        head, _, body = came.partition(BLANK)
        said = head.lower()
        if [str(len(body)).encode()] != LENGTH.findall(said) or UNUSUAL.search(said) or may_decide(body):
            return None
        try:
            self.turnstile.refuse_where_full()
        except Fault as fault:
            return _answer(fault, GRAPHQL_JSON if GRAPHQL_JSON.encode() in said else JSON)
        return None


def _answer(fault: Fault, media: str) -> bytes:
    body = orjson.dumps({"errors": [fault.formatted()]})
    at = HTTPStatus(status(fault.code))
    told = {"content-type": media, "content-length": str(len(body)), **AGAIN[fault.code]}
    lines = [f"HTTP/1.1 {at.value} {at.phrase}", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, *(f"{n.decode()}: {v.decode()}" for n, v in HEADERS)]).encode() + BLANK + body
