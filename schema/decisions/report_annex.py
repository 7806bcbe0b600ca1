"""What a report says of each data custodian: that it answered, refused, was late, or that nothing of it can be told.

FVPA 2008 (Vic) s 144F, reg 7. A refusal, and that nothing is held, are told only where the custodian lets them be; what
may not be told, and what failed, are told alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema import codes
from schema.decisions.moments import local_date
from schema.decisions.report import Annex
from schema.decisions.words import day, lower_first, named

CUSTODIANS = {
    "victoria_police": "l17",
    "child_protection": "child_protection",
    "corrections_victoria": "corrections",
    "magistrates_court": "courts",
    "childrens_court": "courts",
}
"""Data custodian → the source that its records come by."""
NOUN = {
    "l17": "Incident",
    "child_protection": "ProtectionReport",
    "corrections": "CustodyEpisode",
    "courts": "CourtFile",
}
"""Source → a kind of record that whoever sends by it sends."""
REFUSALS = "lookup_refusal"
NOT_TOLD = "It was asked, and of its answer nothing can be told. Ask it by a request of your own if you need it."


@dataclass(frozen=True, slots=True)
class Heard:
    """The last look-up at a custodian; instants are UTC text."""

    status: str
    as_at: str | None
    reason: str = ""
    may_be_told: bool = False
    late: bool = False


def annex(custodian: str, heard: Heard | None, fresh_as_of: str | None) -> Annex:
    """`heard`: None where it was not asked at once; then what it sends to the hub by itself is all there is."""
    status, said, as_at = _stored(fresh_as_of) if heard is None else _heard(heard, fresh_as_of)
    return Annex(custodian, named(custodian), status, said, as_at, ())


def _stored(fresh_as_of: str | None) -> tuple[str, str, str | None]:
    if fresh_as_of is None:
        return "NOT_ASKED", "It sends no records to the hub and was not asked: ask it by other means.", None
    return "ANSWERED", f"By the records that it sends to the hub, last received on {_on(fresh_as_of)}.", fresh_as_of


def _heard(heard: Heard, fresh_as_of: str | None) -> tuple[str, str, str | None]:
    before = f" What it had sent before {_on(fresh_as_of)} is in this report." if fresh_as_of else ""
    match heard.status:
        case "ANSWERED":
            when = f" as at {_on(heard.as_at)}" if heard.as_at else ""
            late = " It answered after its time." if heard.late else ""
            return "ANSWERED", f"It was asked, and answered{when}.{late}", heard.as_at
        case "TIMED_OUT":
            return "TIMED_OUT", f"It was asked, and has not answered in time; an answer may still come.{before}", None
        case "REFUSED" if heard.may_be_told:
            return "REFUSED", f"It refused: {lower_first(codes.label(REFUSALS, heard.reason))}.{before}", None
        case "NOT_HELD" if heard.may_be_told:
            return "NOT_HELD", f"It was asked, and says that it holds nothing of him.{before}", heard.as_at
    return "NOT_TOLD", f"{NOT_TOLD}{before}", None


def _on(moment: str) -> str:
    return day(local_date(moment).isoformat())
