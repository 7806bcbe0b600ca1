"""The shortest ways from one person to another, over the records shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from schema.decisions.associates import NOT_TOLD, Path, Paths, PathStep, PersonMet, Row, kinds_of, records
from schema.decisions.words import counted

MOST_PATHS = 10
Beside = Mapping[str, Mapping[str, Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class Reached:
    """What is met within `most` steps of a person. `ids` are those by which an answer tells of people, and `person`
    is asked of those alone whom it tells of. `more`: not everybody was followed."""

    rows: Sequence[Row]
    ids: Mapping[str, str]
    person: Callable[[str], PersonMet]
    most: int
    more: bool


def paths(start: str, end: str, reached: Reached) -> Paths:
    """All shortest ways, up to MOST_PATHS, in an order that rests on what is shown alone."""
    beside = _beside(reached.rows)
    steps = _steps(start, beside, reached.most)
    if end not in steps:
        return Paths(None, (), reached.more, f"No way of up to {counted(reached.most, 'step')} is shown. {NOT_TOLD}")
    told = list(islice(_ways(end, beside, steps, reached.ids), MOST_PATHS + 1))
    found = tuple(_path(way, beside, reached.person) for way in told[:MOST_PATHS])
    said = f"{counted(len(found), 'way')} of {counted(steps[end], 'step')}."
    return Paths(steps[end], found, reached.more or len(told) > MOST_PATHS, said)


def _beside(rows: Iterable[Row]) -> Beside:
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row[0], {}).setdefault(row[5], []).append(row)
    return found


def _steps(start: str, beside: Beside, most: int) -> dict[str, int]:
    """How many steps each person is away: whoever was reached before is reached no sooner now."""
    found, front = {start: 0}, [start]
    for step in range(1, most + 1):
        front = list(dict.fromkeys(whom for of in front for whom in beside.get(of, {}) if whom not in found))
        found |= dict.fromkeys(front, step)
    return found


def _ways(end: str, beside: Beside, steps: Mapping[str, int], ids: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Walked back from the end, by those one step nearer, in the order of their ids."""
    if steps[end] == 0:
        yield (end,)
        return
    before = [of for of, whom in beside.items() if end in whom and steps.get(of) == steps[end] - 1]
    for of in sorted(before, key=lambda person: ids[person]):
        yield from ((*way, end) for way in _ways(of, beside, steps, ids))


def _path(way: Sequence[str], beside: Beside, person: Callable[[str], PersonMet]) -> Path:
    steps = tuple(PathStep(records(beside[one][other])) for one, other in pairwise(way))
    said = ", then ".join(f"by {kinds_of(step.records)}" for step in steps) or "one and the same person"
    return Path(tuple(map(person, way)), steps, f"{said[0].upper()}{said[1:]}.")
