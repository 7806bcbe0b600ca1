"""Reports that repeat others: what counts once and by which rule, what is only flagged, and what is neither."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from schema.decisions.event import Child, Event, OrderStated
from schema.decisions.history import history
from schema.decisions.pattern import pattern_and_history
from schema.decisions.repeats import Repeat, RepeatBand
from schema.decisions.sameness import RepeatKind
from schema.decisions.severity import highest_severity
from schema.decisions.summary import violence_summary
from tests.decisions.events import AS_AT, affected, respondent

NIGHT, LATER = "2026-02-01T10:00:00Z", "2026-02-01T13:00:00Z"
ATTENDED = {"attended_from": "2026-02-01T10:30:00Z", "attended_to": "2026-02-01T11:30:00Z"}
AT_HOME = {
    "custodian": "victoria_police",
    "place_line": "7 Quiet Lane",
    "suburb": "Ararat",
    "location_type": "DWELLING",
}
Told = list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]


def report(incident: str, number: str | None = None, at: str | None = NIGHT, **values: Any) -> Event:
    """As police send it: a number is of an attendance, and a report without one is an attendance of its own."""
    said = {"incident_number": number, "attendance": f"of {number or incident}", **ATTENDED, **AT_HOME, **values}
    make = affected if said.pop("turned", False) else respondent
    return make(incident, at, portal_id=incident.upper(), **said)


def elsewhen(hours: int, minutes: int = 0) -> dict[str, Any]:
    """That much after the first report: the time at which it happened, and police attended."""
    clock = f"{10 + hours:02}:{minutes:02}"
    return {"at": f"2026-02-01T{clock}:00Z", "attended_from": f"2026-02-01T{clock}:20Z", "attended_to": None}


def told(*events: Event) -> Told:
    return [(str(r.band), str(r.kind), r.rules, r.evidence) for r in history(events, AS_AT).repeats]


def counts(*events: Event) -> tuple[int, int]:
    """Attendances and reports, as respondent."""
    life = pattern_and_history(events, AS_AT).frequency[-1]
    return life.attendances, life.reports


def only(*events: Event) -> Repeat:
    [repeat] = history(events, AS_AT).repeats
    return repeat


# Neither linked nor flagged


@pytest.mark.parametrize(
    ("_case", "second"),
    [
        ("an officer returns three hours later", report("b", "2600099", **elsewhen(3))),
        ("three hours later without a number", report("b", None, **elsewhen(3))),
        ("another number within the two hours", report("b", "2600099", **elsewhen(1, 40))),
        ("another affected person", report("b", "2600099", affected=("bo",))),
        ("another affected person, no number", report("b", None, affected=("bo",))),
        ("another respondent", report("b", None, respondents=("bo",))),
        ("the affected person not shown", report("b", None, affected=None)),
        ("the respondent not shown", report("b", None, respondents=None)),
        ("another suburb", report("b", None, suburb="Stawell")),
        ("another kind of place", report("b", None, location_type="STREET")),
        ("another custodian", report("b", None, custodian="court")),
        ("no time at all", report("b", None, None, attended_from=None, attended_to=None, received_at=NIGHT)),
    ],
)
def test_these_are_two_attendances(_case: str, second: Event) -> None:
    first = report("a", "2600017")
    assert told(first, second) == []
    assert counts(first, second) == (2, 2)


def test_a_sub_incident_number_alone_links_nothing() -> None:
    """A source that numbers the reports of each attendance 1, 2, 3 gives one number to all."""
    days = ("2026-01-01T10:00:00Z", "2026-01-20T10:00:00Z", "2026-02-20T10:00:00Z")
    away = {"attended_from": None, "attended_to": None, "sub_incident": "1"}
    numbered = [report(f"r{n}", f"260001{n}", day, **away) for n, day in enumerate(days)]
    unnumbered = [report(f"u{n}", None, day, **away) for n, day in enumerate(days[:2])]
    assert told(*numbered) == told(*unnumbered) == []
    assert told(numbered[0], unnumbered[1]) == []


def test_two_victims_of_one_attendance_are_two_reports_even_under_one_sub_incident_number() -> None:
    both = [
        report(name, "2600017", affected=(whom,), sub_incident="2600017-1")
        for name, whom in (("a", "alex"), ("b", "bo"))
    ]
    assert told(*both) == [("LINKED", "SAME_ATTENDANCE", ("SAME_INCIDENT_NUMBER",), ("a", "b"))]
    assert counts(*both) == (1, 2)


def test_twins_harmed_on_one_night_without_numbers_are_not_confused() -> None:
    children = (Child(person="kim"), Child(person="lou"))
    twins = [report(name, None, affected=(name,), children=children) for name in ("kim", "lou")]
    assert told(*twins) == []
    assert counts(*twins) == (2, 2)


@pytest.mark.parametrize("hidden", ["affected", "respondents"])
def test_reports_alike_in_all_that_is_shown_are_not_one_while_a_party_is_not_shown(hidden: str) -> None:
    """They may be of two victims of one night."""
    alike = [report(name, None, **{hidden: None}) for name in "ab"]
    assert told(*alike) == []
    assert counts(*alike) == (2, 2)


def test_times_that_are_not_shown_are_not_one_time() -> None:
    undated = [report(name, None, None, attended_from=None, attended_to=None, received_at=NIGHT) for name in "ab"]
    assert told(*undated) == []
    ended = [
        replace(event, incident_number=number, occurred_to=f"2026-02-01T{hour}:00:00Z")
        for event, number, hour in zip(undated, ("2600017", "2600099"), (10, 11), strict=True)
    ]
    assert told(*ended) == []


def test_reports_that_say_next_to_nothing_are_not_alike_for_that() -> None:
    """Of one midnight and nothing else: they may be one, and are not said to be."""
    bare = [report(name, None, attended_from=None, attended_to=None) for name in "ab"]
    assert told(*bare) == [("FLAGGED", "SAME_ATTENDANCE", ("AT_ONE_TIME", "NEAR_IN_TIME"), ("a", "b"))]
    assert counts(*bare) == (2, 2)


# Linked


def test_the_same_incident_number_is_one_attendance_of_two_reports() -> None:
    events = [report("a", "2600017"), report("b", "2600017", **elsewhen(5))]
    assert told(*events) == [("LINKED", "SAME_ATTENDANCE", ("SAME_INCIDENT_NUMBER",), ("a", "b"))]
    assert counts(*events) == (1, 2)
    assert only(*events).text == (
        "Reports A (1 February 2026) and B (2 February 2026) are of one attendance: they state the same LEAP incident"
        " number."
    )


@pytest.mark.parametrize(
    ("_case", "again"),
    [
        ("to the letter", {}),
        ("amended, with another time", {**elsewhen(5), "amended_at": "2026-02-09T00:00:00Z"}),
        ("amended, with another act", {"strangulation": True}),
        ("turned round", {"turned": True}),
        ("without its incident number", {"number": None, "attendance": "of its own"}),
    ],
)
def test_the_same_sub_incident_number_is_one_report_and_the_one_filed_last_stands(
    _case: str, again: dict[str, Any]
) -> None:
    first = report("a", "2600017", sub_incident="2600017-1", submitted_at="2026-02-01T20:00:00Z")
    said = {"number": "2600017", "sub_incident": "2600017-1", "submitted_at": "2026-02-03T20:00:00Z", **again}
    found = only(first, report("b", **said))
    assert (found.band, found.kind, found.stands) == (RepeatBand.LINKED, RepeatKind.SAME_REPORT, "b")
    assert "SAME_SUB_INCIDENT_NUMBER" in found.rules
    assert found.evidence == ("a", "b")
    assert len(history([first, report("b", **said)], AS_AT).events) == 1


def test_an_earlier_filing_stands_nowhere_and_is_named() -> None:
    """What it said of the act, the time and an order without a number is what police have put right."""
    order = OrderStated(order="order of a", kind="FVSN")
    first = report("a", "2600017", sub_incident="S", strangulation=True, orders=(order,), submitted_at=NIGHT)
    last = report("b", "2600017", sub_incident="S", submitted_at=LATER, orders=(replace(order, order="order of b"),))
    found = pattern_and_history([first, last], AS_AT)
    assert (found.reports_shown, found.frequency[-1].reports, found.frequency[-1].attendances) == (2, 1, 1)
    assert (found.orders.count, found.behaviours[0].stated) == (1, 0)
    assert found.frequency[-1].evidence == ("b",)
    assert [s.text for s in found.sentences if s.about == "repeats"] == [
        "Reports A (1 February 2026) and B (1 February 2026) are one report filed 2 times: they state the same LEAP"
        " sub-incident number, and the same incident number or day, of the same people. Counted once, as filed last:"
        " B (1 February 2026)."
    ]
    assert highest_severity(history([first], AS_AT)).severity != found.highest_severity.severity


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        ({"submitted_at": NIGHT}, {"submitted_at": LATER}, "b"),
        ({"submitted_at": NIGHT, "amended_at": AS_AT}, {"submitted_at": LATER}, "a"),
        ({"received_at": LATER}, {"received_at": NIGHT}, "a"),
        ({}, {}, "b"),
    ],
)
def test_the_one_filed_last_is_known_by_its_amendment_its_submission_or_its_receipt(
    mine: dict[str, Any], theirs: dict[str, Any], stands: str
) -> None:
    assert (
        only(report("a", "1", sub_incident="S", **mine), report("b", "1", sub_incident="S", **theirs)).stands == stands
    )


def test_a_report_filed_again_without_its_numbers_is_known_by_its_content() -> None:
    kim = Child(person="kim", birth_date="2018-06-01")
    lou = Child(person="lou")
    said = {"offences": ("0213", "0531"), "injuries": "MINOR"}
    first = report(
        "a", "2600017", sub_incident="2600017-1", children=(kim, lou), orders=(OrderStated(order="o1"),), **said
    )
    again = report("b", None, children=(lou, kim), orders=(OrderStated(order="o2"),), received_at=AS_AT, **said)
    assert told(first, again) == [("LINKED", "SAME_REPORT", ("SAME_CONTENT",), ("a", "b"))]
    assert counts(first, again) == (1, 1)


def test_whom_the_same_content_leads_to_two_numbers_is_flagged_with_both() -> None:
    """Two incident numbers are two attendances until police say otherwise."""
    events = [report("a", "2600017"), report("b", None), report("c", "2600099")]
    assert told(*events) == [("FLAGGED", "SAME_ATTENDANCE", ("AT_ONE_TIME", "NEAR_IN_TIME"), ("a", "b", "c"))]
    assert counts(*events) == (3, 3)
    twice = report("d", "2600017")  # the number and the content: still one report with the first
    assert ("LINKED", "SAME_REPORT", ("SAME_CONTENT",), ("a", "d")) in told(*events, twice)
    assert counts(*events, twice) == (3, 3)
    assert counts(*events, report("e", None)) == (4, 4)  # which of the two numbers it is of, nobody knows


def test_a_chain_of_links_is_one_attendance() -> None:
    """b has its number in common with a, and its content with c, which has no number."""
    a = report("a", "2600017", affected=("bo",))
    b, c = report("b", "2600017"), report("c", None)
    assert counts(a, c) == (2, 2)
    assert counts(a, b, c) == (1, 2)
    assert told(a, b, c) == [
        ("LINKED", "SAME_REPORT", ("SAME_CONTENT",), ("b", "c")),
        ("LINKED", "SAME_ATTENDANCE", ("SAME_CONTENT", "SAME_INCIDENT_NUMBER"), ("a", "b", "c")),
    ]


def test_attendances_of_several_reports_are_told_in_one_sentence() -> None:
    events = [
        report(f"r{n}", f"26000{n // 2}0", f"2026-01-0{n // 2 + 1}T10:00:00Z", affected=(f"x{n}",)) for n in range(5)
    ]
    found = pattern_and_history(events, AS_AT)
    [said] = [s for s in found.sentences if s.about == "repeats"]
    assert said.text == (
        "4 of 5 reports share a LEAP incident number: they are of 2 attendances, and each attendance counts once."
    )
    assert (said.evidence, len(found.repeats)) == (("r0", "r1", "r2", "r3"), 2)


# Flagged


@pytest.mark.parametrize(
    ("_case", "rules", "second"),
    [
        ("a second number while police were there", ("AT_ONE_TIME",), report("b", "2600099", injuries="MINOR")),
        ("no number, said to begin a little later", ("AT_ONE_TIME", "NEAR_IN_TIME"),
         report("b", None, "2026-02-01T10:20:00Z")),
        ("mutual reports under two numbers", ("AT_ONE_TIME",), report("b", "2600099", turned=True)),
        ("a digit mistyped", ("NEAR_IN_TIME",), report("b", "2600018", **elsewhen(1, 40))),
        ("two digits turned round, at two hours", ("NEAR_IN_TIME",), report("b", "2600071", **elsewhen(2))),
        ("a digit left out", ("NEAR_IN_TIME",), report("b", "260017", **elsewhen(1, 40))),
        ("no number, at two hours", ("NEAR_IN_TIME",), report("b", None, **elsewhen(2))),
        ("a place and custodian not shown", ("AT_ONE_TIME",),
         report("b", "2600099", suburb=None, location_type=None, custodian=None)),
    ],
)  # fmt: skip
def test_these_may_be_of_one_attendance(_case: str, rules: tuple[str, ...], second: Event) -> None:
    first = report("a", "2600017")
    assert told(first, second) == told(second, first) == [("FLAGGED", "SAME_ATTENDANCE", rules, ("a", "b"))]
    assert counts(first, second)[0] == len({e for e in (first, second) if e.part == first.part})


@pytest.mark.parametrize(("end", "told_of"), [("2026-02-01T10:30:00Z", ["AT_ONE_TIME"]), ("2027-02-01T00:00:00Z", [])])
def test_an_attendance_of_a_year_is_not_believed_to_have_lasted(end: str, told_of: list[str]) -> None:
    earlier = report("b", "2600099", "2026-02-01T07:00:00Z", attended_from="2026-02-01T07:30:00Z", attended_to=end)
    found = history([report("a", "2600017"), earlier], AS_AT).repeats
    assert [rule for repeat in found for rule in repeat.rules] == told_of


def test_what_is_flagged_is_said_with_the_number_of_reports_and_what_to_do() -> None:
    third = report("c", "2500001", "2025-02-01T10:00:00Z", attended_from=None, attended_to=None)
    found = pattern_and_history([report("a", "2600017"), report("b", "2600099", injuries="MINOR"), third], AS_AT)
    assert [s.text for s in found.sentences if s.about == "repeats"] == [
        "2 of 3 reports may be of one attendance: A (1 February 2026) and B (1 February 2026) name the same people,"
        " attended at one time or from the same moment on. Counted apart; check with Victoria Police."
    ]


def test_flags_chain_over_linked_reports_into_one_group() -> None:
    events = [
        report("a", "2600017"),
        report("b", "2600017", injuries="MINOR"),
        report("c", "2600099", injuries="SERIOUS"),
    ]
    assert told(*events) == [
        ("LINKED", "SAME_ATTENDANCE", ("SAME_INCIDENT_NUMBER",), ("a", "b")),
        ("FLAGGED", "SAME_ATTENDANCE", ("AT_ONE_TIME",), ("a", "b", "c")),
    ]
    assert counts(*events) == (2, 3)


# What rests on the counts


def test_a_report_filed_again_no_longer_looks_like_escalation() -> None:
    """Three attendances a month apart; the last was filed twice, once without its number."""
    days = ("2025-11-01T10:00:00Z", "2025-12-01T10:00:00Z", "2026-01-01T10:00:00Z")
    alike = [report(f"r{n}", f"260001{n}", day, attended_from=day, attended_to=None) for n, day in enumerate(days)]
    again = replace(alike[-1], incident="again", incident_number=None, attendance="of again")
    once, twice = (pattern_and_history(events, AS_AT) for events in (alike, [*alike, again]))
    assert (twice.escalation.frequency, twice.escalation.median_days_recent) == ("NOT_FOUND", 31.0)
    assert replace(twice.escalation, frequency_evidence=(), evidence=(), severity_evidence=()) == replace(
        once.escalation, frequency_evidence=(), evidence=(), severity_evidence=()
    )
    counted_apart = [replace(e, incident_number=f"26{n}", attendance=f"at {n}") for n, e in enumerate([*alike, again])]
    assert pattern_and_history(counted_apart, AS_AT).escalation.frequency == "FOUND"


def test_a_child_is_exposed_once_to_an_attendance_that_was_reported_again() -> None:
    kim = (Child(person="kim"),)
    again = [report("a", "2600017", children=kim), report("b", None, children=kim)]
    [child] = pattern_and_history(again, AS_AT).children.children
    assert (child.exposures, child.reports, child.exposures_to_subject) == (1, 1, 1)


def test_a_mutual_attendance_is_one_by_its_number_alone() -> None:
    pair = [report("a", "2600017"), report("b", "2600017", turned=True)]
    assert pattern_and_history(pair, AS_AT).cross_role.mutual_attendances == 1
    apart = [report("a", "2600017"), report("b", None, turned=True)]
    assert pattern_and_history(apart, AS_AT).cross_role.mutual_attendances == 0
    assert [r.band for r in history(apart, AS_AT).repeats] == [RepeatBand.FLAGGED]


def test_the_summary_counts_a_report_filed_again_once() -> None:
    """It knows no party, so by the numbers alone."""
    alike = {
        "incident_number": "2600017",
        "attendance": "2600017",
        "sub_incident": "S",
        "affected": None,
        "respondents": None,
    }
    days = ("2026-01-31T10:00:00Z", "2026-02-01T10:00:00Z")
    events = [respondent(name, day, submitted_at=day, **alike) for name, day in zip("ab", days, strict=True)]
    summary = violence_summary(events, AS_AT)
    assert (summary.incidents, summary.latest_month) == ("1", "2026-02")
    other = respondent("c", days[0], **{**alike, "incident_number": "2600099", "attendance": "2600099"})
    assert violence_summary([*events, other], AS_AT).incidents == "2-4"
