"""Notices about reports, as GraphQL has them."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from schema.decisions.notices import KINDS
from schema.declare import PAGE_SIZE, answered

ID = strawberry.ID
NOTICING = frozenset({"notices", "acknowledge_notice"})  # asked without a matter
NOTICES = frozenset({"notices"})
_KINDS: Any = Enum("NoticeKind", {kind: kind for kind in KINDS})  # type: ignore[misc]
NoticeKind: Any = strawberry.enum(_KINDS, description="What a notice is about; docs/notices.md.")


@strawberry.enum(description="Whether your role has acknowledged a notice.")
class NoticeState(Enum):
    UNREAD = "UNREAD"
    ACKNOWLEDGED = "ACKNOWLEDGED"


@strawberry.type
class Notice:
    """What became of a report. Nothing of what it tells is here."""

    id: ID = answered("The notice; give the last one that you have as `after`.")
    kind: NoticeKind = answered("What it is about.")
    means: str = answered("The same in words.")
    then: str = answered("What to do next.")
    at: datetime = answered("When it came about.")
    report: ID = answered("The report.")
    request: ID | None = answered("Your request that it answers; null to a custodian.")
    instead: ID | None = answered("Of REPORT_CORRECTED the report that stands in its place.")
    records: list[ID] = answered("Of RECORDS_TOLD: which of your own records it tells of.")
    recipient: ID | None = answered("Of RECORDS_TOLD: organisation that it was issued to.")
    purpose: str | None = answered("Of RECORDS_TOLD: what it was shared for, ASSESSMENT or PROTECTION.")
    state: NoticeState = answered("Whether your role has acknowledged it.")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    id: str
    kind: str
    means: str
    then: str
    at: str
    report: str
    request: str | None
    instead: str | None
    records: tuple[str, ...]
    recipient: str | None
    purpose: str | None
    state: str


@strawberry.type
class Acknowledged:
    """A notice that your role acknowledged."""

    id: ID = strawberry.field(description="The notice.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class NoticeQuery:
    """What can be asked of notices."""

    @strawberry.field(
        description="What became of reports that your role was told by, as far as their matters are open to you: under "
        "CIP_REQUEST. For a privacy officer of a custodian, under ADMIN: which reports tell of its records. The latest "
        "first; `after` is the id of the last one that you have."
    )
    async def notices(self, info: strawberry.Info, first: int = PAGE_SIZE, after: ID | None = None) -> list[Notice]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class NoticeMutation:
    """What can be done of notices."""

    @strawberry.mutation(
        description="Acknowledge a notice for your role, under the purpose that it is listed under: the Central "
        "Information Point is told who has not."
    )
    async def acknowledge_notice(self, info: Info, notice: ID) -> Acknowledged:
        return await info.context.decisions.notices.acknowledge(str(notice))  # type: ignore[no-any-return]
