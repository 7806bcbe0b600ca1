"""How good the matching is, where the truth is known: precision, recall, and who is missed or wrongly joined.

A person here is what is one already by its number. A link is automatic (SAME); what hangs together by automatic links
is joined. POSSIBLE is never joined, but a person will see it, so a missed link counts as found when it is that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate, combinations
from math import floor
from typing import Any, Final

SAME: Final = "SAME"
POSSIBLE: Final = "POSSIBLE"
STEP: Final = 0.5
"""log2 odds between two points of the curve."""
LOWEST, HIGHEST = -40.0, 80.0
"""log2 odds; beyond them nothing changes."""

Groups = tuple[tuple[str, str], ...]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """Two people by their places, the lower first; `total` is log2 of the odds."""

    left: int
    right: int
    band: str
    total: float
    rule: str = ""


@dataclass(slots=True)
class Counts:
    """Pairs. A pair of two human beings counts in the groups of both."""

    links: int = 0  # pairs of one human being
    compared: int = 0  # of these: shared a blocking key
    linked: int = 0  # of these: SAME
    joined: int = 0  # of these: SAME, or hang together by others
    found: int = 0  # of these: joined or POSSIBLE
    false_linked: int = 0  # pairs of two human beings that are SAME
    false_joined: int = 0
    false_possible: int = 0

    @property
    def precision(self) -> float | None:
        """Of the pairs that are joined without a person. None where there are none."""
        return _share(self.joined, self.joined + self.false_joined)

    @property
    def link_precision(self) -> float | None:
        return _share(self.linked, self.linked + self.false_linked)

    @property
    def recall(self) -> float | None:
        return _share(self.joined, self.links)

    @property
    def recall_with_possible(self) -> float | None:
        return _share(self.found, self.links)

    @property
    def candidate_recall(self) -> float | None:
        return _share(self.compared, self.links)

    @property
    def f1(self) -> float | None:
        return _f1(self.precision, self.recall)

    def as_json(self) -> dict[str, Any]:
        shares = ("precision", "link_precision", "recall", "recall_with_possible", "candidate_recall", "f1")
        return asdict(self) | {name: getattr(self, name) for name in shares}


@dataclass(frozen=True, slots=True)
class Point:
    """If all pairs of at least that weight were linked, and no rule asked."""

    threshold: float
    precision: float | None
    recall: float
    f1: float | None


@dataclass(slots=True)
class Evaluation:
    """`missed` are links that nobody will see; `false` are the automatic links of two human beings, heaviest first."""

    whole: Counts = field(default_factory=Counts)
    groups: dict[str, dict[str, Counts]] = field(default_factory=dict)
    curve: tuple[Point, ...] = ()
    missed: list[tuple[Pair, Scored | None]] = field(default_factory=list)
    false: list[Scored] = field(default_factory=list)
    missed_by: Counter[str] = field(default_factory=Counter)  # the rule, or NOT_COMPARED

    def as_json(self) -> dict[str, Any]:
        return {
            "whole": self.whole.as_json(),
            "groups": {f: {v: counts.as_json() for v, counts in by.items()} for f, by in self.groups.items()},
            "missed_by": dict(self.missed_by.most_common()),
            "curve": [asdict(point) for point in self.curve],
        }


def measure(truth: Sequence[str], groups: Sequence[Groups], pairs: Iterable[Scored]) -> Evaluation:
    """`truth` names the human being of each person, `groups` say whom to report by; each pair comes once."""
    measured = _Measured(truth, groups)
    for pair in pairs:
        measured.take(pair)
    return measured.evaluation()


def clusters(count: int, links: Iterable[Pair]) -> list[list[int]]:
    """The places that hang together, each with its own; those that stand alone are left out."""
    roots = list(range(count))
    for left, right in links:
        one, other = _root(roots, left), _root(roots, right)
        roots[max(one, other)] = min(one, other)
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(count):
        members[_root(roots, place)].append(place)
    return [places for places in members.values() if len(places) > 1]


class _Measured:
    """Holds the true pairs and the automatic links; of the others their weights alone."""

    def __init__(self, truth: Sequence[str], groups: Sequence[Groups]) -> None:
        self._truth, self._groups = truth, groups
        self._true: dict[Pair, Scored] = {}
        self._linked: list[Scored] = []
        self._weights: tuple[Counter[float], Counter[float]] = (Counter(), Counter())  # of two, of one
        self._result = Evaluation()

    def take(self, pair: Scored) -> None:
        same = self._truth[pair.left] == self._truth[pair.right]
        self._weights[same][_step(pair.total)] += 1
        if same:
            self._true[pair.left, pair.right] = pair
        elif pair.band == POSSIBLE:
            self._count("false_possible", self._both((pair.left, pair.right)))
        if pair.band == SAME:
            self._linked.append(pair)

    def evaluation(self) -> Evaluation:
        result = self._result
        joined = self._joined()
        for pair in _true_pairs(self._truth):
            self._link(pair, pair in joined)
        for pair in joined:
            if self._truth[pair[0]] != self._truth[pair[1]]:
                self._count("false_joined", self._both(pair))
        result.false = sorted(self._false_links(), key=lambda one: (-one.total, one.left, one.right))
        for one in result.false:
            self._count("false_linked", self._both((one.left, one.right)))
        result.groups = {feature: dict(sorted(by.items())) for feature, by in sorted(result.groups.items())}
        result.curve = tuple(_curve(*self._weights, result.whole.links))
        return result

    def _link(self, pair: Pair, joined: bool) -> None:
        """One pair of one human being, from all that is known of it."""
        scored, groups = self._true.get(pair), self._groups[pair[0]]
        told = {"links": True, "compared": scored is not None, "joined": joined}
        told["linked"] = scored is not None and scored.band == SAME
        told["found"] = joined or (scored is not None and scored.band == POSSIBLE)
        for name, holds in told.items():
            if holds:
                self._count(name, groups)
        if not told["found"]:
            self._result.missed.append((pair, scored))
            self._result.missed_by[scored.rule if scored else "NOT_COMPARED"] += 1

    def _joined(self) -> set[Pair]:
        together = clusters(len(self._truth), ((one.left, one.right) for one in self._linked))
        return {pair for places in together for pair in combinations(places, 2)}

    def _false_links(self) -> Iterator[Scored]:
        return (one for one in self._linked if self._truth[one.left] != self._truth[one.right])

    def _both(self, pair: Pair) -> Groups:
        return tuple(dict.fromkeys(self._groups[pair[0]] + self._groups[pair[1]]))

    def _count(self, name: str, groups: Groups) -> None:
        for feature, value in groups:
            _increase(self._result.groups.setdefault(feature, {}).setdefault(value, Counts()), name)
        _increase(self._result.whole, name)


def _true_pairs(truth: Sequence[str]) -> Iterator[Pair]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(truth):
        places[key].append(place)
    return (pair for of_one in places.values() for pair in combinations(of_one, 2))


def _curve(two: Mapping[float, int], one: Mapping[float, int], links: int) -> Iterator[Point]:
    """From the heaviest pair down: what is above each threshold."""
    steps = sorted({*two, *one}, reverse=True)
    falsely, truly = accumulate(two.get(step, 0) for step in steps), accumulate(one.get(step, 0) for step in steps)
    for step, false, true in zip(steps, falsely, truly, strict=True):
        precision, recall = _share(true, true + false), true / links if links else 0.0
        yield Point(step, precision, recall, _f1(precision, recall))


def _step(total: float) -> float:
    return floor(min(HIGHEST, max(LOWEST, total)) / STEP) * STEP


def _root(roots: list[int], place: int) -> int:
    while roots[place] != place:
        roots[place] = place = roots[roots[place]]
    return place


def _increase(counts: Counts, name: str) -> None:
    setattr(counts, name, getattr(counts, name) + 1)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if not precision or not recall:
        return None
    return 2 * precision * recall / (precision + recall)
