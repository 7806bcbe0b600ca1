"""What a system hands over: rows, each with the truth of whom it tells and of what in it was planted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.synthetic.people import Human

Fields = dict[str, Any]
Person = tuple[Fields, str]
"""A person as the row has it, and the key of the human being."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What a row was made to hold: `FIELD` or `CODE` at a pointer, or a fault or doubt of that code."""

    kind: str
    code: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One version of one document; `people` are parts of `row`. `at`: when it is handed over, in standard time."""

    custodian: str
    document: str
    at: datetime
    row: Fields
    people: tuple[Person, ...]
    planted: Planted | None = None


def told(pairs: Iterable[tuple[Fields, Human]]) -> tuple[Person, ...]:
    return tuple((party, human.key) for party, human in pairs)
