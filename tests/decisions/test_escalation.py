"""Escalation: the boundaries of both rules, and what too little evidence is called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schema.decisions.escalation import Finding, escalation, split
from schema.decisions.event import Event
from schema.decisions.history import history
from schema.decisions.offences import Severity
from tests.decisions.events import AS_AT, on, respondent

CODES = {0: (), 1: ("0531",), 2: ("0213",), 3: ("0211",), 4: ("CRIMES 20",), 5: ("0121",)}


def spaced(*intervals: int) -> list[Event]:
    days = [date(2024, 1, 1)]
    for interval in intervals:
        days.append(days[-1] + timedelta(days=interval))
    return [respondent(f"r{number}", on(day.isoformat())) for number, day in enumerate(days)]


def rungs(*severities: int) -> list[Event]:
    """A day apart each, so that frequency never changes."""
    return [
        respondent(f"r{number}", on(f"2025-01-{number + 1:02}"), offences=CODES[severity])
        for number, severity in enumerate(severities)
    ]


@pytest.mark.parametrize(
    ("intervals", "finding", "earlier", "recent"),
    [
        ((), Finding.TOO_FEW, None, None),
        ((30,), Finding.TOO_FEW, None, None),
        ((30, 29), Finding.FOUND, 30.0, 29.0),
        ((30, 30), Finding.NOT_FOUND, 30.0, 30.0),
        ((30, 31), Finding.NOT_FOUND, 30.0, 31.0),
        ((30, 10, 49), Finding.FOUND, 30.0, 29.5),
        ((30, 10, 50), Finding.NOT_FOUND, 30.0, 30.0),
        ((90, 60, 30, 7), Finding.FOUND, 75.0, 18.5),
        ((10, 200, 10, 20, 5), Finding.NOT_FOUND, 10.0, 12.5),
    ],
)
def test_intervals_shrink_when_the_recent_median_is_below_the_earlier(
    intervals: tuple[int, ...], finding: Finding, earlier: float | None, recent: float | None
) -> None:
    found = escalation(history(spaced(*intervals), AS_AT))
    assert found.frequency is finding
    assert (found.median_days_earlier, found.median_days_recent) == (earlier, recent)


@pytest.mark.parametrize(
    ("severities", "finding"),
    [
        ((), Finding.TOO_FEW),
        ((5,), Finding.TOO_FEW),
        ((2, 2), Finding.NOT_FOUND),
        ((2, 3), Finding.FOUND),
        ((3, 2), Finding.NOT_FOUND),
        ((2, 4, 0), Finding.FOUND),
        ((2, 4, 0, 0), Finding.NOT_FOUND),
        ((4, 1, 2, 4), Finding.NOT_FOUND),
        ((0, 0, 0, 1), Finding.FOUND),
    ],
)
def test_severity_rises_when_the_recent_two_exceed_all_earlier_ones(
    severities: tuple[int, ...], finding: Finding
) -> None:
    assert escalation(history(rungs(*severities), AS_AT)).severity is finding


def test_a_rise_that_may_be_hidden_is_not_called_no_rise() -> None:
    events = [
        *rungs(2, 2),
        respondent("r9", on("2025-01-03"), offences=("0213",), strangulation=None),
    ]
    assert escalation(history(events, AS_AT)).severity is Finding.NOT_KNOWN


def test_a_rise_that_is_shown_is_told_though_earlier_values_are_not() -> None:
    events = [
        respondent("r1", on("2025-01-01"), offences=("0213",), strangulation=None),
        respondent("r2", on("2025-01-02"), strangulation=True),
    ]
    found = escalation(history(events, AS_AT))
    assert (found.severity, found.finding) == (Finding.FOUND, Finding.FOUND)
    assert found.severity_earlier is Severity.ASSAULT


def test_an_undated_report_leaves_a_negative_answer_not_known() -> None:
    events = [*spaced(30, 30, 30), respondent("u", None, received_at=on("2025-01-01"))]
    found = escalation(history(events, AS_AT))
    assert (found.frequency, found.severity) == (Finding.NOT_KNOWN, Finding.NOT_KNOWN)


def test_reports_of_one_attendance_are_one_event() -> None:
    events = [respondent(name, on("2025-01-01"), attendance="night") for name in ("a", "b", "c")]
    found = escalation(history(events, AS_AT))
    assert (found.frequency, found.severity) == (Finding.TOO_FEW, Finding.TOO_FEW)


def test_no_sign_is_said_only_when_both_rules_say_so() -> None:
    assert escalation(history(spaced(30, 30, 30), AS_AT)).finding is Finding.NOT_FOUND
    assert escalation(history(spaced(30), AS_AT)).finding is Finding.TOO_FEW


def test_the_reports_and_the_reason_are_given_with_the_finding() -> None:
    found = escalation(history(spaced(90, 60, 30, 7), AS_AT))
    assert found.frequency_evidence == ("r0", "r1", "r2", "r3", "r4")
    assert found.reasons[1] == (
        "frequency: intervals are shorter: median of the recent intervals 18.5 days, of the earlier ones 75 days"
    )


@pytest.mark.parametrize(
    ("whole", "parts"),
    [([], ((), ())), ([1], ((), (1,))), ([1, 2], ((1,), (2,))), ([1, 2, 3], ((1,), (2, 3)))],
)
def test_the_recent_part_is_two_or_one_of_two(whole: list[int], parts: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    assert split(whole) == parts
