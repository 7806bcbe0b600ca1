"""Seeded choices: the same seed and the same words give the same stream on every machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from math import log
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """A table of options of which some are drawn more often."""

    options: tuple[T, ...]
    bounds: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[T, float]]) -> Weighted[T]:
        options, weights = zip(*pairs, strict=True)
        return cls(tuple(options), tuple(accumulate(weights)))


@dataclass(frozen=True, slots=True)
class Draws:
    """One stream of choices; who holds it decides the order of drawing, and so the outcome."""

    random: Random

    @classmethod
    def stream(cls, *words: object) -> Draws:
        """Named streams: a change in one part of the population leaves the other parts alone."""
        return cls(Random("\x1f".join(map(str, words))))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random.random() * len(options))]

    def some(self, options: Sequence[T], count: int) -> tuple[T, ...]:
        return tuple(self.random.sample(options, min(count, len(options))))

    def weighted(self, table: Weighted[T]) -> T:
        at = bisect_right(table.bounds, self.random.random() * table.bounds[-1])
        return table.options[min(at, len(table.options) - 1)]

    def between(self, low: int, high: int) -> int:
        """Both ends included."""
        return low + int(self.random.random() * (high - low + 1))

    def waiting(self, mean: float) -> float:
        """An exponential waiting time."""
        return -mean * log(1.0 - self.random.random())

    def day(self, first: date, last: date) -> date:
        """Both ends included; the first day when the range is empty."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def moment(self, day: date) -> datetime:
        """An hour of that day; evenings and nights are commoner."""
        hour = self.pick(_HOURS)
        return datetime(day.year, day.month, day.day, hour, self.between(0, 59))

    def digits(self, count: int) -> str:
        return "".join(self.pick("0123456789") for _ in range(count))


_HOURS = (0, 1, 2, 6, 8, 10, 11, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23, 23)
