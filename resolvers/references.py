"""What many decisions take and answer: a person by a number, that something was recorded, and a matter."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from datetime import datetime
from typing import Any, cast

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


@strawberry.type(description="A matter: why somebody may ask.")
class Matter:
    id: strawberry.ID = strawberry.field(description="Name it with the purpose of a question.")
    status: str = strawberry.field(description="OPEN or CLOSED.")
    purpose: str = strawberry.field(description="The purpose it was opened for.")
    opened_at: datetime | None = strawberry.field(description="When it was opened.")


def opened(id: str, status: str, purpose: str, opened_at: str) -> Matter:
    """A matter as it is stored; times are ready to send."""
    return Matter(id=strawberry.ID(id), status=status, purpose=purpose, opened_at=cast(Any, opened_at))
