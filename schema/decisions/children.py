"""What children lived through: each child's exposures, ages and span.

Family Violence Protection Act 2008 (Vic) s 5(1)(b): causing a child to hear, witness or otherwise
be exposed to family violence is family violence. Harm may be a series of acts: Children, Youth and
Families Act 2005 (Vic) s 162(2). A child named in a report counts as exposed to what it reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schema.decisions.ages import age, born
from schema.decisions.event import Child, Event, Part
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
from schema.decisions.records import Reported, ids


@dataclass(frozen=True, slots=True)
class AgeAtExposure:
    """Completed years on `on`. Exact from a birth date; else between two bounds; else None."""

    on: str | None  # YYYY-MM-DD, local: when the event began
    youngest_years: int | None
    oldest_years: int | None
    exact: bool
    before_birth: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildExposure:
    """`exposures` are attendances in which the child is named, in any part of the subject;
    `exposures_to_subject` those with the subject as respondent. `respondents`: distinct persons,
    None when not shown. `span_days`: local days from the first to the last exposure. The reports to Child Protection
    are those about the child; of some it is not shown whether they were investigated."""

    child: str
    exposures: int
    exposures_to_subject: int
    reports: int
    kinds: tuple[str, ...]
    respondents: int | None
    respondents_at_least: bool
    first_on: str | None
    last_on: str | None
    span_days: int | None
    ages: tuple[AgeAtExposure, ...]
    protection_reports: int
    protection_investigated: int
    protection_not_investigated: int
    protection_first_on: str | None  # YYYY-MM-DD
    protection_last_on: str | None
    protection_evidence: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildrenExposed:
    """`attendances` and `reports` in which a child was named or said to be present. `at_least`:
    some report does not show whether there were children, or which."""

    count: int
    at_least: bool
    attendances: int
    reports: int
    children: tuple[ChildExposure, ...]
    evidence: tuple[str, ...]


def children_exposed(history: History) -> ChildrenExposed:
    reported = {child for report in history.records.protection for child in report.children}
    named = sorted({child.person for event in history.events for child in event.children or ()} | reported)
    held = [event for event in history.events if event.children or event.children_present]
    return ChildrenExposed(
        count=len(named),
        at_least=any(unnamed_children(event) is not False for event in history.events),
        attendances=len({attendance_key(event) for event in held}),
        reports=reports(held),
        children=tuple(_child(person, history) for person in named),
        evidence=(*evidence(held), *ids(report for report in history.records.protection if report.children)),
    )


def unnamed_children(event: Event) -> bool | None:
    """Whether there were children whom the report does not name; None: not known.

    An empty list alone is no statement that there were none: presence is a question of its own.
    """
    return False if event.children else event.children_present


def _child(person: str, history: History) -> ChildExposure:
    held = [event for event in history.events if _naming(event, person)]
    occasions = attendances(held, history.as_at)
    first, last = first_on(held), last_on(held, history.as_at)
    to_subject = {attendance_key(event) for event in held if event.part is Part.RESPONDENT}
    respondents = {person for event in held for person in event.respondents or ()}
    protection = [report for report in history.records.protection if person in report.children]
    days = [report.received_on for report in protection if report.received_on]
    return ChildExposure(
        child=person,
        exposures=len(occasions),
        exposures_to_subject=len(to_subject),
        reports=reports(held),
        kinds=tuple(sorted({k for e in held for c in _naming(e, person) for k in c.exposures or ()})),
        respondents=len(respondents) or None,
        respondents_at_least=any(event.respondents is None for event in held),
        first_on=first,
        last_on=last,
        span_days=(_date(last) - _date(first)).days if first and last else None,
        ages=_ages(person, held, occasions),
        protection_reports=len(protection),
        protection_investigated=_investigated(protection, True),
        protection_not_investigated=_investigated(protection, False),
        protection_first_on=min(days, default=None),
        protection_last_on=max(days, default=None),
        protection_evidence=ids(protection),
        evidence=(*evidence(held), *ids(protection)),
    )


def _investigated(reports: list[Reported], answer: bool) -> int:
    return sum(report.investigated is answer for report in reports)


def _ages(person: str, held: list[Event], occasions: tuple[Attendance, ...]) -> tuple[AgeAtExposure, ...]:
    birth = born(child for event in held for child in _naming(event, person))
    found = []
    for occasion in occasions:
        on = first_on(occasion.events)
        then = age(birth, _date(on) if on else None)
        found.append(
            AgeAtExposure(
                on,
                then.youngest,
                then.oldest,
                then.exact,
                then.before_birth,
                evidence(occasion.events),
            )
        )
    return tuple(found)


def _naming(event: Event, person: str) -> tuple[Child, ...]:
    return tuple(child for child in event.children or () if child.person == person)


def _date(day: str) -> date:
    return date.fromisoformat(day)
