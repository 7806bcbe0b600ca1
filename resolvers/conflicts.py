"""Conflicts of interest as GraphQL has them: from whom an account is kept apart, and who says so."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated, Any

import strawberry

from resolvers.references import Recorded, Reference
from schema.declare import PAGE_SIZE, answered

ID = strawberry.ID
Excepted = Annotated[
    list[ID] | None, strawberry.argument(name="except", description="Of EMPLOYEE: accounts that it does not bind.")
]
ACTS = frozenset({"record_conflict", "end_conflict"})


@strawberry.enum(
    description="What the worker is to the person. SELF: it is the worker; then his kin, whoever shares his present "
    "address and whoever stands in an event with him are kept from him too. BLOCKED: he must not see the person. "
    "EMPLOYEE: the person works for your organisation and is harmed; it binds all of its accounts but the excepted."
)
class ConflictKind(Enum):
    SELF = "SELF"
    KIN = "KIN"
    HOUSEHOLD = "HOUSEHOLD"
    COLLEAGUE = "COLLEAGUE"
    BLOCKED = "BLOCKED"
    EMPLOYEE = "EMPLOYEE"


@strawberry.type
class Conflict:
    """That an account, or a whole organisation, is kept apart from a person. Who that is, is not told."""

    id: ID = answered("Give it to endConflict.")
    account: ID | None = answered("The account; none: every one of your organisation, but the excepted.")
    excepted: list[ID] = answered("Accounts that it does not bind.")
    kind: str = answered("SELF, KIN, HOUSEHOLD, COLLEAGUE, BLOCKED or EMPLOYEE.")
    since: datetime = answered("From when.")
    until: datetime | None = answered("Until when; none: no end is known.")


@dataclass(frozen=True, slots=True)
class ConflictRow:
    id: str
    account: str | None
    excepted: list[str]
    kind: str
    since: str
    until: str | None


@strawberry.type
class ConflictQuery:
    """What can be asked of conflicts."""

    @strawberry.field(
        description="From whom accounts of your organisation are kept apart: for its authority and supervisors, and "
        "never one that binds you."
    )
    async def conflicts(self, info: strawberry.Info, first: int = PAGE_SIZE) -> list[Conflict]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class ConflictMutation:
    """What can be done of conflicts."""

    @strawberry.mutation(
        description="Keep an account apart from a person, held or not: your own, or as its authority or supervisor; "
        "or of kind EMPLOYEE all accounts of your organisation."
    )
    async def record_conflict(
        self,
        info: Info,
        kind: ConflictKind,
        person: Reference,
        reason: str,
        account: ID | None = None,
        excepted: Excepted = None,
        until: datetime | None = None,
    ) -> Recorded:
        acts, spared = info.context.decisions.conflicts, [str(id) for id in excepted or ()]
        return await acts.record(account, kind.value, person, reason, spared, until)  # type: ignore[no-any-return]

    @strawberry.mutation(description="End a conflict, as authority or supervisor: never one that binds you.")
    async def end_conflict(self, info: Info, conflict: ID, reason: str) -> Recorded:
        return await info.context.decisions.conflicts.end(str(conflict), reason)  # type: ignore[no-any-return]
