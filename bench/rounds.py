"""Loads of all fronts, in rounds that interleave them: only what stands in one round may be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from typing import TypeVar

import httpx

from bench.load import Load, Sample, Sent
from bench.peers.agreeing import refuse_unless_alike, refuse_unless_within
from bench.peers.fronts import Front
from bench.workloads import Workload

FEWEST = 5  # answers of a load that counts
WARMING = 2
Round = Sequence[Sample]
Measure = Callable[[Sample], float]
T = TypeVar("T")


@dataclass(slots=True)
class Rounds:
    """`done` keeps every load of every round as it was."""

    load: Load
    fronts: Sequence[Front]
    workloads: Sequence[Workload]
    done: list[Round] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)  # front → how many matters it was asked under

    def check(self) -> None:
        """All that answer a workload answer the same, before anything is timed."""
        for workload in self.workloads:
            answers = {front: answer(front, workload.sent[front.kind][0]) for front in self.of(workload)}
            hub = next(said for front, said in answers.items() if front.kind == "hub")
            alike = {f.name: said for f, said in answers.items() if f.kind != "bare"}
            refuse_unless_alike(workload.name, hub, alike)
            for front, said in answers.items():
                if front.kind == "bare":
                    refuse_unless_within(workload.name, hub, said, worked_out="apollo" not in workload.sent)

    def warm(self) -> None:
        """Java compiles what is asked often; nothing of it counts."""
        for number in range(WARMING):
            self._round(number)

    def run(self, rounds: int, told: Callable[[int], None]) -> None:
        for number in range(rounds):
            self.done.append(list(self._round(number)))
            told(number + 1)

    def _round(self, number: int) -> list[Sample]:
        return [self._sample(workload, front, connections)
                for workload in self.workloads for connections in workload.connections
                for front in turned(self.of(workload), number)]  # fmt: skip

    def _sample(self, workload: Workload, front: Front, connections: int) -> Sample:
        sample = self.load.of(workload.name, front, self.next(workload, front), connections)
        self.note(workload, front, sample.requests)
        return sample

    def next(self, workload: Workload, front: Front) -> Sequence[Sent]:
        """What is to be sent, from where the last load of matters ended: a hub shall not know them."""
        asked = workload.sent[front.kind]
        each = workload.each if front.kind == "hub" else None
        return turned(asked, self.met.get(front.name, 0) * each) if each else asked

    def note(self, workload: Workload, front: Front, requests: int) -> None:
        if workload.each and front.kind == "hub":
            self.met[front.name] = self.met.get(front.name, 0) + ceil(requests / workload.each)

    def of(self, workload: Workload) -> list[Front]:
        return [front for front in self.fronts if front.kind in workload.sent]


def turned(some: Sequence[T], by: int) -> Sequence[T]:
    """The same in the same order, begun elsewhere, so that nobody is always the first."""
    by %= len(some)
    return [*some[by:], *some[:by]]


def answer(front: Front, sent: Sent) -> bytes:
    said = httpx.post(front.url, content=sent.body, headers=dict(sent.headers), timeout=180, trust_env=False)
    return said.content


@dataclass(frozen=True, slots=True)
class Found:
    """What rounds say: medians, and ratios that are taken within each round first."""

    rounds: Sequence[Round]

    def median(self, workload: str, front: str, connections: int, measure: Measure) -> float | None:
        return self._of([self._at(each, workload, front, connections, measure) for each in self.rounds])

    def ratio(self, one: tuple[str, str], other: tuple[str, str], connections: int, measure: Measure) -> float | None:
        """Of a workload at a front over another; each is named by both."""
        pairs = [(self._at(each, *one, connections, measure), self._at(each, *other, connections, measure))
                 for each in self.rounds]  # fmt: skip
        return self._of([a / b if a and b else None for a, b in pairs])

    def _at(self, each: Round, workload: str, front: str, connections: int, measure: Measure) -> float | None:
        named = (workload, front, connections)
        found = (s for s in each if (s.workload, s.front, s.connections) == named and s.requests >= FEWEST)
        return next(map(measure, found), None)

    @staticmethod
    def _of(values: Sequence[float | None]) -> float | None:
        """Nothing, where a round has too few answers: to leave it out would speak for whoever stood still in it."""
        known = [value for value in values if value is not None]
        return median(known) if known and len(known) == len(values) else None

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Each workload at each front, once, in the order of the first round."""
        return iter(dict.fromkeys((s.workload, s.front, s.connections) for s in self.rounds[0]))
