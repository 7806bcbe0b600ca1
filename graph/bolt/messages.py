"""What the hub says in Bolt 5.4, and what the tags of the answers mean.

Neo4j 5.26 speaks 5.0 to 5.8; of these one is enough, and 5.4 is the last with a failure's code in its old place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.bolt.frames import framed
from graph.bolt.packing import packed

VERSION = bytes([0, 0, 4, 5])
HANDSHAKE = b"\x60\x60\xb0\x17" + VERSION + bytes(12)
SUCCESS, RECORD, IGNORED, FAILURE = 0x70, 0x71, 0x7E, 0x7F
NAME = "throughline"

PULL = framed(packed(0x3F, {"n": -1}))
RESET = framed(packed(0x0F))
GOODBYE = framed(packed(0x02))


def entering(user: str, password: str) -> bytes:
    """HELLO and LOGON. Notifications would carry the whole statement back."""
    hello = {"user_agent": NAME, "bolt_agent": {"product": NAME}, "notifications_minimum_severity": "OFF"}
    logon = {"scheme": "basic", "principal": user, "credentials": password}
    return framed(packed(0x01, hello)) + framed(packed(0x6A, logon))


def reading(text: str, given: Mapping[str, Any], seconds: float) -> bytes:
    """RUN, as a read in the user's own database, and PULL: sent together."""
    extra = {"mode": "r", "tx_timeout": round(seconds * 1000)}
    return framed(packed(0x10, text, {"given": given}, extra)) + PULL
