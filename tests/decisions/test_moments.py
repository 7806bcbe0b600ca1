"""Calendar and clock: what lies in a window, and how long ago a thing was."""

from __future__ import annotations

import pytest

from schema.decisions.frequency import frequency, recency
from schema.decisions.history import history
from schema.decisions.moments import WINDOWS, days_between, happened, opens_after
from tests.decisions.events import AS_AT, respondent

BY_LABEL = {window.label: window for window in WINDOWS}


@pytest.mark.parametrize(
    ("_case", "label", "as_at", "opens"),
    [
        ("plain", "LAST_28_DAYS", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"),
        ("over the start of daylight saving", "LAST_28_DAYS", "2025-10-19T15:00:00Z",
         "2025-09-21T16:00:00Z"),
        ("over the end of daylight saving", "LAST_28_DAYS", "2025-04-20T14:00:00Z",
         "2025-03-23T13:00:00Z"),
        ("into the hour that is not", "LAST_28_DAYS", "2025-11-01T15:30:00Z",
         "2025-10-04T16:30:00Z"),
        ("into the hour that comes twice", "LAST_28_DAYS", "2025-05-03T16:30:00Z",
         "2025-04-05T15:30:00Z"),
        ("from a leap day", "LAST_12_MONTHS", "2024-02-29T00:00:00Z", "2023-02-28T00:00:00Z"),
        ("to a leap day", "LAST_5_YEARS", "2029-02-28T00:00:00Z", "2024-02-28T00:00:00Z"),
        ("five years from a leap day", "LAST_5_YEARS", "2028-02-29T00:00:00Z",
         "2023-02-28T00:00:00Z"),
        ("over a leap day", "LAST_90_DAYS", "2024-04-01T00:00:00Z", "2024-01-02T00:00:00Z"),
    ],
)  # fmt: skip
def test_a_window_opens_at_the_same_melbourne_clock_time(_case: str, label: str, as_at: str, opens: str) -> None:
    assert opens_after(BY_LABEL[label], as_at) == opens


def test_the_whole_life_has_no_beginning() -> None:
    assert opens_after(BY_LABEL["LIFE"], AS_AT) is None


@pytest.mark.parametrize(
    ("_case", "occurred_from", "in_28_days", "in_life"),
    [
        ("day 28 to the second: out", "2026-02-01T00:00:00Z", 0, 1),
        ("a second later: in", "2026-02-01T00:00:01Z", 1, 1),
        ("exactly as at: in", AS_AT, 1, 1),
        ("a second after: it has not happened", "2026-03-01T00:00:01Z", 0, 0),
    ],
)
def test_a_window_leaves_out_its_opening_and_holds_its_close(
    _case: str, occurred_from: str, in_28_days: int, in_life: int
) -> None:
    counts = frequency(history([respondent("one", occurred_from)], AS_AT))
    assert (counts[0].attendances, counts[-1].attendances) == (in_28_days, in_life)


def test_days_are_counted_on_the_local_calendar() -> None:
    """11:59 pm and 12:01 am in Melbourne are a day apart, and both are one day in UTC."""
    assert days_between("2026-01-10T12:59:00Z", "2026-01-10T13:01:00Z") == 1


def test_the_nights_of_23_and_25_hours_are_one_day_each() -> None:
    assert days_between("2025-10-04T13:59:00Z", "2025-10-05T12:59:00Z") == 1
    assert days_between("2025-04-05T12:59:00Z", "2025-04-06T13:59:00Z") == 1


def test_a_course_of_conduct_is_as_recent_as_its_end() -> None:
    event = respondent("one", "2026-01-01T00:00:00Z", occurred_to="2026-02-20T00:00:00Z")
    assert recency(history([event], AS_AT)).days == 9


def test_an_event_still_going_on_happened_up_to_the_instant_asked() -> None:
    event = respondent("one", "2026-02-01T00:00:00Z", occurred_to="2026-04-01T00:00:00Z")
    assert happened(event, AS_AT) == AS_AT


@pytest.mark.parametrize("end", ["2026-02-25T00:00:00Z", "9999-12-31T23:59:59Z", "2026-01-01T00:00:00Z"])
def test_an_end_after_the_receipt_or_open_or_before_the_start_is_not_used(end: str) -> None:
    event = respondent("one", "2026-02-01T00:00:00Z", occurred_to=end, received_at="2026-02-02T00:00:00Z")
    assert happened(event, AS_AT) == "2026-02-01T00:00:00Z"


def test_recency_is_of_the_occurrence_and_not_of_the_report() -> None:
    late = respondent("late", "2020-01-01T02:00:00Z", received_at="2026-02-28T00:00:00Z")
    found = recency(history([late, respondent("newer", "2026-02-01T02:00:00Z")], AS_AT))
    assert (found.days, found.latest_on, found.evidence) == (28, "2026-02-01", ("newer",))


def test_recency_of_nothing_is_not_known() -> None:
    found = recency(history([], AS_AT))
    assert (found.days, found.latest_on, found.evidence) == (None, None, ())


def test_an_undated_report_received_by_then_counts_in_life_alone() -> None:
    undated = respondent("one", None, received_at="2026-02-28T00:00:00Z")
    counts = frequency(history([undated], AS_AT))
    assert [count.reports for count in counts] == [0, 0, 0, 0, 1]


@pytest.mark.parametrize("received_at", [None, "2026-03-02T00:00:00Z"])
def test_an_undated_report_that_cannot_be_placed_before_the_instant_is_not_counted(
    received_at: str | None,
) -> None:
    undated = respondent("one", None, received_at=received_at)
    assert frequency(history([undated], AS_AT))[-1].reports == 0


def test_two_reports_of_one_attendance_are_two_reports_and_one_attendance() -> None:
    """Crime Statistics Agency: 82,653 affected family members in 82,652 incidents (2018-19)."""
    both = [respondent(name, "2026-02-20T00:00:00Z", attendance="night") for name in ("a", "b")]
    count = frequency(history(both, AS_AT))[0]
    assert (count.attendances, count.reports, count.evidence) == (1, 2, ("a", "b"))


def test_reports_without_an_attendance_count_each_as_its_own() -> None:
    both = [respondent(name, "2026-02-20T00:00:00Z") for name in ("a", "b")]
    assert frequency(history(both, AS_AT))[0].attendances == 2
