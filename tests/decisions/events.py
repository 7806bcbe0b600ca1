"""Events for tests: every field said, so that a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from schema.decisions.event import Child, Event, OrderStated, Part, Side

AS_AT = "2026-03-01T00:00:00Z"  # 11 am on 1 March 2026 in Melbourne

NOTHING: dict[str, Any] = {
    "attendance": None,
    "received_at": None,
    "offences": (),
    "weapon_used": False,
    "strangulation": False,
    "threat_to_kill": False,
    "sexual_violence": False,
    "property_damage": False,
    "injuries": "NONE",
    "affected": ("alex",),
    "respondents": ("subject",),
    "children": (),
    "children_present": False,
    "orders": (),
}


def respondent(incident: str, occurred_from: str | None, **values: Any) -> Event:
    """A report that states everything, and nothing to tell but what `values` say."""
    said = {**NOTHING, **values}
    return Event(incident=incident, part=Part.RESPONDENT, occurred_from=occurred_from, **said)


def affected(incident: str, occurred_from: str | None, **values: Any) -> Event:
    said = {**NOTHING, "affected": ("subject",), "respondents": ("alex",), **values}
    return Event(incident=incident, part=Part.AFFECTED, occurred_from=occurred_from, **said)


def on(day: str, clock: str = "02:00:00") -> str:
    """An instant of a UTC day; 2 am UTC is the same date in Melbourne."""
    return f"{day}T{clock}Z"


_moments = st.sampled_from(
    [
        "2019-02-28T13:00:00Z",
        "2024-02-28T23:00:00Z",
        "2025-04-05T15:30:00Z",
        "2025-10-04T16:00:00Z",
        "2025-12-01T00:00:00Z",
        "2026-02-01T00:00:00Z",
        "2026-02-27T23:59:59Z",
        AS_AT,
        "2026-03-01T00:00:01Z",
        "2027-01-01T00:00:00Z",
    ]
)
_ATTENDANCES = (None, "night-1", "night-2", "night-3")
_flags = st.sampled_from([None, True, False])
_people = st.sampled_from(["alex", "bo", "cy"])
_children = st.builds(
    Child,
    person=st.sampled_from(["kim", "lou"]),
    birth_year=st.sampled_from([None, 2015, 2020]),
    birth_date=st.sampled_from([None, "2016-02-29", "2026-06-01"]),
    exposures=st.sampled_from([None, (), ("WITNESSED",), ("HARMED", "PRESENT")]),
)
_orders = st.builds(
    OrderStated,
    order=st.sampled_from(["order-1", "order-2"]),
    state=st.sampled_from([None, "INTERIM_MADE", "FINAL_MADE"]),
    side=st.sampled_from([None, *Side]),
)


def _attended(event: Event) -> Event:
    """A report is of one attendance, however often it is drawn."""
    return replace(event, attendance=_ATTENDANCES[int(event.incident[-1]) % len(_ATTENDANCES)])


EVENTS = st.lists(
    st.builds(
        Event,
        incident=st.sampled_from([f"report-{number}" for number in range(8)]),
        part=st.sampled_from(Part),
        occurred_from=st.none() | _moments,
        occurred_to=st.none() | _moments,
        received_at=st.none() | _moments,
        custodian=st.sampled_from([None, "victoria_police"]),
        offences=st.none() | st.lists(st.sampled_from(["0213", "0121", "1531", "123A", "new"]), max_size=2).map(tuple),
        weapon_used=_flags,
        strangulation=_flags,
        threat_to_kill=_flags,
        sexual_violence=_flags,
        property_damage=_flags,
        injuries=st.sampled_from([None, "NONE", "MINOR", "SERIOUS", "OTHER"]),
        risk_band=st.sampled_from([None, "HIGH", "MEDIUM"]),
        affected=st.none() | st.lists(_people, max_size=2).map(tuple),
        respondents=st.none() | st.lists(_people, max_size=2).map(tuple),
        children=st.none() | st.lists(_children, max_size=2).map(tuple),
        children_present=_flags,
        orders=st.none() | st.lists(_orders, max_size=2).map(tuple),
    ).map(_attended),
    max_size=8,
)
INSTANTS = _moments


def _numbered(events: list[Event]) -> list[Event]:
    """With ids of their own; police give one number to one attendance."""
    numbers = [(f"report-{at}", event) for at, event in enumerate(events)]
    return [
        replace(event, incident=name, attendance=f"of {event.incident_number or name}" if seen else None)
        for (name, event), seen in zip(numbers, (event.children_present is not None for event in events), strict=True)
    ]


# Few values, so that reports often repeat others: of two couples, one turned round, within a night and a day.
REPORTS = st.lists(
    st.builds(
        Event,
        incident=st.just(""),
        part=st.sampled_from([Part.RESPONDENT, Part.AFFECTED]),
        incident_number=st.sampled_from([None, "2600017", "2600071", "2600090"]),
        sub_incident=st.sampled_from([None, "2600017-1", "1"]),
        custodian=st.just("victoria_police"),
        occurred_from=st.sampled_from(["2026-02-01T00:00:00Z", "2026-02-01T01:50:00Z", "2026-02-01T03:00:00Z", None]),
        occurred_to=st.sampled_from([None, "2026-02-01T03:05:00Z"]),
        attended_from=st.sampled_from([None, "2026-02-01T03:10:00Z", "2026-02-01T03:40:00Z"]),
        attended_to=st.sampled_from([None, "2026-02-01T03:30:00Z", "2026-02-01T04:30:00Z"]),
        received_at=st.just("2026-02-02T00:00:00Z"),
        submitted_at=st.sampled_from([None, "2026-02-01T06:00:00Z", "2026-02-01T07:00:00Z"]),
        amended_at=st.sampled_from([None, "2026-02-01T06:30:00Z"]),
        suburb=st.sampled_from([None, "Ararat", "Stawell"]),
        strangulation=st.sampled_from([None, True]),
        affected=st.sampled_from([None, ("alex",), ("alex",), ("subject",)]),
        respondents=st.sampled_from([None, ("subject",), ("subject",), ("alex",)]),
        children_present=st.sampled_from([None, False]),
    ),
    max_size=7,
).map(_numbered)
