"""A Cypher text, where its values come from, and how its rows become the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from authz.access import Comparison
from graph.selection import Several, Variable

Read = Callable[[Any, bytes], Any]  # a given value, and the asker's key
Signed = Callable[[Any, bytes], Any]  # a column of the record, and the asker's key


@dataclass(frozen=True, slots=True)
class Column:
    """One root field: its expression, how its value is written, what it compares."""

    key: str
    text: str
    build: Signed
    compared: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The same for all askers; `lists` are those of the verdict that it asks."""

    text: str
    columns: tuple[Column, ...]
    sources: Mapping[str, tuple[Any, Read]]
    lists: frozenset[str]

    def parameters(self, variables: Mapping[str, Any], key: bytes, asking: Mapping[str, str]) -> dict[str, Any]:
        return {name: read(_value(source, variables, asking), key) for name, (source, read) in self.sources.items()}


@dataclass(frozen=True, slots=True)
class Asking:
    """Stands for what is known only when somebody asks."""

    name: str


NOW, ORGANISATION, ACCOUNT = Asking("now"), Asking("organisation"), Asking("account")
CUSTODIAN = Asking("custodian")  # whose records are the asker's own
AMENDED_FROM = Asking("amended_from")  # since when the amendments of 2025 are law, by the policy's settings
REVIEWING = Asking("reviewing")  # the custodian whose matches the asker reviews, if that is his duty


def _value(source: Any, variables: Mapping[str, Any], asking: Mapping[str, str]) -> Any:
    match source:
        case Variable() | Several():
            return source.of(variables)
        case Asking():
            return asking[source.name]
    return source


def as_given(value: Any, _key: bytes) -> Any:
    return value


class Parameters:
    """Hands out `$given.p0`, … by position: equal questions have equal text.

    All values travel in one map. The plan cache of Neo4j keys on the size of every
    string and list that is a parameter of its own, and would plan anew for each.
    """

    def __init__(self) -> None:
        self.sources: dict[str, tuple[Any, Read]] = {}
        self.added = 0
        self.lists: set[str] = set()
        self.compared: list[Comparison] = []

    def add(self, source: Any, read: Read = as_given) -> str:
        name = f"p{self.added}"
        self.added += 1
        self.sources[name] = (source, read)
        return f"$given.{name}"

    def asking(self, of: Asking) -> str:
        """The same for all that ask it of one statement."""
        self.sources[of.name] = (of, as_given)
        return f"$given.{of.name}"

    def listed(self, name: str) -> str:
        self.lists.add(name)
        return f"$given.{name}"

    def take_compared(self) -> tuple[Comparison, ...]:
        """What has been compared since the last root field."""
        found, self.compared = tuple(dict.fromkeys(self.compared)), []
        return found
