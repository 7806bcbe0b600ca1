"""The table of pages in four ways that is read, and the file that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from bench.command import FOLDER, keep
from bench.measuring import Measured

LATEST = FOLDER / "statements.json"
COLUMNS = ("page", "ids", "hub", "first", "bare", "flat", "of", "hub/bare", "flat/hub")


@dataclass(frozen=True, slots=True)
class Report:
    """One run on one machine: the ratios may be compared with those of another, the times may not."""

    cores: int
    reports: int
    rounds: int
    pages: Sequence[Measured]

    @property
    def title(self) -> str:
        return f"{self.reports} reports; medians of {self.rounds} rounds in ms; {self.cores} cores for all"

    def table(self) -> Table:
        table = Table(title=self.title, box=SIMPLE)
        for column in COLUMNS:
            table.add_column(column, justify="left" if column == "page" else "right", no_wrap=True)
        for page in self.pages:
            table.add_row(*row(page))
        return table

    def data(self) -> dict[str, Any]:
        told = [{**asdict(p), "hub_over_bare": p.over_bare, "flat_over_hub": p.flat_over_hub} for p in self.pages]
        return {"cores": self.cores, "reports": self.reports, "rounds": self.rounds, "pages": told}

    def write(self, path: Path = LATEST) -> None:
        keep(self.data(), path)


def row(page: Measured) -> tuple[str, ...]:
    times = (f"{value:.2f}" for value in (page.hub, page.first, page.bare, page.flat))
    return (
        page.page,
        str(page.ids),
        *times,
        str(page.statements),
        f"{page.over_bare:.2f}",
        f"{page.flat_over_hub:.2f}",
    )
