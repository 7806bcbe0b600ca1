"""What page and paper are both made of, so that neither can tell what the other does not.

A `Cell` is what stands in one place: runs of words, each with the records and people that it cites, by number.
`type` tells the two templates which block it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]  # the first and the last of numbers that follow one another
TURNS_TEXT_ROUND = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Run:
    """`people` are numbers too: P1, P2."""

    words: str
    records: tuple[Span, ...] = ()
    people: tuple[Span, ...] = ()


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`anchor` is the number of the record (r12) or person (p2) that the row is of; empty: none."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the breadth, one a column; the first column heads its row, and is `strong` where it is a
    name of what stands beside it."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    strong: bool = False
    type: str = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`tone` is "plain", "warning" (what is not known, or forbidden) or "quiet"."""

    cell: Cell
    tone: str = "plain"
    type: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    cells: tuple[Cell, ...]
    type: str = "bullets"


@dataclass(frozen=True, slots=True)
class Subheading:
    words: str
    type: str = "subheading"


@dataclass(frozen=True, slots=True)
class Picture:
    """`text` tells the same in words."""

    svg: str
    text: str
    type: str = "picture"


Block = Table | Paragraph | Bullets | Subheading | Picture


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    title: str
    blocks: tuple[Block, ...]


def visible(text: str) -> str:
    """A line break is a blank, and what would turn the text round or cannot be written is shown as its code."""
    return "".join(_shown(mark) for mark in text)


def _shown(mark: str) -> str:
    if mark in "\n\r\t":
        return " "
    unwritable = unicodedata.category(mark) in ("Cc", "Cs", "Cn") or mark in TURNS_TEXT_ROUND
    return f"[U+{ord(mark):04X}]" if unwritable else mark


def run(words: str, records: Iterable[int] = (), people: Iterable[int] = ()) -> Run:
    return Run(visible(words), spans(records), spans(people))


def cell(words: str, records: Iterable[int] = (), people: Iterable[int] = ()) -> Cell:
    return (run(words, records, people),)


def paragraph(words: str, records: Iterable[int] = (), tone: str = "plain") -> Paragraph:
    return Paragraph(cell(words, records), tone)


def facts(caption: str, rows: Iterable[tuple[str, Cell]], heads: tuple[str, str] = ("What", "As it is")) -> Table:
    """A name, and what it is."""
    return Table(caption, heads, (3, 7), tuple(Row((cell(name), said)) for name, said in rows), strong=True)


def spans(numbers: Iterable[int]) -> tuple[Span, ...]:
    """`spans([4, 1, 2, 3, 9])` is ((1, 4), (9, 9)): three hundred records are not three hundred brackets."""
    found: list[Span] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def joined(cells: Sequence[Cell], between: str = "; ") -> Cell:
    """Cells one after the other as one."""
    return tuple(
        Run(f"{between if at and not n else ''}{one.words}", one.records, one.people)
        for at, of in enumerate(cells)
        for n, one in enumerate(of)
    )
