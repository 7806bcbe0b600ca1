"""What a court did with an order, as its registrar enters it."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from datetime import date, datetime
from typing import Any

import strawberry

from schema import codes

OUTCOMES = frozenset({"record_order_outcome"})


@strawberry.input(description="What the court did with an order or application on a file of its own.")
class OrderOutcomeInput:
    file: str = strawberry.field(description="The court's number of the file.")
    order: str = strawberry.field(description="Number of the order or application on it.")
    state: str = strawberry.field(
        description=f"What it came to; docs/law/order-states.md has what may follow what. One of "
        f"{', '.join(codes.codes('order_state'))}."
    )
    at: datetime = strawberry.field(description="When.")
    kind: str | None = strawberry.field(
        default=None, description=f"What it is from now on. One of {', '.join(codes.codes('order_kind'))}."
    )
    starts_on: date | None = strawberry.field(default=None, description="When it starts from now on.")
    ends_on: date | None = strawberry.field(default=None, description="Its last day from now on.")
    note: str | None = strawberry.field(default=None, description="What is noted of the step.")


@strawberry.type
class OrderOutcome:
    """A step that was entered, as a new version of the court's file."""

    file: str = strawberry.field(description="The court's number of the file.")
    version: int = strawberry.field(description="Its version with the step.")
    state: str = strawberry.field(description="What the order came to.")
    at: datetime = strawberry.field(description="When it was entered.")


Info = strawberry.Info[Any, None]


@strawberry.type
class OutcomeMutation:
    """What a court enters."""

    @strawberry.mutation(
        description="Enter what the court did with an order: for its registrar, under COURT. It is a new version of "
        "the court's file like any other; `version` is the one held and one more. A step that cannot follow the "
        "one before is refused, with the reason."
    )
    async def record_order_outcome(self, info: Info, input: OrderOutcomeInput, version: int) -> OrderOutcome:
        return await info.context.decisions.outcomes.record(input, version)  # type: ignore[no-any-return]
