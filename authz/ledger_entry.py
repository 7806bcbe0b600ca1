"""Entries of the ledger as the graph follows them, and as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from authz.ledger_received import QUARANTINED
from authz.ledger_tables import leaf_of

RECORD, COMMAND, DISCLOSURE, USE = "RECORD", "COMMAND", "DISCLOSURE", "USE"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A RECORD or COMMAND, for the graph to follow. `command` is None for a record. `people`: of a record that was
    erased, and has no content any more, the ids of all whom it stated; None of any other."""

    seq: int
    command: str | None
    body: Mapping[str, Any]
    content: bytes = b""
    people: tuple[str, ...] | None = None

    @property
    def connector(self) -> str:
        return str(self.body["connector"])

    @property
    def accepted(self) -> bool:
        return bool(self.body["outcome"] != QUARANTINED)

    @property
    def superseded(self) -> bool:
        """An older version that arrived behind a newer one."""
        return self.body.get("superseded_by") is not None

    @property
    def received_at(self) -> str:
        return str(self.body["at"])


def row_of(seq: int | None, kind: str, said: Mapping[str, Any]) -> Row:
    assert seq is not None
    return written(seq, kind, canonical(said))


def written(seq: int, kind: str, body: bytes) -> Row:
    return {"seq": seq, "kind": kind, "body": body, "leaf": leaf_of(seq, kind, body)}


def canonical(said: Mapping[str, Any]) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
