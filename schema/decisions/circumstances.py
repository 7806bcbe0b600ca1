"""Where he stood when each incident happened: in custody, on bail, under supervision, bound by an order.

Asked of the last moment of each attendance as respondent, the moment that recency counts from. What no record says of
that moment is not known, and is never "no": a stay in custody may be one that is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Part, Side
from schema.decisions.history import Attendance, History, evidence
from schema.decisions.moments import local_date
from schema.decisions.order_statement import OrderBinding
from schema.decisions.orders_in_force import orders_at
from schema.decisions.records import Charge, ids

MAYBE = (OrderBinding.SERVED_THIS_DAY, OrderBinding.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class IncidentCircumstances:
    """One dated attendance as respondent, and what held at its last moment shown."""

    on: Annotated[str, "Local day (YYYY-MM-DD) of that moment."]
    in_custody: Annotated[bool | None, "True: a stay in custody held the subject; null: no record shown says so."]
    on_bail: Annotated[
        bool | None,
        "True: on bail for a charge laid before that day and not decided by it; null: no record shown says so.",
    ]
    under_supervision: Annotated[
        bool | None,
        "True: an order served in the community, or parole, ran on that day; null: no record shown says so.",
    ]
    orders_in_force: Annotated[int, "How many orders against the subject were in force."]
    orders_not_known: Annotated[
        int, "Of how many orders against the subject it is not known, or not from which hour of that day they bound."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of the reports of the attendance, oldest first."]
    custody_evidence: Annotated[tuple[str, ...], "Ids of the stays that held the subject."]
    bail_evidence: Annotated[tuple[str, ...], "Ids of the charges for which the subject was on bail."]
    supervision_evidence: Annotated[
        tuple[str, ...], "Ids of the orders served in the community, and of parole, that ran."
    ]
    orders_evidence: Annotated[tuple[str, ...], "Ids of the statements of the orders in force."]
    orders_not_known_evidence: Annotated[
        tuple[str, ...], "Ids of the statements of the orders of which it is not known."
    ]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What held at the attendances as respondent that are dated; one attendance may be in several of the counts."""

    attendances: Annotated[int, "How many attendances are dated: those that the counts are of."]
    in_custody: Annotated[int, "In how many of these attendances the subject is shown to have been in custody."]
    on_bail: Annotated[int, "In how many of these attendances the subject is shown to have been on bail."]
    under_supervision: Annotated[
        int, "In how many of these attendances the subject is shown to have been under supervision."
    ]
    under_order: Annotated[int, "In how many of these attendances one order or more against the subject was in force."]
    order_not_known: Annotated[
        int, "In how many of these attendances no order was in force for certain, and one or more may have been."
    ]
    incidents: Annotated[tuple[IncidentCircumstances, ...], "Each of these attendances, the earliest first."]


def circumstances(history: History) -> Circumstances:
    dated = [a for a in history.attendances(Part.RESPONDENT) if a.at is not None]
    found = tuple(_incident(attendance, history) for attendance in dated)
    return Circumstances(
        attendances=len(found),
        in_custody=sum(bool(incident.in_custody) for incident in found),
        on_bail=sum(bool(incident.on_bail) for incident in found),
        under_supervision=sum(bool(incident.under_supervision) for incident in found),
        under_order=sum(incident.orders_in_force > 0 for incident in found),
        order_not_known=sum(incident.orders_in_force == 0 < incident.orders_not_known for incident in found),
        incidents=found,
    )


def _incident(attendance: Attendance, history: History) -> IncidentCircumstances:
    at, records = attendance.at or "", history.records
    day = local_date(at).isoformat()
    stays = [stay for stay in records.stays if stay.holds(at)]
    bailed = [charge for charge in records.charges if _on_bail(charge, day)]
    supervised = [order for order in records.supervisions if order.holds(day)]
    against = [said for said in records.orders if said.side is Side.AGAINST]
    orders = orders_at(against, at, records.amended_from).orders
    bound = [order for order in orders if order.binding is OrderBinding.IN_FORCE]
    maybe = [order for order in orders if order.binding in MAYBE]
    return IncidentCircumstances(
        on=day,
        in_custody=True if stays else None,
        on_bail=True if bailed else None,
        under_supervision=True if supervised else None,
        orders_in_force=len(bound),
        orders_not_known=len(maybe),
        evidence=evidence(attendance.events),
        custody_evidence=ids(stays),
        bail_evidence=ids(bailed),
        supervision_evidence=ids(supervised),
        orders_evidence=tuple(i for order in bound for i in order.evidence),
        orders_not_known_evidence=tuple(i for order in maybe for i in order.evidence),
    )


def _on_bail(charge: Charge, day: str) -> bool:
    """Laid on an earlier day and not decided by this one: bail has no days of its own in a charge, so that what is said
    of it is taken for all that time."""
    if not charge.accused or not (charge.on_bail or charge.bail == "ON_BAIL") or charge.charged_on is None:
        return False
    return charge.charged_on < day and (charge.outcome_on is None or day < charge.outcome_on)
