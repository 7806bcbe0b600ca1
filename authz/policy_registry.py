"""Rows of the policy for the registry: what an organisation's kind may hold, and what a duty lets an account do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of organisation: the data roles and duties that its accounts may hold, and its entity classes."""

    roles: frozenset[str]
    duties: frozenset[str]
    classes: tuple[str, ...]
    prescribed_from: str  # a day, or `unknown`

    @staticmethod
    def of(row: Mapping[str, str], since: str) -> KindRow:
        roles, duties, classes = (_listed(row[name]) for name in ("matrix_roles", "duties", "entity_class"))
        return KindRow(frozenset(roles), frozenset(duties), tuple(classes), since)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty: with which data roles it is held, and what it lets an account do of accounts and organisations.

    `brings_role` is held by this duty also in a kind that does not list it; `everywhere`: not of the own one alone.
    """

    held_with: frozenset[str]
    brings_role: str
    acts: frozenset[str]
    everywhere: bool

    @staticmethod
    def of(row: Mapping[str, str], everywhere: bool) -> DutyRow:
        held_with, acts = (frozenset(_listed(row[name])) for name in ("held_with_role", "acts"))
        return DutyRow(held_with, row["brings_role"], acts, everywhere)


def _listed(words: str) -> list[str]:
    return [] if words == "none" else words.split()
