"""Which fields an operation filters or orders by, wherever it does: read from the document, not from any row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    get_argument_values,
    get_named_type,
)
from graphql.execution.collect_fields import FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from resolvers.api import SCHEMA
from schema.model import MODEL
from tests.reference.fields import snaked
from tests.reference.lists import given

Compared = tuple[str, str]  # noun, field


class Comparisons:
    """Included fields only: what is skipped compares nothing."""

    def __init__(self, document: DocumentNode, variables: VariableValues) -> None:
        nodes = document.definitions
        [self.operation] = [d for d in nodes if isinstance(d, OperationDefinitionNode)]
        fragments = (d for d in nodes if isinstance(d, FragmentDefinitionNode))
        self.fragments = {d.name.value: FragmentDetails(d) for d in fragments}
        self.variables = variables

    def all(self) -> set[Compared]:
        root = SCHEMA.query_type
        assert root
        found = collect_fields(SCHEMA, self.fragments, self.variables, root, self.operation)
        return set(self._under(root, found.grouped_field_set))

    def _under(self, parent: GraphQLObjectType, grouped: Mapping[str, Any]) -> Iterator[Compared]:
        for details in grouped.values():
            node = details[0].node
            if node.name.value == "__typename":
                continue
            field = parent.fields[node.name.value]
            named = get_named_type(field.type)
            arguments = snaked(get_argument_values(field, node, self.variables))
            yield from _of(named.name.removesuffix("Connection"), arguments)
            if isinstance(named, GraphQLObjectType):
                inner = collect_subfields(SCHEMA, self.fragments, self.variables, self.operation, named, details)
                yield from self._under(named, inner.grouped_field_set)


def _of(noun: str, arguments: Mapping[str, Any]) -> Iterator[Compared]:
    yield from ((noun, field) for field, _, _ in given(arguments.get("where")))
    if arguments.get("order_by") and noun in MODEL.nodes:
        yield noun, str(arguments["order_by"]).split()[0]
