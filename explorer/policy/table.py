"""The policy as a table: what a role is shown under a purpose, at each position.

GraphQL explains one field to its own asker (`explainAccess`). A table of every role tells of nobody's data, so it is
read from the policy that the hub judges by, in the words that docs/policy.md has. No record, matter or person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from authz.access import Access
from authz.gates import BUILT
from authz.policy_data import ADOPTION, Cell, Policy
from authz.policy_document import LEVELS, purpose_in_words
from authz.words import Facet, Level, Position, Purpose, Standing
from explorer.words import PURPOSES, ROLES, called, day, words_of
from schema.decisions.words import listed

STANDINGS = {
    Standing.CHILD: "a child",
    Standing.VICTIM: "an affected person",
    Standing.LINKED: "a linked person",
    Standing.ALLEGED: "an alleged perpetrator",
    Standing.PERPETRATOR: "an established perpetrator",
    Standing.NONE: "anybody else",
}
FACETS = {
    Facet.CULTURAL: "Cultural identity",
    Facet.PATTERN: "Pattern of violence",
    Facet.RISK: "Risk assessment",
    Facet.CRIMINAL: "Criminal history",
    Facet.CHILD_PROTECTION: "Child protection history",
    Facet.REPORTER: "Identity of who reported",
    Facet.AUDIT: "Log of who saw what",
    Facet.PUBLIC: "What tells of nobody",
}
ABBREVIATED = {
    "FVPA": "Family Violence Protection Act 2008 (Vic)",
    "CYFA": "Children, Youth and Families Act 2005 (Vic)",
    "CWSA": "Child Wellbeing and Safety Act 2005 (Vic)",
    "PDP Act": "Privacy and Data Protection Act 2014 (Vic)",
    "Health Records Act": "Health Records Act 2001 (Vic)",
    "ISE": "information sharing entity",
    "RAE": "risk assessment entity",
    "CIP REQUESTER": "declared requester of the Central Information Point",
}
TABLE_ALONE = "the table alone, before a purpose limits it"


@dataclass(frozen=True, slots=True)
class Asker:
    """A role under a purpose; under none: what the matrix has, whatever the purpose."""

    role: str
    purpose: Purpose | None = None

    @property
    def words(self) -> str:
        return called(ROLES, self.role)

    @property
    def under(self) -> str:
        return called(PURPOSES, self.purpose) if self.purpose else TABLE_ALONE


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition; one that is not built is closed, and what it binds is shown to nobody."""

    code: str
    words: str
    built: bool
    holds_when: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Shown:
    """At one position, where all gates hold."""

    level: Level
    gates: tuple[Gate, ...] = ()

    @property
    def words(self) -> str:
        return LEVELS[self.level]

    @property
    def now(self) -> Level:
        """Behind a gate that is not built there is nothing."""
        return self.level if all(gate.built for gate in self.gates) else Level.N


NOTHING = Shown(Level.N)


@dataclass(frozen=True, slots=True)
class Row:
    """A column of the matrix; `laws` are codes of the law that it rests on, each with its words."""

    column: str
    words: str
    of: str
    shown: Mapping[Position, Shown]
    laws: tuple[tuple[str, str], ...]
    days: str


@dataclass(frozen=True, slots=True)
class Table:
    """`declared` is empty where the role may not declare the purpose; `parts` are the fields of a summary or mask."""

    asker: Asker
    declared: str
    rows: tuple[Row, ...]
    nothing: tuple[str, ...]
    gates: tuple[Gate, ...]
    parts: tuple[tuple[str, str, str], ...]


def tabled(policy: Policy, asker: Asker, on: str) -> Table:
    """As it holds on that day."""
    rows = tuple(rows_of(policy, asker, on))
    told = tuple(row for row in rows if any(one.level for one in row.shown.values()))
    gates = {gate.code: gate for row in told for one in row.shown.values() for gate in one.gates}
    nothing = tuple(row.words for row in rows if row not in told)
    return Table(asker, _declared(policy, asker), told, nothing, tuple(gates.values()), tuple(_parts(policy, told)))


