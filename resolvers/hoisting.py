"""Values that stand in a text itself, taken out of it: texts alike but for these are one document, with one plan.

Such a text is read as if each value had come as a variable. What is not so plain (a mutation, a question about the
schema, a text with a fault) is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DefinitionNode,
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    parse_type,
    parse_value,
    visit,
)

from authz.kept import Kept
from resolvers.documents import Document, digest_of
from resolvers.limits import MOST_TEXT

# A name may end in digits, and a comment may hold a quote: each is passed over whole.
VALUE = re.compile(
    r'#[^\n\r]*|(?P<block>"""(?:\\"""|"{0,2}[^"])*?""")|(?P<string>"(?:[^"\\\n\r]|\\.)*")'
    r"|(?<![\w.])(?P<number>-?(?:0|[1-9]\d*)(?P<fraction>(?:\.\d+)?(?:[eE][+-]?\d+)?))(?![\w.])",
    re.ASCII,
)
GAP = "\0"  # stands in no text of GraphQL
OF_SCHEMA = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Taken:
    """`shape`: the text without its values. Two texts of one shape also agree in which of their values are alike, since
    fields that are asked twice merge only where their values are."""

    shape: str
    values: tuple[Any, ...]

    def key(self, fixed: Iterable[int]) -> Hashable:
        """Equal for texts that are one document: at places where no variable may stand they say the same."""
        return self.shape, *(self.values[place] for place in fixed)


def taken(text: str) -> Taken | None:
    """None for what is too long for a question, or has a value that GraphQL does not know."""
    if len(text) > MOST_TEXT or GAP in text:
        return None
    values: list[Any] = []
    alike: dict[tuple[str, Any], int] = {}

    def gap(found: re.Match[str]) -> str:
        if found[0].startswith("#"):
            return found[0]
        kind, value, said = _value(found)
        values.append(value)
        return f"{GAP}{kind} {alike.setdefault((kind, said), len(alike))}{GAP}"

    try:
        return Taken(VALUE.sub(gap, text), tuple(values))
    except (GraphQLError, ValueError):
        return None


def _value(found: re.Match[str]) -> tuple[str, Any, Any]:
    """Its kind, the value, and what two of it are compared by: numbers as they are written."""
    if number := found["number"]:
        return ("float", float(number), number) if found["fraction"] else ("int", int(number), number)
    if found["string"] and "\\" not in found[0] and found[0].isprintable():
        return "string", found[0][1:-1], found[0][1:-1]
    node = parse_value(found[0])
    assert isinstance(node, StringValueNode)
    return ("block" if node.block else "string"), node.value, node.value


@dataclass(frozen=True, slots=True)
class Shape:
    """A document that asks for variables where values stood: `places` among the values of the text. At those `fixed` no
    variable may stand, so the values there are of the document itself. `plans` names its plans."""

    ast: DocumentNode
    fragments: Mapping[str, FragmentDefinitionNode]
    places: tuple[int, ...]
    fixed: tuple[int, ...]
    plans: str

    def document(self, digest: str) -> Document:
        return Document(digest, self.ast, self.fragments, plans=self.plans)

    def given(self, values: Sequence[Any]) -> dict[str, Any]:
        return {_name(place): values[place] for place in self.places}


def shape_of(schema: GraphQLSchema, whole: str, text: Taken) -> Shape | None:
    """Of a text without a fault; None for one that is read as it stands."""
    # Without places in the text: a fault of a later one would tell how long the values of this one were.
    ast, taking = parse(whole, no_location=True), Taking(TypeInfo(schema), text.values)
    ast = visit(ast, TypeInfoVisitor(taking.types, taking))
    if not taking.plain or not taking.wanted or taking.met != len(text.values):
        return None
    asked = tuple(_asking(one, taking.wanted.values()) for one in ast.definitions)
    fragments = {one.name.value: one for one in asked if isinstance(one, FragmentDefinitionNode)}
    places = tuple(taking.wanted)
    fixed = tuple(place for place in range(taking.met) if place not in taking.wanted)
    plans = digest_of(repr(text.key(fixed)))
    return Shape(replace(ast, definitions=asked), fragments, places, fixed, plans)


def _asking(definition: DefinitionNode, wanted: Iterable[VariableDefinitionNode]) -> DefinitionNode:
    """Each operation asks for all: one that it does not use does it no harm."""
    if not isinstance(definition, OperationDefinitionNode):
        return definition
    return replace(definition, variable_definitions=(*(definition.variable_definitions or ()), *wanted))


def _name(place: int) -> str:
    """A number, which is the name of no variable that a client can write."""
    return str(place)


class Taking(Visitor):
    """Puts a variable where a value stands."""

    def __init__(self, types: TypeInfo, values: Sequence[Any]) -> None:
        super().__init__()
        self.types, self.values = types, values
        self.wanted: dict[int, VariableDefinitionNode] = {}
        self.met, self.plain, self.defining = 0, True, False

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        self.plain &= node.operation is OperationType.QUERY

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.plain &= node.name.value not in OF_SCHEMA

    def enter_variable_definition(self, *_: Any) -> None:
        self.defining = True

    def leave_variable_definition(self, *_: Any) -> None:
        self.defining = False

    def enter_string_value(self, node: StringValueNode, *_: Any) -> VariableNode | None:
        return self._taken(node.value)

    def enter_int_value(self, node: IntValueNode, *_: Any) -> VariableNode | None:
        return self._taken(int(node.value))

    def enter_float_value(self, node: FloatValueNode, *_: Any) -> VariableNode | None:
        return self._taken(float(node.value))

    def _taken(self, value: Any) -> VariableNode | None:
        """Values are met in the order of the text: another at this place would be a fault of ours, and is not taken."""
        place, kind = self.met, self.types.get_input_type()
        self.met += 1
        self.plain &= place < len(self.values) and self.values[place] == value
        if self.defining or kind is None:
            return None
        variable = VariableNode(name=NameNode(value=_name(place)))
        self.wanted[place] = VariableDefinitionNode(variable=variable, type=parse_type(str(kind)))
        return variable


class Shapes:
    """The shapes of the texts that were asked of late."""

    def __init__(self, schema: GraphQLSchema, most: int) -> None:
        self.schema = schema
        self.fixed: Kept[str, tuple[int, ...]] = Kept("places", most)
        self.found: Kept[Hashable, Shape] = Kept("shapes", most)
        self.none: Kept[str, str] = Kept("shapeless", most)  # of these texts, whatever their values, there is none

    def known(self, text: Taken) -> Shape | None:
        fixed = self.fixed.get(text.shape)
        return None if fixed is None else self.found.get(text.key(fixed))

    def learnt(self, whole: str, text: Taken) -> Shape | None:
        """`whole` is the text as it was sent, without a fault."""
        if self.none.get(text.shape):
            return None
        weight, shape = len(text.shape), shape_of(self.schema, whole, text)
        if shape is None:
            self.none.put(text.shape, text.shape, weight)
            return None
        fixed = self.fixed.put(text.shape, shape.fixed, weight)
        return self.found.put(text.key(fixed), shape, weight)
