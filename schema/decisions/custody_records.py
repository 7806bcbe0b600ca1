"""What of a person's stays in custody and orders in the community contradicts itself, and whether a stay holds him.

Stays are told apart to the minute: whoever is released from one and received into the next in one minute is held by one
of them at a time. Instants are UTC text and days are of Victoria, so that a clock that is put back at night makes no
stay long or short. What is not stated contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from schema.law import Example, Law

MINUTE = len("2026-04-04T15:30")
NEVER = "~"  # after every instant


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in custody; no `released_at`: no release is stated."""

    number: str
    from_at: str | None = None
    released_at: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """All stays of one person, as they stood at an instant."""

    as_at: str
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which an order, or a programme of it, begins and ends."""

    from_on: str | None = None
    until_on: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What is stored, and flagged with `code` (code list `record_doubt`)."""

    code: str
    says: str
    why: str
    holds: Callable[[Stay, File], bool]


def held_at(stay: Stay, as_at: str) -> bool | None:
    """The stay has begun and has no release; None: neither its beginning nor its release is stated."""
    if stay.released_at:
        return False
    return stay.from_at <= as_at if stay.from_at else None


def overlap(one: Stay, other: Stay) -> bool:
    """Is there a minute in which both hold him? A stay without a release goes on."""
    first, second = _minutes(one), _minutes(other)
    if first is None or second is None:
        return False
    return max(first[0], second[0]) < min(first[1], second[1])


def stay_doubts(stay: Stay, file: File) -> tuple[str, ...]:
    """The codes of what contradicts itself in one stay of the file."""
    return tuple(rule.code for rule in RULES if rule.holds(stay, file))


def term_doubts(order: Term, programmes: Sequence[Term] = ()) -> tuple[str, ...]:
    """The codes of what contradicts itself in an order and its programmes."""
    return ("ENDS_BEFORE_START",) if any(map(_ends_before_start, (order, *programmes))) else ()


def _minutes(stay: Stay) -> tuple[str, str] | None:
    """From its first minute to the one of the release, which is outside it; None: no beginning is stated."""
    if stay.from_at is None:
        return None
    return stay.from_at[:MINUTE], stay.released_at[:MINUTE] if stay.released_at else NEVER


def _overlaps(stay: Stay, file: File) -> bool:
    return any(overlap(stay, other) for other in file.stays if other.number != stay.number)


def _released_before_held(stay: Stay, _file: File) -> bool:
    return bool(stay.from_at and stay.released_at and stay.released_at < stay.from_at)


def _released_after_file(stay: Stay, file: File) -> bool:
    return bool(stay.released_at and stay.released_at > file.as_at)


def _ends_before_start(term: Term) -> bool:
    return bool(term.from_on and term.until_on and term.until_on < term.from_on)


RULES = (
    Rule("CUSTODY_OVERLAPS", "Two stays hold the person in one minute; both are flagged",
         "One of them was not closed, or is of somebody else; which, the file cannot tell", _overlaps),
    Rule("RELEASED_BEFORE_HELD", "The release is before the stay began",
         "One of the two is mistyped; such a stay holds nobody, so it overlaps none", _released_before_held),
    Rule("RELEASED_AFTER_FILE", "The release is later than the file that states it",
         "A release that is planned is `release_expected_on`", _released_after_file),
)  # fmt: skip
REFUSED = (
    ("A person, stay or order without its number, or with a placeholder such as UNKNOWN",
     "Nothing could be found again under it"),
    ("A number that two stays, or two orders, of one file share", "One would stand for the other"),
    ("An instant without its offset from UTC, or a day that is none of the calendar",
     "On the night when clocks are put back, an hour comes twice"),
    ("An address that somebody left before he came there", "Where he lived when could not be told"),
    ("A file that tells of a time after it came, or somebody born after that time", "It is of nobody's knowledge"),
    ("A no-contact list that has the person's own number, or names a stay or order that the file does not have",
     "It would show one of them where the other is, or protect nobody"),
)  # fmt: skip


