"""What can be wrong with a row, and what can be new in it. Neither ever repeats a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic_core import ErrorDetails

NAME_LIMIT = 80  # of a field's name in a pointer: a sender's mistake may put text where a name belongs

# Pydantic's error types, as our own stable codes with reasons that cannot hold a value.
REASONS: Mapping[str, tuple[str, str]] = {
    "missing": ("MISSING", "is required"),
    "string_type": ("TYPE", "must be text"),
    "string_unicode": ("CONTROL_CHARACTER", "holds half a character; send it whole"),
    "int_type": ("TYPE", "must be a whole number"),
    "bool_type": ("TYPE", "must be true or false"),
    "string_pattern_mismatch": ("TYPE", "must be a code without the sign ="),
    "list_type": ("TYPE", "must be a list"),
    "model_type": ("TYPE", "must be an object"),
    "dict_type": ("TYPE", "must be an object"),
    "literal_error": ("CODE", "must be {expected}"),
    "model_attributes_type": ("TYPE", "must be an object"),
    "string_too_long": ("TOO_LONG", "is longer than the form allows ({max_length} characters)"),
    "too_long": ("TOO_MANY", "has more entries than the form allows ({max_length})"),
    "greater_than_equal": ("NUMBER_RANGE", "must be {ge} or more"),
    "less_than_equal": ("NUMBER_RANGE", "must be {le} or less"),
}
OWN_CODES = frozenset(
    {
        "EMPTY_ID",
        "PLACEHOLDER_ID",
        "CONTROL_CHARACTER",
        "DATE",
        "INSTANT",
        "INSTANT_WITHOUT_OFFSET",
        "SHA256",
        "HUB_ID",
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: where (a JSON pointer), a stable code, and the mend.

    `also` holds the row's further faults, so that a sender can mend all at once.
    """

    pointer: str
    code: str
    reason: str
    also: tuple[Fault, ...] = ()

    @property
    def all(self) -> tuple[Fault, ...]:
        return (Fault(self.pointer, self.code, self.reason), *self.also)


class News(StrEnum):
    """What a row may bring that the hub did not expect, and takes nevertheless."""

    FIELD = "FIELD"  # a field that the model does not have
    CODE = "CODE"  # a code that its code list does not have
    PLACEHOLDER = "PLACEHOLDER"  # an identifier such as "UNKNOWN", taken as not given
    ENCODING = "ENCODING"  # bytes that were not Unicode, read as Windows-1252


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something new in an accepted row. `code` is as sent; the raw record keeps all the rest."""

    pointer: str
    kind: News
    code_list: str = ""
    code: str = ""


class Refused(Exception):
    """Carries the fault from the step that found it to the reader, which returns it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def together(faults: Sequence[Fault]) -> Fault:
    """The first fault, with the others beside it."""
    first, *rest = faults
    return Fault(first.pointer, first.code, first.reason, tuple(rest))


def pointer(location: Sequence[int | str]) -> str:
    """RFC 6901, with what cannot be printed replaced: a field's name is a sender's text too."""
    return "".join(f"/{_escaped(str(step)[:NAME_LIMIT])}" for step in location)


def faults_of(errors: Sequence[ErrorDetails]) -> Fault:
    return together([_fault(error) for error in errors])


def _escaped(step: str) -> str:
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in step)
    return printable.replace("~", "~0").replace("/", "~1")


def _fault(error: ErrorDetails) -> Fault:
    code, reason = _said(error["type"], error["msg"], error.get("ctx", {}))
    return Fault(pointer(error["loc"]), code, reason)


def _said(kind: str, message: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if kind in OWN_CODES:
        return kind, message
    code, reason = REASONS.get(kind, ("TYPE", "is not as the form has it"))
    return code, reason.format(**context)
