"""What many decisions take and answer: a person by a number, and that something was recorded."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from datetime import datetime

import strawberry


@strawberry.input(description="A person, by the number that a source knows him by.")
class Reference:
    system: str = strawberry.field(
        description="Custodian of the number, for example victoria_police; or throughline, with a person's id."
    )
    id: str = strawberry.field(description="The number.")


@strawberry.type(description="Something that was recorded.")
class Recorded:
    id: strawberry.ID = strawberry.field(description="Its id.")
    at: datetime = strawberry.field(description="When it was recorded.")
