"""A consolidated report as the bytes that are kept, hashed and signed, and read back exactly.

Canonical JSON: UTF-8, keys sorted, no spaces, enums by name, tuples as lists. Every field is written, null or not.

    DocumentRefused   the bytes are not such a document; `pointer` says where, and no value is told
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any

import orjson

from schema.decisions.report import ReportContent

PLAIN: dict[Any, tuple[type, ...]] = {str: (str,), bool: (bool,), int: (int,), float: (float, int)}


class DocumentRefused(Exception):
    """Where it is wrong, as a JSON pointer, and what would mend it."""

    def __init__(self, pointer: str, mend: str) -> None:
        super().__init__(f"{pointer or '/'}: {mend}")
        self.pointer = pointer


def canonical(content: ReportContent) -> bytes:
    return orjson.dumps(_plain(content), option=orjson.OPT_SORT_KEYS)


def digest(document: bytes) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return sha256(document).hexdigest()


def content_of(document: bytes) -> ReportContent:
    """Refuses what `canonical` does not write: a field too many or too few, a value of another type."""
    try:
        value = orjson.loads(document)
    except orjson.JSONDecodeError as problem:
        raise DocumentRefused("", "send JSON") from problem
    return typing.cast(ReportContent, _read(ReportContent, value, ""))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):  # before the rest: a StrEnum is a str, an IntEnum an int
        return value.name
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def _read(hint: Any, value: Any, at: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        [inner] = [a for a in typing.get_args(hint) if a is not type(None)]
        return None if value is None else _read(inner, value, at)
    if origin is tuple:
        of = typing.get_args(hint)[0]
        return tuple(_read(of, one, f"{at}/{n}") for n, one in enumerate(_expected(list, value, at)))
    if dataclasses.is_dataclass(hint):
        return _object(hint, _expected(dict, value, at), at)
    return _member(hint, value, at) if issubclass(hint, Enum) else _scalar(hint, value, at)


def _object(of: Any, value: Mapping[str, Any], at: str) -> Any:
    hints = _hints(of)
    for name in sorted({*value, *hints}):
        if name not in hints:
            raise DocumentRefused(at, "leave out the field that a report does not have")
        if name not in value:
            raise DocumentRefused(f"{at}/{name}", "add the field; null is written too")
    return of(**{name: _read(hint, value[name], f"{at}/{name}") for name, hint in hints.items()})


@cache
def _hints(of: type) -> dict[str, Any]:
    return typing.get_type_hints(of)


def _expected(kind: type, value: Any, at: str) -> Any:
    if not isinstance(value, kind):
        raise DocumentRefused(at, "give a list" if kind is list else "give an object")
    return value


def _member(of: type[Enum], value: Any, at: str) -> Enum:
    """By its name, whatever its value orders by."""
    if not isinstance(value, str) or value not in of.__members__:
        raise DocumentRefused(at, f"give one of {', '.join(of.__members__)}")
    return of[value]


def _scalar(of: type, value: Any, at: str) -> Any:
    """A median that is whole is written, and read, as the number that it was. True is no number."""
    if type(value) not in PLAIN[of]:
        raise DocumentRefused(at, f"give a value of type {of.__name__}")
    return value
