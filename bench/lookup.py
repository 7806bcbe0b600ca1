"""`python -m bench.lookup`: the look-up of a new description among a million people, against the bare index.

Each person has one description, made by the error model of `connectors.synthetic.doubles`. In rounds that interleave
them: `look up`, the hub's two statements and the scoring between them; `bare`, the index asked for the same keys and
nothing else. Only the ratio of the two says anything on another machine.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from bench.hub import LIBRARY
from connectors.evaluating import described
from connectors.linking import Linking
from connectors.synthetic.doubles.stream import recorded
from graph import constraints
from graph.candidates import MOST_NEAR, Candidates
from graph.database import Database
from graph.embedded import Embedded, Memory
from graph.identity import KEYS
from schema.matching.description import as_text
from schema.matching.keys import keys_of, term, tokens_of
from schema.matching.weights import load
from schema.model import MODEL

BATCH = 5_000
WRITE = (
    "UNWIND $given.rows AS row MERGE (p:Person {id: row.origin}) "
    "CREATE (d:Description {id: row.id, origin: row.origin}) SET d += row.values"
)
FRESH = "MATCH (d:Description {id: $given.id}) SET d.fresh = $given.fresh"
BARE = (
    "MATCH (d:Description {id: $given.id}) "
    f"CALL db.index.fulltext.queryNodes('{KEYS}', d.keys, {{limit: $given.near}}) "
    "YIELD node RETURN collect(node.id)"
)


def rows_of(people: int, seed: int) -> Iterator[dict[str, Any]]:
    """One origin a record: nobody is joined yet."""
    for number, record in enumerate(islice(recorded(seed, people), people)):
        description = described(record)
        keys = " ".join(sorted(map(term, keys_of(description) | tokens_of(description))))
        if keys:
            values = {"said": as_text(description), "keys": keys}
            yield {"id": f"d{number:025}", "origin": f"p{number:025}", "values": values}


async def fill(database: Database, rows: Iterator[dict[str, Any]], people: int) -> int:
    await constraints.prepare(database, MODEL)
    written = 0
    for _ in track(range(-(-people // BATCH)), description="Filling"):
        if batch := list(islice(rows, BATCH)):
            await database.write([(WRITE, {"rows": batch})])
            written += len(batch)
    await database.run("CALL db.prepareForReplanning()")
    return written


def _named(*parts: str) -> str:
    return "-".join(parts)


def _never() -> str:
    return ""


class Ways:
    """One description at a time is fresh, as it is when a report arrives."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.candidates = Candidates(database.value, MODEL)
        self.linking = Linking(self.candidates, None, _named, load(), _never)  # type: ignore[arg-type]

    async def look_up(self) -> int:
        fresh = await self.candidates.near()
        self.linking._round(await self.candidates.between(self.linking._worth(fresh)))
        return len(fresh[0].near)

    async def bare(self, id: str) -> None:
        await self.database.value(BARE, {"id": id, "near": MOST_NEAR})

    async def timed(self, id: str) -> tuple[float, float]:
        await self.database.run(FRESH, {"id": id, "fresh": True})
        start = perf_counter()
        await self.look_up()
        middle = perf_counter()
        await self.bare(id)
        end = perf_counter()
        await self.database.run(FRESH, {"id": id, "fresh": None})
        return (middle - start) * 1000, (end - middle) * 1000


async def measured(state: Path, people: int, rounds: int, seed: int) -> tuple[int, Sequence[tuple[float, float]]]:
    async with Embedded(state, LIBRARY, Memory(heap=3_000, cache=2_000)) as neo4j:
        database = Database(neo4j.url, neo4j.user, neo4j.password)
        written = await fill(database, rows_of(people, seed), people)
        ways = Ways(database)
        ids = [f"d{number * (people // (rounds + 40)):025}" for number in range(1, rounds + 40)]
        times = [await ways.timed(id) for id in ids]
        await database.close()
    return written, times[40:]


def main(
    people: Annotated[int, typer.Option(help="Descriptions held.", min=1_000)] = 1_000_000,
    rounds: Annotated[int, typer.Option(help="Look-ups, after warming.", min=10)] = 400,
    seed: Annotated[int, typer.Option(help="Seed of the population.")] = 7,
) -> None:
    with tempfile.TemporaryDirectory() as state:
        written, times = asyncio.run(measured(Path(state), people, rounds, seed))
    console = Console()
    for name, values in zip(("look up", "bare"), zip(*times, strict=True), strict=True):
        console.print(f"{name}: p50 {median(values):.1f} ms, p99 {quantiles(values, n=100)[98]:.1f} ms")
    ratio = median(one for one, _ in times) / median(other for _, other in times)
    console.print(f"{written} descriptions, {len(times)} look-ups: {ratio:.2f} times the bare index at p50")


if __name__ == "__main__":
    typer.run(main)
