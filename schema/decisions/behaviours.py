"""What kind of violence: how many reports state each act, deny it, or do not show it.

The acts are those of the police form that MARAM names as risk factors (Foundation Knowledge
Guide). The police band is told as stated: bands of different schemes are never converted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Event, Part
from schema.decisions.history import History, evidence, first_on, last_on, reports


@dataclass(frozen=True, slots=True)
class BehaviourCount:
    """One act of violence, by reports with the subject as respondent."""

    behaviour: Annotated[
        str, "The act: STRANGULATION, THREAT_TO_KILL, WEAPON_USED, SEXUAL_VIOLENCE or PROPERTY_DAMAGE."
    ]
    stated: Annotated[int, "How many reports state the act."]
    denied: Annotated[int, "How many reports state that there was no such act."]
    not_known: Annotated[int, "How many reports neither state nor deny the act, or do not show it."]
    first_on: Annotated[
        str | None,
        "Local day (YYYY-MM-DD) of the earliest beginning of what these reports tell: its onset; null: none is dated.",
    ]
    last_on: Annotated[
        str | None, "Local day (YYYY-MM-DD) of the latest moment of what these reports tell; null: none is dated."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of the reports that state the act, oldest first."]


@dataclass(frozen=True, slots=True)
class RiskBandCount:
    """One band of the police's own scheme, by reports with the subject as respondent."""

    band: Annotated[str, "Code of the band as police gave it; never converted to another scheme."]
    reports: Annotated[int, "How many reports state the band."]
    last_on: Annotated[
        str | None, "Local day (YYYY-MM-DD) of the latest moment of what these reports tell; null: none is dated."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of these reports, oldest first."]


def strangulation(event: Event) -> bool | None:
    return event.strangulation


def threat_to_kill(event: Event) -> bool | None:
    return event.threat_to_kill


def weapon_used(event: Event) -> bool | None:
    return event.weapon_used


def sexual_violence(event: Event) -> bool | None:
    return event.sexual_violence


def property_damage(event: Event) -> bool | None:
    return event.property_damage


BEHAVIOURS: tuple[Callable[[Event], bool | None], ...] = (
    strangulation,
    threat_to_kill,
    weapon_used,
    sexual_violence,
    property_damage,
)


def behaviours(history: History) -> tuple[BehaviourCount, ...]:
    return tuple(_count(history, behaviour) for behaviour in BEHAVIOURS)


def _count(history: History, behaviour: Callable[[Event], bool | None]) -> BehaviourCount:
    events = history.of(Part.RESPONDENT)
    stated = [event for event in events if behaviour(event)]
    return BehaviourCount(
        behaviour=behaviour.__name__.upper(),
        stated=reports(stated),
        denied=reports(event for event in events if behaviour(event) is False),
        not_known=reports(event for event in events if behaviour(event) is None),
        first_on=first_on(stated),
        last_on=last_on(stated, history.as_at),
        evidence=evidence(stated),
    )


def risk_bands(history: History) -> tuple[RiskBandCount, ...]:
    """By the band's own name; no order among bands is claimed."""
    groups: dict[str, list[Event]] = {}
    for event in history.of(Part.RESPONDENT):
        if event.risk_band is not None:
            groups.setdefault(event.risk_band, []).append(event)
    return tuple(
        RiskBandCount(band, reports(held), last_on(held, history.as_at), evidence(held))
        for band, held in sorted(groups.items())
    )
