"""How a noun sits in the graph. Plain data, no GraphQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from authz.judgement import Noun
from authz.words import Facet, Level, Standing


class Subject(StrEnum):
    """Whose standing decides about a node's fields."""

    PUBLIC = "PUBLIC"  # reference data, no person in it
    LENS = "LENS"  # a Person: nothing personal of its own
    RECORD = "RECORD"  # what a source says of a person
    EVENT = "EVENT"  # what records have parts in
    PLACE = "PLACE"  # an address: judged by itself, shown whole or not at all
    PART = "PART"  # belongs to its owner and shares what the owner shows


class Direction(StrEnum):
    OUT = "-[{}]->"
    IN = "<-[{}]-"


class Kind(StrEnum):
    """The type of a stored value, for filters and sorting."""

    ID = "ID"
    TEXT = "TEXT"
    NUMBER = "NUMBER"
    BOOLEAN = "BOOLEAN"
    INSTANT = "INSTANT"
    DATE = "DATE"
    CODE = "CODE"
    LIST = "LIST"


RECORD = "PersonRecord"  # what a lens goes through
Build = Callable[[Any], Any]
Shape = Callable[[Any], Any]  # of a raw value, one field of its GraphQL type


@dataclass(frozen=True, slots=True)
class Shaper:
    """The fields of a value's GraphQL type, by name. `often` are values that come again and again, as the codes of a
    list do."""

    field: Callable[[str], Shape]
    often: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A stored value. `summary`: levels below F that show it; `always`: every node has it."""

    stored: str
    facet: Facet | None
    kind: Kind
    summary: frozenset[Level] = frozenset()
    always: bool = False
    comparable: bool = True
    shaper: Shaper | None = None

    @property
    def sortable(self) -> bool:
        return self.comparable and self.kind not in (Kind.LIST, Kind.ID)


@dataclass(frozen=True, slots=True)
class Edge:
    """To a neighbour; `lens` goes through records; `standing` declares a part and decides nothing."""

    relationship: str
    direction: Direction
    target: str
    many: bool
    standing: Standing | None = None
    lens: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """The distinct values of a record property, seen through a Person."""

    property: str


@dataclass(frozen=True, slots=True)
class Computed:
    """Worked out in Python from what the same answer shows of the same node."""

    needs: tuple[str, ...]
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Worked out in Python from a summary of what a Person's records have parts in.

    `relationship` leads to nodes of `target`, at least at `level`, of which only
    the properties `needs` are read.
    """

    relationship: str
    target: str
    level: Level
    needs: tuple[str, ...]
    function: Callable[[list[list[Any]]], Any]


Field = Property | Edge | Seen | Computed | Gathered


@dataclass(frozen=True, slots=True)
class Node:
    """`key` is the property that GraphQL shows as id; `when` is the noun's own time for `asOf`."""

    label: str
    subject: Subject
    facet: Facet
    fields: Mapping[str, Field] = field(default_factory=dict)
    key: str = "id"
    versioned: bool = False
    when: str | None = None
    there_from: Level = Level.F

    def keepable(self, field: Property) -> bool:
        """A marking may keep it by itself: not what every row has, and not by when a row is there."""
        judged = self.subject in (Subject.RECORD, Subject.EVENT) and field.facet not in (None, Facet.PUBLIC)
        return judged and not field.always and field.stored != self.when

    def property(self, name: str) -> Property:
        found = self.fields[name]
        assert isinstance(found, Property), name
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """All nouns, by label."""

    nodes: Mapping[str, Node]

    def implied(self, relationship: str, direction: Direction) -> bool:
        """Walked this way, the relationship ends at one noun alone."""
        ends = set()
        for node in self.nodes.values():
            for edge in node.fields.values():
                if isinstance(edge, Edge) and edge.relationship == relationship:
                    start = RECORD if edge.lens else node.label
                    ends.add(edge.target if edge.direction is direction else start)
        return len(ends) == 1

    def parts(self) -> dict[str, Standing]:
        """Relationship → the standing that a record has by it."""
        return {
            edge.relationship: edge.standing
            for node in self.nodes.values()
            for edge in node.fields.values()
            if isinstance(edge, Edge) and edge.standing
        }

    def events(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.subject is Subject.EVENT)

    def times(self) -> dict[str, Kind]:
        """The stored property by which each event has its time, and its kind: no event has one of another's."""
        return {node.when: node.property(node.when).kind for node in self.events() if node.when}

    def held(self) -> dict[Facet, frozenset[str]]:
        """Facet → its stored fields, as `Noun.field`. A place is CONTACT, or SUPPRESSED_LOCATION where it is hidden."""
        found: dict[Facet, set[str]] = {facet: set() for facet in Facet}
        for node in self.nodes.values():
            for name, placed in node.fields.items():
                if isinstance(placed, Property) and placed.facet:
                    found[placed.facet].add(f"{node.label}.{name}")
                    if node.subject is Subject.PLACE:
                        found[Facet.SUPPRESSED_LOCATION].add(f"{node.label}.{name}")
        return {facet: frozenset(names) for facet, names in found.items()}

    def nouns(self) -> dict[str, Noun]:
        """What the judgement of access must know of those that are judged."""
        judged = (Subject.RECORD, Subject.EVENT, Subject.PLACE)
        return {
            node.label: Noun(node.label, node.facet, self._facets(node), node.there_from, self._standings(node))
            for node in self.nodes.values()
            if node.subject in judged
        }

    def _facets(self, node: Node) -> tuple[Facet, ...]:
        """Its own, and those of the parts that share what it shows."""
        if node.subject is Subject.PLACE:
            return (Facet.CONTACT, Facet.SUPPRESSED_LOCATION)
        found = {node.facet, *self._own_facets(node)}
        for edge in node.fields.values():
            if isinstance(edge, Edge) and self.nodes[edge.target].subject is Subject.PART:
                found |= self._own_facets(self.nodes[edge.target])
        return tuple(facet for facet in Facet if facet in found)

    def _own_facets(self, node: Node) -> set[Facet]:
        placed = (f.facet for f in node.fields.values() if isinstance(f, Property))
        return {facet for facet in placed if facet}

    def _standings(self, node: Node) -> tuple[Standing, ...]:
        """Of the parts that records may have in an event."""
        if node.subject is not Subject.EVENT:
            return ()
        mine = (e for e in node.fields.values() if isinstance(e, Edge) and e.standing)
        return tuple(dict.fromkeys(e.standing for e in mine if e.standing))
