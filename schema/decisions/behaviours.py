"""What kind of violence: how many reports state each act, deny it, or do not show it.

The acts are those of the police form that MARAM names as risk factors (Foundation Knowledge
Guide). The police band is told as stated: bands of different schemes are never converted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schema.decisions.event import Event, Part
from schema.decisions.history import History, evidence, first_on, last_on, reports


@dataclass(frozen=True, slots=True)
class BehaviourCount:
    """Reports with the subject as respondent. Dates are local and of the reports that state it;
    `evidence` is of those reports too."""

    behaviour: str  # STRANGULATION, THREAT_TO_KILL, WEAPON_USED, SEXUAL_VIOLENCE, PROPERTY_DAMAGE
    stated: int
    denied: int
    not_known: int
    first_on: str | None  # YYYY-MM-DD: its onset
    last_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskBandCount:
    """Reports that state one band of the police's own scheme."""

    band: str
    reports: int
    last_on: str | None  # YYYY-MM-DD, local
    evidence: tuple[str, ...]


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
