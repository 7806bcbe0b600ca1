"""Where the roles are turned round: the subject as affected, as both, as wronged, as protected.

The same person as respondent in one report of an attendance and affected in another is a sign that
the person most in need of protection may have been misidentified; so is a review by police of who used violence, and an
order against each of two people that protects the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Event, Part, Side
from schema.decisions.history import History, evidence, reports
from schema.decisions.order_statement import Statement
from schema.decisions.records import ids


@dataclass(frozen=True, slots=True)
class CrossRole:
    """Where the roles are turned round: signs of misidentification, not findings."""

    affected_attendances: Annotated[int, "How many attendances have a report with the subject as affected."]
    affected_reports: Annotated[int, "How many reports have the subject as affected."]
    affected_evidence: Annotated[tuple[str, ...], "Ids of the reports with the subject as affected, oldest first."]
    child_reports: Annotated[int, "How many reports have the subject as a child."]
    child_evidence: Annotated[tuple[str, ...], "Ids of the reports with the subject as a child, oldest first."]
    mutual_attendances: Annotated[
        int,
        "How many attendances have the subject as respondent in one report and affected in another; a report whose "
        "attendance is not shown can match no other.",
    ]
    mutual_evidence: Annotated[tuple[str, ...], "Ids of the reports of these attendances, oldest first."]
    reviews: Annotated[int, "In how many reports it is under review by police who used violence."]
    reviews_evidence: Annotated[tuple[str, ...], "Ids of the reports in which that is under review, oldest first."]
    wronged_charges: Annotated[int, "How many charges are of what was done to the subject, whatever became of them."]
    wronged_evidence: Annotated[tuple[str, ...], "Ids of the charges of what was done to the subject."]
    crossed_orders: Annotated[
        int, "How many orders against the subject protect somebody from whom another order protects the subject."
    ]
    crossed_evidence: Annotated[tuple[str, ...], "Ids of the statements of such orders, on either side."]


def cross_role(history: History) -> CrossRole:
    affected = history.of(Part.AFFECTED)
    child = history.of(Part.CHILD)
    mutual = [held for a in history.attendances(Part.RESPONDENT, Part.AFFECTED) if _both(held := a.events)]
    reviewed = [event for event in history.events if event.misidentification_review]
    wronged = [charge for charge in history.records.charges if not charge.accused]
    crossed = _crossed(history.records.orders)
    return CrossRole(
        affected_attendances=len(history.attendances(Part.AFFECTED)),
        affected_reports=reports(affected),
        affected_evidence=evidence(affected),
        child_reports=reports(child),
        child_evidence=evidence(child),
        mutual_attendances=len(mutual),
        mutual_evidence=evidence(event for events in mutual for event in events),
        reviews=reports(reviewed),
        reviews_evidence=evidence(reviewed),
        wronged_charges=len(wronged),
        wronged_evidence=ids(wronged),
        crossed_orders=len({said.order or said.id for said in crossed if said.side is Side.AGAINST}),
        crossed_evidence=ids(crossed),
    )


def _both(events: tuple[Event, ...]) -> bool:
    return {event.part for event in events} >= {Part.RESPONDENT, Part.AFFECTED}


def _crossed(orders: tuple[Statement, ...]) -> list[Statement]:
    """Statements of orders by which the subject and one other person are each protected from the other."""
    against = {person for said in orders if said.side is Side.AGAINST for person in said.others or ()}
    protecting = {person for said in orders if said.side is Side.PROTECTING for person in said.others or ()}
    both = against & protecting
    return [said for said in orders if both & set(said.others or ())]
