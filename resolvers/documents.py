"""A GraphQL text, parsed and validated in bounded work, whatever it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    ValidationContext,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError

from resolvers.limits import MOST_COMMENTS, MOST_COMPARED, MOST_OPERATIONS, MOST_TEXT, MOST_TOKENS

MOST_FAULTS = 5  # told of one document
INTRICATE = "The document is too intricate to be checked: spread fewer fragments, and ask each field once."


@dataclass(frozen=True, slots=True)
class Document:
    """A text, parsed and validated; `digest` names it in the ledger, and `plans` its plans, if others share them."""

    digest: str
    ast: DocumentNode | None = None
    fragments: Mapping[str, FragmentDefinitionNode] = field(default_factory=dict)
    faults: tuple[GraphQLError, ...] = ()
    plans: str = ""

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        return get_operation_ast(self.ast, name) if self.ast else None


class Overlapping(OverlappingFieldsCanBeMergedRule):
    """The one rule whose work grows with the square of a document: it gives up sooner than the library would."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MOST_COMPARED


RULES = tuple(Overlapping if rule is OverlappingFieldsCanBeMergedRule else rule for rule in specified_rules)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def document_of(schema: GraphQLSchema, text: str) -> Document:
    digest = digest_of(text)
    try:
        ast = parse(
            text,
            max_source_length=MOST_TEXT,
            max_comments=MOST_COMMENTS,
            max_lexical_tokens=MOST_TOKENS,
            allow_empty_selection_sets=False,
        )
    except GraphQLError as fault:
        return Document(digest, faults=(fault,))
    if many := _too_many(ast):
        return Document(digest, faults=(many,))
    faults = validate(schema, ast, RULES, max_errors=MOST_FAULTS, hide_suggestions=True)
    found = {d.name.value: d for d in ast.definitions if isinstance(d, FragmentDefinitionNode)}
    return Document(digest, ast, found, tuple(map(_told, faults)))


def _too_many(ast: DocumentNode) -> GraphQLError | None:
    """Each operation is checked with all that it spreads."""
    operations = [d for d in ast.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) <= MOST_OPERATIONS:
        return None
    said = f"The document has {len(operations)} operations; at most {MOST_OPERATIONS}. Send it in parts."
    return GraphQLError(said, operations[MOST_OPERATIONS])


def _told(fault: GraphQLError) -> GraphQLError:
    """The library says only that it gave up."""
    gave_up = isinstance(fault, ValidationAbortedError) and "limit" not in fault.message
    return GraphQLError(INTRICATE) if gave_up else fault
