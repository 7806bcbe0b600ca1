"""The declared summary of a person's use of violence: bands, never a party, a place or a text."""

from __future__ import annotations

from typing import Any

from schema.decisions import summary
from schema.decisions.event import Event, Part
from schema.mirror import mirror

NEEDS = ("id", "custodian", "leap_incident", "leap_sub_incident", "submitted_at", "amended_at", "received_at",
         "occurred_from", "offences", "weapon_used", "strangulation", "threat_to_kill",
         "sexual_violence", "property_damage", "injuries")  # fmt: skip

ViolenceSummary = mirror(summary.ViolenceSummary)


def summary_of(rows: list[list[Any]]) -> summary.ViolenceSummary | None:
    """Of nothing shown nothing is told: an empty summary is not "no violence"."""
    events = [_event(dict(zip(NEEDS, row, strict=True))) for row in rows]
    return summary.violence_summary(events, LATEST) if events else None


def _event(values: dict[str, Any]) -> Event:
    """The parties are no part of a summary, so a report filed again is known by its number alone."""
    offences, number = values.pop("offences"), values.pop("leap_incident")
    return Event(
        incident=values.pop("id"),
        part=Part.RESPONDENT,
        attendance=number,
        incident_number=number,
        sub_incident=values.pop("leap_sub_incident"),
        offences=None if offences is None else tuple(offences),
        **values,
    )


LATEST = "9999-12-31T23:59:58Z"  # the rows are those of the asked moment already
