"""Assembles nouns and verbs into one GraphQL schema."""

from __future__ import annotations

import strawberry
from strawberry.directive import DirectiveLocation
from strawberry.schema.config import StrawberryConfig

from authz import words
from resolvers.mutations import Mutation
from resolvers.query import Query
from resolvers.scalars import SCALARS

PURPOSE = strawberry.enum(words.Purpose, description="Why a question is asked.")


@strawberry.directive(
    locations=[DirectiveLocation.QUERY, DirectiveLocation.MUTATION],
    description="Why the operation is asked, and under which matter.",
)
def purpose(
    is_: PURPOSE = strawberry.directive_field(name="is"),  # type: ignore[valid-type]
    matter: strawberry.ID | None = None,
    reason: str | None = None,
) -> None:
    """Read by `resolvers.purposes` before anything is done."""


API = strawberry.Schema(query=Query, mutation=Mutation, config=StrawberryConfig(scalar_map=SCALARS))
SCHEMA = API._schema
