"""MARAM factors that police reports and the measures speak of, where nobody has assessed them.

MARAM Foundation Knowledge Guide, evidence-based risk factors. That a report states an act is evidence of the factor and
no assessment; which measure speaks of which factor is our reading. No level is computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from schema.decisions.answer import PatternAndHistory
from schema.decisions.escalation import Finding
from schema.decisions.report import Said
from schema.decisions.words import counted, day

BY_BEHAVIOUR = {"STRANGULATION": "P05", "THREAT_TO_KILL": "P06", "SEXUAL_VIOLENCE": "P10", "PROPERTY_DAMAGE": "P21"}
WEAPON, LATEST_WEAPON = "WEAPON_USED", "P03"  # the factor is of the most recent event alone
BREACH, HISTORY, ESCALATION = "P11", "P12", "V04"


def spoken_of(pattern: PatternAndHistory) -> Iterator[tuple[str, Said]]:
    """Code of the factor, and what speaks for it, with the records it rests on."""
    for act in (act for act in pattern.behaviours if act.stated):
        said = _said("Stated in", act.stated, act.first_on, act.last_on, act.evidence)
        if act.behaviour in BY_BEHAVIOUR:
            yield BY_BEHAVIOUR[act.behaviour], said
        if act.behaviour == WEAPON and act.last_on is not None and act.last_on == pattern.recency.latest_on:
            yield LATEST_WEAPON, said
    if pattern.breaches.reports:
        yield BREACH, _said("Recorded in", pattern.breaches.reports, None, None, pattern.breaches.recorded_evidence)
    life = pattern.frequency[-1]
    if life.reports:
        yield HISTORY, _said("Respondent in", life.reports, life.first_on, None, life.evidence)
    if pattern.escalation.finding is Finding.FOUND:
        yield ESCALATION, Said("Signs of escalation in the reports shown", (), pattern.escalation.evidence)


def _said(how: str, reports: int, first_on: str | None, last_on: str | None, evidence: tuple[str, ...]) -> Said:
    span = f", first on {day(first_on)}" if first_on else ""
    span += f", last on {day(last_on)}" if last_on and last_on != first_on else ""
    return Said(f"{how} {counted(reports, 'police report')}{span}; not assessed", (), evidence)
