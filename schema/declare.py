"""The words a noun is written with: `node`, `identifier`, `prop`, `code`, `packed`, `edge`, `lens`,
`seen`, `computed`, `gathered`.

Each line says once what GraphQL shows, the facet, and the place in the graph. The
decorator `node` reads the annotations and makes of them a Strawberry type and a
`graph.mapping.Node`.
"""
# No `from __future__ import annotations` here: Strawberry could not resolve the
# argument types of the resolvers that are made from the words.

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Annotated, Any, ForwardRef, TypeVar, Union, dataclass_transform, get_args, get_origin

import strawberry
from strawberry.schema_directive import Location
from strawberry.types.lazy_type import StrawberryLazyReference

from authz.policy_data import load
from authz.words import Facet, Level, Standing
from graph.mapping import (
    Computed,
    Direction,
    Edge,
    Field,
    Gathered,
    Kind,
    Node,
    Property,
    Seen,
    Shaper,
    Subject,
)
from schema.codes import lists
from schema.values import Code, coded

PAGE_SIZE = 20
CURSOR = "Give it as `after` for what comes behind this one."
POLICY = load()
T = TypeVar("T")
KINDS: dict[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.NUMBER,
    bool: Kind.BOOLEAN,
    datetime: Kind.INSTANT,
    date: Kind.DATE,
    strawberry.ID: Kind.TEXT,
    Code: Kind.CODE,
}


class BadNoun(Exception):
    """A noun that cannot be declared so; the message names the field and the mend."""


@strawberry.schema_directive(locations=[Location.OBJECT, Location.FIELD_DEFINITION], name="facet")
class ShownFacet:
    """The facet, in the SDL, so that a review sees it change."""

    of: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a declared field stands: its GraphQL name, its type without null, one or many."""

    noun: str
    name: str
    named: Any
    many: bool
    nullable: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One declared field, until `node` knows its annotation."""

    description: str
    facet: Facet | None
    placed: Callable[[Place], Field]
    withholdable: bool = True


def identifier() -> Any:
    """The opaque id that stays over versions; shown when the row is."""

    def placed(place: Place) -> Field:
        return Property("id", None, Kind.ID)

    return Word("Opaque id; it stays over versions of the record.", None, placed, False)


def prop(
    description: str,
    facet: Facet | None = None,
    *,
    always: bool = False,
    comparable: bool = True,
) -> Any:
    """A stored value. `always`: every node has it; it may still be withheld."""

    def placed(place: Place) -> Field:
        kind = Kind.LIST if place.many else kind_of(place)
        may = comparable and facet not in NEVER_COMPARED
        summary = summary_levels(place, facet)
        return Property(place.name, facet, kind, summary, always, may)

    return Word(description, facet, placed)


def code(description: str, code_list: str, facet: Facet | None = None) -> Any:
    """A coded value, or a list of them: the code as sent, with its label."""

    def placed(place: Place) -> Field:
        if code_list not in lists():
            raise BadNoun(
                f"{place.noun}.{place.name}: there is no code list {code_list}; add schema/codes/{code_list}.csv"
            )
        kind = Kind.LIST if place.many else Kind.CODE
        may = facet not in NEVER_COMPARED
        summary = summary_levels(place, facet)
        return Property(place.name, facet, kind, summary, False, may, coded(code_list))

    return Word(description, facet, placed)


def packed(description: str, facet: Facet, shaper: Shaper) -> Any:
    """A list of small values, each stored as one text."""

    def placed(place: Place) -> Field:
        return Property(place.name, facet, Kind.LIST, frozenset(), False, False, shaper)

    return Word(description, facet, placed)


def edge(
    description: str,
    relationship: str,
    *,
    direction: Direction = Direction.OUT,
    standing: Standing | None = None,
) -> Any:
    """A neighbour, judged by itself. `standing` declares a part in a matter."""

    def placed(place: Place) -> Field:
        target = noun_name(place.named)
        return Edge(relationship, direction, target, place.many, standing)

    return Word(description, None, placed, False)


def lens(description: str, relationship: str, standing: Standing) -> Any:
    """From a person, through the records believed to be his."""

    def placed(place: Place) -> Field:
        target = noun_name(place.named)
        return Edge(relationship, Direction.OUT, target, place.many, standing, lens=True)

    return Word(description, None, placed, False)


def seen(description: str, name: str, facet: Facet) -> Any:
    """The distinct values of a record property, as far as this asker sees the records."""
    return Word(description, facet, lambda place: Seen(name), False)


def computed(description: str, function: Callable[..., Any], facet: Facet) -> Any:
    """Worked out from what is shown of the same node; the parameters name what it needs."""
    needs = tuple(inspect.signature(function).parameters)
    return Word(description, facet, lambda place: Computed(needs, function))


def gathered(
    description: str,
    relationship: str,
    target: str,
    needs: tuple[str, ...],
    function: Callable[[list[list[Any]]], Any],
    *,
    facet: Facet,
    level: Level,
) -> Any:
    """A declared summary over what a person's records have parts in."""
    found = Gathered(relationship, target, level, needs, function)
    return Word(description, facet, lambda place: found)


# W06 and W07: never a filter, sort, count or search key. Free text is not searched either.
NEVER_COMPARED = (Facet.REPORTER, Facet.SUPPRESSED_LOCATION, Facet.NARRATIVE)


