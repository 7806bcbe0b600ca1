"""Every error a client may meet: one table from code to HTTP status.

    Fault
    ├── refused before any statement: shape, cost, purpose, comparison
    └── the hub cannot answer: database, ledger

A message names the next step; none carries a value of a record or a word of the database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLSyntaxError,
    ObjectFieldNode,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
)

from resolvers.scalars import HINTS

STATUS: Mapping[str, int] = {
    "BAD_REQUEST": 400,
    "HOST_UNKNOWN": 400,
    "BODY_TOO_LARGE": 413,
    "BODY_TOO_SLOW": 408,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "TOKEN_MISSING": 401,
    "TOKEN_REFUSED": 401,
    "SCOPE_MISSING": 403,
    "ACCOUNT_NOT_ACTIVE": 403,
    "AGREEMENT_NOT_CURRENT": 403,
    "MFA_REQUIRED": 403,
    "OPERATION_NOT_LISTED": 403,
    "REPORT_CLOSED": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "RATE_LIMITED": 429,
    "INTERNAL": 500,
    "BUSY": 503,
    "OVERLOADED": 503,
    "DATABASE_UNAVAILABLE": 503,
    "LEDGER_UNAVAILABLE": 503,
    "TIMED_OUT": 503,
    "ISSUER_UNAVAILABLE": 503,
}


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field of an input: where, in GraphQL's words, a stable code, and the mend."""

    path: tuple[str | int, ...]
    code: str
    message: str

    def formatted(self) -> dict[str, Any]:
        return {"path": list(self.path), "code": self.code, "message": self.message}


@dataclass
class Fault(Exception):
    """An error with a stable code; `fields` where it is of fields of an input, all of them at once."""

    code: str
    message: str
    path: tuple[str | int, ...] = ()
    fields: tuple[FieldFault, ...] = ()

    def formatted(self) -> dict[str, Any]:
        told: dict[str, Any] = {"code": self.code}
        if self.fields:
            told["fields"] = [field.formatted() for field in self.fields]
        said: dict[str, Any] = {"message": self.message, "extensions": told}
        return {**said, "path": list(self.path)} if self.path else said


def of_graphql(error: GraphQLError, code: str) -> dict[str, Any]:
    """A fault of the document: its text, its place, no suggestions, no value."""
    return {**error.formatted, "message": _said(error), "extensions": {"code": code}}


# Names of the schema and of the document are told; what stands as a value may be about a person.
QUOTED = re.compile(r"\b(Name|Int|Float|String|BlockString) '.*'", re.DOTALL)
VARIABLE = re.compile(r"^Variable '\$\w+' has invalid value(?: at (?P<at>[\w.\[\]]+))?: (?P<detail>.*)", re.DOTALL)
KIND = re.compile(r"^(\w+) cannot represent|^Expected a? ?value of (?:non-null )?type '([\w!\[\]]+)'|in '(\w+)' enum")
NEEDS = re.compile(r"required field '(\w+)'")


def _said(error: GraphQLError) -> str:
    node = error.nodes[0] if error.nodes else None
    if isinstance(error, GraphQLSyntaxError):
        return QUOTED.sub(r"\1", error.message)
    if isinstance(node, VariableDefinitionNode) and (found := VARIABLE.match(error.message)):
        at = f" at {found['at']}" if found["at"] else ""
        return f"Variable '${node.variable.name.value}'{at}: {_expected(found['detail'])}"
    literal = isinstance(node, (ValueNode, ObjectFieldNode)) and not isinstance(node, VariableNode)
    return _expected(error.message) if literal else error.message


def _expected(detail: str) -> str:
    """What was to stand there, without what does."""
    if hint := next((hint for hint in HINTS if hint in detail), None):
        return hint
    kind, needs = KIND.search(detail), NEEDS.search(detail)
    said = f"This is not a good {next(filter(None, kind.groups()))}" if kind else "This cannot stand here"
    return f"{said}: it needs {needs[1]}." if needs else f"{said}."


AGAIN: Mapping[str, Mapping[str, str]] = {code: {"retry-after": "1"} for code in ("BUSY", "OVERLOADED")}


def status(code: str, otherwise: int = 200) -> int:
    """200 for what GraphQL answers by itself."""
    return STATUS.get(code, otherwise)
