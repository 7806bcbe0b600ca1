"""Whom it affected, which children lived through it, and in which part the subject was."""

from __future__ import annotations

from datetime import date

import pytest

from schema.decisions.affected import affected_persons
from schema.decisions.ages import Age, age, born
from schema.decisions.children import ChildExposure, children_exposed
from schema.decisions.cross_role import cross_role
from schema.decisions.event import Child, Event, Part
from schema.decisions.history import history
from tests.decisions.events import AS_AT, affected, on, respondent


def test_each_affected_person_counts_once_with_the_date_first_seen() -> None:
    events = [
        respondent("a", on("2024-01-01"), affected=("alex",)),
        respondent("b", on("2025-01-01"), affected=("alex",)),
        respondent("c", on("2025-06-01"), affected=("bo",)),
    ]
    found = affected_persons(history(events, AS_AT))
    assert (found.count, found.at_least) == (2, False)
    assert [(p.person, p.first_on, p.last_on, p.reports) for p in found.persons] == [
        ("alex", "2024-01-01", "2025-01-01", 2),
        ("bo", "2025-06-01", "2025-06-01", 1),
    ]
    assert found.evidence == ("a", "b", "c")


def test_a_report_that_does_not_show_whom_it_affected_makes_it_a_least_count() -> None:
    events = [respondent("a", on("2024-01-01")), respondent("b", on("2024-02-01"), affected=None)]
    found = affected_persons(history(events, AS_AT))
    assert (found.count, found.at_least, found.evidence) == (1, True, ("a",))


def test_those_beside_whom_the_subject_was_affected_are_not_counted() -> None:
    assert affected_persons(history([affected("a", on("2024-01-01"))], AS_AT)).count == 0


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        ("2020-05-10", "2026-05-09", 5),
        ("2020-05-10", "2026-05-10", 6),
        ("2016-02-29", "2025-02-28", 8),
        ("2016-02-29", "2025-03-01", 9),
        ("2016-02-29", "2024-02-29", 8),
    ],
)
def test_an_age_from_a_date_of_birth_is_exact(birth: str, day: str, years: int) -> None:
    found = age(born([Child(person="kim", birth_date=birth)]), date.fromisoformat(day))
    assert found == Age(years, years, True, False)


def test_an_age_from_a_year_of_birth_is_a_range() -> None:
    found = age(born([Child(person="kim", birth_year=2020)]), date(2026, 5, 9))
    assert found == Age(5, 6, False, False)


def test_dates_of_birth_that_differ_make_a_range_and_outweigh_a_year() -> None:
    named = [
        Child(person="kim", birth_date="2020-01-01"),
        Child(person="kim", birth_date="2022-01-01"),
        Child(person="kim", birth_year=2010),
    ]
    assert age(born(named), date(2026, 6, 1)) == Age(4, 6, False, False)


def test_an_event_before_birth_is_said_to_be() -> None:
    found = age(born([Child(person="kim", birth_date="2026-02-01")]), date(2026, 1, 1))
    assert found == Age(0, 0, True, True)


def test_an_age_without_birth_or_event_date_is_not_known() -> None:
    assert age(born([Child(person="kim")]), date(2026, 1, 1)) == Age(None, None, False, False)
    assert age((date(2020, 1, 1), date(2020, 1, 1)), None) == Age(None, None, False, False)


def _kim(events: list[Event]) -> ChildExposure:
    return children_exposed(history(events, AS_AT)).children[0]


def test_a_child_is_counted_once_an_attendance_with_ages_and_span() -> None:
    kim = Child(person="kim", birth_date="2018-06-01", exposures=("WITNESSED",))
    again = Child(person="kim", exposures=("HARMED",))
    found = _kim(
        [
            respondent("a", on("2024-05-31"), attendance="night", children=(kim,)),
            respondent("b", on("2024-05-31"), attendance="night", children=(kim,)),
            affected("c", on("2025-06-01"), children=(again,)),
        ]
    )
    assert (found.exposures, found.exposures_to_subject, found.reports) == (2, 1, 3)
    assert (found.kinds, found.span_days) == (("HARMED", "WITNESSED"), 366)
    assert [(a.on, a.youngest_years, a.exact) for a in found.ages] == [
        ("2024-05-31", 5, True),
        ("2025-06-01", 7, True),
    ]
    assert (found.respondents, found.respondents_at_least) == (2, False)
    assert found.evidence == ("a", "b", "c")


def test_respondents_not_shown_are_not_known_and_never_none_at_all() -> None:
    found = _kim([respondent("a", AS_AT, children=(Child(person="kim"),), respondents=None)])
    assert (found.respondents, found.respondents_at_least) == (None, True)


def test_events_with_children_hold_those_where_no_child_is_named() -> None:
    events = [
        respondent("a", AS_AT, children=(Child(person="kim"),), children_present=None),
        respondent("b", AS_AT, children=(), children_present=True),
        respondent("c", AS_AT, children=(), children_present=False),
    ]
    found = children_exposed(history(events, AS_AT))
    assert (found.count, found.at_least, found.reports, found.attendances) == (1, True, 2, 2)
    assert found.evidence == ("a", "b")


@pytest.mark.parametrize(
    ("children", "present", "at_least"),
    [(None, None, True), (None, False, False), ((), None, True), (None, True, True)],
)
def test_children_not_shown_are_never_no_children(
    children: tuple[Child, ...] | None, present: bool | None, at_least: bool
) -> None:
    event = respondent("a", AS_AT, children=children, children_present=present)
    assert children_exposed(history([event], AS_AT)).at_least is at_least


def test_both_parts_in_one_attendance_are_the_sign_of_misidentification() -> None:
    events = [
        respondent("a", on("2026-01-01"), attendance="night"),
        affected("b", on("2026-01-01"), attendance="night"),
        affected("c", on("2026-02-01"), attendance="other"),
    ]
    found = cross_role(history(events, AS_AT))
    assert (found.affected_reports, found.affected_attendances) == (2, 2)
    assert found.affected_evidence == ("b", "c")
    assert (found.mutual_attendances, found.mutual_evidence) == (1, ("a", "b"))


def test_attendances_not_shown_are_never_taken_to_be_the_same() -> None:
    events = [respondent("a", on("2026-01-01")), affected("b", on("2026-01-01"))]
    assert cross_role(history(events, AS_AT)).mutual_attendances == 0


def test_being_a_child_in_a_report_is_told_apart() -> None:
    event = Event(incident="a", part=Part.CHILD, occurred_from=on("2026-01-01"))
    found = cross_role(history([event], AS_AT))
    assert (found.child_reports, found.child_evidence, found.affected_reports) == (1, ("a",), 0)
