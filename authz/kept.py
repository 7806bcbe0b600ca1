"""What was used of late, up to a weight of all together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from prometheus_client import Counter

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


LOOKED_UP = Counter("throughline_kept_lookups", "Look-ups in what is kept of late.", ["kept", "found"])


class Kept(Generic[K, V]):
    """The most recently used, up to a weight of all together. `name` is what its look-ups are counted under."""

    def __init__(self, name: str, most: int) -> None:
        self.most, self.weight, self.found = most, 0, OrderedDict[K, tuple[V, int]]()
        self.hits, self.misses = (LOOKED_UP.labels(name, found) for found in ("yes", "no"))

    def get(self, key: K) -> V | None:
        if key not in self.found:
            self.misses.inc()
            return None
        self.hits.inc()
        self.found.move_to_end(key)
        return self.found[key][0]

    def put(self, key: K, value: V, weight: int = 1) -> V:
        _, before = self.found.pop(key, (None, 0))
        self.found[key] = value, weight
        self.weight += weight - before
        while self.weight > self.most:
            _, (_, gone) = self.found.popitem(last=False)
            self.weight -= gone
        return value

    def clear(self) -> None:
        self.found.clear()
        self.weight = 0
