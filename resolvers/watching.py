"""Watches, and what changed since a report, as GraphQL has them."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import date
from typing import Any

import strawberry

from schema.decisions.report_changes import Change
from schema.declare import PAGE_SIZE, answered
from schema.mirror import mirror

ID = strawberry.ID
WATCHING = frozenset({"watched", "end_watch"})  # asked without a matter
WATCHES = frozenset({"changed_since", "watched"})
CHANGE: Any = mirror(Change)


@strawberry.type
class Watch:
    """That the role which asked goes on to be told of the subject of its request."""

    request: ID = strawberry.field(description="The request.")
    until: date | None = strawberry.field(description="Its last day; null: nobody watches any more.")


@strawberry.type
class ReportChanges:
    """What a report would tell you now that this one did not."""

    report: ID = answered("The report.")
    watched_until: date | None = answered("Last day of the watch; null: none stands.")
    closed: str | None = answered("Why nothing is told now, and what to do; null: what changed is told.")
    changes: list[CHANGE] = answered(
        "What changed, of what may be told to you without more ado. Empty with `closed`: nothing is told, which says "
        "nothing of what there is."
    )


@dataclass(frozen=True, slots=True)
class ChangesRow:
    report: str
    watched_until: str | None
    closed: str | None
    changes: tuple[Change, ...] = ()


@strawberry.type
class WatchedRequest:
    """A request whose subject is watched and of whom there is something new: for the Point."""

    request: ID = answered("The request.")
    matter: ID = answered("Your matter that it is worked under.")
    report: ID = answered("The report that stands.")
    until: date = answered("Last day of the watch.")
    waiting: int = answered("Records that wait for a person at the Point: `reportItems` lists them.")
    news: int = answered("Things that a report issued now would tell otherwise: `changedSince` tells them.")


@dataclass(frozen=True, slots=True)
class WatchedRow:
    request: str
    matter: str
    report: str
    until: str
    waiting: int
    news: int


@strawberry.type
class WatchQuery:
    """What can be asked of watches."""

    @strawberry.field(
        description="What may be told now that a report did not tell, record by record by the same decisions as in a "
        "report: for its recipient while the subject is watched, and for the Point; each under the matter that opens "
        "the report."
    )
    async def changed_since(self, info: strawberry.Info, report: ID) -> ReportChanges | None:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(
        description="Of the requests that your organisation answers and whose subject is watched, the oldest watches "
        "first, those that something is new of: for the Point, under CIP_REQUEST."
    )
    async def watched(self, info: strawberry.Info, first: int = PAGE_SIZE) -> list[WatchedRequest]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class WatchMutation:
    """What can be done of watches."""

    @strawberry.mutation(
        description="Watch the subject of a request that your role asked of the Central Information Point, under the "
        "matter of the request, until a day that you say. It takes the place of an earlier watch."
    )
    async def watch_subject(self, info: Info, request: ID, until: date) -> Watch:
        return await info.context.decisions.watches.begin(str(request), str(until))  # type: ignore[no-any-return]

    @strawberry.mutation(description="End the watch of the subject of a request that your role asked.")
    async def end_watch(self, info: Info, request: ID) -> Watch:
        return await info.context.decisions.watches.end(str(request))  # type: ignore[no-any-return]
