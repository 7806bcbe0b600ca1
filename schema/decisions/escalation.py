"""Whether the violence is getting worse or coming more often, with what makes it so.

MARAM Foundation Knowledge Guide: escalation, an increase in severity or frequency, is a serious
risk factor. The rules (over attendances as respondent, oldest first; "recent" is the last two, or
the last one where there are only two to compare):
  severity   needs 2 attendances. FOUND when the highest rung of the recent ones is above the
             highest of all earlier ones. NOT_FOUND only when nothing that is not shown could
             make it so; otherwise NOT_KNOWN.
             The charges of an attendance's incident are read with its reports.
  frequency  needs 3 dated attendances. FOUND when the median of the recent intervals, in local
             calendar days, is below the median of the earlier ones; an equal median is not.
  assessed   FOUND when the latest assessment of risk in which the subject is the one using violence, and which asks it,
             has the MARAM factor of escalation (V04) as present. No such assessment: it takes no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Annotated, TypeVar

from schema.decisions.event import Part
from schema.decisions.history import Attendance, History, evidence
from schema.decisions.moments import days_between
from schema.decisions.offences import Severity
from schema.decisions.records import Assessed, ids
from schema.decisions.severity import Judged, worst

T = TypeVar("T")
FACTOR = "V04"  # MARAM: escalation, an increase in severity, frequency or both


class Finding(StrEnum):
    """TOO_FEW: not enough events to ask the question. NOT_KNOWN: what is not shown could decide."""

    FOUND = "FOUND"
    NOT_FOUND = "NOT_FOUND"
    NOT_KNOWN = "NOT_KNOWN"
    TOO_FEW = "TOO_FEW"


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whether there is escalation in the time up to the latest attendance; it says nothing of the days since."""

    finding: Annotated[Finding, "FOUND where any of the three findings is, NOT_FOUND only where all are."]
    severity: Annotated[
        Finding,
        "Whether the recent attendances reach a higher rung than all earlier ones; two dated attendances are needed.",
    ]
    severity_earlier: Annotated[
        Severity | None, "Highest rung stated of the earlier attendances; null: not known, or there is none."
    ]
    severity_recent: Annotated[
        Severity | None,
        "Highest rung stated of the recent ones: the last two, or of two the last; null: not known, or there is none.",
    ]
    severity_evidence: Annotated[
        tuple[str, ...], "Ids of the reports and charges of the attendances compared; empty: too few."
    ]
    frequency: Annotated[
        Finding, "Whether the recent intervals are shorter than the earlier ones; three dated attendances are needed."
    ]
    median_days_earlier: Annotated[
        float | None, "Median of the earlier intervals between attendances, in local days; null: too few."
    ]
    median_days_recent: Annotated[
        float | None, "Median of the recent ones: the last two, or of two the last, in local days; null: too few."
    ]
    frequency_evidence: Annotated[
        tuple[str, ...], "Ids of the reports and charges of all dated attendances; empty: too few."
    ]
    assessed: Annotated[
        Finding | None,
        "What the latest assessment of the subject as respondent that asks of escalation found; null: none shown asks.",
    ]
    assessed_evidence: Annotated[tuple[str, ...], "Id of that assessment; empty: none shown asks."]
    reasons: Annotated[tuple[str, ...], "Why, in words, one for each finding."]
    evidence: Annotated[
        tuple[str, ...], "Ids of the reports and charges of the attendances compared, then of that assessment."
    ]


@dataclass(frozen=True, slots=True)
class _Trend:
    finding: Finding
    reason: str
    events: tuple[Attendance, ...] = ()
    assessment: tuple[str, ...] = ()


def escalation(history: History) -> Escalation:
    dated = tuple(a for a in history.attendances(Part.RESPONDENT) if a.at is not None)
    undated = any(a.at is None for a in history.attendances(Part.RESPONDENT))
    earlier, recent = split(dated)
    days_earlier, days_recent = _medians(dated)
    worse = _severity_trend(earlier, recent, undated)
    oftener = _frequency_trend(dated, undated, days_earlier, days_recent)
    assessed = _assessed(history.records.assessments)
    told = (worse, oftener, assessed) if assessed else (worse, oftener)
    return Escalation(
        finding=_first_of(tuple(trend.finding for trend in told)),
        severity=worse.finding,
        severity_earlier=_judged(earlier).floor,
        severity_recent=_judged(recent).floor,
        severity_evidence=_evidence(worse.events),
        frequency=oftener.finding,
        median_days_earlier=days_earlier,
        median_days_recent=days_recent,
        frequency_evidence=_evidence(oftener.events),
        assessed=assessed.finding if assessed else None,
        assessed_evidence=assessed.assessment if assessed else (),
        reasons=tuple(trend.reason for trend in told),
        evidence=(*_evidence(worse.events + oftener.events), *(assessed.assessment if assessed else ())),
    )


