"""`python -m bench.growth`: how an answer's time grows with the graph.

The same questions are asked of a hub over a graph and of one over the same many times over, in turn. A slope of 0 is
an answer that takes no longer over ten times the graph, one of 1 an answer that takes ten times as long.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from math import log
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich.console import Console

from bench.command import FOLDER, Reports, Rounds, To, keep, quiet
from bench.copied import connected, copied
from bench.drive import Driver
from bench.filling import Filled, begun_as, filled, serving
from bench.load import Load, Sent
from bench.peers.fronts import Front
from bench.rounds import turned
from bench.stand import Size, database
from bench.targets import SMALL, Figures
from graph.embedded import Running as Neo4j

INDEXED = ("point read", SMALL, "page 1", "time window")
SEARCH = "search"
WARMING_LOADS = 10  # by 16 connections: the Neo4j of the copies has just begun, the one beside it has long been asked
WARMING_SEARCHES = 40
COUNTED = "MATCH (n) RETURN count(n)"
LATEST = FOLDER / "growth.json"


@dataclass(frozen=True, slots=True)
class Side:
    """A hub, and what is asked of it."""

    hub: Front
    known: Filled

    def sent(self, name: str) -> Sequence[Sent]:
        return next(one for one in self.known.workloads if one.name == name).sent["hub"]


@dataclass(frozen=True, slots=True)
class Growth:
    """`nodes` of both graphs. `slopes` of log p50 over log nodes, and `times`, p50 over all reports in milliseconds, by
    what was asked."""

    nodes: tuple[int, int]
    slopes: Mapping[str, float]
    times: Mapping[str, float]

    def figures(self) -> Figures:
        worst = max(self.slopes[name] for name in INDEXED)
        return {"growth of an indexed page": worst, "growth of a search": self.slopes[SEARCH]}


async def growth(fewer: Side, more: Side, load: Load, rounds: int) -> Growth:
    nodes = fewer.known.nodes, more.known.nodes
    pairs = {**_pages(fewer, more, load, rounds), SEARCH: await _searches(fewer, more)}
    longer = {name: median(many / few for few, many in each) for name, each in pairs.items()}
    slopes = {name: log(ratio) / log(nodes[1] / nodes[0]) for name, ratio in longer.items()}
    return Growth(nodes, slopes, {name: median(many for _, many in each) for name, each in pairs.items()})


def _pages(fewer: Side, more: Side, load: Load, rounds: int) -> Mapping[str, list[tuple[float, float]]]:
    """p50 of each round over few and over many; who is first changes."""
    for name, side, _ in product(INDEXED, (fewer, more), range(WARMING_LOADS)):
        load.of(name, side.hub, side.sent(name), 16)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in INDEXED}
    for number in range(rounds):
        for name in INDEXED:
            p50 = {side.hub.url: load.of(name, side.hub, side.sent(name), 1).p50
                   for side in turned((fewer, more), number)}  # fmt: skip
            found[name].append((p50[fewer.hub.url], p50[more.hub.url]))
    return found


async def _searches(fewer: Side, more: Side) -> list[tuple[float, float]]:
    """Each search once at both; the first come before Java has compiled what they need."""
    pairs = zip(fewer.known.searches, more.known.searches, strict=True)
    timed = [(await _search(fewer.hub, few), await _search(more.hub, many)) for few, many in pairs]
    return timed[WARMING_SEARCHES:]


async def _search(hub: Front, sent: Sent) -> float:
    (done,) = await Driver(hub.url).answered([sent])
    return done.ms


async def beside(state: Path, neo4j: Neo4j, java: int, known: Filled, times: int, rounds: int, seconds: int) -> Growth:
    """`state` is of the stand that is full; nobody serves it now. The hub of the copies begins with its ledger."""
    copies = state.with_name(f"{state.name}-copies")
    begun_as(state, copies)
    async with copied(copies, neo4j, times) as (many, _), connected(many) as database:
        nodes = int(await database.value(COUNTED, {}))
        with serving(state, neo4j) as one, serving(copies, many) as all_of_them:
            load = Load(java, seconds)
            return await growth(Side(one, known), Side(all_of_them, replace(known, nodes=nodes)), load, rounds)


async def measured(folder: Path, size: Size, times: int, rounds: int, seconds: int) -> Growth:
    """A graph is filled for it."""
    async with database(folder / "hub") as (neo4j, java):
        known = await filled(neo4j, folder / "hub", size)
        return await beside(folder / "hub", neo4j, java, known, times, rounds, seconds)


def main(
    rounds: Rounds = 5,
    reports: Reports = 10_000,
    times: Annotated[int, typer.Option(min=2, help="How often the same graph stands beside.")] = 10,
    seconds: Annotated[int, typer.Option(min=1, help="Of each load.")] = 2,
    to: To = LATEST,
) -> None:
    quiet()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measured(Path(folder), Size(reports), times, rounds, seconds))
    console = Console()
    console.print(f"{found.nodes[0]} nodes, then {found.nodes[1]}")
    for name, slope in found.slopes.items():
        console.print(f"{name}: {slope:.2f} (p50 {found.times[name]:.1f} ms over all)")
    keep({"reports": reports, "times": times, "rounds": rounds, **asdict(found)}, to)


if __name__ == "__main__":
    typer.run(main)
