"""GraphQL types of the decisions' results: each field is declared there alone, with the sentence that describes it."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

import dataclasses
import inspect
import types
import typing
from enum import Enum
from typing import Any

import strawberry

from schema.declare import answered

MADE: dict[type, type] = {}


def mirror(source: type) -> Any:
    """A Strawberry type (or enum) with the fields of this dataclass, and those it leads to."""
    if source not in MADE:
        MADE[source] = _enum(source) if issubclass(source, Enum) else _type(source)
    return MADE[source]


def _enum(source: type[Enum]) -> type:
    """Answered by name, whatever the value orders by."""
    members = {member.name: member.name for member in source}
    made: Any = Enum(source.__name__, members)  # type: ignore[misc]
    return strawberry.enum(made, description=_said(source))


def _type(source: type) -> type:
    hints, bare = typing.get_type_hints(source, include_extras=True), typing.get_type_hints(source)
    names = [field.name for field in dataclasses.fields(source)]
    namespace: dict[str, Any] = {name: answered(_sentence(source, name, hints[name])) for name in names}
    namespace["__annotations__"] = {name: _mirrored(bare[name]) for name in names}
    return strawberry.type(type(source.__name__, (), namespace), description=_said(source))


def _mirrored(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        [inner] = [a for a in typing.get_args(hint) if a is not type(None)]
        return _mirrored(inner) | None
    if origin is tuple:
        return list[_mirrored(typing.get_args(hint)[0])]  # type: ignore[misc]
    declared = isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, Enum))
    return mirror(hint) if declared else hint


def _said(source: type) -> str:
    return " ".join((inspect.getdoc(source) or source.__name__).split())


def _sentence(source: type, name: str, hint: Any) -> str:
    match typing.get_args(hint):
        case (_, str(sentence)) if typing.get_origin(hint) is typing.Annotated and sentence.endswith("."):
            return sentence
    raise TypeError(f'{source.__name__}.{name}: describe it in a sentence, as Annotated[type, "What it is."]')
