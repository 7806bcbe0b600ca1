"""What a row brought that the model does not know, found by walking the model beside the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from connectors.sources.faults import News, Unknown, pointer
from connectors.sources.fields import CodeList, LinksRecords, Section, is_placeholder
from schema import codes

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is asked of one field of a section."""

    name: str
    links: bool
    code_list: str


def news_of(section: Section, at: Location = ()) -> Iterator[Unknown]:
    """In the model's order: the unknown codes and placeholders, then the unknown fields."""
    for mark in _marks(type(section)):
        if value := getattr(section, mark.name):
            yield from _news(value, mark, (*at, mark.name))
    for name in section.model_extra or {}:
        yield Unknown(pointer((*at, name)), News.FIELD)


def _news(value: Any, mark: Mark, at: Location) -> Iterator[Unknown]:
    if isinstance(value, Section):
        yield from news_of(value, at)
    elif mark.links and is_placeholder(value):
        yield Unknown(pointer(at), News.PLACEHOLDER)
    elif mark.code_list:
        yield from _unknown_codes(value, mark.code_list, at)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, Section):
                yield from news_of(item, (*at, index))


@cache
def _marks(section: type[Section]) -> tuple[Mark, ...]:
    return tuple(_mark(name, field.metadata) for name, field in section.model_fields.items())


def _mark(name: str, metadata: Sequence[Any]) -> Mark:
    lists = (mark.name for mark in metadata if isinstance(mark, CodeList))
    return Mark(name, any(isinstance(mark, LinksRecords) for mark in metadata), next(lists, ""))


def _unknown_codes(value: str | Sequence[str], code_list: str, at: Location) -> Iterator[Unknown]:
    sent = [(at, value)] if isinstance(value, str) else [((*at, i), c) for i, c in enumerate(value)]
    for place, code in sent:
        if not codes.known(code_list, code):
            yield Unknown(pointer(place), News.CODE, code_list, code)
