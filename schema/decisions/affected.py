"""Whom: the distinct persons affected in reports with the subject as respondent.

A person shown only by a mask is counted like any other; a first date is the onset of violence
against a new partner or family member, as far as reports show it.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.event import Event, Part
from schema.decisions.history import (
    History,
    attendance_key,
    evidence,
    first_on,
    last_on,
    oldest_first,
    reports,
)


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """One person affected by the subject as respondent; the first date is the onset."""

    person: str  # the id, as shown
    attendances: int
    reports: int
    first_on: str | None  # YYYY-MM-DD, local
    last_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AffectedPersons:
    """`at_least`: some report does not show whom it affected. `persons`: first affected first."""

    count: int
    at_least: bool
    persons: tuple[AffectedPerson, ...]
    evidence: tuple[str, ...]


def affected_persons(history: History) -> AffectedPersons:
    events = history.of(Part.RESPONDENT)
    groups: dict[str, list[Event]] = {}
    for event in oldest_first(events):
        for person in event.affected or ():
            groups.setdefault(person, []).append(event)
    found = (_person(person, held, history.as_at) for person, held in groups.items())
    return AffectedPersons(
        count=len(groups),
        at_least=any(event.affected is None for event in events),
        persons=tuple(sorted(found, key=lambda p: (p.first_on or "", p.person))),
        evidence=evidence(event for held in groups.values() for event in held),
    )


def _person(person: str, held: list[Event], as_at: str) -> AffectedPerson:
    return AffectedPerson(
        person=person,
        attendances=len({attendance_key(event) for event in held}),
        reports=reports(held),
        first_on=first_on(held),
        last_on=last_on(held, as_at),
        evidence=evidence(held),
    )
