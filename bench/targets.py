"""What the hub is to reach: each target with its bound, its unit and how it is measured, in one table.

Nearly all are ratios within one run: they may be compared with those of another machine, and times may not. `direct` is
the bound of a hub as it is, which reads past Neo4j's official driver, `driver` of one that is told to read by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.accepted import ACCEPTED

Figures = Mapping[str, float | None]  # by the name of the target
X, MS, MB, RATE = "x", "ms", "MB", "/s"
BY_DRIVER = "THROUGHLINE_READS=driver"
SMALL, REPORT = "small page", "report"


@dataclass(frozen=True, slots=True)
class Target:
    """`least`: the figure is to reach the bound, else not to pass it."""

    name: str
    driver: float
    direct: float
    unit: str
    how: str
    least: bool = False

    def bound(self, front: str) -> float:
        return self.driver if BY_DRIVER in front else self.direct

    def met(self, figure: float, front: str) -> bool:
        bound = self.bound(front)
        return figure >= bound if self.least else figure <= bound

    def said(self, front: str) -> str:
        return f"{'>=' if self.least else '<='} {self.bound(front):g} {self.unit}"


def _least(name: str, driver: float, direct: float, how: str, unit: str = X) -> Target:
    return Target(name, driver, direct, unit, how, least=True)


def _most(name: str, driver: float, direct: float, how: str, unit: str = X) -> Target:
    return Target(name, driver, direct, unit, how)


def _same(name: str, bound: float, how: str, unit: str = X) -> Target:
    return Target(name, bound, bound, unit, how)


IN_ROUND = "ratio within a round, median of rounds"
TARGETS = (
    _least(f"{SMALL}: requests over Apollo's", 1.8, 5, f"wrk, 16 connections; {IN_ROUND}"),
    _least(f"{REPORT}: requests over Apollo's", 4.5, 9, f"wrk, 16 connections; {IN_ROUND}"),
    _least(f"{REPORT}: requests over plain Strawberry's", 30, 50, f"wrk, 1 connection; {IN_ROUND}"),
    *(_most(f"{name}: p50 over the bare statement's", 1.15, 0.8, f"wrk, 1 connection; {IN_ROUND}")
      for name in (SMALL, REPORT)),
    *(_most(f"{name}: CPU of the API over the bare statement's", 1.2, 0.3, f"/proc, 16 connections; {IN_ROUND}")
      for name in (SMALL, REPORT)),
    _same("policy: facts at hand over none", 1.15, "bench.policy_cost, in one process"),
    _same("policy: first question over none", 2.5, "bench.policy_cost, in one process"),
    _least(f"{SMALL}, one a matter: requests over Apollo's", 1.3, 2, f"wrk, 16 connections; {IN_ROUND}"),
    _least(f"{REPORT}, one a matter: requests over Apollo's", 3, 5, f"wrk, 16 connections; {IN_ROUND}"),
    _same("first page: database hits a row", 6, "PROFILE of the hub's own statement", "hits"),
    _same("page 100: p50 over page 1", 1.5, f"wrk, 1 connection; {IN_ROUND}"),
    _same("expansion of 300: p50 over the bare statement's", 2, f"wrk, 1 connection; {IN_ROUND}"),
    _same("growth of an indexed page", 0.1, "slope of log p50 over log nodes, ten times the graph", ""),
    _same("growth of a search", 0.3, "slope of log p50 over log nodes, ten times the graph", ""),
    _same("cold document: CPU of the API", 10, "/proc; texts that were never asked", MS),
    _same("other literals: CPU of the API over a known text's", 1.5, "/proc; one text with other numbers in it"),
    _least("bulk ingest: over the bare writes", 0.5, 0.5, "the same claims, with ledger and without"),
    _least("one police report a request", 300, 300, "POST of one row, 16 connections", RATE),
    _same("memory after 100,000 requests", 250, "resident set of the one process", MB),
    _same("memory: growth over the latter half of them", 5, "the same", MB),
    _same("overload: answers of 503 come within", 200, "three times what it can, p95 of what is turned away", MS),
    _same("overload: p95 of what is let in over the usual", 2, "the same, over 16 connections"),
    _same("overload: 503 without Retry-After", 0, "the same", "answers"),
    _same("overload: answers without an entry in the ledger", 0, "the same", "answers"),
)  # fmt: skip
MET, MISSED, NOT_MEASURED = "met", "missed", "not measured"


@dataclass(frozen=True, slots=True)
class Judged:
    """One target at one hub. `accepted`: why its miss is known and let pass."""

    target: Target
    front: str
    figure: float | None

    @property
    def state(self) -> str:
        if self.figure is None:
            return NOT_MEASURED
        return MET if self.target.met(self.figure, self.front) else MISSED

    @property
    def accepted(self) -> str:
        return ACCEPTED.get(self.target.name, "") if self.state == MISSED else ""

    @property
    def failed(self) -> bool:
        return self.state == MISSED and not self.accepted


def judged(figures: Mapping[str, Figures]) -> Iterator[Judged]:
    """`figures` by hub, then by the name of the target."""
    for target in TARGETS:
        for front, found in figures.items():
            yield Judged(target, front, found.get(target.name))
