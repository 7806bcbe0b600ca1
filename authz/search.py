"""Whom one asker may search for and by what: the rows of `search.csv` against what was declared. No fact is known.

A row is searched, or left out with a reason that rests on the policy, the declaration and the asker's own budget;
when none is left, the reason is a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from authz import walls
from authz.access import Access
from authz.declaration import Refusal
from authz.policy_data import SearchRow
from authz.search_budget import Budget, Used, objection
from authz.words import Facet, Handle, Level, Position, SearchKey, Standing


class Why(StrEnum):
    """Why a row is left out, the least reason first: the last one of all rows is told as the refusal."""

    KEYS = "NOT_BY_THIS"
    PURPOSE = "NOT_FOR_THIS_PURPOSE"
    SOUGHT_AS = "SAY_AS_WHAT"
    REASON = "REASON_REQUIRED"
    MATTER = "MATTER_REQUIRED"
    RATE = "RATE_LIMITED"


REFUSALS = {Why.REASON: "REASON_REQUIRED", Why.MATTER: "MATTER_REQUIRED", Why.RATE: "RATE_LIMITED"}
SAID_AS = {Standing.VICTIM: "AFFECTED", Standing.ALLEGED: "RESPONDENT", Standing.CHILD: "CHILD"}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched by, and as what; NONE: not known yet. No value is here."""

    keys: frozenset[SearchKey]
    standing: Standing
    birth: bool  # a date of birth is given, beside whichever key

    @property
    def by_address(self) -> bool:
        return SearchKey.ADDRESS in self.keys


@dataclass(frozen=True, slots=True)
class Declared:
    """What the declaration says, as far as a row asks it."""

    reason: bool
    matter: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """One row that is searched. `own`: of the asker's own records alone."""

    standing: Standing
    row: SearchRow
    own: bool

    @property
    def word(self) -> str:
        """As the statement has it: by all that a person is, or by what he is sought as."""
        return f"AS {self.standing}" if self.row.as_declared else str(self.standing)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that is not searched; `words` say why, and the mend."""

    standing: Standing
    why: Why
    words: str


@dataclass(frozen=True, slots=True)
class Searching:
    """What one search searches and leaves out."""

    searched: tuple[Searched, ...]
    left_out: tuple[LeftOut, ...]

    def without_a_matter(self) -> Searching:
        """The matter declared is not an open one of the asker's: as if none were named."""
        gone = [s for s in self.searched if s.row.needs_matter]
        left_out = (*self.left_out, *(LeftOut(s.standing, Why.MATTER, NO_MATTER) for s in gone))
        return Searching(tuple(s for s in self.searched if s not in gone), left_out)

    def budget(self, account: str, sought: Sought) -> Budget:
        """That of the widest row searched."""
        searches = max((s.row.per_hour for s in self.searched), default=0)
        addresses = max((s.row.addresses_per_hour for s in self.searched), default=0)
        return Budget(account, searches, addresses, sought.by_address)

    @property
    def alerts(self) -> bool:
        return any(s.row.alert for s in self.searched)


NO_REASON = "This needs a reason: give it with the purpose."
NO_MATTER = "This needs an open matter of yours for this purpose: name it with the purpose."


def searching(access: Access, declared: Declared, sought: Sought, used: Used) -> Searching | Refusal:
    """Rows in the order of protection."""
    rows = [(s, access.policy.searches[access.role, s]) for s in Standing]
    if not any(_allows(row, sought) for _, row in rows):
        return _not_searchable(sought, [row for _, row in rows])
    searched, left_out = [], []
    for standing, row in rows:
        if _is_of_another_declaration(access, standing, row, sought):
            continue
        if objection := _objection(access, declared, sought, used, standing, row):
            left_out.append(LeftOut(standing, *objection))
        else:
            searched.append(Searched(standing, row, _own_alone(access, standing, row)))
    return Searching(tuple(searched), tuple(left_out)) if searched else _refusal(left_out)


def agencies_band(custodians: int) -> str:
    """How many agencies hold records that may be told, never which nor exactly how many."""
    if custodians >= 5:
        return "5+"
    return "1" if custodians <= 1 else "2-4"


