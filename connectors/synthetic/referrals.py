"""Section J: one referral per party and kind of service, to codes of services.

The kinds follow the referral limb of the Victoria Police options model and the published roles of
The Orange Door, safe steps, the Men's Referral Service and the Victims of Crime Helpline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from connectors.synthetic.draws import Draws
from connectors.synthetic.events import Event
from connectors.synthetic.homes import Homes
from connectors.synthetic.people import FEMALE, MALE, Human

_NOT_REFERRED = 0.05
_HOMELESS = 0.04
_REASONS = ("DECLINED", "ALREADY_CLIENT", "UNABLE_TO_CONTACT", "NOT_REQUIRED", "OTHER")
_OFFICE_HOURS = range(8, 18)


@dataclass(frozen=True, slots=True)
class Part:
    """Whose referral, to which kind of service, to which service."""

    party: str
    service_type: str
    service: str
    area: str | None = None
    child: int | None = None


def decision_for_children(draws: Draws, event: Event, minors: int) -> str | None:
    """What police decide for the children; the graver the event, the more often a report."""
    if not minors:
        return None
    if event.gravity >= 3 or (event.gravity == 2 and draws.chance(0.5)):
        return "REPORT_CHILD_PROTECTION"
    return draws.pick(("REFER_CHILD_FAMILY", "REFER_CHILD_FAMILY", "NONE", "ALREADY_INVOLVED"))


def referrals(
    draws: Draws, homes: Homes, event: Event, decision: str | None, at: datetime, stamp: str
) -> dict[str, Any]:
    """Section J of a report that is submitted at `at`, written as `stamp`."""
    if not event.role and draws.chance(_NOT_REFERRED):
        return {"made": [], "reason_not_referred": draws.pick(_REASONS)}
    parts = [
        *_affected_parts(draws, homes, event, at),
        *_respondent_parts(draws, homes, event),
        *_child_parts(homes, event, decision),
    ]
    return {"made": [_row(draws, part, stamp) for part in parts]}


def _affected_parts(draws: Draws, homes: Homes, event: Event, at: datetime) -> Iterator[Part]:
    human, day = event.tie.affected, event.day
    if human.minor_on(day):
        yield _local(homes, human, day, "AFFECTED", "CHILD_PROTECTION", "CPI")
    elif human.sex == MALE:
        yield Part("AFFECTED", "VICTIM_SUPPORT", "VCH")
    else:
        yield _local(homes, human, day, "AFFECTED", "SPECIALIST_FV", "TOD")
        if at.hour not in _OFFICE_HOURS and (event.gravity >= 3 or draws.chance(0.15)):
            yield Part("AFFECTED", "CRISIS_RESPONSE", "SS247")
    if event.role == "homeless_client" or draws.chance(_HOMELESS):
        yield _local(homes, human, day, "AFFECTED", "HOMELESSNESS", "HOMELESS")


def _respondent_parts(draws: Draws, homes: Homes, event: Event) -> Iterator[Part]:
    human, day = event.tie.respondent, event.day
    if human.minor_on(day):
        yield _local(homes, human, day, "RESPONDENT", "ADOLESCENT_SERVICE", "TOD")
    elif human.sex == FEMALE:
        yield _local(homes, human, day, "RESPONDENT", "ORANGE_DOOR", "TOD")
    elif event.role or draws.chance(0.45):
        yield Part("RESPONDENT", "MENS_REFERRAL", "MRS")
    else:
        yield _local(homes, human, day, "RESPONDENT", "MENS_SERVICE", "TOD")
    if draws.chance(_HOMELESS / 2):
        yield _local(homes, human, day, "RESPONDENT", "ACCOMMODATION", "HOMELESS")


def _child_parts(homes: Homes, event: Event, decision: str | None) -> Iterator[Part]:
    minors = event.tie.minors(event.day)
    if decision == "REPORT_CHILD_PROTECTION":
        for ordinal, child in enumerate(minors, 1):
            yield _local(homes, child, event.day, "CHILD", "CHILD_PROTECTION", "CPI", ordinal)
    elif decision == "REFER_CHILD_FAMILY":
        yield _local(homes, minors[0], event.day, "CHILD", "CHILD_FAMILY", "TOD")


def _local(
    homes: Homes,
    human: Human,
    day: date,
    party: str,
    service_type: str,
    service: str,
    child: int | None = None,
) -> Part:
    """The service of the area where that person lives."""
    locality = homes.at(human, day).place.locality
    return Part(party, service_type, f"{service}-{locality.area_code}", locality.area, child)


def _row(draws: Draws, part: Part, stamp: str) -> dict[str, Any]:
    statutory = part.service_type == "CHILD_PROTECTION"
    given = draws.pick(("GIVEN", "GIVEN", "GIVEN", "NOT_REQUIRED", "NOT_SOUGHT"))
    return {
        "party": part.party,
        "child": part.child,
        "service_type": part.service_type,
        "service": part.service,
        "formal": statutory or draws.chance(0.9),
        "consent": "NOT_REQUIRED" if statutory else given,
        "referred_at": stamp,
        "area": part.area,
    }
