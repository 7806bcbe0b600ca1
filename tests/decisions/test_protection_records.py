"""What of a report to Child Protection contradicts itself: each rule at its border; ages against counting birthdays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema import codes
from schema.decisions.births import Born, born, certainly_older
from schema.decisions.protection_records import LAW, RULES, Stated, received_day, report_doubts

RECEIVED = "2026-04-05"
PARENT = Born("1990-05-01", "1990-05-01")


@pytest.mark.parametrize(("said", "doubts"), [
    ({}, ()),
    ({"received_on": RECEIVED, "classified_on": RECEIVED, "outcome_on": RECEIVED}, ()),
    ({"received_on": RECEIVED, "classified_on": "2026-04-04"}, ("CLASSIFIED_BEFORE_RECEIVED",)),
    ({"received_on": RECEIVED, "outcome_on": "2026-04-04"}, ("IMPOSSIBLE_STEP",)),
    ({"received_on": RECEIVED, "classified_on": "2026-04-07", "outcome_on": "2026-04-06"}, ("IMPOSSIBLE_STEP",)),
    ({"classified_on": "2026-04-04"}, ()),
    # The night of 5 April 2026 has 25 hours; midnight that ends it is 14:00 UTC, and the one that begins it 13:00.
    ({"received_on": RECEIVED, "received_at": "2026-04-04T13:00:00Z"}, ()),
    ({"received_on": RECEIVED, "received_at": "2026-04-04T12:59:59Z"}, ("RECEIPT_DAYS_DIFFER",)),
    ({"received_on": RECEIVED, "received_at": "2026-04-05T13:59:59Z"}, ()),
    ({"received_on": RECEIVED, "received_at": "2026-04-05T14:00:00Z"}, ("RECEIPT_DAYS_DIFFER",)),
    ({"received_at": "2026-10-03T14:00:00Z", "classified_on": "2026-10-03"}, ("CLASSIFIED_BEFORE_RECEIVED",)),
    ({"received_at": "2026-10-03T13:59:59Z", "classified_on": "2026-10-03"}, ()),
    ({"substantiated": ("PHYSICAL",), "investigated": True, "outcome": "SUBSTANTIATED"}, ()),
    ({"substantiated": ("PHYSICAL",), "investigated": False}, ("SUBSTANTIATION_DENIED",)),
    ({"substantiated": ("PHYSICAL",), "outcome": "NOT_SUBSTANTIATED"}, ("SUBSTANTIATION_DENIED",)),
    ({"substantiated": (), "outcome": "NOT_SUBSTANTIATED", "investigated": False}, ()),
    ({"child": PARENT, "parents": (PARENT,)}, ()),
    ({"child": Born("1990-04-30", "1990-04-30"), "parents": (None, PARENT)}, ("CHILD_OLDER_THAN_PARENT",)),
    ({"child": Born("1990-01-01", "1990-12-31"), "parents": (PARENT,)}, ()),
    ({"child": None, "parents": (PARENT,)}, ()),
    ({"terms": (("2026-05-20", "2026-05-20"), (None, "2026-05-19"))}, ()),
    ({"terms": (("2026-05-20", "2026-05-19"),)}, ("ENDS_BEFORE_START",)),
    ({"scans": (("FAMILY_VIOLENCE_REPORT", 200), ("FAMILY_VIOLENCE_REPORT", None), ("LETTER", 72))}, ()),
    ({"scans": (("LETTER", 300), ("FAMILY_VIOLENCE_REPORT", 199))}, ("LOW_RESOLUTION",)),
    ({"in_both": True}, ("VICTIM_AND_RESPONSIBLE",)),
])  # fmt: skip
def test_each_rule_flags_what_it_is_for_and_nothing_before_its_border(
    said: dict[str, Any], doubts: tuple[str, ...]
) -> None:
    assert report_doubts(Stated(**said)) == doubts


@pytest.mark.parametrize(("received_on", "received_at", "day"), [
    ("2026-04-05", "2026-04-06T10:00:00Z", "2026-04-05"),
    (None, "2026-10-03T14:00:00Z", "2026-10-04"),
    (None, None, None),
])  # fmt: skip
def test_the_day_of_receipt_is_the_one_stated_else_that_of_the_instant(
    received_on: str | None, received_at: str | None, day: str | None
) -> None:
    assert received_day(received_on, received_at) == day


def birthdays_had(birth: date, on: date) -> int:
    """Completed years, counted year by year; who was born on 29 February has it on 1 March in other years."""
    had = 0
    for year in range(birth.year + 1, on.year + 1):
        leap = (date(year, 3, 1) - date(year, 2, 28)).days == 2
        late = (birth.month, birth.day) == (2, 29) and not leap
        had += (date(year, 3, 1) if late else birth.replace(year=year)) <= on
    return had


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2023, 1, 1), date(2029, 12, 31)) | st.sampled_from([date(2028, 2, 29), date(2027, 2, 28)]),
       st.integers(0, 3))  # fmt: skip
def test_an_age_leaves_exactly_the_days_on_which_its_birthdays_fit(on: date, age: int) -> None:
    days = [on - timedelta(days=back) for back in range(366 * 5)]
    fitting = [day.isoformat() for day in days if birthdays_had(day, on) == age]
    assert born(None, None, age, on.isoformat()) == Born(min(fitting), max(fitting))


DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9)).map(date.isoformat)
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: Born(min(pair), max(pair)))


@settings(max_examples=100, deadline=None)
@given(SPANS, SPANS)
def test_somebody_is_certainly_older_when_he_is_by_every_pair_of_birthdays(one: Born, other: Born) -> None:
    days = [date(2020, 1, day).isoformat() for day in range(1, 10)]
    mine = [day for day in days if one.earliest <= day <= one.latest]
    others = [day for day in days if other.earliest <= day <= other.latest]
    assert certainly_older(one, other) is all(a < b for a in mine for b in others)


def test_a_date_of_birth_outweighs_a_year_and_a_year_an_age() -> None:
    assert born("2017-09-30", 2016, 3, RECEIVED) == Born("2017-09-30", "2017-09-30")
    assert born(None, 2016, 3, RECEIVED) == Born("2016-01-01", "2016-12-31")
    assert born(None, None, 0, RECEIVED) == Born("2025-04-06", RECEIVED)
    assert born(None, None, None, RECEIVED) is None


def test_every_doubt_is_in_the_code_list_and_in_the_page() -> None:
    assert [rule.code for rule in RULES if not codes.known("record_doubt", rule.code)] == []
    told = " ".join(row[1] for row in LAW.rows)
    assert [rule.code for rule in RULES if f"`{rule.code}`" not in told] == []


def test_the_worked_examples_find_what_they_are_there_to_show() -> None:
    assert [example.work() for example in LAW.examples] == [
        *("no doubt", "CLASSIFIED_BEFORE_RECEIVED", "no doubt", "CLASSIFIED_BEFORE_RECEIVED", "no doubt"),
        *("no doubt", "CHILD_OLDER_THAN_PARENT", "no doubt", "no doubt", "CHILD_OLDER_THAN_PARENT"),
        *("no doubt", "LOW_RESOLUTION", "no doubt", "no doubt", "SUBSTANTIATION_DENIED"),
    ]
