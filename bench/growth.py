"""`python -m bench.growth`: how an answer's time grows with the graph.

The same questions are asked of a hub over a tenth of the reports and of one over all, in turn. A slope of 0 is an
answer that takes no longer over ten times the graph, one of 1 an answer that takes ten times as long.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich.console import Console

from bench.command import FOLDER, Rounds, To, keep, quiet
from bench.drive import Driver
from bench.filling import Filled, filled, serving
from bench.load import Load, Sent
from bench.peers.fronts import Front
from bench.rounds import WARMING, turned
from bench.stand import Size, database
from bench.targets import SMALL, Figures

INDEXED = ("point read", SMALL, "page 1", "time window")
SEARCH = "search"
WARMING_SEARCHES = 40
LATEST = FOLDER / "growth.json"


@dataclass(frozen=True, slots=True)
class Side:
    """A hub, and what its graph holds."""

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
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in INDEXED}
    for number in range(WARMING + rounds):
        for name in INDEXED:
            p50 = {side.hub.url: load.of(name, side.hub, side.sent(name), 1).p50
                   for side in turned((fewer, more), number)}  # fmt: skip
            if number >= WARMING:
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


async def measured(folder: Path, size: Size, rounds: int, seconds: int) -> Growth:
    """Both graphs are filled for it."""
    async with AsyncExitStack() as stack:
        sides = list[Side]()
        for name, wanted in (("fewer", size.tenth()), ("more", size)):
            neo4j, java = await stack.enter_async_context(database(folder / name))
            known = await filled(neo4j, folder / name, wanted)
            sides.append(Side(stack.enter_context(serving(folder / name, neo4j)), known))
        fewer, more = sides
        return await growth(fewer, more, Load(java, seconds), rounds)


def main(
    rounds: Rounds = 5,
    reports: Annotated[int, typer.Option(min=2_000, help="Synthetic police reports; a tenth beside them.")] = 10_000,
    seconds: Annotated[int, typer.Option(min=1, help="Of each load.")] = 2,
    to: To = LATEST,
) -> None:
    quiet()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measured(Path(folder), Size(reports), rounds, seconds))
    console = Console()
    console.print(f"{found.nodes[0]} nodes, then {found.nodes[1]}")
    for name, slope in found.slopes.items():
        console.print(f"{name}: {slope:.2f} (p50 {found.times[name]:.1f} ms over all)")
    keep({"reports": reports, "rounds": rounds, **asdict(found)}, to)


if __name__ == "__main__":
    typer.run(main)
