"""Reports in which the subject was affected, and attendances in which he or she was both.

The same person as respondent in one report of an attendance and affected in another is a sign that
the person most in need of protection may have been misidentified. It is a sign, not a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.event import Event, Part
from schema.decisions.history import History, evidence, reports


@dataclass(frozen=True, slots=True)
class CrossRole:
    """A mutual attendance is shared by reports that show it; one not shown can match no other."""

    affected_attendances: int
    affected_reports: int
    affected_evidence: tuple[str, ...]
    child_reports: int
    child_evidence: tuple[str, ...]
    mutual_attendances: int
    mutual_evidence: tuple[str, ...]


def cross_role(history: History) -> CrossRole:
    affected = history.of(Part.AFFECTED)
    child = history.of(Part.CHILD)
    mutual = [held for a in history.attendances(Part.RESPONDENT, Part.AFFECTED) if _both(held := a.events)]
    return CrossRole(
        affected_attendances=len(history.attendances(Part.AFFECTED)),
        affected_reports=reports(affected),
        affected_evidence=evidence(affected),
        child_reports=reports(child),
        child_evidence=evidence(child),
        mutual_attendances=len(mutual),
        mutual_evidence=evidence(event for events in mutual for event in events),
    )


def _both(events: tuple[Event, ...]) -> bool:
    return {event.part for event in events} >= {Part.RESPONDENT, Part.AFFECTED}
