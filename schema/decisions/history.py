"""The events that count as at an instant, and the attendances they make.

The Crime Statistics Agency counts a family incident by the attendance of police, and one
attendance may give several reports: one for each affected family member and respondent. Reports of
one attendance that police numbered twice, or filed twice, are linked here (`repeats.py`), so that
every measure counts them once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from schema.decisions.event import Event, Part
from schema.decisions.moments import began, happened, known_by, local_date
from schema.decisions.records import Charge, Records, known
from schema.decisions.repeats import Repeat, repeats


@dataclass(frozen=True, slots=True)
class Attendance:
    """The reports of one attendance; `began` and `at` are its first and last shown moments. `charges`: those against
    the subject that name its LEAP incident number and were not withdrawn or lost."""

    key: str
    began: str | None
    at: str | None
    events: tuple[Event, ...]
    charges: tuple[Charge, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(event.incident_number for event in self.events if event.incident_number)


@dataclass(frozen=True, slots=True)
class History:
    """The events begun by `as_at`, oldest first (undated ones before all others). `events` are those
    that count, each under the attendance it is linked to; `shown` are all, as they were given. `records` are those of
    other custodians, begun by `as_at` too."""

    as_at: str
    events: tuple[Event, ...]
    shown: tuple[Event, ...]
    repeats: tuple[Repeat, ...]
    records: Records = field(default_factory=Records)

    def of(self, *parts: Part) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.part in parts)

    def attendances(self, *parts: Part) -> tuple[Attendance, ...]:
        found = attendances(self.of(*parts), self.as_at)
        return tuple(
            replace(a, charges=tuple(c for c in self.sustained if c.incident_number in a.numbers)) for a in found
        )

    @property
    def sustained(self) -> tuple[Charge, ...]:
        """Charges against the subject that were not withdrawn or lost."""
        return tuple(charge for charge in self.records.charges if charge.accused and charge.sustained)


def history(events: Iterable[Event], as_at: str, records: Records | None = None) -> History:
    """Filters by occurrence alone: what was on record by then is for the reader of the graph."""
    shown = oldest_first(event for event in events if known_by(event, as_at))
    found = repeats(shown)
    counting = (
        replace(event, attendance=found.attendances.get(event.incident, event.attendance))
        for event in shown
        if event.incident not in found.set_aside
    )
    return History(as_at, tuple(counting), shown, found.told, known(records or Records(), as_at))


def oldest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """One order for one set, so that an answer does not hang on the order of its rows."""
    distinct = {repr(event): event for event in events}
    return tuple(sorted(distinct.values(), key=lambda event: (began(event) or "", event.incident, repr(event))))


def attendances(events: Iterable[Event], as_at: str) -> tuple[Attendance, ...]:
    """A report without an attendance shown counts as its own."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(attendance_key(event), []).append(event)
    found = (_attendance(key, tuple(group), as_at) for key, group in groups.items())
    return tuple(sorted(found, key=lambda attendance: (attendance.at or "", attendance.key)))


def attendance_key(event: Event) -> str:
    return f"attendance {event.attendance}" if event.attendance else f"report {event.incident}"


def _attendance(key: str, events: tuple[Event, ...], as_at: str) -> Attendance:
    starts = [start for event in events if (start := began(event))]
    ends = [end for event in events if (end := happened(event, as_at))]
    return Attendance(key, min(starts, default=None), max(ends, default=None), events)


def evidence(events: Iterable[Event]) -> tuple[str, ...]:
    """The ids of the reports that make a number up: each once, oldest first."""
    keyed = sorted((began(event) or "", event.incident) for event in events)
    return tuple(dict.fromkeys(incident for _, incident in keyed))


def reports(events: Iterable[Event]) -> int:
    return len({event.incident for event in events})


def first_on(events: Iterable[Event]) -> str | None:
    """The local date of the earliest beginning shown."""
    starts = [start for event in events if (start := began(event))]
    return local_date(min(starts)).isoformat() if starts else None


def last_on(events: Iterable[Event], as_at: str) -> str | None:
    """The local date of the latest moment shown."""
    ends = [end for event in events if (end := happened(event, as_at))]
    return local_date(max(ends)).isoformat() if ends else None
