"""What of a report to Child Protection contradicts itself.

Days are of Victoria. What is not stated contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from authz.local_days import local_day
from schema.decisions.births import Born, born, certainly_older
from schema.law import Example, Law

LEAST_DPI = 200
SCANNED_SHARP = "FAMILY_VIOLENCE_REPORT"
DENIED = "NOT_SUBSTANTIATED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one report states, as far as it can contradict itself.

    `parents`: those of the household whose relation to the child says parent. `terms`: first and last day of each
    order. `scans`: kind and dots per inch of each paper. `in_both`: an adult is in it as harmed and as responsible.
    """

    received_on: str | None = None
    received_at: str | None = None
    classified_on: str | None = None
    outcome: str | None = None
    outcome_on: str | None = None
    investigated: bool | None = None
    substantiated: tuple[str, ...] = ()
    child: Born | None = None
    parents: tuple[Born | None, ...] = ()
    terms: tuple[tuple[str | None, str | None], ...] = ()
    scans: tuple[tuple[str | None, int | None], ...] = ()
    in_both: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What is stored, and flagged with `code` (code list `record_doubt`)."""

    code: str
    says: str
    why: str
    holds: Callable[[Stated], bool]


def received_day(received_on: str | None, received_at: str | None) -> str | None:
    """The day as stated; else the one on which the instant was in Victoria."""
    return received_on or (local_day(received_at) if received_at else None)


def report_doubts(said: Stated) -> tuple[str, ...]:
    """The codes of what contradicts itself in one report."""
    return tuple(rule.code for rule in RULES if rule.holds(said))


def _receipt_days_differ(said: Stated) -> bool:
    if said.received_at is None:
        return False
    return received_day(said.received_on, said.received_at) != local_day(said.received_at)


def _classified_before_received(said: Stated) -> bool:
    return _before(said.classified_on, received_day(said.received_on, said.received_at))


def _outcome_before_its_grounds(said: Stated) -> bool:
    received = received_day(said.received_on, said.received_at)
    return _before(said.outcome_on, received) or _before(said.outcome_on, said.classified_on)


def _substantiation_denied(said: Stated) -> bool:
    return bool(said.substantiated) and (said.outcome == DENIED or said.investigated is False)


def _child_older_than_parent(said: Stated) -> bool:
    child = said.child
    return child is not None and any(parent and certainly_older(child, parent) for parent in said.parents)


def _an_order_ends_before_it_starts(said: Stated) -> bool:
    return any(_before(ends_on, made_on) for made_on, ends_on in said.terms)


def _low_resolution(said: Stated) -> bool:
    return any(kind == SCANNED_SHARP and dpi is not None and dpi < LEAST_DPI for kind, dpi in said.scans)


def _in_both(said: Stated) -> bool:
    return said.in_both


def _before(day: str | None, other: str | None) -> bool:
    return bool(day and other and day < other)


RULES = (
    Rule("RECEIPT_DAYS_DIFFER", "The day and the time of receipt are of different days in Victoria",
         "The day stands as stated", _receipt_days_differ),
    Rule("CLASSIFIED_BEFORE_RECEIVED", "It was classified on a day before the one of its receipt",
         "Classification follows a report (procedure 1003)", _classified_before_received),
    Rule("IMPOSSIBLE_STEP", "It came to its outcome on a day before its receipt or its classification",
         "An outcome follows both (procedure 1003)", _outcome_before_its_grounds),
    Rule("SUBSTANTIATION_DENIED", "Harm is substantiated, and the report was not investigated or the outcome denies it",
         "Harm is substantiated by investigation; which of the two is right, a reader has to ask",
         _substantiation_denied),
    Rule("CHILD_OLDER_THAN_PARENT", "On all days of birth that are possible, the child is older than a parent of the "
         "household", "One of the two is mistyped, or the relation is turned round", _child_older_than_parent),
    Rule("VICTIM_AND_RESPONSIBLE", "One number stands for an adult who is harmed and for one who is responsible",
         "It may be so, or be a wrong number: the record of the harmed adult is not joined by it to anybody",
         _in_both),
    Rule("ENDS_BEFORE_START", "An order for the child ends before it was made",
         "What is contradicted is still what the custodian holds", _an_order_ends_before_it_starts),
    Rule("LOW_RESOLUTION", "A family violence report was scanned with less than 200 dots per inch",
         "The paper is to be scanned with 200 or more (procedure 1003)", _low_resolution),
)  # fmt: skip
REFUSED = (
    ("A report without its number, or with a placeholder such as UNKNOWN; without the day and the time of its receipt",
     "Nothing could be found again under it, or placed in time"),
    ("An instant without its offset from UTC, or a day that is none of the calendar",
     "On the night when clocks are put back, an hour comes twice"),
    ("A paper without its SHA-256", "What is scanned could not be told from another paper"),
    ("An address that somebody left before he came there", "Where he lived when could not be told"),
    ("A report that was received after it came here, or an adult born after its receipt",
     "It is of nobody's knowledge; a child may be born after a report about it"),
    ("A number that stands for the child and for somebody else of the report",
     "The child's whereabouts would be shown as that person's"),
)  # fmt: skip


def _rows() -> Iterator[tuple[str, ...]]:
    for says, why in REFUSED:
        yield says, "refused", why
    for rule in RULES:
        yield rule.says, f"stored, with the doubt `{rule.code}`", rule.why


def _found(**said: object) -> Callable[[], object]:
    return lambda: ", ".join(report_doubts(Stated(**said))) or "no doubt"  # type: ignore[arg-type]


def _ages(child: int, parent: int) -> Callable[[], object]:
    day = "2026-03-01"
    return _found(child=born(None, None, child, day), parents=(born(None, None, parent, day),))


EXAMPLES = (
    Example("Received and classified on 1 March 2026", _found(received_on="2026-03-01", classified_on="2026-03-01")),
    Example("Received on 1 March 2026, classified on the day before",
            _found(received_on="2026-03-01", classified_on="2026-02-28")),
    Example("Received at half past midnight of 4 October 2026, which is still 3 October in UTC, and classified on "
            "4 October", _found(received_at="2026-10-03T14:30:00Z", classified_on="2026-10-04")),
    Example("The same, classified on 3 October",
            _found(received_at="2026-10-03T14:30:00Z", classified_on="2026-10-03")),
    Example("Received on 5 April 2026 at 2:30 am, in the hour that comes twice, and said to be of 5 April",
            _found(received_on="2026-04-05", received_at="2026-04-04T15:30:00Z")),
    Example("Child and parent born on one day",
            _found(child=Born("1990-05-01", "1990-05-01"), parents=(Born("1990-05-01", "1990-05-01"),))),
    Example("Child born a day before the parent",
            _found(child=Born("1990-04-30", "1990-04-30"), parents=(Born("1990-05-01", "1990-05-01"),))),
    Example("Child born on 31 December 1990, parent in the year 1990",
            _found(child=Born("1990-12-31", "1990-12-31"), parents=(born(None, 1990, None, "2026-03-01"),))),
    Example("Both said to be 12 years old", _ages(12, 12)),
    Example("Child said to be 13 years old, parent 12", _ages(13, 12)),
    Example("A family violence report scanned with 200 dots per inch", _found(scans=((SCANNED_SHARP, 200),))),
    Example("A family violence report scanned with 199 dots per inch", _found(scans=((SCANNED_SHARP, 199),))),
    Example("A letter scanned with 72 dots per inch", _found(scans=(("LETTER", 72),))),
    Example("Harm substantiated, whether it was investigated is not stated", _found(substantiated=("PHYSICAL",))),
    Example("Harm substantiated, not investigated", _found(substantiated=("PHYSICAL",), investigated=False)),
)  # fmt: skip
LAW = Law(
    name="protection-records",
    title="Reports to Child Protection: what is refused, and what is stored and flagged",
    says="A report is refused only where it cannot be kept whole. What contradicts itself is kept as it came and "
    "flagged in `doubts`, since a contradiction is evidence.",
    source="Children, Youth and Families Act 2005 (Vic) ss 41, 191 (who reported is protected), 162(1) (kinds of "
    "harm); Child Protection Manual, procedure 1003, version 16, 1 July 2024. "
    "What is flagged is this project's reading; the fields of CRIS are not public.",
    columns=("Of the report", "What becomes of it", "Why"),
    rows=tuple(_rows()),
    examples=EXAMPLES,
    since="2024-07-01",
)
