"""Whom: the distinct persons affected in reports with the subject as respondent, or wronged in charges against him.

A first date is the onset of violence against a new partner or family member, as far as reports show it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

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
from schema.decisions.records import Charge, day_of, ids


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """One person affected by the subject as respondent. Charges that were withdrawn or lost are left out."""

    person: Annotated[str, "Id of the person, or of the record where it is not shown whose it is."]
    attendances: Annotated[int, "How many attendances have a report that names the person as affected."]
    reports: Annotated[int, "How many reports name the person as affected."]
    first_on: Annotated[
        str | None,
        "First local day (YYYY-MM-DD) of what these reports and charges tell: the onset; null: none is dated.",
    ]
    last_on: Annotated[str | None, "Last local day (YYYY-MM-DD) of what they tell; null: none is dated."]
    charges: Annotated[int, "How many charges against the subject are of conduct against the person."]
    days_since_previous: Annotated[
        int | None,
        "Local days from the last day of the person first affected before this one to the onset; 0 or fewer: the two "
        "overlap; null: nobody was affected before, or a day is not known.",
    ]
    evidence: Annotated[tuple[str, ...], "Ids of these reports, oldest first, then of these charges."]


@dataclass(frozen=True, slots=True)
class AffectedPersons:
    """Whom the subject affected, by reports with the subject as respondent and by charges."""

    count: Annotated[int, "How many distinct persons are shown; one shown only by a mask is counted like any other."]
    at_least: Annotated[bool, "Some report does not show whom it affected, so that there may be more."]
    persons: Annotated[tuple[AffectedPerson, ...], "Each of them, the first affected first."]
    evidence: Annotated[tuple[str, ...], "Ids of the reports and charges that name any of them, the reports first."]


def affected_persons(history: History) -> AffectedPersons:
    events, charges = history.of(Part.RESPONDENT), history.sustained
    reported: dict[str, list[Event]] = {}
    for event in oldest_first(events):
        for person in event.affected or ():
            reported.setdefault(person, []).append(event)
    named = {*reported, *(person for charge in charges for person in charge.against or ())}
    found = [_person(name, reported.get(name, []), _against(name, charges), history.as_at) for name in named]
    found.sort(key=lambda person: (person.first_on or "", person.person))
    wronged = [charge for charge in charges if charge.against]
    return AffectedPersons(
        count=len(named),
        at_least=any(event.affected is None for event in events),
        persons=tuple(map(_onset, found, [None, *found])),
        evidence=(*evidence(event for held in reported.values() for event in held), *ids(wronged)),
    )


def _against(person: str, charges: tuple[Charge, ...]) -> list[Charge]:
    return [charge for charge in charges if person in (charge.against or ())]


def _person(person: str, held: list[Event], charges: list[Charge], as_at: str) -> AffectedPerson:
    charged = [day_of(charge.occurred_at) for charge in charges if charge.occurred_at]
    days = [on for on in (first_on(held), last_on(held, as_at), *charged) if on]
    return AffectedPerson(
        person=person,
        attendances=len({attendance_key(event) for event in held}),
        reports=reports(held),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        charges=len(charges),
        days_since_previous=None,
        evidence=(*evidence(held), *ids(charges)),
    )


def _onset(person: AffectedPerson, previous: AffectedPerson | None) -> AffectedPerson:
    if previous is None or previous.last_on is None or person.first_on is None:
        return person
    days = (date.fromisoformat(person.first_on) - date.fromisoformat(previous.last_on)).days
    return replace(person, days_since_previous=days)
