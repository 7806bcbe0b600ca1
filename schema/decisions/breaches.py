"""Contraventions that police recorded and those charged: by section, by order, by protected person.

Family Violence Protection Act 2008 (Vic) ss 37, 37A, 123, 123A, 125A. Recorded is not charged, and charged is not
proved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schema.decisions.event import Event, Part
from schema.decisions.history import History, attendance_key, evidence, first_on, last_on, reports
from schema.decisions.occasions import UNSEEN, Occasion, numbers_of, occasions, section, sections
from schema.decisions.persistent import PersistentCandidate, persistent_candidates
from schema.decisions.records import PROVEN, Charge, day_of, ids


@dataclass(frozen=True, slots=True)
class BreachCount:
    """`section` of the Act, or ORDER when the code does not tell which section. Attendances and reports record it;
    charges are of it, whatever became of them."""

    section: str
    attendances: int
    reports: int
    charges: int
    charges_proven: int
    charges_not_sustained: int
    first_on: str | None  # YYYY-MM-DD, local
    last_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreachesOf:
    """Occasions in relation to one order against the subject, or to one protected person (`about`: ORDER or PERSON).
    `id` is that of the order or the person, as shown; `number` the order's, and all that is known of an order which
    is named by a charge and not shown itself."""

    about: str
    id: str | None
    number: str | None
    occasions: int
    recorded: int
    charged: int
    first_on: str | None
    last_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breaches:
    """By the subject. Attendances and reports are distinct over all sections. An occasion is recorded, charged or
    both; a charge that was withdrawn or lost makes none, and counts among `charges` alone."""

    attendances: int
    reports: int
    charges: int
    occasions: int
    occasions_recorded: int
    occasions_charged: int
    occasions_both: int
    by_section: tuple[BreachCount, ...]
    by_order: tuple[BreachesOf, ...]
    by_person: tuple[BreachesOf, ...]
    persistent_candidates: tuple[PersistentCandidate, ...]
    recorded_evidence: tuple[str, ...]
    charged_evidence: tuple[str, ...]
    evidence: tuple[str, ...]


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
