"""Events for tests: every field said, so that a test names only what it is about."""

from __future__ import annotations

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

EVENTS = st.lists(
    st.builds(
        Event,
        incident=st.sampled_from([f"report-{number}" for number in range(8)]),
        part=st.sampled_from(Part),
        attendance=st.sampled_from([None, "night-1", "night-2", "night-3"]),
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
    ),
    max_size=8,
)
INSTANTS = _moments