def purposes_of(policy: Policy, role: str) -> Iterator[tuple[str, str]]:
    """Those that the role may declare, with what each needs and opens."""
    for purpose in Purpose:
        row = policy.purposes[role, purpose]
        if row.may:
            yield called(PURPOSES, purpose), purpose_in_words(row).replace("_", " ")


def _declared(policy: Policy, asker: Asker) -> str:
    row = policy.purposes[asker.role, asker.purpose] if asker.purpose else None
    if row is None:
        return "No purpose is chosen: what a purpose needs, opens and caps is not in this table."
    return f"This purpose {purpose_in_words(row)}".replace("_", " ") if row.may else ""


def rows_of(policy: Policy, asker: Asker, on: str) -> Iterator[Row]:
    for column in dict.fromkeys(column for role, column in policy.cells if role == asker.role):
        cell = policy.cell(asker.role, column, on)
        shown = {position: _shown(policy, asker, column, position, on) for position in Position}
        yield Row(column, words_of(column), _of(policy, column), shown, tuple(_laws(cell)), _days(cell))


def _shown(policy: Policy, asker: Asker, column: str, position: Position, on: str) -> Shown:
    cell = policy.cell(asker.role, column, on)
    level = cell.levels[position]
    if asker.purpose:
        access = Access(policy, asker.role, asker.purpose, "", "", False, on)
        opens = access.row.opens_cell(column, position) and (
            access.reporter_opens() or not _of_reporters(policy, column)
        )
        level = min(level, access.row.ceiling) if opens else Level.N
    gates = (_gate(policy, code, column) for code in cell.gates[position])
    return Shown(level, tuple(gates)) if level else NOTHING


def _of_reporters(policy: Policy, column: str) -> bool:
    """W06 hangs on the purpose alone, so that the table has it; every other wall stands beside."""
    return any(policy.column(Facet.REPORTER, standing) == column for standing in Standing)


def _gate(policy: Policy, code: str, column: str) -> Gate:
    """What binds the log is kept by the questions that read it."""
    of_log = any(policy.column(Facet.AUDIT, standing) == column for standing in Standing)
    row = policy.gates[code]
    return Gate(code, words_of(code).lower(), code in BUILT or of_log, row.holds_when, row.next_step)


def _of(policy: Policy, column: str) -> str:
    """What the column tells, and of whom."""
    whose: dict[Facet, list[Standing]] = {}
    for (facet, standing), led in policy.columns.items():
        if led == column:
            whose.setdefault(facet, []).append(standing)
    return "; ".join(f"{FACETS.get(facet) or words_of(facet)}{_whom(of)}" for facet, of in whose.items())


def _whom(standings: list[Standing]) -> str:
    everybody = len(standings) == len(Standing)
    return ", whoever it is of" if everybody else f" of {listed([STANDINGS[one] for one in standings])}"


def _laws(cell: Cell) -> Iterator[tuple[str, str]]:
    for law in cell.basis.split("; "):
        if law != "none":
            yield law.partition(" ")[0], law


def _days(cell: Cell) -> str:
    begun = [] if cell.valid_from == ADOPTION else [f"from {day(cell.valid_from)}"]
    return " ".join([*begun, f"to {day(cell.valid_to)}"] if cell.valid_to else begun)


def _parts(policy: Policy, rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        for level in sorted({one.level for one in row.shown.values()} & {Level.S, Level.M}):
            fields = sorted(policy.summaries.get((row.column, level), ()))
            yield row.words, LEVELS[level], listed([_field(name) for name in fields]) or "no field"


def _field(name: str) -> str:
    """`PersonRecord.birth_year` is "birth year of a person record"."""
    noun, _, field = name.partition(".")
    return f"{words_of(field).lower()} of {words_of(noun).lower()}"
