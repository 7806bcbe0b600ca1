"""One field of one thing, as declared: a value, a neighbour, or something worked out of what is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graph.mapping import Computed, Edge, Gathered, Property, Seen, Shaper
from graph.selection import Selection
from schema.model import MODEL
from tests.reference.lists import Lists
from tests.reference.reading import Reading, Thing

NO_ARGUMENTS: Mapping[str, Any] = {}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@dataclass(frozen=True, slots=True)
class Shaped:
    """A stored value whose fields GraphQL shows: a code with its label."""

    raw: Any
    shaper: Shaper


class Fields:
    """What `parent { field }` is, whatever the parent."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.lists = reading, Lists(reading)

    def of(self, parent: Any, name: str, arguments: Mapping[str, Any] = NO_ARGUMENTS) -> Any:
        match parent:
            case Thing():
                return self._of_thing(parent, name, arguments)
            case Shaped():
                return parent.shaper.field(name)(parent.raw)
            case dict():
                return parent[name]
        return _by_name(getattr(parent, name))

    def _of_thing(self, thing: Thing, name: str, arguments: Mapping[str, Any]) -> Any:
        match self.reading.noun(thing).fields[name]:
            case Property() as prop:
                return _shaped(self.reading.value(thing, prop), prop.shaper)
            case Seen(field):
                return self._seen(thing, MODEL.nodes["PersonRecord"].property(field))
            case Gathered() as gathered:
                return gathered.function(self.reading.summary_rows(thing, gathered))
            case Computed(needs, function):
                values = [self.of(thing, need) for need in needs]
                return function(*values) if any(value is not None for value in values) else None
            case Edge() as edge:
                found = self.lists.nested(self.reading.beyond(thing, edge), arguments)
                return found if edge.many else next(iter(found), None)

    def _seen(self, person: Thing, prop: Property) -> list[Any]:
        records = MODEL.nodes["Person"].fields["records"]
        assert isinstance(records, Edge)
        values = {self.reading.value(record, prop) for record in self.reading.beyond(person, records)}
        return sorted(values - {None})

    def row(self, thing: Thing, selections: tuple[Selection, ...]) -> dict[str, Any]:
        """The thing as a fixed selection of the hub's own has it."""
        return {s.key: self._selected(self.of(thing, s.name), s.children) for s in selections}

    def _selected(self, value: Any, children: tuple[Selection, ...]) -> Any:
        if isinstance(value, list):
            return [self._selected(item, children) for item in value]
        if isinstance(value, Thing):
            return self.row(value, children)
        return {c.key: self.of(value, c.name) for c in children} if isinstance(value, Shaped) else value


def _shaped(value: Any, shaper: Shaper | None) -> Any:
    if value is None or shaper is None:
        return value
    return [Shaped(item, shaper) for item in value] if isinstance(value, list) else Shaped(value, shaper)


def _by_name(value: Any) -> Any:
    """Enumerations are answered by name, whatever they order by."""
    return value.name if isinstance(value, Enum) else value


def snaked(given: Any) -> Any:
    """Arguments by the names that the nouns are declared by."""
    if isinstance(given, Mapping):
        return {snake(key): snaked(value) for key, value in given.items()}
    return given
