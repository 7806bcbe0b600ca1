"""Assembles nouns and verbs into one GraphQL schema."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from typing import Annotated, Any

import strawberry
from strawberry.directive import DirectiveLocation
from strawberry.schema.config import StrawberryConfig

from authz import words
from resolvers.mutations import Mutation
from resolvers.query import Query
from resolvers.scalars import SCALARS

PURPOSE = strawberry.enum(words.Purpose, description="Why a question is asked.")
WHICH = strawberry.argument(name="is", description="One that the role may declare; see whoAmI.")


@strawberry.directive(
    locations=[DirectiveLocation.QUERY, DirectiveLocation.MUTATION],
    description="Why the operation is asked, and under which matter.",
)
def purpose(
    is_: Annotated[PURPOSE, WHICH],  # type: ignore[valid-type]
    matter: Annotated[strawberry.ID | None, strawberry.argument(description="Id of an open matter.")] = None,
    reason: Annotated[str | None, strawberry.argument(description="Grounds in words.")] = None,
) -> None:
    """Read by `resolvers.purposes` before anything is done."""


class Quiet(strawberry.Schema):
    """Writes no error to a log: what a failure says may be about a person."""

    def process_errors(self, errors: Any, execution_context: Any = None) -> None: ...


API = Quiet(query=Query, mutation=Mutation, directives=[purpose], config=StrawberryConfig(scalar_map=SCALARS))
SCHEMA = API._schema
