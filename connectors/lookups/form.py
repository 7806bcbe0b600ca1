"""What is sent to a custodian and what it answers, as JSON. Records are rows in the form of its own connector.

`POST {base}/lookups` with a bearer secret; the same `lookup` again is the same look-up. What is not expected is ignored
and counted.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool, model_validator
from pydantic.alias_generators import to_camel

from connectors.intake import MOST_ROWS
from connectors.sources.faults import Fault
from connectors.sources.fields import (
    Code,
    CodeList,
    Day,
    Identifier,
    Listed,
    Name,
    OptionalCode,
    OptionalInstant,
    Section,
)
from connectors.sources.reading import Parsed, read
from schema import codes
from schema.lookups import REFUSALS, Failure

PATH = "/lookups"


class Failed(Exception):
    """A look-up that gave no answer, and why. The detail holds no value of an answer."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(failure)
        self.failure, self.detail = failure, detail


class Message(Section):
    """A part of the protocol: its names are written likeThis."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_left_out(cls, sent: Any) -> Any:
        return {name: value for name, value in sent.items() if value is not None} if isinstance(sent, dict) else sent


class NameAsked(Message):
    """A name that the person is known by."""

    family_name: Name = None
    given_names: Name = None


class SubjectAsked(Message):
    """Whom it is about. Numbers are the custodian's own; where there is one, it decides."""

    person_numbers: Listed[Code] = Field(default=[], description="Numbers that the custodian gave the person.")
    names: Listed[NameAsked] = Field(default=[])
    birth_date: Day = None


class LookupQuestion(Message):
    """One look-up at one custodian."""

    lookup: Identifier = Field(description="Id of the look-up; asked twice, it is the same look-up.")
    custodian: Identifier = Field(description="Who is asked.", examples=["corrections_victoria"])
    connector: Identifier = Field(description="In whose form records are answered.", examples=["corrections"])
    purpose: Code = Field(examples=["CIP_REQUEST"])
    matter: Identifier = Field(description="Reference of the request; it names nobody.")
    subject: SubjectAsked


class LookupAnswer(Message):
    """What the custodian answers, with status 200."""

    lookup: Identifier = Field(description="The id that was sent.")
    status: Literal["ANSWERED", "REFUSED", "NOT_HELD"]
    as_at: OptionalInstant = Field(default=None, description="As at when; needed when it is answered or not held.")
    reason: Annotated[OptionalCode, CodeList(REFUSALS)] = Field(
        default=None, description="Of a refusal; never on which ground information is excluded."
    )
    may_be_told: StrictBool = Field(
        default=False, description="The recipient may be told that it was refused, or that nothing is held."
    )
    records: Annotated[list[dict[Any, Any]], Field(max_length=MOST_ROWS)] = Field(
        default=[], description="Rows as the connector takes them; of this person alone."
    )

    @property
    def refusal(self) -> str:
        """A reason that is in no list may say more than it should: it is another reason."""
        if self.status != "REFUSED":
            return ""
        return self.reason if self.reason and codes.known(REFUSALS, self.reason) else "OTHER"


def answer_of(body: bytes, lookup: str) -> tuple[LookupAnswer, int]:
    """And how much in it was not expected. `Failed` where it cannot be an answer to this look-up."""
    found = read(LookupAnswer, lambda _row, _at: (), body)
    if isinstance(found, Fault):
        raise Failed(Failure.MALFORMED, _said(found))
    assert isinstance(found, Parsed)
    answer: LookupAnswer = found.row
    if answer.lookup != lookup:
        raise Failed(Failure.OTHER_LOOKUP, "/lookup: is not the id that was sent")
    if contradiction := _contradiction(answer):
        raise Failed(Failure.MALFORMED, contradiction)
    return answer, len(found.unknowns)


def spec() -> dict[str, Any]:
    """The JSON Schemas of both, for who answers."""
    return {"question": LookupQuestion.model_json_schema(), "answer": LookupAnswer.model_json_schema()}


def _contradiction(answer: LookupAnswer) -> str:
    if answer.status == "ANSWERED" and not answer.records:
        return "/records: is empty; say NOT_HELD where nothing is held"
    if answer.status != "ANSWERED" and answer.records:
        return "/records: only an answer has records"
    if answer.status == "REFUSED" and answer.reason is None:
        return "/reason: is required of a refusal"
    if answer.status != "REFUSED" and answer.as_at is None:
        return "/asAt: is required"
    return ""


def _said(fault: Fault) -> str:
    return "; ".join(f"{one.pointer or '/'}: {one.reason}" for one in fault.all[:5])
