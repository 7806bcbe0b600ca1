"""What time alone does to an account, by days of Melbourne: a table, with the nights on which its clocks are moved."""

from __future__ import annotations

import pytest

from authz import policy_data
from authz.account_state import State, days_unused, state_of
from authz.local_days import local_day

SETTINGS = policy_data.load().settings
# In 2026 the clocks went back on 5 April at 3:00 (UTC+11 to UTC+10), and went forward on 4 October at 2:00.
DAYS = [
    ("2026-07-01T13:59:59Z", "2026-07-01"),
    ("2026-07-01T14:00:00Z", "2026-07-02"),
    ("2026-04-04T12:59:59Z", "2026-04-04"),  # summer still: the day begins at 13:00 UTC
    ("2026-04-04T13:00:00Z", "2026-04-05"),  # the day of 25 hours
    ("2026-04-05T13:59:59Z", "2026-04-05"),
    ("2026-04-05T14:00:00Z", "2026-04-06"),
    ("2026-10-03T13:59:59Z", "2026-10-03"),
    ("2026-10-03T14:00:00Z", "2026-10-04"),  # the day of 23 hours
    ("2026-10-04T12:59:59Z", "2026-10-04"),
    ("2026-10-04T13:00:00Z", "2026-10-05"),
    ("2026-12-31T12:59:59Z", "2026-12-31"),
    ("2026-12-31T13:00:00Z", "2027-01-01"),
]


@pytest.mark.parametrize(("instant", "day"), DAYS)
def test_a_day_begins_at_midnight_in_melbourne(instant: str, day: str) -> None:
    assert local_day(instant) == day


UNUSED = [
    ("2026-07-01", "2026-08-14", 44, State.ACTIVE),
    ("2026-07-01", "2026-08-15", 45, State.WARNED),
    ("2026-07-01", "2026-08-29", 59, State.WARNED),
    ("2026-07-01", "2026-08-30", 60, State.DEACTIVATED),
    ("2026-03-01", "2026-04-14", 44, State.ACTIVE),  # over the night of 25 hours
    ("2026-03-01", "2026-04-15", 45, State.WARNED),
    ("2026-09-01", "2026-10-15", 44, State.ACTIVE),  # over the night of 23 hours
    ("2026-09-01", "2026-10-16", 45, State.WARNED),
    ("2026-09-01", "2026-10-30", 59, State.WARNED),
    ("2026-09-01", "2026-10-31", 60, State.DEACTIVATED),
    ("2027-12-31", "2028-02-29", 60, State.DEACTIVATED),
    ("2026-07-01", "2026-07-01", 0, State.ACTIVE),
    ("2026-07-02", "2026-07-01", -1, State.ACTIVE),  # used in another worker whose clock is ahead
]


@pytest.mark.parametrize(("awake_on", "today", "days", "state"), UNUSED)
def test_an_account_is_warned_of_at_45_days_and_sleeps_at_60(
    awake_on: str, today: str, days: int, state: State
) -> None:
    assert days_unused(awake_on, today) == days
    assert state_of("ACTIVE", awake_on, today, SETTINGS) == state


@pytest.mark.parametrize("status", [*(s for s in State if s is not State.ACTIVE), "active", ""])
def test_what_was_decided_is_not_undone_by_time(status: str) -> None:
    for today in ("2026-07-01", "2026-08-20", "2027-07-01"):
        assert state_of(status, "2026-07-01", today, SETTINGS) == status


def test_the_days_are_those_of_the_policy() -> None:
    fewer = {**SETTINGS, "account_warned_after": "5", "account_deactivated_after": "7"}
    found = [state_of("ACTIVE", "2026-07-01", f"2026-07-0{day}", fewer) for day in range(5, 9)]
    assert found == [State.ACTIVE, State.WARNED, State.WARNED, State.DEACTIVATED]


def test_without_a_known_day_it_is_counted_from_the_first_use() -> None:
    assert state_of("ACTIVE", "", "2026-07-01", SETTINGS) == State.ACTIVE
