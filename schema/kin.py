"""Kin, partners and households as a source says them: which words tie two people, and which way round they are read.

Two *different* human beings; it says nothing of who is the same one, and joins nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from schema import codes

HOUSEHOLD: Final = "HOUSEHOLD"
# Family Violence Protection Act 2008 (Vic) s 8: relatives, partners, and whoever is regarded as family.
TIES: Final = frozenset({"PARTNER", "KIN", HOUSEHOLD})


@dataclass(frozen=True, slots=True)
class Tie:
    """`left` is the `kind` of `right`: with PARENT, left is a parent of right. Both are origins."""

    left: str
    right: str
    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a report that ties two of its people. `subject` is whose own record says it, if one does."""

    tie: Tie
    field: str
    code: str | None  # as the source sent it: what the one that it describes is to the other
    subject: str | None = None


def tied(one: str, other: str, code: str) -> Tie | None:
    """`one` is said to be the `code` of `other`: read the same way round whoever it was said of.

    A code that no list has, and UNKNOWN, are kept as they came: a reviewer says what they mean. What is said to be
    no tie of a family (a friend, a worker) is none; nor is anybody his own.
    """
    if one == other or not codes.tie(code):
        return None
    turned = codes.inverse(code)
    return Tie(other, one, turned) if turned and other < one else Tie(one, other, code)


def of_parties(
    respondent: str, affected: str, relationship: str | None, living_together: bool | None
) -> Iterator[Said]:
    """Section D: what the respondent is to the affected family member, and whether they live together."""
    if relationship and (tie := tied(respondent, affected, relationship)):
        yield Said(tie, "relationship", relationship)
    if living_together and (tie := tied(respondent, affected, HOUSEHOLD)):
        yield Said(tie, "living_together", None)


def of_another(subject: str, party: str, field: str, code: str | None) -> Iterator[Said]:
    """Section E: what a child or another person is to one of the parties."""
    if code and (tie := tied(subject, party, code)):
        yield Said(tie, field, code, subject)


def is_family(kind: str) -> bool:
    """A kind that a reviewer may call it."""
    return codes.tie(kind) in TIES


def in_words(kind: str) -> str:
    """Which way round it is read."""
    label = codes.label("relationship", kind)
    return f"{'Of one another' if codes.inverse(kind) == kind else 'Left is, to right'}: {label}"
