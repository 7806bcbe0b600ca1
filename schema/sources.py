"""The systems that could know: which the hub holds records of, and how fresh they are."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import strawberry

from schema.declare import answered

# Systems of record of the family violence response, and what each would add.
SYSTEMS = (
    ("l17", "Victoria Police family violence reports (L17 Portal)"),
    ("courts", "Magistrates' and Children's Courts: applications, orders, outcomes"),
    ("corrections", "Corrections Victoria: custody, release, community orders"),
    ("child_protection", "Child Protection (CRIS): involvement in reports and cases"),
    ("risk", "TRAM, and other tools of risk assessors: assessments and safety plans"),
)


@strawberry.enum(description="What a system could say to this question.")
class SourceAnswer(Enum):
    ANSWERED = "ANSWERED"
    NOT_CONNECTED = "NOT_CONNECTED"


@strawberry.type
class SourceStatus:
    """One system, and whether the answer rests on it. Its freshness is the system's, never a person's."""

    system: str = answered("Code of the system.")
    label: str = answered("The system, and what it would add.")
    status: SourceAnswer = answered("NOT_CONNECTED: the hub holds no record of it; ask it by other means.")
    fresh_as_of: datetime | None = answered("When the hub last received a record from it.")


@dataclass(frozen=True, slots=True)
class Status:
    system: str
    label: str
    status: str
    fresh_as_of: str | None


def source_statuses(fresh: Iterable[tuple[str, str]]) -> list[Status]:
    known = dict(fresh)
    return [
        Status(code, label, "ANSWERED" if code in known else "NOT_CONNECTED", known.get(code))
        for code, label in SYSTEMS
    ]
