"""A stand is filled, what is to be asked of it is worked out, and a hub serves it as anybody would start it."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from authz.keys import Keys
from bench.hub import LIBRARY
from bench.load import Sent
from bench.peers import fronts
from bench.peers.fronts import Front
from bench.peers.told import Told
from bench.stand import SEARCHERS, Size, Stand, stand
from bench.targets import Figures
from bench.workloads import KEY, SEARCH, Asking, Workload
from graph.embedded import Running as Neo4j
from server import Settings

NAMES = ("Kestrel", "Larkmere", "Garrow", "Quarle", "Marrow")
Taken = Callable[[Stand, Asking], Awaitable[Figures]]


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known once the stand is full, and its hub has ended. `figures`: what was taken of it before."""

    workloads: Sequence[Workload]
    told: Told
    searches: Sequence[Sent]
    connector: str
    nodes: int
    figures: Figures


async def nothing(_full: Stand, _asking: Asking) -> Figures:
    return {}


async def filled(neo4j: Neo4j, state: Path, size: Size, take: Taken = nothing) -> Filled:
    """`take`: what is measured while the stand's own hub serves in this process."""
    settings = Settings(state=state, neo4j_url=neo4j.url, neo4j_user=neo4j.user, neo4j_password=neo4j.password,
                        neo4j_library=LIBRARY)  # fmt: skip
    async with stand(settings, size) as full:
        asking = Asking(full)
        workloads = await asking.all()
        figures = await take(full, asking)
        nodes = (await full.hub.parts.database.run("MATCH (n) RETURN count(n) AS nodes"))[0]["nodes"]
        told = Told(neo4j.url, neo4j.user, neo4j.password, KEY, f"sqlite:///{state / 'bare.db'}",
                    Keys.open(settings.key_folder).sealing.hex(), asking.statements)  # fmt: skip
        token = full.issuer.token("system_connector", scope="ingest")
        return Filled(workloads, told, list(_searches(full, asking)), token, nodes, figures)


def _searches(full: Stand, asking: Asking) -> Iterator[Sent]:
    """As many as these accounts may ask in an hour, with some left."""
    police = full.hub.cases["police_member"]
    for number in range(SEARCHERS * 20):
        who = f"bench-searcher-{number % SEARCHERS}"
        yield asking.to_hub(police, SEARCH, {"name": NAMES[number % len(NAMES)]}, who)


def begun_as(state: Path, other: Path) -> None:
    """A hub of `other` begins with the keys and the ledger of `state`, of whose own nothing is asked meanwhile."""
    for folder in ("keys", "ledger"):
        shutil.copytree(state / folder, other / folder)


def serving(
    state: Path, neo4j: Neo4j, also: Mapping[str, str] | None = None, name: str = "hub"
) -> AbstractContextManager[Front]:
    """`also`: settings of its environment beside where the database is."""
    at = {"THROUGHLINE_NEO4J_URL": neo4j.url, "THROUGHLINE_NEO4J_USER": neo4j.user,
          "THROUGHLINE_NEO4J_PASSWORD": neo4j.password, "THROUGHLINE_NEO4J_LIBRARY": str(LIBRARY)}  # fmt: skip
    return fronts.hub(state, {**at, **(also or {})}, name)
