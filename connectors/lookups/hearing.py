"""One look-up: what is asked, and what of an answer may be taken. Where a part of it may not, none may."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from connectors.lookups.form import Failed, LookupAnswer, LookupQuestion, NameAsked, SubjectAsked, answer_of
from connectors.lookups.person import concerns
from connectors.lookups.targets import Target
from connectors.registry import SOURCES
from connectors.sources.reading import Parsed
from schema.lookups import CustodianAnswer, Failure, Request, Status, Subject

MOST = 100  # names, and numbers, that are asked by


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question to one custodian, which is told its own numbers alone."""

    id: str
    target: Target
    subject: Subject
    request: Request
    asked_at: str

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.subject.numbers.get(self.target.custodian, ())

    @property
    def body(self) -> bytes:
        """`Failed` where there is nothing to ask by."""
        if not self.numbers and not self.subject.names:
            raise Failed(Failure.NOTHING_TO_ASK_BY, "the hub knows neither a number of this custodian nor a name")
        names = [NameAsked(family_name=n.family_name, given_names=n.given_names) for n in self.subject.names[:MOST]]
        question = LookupQuestion(
            lookup=self.id, custodian=self.target.custodian, connector=self.target.connector,
            purpose=self.request.purpose, matter=self.request.id,
            subject=SubjectAsked(
                person_numbers=list(self.numbers[:MOST]), names=names, birth_date=self.subject.birth_date
            ),
        )  # fmt: skip
        return question.model_dump_json(by_alias=True, exclude_none=True).encode()

    def became(self, status: Status, **more: Any) -> CustodianAnswer:
        return CustodianAnswer(self.id, self.target.custodian, status, self.asked_at, **more)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a custodian answered, and the rows that are to be taken in; or why there is no answer."""

    told: CustodianAnswer
    rows: tuple[bytes, ...] = ()


def heard(lookup: Lookup, body: bytes, at: str) -> Heard:
    """Of an answer that came at that moment. `Failed` where none of it may be taken."""
    try:
        answer, unexpected = answer_of(body, lookup.id)
        rows = tuple(_row(lookup, place, row) for place, row in enumerate(answer.records))
    except RecursionError:
        raise Failed(Failure.MALFORMED, "/: is nested deeper than any report") from None
    return Heard(_told(lookup, answer, unexpected, at), rows)


def _told(lookup: Lookup, answer: LookupAnswer, unexpected: int, at: str) -> CustodianAnswer:
    return lookup.became(
        Status(answer.status), answered_at=at, as_at=answer.as_at, reason=answer.refusal,
        may_be_told=answer.may_be_told, unexpected=unexpected,
    )  # fmt: skip


def _row(lookup: Lookup, place: int, row: dict[str, Any]) -> bytes:
    """Of this custodian and about this person; one that cannot be read goes on, to be quarantined."""
    source, custodian = SOURCES[lookup.target.connector], lookup.target.custodian
    parsed = source.read(row)
    if isinstance(parsed, Parsed) and source.key(parsed.row)[0] != custodian:
        raise Failed(Failure.OTHER_CUSTODIAN, f"/records/{place}: is of another custodian than was asked")
    if not concerns(row, custodian, lookup.subject):
        raise Failed(Failure.OTHER_PERSON, f"/records/{place}: none of its people is who was asked about")
    return json.dumps(row).encode()
