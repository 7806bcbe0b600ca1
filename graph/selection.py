"""What the client asked for, free of GraphQL syntax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that arrives with the request, so that one plan serves all values."""

    name: str
    keys: tuple[str, ...] = ()

    def of(self, variables: Mapping[str, Any]) -> Any:
        value: Any = variables[self.name]
        for key in self.keys:
            value = value[key]
        return value


@dataclass(frozen=True, slots=True)
class Several:
    """A list of which some items arrive with the request."""

    items: tuple[Any, ...]

    def of(self, variables: Mapping[str, Any]) -> list[Any]:
        return [item.of(variables) if isinstance(item, Variable) else item for item in self.items]


TYPENAME = "__typename"


@dataclass(frozen=True, slots=True)
class Selection:
    """One field, under its response key, with the fields asked of it.

    `__typename` has one argument, `of`: what GraphQL calls the type it is asked of.
    """

    name: str
    key: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[Selection, ...] = ()


def fields(*names: str, **nested: tuple[Selection, ...]) -> tuple[Selection, ...]:
    """A selection written by the hub itself, keyed by name."""
    plain = (Selection(name, name) for name in names)
    return (*plain, *(Selection(n, n, {}, children) for n, children in nested.items()))


def given_of(value: Any, variables: Mapping[str, Any]) -> Any:
    """Values that arrive with the request put in their places."""
    if isinstance(value, Variable):
        return value.of(variables)
    if isinstance(value, Mapping):
        return {name: given_of(part, variables) for name, part in value.items()}
    return value
