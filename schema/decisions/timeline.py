"""What is shown of people in the order in which it happened, of all custodians, each entry with its record.

A record without a time stands apart: it is not put where nobody said that it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.moments import local_date
from schema.decisions.words import counted, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One record as it is shown. `at` and `until` are instants (UTC) or days (YYYY-MM-DD); None is not shown or not
    stated. `people` are ids of persons. `of` joins records of one thing: what several say alike of it is said once."""

    id: str
    kind: str
    said: str
    at: str | None = None
    until: str | None = None
    custodian: str | None = None
    source: str | None = None
    people: tuple[str, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One record. What several records say alike of one order is told once."""

    on: Annotated[
        str | None, "Day of Victoria (YYYY-MM-DD) on which it was or began; null: no time is stated or shown."
    ]
    at: Annotated[str | None, "Instant (UTC) of the same; null: the record gives a day alone, or no time."]
    until_on: Annotated[
        str | None,
        "Day of Victoria (YYYY-MM-DD) on which it ended or is to end; null: not stated or shown, or it does not last.",
    ]
    kind: Annotated[str, "Name of the record's type, for example CustodyEpisode."]
    id: Annotated[str, "Id of the record, by which its type is asked."]
    said: Annotated[str, "What the record tells, in plain English."]
    custodian: Annotated[str | None, "Id of the organisation that answers for the record; null: not shown."]
    source: Annotated[str | None, "The system that the record came by; null: not shown."]
    people: Annotated[
        tuple[str, ...], "Ids of the persons shown to have a part in it; one not shown as a person is left out."
    ]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Records of people in the order in which things happened."""

    people: Annotated[tuple[str, ...], "Ids of the persons whose records these are, the one asked about first."]
    entries: Annotated[
        tuple[TimelineEntry, ...],
        'Dated records within the days asked, in the order of their days; empty is never "nothing happened".',
    ]
    undated: Annotated[tuple[TimelineEntry, ...], "Records without a time, whatever days are asked."]
    said: Annotated[str, "How many records there are, over which days, in plain English."]


LIMIT = "Only records shown to you are here; an empty stretch is not one in which nothing happened."


def timeline(people: Sequence[str], happenings: Iterable[Happening], first: str | None, last: str | None) -> Timeline:
    """`first` and `last` are days of Victoria, both included; a record that lasts is here while it lasts."""
    entries = sorted(_once(happenings), key=_order)
    dated = tuple(e for e in entries if e.on is not None and within(e.on, e.until_on, first, last))
    undated = tuple(e for e in entries if e.on is None)
    return Timeline(tuple(people), dated, undated, how_many(dated, undated))


def _once(happenings: Iterable[Happening]) -> Iterable[TimelineEntry]:
    """Of several records that say the same of one thing, the first by its id."""
    found: dict[tuple[str, str | None, str], TimelineEntry] = {}
    for one in sorted(happenings, key=lambda one: one.id):
        found.setdefault((one.of or one.id, one.at, one.said), _entry(one))
    return found.values()


def _entry(one: Happening) -> TimelineEntry:
    return TimelineEntry(
        _day(one.at), one.at if one.at and _is_instant(one.at) else None, _day(one.until), one.kind, one.id, one.said,
        one.custodian, one.source, tuple(sorted(one.people)),
    )  # fmt: skip


def _day(moment: str | None) -> str | None:
    if moment is None:
        return None
    return local_date(moment).isoformat() if _is_instant(moment) else moment


def _is_instant(moment: str) -> bool:
    return "T" in moment


def _order(entry: TimelineEntry) -> tuple[str, str, str, str]:
    """What has a day alone comes before what has an hour of that day."""
    return (entry.on or "", entry.at or "", entry.kind, entry.id)


def within(on: str, until: str | None, first: str | None, last: str | None) -> bool:
    """Of days; an end before its beginning contradicts itself, and counts as none."""
    return (last is None or on <= last) and (first is None or max(on, until or on) >= first)


def how_many(dated: Sequence[TimelineEntry], undated: Sequence[TimelineEntry]) -> str:
    """`dated` in the order of their days."""
    stand = "stands" if len(undated) == 1 else "stand"
    apart = f" {counted(len(undated), 'record')} without a time {stand} apart." if undated else ""
    if not dated:
        return f"No dated record is shown.{apart} {LIMIT}"
    first, last = dated[0].on or "", max(entry.until_on or entry.on or "" for entry in dated)
    span = f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    return f"{counted(len(dated), 'record')} {span}.{apart} {LIMIT}"
