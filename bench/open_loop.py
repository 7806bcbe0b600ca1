"""Requests that do not wait for answers, half as many as a front can answer: how late the unlucky ones are.

A client that waits for its answer asks less while a front stands still, and so does not tell of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles

from bench.drive import ANSWERED, Driver
from bench.peers.fronts import Front
from bench.rounds import Found, Rounds
from bench.workloads import Workload

SHARE = 0.5  # of what 16 connections reached
OPENING, LEAST, MOST = 1.0, 2.0, 8.0  # seconds that do not count, and that do


@dataclass(frozen=True, slots=True)
class Paced:
    """One load of one front. `rate` a second; times in milliseconds from when each request was due."""

    workload: str
    front: str
    rate: float
    requests: int
    p50: float
    p99: float
    failed: int


async def open_loop(rounds: Rounds, found: Found, requests: int) -> list[Paced]:
    """Of every load that 16 connections sent; so many requests, or more or fewer as there is time for."""
    done = list[Paced]()
    for workload in rounds.workloads:
        for front in rounds.of(workload):
            if rate := found.median(workload.name, front.name, 16, lambda sample: sample.rate):
                done.append(await _paced(rounds, workload, front, rate * SHARE, requests))
    return done


async def _paced(rounds: Rounds, workload: Workload, front: Front, rate: float, requests: int) -> Paced:
    seconds = min(MOST, max(LEAST, requests / rate))
    asked = cycle(rounds.next(workload, front))
    answers = await Driver(front.url).at_rate(asked, rate, seconds, OPENING)
    rounds.note(workload, front, int(rate * (OPENING + seconds)))
    times = [one.ms for one in answers]
    p50, p99 = (quantiles(times, n=100)[at] for at in (49, 98)) if len(times) > 1 else (times[0], times[0])
    failed = sum(one.status != ANSWERED for one in answers)
    return Paced(workload.name, front.name, rate, len(answers), p50, p99, failed)