def _objection(
    access: Access, declared: Declared, sought: Sought, used: Used, standing: Standing, row: SearchRow
) -> tuple[Why, str] | None:
    """The first that holds."""
    if not _allows(row, sought):
        return Why.KEYS, f"{_by([row])} Not by {_listed(sought.keys)}."
    if not _within_purpose(access, standing):
        return Why.PURPOSE, f"{access.purpose} opens nothing of such a person: declare another purpose."
    if row.as_declared and standing not in _declared_as(sought):
        return Why.SOUGHT_AS, _say_as(standing)
    if not declared.reason and (row.reason == "yes" or (row.reason == "address" and sought.by_address)):
        return Why.REASON, NO_REASON
    if row.needs_matter and not declared.matter:
        return Why.MATTER, NO_MATTER
    return _over(row, sought, used)


def _allows(row: SearchRow, sought: Sought) -> bool:
    """Who may search by a name alone may do it with a date of birth too."""
    keys = row.keys | ({SearchKey.NAME_AND_BIRTH} if SearchKey.NAME in row.keys else frozenset())
    return sought.keys <= keys and (not sought.birth or SearchKey.NAME_AND_BIRTH in keys)


def _within_purpose(access: Access, standing: Standing) -> bool:
    """W02: the purpose lists the column that tells who such a person is, and lets rows be shown."""
    listed = access.row.columns
    column = access.policy.column(Facet.IDENTITY, standing)
    return access.row.ceiling.as_row >= Level.M and (listed is None or column in listed)


def _own_alone(access: Access, standing: Standing, row: SearchRow) -> bool:
    """The handle says so, or the purpose opens no record of others (W02), or W04 holds."""
    others = access.row.opens - {Position.OWN}
    told = standing is not Standing.ALLEGED or walls.alleged_may_be_told(access)
    return row.handle is Handle.OWN or not others or not told


def _is_of_another_declaration(access: Access, standing: Standing, row: SearchRow, sought: Sought) -> bool:
    """Whoever is sought as one thing is found by that row, whatever else he is: no other is missed."""
    instead = access.policy.searches[access.role, sought.standing]
    return row.as_declared and standing not in _declared_as(sought) and instead.as_declared


def _declared_as(sought: Sought) -> tuple[Standing, ...]:
    """A respondent may have become one whose risk is established."""
    if sought.standing is Standing.ALLEGED:
        return (Standing.ALLEGED, Standing.PERPETRATOR)
    return (sought.standing,)


def _say_as(standing: Standing) -> str:
    asked = Standing.ALLEGED if standing is Standing.PERPETRATOR else standing
    if asked not in SAID_AS:
        return "Such a person is not sought by himself."
    return f"Say as what the person is sought: `as: {SAID_AS[asked]}`."


def _over(row: SearchRow, sought: Sought, used: Used) -> tuple[Why, str] | None:
    found = objection(used, row.per_hour, row.addresses_per_hour, sought.by_address)
    return (Why.RATE, found) if found else None


# Refusals


def _not_searchable(sought: Sought, rows: Iterable[SearchRow]) -> Refusal:
    asked = _listed(sought.keys | ({SearchKey.NAME_AND_BIRTH} if sought.birth else frozenset()))
    return Refusal("NOT_SEARCHABLE", f"Your role may not search by {asked}. {_by(rows)}")


def _refusal(left_out: list[LeftOut]) -> Refusal:
    """Of all rows, what kept the one that came furthest."""
    last = max(left_out, key=lambda found: tuple(Why).index(found.why))
    return Refusal(REFUSALS.get(last.why, "NOT_SEARCHABLE"), last.words)


def _by(rows: Iterable[SearchRow]) -> str:
    keys = _listed(frozenset().union(*(row.keys for row in rows)))
    return f"It may search by {keys}." if keys else "It may search by nothing."


def _listed(keys: Iterable[SearchKey]) -> str:
    return ", ".join(sorted(keys, key=tuple(SearchKey).index))
