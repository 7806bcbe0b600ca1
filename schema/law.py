"""A decision table as it is written for a reader: its source, when it holds, its rows and worked examples.

Each module of `schema/decisions/` that states law has one, named `LAW`; `docs/law/` is written of them, and each
example is worked out by the very function that decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Example:
    """A case in words, and what the table finds of it."""

    given: str
    work: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Law:
    """`name` is the page's; `source` cites Act and section, or procedure and version; `since` is the first day of
    effect (YYYY-MM-DD, or `unknown`); a version that is not in force says so in `until` or `since`."""

    name: str
    title: str
    says: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    examples: tuple[Example, ...] = ()
    since: str = UNKNOWN
    until: str | None = None


def page(law: Law) -> str:
    """One page of `docs/law/`."""
    return "\n".join(
        (f"# {law.title}", "", law.says, "", *_held(law), "", *_table(law.columns, law.rows), *_worked(law))
    )


def _held(law: Law) -> Iterator[str]:
    yield f"- Source: {law.source}"
    yield f"- In effect from: {law.since}"
    if law.until:
        yield f"- Until: {law.until}"


def _worked(law: Law) -> Iterator[str]:
    if law.examples:
        yield from ("", "## Worked examples", "")
        yield from _table(("Given", "Found"), [(e.given, str(e.work())) for e in law.examples])
    yield ""


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(columns)
    yield _row(tuple("---" for _ in columns))
    yield from map(_row, rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
