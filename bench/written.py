"""The report: every load as JSON, tables as Markdown, and drawings, in one folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt
from rich.box import SIMPLE
from rich.table import Table

from bench.command import FOLDER, keep
from bench.open_loop import Paced
from bench.rounds import Found, Measure
from bench.suite import Asked, Done, cores
from bench.targets import Judged, judged

MEASURES: tuple[tuple[str, Measure, str], ...] = (
    ("req/s", lambda s: s.rate, ".0f"),
    ("p50 ms", lambda s: s.p50, ".2f"),
    ("p95 ms", lambda s: s.p95, ".1f"),
    ("API ms", lambda s: s.api, ".2f"),
    ("Java ms", lambda s: s.java, ".2f"),
    ("tool ms", lambda s: s.tool, ".2f"),
    ("bytes", lambda s: s.bytes, ".0f"),
    ("failed", lambda s: s.failed, ".0f"),
)
PACED = ("workload", "front", "req/s", "requests", "p50 ms", "p99 ms", "failed")


@dataclass(frozen=True, slots=True)
class Report:
    """One run on one machine: its ratios may be compared with those of another, its times may not."""

    asked: Asked
    done: Done

    @property
    def judged(self) -> list[Judged]:
        return list(judged(self.done.figures))

    @property
    def failed(self) -> list[Judged]:
        """Missed, and nobody has said why that may be."""
        return [one for one in self.judged if one.failed]

    def targets(self) -> Table:
        table = Table(title=self.title, box=SIMPLE)
        for column in ("target", "hub", "bound", "figure", ""):
            table.add_column(column, justify="right" if column == "figure" else "left")
        for one in self.judged:
            table.add_row(*_row(one))
        return table

    @property
    def title(self) -> str:
        size = f"{self.asked.size.reports} reports, {self.done.nodes} nodes"
        return f"{size}; {self.asked.rounds} rounds of {self.asked.seconds} s a load; {cores()} cores for all"

    def write(self, folder: Path = FOLDER) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        keep(self.data(), folder / "latest.json")
        (folder / "latest.md").write_text(self.markdown(), encoding="utf-8")
        for name, measure in (("requests", MEASURES[0]), ("p50", MEASURES[1]), ("api", MEASURES[3])):
            drawn(self.done.found, measure, folder / f"{name}.svg")

    def data(self) -> dict[str, Any]:
        """Every load of every round as it was, so that whoever doubts a median may take another."""
        targets = [{"target": one.target.name, "hub": one.front, "bound": one.target.bound(one.front),
                    "unit": one.target.unit, "how": one.target.how, "figure": one.figure, "state": one.state,
                    "accepted": one.accepted} for one in self.judged]  # fmt: skip
        rounds = [[asdict(sample) for sample in each] for each in self.done.found.rounds]
        return {"asked": asdict(self.asked), "cores": cores(), "nodes": self.done.nodes, "targets": targets,
                "paced": [asdict(one) for one in self.done.paced],
                "growth": asdict(self.done.growth) if self.done.growth else None, "rounds": rounds}  # fmt: skip

    def markdown(self) -> str:
        said = ["# Bench", "", self.title, "", "## Targets", "", *_lines(("target", "hub", "bound", "figure", ""),
                map(_row, self.judged)), "", "## Loads, medians of rounds", "",
                *_lines(("workload", "front", "connections", *(m[0] for m in MEASURES)), self._loads()), "",
                "## Requests that do not wait for answers, half of what 16 connections reached", "",
                *_lines(PACED, map(_paced, self.done.paced))]  # fmt: skip
        drawings = [f"![{name}]({name}.svg)" for name in ("requests", "p50", "api")]
        return "\n".join([*said, "", *drawings, ""])

    def _loads(self) -> Iterator[Sequence[str]]:
        found = self.done.found
        for workload, front, connections in found.rows():
            medians = [(found.median(workload, front, connections, m), form) for _, m, form in MEASURES]
            yield workload, front, str(connections), *(format(value or 0, form) for value, form in medians)


def _row(one: Judged) -> tuple[str, ...]:
    figure = "" if one.figure is None else f"{one.figure:.3g}"
    state = f"{one.state}: {one.accepted}" if one.accepted else one.state
    return one.target.name, one.front, one.target.said(one.front), figure, state


def _paced(one: Paced) -> tuple[str, ...]:
    return (one.workload, one.front, f"{one.rate:.0f}", str(one.requests), f"{one.p50:.2f}", f"{one.p99:.1f}",
            str(one.failed))  # fmt: skip


def _lines(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def drawn(found: Found, measure: tuple[str, Measure, str], to: Path) -> None:
    """Each workload at 16 connections, one bar a front."""
    mpl.use("svg")
    name, of, _ = measure
    loads = [(workload, front) for workload, front, connections in found.rows() if connections == 16]
    values = [found.median(workload, front, 16, of) or 0 for workload, front in loads]
    figure, axes = plt.subplots(figsize=(9, 0.26 * len(loads) + 1), layout="constrained")
    axes.barh([f"{workload}, {front}" for workload, front in loads], values,
              color=[f"C{list(dict.fromkeys(f for _, f in loads)).index(front)}" for _, front in loads])  # fmt: skip
    axes.set(xscale="log", xlabel=f"{name}, 16 connections, median of rounds")
    axes.invert_yaxis()
    figure.savefig(to)
    plt.close(figure)
