"""What children lived through: each child's exposures, ages and span.

Family Violence Protection Act 2008 (Vic) s 5(1)(b): causing a child to hear, witness or otherwise
be exposed to family violence is family violence. Harm may be a series of acts: Children, Youth and
Families Act 2005 (Vic) s 162(2). A child named in a report counts as exposed to what it reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

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
    """How old a child was at one exposure. A date of birth outweighs a year; before birth both bounds are 0."""

    on: Annotated[str | None, "Local day (YYYY-MM-DD) on which the attendance's events began; null: not shown."]
    youngest_years: Annotated[int | None, "Completed years that the child had at least; null: not known."]
    oldest_years: Annotated[int | None, "Completed years that the child had at most; null: not known."]
    exact: Annotated[bool, "One date of birth is stated, so that both bounds are the age."]
    before_birth: Annotated[bool, "On every birth date that the sources allow, the child was not yet born."]
    evidence: Annotated[tuple[str, ...], "Ids of the reports of that attendance that name the child, oldest first."]


@dataclass(frozen=True, slots=True)
class ChildExposure:
    """One child. An exposure is an attendance of which a report names the child, in whatever part of the subject."""

    child: Annotated[str, "Id of the child as a person, or of the record where it is not shown whose it is."]
    exposures: Annotated[int, "How many attendances have a report that names the child."]
    exposures_to_subject: Annotated[int, "How many of these have such a report with the subject as respondent."]
    reports: Annotated[int, "How many police reports name the child."]
    kinds: Annotated[
        tuple[str, ...], "Codes of how the child was exposed, for example WITNESSED; empty: none is stated or shown."
    ]
    respondents: Annotated[int | None, "How many distinct respondents these reports have; null: none is shown."]
    respondents_at_least: Annotated[
        bool, "Some of these reports does not show its respondent, so that there may be more."
    ]
    first_on: Annotated[str | None, "Local day (YYYY-MM-DD) on which the first exposure began; null: none is dated."]
    last_on: Annotated[str | None, "Local day (YYYY-MM-DD) of the latest moment of any exposure; null: none is dated."]
    span_days: Annotated[int | None, "Local days from the first of these days to the last; null: none is dated."]
    ages: Annotated[
        tuple[AgeAtExposure, ...],
        "The child's age at each exposure, the earliest first; undated ones before all others.",
    ]
    protection_reports: Annotated[int, "How many reports to Child Protection about the child are shown."]
    protection_investigated: Annotated[int, "How many of these were investigated."]
    protection_not_investigated: Annotated[int, "How many of these were not investigated; of the rest it is not shown."]
    protection_first_on: Annotated[
        str | None, "Day (YYYY-MM-DD) on which Child Protection received the first of them; null: none is dated."
    ]
    protection_last_on: Annotated[
        str | None, "Day (YYYY-MM-DD) on which Child Protection received the last of them; null: none is dated."
    ]
    protection_evidence: Annotated[tuple[str, ...], "Ids of the reports to Child Protection about the child."]
    evidence: Annotated[
        tuple[str, ...],
        "Ids of the police reports that name the child, oldest first, then of those to Child Protection.",
    ]


@dataclass(frozen=True, slots=True)
class ChildrenExposed:
    """What is shown of children, by reports in which the subject has any part."""

    count: Annotated[int, "How many distinct children are named, in police reports or in reports to Child Protection."]
    at_least: Annotated[
        bool, "Some police report does not show whether there were children, or which, so that there may be more."
    ]
    attendances: Annotated[int, "How many attendances have a report that names a child or says that one was present."]
    reports: Annotated[int, "How many police reports name a child or say that one was present."]
    children: Annotated[tuple[ChildExposure, ...], "Each child that is named, by id."]
    evidence: Annotated[
        tuple[str, ...],
        "Ids of these police reports, oldest first, then of the reports to Child Protection that show a child.",
    ]


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
