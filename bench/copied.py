"""A graph many times over, by `neo4j-admin database import`: larger than intake would fill in hours.

Each copy has people, reports and ids of its own, under the same organisations; matters and accounts are those of the
first alone. So what is asked of the first graph is asked among so many times the nodes, and as many more bear a name.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.hub import BenchFault
from bench.peers import apoc
from bench.stand import running_in
from graph import constraints
from graph.canonical_hash import EDGES, NODES, Reads
from graph.database import Database
from graph.embedded import Embedded, Memory
from graph.embedded import Running as Neo4j
from graph.kinship import DECISION, RELATIONSHIP, STATEMENT
from graph.mapping import Subject
from graph.writer import Writer
from schema.model import MODEL

COPIED = Writer(MODEL).labels | {"Match", "MatchDecision", RELATIONSHIP, STATEMENT, DECISION}
SHARED = frozenset(node.label for node in MODEL.nodes.values() if node.subject is Subject.PUBLIC)
# What is looked up by, or points to it: another in each copy.
IDENTIFYING = ("id", "lineage", "document", "origin", "key", "person_number", "portal_id")
SUFFIX, NUMBER, BETWEEN = "\x01", "\x02", "\x1f"  # of a name, before a number, between elements of a list
EMPTY = "\x03"  # a list of nothing, which the import would take for no list
EMPTIED = "MATCH {0} WHERE n.{1} = [$given.empty] CALL (n) {{ SET n.{1} = [] }} IN TRANSACTIONS OF 10000 ROWS"
TYPES: Mapping[type, str] = {str: "string", bool: "boolean", int: "long", float: "double"}
DIGITS = 9
CACHE = 4_096  # megabytes
AWAITED = "CALL db.awaitIndexes(7200)"


@dataclass(slots=True)
class Table:
    """Rows of one kind for one file. `copied`: it is written again for each copy."""

    heads: Sequence[str]
    copied: bool
    columns: dict[str, str] = field(default_factory=dict)  # by name, its type
    rows: list[tuple[Sequence[str], Mapping[str, Any]]] = field(default_factory=list)

    def add(self, first: Sequence[str], held: Mapping[str, Any]) -> None:
        for name, value in held.items():
            if self.columns.get(name, "string[]") == "string[]":
                self.columns[name] = _type(value)
        self.rows.append((first, held))

    def with_empty_lists(self) -> set[str]:
        return {name for _, held in self.rows for name, value in held.items() if value == []}

    def header(self) -> str:
        return ",".join([*self.heads, *(f"{name}:{kind}" for name, kind in self.columns.items())]) + "\n"

    def text(self, names: frozenset[str]) -> str:
        """With a mark wherever a copy differs. `names`: what identifies something that is copied."""
        marked = names if self.copied else frozenset[str]()
        cells = ([*first, *(_cell(held.get(name), marked) for name in self.columns)] for first, held in self.rows)
        return "".join(",".join(row) + "\n" for row in cells)


@dataclass(slots=True)
class Read:
    """A whole graph, by the labels of nodes and the types of edges."""

    nodes: dict[tuple[str, bool], Table] = field(default_factory=dict)
    edges: dict[tuple[str, bool], Table] = field(default_factory=dict)
    at: dict[tuple[str, str], str] = field(default_factory=dict)  # by label and id: the number
    names: set[str] = field(default_factory=set)

    async def take(self, database: Reads) -> None:
        async for row in database.each(NODES):
            self._node(row["labels"], row["held"])
        async for row in database.each(EDGES):
            self._edge(row)

    def mending(self) -> Iterator[str]:
        """Statements for what the import cannot be told."""
        for pattern, tables in (("(n:{0})", self.nodes), ("()-[n:{0}]->()", self.edges)):
            for (kind, _), table in tables.items():
                yield from (EMPTIED.format(pattern.format(kind), name) for name in table.with_empty_lists())

    def _node(self, labels: Sequence[str], held: Mapping[str, Any]) -> None:
        (label,) = labels
        copied = label in COPIED
        number = self.at[label, held["id"]] = f"{NUMBER if copied else ''}{len(self.at) + 1:0{DIGITS}d}"
        if copied:
            self.names |= {held[name] for name in IDENTIFYING if isinstance(held.get(name), str)}
        table = self.nodes.setdefault((label, copied), Table((":ID",), copied))
        table.add((number,), held)

    def _edge(self, row: Mapping[str, Any]) -> None:
        labels = {*row["labels"], *row["end_labels"]}
        copied = bool(labels & COPIED) and labels <= COPIED | SHARED
        ends = self.at[row["labels"][0], row["start"]], self.at[row["end_labels"][0], row["end"]]
        table = self.edges.setdefault((row["type"], copied), Table((":START_ID", ":END_ID"), copied))
        table.add(ends, row["held"])


def _type(value: Any) -> str:
    if isinstance(value, list):
        return f"{TYPES[type(value[0])] if value else 'string'}[]"
    if type(value) not in TYPES:
        raise BenchFault(f"A property of {type(value).__name__} is not copied.")
    return TYPES[type(value)]


def _cell(value: Any, names: frozenset[str]) -> str:
    """Nothing is null; text is always quoted, on one line."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = value or [EMPTY]
        return _quoted(BETWEEN.join(_named(one, names) if isinstance(one, str) else _plain(one) for one in value))
    return _quoted(_named(value, names)) if isinstance(value, str) else _plain(value)


