"""Pattern and history of one person, worked out from what the asker is shown of his reports and other records."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import strawberry

from graph.selection import fields
from schema.decisions import pattern
from schema.decisions.answer import PatternAndHistory as Found
from schema.decisions.event import Child, Event, OrderStated, Part, Side
from schema.declare import answered
from schema.law import UNKNOWN
from schema.mirror import mirror
from schema.pattern_records import RECORDS, people, person, records_of
from schema.sources import SourceStatus, source_statuses
from schema.values import CODES, code_of, codes_of

RECORD = fields("id", "birth_date", "birth_year", exposures=CODES, person=fields("id"))
ORDER = fields("instrument", "order_number", "made_on", "ends_on", order_kind=CODES, state=CODES,
               restrained=fields(person=fields("id")), protected=fields(person=fields("id")))  # fmt: skip
REPORT = fields(
    "id", "portal_id", "leap_incident", "leap_sub_incident", "submitted_at", "amended_at",
    "occurred_from", "occurred_to", "received_at", "custodian", "weapon_used", "strangulation",
    "threat_to_kill", "sexual_violence", "property_damage", "children_present",
    "misidentification_review",
    offences=CODES, injuries=CODES, risk_band=CODES, location_type=CODES, place=fields("line", "suburb"),
    attendance=fields("id", "attended_from", "attended_to"),
    affected=RECORD, respondent=RECORD, children=RECORD, orders=ORDER,
)  # fmt: skip
EVIDENCE = (*fields("id", incidents_as_respondent=REPORT, incidents_as_affected=REPORT,
                    incidents_as_child=REPORT), *RECORDS)  # fmt: skip
PARTS = {
    "incidents_as_respondent": Part.RESPONDENT,
    "incidents_as_affected": Part.AFFECTED,
    "incidents_as_child": Part.CHILD,
}
PLAIN = ("portal_id", "submitted_at", "amended_at", "occurred_from", "occurred_to", "received_at", "custodian",
         "weapon_used", "strangulation", "threat_to_kill", "sexual_violence", "property_damage",
         "children_present", "misidentification_review")  # fmt: skip

Measures = mirror(Found)


@strawberry.type(description="Pattern and history of violence, as the asker may see it.")
class PersonHistory:
    """Measures over the records shown, and what each source could say."""

    person: strawberry.ID = answered("The person asked about.")
    measures: Measures = answered("Worked out from the records shown to you.")  # type: ignore[valid-type]
    sources: list[SourceStatus] = answered(
        "Which systems were asked, and how fresh each is. "
        "An empty list of reports never means that there is no history."
    )


@dataclass(frozen=True, slots=True)
class History:
    person: str
    measures: Found
    sources: list[Any]


def history_of(found: Any, as_of: str, fresh: Any, amended_from: str = UNKNOWN) -> History | None:
    """None: no record of this person is there for the asker."""
    if found is None:
        return None
    records = records_of(found, as_of, amended_from)
    measures = pattern.pattern_and_history(events_of(found), as_of, records)
    return History(found["id"], measures, source_statuses(fresh))


def events_of(found: Mapping[str, Any]) -> Iterator[Event]:
    for key, part in PARTS.items():
        yield from (_event(report, part, found["id"]) for report in found[key])


def _event(report: Mapping[str, Any], part: Part, subject: str) -> Event:
    attendance, place = report["attendance"] or {}, report["place"] or {}
    return Event(
        incident=report["id"],
        part=part,
        incident_number=report["leap_incident"],
        sub_incident=report["leap_sub_incident"],
        attendance=attendance.get("id"),
        attended_from=attendance.get("attended_from"),
        attended_to=attendance.get("attended_to"),
        location_type=code_of(report["location_type"]),
        place_line=place.get("line"),
        suburb=place.get("suburb"),
        offences=codes_of(report["offences"]),
        injuries=code_of(report["injuries"]),
        risk_band=code_of(report["risk_band"]),
        affected=people(report["affected"]),
        respondents=people(report["respondent"]),
        children=tuple(_child(record) for record in report["children"]) or None,
        orders=tuple(_order(order, subject) for order in report["orders"]) or None,
        **{name: report[name] for name in PLAIN},
    )


def _child(record: Mapping[str, Any]) -> Child:
    return Child(
        person=person(record),
        birth_year=record["birth_year"],
        birth_date=record["birth_date"],
        exposures=codes_of(record["exposures"]),
    )


def _order(order: Mapping[str, Any], subject: str) -> OrderStated:
    sides = (("restrained", Side.AGAINST), ("protected", Side.PROTECTING))
    mine = [side for name, side in sides if subject in {_person_of(r) for r in order[name]}]
    return OrderStated(
        order=order["instrument"],
        kind=code_of(order["order_kind"]),
        state=code_of(order["state"]),
        number=order["order_number"],
        made_on=order["made_on"],
        ends_on=order["ends_on"],
        side=mine[0] if mine else None,
    )


def _person_of(record: Mapping[str, Any]) -> str | None:
    return record["person"]["id"] if record["person"] else None
