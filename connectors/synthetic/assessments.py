"""Assessments of risk, and plans for safety, by the services to which police referred somebody.

Levels are drawn, as somebody would judge them: nothing here, and nothing in the hub, computes one of factors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from connectors.synthetic import aftermath
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.factors import of_adult, of_child, of_respondent
from connectors.synthetic.names import some_culture, some_family_name, some_given_names
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population
from connectors.synthetic.reported import Reported, at_end_of, handed_over
from connectors.synthetic.safety_plans import safety_plan
from connectors.synthetic.scribes import Scribe
from connectors.synthetic.written import Written, told

Fields = dict[str, Any]
ORANGE_DOOR: Final = "orange_door"
SPECIALIST: Final = "specialist_fv_service"
ADULT, CHILD, PERPETRATOR = "AFFECTED", "CHILD", "RESPONDENT"  # parties of a referral
_ASSESSED: Final = {ADULT: 0.2, CHILD: 0.15, PERPETRATOR: 0.07}  # of those referred to The Orange Door
_WENT_ON: Final = 0.3  # of adults assessed there, who come to a specialist service
_LEVELS: Final = Weighted.of((("AT_RISK", 30), ("ELEVATED", 45), ("SERIOUS", 20), ("SERIOUS_IMMEDIATE", 5)))
_GRAVE_LEVELS: Final = Weighted.of((("ELEVATED", 25), ("SERIOUS", 50), ("SERIOUS_IMMEDIATE", 25)))
_TOOLS: Final = {ORANGE_DOOR: "TRAM", SPECIALIST: "MARAM comprehensive assessment"}
_KINDS: Final = {CHILD: "CHILD", PERPETRATOR: "PERPETRATOR"}


@dataclass(frozen=True, slots=True)
class Sitting:
    """One assessment: of whom, by which service, on which day; `level` is empty where it is judged there."""

    reported: Reported
    party: str
    custodian: str
    day: date
    human: Human
    level: str = ""
    known_there: tuple[str, ...] = ()  # factors that no report has

    @property
    def number(self) -> str:
        letter = {ORANGE_DOOR: "T", SPECIALIST: "S"}[self.custodian] + self.party[0]
        return f"{letter}{self.reported.number[4:]}"


def assessments(found: Population, reports: Iterable[Reported]) -> list[Written]:
    writer = AssessmentWriter(found, {name: Scribe.of(name, found) for name in (ORANGE_DOOR, SPECIALIST)})
    sittings = (s for one in reports if handed_over(one.event, found.until) for s in _sittings(found, one))
    return [writer.row(sitting) for sitting in sittings if sitting.day <= found.until]


def _sittings(found: Population, one: Reported) -> Iterator[Sitting]:
    if one.event.role:
        yield from _planted(found, one)
        return
    draws = Draws.stream(found.seed, "sittings", one.number)
    parties = {r["party"] for r in one.row["referrals"]["made"] if str(r["service"]).startswith("TOD-")}
    for party in (ADULT, CHILD, PERPETRATOR):
        came, day = draws.chance(_ASSESSED[party]), one.event.day + timedelta(days=draws.between(2, 12))
        if not came or party not in parties:
            continue
        yield Sitting(one, party, ORANGE_DOOR, day, _whom(one, party))
        if party == ADULT and draws.chance(_WENT_ON):
            yield Sitting(one, party, SPECIALIST, day + timedelta(days=draws.between(5, 30)), _whom(one, party))


def _planted(found: Population, one: Reported) -> Iterator[Sitting]:
    """Of him by The Orange Door, of her by the specialist service that she came to."""
    before = (found.until - one.event.day).days
    if one.respondent.key == "subject" and before in aftermath.ASSESSED:
        party, level, known = aftermath.ASSESSED[before]
        custodian = SPECIALIST if party == ADULT else ORANGE_DOOR
        yield Sitting(one, party, custodian, one.event.day + timedelta(days=2), _whom(one, party), level, known)


def _whom(one: Reported, party: str) -> Human:
    return {ADULT: one.affected, PERPETRATOR: one.respondent}.get(party) or one.children[0]


@dataclass(frozen=True, slots=True)
class AssessmentWriter:
    found: Population
    scribes: dict[str, Scribe]

    def row(self, of: Sitting) -> Written:
        draws = Draws.stream(self.found.seed, "assessment", of.custodian, of.number)
        subject = None if of.party == PERPETRATOR else self._subject(of)
        respondent = self._person(of, of.reported.respondent)
        row = {
            "assessment": self._about(draws, of),
            "subject": subject,
            "respondent": respondent,
            "observations": self._observations(draws, of),
            "safety_plans": [safety_plan(draws, f"P-{of.number}", of.day)] if of.party == ADULT else [],
        }
        people = [(respondent, of.reported.respondent), *([(subject, of.human)] if subject else [])]
        return Written(of.custodian, f"{of.custodian} {of.number}", at_end_of(of.day), row, told(people))

    def _person(self, of: Sitting, human: Human) -> Fields:
        return self.scribes[of.custodian].party(human, of.day, of.number)

    def _subject(self, of: Sitting) -> Fields:
        child = of.party == CHILD
        listed = of.reported.row["children"]["listed"]
        return self._person(of, of.human) | {"child": child, "exposures": listed[0]["exposures"] if child else None}

    def _about(self, draws: Draws, of: Sitting) -> Fields:
        comprehensive = of.custodian == SPECIALIST
        practice = "COMPREHENSIVE" if comprehensive else "INTERMEDIATE"
        return {
            "custodian": of.custodian,
            "number": of.number,
            "version": 1,
            "kind": _KINDS.get(of.party, practice),
            "tool": _TOOLS[of.custodian],
            "scheme": "MARAM",
            "level": of.level or draws.weighted(_GRAVE_LEVELS if of.reported.event.gravity >= 3 else _LEVELS),
            "self_assessed_level": draws.weighted(_LEVELS) if of.party == ADULT else None,
            "assessed_on": of.day.isoformat(),
            "assessor": _assessor(draws),
            "practice_level": practice,
        }

    def _observations(self, draws: Draws, of: Sitting) -> list[Fields]:
        observe = {ADULT: of_adult, CHILD: of_child, PERPETRATOR: of_respondent}[of.party]
        return observe(draws, of.reported, of.known_there)


def _assessor(draws: Draws) -> str:
    culture = some_culture(draws)
    given = some_given_names(draws, culture, draws.pick(("FEMALE", "MALE"))).split()[0]
    return f"{given} {some_family_name(draws, culture)}"
