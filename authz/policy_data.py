"""The access policy as data: read from `authz/policy/*.csv` once, checked, then frozen.

A word that no file declares, a missing cell or two rows for one day stop the start-up;
each fault is told with its file and line. What the rows mean is in `authz/policy/README.md`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from authz.policy_registry import DutyRow, KindRow
from authz.policy_words import ActRow, GateRow, WallRow
from authz.words import Facet, Handle, Level, Position, Purpose, SearchKey, Spelling, Standing

FOLDER = Path(__file__).with_name("policy")
COUNTS = ("protective_window_months", "child_until", "search_result_budget", "exclusion_review_days",
          "account_warned_after", "account_deactivated_after", "watch_days")  # fmt: skip
AMENDED_FROM = "family_violence_amendments_from"
YES_OR_NO = ("yes", "no")
ADOPTION = "unknown"  # a date not found: the row counts from the adoption of this version
K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")
Row = Mapping[str, str]


class PolicyFault(Exception):
    """The policy cannot be used as it stands; the message names file and line, a fault a line."""


class MissingColumn(PolicyFault):
    """Of a whole file, not of a row: no other fault of it would be true."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Role by column: a level at each position, and the gates that bind it; from day to day, both in force."""

    levels: Mapping[Position, Level]
    gates: Mapping[Position, tuple[str, ...]]
    basis: str
    valid_from: str  # a day, or `unknown`
    valid_to: str  # a day, or empty: no end is known

    def holds_on(self, day: str) -> bool:
        begun = self.valid_from == ADOPTION or self.valid_from <= day
        return begun and (not self.valid_to or day <= self.valid_to)

    def overlaps(self, other: Cell) -> bool:
        """Both hold on some day."""
        first, last = max(map(_first_day, (self, other))), min(map(_last_day, (self, other)))
        return first <= last

    @property
    def printed_none(self) -> bool:
        """The table prints N: nobody in this role ever sees it, and may be told so."""
        return not any(self.levels.values())


def _first_day(cell: Cell) -> str:
    return "" if cell.valid_from == ADOPTION else cell.valid_from


def _last_day(cell: Cell) -> str:
    return cell.valid_to or "9999-12-31"


NO_ROW = Cell(dict.fromkeys(Position, Level.N), dict.fromkeys(Position, ()), "no row of this day", ADOPTION, "")
"""What holds on a day of which the policy says nothing."""


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

    def opens_cell(self, column: str, position: Position) -> bool:
        """Whatever the cell says then."""
        return position in self.opens and (self.columns is None or column in self.columns)


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


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """All tables; one is itself alone. `cells` are role by column, each with its rows of different days."""

    cells: Mapping[tuple[str, str], tuple[Cell, ...]]
    columns: Mapping[tuple[Facet, Standing], str]
    purposes: Mapping[tuple[str, Purpose], PurposeRow]
    summaries: Mapping[tuple[str, Level], frozenset[str]]
    searches: Mapping[tuple[str, Standing], SearchRow]
    gates: Mapping[str, GateRow]
    walls: Mapping[str, WallRow]
    acts: Mapping[str, ActRow]
    settings: Mapping[str, str]
    kinds: Mapping[str, KindRow]
    duties: Mapping[str, DutyRow]
    version: str  # of its files' text: two hubs that say the same judge by the same rules

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(role for role, _ in self.cells))

    def cell(self, role: str, column: str, day: str) -> Cell:
        """The row that holds on that day."""
        return next((cell for cell in self.cells[role, column] if cell.holds_on(day)), NO_ROW)

    def column(self, facet: Facet, standing: Standing) -> str:
        return self.columns[facet, standing]

    def tells(self, field: str, column: str, level: Level) -> bool:
        """Does this level of the column show the field, `Noun.field`, as it is? Below full only declared ones."""
        return level is Level.F or field in self.summaries.get((column, level), ())

    def shows(self, facet: Facet, level: Level) -> frozenset[str]:
        """The declared fields, as `Noun.field`, that this level of a facet shows."""
        columns = {self.columns[facet, standing] for standing in Standing}
        return frozenset().union(*(self.summaries.get((c, level), frozenset()) for c in columns))


