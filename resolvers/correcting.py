"""Corrections of who used violence in a police report, as GraphQL has them: asked by whoever is shown it, decided by
its custodian."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry

from graph.times import OPEN
from schema.declare import CURSOR, PAGE_SIZE, answered

ID = strawberry.ID
CORRECTING = frozenset({"decide_correction"})


@strawberry.type
class CorrectionAsked:
    """A request to correct a report."""

    id: ID = strawberry.field(description="The request.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class CorrectionDecided:
    """What the custodian decided of a request."""

    id: ID = strawberry.field(description="The request.")
    state: str = strawberry.field(
        description="UPHELD: the report says so until its source sends a newer version. REFUSED: it says so no longer."
    )
    at: datetime = strawberry.field(description="When.")
    recipients: list[ID] = strawberry.field(
        description="When it is upheld: the organisations that were told of anybody in the report since the hub holds "
        "it, so that they can be told."
    )


@strawberry.type
class CorrectionToDecide:
    """A request that waits for the custodian of the report."""

    id: ID = answered("Give it to decideCorrection.")
    report: ID = answered("The report.")
    organisation: ID = answered("Who asks.")
    reason: str = answered("Why, in words.")
    says: str = answered("What it should say of who used violence.")
    at: datetime = answered("When it was asked.")
    cursor: str = answered(CURSOR)


@dataclass(frozen=True, slots=True)
class Waiting:
    id: str
    report: str
    organisation: str
    reason: str
    says: str
    at: str
    cursor: str


@strawberry.type
class OwnCorrection:
    """What you asked to be corrected in a report, and what its custodian decided."""

    id: ID = answered("The request.")
    at: datetime = answered("When you asked.")
    reason: str = answered("Why, as you wrote it.")
    says: str = answered("What it should say of who used violence, as you wrote it.")
    state: str = answered(
        "OPEN: its custodian has not decided. UPHELD: it is to be corrected. CORRECTED: it was upheld, and its source "
        "sent a newer version. REFUSED: the report stands."
    )
    decided_at: datetime | None = answered("When its custodian decided.")
    ended_at: datetime | None = answered("Since when the report does not say any more, for this, that it is asked.")


@dataclass(frozen=True, slots=True)
class Own:
    id: str
    at: str
    reason: str
    says: str
    state: str
    decided_at: str | None
    ended_at: str | None


def own(id: str, at: str, reason: str, says: str, state: str, decided_at: str | None, until: str) -> Own:
    """A request as it is stored."""
    return Own(id, at, reason, says, state, decided_at, None if until == OPEN else until)


@strawberry.type
class CorrectionQuery:
    """What can be asked of corrections."""

    @strawberry.field(
        description="What you yourself asked to be corrected in a police report that you are shown, the oldest first, "
        "and what its custodian decided. Of what others asked, the report says `correctionOpen` alone."
    )
    async def corrections_asked(self, info: strawberry.Info, record: ID) -> list[OwnCorrection]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(
        description="Requests to correct reports of your organisation, the oldest first: for its reviewers."
    )
    async def corrections_to_decide(
        self, info: strawberry.Info, first: int = PAGE_SIZE, after: str | None = None
    ) -> list[CorrectionToDecide]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class CorrectionMutation:
    """What can be done of corrections."""

    @strawberry.mutation(
        description="Ask the custodian of a police report that you are shown to correct who used violence in it. Until "
        "it is decided and corrected the report says that it is asked: `correctionOpen`."
    )
    async def request_correction(self, info: Info, record: ID, reason: str, says: str) -> CorrectionAsked:
        context = info.context
        return await context.decisions.corrections.ask(str(record), reason, says, context.shown)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Decide a request of a report of your organisation: as its reviewer, and never your own request."
    )
    async def decide_correction(self, info: Info, correction: ID, upheld: bool, reason: str) -> CorrectionDecided:
        return await info.context.decisions.corrections.decide(str(correction), upheld, reason)  # type: ignore[no-any-return]