def split(sequence: Sequence[T]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Earlier and recent: the last two of three or more, the last one of two."""
    cut = len(sequence) - (2 if len(sequence) > 2 else 1)
    return tuple(sequence[: max(cut, 0)]), tuple(sequence[max(cut, 0) :])


def _severity_trend(earlier: tuple[Attendance, ...], recent: tuple[Attendance, ...], undated: bool) -> _Trend:
    if not earlier:
        return _Trend(Finding.TOO_FEW, "severity: fewer than two dated attendances")
    before, now = _judged(earlier), _judged(recent)
    if before.floor is None or now.floor is None:
        return _Trend(Finding.NOT_KNOWN, "severity: not enough is shown to compare", earlier + recent)
    if now.floor > before.floor:
        words = "severity: the recent attendances reach a higher rung than any earlier one shown"
        return _Trend(Finding.FOUND, words, earlier + recent)
    if undated or now.ceiling > before.floor:
        words = "severity: no rise is shown, but what is not shown could be one"
        return _Trend(Finding.NOT_KNOWN, words, earlier + recent)
    words = "severity: the recent attendances reach no higher rung than the earlier ones"
    return _Trend(Finding.NOT_FOUND, words, earlier + recent)


def _frequency_trend(
    dated: tuple[Attendance, ...], undated: bool, earlier: float | None, recent: float | None
) -> _Trend:
    if earlier is None or recent is None:
        return _Trend(Finding.TOO_FEW, "frequency: fewer than three dated attendances")
    words = f"median of the recent intervals {recent:g} days, of the earlier ones {earlier:g} days"
    if recent < earlier:
        return _Trend(Finding.FOUND, f"frequency: intervals are shorter: {words}", dated)
    if undated:
        return _Trend(Finding.NOT_KNOWN, f"frequency: undated reports could decide: {words}", dated)
    return _Trend(Finding.NOT_FOUND, f"frequency: intervals are not shorter: {words}", dated)


def _medians(dated: tuple[Attendance, ...]) -> tuple[float | None, float | None]:
    days = [days_between(a.at, b.at) for a, b in pairwise(dated) if a.at and b.at]
    earlier, recent = split(days)
    return (float(median(earlier)), float(median(recent))) if earlier else (None, None)


def _assessed(assessments: tuple[Assessed, ...]) -> _Trend | None:
    """The latest that asks; of several on its day, one that has it as present."""
    asked = [a for a in assessments if a.part == Part.RESPONDENT and FACTOR in (*a.present, *a.absent, *a.not_known)]
    latest = max(asked, key=lambda a: (a.since or "", FACTOR in a.present, FACTOR in a.not_known, a.id), default=None)
    if latest is None:
        return None
    if FACTOR in latest.present:
        return _Trend(Finding.FOUND, "assessment: an assessor found escalation", assessment=(latest.id,))
    if FACTOR in latest.absent:
        return _Trend(
            Finding.NOT_FOUND, "assessment: an assessor asked and found no escalation", assessment=(latest.id,)
        )
    return _Trend(Finding.NOT_KNOWN, "assessment: an assessor asked, and it is not known", assessment=(latest.id,))


def _first_of(findings: tuple[Finding, ...]) -> Finding:
    for finding in (Finding.FOUND, Finding.NOT_KNOWN, Finding.TOO_FEW):
        if finding in findings:
            return finding
    return Finding.NOT_FOUND


def _judged(attendances: tuple[Attendance, ...]) -> Judged:
    return worst(
        (event for attendance in attendances for event in attendance.events),
        (charge for attendance in attendances for charge in attendance.charges),
    )


def _evidence(attendances: tuple[Attendance, ...]) -> tuple[str, ...]:
    reports = evidence(event for attendance in attendances for event in attendance.events)
    return (*reports, *ids(charge for attendance in attendances for charge in attendance.charges))
