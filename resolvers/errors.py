"""Every error a client may meet: one table from code to HTTP status.

    Fault
    ├── refused before any statement: shape, cost, purpose, comparison
    └── the hub cannot answer: database, ledger

A message names the next step; none carries a value of a record or a word of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

STATUS: Mapping[str, int] = {
    "BAD_REQUEST": 400,
    "BODY_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "TOKEN_MISSING": 401,
    "TOKEN_REFUSED": 401,
    "SCOPE_MISSING": 403,
    "ACCOUNT_NOT_ACTIVE": 403,
    "AGREEMENT_NOT_CURRENT": 403,
    "MFA_REQUIRED": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "INTERNAL": 500,
    "BUSY": 503,
    "DATABASE_UNAVAILABLE": 503,
    "LEDGER_UNAVAILABLE": 503,
    "TIMED_OUT": 503,
}


@dataclass
class Fault(Exception):
    """An error with a stable code."""

    code: str
    message: str
    path: tuple[str | int, ...] = ()

    def formatted(self) -> dict[str, Any]:
        said: dict[str, Any] = {"message": self.message, "extensions": {"code": self.code}}
        return {**said, "path": list(self.path)} if self.path else said


def of_graphql(error: GraphQLError, code: str) -> dict[str, Any]:
    """A fault of the document: its text, its place, no suggestions."""
    said = dict(error.formatted)
    said["extensions"] = {"code": code}
    return said


def status(code: str, otherwise: int = 200) -> int:
    """200 for what GraphQL answers by itself."""
    return STATUS.get(code, otherwise)
