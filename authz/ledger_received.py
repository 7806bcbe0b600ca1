"""What becomes of a received record: decided from what is held under its name, before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CREATED, UNCHANGED, SUPERSEDED, QUARANTINED = "CREATED", "UNCHANGED", "SUPERSEDED", "QUARANTINED"
ERASED = "ERASED"
NOT_KEPT = (UNCHANGED, ERASED)


@dataclass(frozen=True, slots=True)
class Received:
    """One record as it came. `faults` are why it cannot be taken; none: it can."""

    connector: str
    custodian: str
    source_id: str
    version: int
    content: bytes
    received_at: str
    faults: tuple[Mapping[str, str], ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a record; `seq` is None when nothing new was kept."""

    outcome: str
    seq: int | None = None
    supersedes: int | None = None
    superseded_by: int | None = None
    faults: tuple[Mapping[str, str], ...] = ()


@dataclass(slots=True)
class Known:
    """Versions held of one record: version → content hash, with quarantined ones apart; and whether it was erased."""

    held: dict[int, str] = field(default_factory=dict)
    quarantined: set[tuple[int, str]] = field(default_factory=set)
    erased: bool = False


def key_of(received: Received) -> tuple[str, str, str]:
    return received.connector, received.custodian, received.source_id


def decided(received: Received, known: Known) -> Receipt:
    """Newer supersedes; older stays behind; the same is unchanged; another text is a conflict. What was erased
    stays so, whatever version comes."""
    if known.erased:
        return Receipt(ERASED)
    if received.faults:
        return Receipt(QUARANTINED, faults=received.faults)
    held = known.held.get(received.version)
    if held is not None:
        return Receipt(UNCHANGED) if held == received.digest else Receipt(QUARANTINED, faults=(CONFLICT,))
    newest = max(known.held, default=None)
    if newest is None:
        return Receipt(CREATED)
    if newest > received.version:
        return Receipt(SUPERSEDED, superseded_by=newest)
    return Receipt(SUPERSEDED, supersedes=newest)


CONFLICT: Mapping[str, str] = {
    "pointer": "/report/version",
    "code": "VERSION_CONFLICT",
    "reason": "another text of this version is held; send the change as a new version",
}


def kept_already(received: Received, known: Mapping[tuple[str, str, str], Known]) -> bool:
    """The same faulty bytes again are answered again, and kept once."""
    return (received.version, received.digest) in known[key_of(received)].quarantined


def note(received: Received, receipt: Receipt, known: Known) -> None:
    remember(known, received.version, received.digest, receipt.outcome)


def remember(known: Known, version: int, digest: str, outcome: str) -> None:
    if outcome == QUARANTINED:
        known.quarantined.add((version, digest))
    else:
        known.held[version] = digest


def numbered(receipt: Receipt, seq: int) -> Receipt:
    return Receipt(receipt.outcome, seq, receipt.supersedes, receipt.superseded_by, receipt.faults)


def body_of(received: Received, receipt: Receipt) -> dict[str, Any]:
    return {
        "at": received.received_at,
        "connector": received.connector,
        "custodian": received.custodian,
        "source_id": received.source_id,
        "version": received.version,
        "content_hash": received.digest,
        "outcome": receipt.outcome,
        "supersedes": receipt.supersedes,
        "superseded_by": receipt.superseded_by,
        "faults": [dict(fault) for fault in receipt.faults],
    }
