"""Keyset cursors: the shown sort key and id of a row, keyed to one asker and one list.

Deterministic on purpose: equal answers have equal bytes. A cursor holds only what
the answer shows, so it must not be forged, but need not be secret.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

import orjson

TAG = 16  # bytes


class BadCursor(Exception):
    """Not a cursor of this list for this asker."""


def encode(key: bytes, values: list[Any]) -> str:
    body = orjson.dumps(values)
    return base64.urlsafe_b64encode(_tag(key, body) + body).decode()


def decode(key: bytes, cursor: str) -> list[Any]:
    try:
        raw = base64.urlsafe_b64decode(cursor.encode())
    except ValueError as fault:
        raise BadCursor from fault
    tag, body = raw[:TAG], raw[TAG:]
    if not hmac.compare_digest(tag, _tag(key, body)):
        raise BadCursor
    values: list[Any] = orjson.loads(body)
    return values


def key_for(secret: bytes, *scope: str) -> bytes:
    """The key of one asker, or of one of his lists."""
    return hmac.digest(secret, "\0".join(scope).encode(), hashlib.sha256)


def _tag(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, hashlib.sha256)[:TAG]
