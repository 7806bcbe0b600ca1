"""The access policy as data: read from `authz/policy/*.csv` once, checked, then frozen.

A word that no file declares, a missing cell or a row twice stops the start-up with
the file and line. What the rows mean is in `authz/policy/README.md`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from authz.words import Facet, Handle, Level, Position, Purpose, SearchKey, Spelling, Standing

FOLDER = Path(__file__).with_name("policy")
COUNTS = ("protective_window_months", "child_until", "search_result_budget")
YES_OR_NO = ("yes", "no")
K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")
Row = tuple[str, Mapping[str, str]]  # "matrix.csv:7" and its values


class PolicyFault(Exception):
    """The policy cannot be used as it stands; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Role by column: a level at each position, and the gates that bind it."""

    levels: Mapping[Position, Level]
    gates: Mapping[Position, tuple[str, ...]]
    basis: str
    valid_from: str
    valid_to: str

    @property
    def printed_none(self) -> bool:
        """The table prints N: nobody in this role ever sees it, and may be told so."""
        return not any(self.levels.values())


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """Role by purpose: may it be declared, what it needs, what it opens."""

    may: bool
    entity_class: str
    needs_matter: bool
    needs_reason: bool
    opens: frozenset[Position]
    columns: frozenset[str] | None  # None: all
    ceiling: Level
    refusal: str


@dataclass(frozen=True, slots=True)
class SearchRow:
    """Role by standing: what somebody of that standing may be searched by, what it needs and what a hit shows."""

    keys: frozenset[SearchKey]
    spelling: Spelling
    past_addresses: bool
    handle: Handle
    reason: str  # yes, no, or address: when an address is searched by
    needs_matter: bool
    per_hour: int
    addresses_per_hour: int
    as_declared: bool  # the standing sought decides; else the most protective of all that the person has
    alert: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Policy:
    """All tables; `version` names the text that was judged by."""

    cells: Mapping[tuple[str, str], Cell]
    columns: Mapping[tuple[Facet, Standing], str]
    purposes: Mapping[tuple[str, Purpose], PurposeRow]
    summaries: Mapping[tuple[str, Level], frozenset[str]]
    searches: Mapping[tuple[str, Standing], SearchRow]
    gates: frozenset[str]
    settings: Mapping[str, str]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(role for role, _ in self.cells))

    def column(self, facet: Facet, standing: Standing) -> str:
        return self.columns[facet, standing]

    def shows(self, facet: Facet, level: Level) -> frozenset[str]:
        """The declared fields, as `Noun.field`, that this level of a facet shows."""
        columns = {self.columns[facet, standing] for standing in Standing}
        return frozenset().union(*(self.summaries.get((c, level), frozenset()) for c in columns))


def load(folder: Path = FOLDER) -> Policy:
    gates = frozenset(row["gate"] for _, row in _rows(folder, "gates.csv"))
    policy = Policy(
        cells=_unique(_cell(at, row, gates) for at, row in _rows(folder, "matrix.csv")),
        columns=_unique(_column(at, row) for at, row in _rows(folder, "facets.csv")),
        purposes=_unique(_purpose(at, row) for at, row in _rows(folder, "purposes.csv")),
        summaries=_unique(_summary(at, row) for at, row in _rows(folder, "summaries.csv")),
        searches=_unique(_search(at, row) for at, row in _rows(folder, "search.csv")),
        gates=gates,
        settings={row["setting"]: row["value"] for _, row in _rows(folder, "settings.csv")},
    )
    _complete(policy)
    return policy


class _Cells(dict[str, str]):
    """One row; a column that is missing is a fault of the file."""

    def __missing__(self, column: str) -> str:
        raise PolicyFault(f"{self['at']}: no column {column!r}")


def _rows(folder: Path, name: str) -> Iterator[Row]:
    try:
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError):
        raise PolicyFault(f"{folder / name} cannot be read") from None
    reader = csv.DictReader(lines, restval="")
    for row in reader:
        at = f"{name}:{reader.line_num}"
        yield at, _Cells(row, at=at)


def _unique(rows: Iterator[tuple[str, K, V]]) -> dict[K, V]:
    found: dict[K, V] = {}
    for at, key, value in rows:
        if key in found:
            raise PolicyFault(f"{at}: {key} stands twice")
        found[key] = value
    return found


def _word(at: str, words: type[W], value: str) -> W:
    try:
        return words[value] if words is Level else words(value)  # type: ignore[index, call-arg]
    except (KeyError, ValueError):
        raise PolicyFault(f"{at}: unknown {words.__name__.lower()} {value!r}") from None


def _cell(at: str, row: Mapping[str, str], gates: frozenset[str]) -> tuple[str, tuple[str, str], Cell]:
    levels = {p: _word(at, Level, row[p.value]) for p in Position}
    bound: dict[Position, list[str]] = {p: [] for p in Position}
    for use in row["gates"].split():
        position, _, gate = use.rpartition(":")
        if gate not in gates:
            raise PolicyFault(f"{at}: unknown gate {gate!r}")
        for p in [_word(at, Position, position)] if position else Position:
            bound[p].append(gate)
    cell = Cell(
        levels,
        {p: tuple(found) for p, found in bound.items()},
        row["basis"],
        row["valid_from"],
        row["valid_to"],
    )
    return at, (row["role"], row["column"]), cell


def _column(at: str, row: Mapping[str, str]) -> tuple[str, tuple[Facet, Standing], str]:
    place = (_word(at, Facet, row["facet"]), _word(at, Standing, row["standing"]))
    return at, place, row["column"]


def _purpose(at: str, row: Mapping[str, str]) -> tuple[str, tuple[str, Purpose], PurposeRow]:
    may = row["may"] == "yes"
    found = PurposeRow(
        may,
        row["entity_class"],
        needs_matter=row["matter"] == "yes",
        needs_reason=row["reason"] == "yes",
        opens=frozenset(_word(at, Position, p) for p in row["opens"].split() if may),
        columns=None if row["columns"] in ("all", "-") else frozenset(row["columns"].split()),
        ceiling=_word(at, Level, row["ceiling"]),
        refusal=row["refusal"],
    )
    return at, (row["role"], _word(at, Purpose, row["purpose"])), found


def _summary(at: str, row: Mapping[str, str]) -> tuple[str, tuple[str, Level], frozenset[str]]:
    """`shows` lists `Noun.field:form`; `none` and `as_f` list no field."""
    shown = row["shows"] if row["shows"] not in ("none", "as_f") else ""
    fields = frozenset(item.partition(":")[0] for item in shown.split())
    return at, (row["column"], _word(at, Level, row["level"])), fields


def _search(at: str, row: Mapping[str, str]) -> tuple[str, tuple[str, Standing], SearchRow]:
    keys = row["keys"] if row["keys"] != "none" else ""
    found = SearchRow(
        frozenset(_word(at, SearchKey, key) for key in keys.split()),
        _word(at, Spelling, row["spelling"]),
        _one_of(at, row, "past_addresses", *YES_OR_NO) == "yes",
        _word(at, Handle, row["handle"]),
        _one_of(at, row, "reason", *YES_OR_NO, "address"),
        _one_of(at, row, "matter", *YES_OR_NO) == "yes",
        _count(at, row, "rate_per_hour"),
        _count(at, row, "address_per_hour"),
        _one_of(at, row, "cross_role", "as_declared", "most_protective") == "as_declared",
        _one_of(at, row, "alert", "at_limit", "no") == "at_limit",
        row["basis"],
    )
    if bool(found.keys) is (Handle.NONE is found.handle) or bool(found.keys) is (Spelling.NONE is found.spelling):
        raise PolicyFault(f"{at}: keys, spelling and handle are all none, or none of them is")
    return at, (row["role"], _word(at, Standing, row["standing"])), found


def _one_of(at: str, row: Mapping[str, str], column: str, *words: str) -> str:
    if row[column] not in words:
        raise PolicyFault(f"{at}: unknown {column} {row[column]!r}")
    return row[column]


def _count(at: str, row: Mapping[str, str], column: str) -> int:
    if not row[column].isdecimal():
        raise PolicyFault(f"{at}: {column} is to be a whole number, not {row[column]!r}")
    return int(row[column])


def _complete(policy: Policy) -> None:
    """Every facet has a column at every standing, every role a cell in every column and purpose."""
    columns = {column for _, column in policy.cells}
    missing: list[object] = [
        *((f, s) for f in Facet for s in Standing if (f, s) not in policy.columns),
        *((r, c) for r in policy.roles for c in columns if (r, c) not in policy.cells),
        *((r, p) for r in policy.roles for p in Purpose if (r, p) not in policy.purposes),
        *((r, s) for r in policy.roles for s in Standing if (r, s) not in policy.searches),
        *(c for c in policy.columns.values() if c not in columns),
    ]
    if missing:
        raise PolicyFault(f"no row for {missing[0]}")
    for setting in COUNTS:
        if not policy.settings.get(setting, "").isdecimal():
            raise PolicyFault(f"settings.csv: {setting} is to be a whole number")
