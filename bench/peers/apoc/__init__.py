"""APOC core for a Neo4j that a peer asks: fetched by a lock of its own, and for the bench alone.

It is on the class path, where Neo4j looks for its parts, and among the plugins, where Neo4j looks for procedures.
"""

from __future__ import annotations

from pathlib import Path

from bench.hub import LIBRARY
from graph.embedded import Embedded, Memory
from graph.library import jars

LOCK = Path(__file__).with_name("jgo.lock.toml")
CONFIGURED = "dbms.security.procedures.unrestricted=apoc.*\n"


def embedded(state: Path, memory: Memory | None = None) -> Embedded:
    """The Neo4j of this state folder, with APOC in it."""
    beside = [jar.absolute() for jar in jars(LIBRARY.with_name("apoc"), lock=LOCK)]
    folder = state.absolute() / "neo4j" / "plugins"
    folder.mkdir(parents=True, exist_ok=True)
    for jar in beside:
        (folder / jar.name).unlink(missing_ok=True)
        (folder / jar.name).symlink_to(jar)
    return Embedded(state, LIBRARY, memory, more=CONFIGURED, beside=beside)
