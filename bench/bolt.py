"""`python -m bench.bolt`: a read by the driver beside the same read direct over Bolt, and the whole answers around it.

Rounds interleave both ways on one hub and one database. What is judged are ratios of one run: the processor's time of
this process, and the middle of the times that a read took, one at a time and with as many in flight as a hub lets.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from time import perf_counter, process_time
from typing import Annotated, Any

import orjson
import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.command import FOLDER, Reports, To, keep, on_a_hub
from bench.hub import BenchFault, Served, served
from bench.measuring import Way
from bench.pages import pages
from graph.database import MOST_IN_FLIGHT
from graph.statements import POSITION
from server import Settings

LATEST = FOLDER / "bolt.json"
DIRECT, DRIVER = True, False
BLOCK = 24  # reads of one way before the other has its turn
COLUMNS = ("read", "KB", "in flight", "CPU driver", "CPU direct", "ratio", "p50 driver", "p50 direct", "ratio")


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds: of the processor's time a read, and the middle of how long one took."""

    cpu: float
    p50: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One read, by either way."""

    read: str
    bytes: int
    in_flight: int
    driver: Taken
    direct: Taken

    @property
    def ratios(self) -> tuple[float, float]:
        return self.direct.cpu / self.driver.cpu, self.direct.p50 / self.driver.p50

    def data(self) -> dict[str, Any]:
        cpu, p50 = self.ratios
        return {**asdict(self), "cpu_ratio": cpu, "p50_ratio": p50}

    def row(self) -> tuple[str, ...]:
        cpu, p50 = self.ratios
        return (
            self.read, f"{self.bytes / 1000:.1f}", str(self.in_flight),
            f"{self.driver.cpu:.3f}", f"{self.direct.cpu:.3f}", f"{cpu:.2f}",
            f"{self.driver.p50:.2f}", f"{self.direct.p50:.2f}", f"{p50:.2f}",
        )  # fmt: skip


@dataclass(slots=True)
class Times:
    cpu: list[float] = field(default_factory=list)
    each: list[float] = field(default_factory=list)

    @property
    def taken(self) -> Taken:
        return Taken(median(self.cpu), median(self.each))


class Reads:
    """The same reads of one hub, whichever way its database is set to."""

    def __init__(self, hub: Served) -> None:
        self.hub, self.database = hub, hub.parts.database
        if self.database.direct is None:
            raise BenchFault("This address is not read direct.")

    async def all(self) -> dict[str, Way]:
        """The smallest that each request asks, the statements of the pages, and the whole answers."""
        found: dict[str, Way] = {"position": self._value(f"RETURN {POSITION}", {})}
        for page in await pages(self.hub):
            case = self.hub.cases[page.role]
            statement = await self.hub.statement(case, page.text, page.variables)
            found[page.name] = self._value(statement.text, statement.given)
            found[f"{page.name}, whole"] = self._whole(page.role, page.text, page.variables)
        return found

    def _value(self, text: str, given: Mapping[str, Any]) -> Way:
        return lambda: self.database.value(text, given)

    def _whole(self, role: str, text: str, variables: Mapping[str, Any]) -> Way:
        return lambda: self.hub.ask(self.hub.cases[role], text, variables)

    async def compared(self, rounds: int) -> list[Compared]:
        return [one for name, way in (await self.all()).items() for one in await self._one(name, way, rounds)]

    async def _one(self, name: str, way: Way, rounds: int) -> list[Compared]:
        size = await self._same(name, way)
        found = list[Compared]()
        for in_flight in (1, MOST_IN_FLIGHT):
            times = {DRIVER: Times(), DIRECT: Times()}
            for number in range(rounds + 2):
                for by, told in times.items() if number % 2 else reversed(times.items()):
                    self.database.past_driver = by
                    await _block(way, in_flight, told if number > 1 else Times())
            found.append(Compared(name, size, in_flight, times[DRIVER].taken, times[DIRECT].taken))
        return found

    async def _same(self, name: str, way: Way) -> int:
        """The size of what comes either way, in bytes of JSON. A whole answer ends with an id of its own."""
        answers = list[bytes]()
        for by in (DRIVER, DIRECT):
            self.database.past_driver = by
            answer = await way()
            answers.append(orjson.dumps(orjson.loads(answer)["data"] if isinstance(answer, bytes) else answer))
        if answers[0] != answers[1]:
            raise BenchFault(f"{name}: direct another answer came than by the driver.")
        return len(answers[0])


async def _block(way: Way, in_flight: int, told: Times) -> None:
    numbers, since = iter(range(BLOCK)), process_time()
    await asyncio.gather(*(_asker(way, numbers, told) for _ in range(in_flight)))
    told.cpu.append((process_time() - since) * 1000 / BLOCK)


async def _asker(way: Way, numbers: Iterator[int], told: Times) -> None:
    for _ in numbers:
        since = perf_counter()
        await way()
        told.each.append((perf_counter() - since) * 1000)


async def run(settings: Settings, reports: int, rounds: int) -> list[Compared]:
    async with served(settings.model_copy(update={"reads": "bolt"}), reports) as hub:
        return await Reads(hub).compared(rounds)


def table(found: Sequence[Compared], rounds: int) -> Table:
    told = Table(title=f"ms a read; {rounds} rounds of {BLOCK}, either way in turn", box=SIMPLE)
    for number, column in enumerate(COLUMNS):
        told.add_column(column, justify="right" if number else "left", no_wrap=True)
    for one in found:
        told.add_row(*one.row())
    return told


cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, after two of warming.")] = 30,
    reports: Reports = 3000,
    to: To = LATEST,
) -> None:
    found = on_a_hub(lambda settings: run(settings, reports, rounds))
    keep([one.data() for one in found], to)
    Console(width=120).print(table(found, rounds))


if __name__ == "__main__":
    cli()
