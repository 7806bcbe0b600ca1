"""What a peer is told when it starts, on its standard input: no secret stands in a list of processes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson
import uvicorn


@dataclass(frozen=True, slots=True)
class Told:
    """The database; the key of the tokens; what the bare statement is sent with, by the name of the question."""

    url: str
    user: str
    password: str
    key: str
    ledger: str = ""
    sealing: str = ""
    statements: Mapping[str, tuple[str, Mapping[str, Any]]] = ()  # type: ignore[assignment]

    def written(self) -> bytes:
        return orjson.dumps(asdict(self))

    @property
    def auth(self) -> tuple[str, str]:
        return self.user, self.password


def told() -> Told:
    return Told(**orjson.loads(sys.stdin.buffer.read()))


def serve(app: Any) -> None:
    """By uvicorn as it is, on the port that is the first argument."""
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False, lifespan="on")
