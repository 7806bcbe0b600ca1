"""Excluded information as GraphQL has it: markings that a custodian sets, and those that are to be looked at anew."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from authz.local_days import local_day
from graph.exclusions import EXCLUDABLE
from schema import codes
from schema.declare import CURSOR, PAGE_SIZE, answered
from schema.values import Code

ID = strawberry.ID
GROUNDS = "exclusion_ground"
EXCLUDING = frozenset(
    (
        *("exclude_information", "review_exclusion", "release_exclusion", "mark_scanned"),
        *("release_extract", "withdraw_extract"),
    )
)


@strawberry.input(description="What of your organisation's records is excluded information (FVPA s 144C), and why.")
class ExclusionInput:
    type: str = strawberry.field(description=f"One of {', '.join(EXCLUDABLE)}.")
    id: ID = strawberry.field(description="Its id, as an answer shows it. All versions are excluded, later ones too.")
    field: str | None = strawberry.field(
        default=None,
        description="Of a PersonRecord, Incident, Order or Referral one field alone; the rest stays as it is.",
    )
    event: ID | None = strawberry.field(
        default=None,
        description="Of a PersonRecord its part in this Incident, Order or Referral alone.",
    )
    ground: str = strawberry.field(description=f"One of {', '.join(codes.codes(GROUNDS))}.")
    reason: str = strawberry.field(description="Why, in words; told to nobody but reviewers of your organisation.")
    review_on: date = strawberry.field(description="When it is to be looked at anew: at most a year on.")
    released_to: list[ID] = strawberry.field(
        default_factory=list, description="Organisations that are shown it all the same, as their roles are."
    )


@strawberry.type
class Scanned:
    """A version of a record whose free text was looked through."""

    record: ID = strawberry.field(description="The record.")
    version: int = strawberry.field(description="Its version.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class Extract:
    """The extract that stands for a version of a record."""

    record: ID = strawberry.field(description="The record.")
    version: int = strawberry.field(description="Its version.")
    readers: list[str] = strawberry.field(description="Roles that it is released to; empty: none stands any more.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class Excluded:
    """What was decided of excluded information."""

    id: ID = strawberry.field(description="The marking.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class Exclusion:
    """A marking in force. A review date that has passed opens nothing."""

    id: ID = answered("The marking.")
    type: str = answered("What is marked.")
    record: ID = answered("Its id.")
    field: str | None = answered("The field, where that alone is marked.")
    event: ID | None = answered("The report, order or referral part, where the part in it alone is marked.")
    ground: Code = answered("By which limb of s 144C.")
    reason: str = answered("Why, in words.")
    review_on: date = answered("When it is to be looked at anew.")
    overdue: bool = answered("That day has passed.")
    released_to: list[ID] = answered("Organisations that are shown it all the same.")
    since: datetime = answered("When it was set or reviewed last.")
    cursor: str = answered(CURSOR)


@dataclass(frozen=True, slots=True)
class Ground:
    """The fields of `Code`."""

    code: str
    label: str
    known: bool


@dataclass(frozen=True, slots=True)
class Marked:
    id: str
    type: str
    record: str
    field: str | None
    event: str | None
    ground: Ground
    reason: str
    review_on: str
    overdue: bool
    released_to: list[str]
    since: str
    cursor: str


def marked(id: str, noun: str, record: str, field: str | None, event: str | None, *rest: Any) -> Marked:
    """A marking as it is stored, at the moment of asking."""
    ground, reason, review_on, released, since, now, cursor = rest
    coded = Ground(ground, codes.label(GROUNDS, ground), codes.known(GROUNDS, ground))
    name = field and to_camel_case(field)
    overdue = review_on < local_day(now)
    return Marked(id, noun, record, name, event, coded, reason, review_on, overdue, released, since, cursor)


@strawberry.type
class ExclusionQuery:
    """What can be asked of excluded information."""

    @strawberry.field(
        description="What your organisation excludes, the first to be looked at anew first: for its reviewers."
    )
    async def exclusions_to_review(
        self, info: strawberry.Info, first: int = PAGE_SIZE, after: str | None = None
    ) -> list[Exclusion]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class ExclusionMutation:
    """What can be done of excluded information."""

    @strawberry.mutation(
        description="Keep a record of your organisation from all but its workers and those you release it to; at once."
    )
    async def exclude_information(self, info: Info, input: ExclusionInput) -> Excluded:
        return await info.context.decisions.exclusions.exclude(input)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Look at a marking anew: why it still holds and until when, and to whom it is released from now on."
    )
    async def review_exclusion(
        self, info: Info, exclusion: ID, reason: str, review_on: date, released_to: list[ID] | None = None
    ) -> Excluded:
        acts = info.context.decisions.exclusions
        return await acts.review(str(exclusion), reason, review_on, released_to)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Say that you looked through the free text of this version of a record of your organisation, and "
        "what is excluded is marked: then it is shown to whose role opens it. A later version is looked through anew."
    )
    async def mark_scanned(self, info: Info, record: ID, version: int) -> Scanned:
        return await info.context.decisions.exclusions.mark_scanned(str(record), version)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Release words in place of the free text of this version of a record of your organisation, to "
        "roles that may be shown an extract alone. It takes the place of what was released of this version before, "
        "words and readers; of a later version there is none until you release one."
    )
    async def release_extract(self, info: Info, record: ID, version: int, text: str, readers: list[str]) -> Extract:
        acts = info.context.decisions.exclusions
        return await acts.release_extract(str(record), version, text, readers)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Withdraw the extract of this version of a record: it is shown to nobody, at once."
    )
    async def withdraw_extract(self, info: Info, record: ID, version: int) -> Extract:
        acts = info.context.decisions.exclusions
        return await acts.withdraw_extract(str(record), version)  # type: ignore[no-any-return]

    @strawberry.mutation(description="End a marking: what it kept is shown again as the policy has it, at once.")
    async def release_exclusion(self, info: Info, exclusion: ID, reason: str) -> Excluded:
        return await info.context.decisions.exclusions.release(str(exclusion), reason)  # type: ignore[no-any-return]
