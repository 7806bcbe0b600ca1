"""Reports to Child Protection: one a child, where police decided to report the children of an incident.

What follows a report is classification, investigation and outcome (Child Protection Manual, procedure 1003); the shares
are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

import orjson

from connectors.synthetic import aftermath
from connectors.synthetic.clock import stamp
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population
from connectors.synthetic.reported import Reported, at_end_of, handed_over
from connectors.synthetic.scribes import Scribe
from connectors.synthetic.ties import INVERSES
from connectors.synthetic.written import Written, told

Fields = dict[str, Any]
CUSTODIAN: Final = "child_protection"
_CLASSES: Final = Weighted.of((("PIR", 50), ("CWR", 40), ("NOT_RELEVANT", 10)))
_LESSER: Final = {"CWR": ("REFERRED", "ADVICE", "CLOSED"), "NOT_RELEVANT": ("CLOSED",)}
_SENT_TWICE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Course:
    """What became of the report of one incident; of all its children alike. Days may be yet to come."""

    received_at: datetime
    classification: str
    classified_on: date
    outcome: str
    outcome_on: date
    substantiated: bool


def protection_reports(found: Population, reports: Iterable[Reported]) -> list[Written]:
    writer = ReportWriter(found, Scribe.of(CUSTODIAN, found))
    return [
        row
        for one in reports
        if one.row["children"]["decision"] == "REPORT_CHILD_PROTECTION" and handed_over(one.event, found.until)
        for place, _ in enumerate(one.children)
        for row in writer.versions(one, place)
    ]


def course(found: Population, one: Reported) -> Course:
    draws = Draws.stream(found.seed, "protection", one.number)
    received_at = one.filing.submitted_at + timedelta(minutes=draws.between(15, 300))
    planted = one.respondent.key == "subject" and (found.until - one.event.day).days in aftermath.SUBSTANTIATED
    classification = "PIR" if planted or one.event.gravity >= 4 else draws.weighted(_CLASSES)
    classified_on = received_at.date() + timedelta(days=draws.between(1, 3))
    harmed = planted or (not one.event.role and draws.chance(0.15 * one.event.gravity))
    outcome = ("SUBSTANTIATED" if harmed else "NOT_SUBSTANTIATED") if classification == "PIR" else ""
    outcome = outcome or draws.pick(_LESSER[classification])
    outcome_on = classified_on + timedelta(days=draws.between(5, 28))
    return Course(received_at, classification, classified_on, outcome, outcome_on, outcome == "SUBSTANTIATED")


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """Writes reports as they stood at a moment."""

    found: Population
    scribe: Scribe

    def versions(self, one: Reported, place: int) -> Iterator[Written]:
        """At the end; of some, as it was received as well."""
        draws, came = Draws.stream(self.found.seed, "versions", one.number, place), course(self.found, one)
        first = came.received_at + timedelta(hours=1)
        early = draws.chance(_SENT_TWICE) and first.date() < self.found.until
        if early:
            yield self._written(one, place, came, 1, first)
        if came.received_at <= at_end_of(self.found.until):
            yield self._written(one, place, came, 2 if early else 1, at_end_of(self.found.until))

    def _written(self, one: Reported, place: int, came: Course, version: int, as_at: datetime) -> Written:
        number = f"CP{one.number[4:]}-{place + 1}"
        day, child = as_at.date(), one.children[place]
        parties = [(self._child(one, place, number, day), child),
                   (self._adult(one, one.respondent, child, number, day), one.respondent),
                   (self._adult(one, one.affected, child, number, day), one.affected)]  # fmt: skip
        siblings = [(self._other(one, other, number, day), other) for other in one.children if other.key != child.key]
        row = {
            "report": self._report(one, place, came, day) | {"report_number": number, "version": version},
            "child": parties[0][0],
            "responsible": [parties[1][0]],
            "adult_victims": [parties[2][0]],
            "other_children": [party for party, _ in siblings],
            "documents": [_paper(one, number, came)],
        }
        return Written(CUSTODIAN, number, as_at, row, told([*parties, *siblings]))

    def _report(self, one: Reported, place: int, came: Course, day: date) -> Fields:
        exposures = one.row["children"]["listed"][place]["exposures"]
        harm = ["EMOTIONAL", *(["PHYSICAL"] if "HARMED" in exposures else [])]
        classified, decided = came.classified_on <= day, came.outcome_on <= day
        return {
            "received_at": stamp(came.received_at),
            "harm": harm,
            "harm_substantiated": harm if decided and came.substantiated else None,
            "classification": came.classification if classified else "PENDING",
            "classified_on": came.classified_on.isoformat() if classified else None,
            "investigated": came.classification == "PIR" if decided else None,
            "outcome": came.outcome if decided else None,
            "outcome_on": came.outcome_on.isoformat() if decided else None,
            "open": not decided or came.substantiated,
            "reporter": {"role": "Victoria Police"},
        }

    def _child(self, one: Reported, place: int, number: str, day: date) -> Fields:
        listed = one.row["children"]["listed"][place]
        party = self.scribe.party(one.children[place], day, number)
        return party | {"exposures": listed["exposures"], "current_care": listed["current_care"]}

    def _adult(self, one: Reported, human: Human, child: Human, number: str, day: date) -> Fields:
        """What the adult is to the child: what police have of the child, turned round."""
        listed = one.row["children"]["listed"][one.children.index(child)]
        side = "relation_to_respondent" if human.key == one.respondent.key else "relation_to_affected"
        relation = INVERSES.get(listed[side], listed[side])
        return self.scribe.party(human, day, number) | {"relation_to_child": relation}

    def _other(self, one: Reported, human: Human, number: str, day: date) -> Fields:
        return self.scribe.party(human, day, number) | {"relation_to_child": "SIBLING"}


def _paper(one: Reported, number: str, came: Course) -> Fields:
    """The report of police as it came on paper: its hash, never the paper."""
    return {
        "kind": "FAMILY_VIOLENCE_REPORT",
        "sha256": sha256(orjson.dumps(one.row, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        "dpi": 300,
        "pointer": f"cris/{number}/1",
        "scanned_on": came.received_at.date().isoformat(),
    }
