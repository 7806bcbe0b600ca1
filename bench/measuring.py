"""Each page in four ways, in rounds that interleave them; medians, and a check that all four found the same."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import orjson
from neo4j import READ_ACCESS, AsyncDriver

from bench import flat
from bench.hub import BenchFault, Served, Statement
from bench.pages import Page, pages

ID = re.compile(r"[a-z2-7]{26}")
Way = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians in milliseconds, and what was fetched."""

    page: str
    hub: float
    first: float
    bare: float
    flat: float
    statements: int
    ids: int
    bytes: int

    @property
    def over_bare(self) -> float:
        return self.hub / self.bare

    @property
    def flat_over_hub(self) -> float:
        return self.flat / self.hub


class Ways:
    """One page: asked of the hub, as its bare statement, and as flat statements."""

    def __init__(self, served: Served, page: Page, statement: Statement) -> None:
        self.served, self.page, self.statement = served, page, statement
        self.case = served.cases[page.role]
        self.driver: AsyncDriver = served.parts.database.driver

    async def hub(self) -> bytes:
        """(a) Facts at hand."""
        return await self.served.ask(self.case, self.page.text, self.page.variables)

    async def first(self) -> bytes:
        """(b) The first question of a matter: facts are gathered."""
        self.served.forget()
        return await self.hub()

    async def bare(self) -> Any:
        """(c) The hub's own text and parameters through the official driver, and nothing else."""
        async with self.driver.session(fetch_size=-1, default_access_mode=READ_ACCESS) as session:
            result = await session.run(self.statement.text, {"given": self.statement.given})
            row = await result.single()
        return row and row[0]

    async def flat(self) -> Any:
        """(d) A flat statement for each list."""
        async with self.driver.session(fetch_size=-1, default_access_mode=READ_ACCESS) as session:
            return await flat.fetch(session, self.page.steps, self.statement.given, self.page.variables)

    def all(self) -> dict[str, Way]:
        """The first question leaves its facts at hand for the next."""
        return {"first": self.first, "hub": self.hub, "bare": self.bare, "flat": self.flat}


async def measured(served: Served, rounds: int, warming: int = 20) -> list[Measured]:
    ways = [Ways(served, page, await _statement(served, page)) for page in await pages(served)]
    for _ in range(warming):
        for each in ways:
            for way in each.all().values():
                await way()
    times: dict[tuple[str, str], list[float]] = {(w.page.name, name): [] for w in ways for name in w.all()}
    for _ in range(rounds):
        for each in ways:
            for name, way in each.all().items():
                times[each.page.name, name].append(await timed(way))
    return [await _summed(each, {n: median(times[each.page.name, n]) for n in each.all()}) for each in ways]


async def _statement(served: Served, page: Page) -> Statement:
    return await served.statement(served.cases[page.role], page.text, page.variables)


async def timed(way: Way) -> float:
    since = perf_counter()
    await way()
    return (perf_counter() - since) * 1000


async def _summed(ways: Ways, medians: Mapping[str, float]) -> Measured:
    answer = await ways.hub()
    told = ids_of(orjson.loads(answer)["data"])
    rows = await ways.flat()
    columns = [row[1:] for part in rows.values() for row in part]
    bare = ids_of(_shown(await ways.bare()))  # each row of a person ends with whom it tells of, beside the answer
    for name, agree in (("bare", told <= bare), ("flat", told == ids_of(columns))):
        if not agree:
            raise BenchFault(f"{ways.page.name}: the {name} statements found other ids than the hub.")
    return Measured(ways.page.name, **medians, statements=len(rows), ids=len(told), bytes=len(answer))


def _shown(value: Any) -> Any:
    """A page fetches one row more than it shows, to know whether there is another."""
    _position, column = value
    match column:
        case [list(rows), int(limit)]:
            return rows[:limit]
    return column


def ids_of(found: Any) -> set[str]:
    """Every id in an answer, or in rows."""
    return set(_ids(found))


def _ids(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for inner in found:
            yield from _ids(inner)
    elif isinstance(found, str) and ID.fullmatch(found):
        yield found
