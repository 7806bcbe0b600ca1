"""Contraventions police recorded, and where the test of persistent contravention may be met.

Family Violence Protection Act 2008 (Vic) ss 37, 37A, 123, 123A, 125A. Recorded is not charged and
not proved: s 125A also asks what the accused knew, so what is found here is a candidate only.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.event import Event, Part, Side
from schema.decisions.history import (
    Attendance,
    History,
    attendance_key,
    attendances,
    evidence,
    first_on,
    last_on,
    reports,
)
from schema.decisions.moments import Window, opens_after
from schema.decisions.offences import offence

PERSISTENT = Window("S_125A", "the 28 days before", days=28)


@dataclass(frozen=True, slots=True)
class BreachCount:
    """`section` of the Act, or ORDER when the code does not tell which section."""

    section: str
    attendances: int
    reports: int
    first_on: str | None  # YYYY-MM-DD, local
    last_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersistentCandidate:
    """An occasion with at least two others in the 28 days before it, of the same affected person
    or the same order (s 125A(2)(b)(i), (ii)). A notice and the order made on it (iii) are not
    linked in a police report. `occasions` counts this one too."""

    on: str  # YYYY-MM-DD, local
    occasions: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breaches:
    """With the subject as respondent. The two counts are distinct over all sections."""

    attendances: int
    reports: int
    by_section: tuple[BreachCount, ...]
    persistent_candidates: tuple[PersistentCandidate, ...]
    evidence: tuple[str, ...]


def breaches(history: History) -> Breaches:
    held = [event for event in history.of(Part.RESPONDENT) if _sections(event)]
    occasions = [a for a in attendances(held, history.as_at) if a.at is not None]
    candidates = (_candidate(occasion, occasions) for occasion in occasions)
    return Breaches(
        attendances=_attended(held),
        reports=reports(held),
        by_section=_by_section(held, history.as_at),
        persistent_candidates=tuple(found for found in candidates if found),
        evidence=evidence(held),
    )


def _by_section(events: list[Event], as_at: str) -> tuple[BreachCount, ...]:
    sections = sorted({section for event in events for section in _sections(event)})
    groups = ((s, [event for event in events if s in _sections(event)]) for s in sections)
    return tuple(
        BreachCount(s, _attended(held), reports(held), first_on(held), last_on(held, as_at), evidence(held))
        for s, held in groups
    )


def _candidate(current: Attendance, all_: list[Attendance]) -> PersistentCandidate | None:
    """Others on or after the instant 28 days before, and strictly before the conduct itself."""
    at = current.at or ""
    opens, marks = opens_after(PERSISTENT, at) or "", _marks(current)
    others = [o for o in all_ if opens <= (o.at or "") < at and marks & _marks(o)]
    on = last_on(current.events, at)
    if len(others) < 2 or on is None:
        return None
    held = [event for occasion in (*others, current) for event in occasion.events]
    return PersistentCandidate(on, len(others) + 1, evidence(held))


def _marks(occasion: Attendance) -> set[str]:
    """Whom it concerned and under which orders against the subject, as far as shown."""
    persons = {f"person {p}" for event in occasion.events for p in event.affected or ()}
    orders = {
        f"order {stated.order}"
        for event in occasion.events
        for stated in event.orders or ()
        if stated.side is Side.AGAINST and stated.order is not None  # two that are not known may be two
    }
    return persons | orders


def _sections(event: Event) -> tuple[str, ...]:
    known = (offence(code) for code in event.offences or ())
    return tuple({row.breach: None for row in known if row and row.breach})


def _attended(events: list[Event]) -> int:
    return len({attendance_key(event) for event in events})