def load(folder: Path = FOLDER) -> Policy:
    """Whole, or not at all: every faulty row in one `PolicyFault`; if no row is, every gap."""
    reading = Reading(folder)
    gates = reading.table("gates.csv", lambda _at, row: (row["gate"], GateRow(row["holds_when"], row["next_step"])))
    acts = reading.table("basis.csv", lambda _at, row: (row["code"], ActRow.of(row)))
    policy = Policy(
        cells=reading.dated("matrix.csv", partial(_cell, gates=frozenset(gates), acts=frozenset(acts))),
        columns=reading.table("facets.csv", _column),
        purposes=reading.table("purposes.csv", _purpose),
        summaries=reading.table("summaries.csv", _summary),
        searches=reading.table("search.csv", _search),
        gates=gates,
        walls=reading.table("walls.csv", _wall),
        acts=acts,
        settings=reading.table("settings.csv", lambda _at, row: (row["setting"], row["value"])),
        kinds=reading.table("organisations.csv", _kind),
        duties=reading.table("duties.csv", _duty),
        version=reading.text.hexdigest()[:16],
    )
    if faults := reading.faults or list(_gaps(policy)):
        raise PolicyFault("\n".join(faults))
    return policy


class Reading:
    """The files of one folder, row by row; a faulty row is told and the next one read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.text = hashlib.sha256()

    def table(self, name: str, parse: Callable[[str, Row], tuple[K, V]]) -> dict[K, V]:
        found: dict[K, V] = {}
        for at, key, value in self._parsed(name, parse):
            if key in found:
                self.faults.append(f"{at}: {key} stands twice")
            found[key] = value
        return found

    def dated(self, name: str, parse: Callable[[str, Row], tuple[K, Cell]]) -> dict[K, tuple[Cell, ...]]:
        """Several rows for one key, each for days of its own."""
        found: dict[K, tuple[Cell, ...]] = {}
        for at, key, cell in self._parsed(name, parse):
            held = found.get(key, ())
            if any(cell.overlaps(other) for other in held):
                self.faults.append(f"{at}: {key} stands twice for the same days")
            found[key] = (*held, cell)
        return found

    def _parsed(self, name: str, parse: Callable[[str, Row], tuple[K, V]]) -> Iterator[tuple[str, K, V]]:
        for at, row in rows_of(self.folder, name):
            self.text.update("\x1f".join((at, *row.values())).encode())
            try:
                key, value = parse(at, row)
            except MissingColumn:
                raise
            except PolicyFault as fault:
                self.faults.append(str(fault))
                continue
            yield at, key, value


class _Cells(dict[str, str]):
    """One row; a column that is missing is a fault of the file."""

    def __missing__(self, column: str) -> str:
        raise MissingColumn(f"{self['at']}: no column {column!r}")


def rows_of(folder: Path, name: str) -> Iterator[tuple[str, Row]]:
    """Each with its place, `matrix.csv:7`."""
    try:
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError):
        raise PolicyFault(f"{folder / name} cannot be read") from None
    reader = csv.DictReader(lines, restval="")
    for row in reader:
        at = f"{name}:{reader.line_num}"
        if None in row:
            raise PolicyFault(f"{at}: more values than columns; a value with a comma stands between quotes")
        yield at, _Cells(row, at=at)


def _word(at: str, words: type[W], value: str) -> W:
    try:
        return words[value] if words is Level else words(value)  # type: ignore[index, call-arg]
    except (KeyError, ValueError):
        raise PolicyFault(f"{at}: unknown {words.__name__.lower()} {value!r}") from None


def _cell(at: str, row: Row, *, gates: frozenset[str], acts: frozenset[str]) -> tuple[tuple[str, str], Cell]:
    levels = {p: _word(at, Level, row[p.value]) for p in Position}
    bound: dict[Position, list[str]] = {p: [] for p in Position}
    for use in row["gates"].split():
        position, _, gate = use.rpartition(":")
        if gate not in gates:
            raise PolicyFault(f"{at}: unknown gate {gate!r}")
        for p in [_word(at, Position, position)] if position else Position:
            bound[p].append(gate)
    for act in row["basis"].split("; "):
        if act != "none" and act.partition(" ")[0] not in acts:
            raise PolicyFault(f"{at}: unknown basis {act!r}")
    cell = Cell(
        levels,
        {p: tuple(found) for p, found in bound.items()},
        row["basis"],
        _day(at, row, "valid_from", ADOPTION),
        _day(at, row, "valid_to", ""),
    )
    if _first_day(cell) > _last_day(cell):
        raise PolicyFault(f"{at}: it ends before it begins")
    return (row["role"], row["column"]), cell


def _wall(_at: str, row: Row) -> tuple[str, WallRow]:
    return row["wall"], WallRow(row["name"], row["passes_when"], row["who_may_lift"])


def _column(at: str, row: Row) -> tuple[tuple[Facet, Standing], str]:
    return (_word(at, Facet, row["facet"]), _word(at, Standing, row["standing"])), row["column"]


def _purpose(at: str, row: Row) -> tuple[tuple[str, Purpose], PurposeRow]:
    may = _one_of(at, row, "may", *YES_OR_NO) == "yes"
    found = PurposeRow(
        may,
        row["entity_class"],
        needs_matter=_one_of(at, row, "matter", *YES_OR_NO, "gate", "-") == "yes",
        needs_reason=_one_of(at, row, "reason", *YES_OR_NO, "-") == "yes",
        opens=frozenset(_word(at, Position, p) for p in row["opens"].split() if may),
        columns=None if row["columns"] in ("all", "-") else frozenset(row["columns"].split()),
        ceiling=_word(at, Level, row["ceiling"]),
        refusal=row["refusal"],
    )
    return (row["role"], _word(at, Purpose, row["purpose"])), found


def _summary(at: str, row: Row) -> tuple[tuple[str, Level], frozenset[str]]:
    """`shows` lists `Noun.field:form`; `none` and `as_f` list no field."""
    shown = row["shows"] if row["shows"] not in ("none", "as_f") else ""
    fields = frozenset(item.partition(":")[0] for item in shown.split())
    return (row["column"], _word(at, Level, row["level"])), fields


def _search(at: str, row: Row) -> tuple[tuple[str, Standing], SearchRow]:
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
    return (row["role"], _word(at, Standing, row["standing"])), found


def _kind(at: str, row: Row) -> tuple[str, KindRow]:
    return row["kind"], KindRow.of(row, _day(at, row, "prescribed_from", ADOPTION))


def _duty(at: str, row: Row) -> tuple[str, DutyRow]:
    found = DutyRow.of(row, _one_of(at, row, "reach", "every", "own", "none") == "every")
    if found.brings_role not in found.held_with | {"none"}:
        raise PolicyFault(f"{at}: brings_role {found.brings_role!r} is none that it is held with")
    return row["duty"], found


def _one_of(at: str, row: Row, column: str, *words: str) -> str:
    if row[column] not in words:
        raise PolicyFault(f"{at}: unknown {column} {row[column]!r}")
    return row[column]


def _count(at: str, row: Row, column: str) -> int:
    if not row[column].isdecimal():
        raise PolicyFault(f"{at}: {column} is to be a whole number, not {row[column]!r}")
    return int(row[column])


def _day(at: str, row: Row, column: str, otherwise: str) -> str:
    """YYYY-MM-DD, or the word that stands for none."""
    if row[column] != otherwise:
        try:
            return date.fromisoformat(row[column]).isoformat()
        except ValueError:
            raise PolicyFault(f"{at}: {column} is to be a day, or {otherwise or 'empty'}") from None
    return otherwise


def _gaps(policy: Policy) -> Iterator[str]:
    """Every facet has a column at every standing, every role a cell in every column and purpose."""
    columns = {column for _, column in policy.cells}
    missing: list[object] = [
        *((f, s) for f in Facet for s in Standing if (f, s) not in policy.columns),
        *((r, c) for r in policy.roles for c in columns if (r, c) not in policy.cells),
        *((r, p) for r in policy.roles for p in Purpose if (r, p) not in policy.purposes),
        *((r, s) for r in policy.roles for s in Standing if (r, s) not in policy.searches),
        *(c for c in policy.columns.values() if c not in columns),
        *(c for row in policy.purposes.values() for c in row.columns or () if c not in columns | {"public"}),
        *(r for row in policy.kinds.values() for r in row.roles if r not in policy.roles),
        *(r for row in policy.duties.values() for r in row.held_with if r not in policy.roles),
        *(d for row in policy.kinds.values() for d in row.duties if d not in policy.duties),
    ]
    yield from (f"no row for {what}" for what in dict.fromkeys(missing))
    for setting in COUNTS:
        if not policy.settings.get(setting, "").isdecimal():
            yield f"settings.csv: {setting} is to be a whole number"
    if not _day_or_unknown(policy.settings.get(AMENDED_FROM, "")):
        yield f"settings.csv: {AMENDED_FROM} is to be a day (YYYY-MM-DD) or {ADOPTION}"
    if not policy.settings.get("privacy_agreement"):
        yield "settings.csv: privacy_agreement is to be the version in force"


def _day_or_unknown(value: str) -> bool:
    try:
        return value == ADOPTION or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
