"""Neo4j's classes as Java loaded and linked them once: a start with them takes about half the time.

An ahead-of-time cache (JEP 483, 514 and 515) beside the jars that it was made of. Java looks whether it fits these jars
and this Java, and starts without it where it does not. It holds no data: it is made of a database that is thrown away.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from graph.database import Database
from graph.embedded import Embedded, end
from graph.library import Told, remembered_in

WRITING_SECONDS = 300  # the machine writes the cache when it stops
# Something of what the hub asks all day, so that its classes are among them: hops, subqueries, lists, maps, writes.
ASKED = (
    "MERGE (a:A {id: $given.id}) ON CREATE SET a.at = $given.id MERGE (b:B {id: 'b'}) MERGE (a)-[r:OF {n: 1}]->(b)",
    "MATCH (a:A) WHERE a.id IN [$given.id, 'x'] AND EXISTS { (a)-[:OF]->(:B) } RETURN [a.id, COUNT { (a)-->() }]",
    "RETURN COLLECT { MATCH (a:A)-[r:OF]->(b) WHERE r.n >= 1 RETURN a {.*, b: [(a)-[:OF]->(x) | x.id]} ORDER BY a.id }",
    "UNWIND ['b'] AS id MATCH (b:B {id: id}) CALL (b) { MATCH (b)<-[:OF]-(a) RETURN count(a) AS n } RETURN [b.id, n]",
    "MATCH (a:A) MATCH (a) ((x)-[:OF]-(y)){0,3} (o) RETURN collect(DISTINCT o.id)",
)


async def remember(library: Path, told: Told = lambda _done, _all: None) -> Path:
    """Fetches the jars where they are missing, and writes the cache anew."""
    written = remembered_in(library)
    written.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        embedded = Embedded(Path(folder), library, told=told, java=(f"-XX:AOTCacheOutput={written.absolute()}",))
        async with embedded as running:
            database = Database(running.url, running.user, running.password)
            for statement in ASKED:
                await database.run(statement, {"id": "a"})
            await database.close()
            assert embedded.child
            await asyncio.to_thread(end, embedded.child.pid, WRITING_SECONDS)
    return written
