"""All that a graph holds, in one order whatever the order it was written in: equal dumps are equal graphs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

Run = Callable[[str], Awaitable[list[dict[str, Any]]]]
NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS held"
EDGES = (
    "MATCH (a)-[e]->(b) RETURN labels(a) + [a.id] AS start, type(e) AS type, "
    "labels(b) + [b.id] AS end, properties(e) AS held"
)


async def dump(run: Run) -> list[str]:
    """A line for each node and each edge, by the hub's own ids; a doubled one is there twice."""
    rows = [*await run(NODES), *await run(EDGES)]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


async def counts(run: Run) -> Counter[str]:
    """How many there are of each label and relationship."""
    nodes, edges = await run(NODES), await run(EDGES)
    return Counter(label for row in nodes for label in row["labels"]) + Counter(row["type"] for row in edges)
