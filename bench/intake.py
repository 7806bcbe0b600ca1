"""`python -m bench.intake`: reports taken in with matching on arrival, against two hubs that differ in nothing else.

Both start empty and take the same batches in turn, so that what grows in the one grows in the other. `without` writes
no descriptions and compares nobody; `bare` are as many other reports, written to the graph of that one by its own
statements with no ledger and nothing to read. Only the ratios say anything on another machine.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, NamedTuple

import orjson
import typer
from rich.console import Console

from authz.ledger_entry import Entry
from bench.expansion import others
from bench.hub import LIBRARY, SEED, UNTIL
from connectors.synthetic.population import population
from graph.claims import Claims
from graph.identity import DESCRIBED_AS, DESCRIPTION
from graph.times import now
from graph.writer import Stated
from resolvers.listening import settle
from server import Running, Settings, running

CONNECTOR, CUSTODIAN = "l17", "victoria_police"


class Times(NamedTuple):
    """Seconds for one batch."""

    linked: float
    without: float
    bare: float


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


async def written(hub: Running, rows: list[bytes]) -> float:
    """Seconds for the statements that write what these rows claim; what they claim was worked out before."""
    received = [Entry(0, None, {"connector": CONNECTOR, "at": now(), "outcome": "NEW"}, row) for row in rows]
    stated = [Stated(hub.following.transforms[CONNECTOR](entry), CONNECTOR, entry.received_at) for entry in received]
    steps = list(hub.following.writer.steps(stated))
    start = perf_counter()
    await hub.database.write(steps)
    return perf_counter() - start


def batches(reports: Iterable[Mapping[str, Any]], batch: int) -> list[list[bytes]]:
    rows = [orjson.dumps(report) for report in reports]
    return [rows[first : first + batch] for first in range(0, len(rows), batch)]


async def measured(reports: int, batch: int) -> list[Times]:
    async with AsyncExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        started = [running(Settings(state=folder, neo4j_library=LIBRARY)) for folder in folders]
        linked, other = [await stack.enter_async_context(hub) for hub in started]
        without, found = without_linkage(other), population(SEED, reports, until=UNTIL)
        taken, bare = batches(found.reports, batch), batches(others(reports, "BARE"), batch)
        settle()
        return [
            Times(await seconds(linked, some), await seconds(without, some), await written(without, beside))
            for some, beside in zip(taken, bare, strict=False)
            if len(some) == len(beside)
        ]


def over_bare(times: Sequence[Times]) -> float:
    """The rate of intake with its ledger, of the rate of the writes alone."""
    return sum(time.bare for time in times) / sum(time.without for time in times)


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
    console.print(f"without: {over_bare(times):.2f} of the rate of bare writes")


if __name__ == "__main__":
    typer.run(main)
