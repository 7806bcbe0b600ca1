"""The kinds of field a row is made of. Each takes what senders send, or says what mends it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from graph.times import instant

EARLIEST, LATEST = 1900, 9998
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LOCAL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", re.ASCII)
INSTANT = re.compile(rf"({LOCAL.pattern})(Z|z|[+-]\d\d:?\d\d)", re.ASCII)
FRACTION = re.compile(r"\.\d+")
NOT_AN_ID = re.compile(
    r"(unk(nown)?|not[ -]?(known|stated|recorded|available)|n/?[ak]|nil|none|null|undefined|nan"
    r"|tb[ac]|x+|0+|9{4,}|[\W_]+)"
)
PLACEHOLDER = "PLACEHOLDER_ID"
T = TypeVar("T")


class Section(BaseModel):
    """A part of a row. What the model does not have is kept aside: neither lost nor an error."""

    model_config = ConfigDict(extra="allow", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, row: Any) -> Any:
        if not isinstance(row, dict):
            return row
        return {k: v for k, v in row.items() if v is not None or k not in cls.model_fields}


@dataclass(frozen=True, slots=True)
class CodeList:
    """Marks a field as coded: a code that is not in this list is told, and not refused."""

    name: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core) | {"x-code-list": self.name}


@dataclass(frozen=True, slots=True)
class LinksRecords:
    """Marks an identifier by which records of different documents are joined.

    A placeholder in such a field would join strangers, so it counts as not given.
    """


def is_placeholder(text: str) -> bool:
    """Is it a word that stands for "we have none", such as UNKNOWN, N/A or 0000?"""
    return NOT_AN_ID.fullmatch(text.strip().casefold()) is not None


def _blank_is_absent(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _printable(text: str) -> str:
    return _without_controls(text, allowed="")


def _narrative(text: str) -> str:
    return _without_controls(text, allowed="\n\r\t")


def _without_controls(text: str, allowed: str) -> str:
    # Cc are controls; Cs are lone surrogates, which no store can hold as UTF-8.
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in allowed for c in text):
        raise PydanticCustomError("CONTROL_CHARACTER", "holds a control character; take it out")
    return text


def _not_empty(text: str) -> str:
    if not text:
        raise PydanticCustomError(
            "EMPTY_ID", "is empty; send the number, or leave the field out where the form allows it"
        )
    return text


def _identifying(text: str) -> str:
    if is_placeholder(text):
        raise PydanticCustomError(PLACEHOLDER, "stands for an unknown number; the report needs its own")
    return text


def _day(text: str) -> str:
    if not DAY.fullmatch(text) or not _exists(text):
        raise PydanticCustomError("DATE", "is not a calendar date; send it as YYYY-MM-DD")
    return text


def _exists(text: str) -> bool:
    try:
        return EARLIEST <= date.fromisoformat(text).year <= LATEST
    except ValueError:
        return False


def _instant(text: str) -> str:
    if LOCAL.fullmatch(text):
        raise PydanticCustomError("INSTANT_WITHOUT_OFFSET", "has no UTC offset; add it, for example +10:00")
    moment = _moment(text)
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        raise PydanticCustomError("INSTANT", "is not a date-time; send it as YYYY-MM-DDTHH:MM:SS+10:00")
    return instant(moment)


def _moment(text: str) -> datetime | None:
    if not INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(FRACTION.sub("", text).upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _as_schema(form: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": form})


_Printable = AfterValidator(_printable)
_Blank = BeforeValidator(_blank_is_absent)
_Id = Annotated[str, StringConstraints(max_length=100), AfterValidator(_not_empty), _Printable]

Identifier = Annotated[_Id, AfterValidator(_identifying)]
OptionalIdentifier = _Id | None
LinkingIdentifier = Annotated[_Id | None, LinksRecords()]
Code = _Id
OptionalCode = Annotated[Annotated[str, StringConstraints(max_length=100), _Printable] | None, _Blank]
Codes = Annotated[list[Code], Field(max_length=200)] | None
Name = Annotated[Annotated[str, StringConstraints(max_length=200), _Printable] | None, _Blank]
Text = Annotated[Annotated[str, StringConstraints(max_length=500), _Printable] | None, _Blank]
Texts = Annotated[list[Annotated[str, StringConstraints(max_length=500), _Printable]], Field(max_length=200)] | None
Narrative = Annotated[Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_narrative)] | None, _Blank]
Instant = Annotated[str, AfterValidator(_instant), _as_schema("date-time")]
OptionalInstant = Annotated[Instant | None, _Blank]
RequiredDay = Annotated[str, AfterValidator(_day), _as_schema("date")]
Day = Annotated[RequiredDay | None, _Blank]
Answer = StrictBool | None
Count = Annotated[StrictInt, Field(ge=0, le=100_000)] | None
Listed = Annotated[list[T], Field(max_length=100)]
