"""The declared summary of a person's use of violence: bands, never a party, a place or a text."""

from __future__ import annotations

from typing import Any

from schema.decisions import summary
from schema.decisions.event import Event, Part
from schema.mirror import mirror

NEEDS = ("id", "leap_incident", "occurred_from", "offences", "weapon_used", "strangulation", "threat_to_kill",
         "sexual_violence", "property_damage", "injuries")  # fmt: skip

ViolenceSummary = mirror(summary.ViolenceSummary)


def summary_of(rows: list[list[Any]]) -> summary.ViolenceSummary | None:
    """Of nothing shown nothing is told: an empty summary is not "no violence"."""
    events = [_event(dict(zip(NEEDS, row, strict=True))) for row in rows]
    return summary.violence_summary(events, LATEST) if events else None


def _event(values: dict[str, Any]) -> Event:
    offences = values.pop("offences")
    return Event(
        incident=values.pop("id"),
        part=Part.RESPONDENT,
        attendance=values.pop("leap_incident"),
        offences=None if offences is None else tuple(offences),
        **values,
    )


LATEST = "9999-12-31T23:59:58Z"  # the rows are those of the asked moment already