@dataclass_transform(
    kw_only_default=True,
    field_specifiers=(identifier, prop, code, packed, edge, lens, seen, computed, gathered),
)
def node(
    subject: Subject,
    facet: Facet,
    *,
    key: str = "id",
    versioned: bool = False,
    when: str | None = None,
) -> Callable[[type[T]], type[T]]:
    """A noun with a label. `key`: the stored property that is its id in GraphQL."""

    def declare(cls: type[T]) -> type[T]:
        words = {n: w for n, w in vars(cls).items() if isinstance(w, Word)}
        places = {n: place_of(cls.__name__, n, a) for n, a in inspect.get_annotations(cls).items()}
        if not cls.__doc__:
            raise BadNoun(f"{cls.__name__}: say in its docstring what it is")
        check(cls.__name__, subject, words, places)
        fields = {name: word.placed(places[name]) for name, word in words.items()}
        fields["id"] = Property(key, None, Kind.ID)
        for name, word in words.items():
            setattr(cls, name, graphql_field(word, fields[name]))
        there_from = first_level(cls.__name__, facet)
        made = Node(cls.__name__, subject, facet, fields, key, versioned, when, there_from)
        cls.__graph__ = made  # type: ignore[attr-defined]
        directives = [ShownFacet(of=facet.value)]
        return strawberry.type(cls, description=inspect.getdoc(cls), directives=directives)

    return declare


def check(noun: str, subject: Subject, words: dict[str, Word], places: dict[str, Place]) -> None:
    """What would leak or break is refused at start-up, with the mend."""
    for name in words.keys() - places.keys():
        raise BadNoun(f"{noun}.{name} has no annotation: write its type, for example `str | None`")
    for name, place in places.items():
        word = words.get(name)
        if word is None:
            raise BadNoun(f"{noun}.{name}: write it with prop(…), code(…) or edge(…)")
        personal = subject is not Subject.PUBLIC and word.withholdable
        if personal and word.facet is None:
            raise BadNoun(f"{noun}.{name} has no facet: add one, for example Facet.PATTERN")
        if personal and not place.nullable:
            raise BadNoun(f"{noun}.{name} may be withheld: make it `| None`")
        if not word.description.endswith((".", "?")):
            raise BadNoun(f"{noun}.{name}: describe it in a sentence")


def kind_of(place: Place) -> Kind:
    if place.named not in KINDS:
        raise BadNoun(
            f"{place.noun}.{place.name}: a stored value is text, number, boolean, moment or day, and no {place.named}"
        )
    return KINDS[place.named]


def graphql_field(word: Word, placed: Field) -> Any:
    directives = [ShownFacet(of=word.facet.value)] if word.facet else []
    many = placed.target if isinstance(placed, Edge) and placed.many else None
    resolver = list_resolver(many) if many else by_response_key
    return strawberry.field(resolver=resolver, description=word.description, directives=directives)


def list_resolver(target: str) -> Callable[..., Any]:
    """`first`, `where` and `orderBy` at every list; their types are made in `schema.filters`."""
    wheres: Any = Annotated[f"{target}Where", strawberry.lazy("schema.filters")]
    orders: Any = Annotated[f"{target}Order", strawberry.lazy("schema.filters")]

    def read(
        root: Any,
        info: strawberry.Info,
        first: int = PAGE_SIZE,
        where: wheres | None = None,
        order_by: orders | None = None,
    ) -> Any:
        return root[info.path.key]

    return read


def by_response_key(root: Any, info: strawberry.Info) -> Any:
    """The reference reads rows whose keys are the response keys."""
    return root[info.path.key]


def answered(description: str) -> Any:
    """A field of the answer's frame, or of a value; it has no place in the graph."""
    return strawberry.field(resolver=by_response_key, description=description)


def place_of(noun: str, name: str, annotation: Any) -> Place:
    nullable, many = False, False
    if get_origin(annotation) in (Union, type(int | None)):
        nullable = True
        [annotation] = [a for a in get_args(annotation) if a is not type(None)]
    if get_origin(annotation) is list:
        many = True
        [annotation] = get_args(annotation)
    return Place(noun, name, annotation, many, nullable)


def noun_name(named: Any) -> str:
    """A noun may be named by its class, by its name, or lazily."""
    if get_origin(named) is Annotated:
        named = get_args(named)[0]
    if isinstance(named, ForwardRef):
        return named.__forward_arg__
    return named if isinstance(named, str) else str(named.__name__)


def summary_levels(place: Place, facet: Facet | None) -> frozenset[Level]:
    """The levels below F at which the policy's summaries list this field."""
    name = f"{place.noun}.{place.name}"
    levels = (Level.S, Level.M)
    return frozenset(v for v in levels if facet and name in POLICY.shows(facet, v))


def first_level(noun: str, facet: Facet) -> Level:
    """A row is there from the least level that shows a field of it."""
    for level in (Level.M, Level.S):
        if any(name.startswith(f"{noun}.") for name in POLICY.shows(facet, level)):
            return level
    return Level.F


def nodes_in(areas: Iterable[ModuleType]) -> dict[str, Node]:
    """Every noun declared in these modules, as the planner sees it."""
    values = [value for area in areas for value in vars(area).values()]
    found = [v.__graph__ for v in values if hasattr(v, "__graph__")]
    return {node.label: node for node in found}


__all__ = ["StrawberryLazyReference", "answered", "code", "computed", "edge", "gathered", "identifier",
           "lens", "node", "nodes_in", "packed", "prop", "seen"]  # fmt: skip
