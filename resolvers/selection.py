"""Turns a GraphQL operation into `graph.Selection`, values left open.

Only what changes the text of a statement is read from the variables here
(`structure`): a boolean, an enum value, whether something is given at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInputType,
    GraphQLObjectType,
    GraphQLSkipDirective,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    SelectionNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_directive_values,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    value_from_ast,
)
from graphql.execution.values import VariableValues
from strawberry.schema.schema_converter import GraphQLCoreConverter

from graph.selection import TYPENAME, Selection, Several, Variable
from resolvers.limits import Shape


def structure(value: Any) -> Any:
    """The part of a variable's value that a statement's text may depend on."""
    match value:
        case None | bool() | Enum():
            return value
        case dict():
            return tuple((key, structure(value[key])) for key in sorted(value))
    return "·"


class Reader:
    """Reads the fields of one operation, merged as GraphQL answers them."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], variables: VariableValues) -> None:
        self.fragments = fragments
        self.directives = variables
        self.variables: Mapping[str, Any] = variables.coerced
        self.shape = Shape()

    def fields(
        self, parent: GraphQLObjectType, selections: Iterable[SelectionNode], depth: int = 1
    ) -> tuple[Selection, ...]:
        """One selection per response key, in the order asked, repeated fields merged."""
        grouped: dict[str, list[FieldNode]] = {}
        for node in self._flatten(selections, set()):
            grouped.setdefault((node.alias or node.name).value, []).append(node)
        return tuple(self._selection(parent, key, nodes, depth) for key, nodes in grouped.items())

    def _selection(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode], depth: int) -> Selection:
        self.shape.take(depth)
        first = nodes[0]
        if first.name.value == TYPENAME:
            return Selection(TYPENAME, key, {"of": parent.name})
        if first.name.value in ("__schema", "__type"):
            return Selection(first.name.value, key)
        field = parent.fields[first.name.value]
        inner = [s for n in nodes if n.selection_set for s in n.selection_set.selections]
        named = cast(GraphQLObjectType, get_named_type(field.type))
        children = self.fields(named, inner, depth + 1) if inner else ()
        return Selection(python_name(field), key, self._arguments(field, first), children)

    def _arguments(self, field: GraphQLField, node: FieldNode) -> dict[str, Any]:
        given = {a.name.value: a.value for a in node.arguments or ()}
        found = {
            name: self._value(given.get(name), argument.type, argument.default_value)
            for name, argument in field.args.items()
        }
        return {python_name(field.args[name]): value for name, value in found.items() if value is not Undefined}

    def _value(self, node: ValueNode | None, kind: GraphQLInputType, default: Any) -> Any:
        value = default if node is None else self._given(node, kind, default)
        if value is None and is_non_null_type(kind):
            raise GraphQLError("A variable is null where a value is needed.", node)
        return value

    def _given(self, node: ValueNode, kind: GraphQLInputType, default: Any) -> Any:
        match node:
            case VariableNode():
                name = node.name.value
                return _held(self.variables[name], kind, name) if name in self.variables else default
            case ObjectValueNode():
                return self._object(node, cast(Any, get_nullable_type(kind)))
            case ListValueNode() if any(isinstance(item, VariableNode) for item in node.values):
                inner = cast(Any, get_nullable_type(kind)).of_type
                return Several(tuple(self._value(item, inner, None) for item in node.values))
        return value_from_ast(node, kind)

    def _object(self, node: ObjectValueNode, kind: Any) -> Any:
        """Where a list is expected, one stands for a list of one."""
        if is_list_type(kind):
            return [self._object(node, get_nullable_type(kind.of_type))]
        given = {f.name.value: f.value for f in node.fields}
        values = {k: self._value(given[k], kind.fields[k].type, Undefined) for k in given}
        return {python_name(kind.fields[k]): v for k, v in values.items() if v is not Undefined}

    def _flatten(self, selections: Iterable[SelectionNode], seen: set[str]) -> Iterator[FieldNode]:
        """A fragment spread again says nothing new."""
        for node in selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                yield from self._flatten(node.selection_set.selections, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                yield from self._flatten(self.fragments[node.name.value].selection_set.selections, seen)

    def _included(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.directives)
        include = get_directive_values(GraphQLIncludeDirective, node, self.directives)
        return not (skip and skip["if"]) and bool(include is None or include["if"])


def python_name(element: Any) -> str:
    """The name that the nouns are declared by."""
    return cast(str, element.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].python_name)


def _held(value: Any, kind: Any, name: str, keys: tuple[str, ...] = ()) -> Any:
    """A variable's value with its scalars left open; what is in it goes by the nouns' names."""
    match value:
        case None | bool() | Enum():
            return value
        case dict():
            fields = get_named_type(kind).fields
            return {python_name(fields[k]): _held(value[k], fields[k].type, name, (*keys, k)) for k in value}
    return Variable(name, keys)
