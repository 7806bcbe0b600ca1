"""The relationship questions that analysts ask: whom somebody is met with, how two are connected, whom they share."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Annotated, Any

import strawberry

from graph import reaching
from graph.reaching import HOME
from graph.roots import Root
from schema.associates import EXPANSION, PATHS, SHARED, expansion, paths, shared
from schema.timeline import LIVES, PersonTimeline, TimelineOf, timeline_of

ID = strawberry.ID
At = Annotated[datetime | None, strawberry.argument(description="As at this moment; the moment of asking unless told.")]
Known = Annotated[datetime | None, strawberry.argument(description="As the hub held it at this moment.")]
From = Annotated[ID, strawberry.argument(name="from", description="A person.")]
To = Annotated[ID, strawberry.argument(name="to", description="Another person.")]
FIRST = 50
EXPLORED: Mapping[str, Root] = {
    "expand": reaching.expand(expansion),
    "household": reaching.expand(expansion, (HOME,)),
    "shared_associates": reaching.shared(shared),
    "paths": reaching.ways(paths),
    "timeline": reaching.lives(LIVES, timeline_of),
}


@strawberry.enum(description="By what kind of record two people are met together. HOME: an address of both.")
class MetBy(Enum):
    REPORT = "Incident"
    ORDER = "Order"
    COURT_FILE = "CourtFile"
    CHARGE = "Charge"
    CUSTODY = "CustodyEpisode"
    SUPERVISION = "Supervision"
    ASSESSMENT = "RiskAssessment"
    SAFETY_PLAN = "SafetyPlan"
    CHILD_PROTECTION = "ProtectionReport"
    REFERRAL = "Referral"
    HOME = "Address"


Since = Annotated[datetime | None, strawberry.argument(name="from", description="From the local day of this moment.")]
Until = Annotated[datetime | None, strawberry.argument(name="to", description="Until the local day of this moment.")]
Other = Annotated[ID | None, strawberry.argument(description="Of DYAD: the other person.")]
Kinds = Annotated[list[MetBy] | None, strawberry.argument(description="By these kinds alone; by all unless told.")]


async def answer(info: strawberry.Info) -> Any:
    """Only a reference comes here, which has an answer for each root field at hand."""
    return info.context[str(info.path.key)]


@strawberry.type
class ExploreQuery:
    """Each hop goes over what is shown to you alone: a hidden record lengthens no way and adds to no count."""

    @strawberry.field(
        description="Whom a person stands in records with: counts by kind, and the first, most records first."
    )
    async def expand(
        self, info: strawberry.Info, person: ID, kinds: Kinds = None, first: int = FIRST, as_of: At = None,
        known_at: Known = None,
    ) -> EXPANSION | None:  # fmt: skip
        return await answer(info)

    @strawberry.field(description="Who is shown to live at an address of the person, on the local day of `asOf`.")
    async def household(
        self, info: strawberry.Info, person: ID, first: int = FIRST, as_of: At = None, known_at: Known = None
    ) -> EXPANSION | None:
        return await answer(info)

    @strawberry.field(description="Whom two people are both met with.")
    async def shared_associates(
        self, info: strawberry.Info, first_person: ID, second_person: ID, kinds: Kinds = None, as_of: At = None,
        known_at: Known = None,
    ) -> SHARED | None:  # fmt: skip
        return await answer(info)

    @strawberry.field(
        description="The shortest ways from one person to another, by up to four steps from record to record."
    )
    async def paths(
        self, info: strawberry.Info, from_person: From, to_person: To, kinds: Kinds = None, max_hops: int = 3,
        as_of: At = None, known_at: Known = None,
    ) -> PATHS | None:  # fmt: skip
        return await answer(info)

    @strawberry.field(description="What happened, by the records of all custodians, in the order of their days.")
    async def timeline(
        self, info: strawberry.Info, person: ID, of: TimelineOf = TimelineOf.PERSON, other: Other = None,
        first_day: Since = None, last_day: Until = None, as_of: At = None, known_at: Known = None,
    ) -> PersonTimeline | None:  # fmt: skip
        return await answer(info)  # type: ignore[no-any-return]