def _rows() -> Iterator[tuple[str, ...]]:
    for says, why in REFUSED:
        yield says, "refused", why
    for rule in RULES:
        yield rule.says, f"stored, with the doubt `{rule.code}`", rule.why
    yield (
        "An order, or a programme of it, ends before it starts", "stored, with the doubt `ENDS_BEFORE_START`",
        "What is contradicted is still what the custodian holds",
    )  # fmt: skip
    yield (
        "A stay has begun by the time of the file and has no release", "`in_custody` is true",
        "With a release it is false; with neither a beginning nor a release it is not known",
    )  # fmt: skip


def _found(one: Stay, other: Stay) -> Callable[[], object]:
    file = File("2026-07-01T00:00:00Z", (one, other))
    return lambda: ", ".join(stay_doubts(one, file)) or "no doubt"


def _term(from_on: str, until_on: str) -> Callable[[], object]:
    return lambda: ", ".join(term_doubts(Term(from_on, until_on))) or "no doubt"


def _stay(number: str, from_at: str, released_at: str | None = None) -> Stay:
    return Stay(number, f"2026-{from_at}Z", f"2026-{released_at}Z" if released_at else None)


MARCH = _stay("1", "03-01T00:00:00", "03-10T02:15:00")
OPEN = _stay("1", "03-01T00:00:00")
EXAMPLES = (
    Example("Released at 1:15 pm, received elsewhere at 1:15 pm", _found(MARCH, _stay("2", "03-10T02:15:40"))),
    Example("Released at 1:15 pm, received elsewhere at 1:14 pm", _found(MARCH, _stay("2", "03-10T02:14:59"))),
    Example("No release, and received again nine days later", _found(OPEN, _stay("2", "03-10T02:15:00"))),
    Example("Night of 5 April 2026: released at 2:30 am of daylight-saving time, received at 2:15 am of standard time, "
            "45 minutes later",
            _found(_stay("1", "03-01T00:00:00", "04-04T15:30:00"), _stay("2", "04-04T16:15:00"))),
    Example("The same night: received at 2:30 am of daylight-saving time, released at 2:15 am of standard time, "
            "45 minutes later",
            _found(_stay("1", "03-01T00:00:00", "04-04T16:15:00"), _stay("2", "04-04T15:30:00"))),
    Example("Released one second before the stay began",
            _found(_stay("1", "03-01T00:00:00", "02-28T23:59:59"), _stay("2", "01-01T00:00:00", "02-01T00:00:00"))),
    Example("In custody: begun the very second of the file, no release",
            lambda: held_at(Stay("1", "2026-07-01T00:00:00Z"), "2026-07-01T00:00:00Z")),
    Example("In custody: begins a second after the file",
            lambda: held_at(Stay("1", "2026-07-01T00:00:01Z"), "2026-07-01T00:00:00Z")),
    Example("A community order that ends on the day it starts", _term("2026-03-01", "2026-03-01")),
    Example("A community order that ends on the day before", _term("2026-03-01", "2026-02-28")),
)  # fmt: skip
LAW = Law(
    name="custody-records",
    title="Custody and community orders: what of a file is refused, and what is stored and flagged",
    says="A file is refused only where it cannot be kept whole. What contradicts itself is kept "
    "as it came and flagged in `doubts`, since a contradiction is evidence.",
    source="Corrections Act 1986 (Vic) ss 6A, 6B (when legal custody of the Secretary begins and ends); Sentencing "
    "Act 1991 (Vic) Part 3A (community correction orders). That stays are told apart to the minute, and what is "
    "flagged, is this project's reading; the fields of PIMS, E*Justice and CVIMS are not public.",
    columns=("Of the file", "What becomes of it", "Why"),
    rows=tuple(_rows()),
    examples=EXAMPLES,
)
