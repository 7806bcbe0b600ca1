"""How serious: the decision table of the ladder, and its latest and highest rung.

Sources: the offence rows of `offences.py`; MARAM Practice Guides, Foundation
Knowledge Guide (Victorian Government, 2021), where strangulation, threats to kill, use of a weapon
and sexual assault are serious risk factors. A rung is a reading of reports and charges, not a level of risk. A
charge has the rung of its offence, unless it was withdrawn or lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Event, Part
from schema.decisions.history import History, evidence, last_on
from schema.decisions.offences import Severity, offence
from schema.decisions.records import Charge, day_of, ids

Reasons = tuple[str, ...] | None  # (): the answer is no; None: it is not known

EDITION = "2026-11-24"  # of this table and of the offence rows; a change of a row is a new edition

NO_INJURY = ("NONE", "NIL", "NO")
INJURY = ("MINOR", "YES", "INJURED")
SERIOUS_INJURY = ("SERIOUS", "LIFE_THREATENING", "HOSPITAL", "FATAL")
KNOWN_INJURY = (*NO_INJURY, *INJURY, *SERIOUS_INJURY)


def homicide_offence(event: Event) -> Reasons:
    return _offences(event, Severity.ATTEMPTED_HOMICIDE)


def strangulation(event: Event) -> Reasons:
    return _flag(event.strangulation, "strangulation stated")


def threat_to_kill(event: Event) -> Reasons:
    return _flag(event.threat_to_kill, "threat to kill stated")


def weapon_used(event: Event) -> Reasons:
    return _flag(event.weapon_used, "use of a weapon stated")


def strangulation_or_threat_offence(event: Event) -> Reasons:
    return _offences(event, Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON)


def sexual_violence(event: Event) -> Reasons:
    return _flag(event.sexual_violence, "sexual violence stated")


def serious_injury(event: Event) -> Reasons:
    return _injury(event.injuries, SERIOUS_INJURY, "serious injury stated")


def serious_or_sexual_offence(event: Event) -> Reasons:
    return _offences(event, Severity.SERIOUS_ASSAULT_OR_SEXUAL)


def injury(event: Event) -> Reasons:
    return _injury(event.injuries, INJURY, "injury stated")


def assault_offence(event: Event) -> Reasons:
    return _offences(event, Severity.ASSAULT)


def property_damage(event: Event) -> Reasons:
    return _flag(event.property_damage, "property damage stated")


def other_offence(event: Event) -> Reasons:
    return _offences(event, Severity.PROPERTY_OR_HARASSMENT)


Rule = tuple[Severity, Callable[[Event], Reasons]]

SEVERITY_RULES: tuple[Rule, ...] = (
    (Severity.ATTEMPTED_HOMICIDE, homicide_offence),
    (Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON, strangulation),
    (Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON, threat_to_kill),
    (Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON, weapon_used),
    (Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON, strangulation_or_threat_offence),
    (Severity.SERIOUS_ASSAULT_OR_SEXUAL, sexual_violence),
    (Severity.SERIOUS_ASSAULT_OR_SEXUAL, serious_injury),
    (Severity.SERIOUS_ASSAULT_OR_SEXUAL, serious_or_sexual_offence),
    (Severity.ASSAULT, injury),
    (Severity.ASSAULT, assault_offence),
    (Severity.PROPERTY_OR_HARASSMENT, property_damage),
    (Severity.PROPERTY_OR_HARASSMENT, other_offence),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """`floor`: the highest rung that is stated (None: none, and "no" is not known either).
    `ceiling`: the highest rung that what is not shown could still reach."""

    floor: Severity | None
    ceiling: Severity
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeverityFinding:
    """A rung of the ladder, and what puts it there."""

    severity: Annotated[Severity | None, "Highest rung that the reports and charges state; null: not known."]
    at_least: Annotated[bool, "What is not shown could be more serious."]
    on: Annotated[str | None, "Local day (YYYY-MM-DD) of the latest occurrence at this rung; null: none is dated."]
    reasons: Annotated[tuple[str, ...], "What is stated at this rung, in words; empty: not known."]
    evidence: Annotated[
        tuple[str, ...],
        "Ids of the reports, then of the charges, at this rung; where it is not known, of those that do not tell it.",
    ]


def judge(event: Event) -> Judged:
    """One report against the table: every rule is asked, and the highest "yes" stands."""
    answers = [(severity, rule(event)) for severity, rule in SEVERITY_RULES]
    yes = [severity for severity, reasons in answers if reasons]
    unknown = [severity for severity, reasons in answers if reasons is None]
    floor = max(yes, default=None if unknown else Severity.NO_OFFENCE)
    ceiling = max([*yes, *unknown], default=Severity.NO_OFFENCE)
    words = [w for severity, reasons in answers if severity == floor for w in reasons or ()]
    if floor is Severity.NO_OFFENCE:
        words = ["no offence and no such act stated"]
    return Judged(floor, ceiling, tuple(words))


def judge_charge(charge: Charge) -> Judged:
    """An offence that is not shown, or not known, could be of any rung."""
    found = offence(charge.offence) if charge.offence else None
    if found is None:
        return Judged(None, Severity.ATTEMPTED_HOMICIDE, ())
    return Judged(found.severity, found.severity, (f"charge of {found.title}",))


def worst(events: Iterable[Event], charges: Iterable[Charge] = ()) -> Judged:
    """Several reports and charges together: the highest rung stated, never a sum."""
    judged = [*(judge(event) for event in events), *(judge_charge(charge) for charge in charges)]
    floor = max((j.floor for j in judged if j.floor is not None), default=None)
    ceiling = max((j.ceiling for j in judged), default=Severity.ATTEMPTED_HOMICIDE)
    words = (w for j in judged if j.floor is not None and j.floor == floor for w in j.reasons)
    return Judged(floor, ceiling, tuple(dict.fromkeys(words)))


def latest_severity(history: History) -> SeverityFinding:
    """Of the latest dated attendance as respondent, with the charges of its incident, or of charges of conduct later
    than that; what is of the same moment together."""
    dated = [a for a in history.attendances(Part.RESPONDENT) if a.at is not None]
    charges = [charge for charge in history.sustained if charge.occurred_at is not None]
    latest = max([*(a.at for a in dated), *(c.occurred_at for c in charges)], key=lambda at: at or "", default=None)
    attended = [attendance for attendance in dated if attendance.at == latest]
    charged = {*(c for c in charges if c.occurred_at == latest), *(c for a in attended for c in a.charges)}
    events = tuple(event for attendance in attended for event in attendance.events)
    return _finding(events, tuple(c for c in history.sustained if c in charged), history.as_at)


def highest_severity(history: History) -> SeverityFinding:
    """Of every report with the subject as respondent and every charge against the subject, dated or not."""
    return _finding(history.of(Part.RESPONDENT), history.sustained, history.as_at)


def _finding(events: tuple[Event, ...], charges: tuple[Charge, ...], as_at: str) -> SeverityFinding:
    together = worst(events, charges)
    held = [event for event in events if judge(event).floor == together.floor]
    charged = [charge for charge in charges if judge_charge(charge).floor == together.floor]
    days = [last_on(held, as_at), *(day_of(charge.occurred_at) for charge in charged if charge.occurred_at)]
    return SeverityFinding(
        severity=together.floor,
        at_least=together.floor is not None and together.ceiling > together.floor,
        on=max((on for on in days if on), default=None),
        reasons=together.reasons,
        evidence=(*evidence(held), *ids(charged)),
    )


def known_injury(event: Event) -> bool:
    return event.injuries is not None and event.injuries.upper() in KNOWN_INJURY


def _flag(value: bool | None, words: str) -> Reasons:
    if value is None:
        return None
    return (words,) if value else ()


def _injury(code: str | None, codes: tuple[str, ...], words: str) -> Reasons:
    """A code that is in no list says neither yes nor no."""
    if code is None or code.upper() not in KNOWN_INJURY:
        return None
    return (words,) if code.upper() in codes else ()


def _offences(event: Event, severity: Severity) -> Reasons:
    """An unknown code could be of any rung, so it leaves every rung without a "yes" unknown."""
    if event.offences is None:
        return None
    known = [(code, offence(code)) for code in event.offences]
    found = tuple(f"offence {code}: {o.title}" for code, o in known if o and o.severity == severity)
    return found or (None if any(o is None for _, o in known) else ())
