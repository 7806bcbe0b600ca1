"""Rows of the policy that are words for people: conditions of cells, walls, and the law that cells rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GateRow:
    """A condition of a cell in words: when it holds, and what somebody who lacks it may do."""

    holds_when: str
    next_step: str


@dataclass(frozen=True, slots=True)
class WallRow:
    """A rule that beats every cell, in words."""

    name: str
    passes_when: str
    who_may_lift: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """What a cell may rest on; `known_by` says how far the text of the law was read."""

    act: str
    provision: str
    what: str
    known_by: str

    @staticmethod
    def of(row: Mapping[str, str]) -> ActRow:
        return ActRow(row["act"], row["provision"], row["what"], row["source"])
