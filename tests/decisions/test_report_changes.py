"""What a report would tell now that it did not: of each section what is new, what is otherwise, and what is gone.

FVPA 2008 (Vic) Pt 5A Div 6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from schema.decisions.orders_in_force import orders_at
from schema.decisions.pattern import pattern_and_history
from schema.decisions.release import brief
from schema.decisions.report import OtherPerson, ReportContent, ReportGap, Said
from schema.decisions.report_changes import changes
from schema.decisions.timeline import Happening, Timeline, timeline
from tests.decisions.events import respondent
from tests.resolvers.report.a_report import (
    AS_AT,
    COURT,
    EVENTS,
    HAPPENINGS,
    HEADING,
    POLICE,
    PRISONS,
    QUIET,
    RECORDS,
    REPORT,
    STATEMENTS,
)

A_DAY_LATER = "2026-06-27T11:04:00Z"
NEW = Happening(id="i-9", kind="Incident", said="Police report: assault.", at="2026-06-26T20:00:00Z", custodian=POLICE)
GONE = "NO_LONGER_TOLD"


def told(then: ReportContent, now: ReportContent) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.code, one.text, one.evidence) for one in changes(then, now)]


def happened(*more: Happening, without: str = "") -> Timeline:
    return timeline(["him"], [*(one for one in HAPPENINGS if one.id != without), *more], None, None)


def test_of_two_that_are_alike_nothing_is_told() -> None:
    assert told(REPORT, REPORT) == told(QUIET, QUIET) == []


def test_that_a_day_passed_is_no_news() -> None:
    later = replace(
        REPORT,
        heading=replace(HEADING, as_at=A_DAY_LATER, known_at=A_DAY_LATER, policy="0.2"),
        orders=orders_at(STATEMENTS, A_DAY_LATER),
        pattern=pattern_and_history(EVENTS, A_DAY_LATER, RECORDS),
    )
    assert later.orders != REPORT.orders
    assert told(REPORT, later) == []


def test_a_new_record_is_told_with_its_day_and_whose_it_is() -> None:
    now = replace(REPORT, chronology=happened(NEW))
    words = "New: Police report: assault. (on 27 June 2026, by Victoria Police)"
    assert told(REPORT, now) == [("RECORD_NEW", words, ("i-9",))]


def test_a_record_that_is_gone_is_named_and_its_words_are_not_told_again() -> None:
    then = replace(REPORT, chronology=happened(NEW))
    assert told(then, REPORT) == [(GONE, "A record that the report tells of is no longer told.", ("i-9",))]


def test_a_record_whose_new_version_says_otherwise_is_told_as_it_is_now() -> None:
    then = replace(REPORT, chronology=happened(NEW))
    now = replace(REPORT, chronology=happened(replace(NEW, said="Police report: theft.")))
    words = "It now says: Police report: theft. (on 27 June 2026, by Victoria Police)"
    assert told(then, now) == [("RECORD_CHANGED", words, ("i-9",))]


def test_which_of_two_like_statements_of_one_order_is_told_is_no_news_but_two_like_reports_are_two() -> None:
    first = Happening(id="o-8", kind="Order", said="Order 12, final.", at="2026-01-01", of="order-12")
    as_order = [replace(REPORT, chronology=happened(one)) for one in (first, replace(first, id="o-7"))]
    assert told(*as_order) == []
    as_report = [replace(REPORT, chronology=happened(one)) for one in (NEW, replace(NEW, id="i-8"))]
    assert [code for code, *_ in told(*as_report)] == ["RECORD_NEW", GONE]


def test_an_order_that_is_new_or_ended_is_told_by_its_sentence_and_one_that_is_gone_is_not() -> None:
    without = replace(REPORT, orders=orders_at(STATEMENTS[2:], AS_AT))
    [first] = [one for one in REPORT.orders.orders if STATEMENTS[0].id in one.evidence]
    assert ("ORDER_NEW", f"New: {first.sentence}", first.evidence) in told(without, REPORT)
    assert (GONE, "An order that the report tells of is no longer told.", first.evidence) in told(REPORT, without)
    years_later = replace(REPORT, orders=orders_at(STATEMENTS, "2036-06-26T11:04:00Z"))
    [ended] = [one for one in years_later.orders.orders if STATEMENTS[0].id in one.evidence]
    assert ended.binding is not first.binding
    assert ("ORDER_CHANGED", f"Now: {ended.sentence}", ended.evidence) in told(REPORT, years_later)


@pytest.mark.parametrize(
    ("then", "now", "wanted"),
    [
        ({"whereabouts": replace(REPORT.whereabouts, custody="Not in custody.", custody_evidence=("s-9",))}, {},
         ("CUSTODY", "Custody, now: In custody since 21 June 2026; no release is stated.", ("s-2",))),
        ({}, {"identity": replace(REPORT.identity, numbers=(Said("C-1", (COURT, PRISONS), ("n-2", "n-3")),))},
         ("IDENTITY", "New number: C-1. By Magistrates' Court and Corrections Victoria.", ("n-2", "n-3"))),
        ({}, {"whereabouts": replace(REPORT.whereabouts, addresses=())},
         (GONE, "One address that the report tells is no longer told.", ("n-1",))),
        ({}, {"summaries": (Said("On bail: no.", (), ()), REPORT.summaries[1])},
         ("SUMMARY", "In summary, now: On bail: no.", ())),
        ({}, {"summaries": REPORT.summaries[:1]},
         (GONE, "Something that the report tells in summary is no longer told.", ())),
        ({}, {"factors": (replace(REPORT.factors[0], absent=(*REPORT.factors[0].absent,
                                                            Said("absent today", (), ("a-9",)))), REPORT.factors[1])},
         ("FACTOR", "Has threatened to kill, found absent: absent today.", ("a-9",))),
        ({}, {"factors": REPORT.factors[:1]},
         (GONE, "A risk factor that the report tells of is no longer told.", ("a-1",))),
        ({}, {"others": (*REPORT.others, OtherPerson("AFFECTED", "A.B.", "In 1 police report.", ("i-3",)))},
         ("OTHER_PERSON", "New affected person, A.B.: In 1 police report.", ("i-3",))),
        ({}, {"others": ()}, (GONE, "One child that the report tells of is no longer told.", ("i-2",))),
        ({}, {"annexes": tuple(replace(one, status="ANSWERED", said="It answered after its time.")
                               if one.custodian == PRISONS else one for one in REPORT.annexes)},
         ("ANSWER", "Corrections Victoria <& Parole>: It answered after its time.", ())),
        ({}, {"gaps": (*REPORT.gaps, ReportGap("WITHHELD", "1 record withheld on review: not relevant."))},
         ("GAP", "1 record withheld on review: not relevant.", ())),
    ],
)  # fmt: skip
def test_each_section_is_told_by_what_it_says_now(then: dict[str, Any], now: dict[str, Any], wanted: Any) -> None:
    assert told(replace(REPORT, **then), replace(REPORT, **now)) == [wanted]


def test_that_something_waits_for_a_person_and_how_fresh_an_agency_is_are_no_news() -> None:
    waits = ReportGap("NOT_REVIEWED", "1 record that a person must look at first is not in this report yet.")
    fresh = tuple(replace(one, as_at=A_DAY_LATER, said=f"{one.said} Lately.") for one in REPORT.annexes)
    assert told(REPORT, replace(REPORT, gaps=(*REPORT.gaps, waits), annexes=fresh)) == []


def test_the_pattern_is_told_where_it_rests_on_a_record_that_the_report_has_not() -> None:
    more = respondent("i-9", "2026-06-25T09:00:00Z", received_at="2026-06-25T10:00:00Z", strangulation=True)
    now = replace(REPORT, pattern=pattern_and_history([*EVENTS, more], AS_AT, RECORDS))
    found = [(code, evidence) for code, _, evidence in told(REPORT, now)]
    assert found
    assert {code for code, _ in found} <= {"PATTERN", "GAP"}
    assert all("i-9" in evidence for code, evidence in found if code == "PATTERN")


def test_a_brief_report_is_held_against_the_same_days() -> None:
    """What had no place in it then has none now; what happened since has."""
    heading = replace(HEADING, kind="BRIEF")
    then = brief(replace(REPORT, heading=heading), "2026-06-26")
    assert told(then, REPORT) == []
    [(code, _, evidence)] = told(then, replace(REPORT, chronology=happened(NEW)))
    assert (code, evidence) == ("RECORD_NEW", ("i-9",))
