"""Which two police reports are of one attendance, or one report filed twice: rules to be read aloud.

LINKS count as one: each gives keys, and two reports that share a key are linked. FLAGS hold of two
reports that may be of one attendance: these count apart, and it is said. What is not shown takes no
part. The rules are this project's reading: no source says how police mend a number.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter

from rapidfuzz.distance import OSA

from schema.decisions.event import Event, OrderStated
from schema.decisions.moments import began, local_date

Keys = tuple[Hashable, ...]

# Longer than two members' estimates of one hour differ, shorter than it takes until police are called again.
NEAR = timedelta(hours=2)
LONGEST = timedelta(days=1)  # an attendance said to be longer is a slip of the pen: its end is not used

# How a report is numbered and when it was filed: what a second filing changes though nothing else happened.
_FILING = frozenset(
    {
        *("incident", "part", "portal_id", "attendance", "incident_number", "sub_incident"),
        *("submitted_at", "amended_at", "received_at"),
    }
)
CONTENT = attrgetter(*(field.name for field in fields(Event) if field.name not in _FILING))


class RepeatKind(StrEnum):
    """SAME_REPORT: one report filed more than once; SAME_ATTENDANCE: reports of one attendance."""

    SAME_REPORT = "SAME_REPORT"
    SAME_ATTENDANCE = "SAME_ATTENDANCE"


@dataclass(frozen=True, slots=True)
class Link:
    """`because` ends the sentence "They are one, because they ..."."""

    id: str
    kind: RepeatKind
    because: str
    keys: Callable[[Event], Keys]


@dataclass(frozen=True, slots=True)
class Flag:
    """`because` ends the sentence "They may be one, because they ..."."""

    id: str
    because: str
    holds: Callable[[Event, Event], bool]


def incident_number(event: Event) -> Keys:
    return () if event.attendance is None else (event.attendance,)


def sub_incident_number(event: Event) -> Keys:
    """Never alone: who numbers the reports of each attendance 1, 2, 3 gives one number to many."""
    if event.sub_incident is None:
        return ()
    start = began(event)
    report = (event.custodian, event.sub_incident, people(event))
    marks = (event.incident_number, local_date(start) if start else None)
    return tuple((*report, mark) for mark in marks if mark)


def content(event: Event) -> Keys:
    """People and two times at least: reports that say next to nothing are not alike for that."""
    if people(event) is None or not event.occurred_from or not (event.occurred_to or event.attended_from):
        return ()
    return (repr([_sorted(value) for value in CONTENT(event)]),)


SAME_INCIDENT_NUMBER = Link(
    "SAME_INCIDENT_NUMBER",
    RepeatKind.SAME_ATTENDANCE,
    "state the same LEAP incident number",
    incident_number,
)
LINKS = (
    SAME_INCIDENT_NUMBER,
    Link(
        "SAME_SUB_INCIDENT_NUMBER",
        RepeatKind.SAME_REPORT,
        "state the same LEAP sub-incident number, and the same incident number or day, of the same people",
        sub_incident_number,
    ),
    Link(
        "SAME_CONTENT",
        RepeatKind.SAME_REPORT,
        "say the same in all that is shown but their numbers and when they were filed",
        content,
    ),
)


def at_one_time(one: Event, other: Event) -> bool:
    """Two people are not attended twice at once, whatever numbers were given."""
    mine, theirs = _attended(one), _attended(other)
    if mine and theirs:
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]
    return one.occurred_from is not None and one.occurred_from == other.occurred_from


def near_in_time(one: Event, other: Event) -> bool:
    """Another number, fully written, is another attendance: officers do return on one day."""
    starts = began(one), began(other)
    if starts[0] is None or starts[1] is None:
        return False
    return abs(_moment(starts[0]) - _moment(starts[1])) <= NEAR and _may_be_one_number(one, other)


FLAGS = (
    Flag("AT_ONE_TIME", "name the same people, attended at one time or from the same moment on", at_one_time),
    Flag(
        "NEAR_IN_TIME",
        "name the same people within two hours, with an incident number missing or one sign apart",
        near_in_time,
    ),
)


def flags(one: Event, other: Event) -> tuple[Flag, ...]:
    """The rules by which two reports may be of one attendance: of the same people, nowhere else."""
    if people(one) is None or people(one) != people(other) or not _agree(one, other):
        return ()
    return tuple(flag for flag in FLAGS if flag.holds(one, other))


def span(event: Event) -> tuple[datetime, datetime] | None:
    """Outside of which no flag holds: reports whose spans are apart need not be compared. None: no time is shown."""
    start, attended = began(event), _attended(event) or ()
    moments = [_moment(text) for text in (start, *attended) if text]
    near = [_moment(start) + NEAR] if start else []
    return (min(moments), max(moments + near)) if moments else None


def people(event: Event) -> frozenset[str] | None:
    """The two parties, whichever way round; None unless both are shown."""
    return frozenset((*event.affected, *event.respondents)) if event.affected and event.respondents else None


def _agree(one: Event, other: Event) -> bool:
    """One custodian, and no place that differs: a street is written in several ways, a suburb hardly."""
    pairs = (
        (one.custodian, other.custodian),
        (one.location_type, other.location_type),
        (one.suburb, other.suburb),
    )
    return all(mine is None or theirs is None or mine.casefold() == theirs.casefold() for mine, theirs in pairs)


def _attended(event: Event) -> tuple[str, str] | None:
    start, end = event.attended_from, event.attended_to
    if start is None:
        return None
    believed = end is not None and timedelta(0) <= _moment(end) - _moment(start) <= LONGEST
    return start, end if believed and end else start


def _may_be_one_number(one: Event, other: Event) -> bool:
    """Missing in one, or one sign wrong, left out or exchanged with its neighbour."""
    mine, theirs = one.incident_number, other.incident_number
    return mine is None or theirs is None or OSA.distance(mine, theirs, score_cutoff=1) <= 1


def _sorted(value: object) -> object:
    """Lists come in an order of ids, and an order without a number has an id of its own in each report."""
    if not isinstance(value, tuple):
        return value
    return sorted(repr(_without_id(item)) for item in value)


def _without_id(value: object) -> object:
    if not isinstance(value, OrderStated):
        return value
    return [getattr(value, field.name) for field in fields(value) if field.name != "order"]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
