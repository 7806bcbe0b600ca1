"""Documents and plans, each made once.

A plan depends on the document and on the structure of the variables; never on
who asks, his role or any value.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution.values import VariableValues

from graph.mapping import Model
from graph.selection import Selection
from graph.statement import Statement
from graph.statements import statement
from resolvers.query import PLANNED
from resolvers.selection import Reader, structure

MOST_KEPT = 1_000
MOST_TOKENS = 5_000
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The most recently used."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most, self.found = most, OrderedDict[K, V]()

    def get(self, key: K) -> V | None:
        if key in self.found:
            self.found.move_to_end(key)
        return self.found.get(key)

    def put(self, key: K, value: V) -> V:
        self.found[key] = value
        if len(self.found) > self.most:
            self.found.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class Document:
    """A text, parsed and validated; `digest` names it in the ledger."""

    digest: str
    ast: DocumentNode | None = None
    fragments: Mapping[str, FragmentDefinitionNode] = field(default_factory=dict)
    faults: tuple[GraphQLError, ...] = ()

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        return get_operation_ast(self.ast, name) if self.ast else None


@dataclass(frozen=True, slots=True)
class Plan:
    """`selections` in the order asked; the statement has a column for each planned one."""

    selections: tuple[Selection, ...]
    statement: Statement | None


class Plans:
    def __init__(self, schema: GraphQLSchema, model: Model) -> None:
        self.schema, self.model = schema, model
        self.documents: Kept[str, Document] = Kept()
        self.plans: Kept[Hashable, Plan] = Kept()

    def document(self, text: str) -> Document:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self.documents.get(digest) or self.documents.put(digest, self._read(text, digest))

    def plan(self, document: Document, operation: OperationDefinitionNode, variables: VariableValues) -> Plan:
        name = operation.name.value if operation.name else ""
        key = (document.digest, name, structure(variables.coerced))
        return self.plans.get(key) or self.plans.put(key, self._plan(document, operation, variables))

    def _read(self, text: str, digest: str) -> Document:
        try:
            ast = parse(text, max_tokens=MOST_TOKENS, allow_empty_selection_sets=False)
        except GraphQLError as fault:
            return Document(digest, faults=(fault,))
        faults = validate(self.schema, ast, max_errors=5, hide_suggestions=True)
        found = {d.name.value: d for d in ast.definitions if isinstance(d, FragmentDefinitionNode)}
        return Document(digest, ast, found, tuple(faults))

    def _plan(self, document: Document, operation: OperationDefinitionNode, variables: VariableValues) -> Plan:
        reader = Reader(document.fragments, variables)
        root = self.schema.get_root_type(operation.operation)
        assert root
        selections = reader.fields(root, operation.selection_set.selections)
        if operation.operation is not OperationType.QUERY:
            return Plan(selections, None)
        planned = [(PLANNED[s.name], s) for s in selections if s.name in PLANNED]
        return Plan(selections, statement(self.model, planned) if planned else None)
