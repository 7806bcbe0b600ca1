"""What a row brought that the model does not know, found by walking the model beside the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic.fields import FieldInfo

from connectors.sources.faults import News, Unknown, pointer
from connectors.sources.fields import CodeList, LinksRecords, Section, is_placeholder
from schema import codes

M = TypeVar("M")
Location = tuple[int | str, ...]


def news_of(section: Section, at: Location = ()) -> Iterator[Unknown]:
    """In the model's order: the unknown codes and placeholders, then the unknown fields."""
    for name, field in type(section).model_fields.items():
        yield from _news(getattr(section, name), field, (*at, name))
    for name in section.model_extra or {}:
        yield Unknown(pointer((*at, name)), News.FIELD)


def _news(value: Any, field: FieldInfo, at: Location) -> Iterator[Unknown]:
    if isinstance(value, Section):
        yield from news_of(value, at)
    elif _marked(field, LinksRecords) and value and is_placeholder(value):
        yield Unknown(pointer(at), News.PLACEHOLDER)
    elif (code_list := _marked(field, CodeList)) and value:
        yield from _unknown_codes(value, code_list.name, at)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, Section):
                yield from news_of(item, (*at, index))


def _marked(field: FieldInfo, kind: type[M]) -> M | None:
    return next((mark for mark in field.metadata if isinstance(mark, kind)), None)


def _unknown_codes(value: str | Sequence[str], code_list: str, at: Location) -> Iterator[Unknown]:
    sent = [(at, value)] if isinstance(value, str) else [((*at, i), c) for i, c in enumerate(value)]
    for place, code in sent:
        if not codes.known(code_list, code):
            yield Unknown(pointer(place), News.CODE, code_list, code)
