"""What a graph that is built again must be before: empty, so that nothing in it is of another ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from graph.database import DatabaseFault

HOLDS = "RETURN EXISTS { MATCH (n) }"


class GraphNotEmpty(DatabaseFault):
    """It holds something: nothing was changed."""


class Reads(Protocol):
    async def value(self, text: str, given: Mapping[str, Any]) -> Any: ...


async def refuse_unless_empty(database: Reads) -> None:
    if await database.value(HOLDS, {}):
        raise GraphNotEmpty(
            "The graph is not empty. `throughline db reset` empties the embedded one; else name an empty Neo4j as "
            "THROUGHLINE_NEO4J_URL."
        )
