"""Break-glass as GraphQL has it: who breaks it, and who reviews that."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from authz import walls
from authz.access import Access
from authz.facts import Facts
from authz.moment import Moment
from authz.requester import Requester
from resolvers.references import Recorded, Reference
from schema.declare import CURSOR, PAGE_SIZE, answered

ID = strawberry.ID
ACTS = frozenset({"break_glass", "review_break_glass"})
NOTICE = "Opened by break-glass, without a record that addresses you. It is reviewed by somebody else."


def notice(access: Access, asker: Requester, facts: Facts, moment: Moment) -> dict[str, Any]:
    """What goes with an answer under a break-glass that is in force; nothing with any other."""
    if not (moment.glass and walls.matter_is_open(facts, moment, access)):
        return {}
    return {"breakGlass": {"account": asker.account.id, "until": facts.until, "notice": NOTICE}}


@strawberry.enum(description="What a reviewer finds. NOT_JUSTIFIED ends what is still open at once.")
class BreakGlassOutcome(Enum):
    JUSTIFIED = "JUSTIFIED"
    NOT_JUSTIFIED = "NOT_JUSTIFIED"


@strawberry.type
class GlassBroken:
    """A matter of yours alone, which names one person for a short time."""

    matter: ID = strawberry.field(description="Name it with the purpose of a question.")
    until: datetime = strawberry.field(description="When it ends.")
    review_by: datetime = strawberry.field(description="By when somebody else reviews it.")


@strawberry.type
class BreakGlassReview:
    """That somebody broke the glass, and what was found of it. Of whom, is not told."""

    id: ID = answered("Give it to reviewBreakGlass.")
    account: ID = answered("Who broke it.")
    purpose: str = answered("Under which purpose.")
    reason: str = answered("Why, as he wrote it.")
    at: datetime = answered("When.")
    until: datetime = answered("Until when it was open, or is.")
    review_by: datetime = answered("By when it is to be reviewed.")
    overdue: bool = answered("That time has passed, and nobody reviewed it.")
    outcome: str | None = answered("JUSTIFIED or NOT_JUSTIFIED; none: it waits.")
    cursor: str = answered(CURSOR)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    id: str
    account: str
    purpose: str
    reason: str
    at: str
    until: str
    review_by: str
    overdue: bool
    outcome: str | None
    cursor: str


@strawberry.type
class BreakGlassQuery:
    """What can be asked of break-glass."""

    @strawberry.field(
        description="Each time somebody of your organisation broke the glass, what waits first: for its reviewers and "
        "supervisors, and never an act of your own."
    )
    async def break_glass_reviews(
        self, info: strawberry.Info, first: int = PAGE_SIZE, after: str | None = None
    ) -> list[BreakGlassReview]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class BreakGlassMutation:
    """What can be done of break-glass."""

    @strawberry.mutation(
        description="Name one person without a record that addresses you, for an hour and for you alone: it stands in "
        "for the link and for nothing else, a supervisor is alerted, and somebody else reviews it."
    )
    async def break_glass(self, info: Info, person: Reference, reason: str) -> GlassBroken:
        return await info.context.decisions.glass.break_it(person, reason)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Say what you find of a break-glass of somebody else.")
    async def review_break_glass(self, info: Info, id: ID, outcome: BreakGlassOutcome, note: str) -> Recorded:
        return await info.context.decisions.glass.review(str(id), outcome.value, note)  # type: ignore[no-any-return]
