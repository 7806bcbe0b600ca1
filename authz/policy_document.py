"""The policy in words, for who answers for it: `docs/policy.md`, made from the tables and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from authz.gates import BUILT
from authz.policy_data import ADOPTION, FOLDER, Cell, Policy, PurposeRow, rows_of
from authz.words import Level, Position, Purpose

LEVELS = {
    Level.F: "all",
    Level.S: "a summary",
    Level.M: "masked",
    Level.D: "statistics only",
    Level.A: "that it was asked, no value",
    Level.N: "nothing",
}
POSITIONS = {
    Position.OWN: "own records",
    Position.NAMED: "of whom the matter names",
    Position.OTHER: "beside these",
}
ABOUT = """# The access policy in words

Made by `make snapshots` from `authz/policy/*.csv`. **A proposal for review by a lawyer and a privacy officer; not legal
advice.** `authz/policy/README.md` says how a cell is read and what was decided where sources are silent.

What a role is shown is said for three positions: its *own records*; records *of whom the matter names*, the open matter
under which it asks; and what stands *beside these*. Where nothing is said of a position, nothing is shown there. A
condition in italics must hold; one marked † is not built yet, and what it binds shows nothing until it is.
"""


def document(policy: Policy, folder: Path = FOLDER) -> str:
    """Markdown."""
    return "\n".join([ABOUT, *_roles(policy), *_conditions(folder), *_walls(folder), *_acts(policy, folder)]) + "\n"


def unbuilt(policy: Policy) -> list[str]:
    """Gates that bind some cell and are closed."""
    bound = {
        gate for cells in policy.cells.values() for cell in cells for gates in cell.gates.values() for gate in gates
    }
    return sorted(bound - set(BUILT))


def undated(policy: Policy) -> int:
    """Rows whose first day is not known."""
    return sum(cell.valid_from == ADOPTION for cells in policy.cells.values() for cell in cells)


def _roles(policy: Policy) -> Iterator[str]:
    for role in policy.roles:
        yield f"## {role}\n"
        yield from _purposes(policy, role)
        yield "\n| column | is shown | by |\n|---|---|---|"
        nothing = []
        for (of, column), cells in policy.cells.items():
            if of == role:
                nothing += [column] if all(cell.printed_none for cell in cells) else []
                yield from (_row(column, cell) for cell in cells if not cell.printed_none)
        yield f"\nNothing of: {', '.join(nothing) or 'no column'}.\n"


def _purposes(policy: Policy, role: str) -> Iterator[str]:
    for purpose in Purpose:
        row = policy.purposes[role, purpose]
        if row.may:
            yield f"- **{purpose}** {purpose_in_words(row)}"


def purpose_in_words(row: PurposeRow) -> str:
    """Of one that may be declared: what it needs, opens and caps."""
    needs = [
        *(["a matter"] if row.needs_matter else []),
        *(["a reason"] if row.needs_reason else []),
        *([f"an organisation that is {row.entity_class}"] if row.entity_class != "none" else []),
    ]
    opens = ", ".join(words for position, words in POSITIONS.items() if position in row.opens)
    limits = "" if row.columns is None else f"; only {', '.join(sorted(row.columns))}"
    cap = "" if row.ceiling is Level.F else f"; at most {LEVELS[row.ceiling]}"
    return f"needs {', '.join(needs) or 'nothing more'}; opens {opens or 'no record'}{limits}{cap}."


def _row(column: str, cell: Cell) -> str:
    shown = (_position(cell, position) for position in Position if cell.levels[position])
    return f"| {column} | {'; '.join(shown)}{_days(cell)} | {cell.basis} |"


def _position(cell: Cell, position: Position) -> str:
    gates = " and ".join(f"*{gate}*{'' if gate in BUILT else '†'}" for gate in cell.gates[position])
    return f"{POSITIONS[position]}: {LEVELS[cell.levels[position]]}{f' if {gates}' if gates else ''}"


def _days(cell: Cell) -> str:
    begun = "" if cell.valid_from == ADOPTION else f" from {cell.valid_from}"
    return begun + (f" to {cell.valid_to}" if cell.valid_to else "")


def _conditions(folder: Path) -> Iterator[str]:
    yield "## Conditions\n\n| condition | holds when | else refused as | next step |\n|---|---|---|---|"
    for _, row in rows_of(folder, "gates.csv"):
        mark = "" if row["gate"] in BUILT else "†"
        yield f"| *{row['gate']}*{mark} | {row['holds_when']} | {row['refusal']} | {row['next_step']} |"


def _walls(folder: Path) -> Iterator[str]:
    yield "\n## Walls\n\nThey beat every cell.\n\n| wall | binds | passes when | who may lift it |\n|---|---|---|---|"
    for _, row in rows_of(folder, "walls.csv"):
        yield f"| {row['wall']} {row['name']} | {row['binds']} | {row['passes_when']} | {row['who_may_lift']} |"


def _acts(policy: Policy, folder: Path) -> Iterator[str]:
    yield "\n## Law\n\n| code | Act | provision | what | how it is known | from |\n|---|---|---|---|---|---|"
    for _, row in rows_of(folder, "basis.csv"):
        yield f"| {' | '.join(row[c] for c in ('code', 'act', 'provision', 'what', 'source', 'commencement'))} |"
    yield f"\n{undated(policy)} rows have no first day that is known: they count from the adoption of this version."
