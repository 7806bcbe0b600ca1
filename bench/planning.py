"""What the database touches for an answer, told by PROFILE of the hub's own statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j import READ_ACCESS, AsyncDriver

from bench.hub import Statement


async def hits(driver: AsyncDriver, statement: Statement) -> int:
    """Database hits of the whole statement."""
    async with driver.session(default_access_mode=READ_ACCESS) as session:
        result = await session.run(f"PROFILE {statement.text}", {"given": dict(statement.given)})
        profile = (await result.consume()).profile
    assert profile
    return _hits(profile)


def _hits(operator: Mapping[str, Any]) -> int:
    return int(operator.get("dbHits", 0)) + sum(map(_hits, operator.get("children", ())))
