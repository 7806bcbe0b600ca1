"""What goes in: one police family violence report (L17), as the asker sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part the subject has in one report; a part is of the report, never of the person."""

    RESPONDENT = "RESPONDENT"
    AFFECTED = "AFFECTED"
    CHILD = "CHILD"


class Side(StrEnum):
    """Which side of an order the subject is on."""

    AGAINST = "AGAINST"  # the subject is restrained
    PROTECTING = "PROTECTING"  # the subject is protected


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child as one report names him. `exposures` are codes: PRESENT, WITNESSED, HARMED."""

    person: str
    birth_year: int | None = None
    birth_date: str | None = None  # YYYY-MM-DD
    exposures: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStated:
    """A notice, application or order as one report states it; `order` is its lineage id.

    None: which order it is, is not shown; two such may be one.
    """

    order: str | None
    kind: str | None = None
    state: str | None = None
    number: str | None = None
    made_on: str | None = None  # YYYY-MM-DD
    ends_on: str | None = None  # YYYY-MM-DD
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One report in which the subject has a part. `None` is "not shown or not stated"; an empty
    tuple is "stated: none". Persons are ids as shown; the subject's own id is among them."""

    incident: str  # the report's lineage id: one id over all its versions
    part: Part
    portal_id: str | None = None
    incident_number: str | None = None  # LEAP's, of the attendance
    sub_incident: str | None = None  # LEAP's, of the report
    submitted_at: str | None = None
    amended_at: str | None = None
    attendance: str | None = None
    attended_from: str | None = None
    attended_to: str | None = None
    location_type: str | None = None  # a code
    place_line: str | None = None
    suburb: str | None = None
    occurred_from: str | None = None  # YYYY-MM-DDTHH:MM:SSZ
    occurred_to: str | None = None
    received_at: str | None = None
    custodian: str | None = None
    offences: tuple[str, ...] | None = None  # codes as police wrote them
    weapon_used: bool | None = None
    strangulation: bool | None = None
    threat_to_kill: bool | None = None
    sexual_violence: bool | None = None
    property_damage: bool | None = None
    injuries: str | None = None  # a code
    risk_band: str | None = None  # in the police scheme; never converted to another
    affected: tuple[str, ...] | None = None
    respondents: tuple[str, ...] | None = None
    children: tuple[Child, ...] | None = None
    children_present: bool | None = None
    orders: tuple[OrderStated, ...] | None = None
    misidentification_review: bool | None = None  # who used violence is under review
