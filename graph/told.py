"""Of whom an answer tells: gathered while its rows are written, from a column that no client sees.

A record of a person ends with its origin and a person with his id (`Planner.record`). The ledger's entry of the answer
names them, so that `whoSaw` can be answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from graph.mapping import RECORD, Build, Subject
from graph.predicates import Place

_PEOPLE: ContextVar[set[str] | None] = ContextVar("people", default=None)


def person_of(place: Place) -> str | None:
    """Whom a row tells of, where it tells of one."""
    if place.node.subject is Subject.LENS:
        return f"{place.variable}.id"
    return f"{place.variable}.origin" if place.node.label == RECORD else None


def telling(build: Build) -> Build:
    """Takes the column off the row's end before the rest is written."""

    def noted(row: list[Any]) -> Any:
        person, people = row.pop(), _PEOPLE.get()
        if people is not None and person:
            people.add(person)
        return build(row)

    return noted


@contextmanager
def gathering(people: set[str]) -> Iterator[None]:
    """What is written within tells of these people besides."""
    before = _PEOPLE.set(people)
    try:
        yield
    finally:
        _PEOPLE.reset(before)
