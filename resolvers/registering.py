"""The register of the sharing schemes and its complaints, as GraphQL has them."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from datetime import date
from typing import Annotated, Any

import strawberry

from schema.decisions.register import RegisterEntry
from schema.declare import PAGE_SIZE
from schema.mirror import mirror

ID = strawberry.ID
REGISTER = frozenset({"register"})
ENTRY: Any = mirror(RegisterEntry)
COMPLAINING = frozenset({"record_complaint", "resolve_complaint"})
From = Annotated[date, strawberry.argument(name="from", description="First day, of Victoria.")]
To = Annotated[date, strawberry.argument(description="Last day, of Victoria.")]
About = Annotated[
    ID | None, strawberry.argument(description="The request or report that it is about; none: it is of none.")
]


@strawberry.type
class Complaint:
    """A complaint that your organisation received."""

    id: ID = strawberry.field(description="Give it to resolveComplaint.")
    request: ID | None = strawberry.field(description="The request that it is about.")
    report: ID | None = strawberry.field(description="The report that it is about.")
    received_on: date = strawberry.field(description="Day on which it was received.")
    resolved_on: date | None = strawberry.field(description="Day on which it was resolved.")


@strawberry.type
class RegisterQuery:
    """What can be asked of the register."""

    @strawberry.field(
        description="What your organisation asked, told, was asked and was told under the sharing schemes, and "
        "complaints to it, in order of time: for its privacy officers, under the purpose ADMIN."
    )
    async def register(
        self, info: strawberry.Info, from_: From, to: To, first: int = PAGE_SIZE, after: ID | None = None
    ) -> list[ENTRY]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class RegisterMutation:
    """What can be done of the register: all else that stands in it is written by those whose act it is."""

    @strawberry.mutation(
        description="Keep a complaint that your organisation received about sharing: as its privacy officer, under the "
        "purpose ADMIN. Who complains is not kept: name nobody."
    )
    async def record_complaint(self, info: Info, received_on: date, content: str, about: About = None) -> Complaint:
        acts = info.context.decisions.complaints
        return await acts.record(str(received_on), content, about and str(about))  # type: ignore[no-any-return]

    @strawberry.mutation(description="Say what was done about a complaint, and when it was resolved.")
    async def resolve_complaint(self, info: Info, complaint: ID, action: str, resolved_on: date) -> Complaint:
        return await info.context.decisions.complaints.resolve(str(complaint), action, str(resolved_on))  # type: ignore[no-any-return]
