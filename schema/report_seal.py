"""What a copy of a consolidated report shows of itself, so that whoever holds it can check it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SealState(Enum):
    """Whether this version of the report may be relied on, in words."""

    ISSUED = "Issued: this version stands."
    RECALLED = "Recalled: do not rely on this report. Ask the Central Information Point what stands in its place."
    CORRECTED = "Corrected: a later version stands in place of this one. Do not rely on this version."


@dataclass(frozen=True, slots=True)
class Seal:
    """`issued_at` is UTC text, `sha256` of the report's canonical JSON, `signature` over the same bytes; both hex."""

    report: str
    version: int
    issued_at: str
    issued_by: str
    sha256: str
    signature: str
    state: SealState

    @property
    def check(self) -> str:
        """How to check a copy, in words."""
        return (
            f"Open report {self.report} in Throughline. It must show the same version, the state “Issued” and the same "
            "SHA-256, which is that of the report's canonical JSON; the signature is over the same bytes. If anything "
            "differs, or the report cannot be opened, do not rely on this copy."
        )
