"""Conflicts of interest as GraphQL has them: from whom an account is kept apart, and who says so."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from resolvers.references import Recorded, Reference
from schema.declare import PAGE_SIZE, answered

ID = strawberry.ID
ACTS = frozenset({"record_conflict", "end_conflict"})


@strawberry.enum(
    description="What the worker is to the person. SELF: it is the worker; then his kin, whoever shares his present "
    "address and whoever stands in an event with him are kept from him too. BLOCKED: he must not see the person."
)
class ConflictKind(Enum):
    SELF = "SELF"
    KIN = "KIN"
    HOUSEHOLD = "HOUSEHOLD"
    COLLEAGUE = "COLLEAGUE"
    BLOCKED = "BLOCKED"


@strawberry.type
class Conflict:
    """That an account is kept apart from a person. Who that is, is not told."""

    id: ID = answered("Give it to endConflict.")
    account: ID = answered("The account.")
    kind: str = answered("SELF, KIN, HOUSEHOLD, COLLEAGUE or BLOCKED.")
    since: datetime = answered("From when.")
    until: datetime | None = answered("Until when; none: no end is known.")


@dataclass(frozen=True, slots=True)
class ConflictRow:
    id: str
    account: str
    kind: str
    since: str
    until: str | None


@strawberry.type
class ConflictQuery:
    """What can be asked of conflicts."""

    @strawberry.field(
        description="From whom accounts of your organisation are kept apart: for its authority and supervisors, and "
        "never of an account of your own."
    )
    async def conflicts(self, info: strawberry.Info, first: int = PAGE_SIZE) -> list[Conflict]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class ConflictMutation:
    """What can be done of conflicts."""

    @strawberry.mutation(
        description="Keep an account apart from a person, held or not: your own, or as its authority or supervisor."
    )
    async def record_conflict(
        self,
        info: Info,
        kind: ConflictKind,
        person: Reference,
        reason: str,
        account: ID | None = None,
        until: datetime | None = None,
    ) -> Recorded:
        acts = info.context.decisions.conflicts
        return await acts.record(account, kind.value, person, reason, until)  # type: ignore[no-any-return]

    @strawberry.mutation(description="End a conflict, as authority or supervisor: never one of an account of your own.")
    async def end_conflict(self, info: Info, conflict: ID, reason: str) -> Recorded:
        return await info.context.decisions.conflicts.end(str(conflict), reason)  # type: ignore[no-any-return]
