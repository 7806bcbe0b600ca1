"""The numbers by which a report cites records and people: the oldest record is 1, so that a row of numbers is a stretch
of time. What is told of a record is what some section tells of it, and nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from schema.decisions.report import ReportContent, Said
from schema.decisions.timeline import TimelineEntry
from schema.decisions.words import named


@dataclass(frozen=True, slots=True)
class Citations:
    """`records` and `people` are ids in the order of their numbers, which begin at 1."""

    records: tuple[str, ...]
    people: tuple[str, ...]
    entries: dict[str, TimelineEntry]
    agencies: dict[str, tuple[str, ...]]
    names: dict[str, str]
    numbers: dict[str, int]
    persons: dict[str, int]

    def of(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.numbers[id] for id in ids)

    def of_people(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.persons[id] for id in ids)

    def agency(self, custodian: str | None) -> str:
        return "agency not shown" if custodian is None else self.names.get(custodian) or named(custodian)


def citations(content: ReportContent) -> Citations:
    entries = {entry.id: entry for entry in _entries(content)}
    dated = sorted((e for e in entries.values() if e.on), key=lambda e: (e.on or "", e.at or "", e.kind, e.id))
    undated = sorted(id for id, entry in entries.items() if not entry.on)
    others = sorted({id for id in _cited(content)} - set(entries))
    records = (*(entry.id for entry in dated), *undated, *others)
    people = tuple(dict.fromkeys((*content.chronology.people, *_people(content, entries))))
    return Citations(
        records, people, entries, _agencies(content), {annex.custodian: annex.name for annex in content.annexes},
        {id: n for n, id in enumerate(records, 1)}, {id: n for n, id in enumerate(people, 1)},
    )  # fmt: skip


def _entries(content: ReportContent) -> Iterator[TimelineEntry]:
    yield from (entry for annex in content.annexes for entry in annex.entries)
    yield from content.chronology.entries
    yield from content.chronology.undated


def _people(content: ReportContent, entries: dict[str, TimelineEntry]) -> Iterator[str]:
    yield from (id for entry in entries.values() for id in entry.people)
    yield from (one.person for one in content.pattern.affected.persons)
    yield from (one.child for one in content.pattern.children.children)


def nested(value: Any) -> Iterator[Any]:
    """A value of the content and every one inside it."""
    yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from nested(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from nested(one)


def is_evidence(name: str) -> bool:
    return name == "evidence" or name.endswith("_evidence")


def _cited(content: ReportContent) -> Iterator[str]:
    for value in nested(content):
        for name in getattr(value, "__slots__", ()):
            if is_evidence(name):
                yield from getattr(value, name)
    yield from (value.record for one in content.pattern.contradictions for value in one.values)
    yield from (one.stands for one in content.pattern.repeats if one.stands)


def _agencies(content: ReportContent) -> dict[str, tuple[str, ...]]:
    """Who answers for a record, the surest word last; where several state one thing together, each of them may."""
    found: dict[str, tuple[str, ...]] = {}
    for value in nested(content):
        if isinstance(value, Said):
            found |= {id: value.custodians for id in value.evidence if value.custodians}
    stated = [(one.custodian, one.evidence) for one in content.pattern.custodians]
    for custodian, ids in (*stated, *((one.custodian, one.evidence) for one in content.pattern.assessments)):
        found |= {id: (custodian,) for id in ids if custodian}
    for entry in _entries(content):
        found |= {entry.id: (entry.custodian,)} if entry.custodian else {}
    return found
