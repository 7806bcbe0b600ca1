"""What a degree of agreement is: a name, words for it, and its condition, twice.

Once for the pair in hand and once for the training in SQL; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from schema.matching.profile import Profile

Holds = Callable[[Profile, Profile], bool]
IDENTITY: Final = "IDENTITY"
CONTACT: Final = "CONTACT"
NOTHING: Final = "nothing"
"""The level of a feature of which either side says nothing; it weighs nothing."""


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of agreement. `rarity` names the column whose term frequency sharpens the weight."""

    name: str
    words: str
    holds: Holds
    sql: str
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One feature: whether both sides say something of it, and its levels; the last one always holds."""

    name: str
    facet: str  # what a reader must be shown to be told of it
    said: Holds
    unsaid_sql: str
    levels: tuple[Level, ...]

    def level(self, left: Profile, right: Profile) -> str:
        place = self.place(left, right)
        return self.levels[place].name if place >= 0 else NOTHING

    def place(self, left: Profile, right: Profile) -> int:
        """Of the first level that holds; -1 where either side says nothing."""
        if not self.said(left, right):
            return -1
        place = 0
        for level in self.levels:  # a generator here would cost as much as the comparisons
            if level.holds(left, right):
                break
            place += 1
        return place


def otherwise(words: str, name: str = "differ") -> Level:
    """The last level, which always holds."""
    return Level(name, words, lambda left, right: True, "ELSE")


def common(column: str) -> str:
    """SQL for: the two lists have a member in common."""
    return f"list_has_any({column}_l, {column}_r)"
