"""A live look-up as plain values: who is asked about, why, and what a custodian answered.

Data custodians of the Central Information Point: Family Violence Protection Act 2008 (Vic) s 144F, Family Violence
Protection (Information Sharing and Risk Management) Regulations 2018 (Vic) reg 7. Instants are UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DATA_CUSTODIANS = (
    *("victoria_police", "child_protection", "corrections_victoria"),
    *("magistrates_court", "childrens_court"),
)
REFUSALS = "lookup_refusal"  # the code list of a refusal's reason; never the ground of an exclusion


class Status(StrEnum):
    """What became of a look-up."""

    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    NOT_HELD = "NOT_HELD"
    TIMED_OUT = "TIMED_OUT"  # of its budget; an answer may still come
    FAILED = "FAILED"


class Failure(StrEnum):
    """Why a look-up failed, for who runs the hub; never for a recipient."""

    NOTHING_TO_ASK_BY = "NOTHING_TO_ASK_BY"  # the hub knows neither a number nor a name
    UNREACHABLE = "UNREACHABLE"  # no connection, or one that broke, twice
    HTTP_STATUS = "HTTP_STATUS"  # another status than 200, a redirect among them
    TOO_LARGE = "TOO_LARGE"
    MALFORMED = "MALFORMED"
    OTHER_LOOKUP = "OTHER_LOOKUP"
    OTHER_CUSTODIAN = "OTHER_CUSTODIAN"
    OTHER_PERSON = "OTHER_PERSON"
    NOT_TAKEN = "NOT_TAKEN"  # the hub could not take its records in
    NO_ANSWER = "NO_ANSWER"  # none until the last moment at which one is taken


@dataclass(frozen=True, slots=True)
class SubjectName:
    """Either part may be empty, not both."""

    family_name: str = ""
    given_names: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a look-up is about. `numbers`: custodian → its own numbers of the person; `birth_date`: YYYY-MM-DD or none.

    A custodian is told its own numbers alone.
    """

    names: tuple[SubjectName, ...] = ()
    birth_date: str = ""
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """Why it is asked: `id` is the matter reference that custodians keep, and names nobody."""

    id: str
    purpose: str


@dataclass(frozen=True, slots=True)
class RecordTaken:
    """What became of one record of an answer: CREATED, SUPERSEDED, UNCHANGED or QUARANTINED."""

    source_id: str
    version: int
    outcome: str


@dataclass(frozen=True, slots=True)
class CustodianAnswer:
    """What became of one look-up. `reason` is a code of `REFUSALS`; `may_be_told`: a recipient may be told that it was
    refused or that nothing is held; `failure` and `detail` are for who runs the hub; `unexpected` counts fields and
    codes that were not expected; `late`: it came after its budget."""

    lookup: str
    custodian: str
    status: Status
    asked_at: str
    answered_at: str | None = None
    as_at: str | None = None
    reason: str = ""
    may_be_told: bool = False
    failure: Failure | None = None
    detail: str = ""
    unexpected: int = 0
    records: tuple[RecordTaken, ...] = ()
    late: bool = False

    @property
    def new(self) -> int:
        return len(self.records) - self.unchanged - self.quarantined

    @property
    def unchanged(self) -> int:
        return self._outcomes["UNCHANGED"]

    @property
    def quarantined(self) -> int:
        return self._outcomes["QUARANTINED"]

    @property
    def _outcomes(self) -> Counter[str]:
        return Counter(record.outcome for record in self.records)
