"""Where a question says why it is asked: a header, or a directive on the operation."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import http_sf
from graphql import OperationDefinitionNode, get_directive_values
from graphql.execution.values import VariableValues

from authz.requester import Declaration
from authz.words import Purpose
from resolvers.errors import Fault

HEADER = "throughline-purpose"
LONGEST_REASON = 1_000
LONGEST_ID = 100
WRITTEN = 'is=CIP_REQUEST, matter="…", reason="…"'


def of_header(value: str | None) -> Declaration | None:
    """An RFC 9651 dictionary; the reason is percent-encoded UTF-8."""
    if value is None:
        return None
    try:
        given: Any = http_sf.parse(value.encode(), tltype="dictionary")
    except ValueError:
        raise Fault("BAD_PURPOSE", f"The header Throughline-Purpose is written {WRITTEN}") from None
    if set(given) - {"is", "matter", "reason"}:
        raise Fault("BAD_PURPOSE", "Throughline-Purpose says is, matter and reason, and nothing else.")
    if not all(isinstance(item[0], (str, http_sf.Token)) for item in given.values()):
        raise Fault("BAD_PURPOSE", f"The header Throughline-Purpose is written {WRITTEN}")
    said = {name: str(item[0]) for name, item in given.items()}
    return _declared(said.get("is"), said.get("matter"), _decoded(said.get("reason", "")))


def _decoded(reason: str) -> str:
    try:
        return unquote(reason, errors="strict")
    except UnicodeDecodeError:
        raise Fault("BAD_PURPOSE", "The reason is percent-encoded UTF-8.") from None


def of_operation(directive: Any, operation: OperationDefinitionNode, variables: VariableValues) -> Declaration | None:
    """`@purpose(is:, matter:, reason:)`; variables keep the text the same for all matters."""
    given = get_directive_values(directive, operation, variables)
    if given is None:
        return None
    return _declared(given.get("is"), given.get("matter"), given.get("reason") or "")


def one_of(header: Declaration | None, operation: Declaration | None) -> Declaration:
    """Both are welcome when they say the same."""
    if header and operation and header != operation:
        raise Fault("BAD_PURPOSE", "Header and @purpose differ; say it once, or the same twice.")
    return header or operation or Declaration()


def _declared(purpose: Any, matter: Any, reason: str) -> Declaration:
    if len(reason) > LONGEST_REASON:
        raise Fault("BAD_PURPOSE", f"The reason is over {LONGEST_REASON} characters.")
    if len(str(matter or "")) > LONGEST_ID:
        raise Fault("BAD_PURPOSE", f"The matter is over {LONGEST_ID} characters; it is named by its id.")
    try:
        word = purpose if isinstance(purpose, Purpose) else Purpose(str(purpose))
    except ValueError:
        known = ", ".join(Purpose)
        raise Fault("BAD_PURPOSE", f"The purpose is one of {known}.") from None
    return Declaration(word, str(matter or ""), reason)
