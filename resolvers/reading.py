"""A question is read: document, operation, variables, declared purpose, plan; and what kind of question it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLError, OperationType
from graphql.execution.values import VariableValues, get_variable_values

from authz.requester import Declaration
from resolvers import break_glass, conflicts, purposes
from resolvers.accesses import READ
from resolvers.accounts import ACTS
from resolvers.api import SCHEMA
from resolvers.correcting import CORRECTING
from resolvers.documents import Document
from resolvers.erasing import ERASING
from resolvers.errors import Fault, of_graphql
from resolvers.excluding import EXCLUDING
from resolvers.listed_for import LISTED_FOR
from resolvers.noticing import NOTICING
from resolvers.outcomes import OUTCOMES
from resolvers.plans import Plan, Plans
from resolvers.query import PUBLIC
from resolvers.registering import COMPLAINING
from resolvers.reporting import REPORTING
from resolvers.requesting import REQUESTING
from resolvers.watching import WATCHING

INTROSPECTION = frozenset({"__schema", "__type"})
MATTERLESS = frozenset({"open_matter", "awaiting", "matters", "alerts", "accounts", "__typename", *LISTED_FOR, *READ,
                        *ACTS, *EXCLUDING, *CORRECTING, *ERASING, *OUTCOMES, *REQUESTING, *REPORTING, *WATCHING,
                        *NOTICING, *COMPLAINING, *conflicts.ACTS, *break_glass.ACTS})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One GraphQL request, with the declaration of its header."""

    text: str
    variables: Mapping[str, Any]
    operation: str | None = None
    declared: Declaration | None = None
    by_get: bool = False


class Refused(Exception):
    """Errors already written as GraphQL has them."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("refused")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, read."""

    question: Question
    document: Document
    operation: Any
    values: VariableValues
    declared: Declaration
    plan: Plan

    @property
    def mutation(self) -> bool:
        return bool(self.operation.operation is OperationType.MUTATION)

    @property
    def signing(self) -> bool:
        """It signs the privacy agreement, and does nothing else."""
        return self.mutation and {s.name for s in self.plan.selections} == {"sign_agreement"}

    @property
    def personal(self) -> bool:
        """Something asked may tell of a person, so that a purpose is owed."""
        known = PUBLIC | INTROSPECTION
        return self.mutation or any(s.name not in known for s in self.plan.selections)

    @property
    def matterless(self) -> bool:
        """Only asks for what a matter is opened on, or opens one."""
        return all(s.name in MATTERLESS for s in self.plan.selections)


def read(plans: Plans, question: Question) -> Reading:
    """Before anything of it is asked. `Refused`, or a fault of the whole request."""
    document, given = plans.asked(question.text)
    if given:
        try:
            return _read(plans, replace(question, variables={**question.variables, **given}), document)
        except (Refused, Fault):  # told as of the text that was sent, with its places
            document = plans.document(question.text)
    return _read(plans, question, document)


def _read(plans: Plans, question: Question, document: Document) -> Reading:
    if document.faults:
        raise Refused([of_graphql(fault, "GRAPHQL_INVALID") for fault in document.faults])
    operation = document.operation(question.operation)
    if operation is None:
        raise Fault("BAD_REQUEST", "Name one operation of the document as operationName.")
    wanted = operation.variable_definitions or ()
    values = get_variable_values(SCHEMA, wanted, dict(question.variables), hide_suggestions=True)
    if isinstance(values, list):
        raise Refused([of_graphql(fault, "BAD_VARIABLES") for fault in values])
    directive = SCHEMA.get_directive("purpose")
    said = purposes.of_operation(directive, operation, values)
    declared = purposes.one_of(question.declared, said)
    try:
        plan = plans.plan(document, operation, values)
    except GraphQLError as fault:
        raise Refused([of_graphql(fault, "BAD_VARIABLES")]) from None
    return Reading(question, document, operation, values, declared, plan)
