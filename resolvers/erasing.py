"""Erasures as GraphQL has them: a reviewer of the custodian asks, another one decides, and the record is gone."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry

from graph.erasures import ERASABLE
from schema.declare import CURSOR, PAGE_SIZE, answered

ID = strawberry.ID
ERASING = frozenset({"request_erasure", "decide_erasure"})


@strawberry.type
class ErasureAsked:
    """A request to erase a record."""

    id: ID = strawberry.field(description="The request.")
    versions: int = strawberry.field(
        description="How many versions the record has, all to be erased; a refused text of a version counts as one."
    )
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class ErasureDecided:
    """What was decided of a request, and where the proof of it is."""

    id: ID = strawberry.field(description="The request.")
    state: str = strawberry.field(description="ERASED: nobody can read the record any more. REFUSED: it is as it was.")
    versions: int = strawberry.field(description="How many versions were erased.")
    entry: int = strawberry.field(
        description="The number of the ledger's entry that says so: `throughline ledger prove` proves it."
    )
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class ErasureToDecide:
    """A request that waits for another reviewer of the custodian."""

    id: ID = answered("Give it to decideErasure.")
    type: str = answered("What was named of the record.")
    record: ID = answered("Its id.")
    authority: str = answered("Which disposal authority lets the record be destroyed.")
    reason: str = answered("Why, in words.")
    at: datetime = answered("When it was asked.")
    cursor: str = answered(CURSOR)


@dataclass(frozen=True, slots=True)
class Waiting:
    id: str
    type: str
    record: str
    authority: str
    reason: str
    at: str
    cursor: str


@strawberry.type
class ErasureQuery:
    """What can be asked of erasures."""

    @strawberry.field(
        description="Requests to erase records of your organisation, the oldest first: for its reviewers."
    )
    async def erasures_to_decide(
        self, info: strawberry.Info, first: int = PAGE_SIZE, after: str | None = None
    ) -> list[ErasureToDecide]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class ErasureMutation:
    """What can be done to erase."""

    @strawberry.mutation(
        description="Ask that a record of your organisation be erased: the whole of it in all its versions, whatever "
        f"of it you name. `type` is one of {', '.join(ERASABLE)}. Say which disposal authority under the Public "
        "Records Act 1973 (Vic) lets it be destroyed, and why. Another reviewer decides."
    )
    async def request_erasure(self, info: Info, type: str, id: ID, authority: str, reason: str) -> ErasureAsked:
        return await info.context.decisions.erasures.ask(type, str(id), authority, reason)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Decide a request to erase a record of your organisation: as its reviewer, and never your own "
        "request. Granted, nobody reads the record again, and none of its versions is taken again. It cannot be undone."
    )
    async def decide_erasure(self, info: Info, erasure: ID, granted: bool, reason: str) -> ErasureDecided:
        return await info.context.decisions.erasures.decide(str(erasure), granted, reason)  # type: ignore[no-any-return]
