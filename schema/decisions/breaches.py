"""Contraventions that police recorded and those charged: by section, by order, by protected person.

Family Violence Protection Act 2008 (Vic) ss 37, 37A, 123, 123A, 125A. Recorded is not charged, and charged is not
proved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.event import Event, Part
from schema.decisions.history import History, attendance_key, evidence, first_on, last_on, reports
from schema.decisions.occasions import UNSEEN, Occasion, numbers_of, occasions, section, sections
from schema.decisions.persistent import PersistentCandidate, persistent_candidates
from schema.decisions.records import PROVEN, Charge, day_of, ids


@dataclass(frozen=True, slots=True)
class BreachCount:
    """Contraventions under one section."""

    section: Annotated[
        str,
        "Section of the Family Violence Protection Act 2008 (Vic), for example 123A; ORDER: its code does not tell.",
    ]
    attendances: Annotated[int, "How many attendances have a report that records such a contravention."]
    reports: Annotated[int, "How many reports with the subject as respondent record such a contravention."]
    charges: Annotated[
        int, "How many charges against the subject are of such a contravention, whatever became of them."
    ]
    charges_proven: Annotated[int, "How many of these charges were found proven or pleaded guilty to."]
    charges_not_sustained: Annotated[
        int, "How many of these charges were withdrawn, dismissed, struck out or found not guilty."
    ]
    first_on: Annotated[
        str | None, "First local day (YYYY-MM-DD) of what the reports and charges tell; null: none is dated."
    ]
    last_on: Annotated[str | None, "Last local day (YYYY-MM-DD) of what they tell; null: none is dated."]
    evidence: Annotated[tuple[str, ...], "Ids of these reports, oldest first, then of these charges."]


@dataclass(frozen=True, slots=True)
class BreachesOf:
    """Occasions in relation to one order against the subject, or one protected person. One may be of several."""

    about: Annotated[str, "What they are in relation to: ORDER or PERSON."]
    id: Annotated[
        str | None,
        "Id of the person, or that which all statements of the order share; null: only its number is known.",
    ]
    number: Annotated[str | None, "Number of the order; null: not shown, or they are of a person."]
    occasions: Annotated[int, "How many occasions there are, recorded, charged or both."]
    recorded: Annotated[int, "How many of these occasions a police report records."]
    charged: Annotated[int, "How many of these occasions are charged."]
    first_on: Annotated[str | None, "Local day (YYYY-MM-DD) of the earliest occasion; null: none is dated."]
    last_on: Annotated[str | None, "Local day (YYYY-MM-DD) of the latest occasion; null: none is dated."]
    evidence: Annotated[
        tuple[str, ...],
        "Ids of the reports and charges that make them up, each occasion's after those of the one before.",
    ]


@dataclass(frozen=True, slots=True)
class Breaches:
    """Contraventions of notices and orders by the subject. Recorded is not charged, and charged is not proved."""

    attendances: Annotated[
        int, "How many attendances have a report that records a contravention, each once over all sections."
    ]
    reports: Annotated[int, "How many reports record a contravention, each once over all sections."]
    charges: Annotated[int, "How many charges are of a contravention, those withdrawn or lost among them."]
    occasions: Annotated[
        int, "How many occasions of contravention there are; a charge that was withdrawn or lost makes none."
    ]
    occasions_recorded: Annotated[int, "How many occasions a police report records."]
    occasions_charged: Annotated[int, "How many occasions are charged."]
    occasions_both: Annotated[int, "How many occasions are both recorded and charged, and so in both counts."]
    by_section: Annotated[tuple[BreachCount, ...], "Reports and charges by section; a report may be of several."]
    by_order: Annotated[tuple[BreachesOf, ...], "Occasions by order against the subject."]
    by_person: Annotated[
        tuple[BreachesOf, ...], "Occasions by protected person: affected in the report or wronged in the charge."
    ]
    persistent_candidates: Annotated[
        tuple[PersistentCandidate, ...],
        "Occasions on which the test of s 125A may be met, the oldest first; empty: none is shown.",
    ]
    recorded_evidence: Annotated[tuple[str, ...], "Ids of the reports that record a contravention, oldest first."]
    charged_evidence: Annotated[
        tuple[str, ...], "Ids of the charges of a contravention, those withdrawn or lost among them."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of these reports, then of these charges."]


def breaches(history: History) -> Breaches:
    held = [event for event in history.of(Part.RESPONDENT) if sections(event)]
    charges = [charge for charge in history.records.charges if charge.accused and section(charge)]
    found = occasions(history)
    numbers = numbers_of(history).number
    return Breaches(
        attendances=_attended(held),
        reports=reports(held),
        charges=len(charges),
        occasions=len(found),
        occasions_recorded=sum(bool(o.recorded) for o in found),
        occasions_charged=sum(bool(o.charged) for o in found),
        occasions_both=sum(bool(o.recorded and o.charged) for o in found),
        by_section=_by_section(held, charges, history.as_at),
        by_order=_by("ORDER", ((order, o) for o in found for order in o.marks.orders), numbers),
        by_person=_by("PERSON", ((person, o) for o in found for person in o.marks.persons), {}),
        persistent_candidates=persistent_candidates(found),
        recorded_evidence=evidence(held),
        charged_evidence=ids(charges),
        evidence=(*evidence(held), *ids(charges)),
    )


def _by_section(events: list[Event], charges: list[Charge], as_at: str) -> tuple[BreachCount, ...]:
    named = {s for event in events for s in sections(event)} | {section(charge) or "" for charge in charges}
    return tuple(
        _section(s, [e for e in events if s in sections(e)], [c for c in charges if section(c) == s], as_at)
        for s in sorted(named)
    )


def _section(name: str, events: list[Event], charges: list[Charge], as_at: str) -> BreachCount:
    charged = [day_of(charge.occurred_at) for charge in charges if charge.occurred_at]
    first, last = first_on(events), last_on(events, as_at)
    return BreachCount(
        section=name,
        attendances=_attended(events),
        reports=reports(events),
        charges=len(charges),
        charges_proven=sum(charge.outcome in PROVEN for charge in charges),
        charges_not_sustained=sum(not charge.sustained for charge in charges),
        first_on=min([*charged, *([first] if first else [])], default=None),
        last_on=max([*charged, *([last] if last else [])], default=None),
        evidence=(*evidence(events), *ids(charges)),
    )


def _by(about: str, pairs: Iterable[tuple[str, Occasion]], numbers: dict[str, str]) -> tuple[BreachesOf, ...]:
    groups: dict[str, list[Occasion]] = {}
    for name, occasion in pairs:
        groups.setdefault(name, []).append(occasion)
    return tuple(_of(about, name, numbers.get(name), groups[name]) for name in sorted(groups))


def _of(about: str, name: str, number: str | None, held: list[Occasion]) -> BreachesOf:
    days = [occasion.on for occasion in held if occasion.on]
    return BreachesOf(
        about=about,
        id=None if name.startswith(UNSEEN) else name,
        number=name.removeprefix(UNSEEN) if name.startswith(UNSEEN) else number,
        occasions=len(held),
        recorded=sum(bool(occasion.recorded) for occasion in held),
        charged=sum(bool(occasion.charged) for occasion in held),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        evidence=tuple(dict.fromkeys(i for occasion in held for i in occasion.evidence)),
    )


def _attended(events: list[Event]) -> int:
    return len({attendance_key(event) for event in events})