def _named(value: str, names: frozenset[str]) -> str:
    return f"{value}{SUFFIX}" if value in names else value


def _plain(value: Any) -> str:
    return str(value).lower()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\r", " ").replace("\n", " ") + '"'


def _words(read: Read, folder: Path, times: int) -> Iterator[str]:
    """The files, written, as `neo4j-admin` is told of them."""
    names = frozenset(read.names)
    for option, tables in (("nodes", read.nodes), ("relationships", read.edges)):
        for (kind, copied), table in tables.items():
            stem = folder / f"{option}-{kind}-{copied}"
            header, rows = stem.with_suffix(".header"), stem.with_suffix(".csv")
            header.write_text(table.header(), encoding="utf-8")
            with rows.open("w", encoding="utf-8") as file:
                file.writelines(_copies(table.text(names), times if table.copied else 1))
            yield f"--{option}={kind}={header},{rows}"


def _copies(text: str, times: int) -> Iterable[str]:
    """The first as it is."""
    for number in range(times):
        yield text.replace(SUFFIX, f"~{number}" if number else "").replace(NUMBER, str(number) if number else "")


async def fill(embedded: Embedded, source: Reads, times: int, folder: Path) -> set[str]:
    """The database of `embedded`, which was never started, with the graph of `source` so many times. What is left to
    be run once it serves."""
    read = Read()
    await read.take(source)
    words = await asyncio.to_thread(lambda: list(_words(read, folder, times)))
    told = ("neo4j", "--id-type=integer", "--array-delimiter=U+001F", f"--report-file={folder / 'report'}")
    await asyncio.to_thread(embedded.administer, "database", "import", "full", *told, *words)
    return set(read.mending())


@asynccontextmanager
async def connected(neo4j: Neo4j) -> AsyncIterator[Database]:
    database = Database(neo4j.url, neo4j.user, neo4j.password)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def copied(state: Path, source: Neo4j, times: int) -> AsyncIterator[tuple[Neo4j, int]]:
    """Served from `state`, with every index; and the number of its process."""
    embedded = apoc.embedded(state, Memory(Memory.of_this_machine().heap, CACHE))
    with TemporaryDirectory(dir=state) as folder:
        async with connected(source) as database:
            left = await fill(embedded, database, times, Path(folder))
    async with running_in(embedded) as found:
        async with connected(found[0]) as database:
            for text in left:
                await database.run(text, {"empty": EMPTY})
            for wanted in constraints.wanted(MODEL):
                await database.run(wanted.text)
            await database.run(AWAITED)
        yield found
