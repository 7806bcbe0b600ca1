"""`python -m bench.intake`: reports taken in with matching on arrival, against two hubs that differ in nothing else.

Both start empty and take the same batches in turn, so that what grows in the one grows in the other. `without` writes
no descriptions and compares nobody. Only the ratio of the two says anything on another machine.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Annotated, NamedTuple

import orjson
import typer
from rich.console import Console

from authz.ledger_entry import Entry
from bench.hub import LIBRARY, SEED, UNTIL
from connectors.synthetic.population import population
from graph.claims import Claims
from graph.identity import DESCRIBED_AS, DESCRIPTION
from server import Running, Settings, running

CONNECTOR, CUSTODIAN = "l17", "victoria_police"


class Times(NamedTuple):
    """Seconds for one batch."""

    linked: float
    without: float


class Nobody:
    """In the place of `Linking` and `Relating`: nobody is compared."""

    async def settle(self) -> None: ...


def undescribed(transform: Callable[[Entry], Claims]) -> Callable[[Entry], Claims]:
    def claims(entry: Entry) -> Claims:
        said = transform(entry)
        nodes = tuple(node for node in said.nodes if node.label != DESCRIPTION)
        return Claims(nodes, tuple(edge for edge in said.edges if edge.relationship != DESCRIBED_AS))

    return claims


def without_linkage(hub: Running) -> Running:
    hub.intake.linking = hub.intake.relating = Nobody()  # type: ignore[assignment]
    hub.following.transforms[CONNECTOR] = undescribed(hub.following.transforms[CONNECTOR])
    return hub


async def seconds(hub: Running, rows: list[bytes]) -> float:
    start = perf_counter()
    await hub.intake.take(CONNECTOR, rows, frozenset([CUSTODIAN]))
    return perf_counter() - start


async def measured(reports: int, batch: int) -> list[Times]:
    rows = [orjson.dumps(report) for report in population(SEED, reports, until=UNTIL).reports]
    async with AsyncExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in Times._fields]
        started = [running(Settings(state=folder, neo4j_library=LIBRARY)) for folder in folders]
        linked, other = [await stack.enter_async_context(hub) for hub in started]
        without = without_linkage(other)
        batches = [rows[first : first + batch] for first in range(0, len(rows), batch)]
        return [Times(await seconds(linked, some), await seconds(without, some)) for some in batches]


def main(
    reports: Annotated[int, typer.Option(help="Reports taken in.", min=500)] = 3_000,
    batch: Annotated[int, typer.Option(help="Reports in one request.", min=1)] = 250,
) -> None:
    times = asyncio.run(measured(reports, batch))[1:]  # the first warms both
    console = Console()
    for name, spent in zip(Times._fields, zip(*times, strict=True), strict=True):
        console.print(f"{name}: {batch * len(times) / sum(spent):.0f} reports a second")
    late = times[-len(times) // 4 :]
    for name, some in (("all batches", times), ("the last quarter", late)):
        ratio = sum(time.without for time in some) / sum(time.linked for time in some)
        console.print(f"{name}: {ratio:.2f} of the rate without matching")


if __name__ == "__main__":
    typer.run(main)
