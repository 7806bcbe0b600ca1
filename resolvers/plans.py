"""Documents and plans, each made once.

A plan depends on the document and on the structure of the variables; never on
who asks, his role or any value.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode, OperationType
from graphql.execution.values import VariableValues

from authz.kept import Kept
from authz.policy_data import Policy
from graph.mapping import Model
from graph.selection import Selection
from graph.statement import Statement
from graph.statements import statement
from resolvers.documents import Document, digest_of, document_of
from resolvers.hoisting import Shapes, taken
from resolvers.query import PLANNED
from resolvers.selection import Reader, structure
from resolvers.withheld import names

MOST_KEPT = 1_000
MOST_KEPT_TEXT = 512 * 1024  # characters: a parsed text takes some hundred times its length


@dataclass(frozen=True, slots=True)
class Plan:
    """`selections` in the order asked; the statement has a column for each planned one. `fields` are those that it
    names, for the ledger; `withheld` what each role may be told of it, with the day of which that was worked out."""

    selections: tuple[Selection, ...]
    statement: Statement | None
    fields: Sequence[str]
    withheld: dict[tuple[Policy, str], tuple[str, Sequence[Mapping[str, Any]]]] = field(default_factory=dict)


class Plans:
    def __init__(self, schema: GraphQLSchema, model: Model) -> None:
        self.schema, self.model = schema, model
        self.documents: Kept[str, Document] = Kept("documents", MOST_KEPT_TEXT)
        self.shapes = Shapes(schema, MOST_KEPT_TEXT)
        self.plans: Kept[Hashable, Plan] = Kept("plans", MOST_KEPT)

    def asked(self, text: str) -> tuple[Document, Mapping[str, Any]]:
        """The document of a text, and what is given to its variables for the values that stood in the text."""
        found = taken(text)
        if found is None or not found.values:
            return self.document(text), {}
        shape = self.shapes.known(found)
        if shape is None:
            document = self.document(text)
            shape = None if document.faults else self.shapes.learnt(text, found)
            if shape is None:
                return document, {}
        return shape.document(digest_of(text)), shape.given(found.values)

    def document(self, text: str) -> Document:
        digest = digest_of(text)
        known = self.documents.get(digest)
        return known or self.documents.put(digest, document_of(self.schema, text), len(text))

    def plan(self, document: Document, operation: OperationDefinitionNode, variables: VariableValues) -> Plan:
        name = operation.name.value if operation.name else ""
        key = (document.plans or document.digest, name, structure(variables.coerced))
        return self.plans.get(key) or self.plans.put(key, self._plan(document, operation, variables))

    def _plan(self, document: Document, operation: OperationDefinitionNode, variables: VariableValues) -> Plan:
        reader = Reader(document.fragments, variables)
        root = self.schema.get_root_type(operation.operation)
        assert root
        selections = reader.fields(root, operation.selection_set.selections)
        fields = names(selections)
        if operation.operation is not OperationType.QUERY:
            return Plan(selections, None, fields)
        planned = [(PLANNED[s.name], s) for s in selections if s.name in PLANNED]
        return Plan(selections, statement(self.model, planned) if planned else None, fields)
