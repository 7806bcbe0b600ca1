"""By when an answer is due: 24 hours, or the end of the fifth business day, over weekends and changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schema.decisions.request_due import due

HERE = ZoneInfo("Australia/Melbourne")


# 29 June 2026 is a Monday. Melbourne is ten hours ahead of UTC in winter, eleven in summer.
@pytest.mark.parametrize(
    ("sent", "full"),
    [
        ("2026-06-29T00:00:00Z", "2026-07-06T13:59:59Z"),  # Monday, to the Monday after
        ("2026-06-30T00:00:00Z", "2026-07-07T13:59:59Z"),
        ("2026-07-01T00:00:00Z", "2026-07-08T13:59:59Z"),
        ("2026-07-02T00:00:00Z", "2026-07-09T13:59:59Z"),
        ("2026-07-03T00:00:00Z", "2026-07-10T13:59:59Z"),
        ("2026-07-04T00:00:00Z", "2026-07-10T13:59:59Z"),  # Saturday, to Friday
        ("2026-07-05T00:00:00Z", "2026-07-10T13:59:59Z"),  # Sunday
        ("2026-07-05T13:59:59Z", "2026-07-10T13:59:59Z"),  # the last second of that Sunday
        ("2026-07-05T14:00:00Z", "2026-07-13T13:59:59Z"),  # Monday already in Victoria, Sunday in UTC
        ("2026-04-02T00:00:00Z", "2026-04-09T13:59:59Z"),  # over 5 April, a day of 25 hours
        ("2026-04-04T15:30:00Z", "2026-04-10T13:59:59Z"),  # within the hour that comes twice
        ("2026-10-01T00:00:00Z", "2026-10-08T12:59:59Z"),  # over 4 October, a day of 23 hours
        ("2026-10-03T16:00:00Z", "2026-10-09T12:59:59Z"),  # the first second after the hour that is left out
        ("2025-12-30T00:00:00Z", "2026-01-06T12:59:59Z"),  # over New Year: a public holiday is not known here
    ],
)
def test_a_full_answer_is_due_at_the_end_of_the_fifth_business_day(sent: str, full: str) -> None:
    assert due("FULL", sent) == full


@pytest.mark.parametrize(
    ("sent", "brief"),
    [
        ("2026-07-03T05:06:07Z", "2026-07-04T05:06:07Z"),  # a weekend is no reason to wait
        ("2026-04-04T12:00:00Z", "2026-04-05T12:00:00Z"),  # 24 hours, though the day has 25
        ("2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"),
        ("2028-02-28T23:00:00Z", "2028-02-29T23:00:00Z"),
    ],
)
def test_a_brief_one_is_due_in_24_hours_whatever_the_clocks_do(sent: str, brief: str) -> None:
    assert due("BRIEF", sent) == brief


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
@example(datetime(2026, 4, 4, 15, 30, tzinfo=UTC))
@example(datetime(2026, 10, 3, 16, 0, tzinfo=UTC))
def test_five_business_days_lie_between_and_no_more(sent: datetime) -> None:
    end = datetime.fromisoformat(due("FULL", sent.strftime("%Y-%m-%dT%H:%M:%SZ"))).astimezone(HERE)
    first, last = sent.replace(microsecond=0).astimezone(HERE).date(), end.date()
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(day.isoweekday() <= 5 for day in days) == 5
    assert last.isoweekday() <= 5
    assert (end.hour, end.minute, end.second) == (23, 59, 59)
