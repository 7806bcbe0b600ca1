"""How requests are worked on: each measure by a life written out, and no count under five, told or worked out."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.decisions.request_work import MEASURES, Asking, MonthOfWork, Step, Work, month_of, tellable

# Sent by a worker of The Orange Door; accepted by an analyst; records decided by that one and by a second, who issues a
# part; the analyst answers in full.
STEPS = (
    Step("2026-10-01T00:00:00Z", "SUBMITTED", "worker", "door"),
    Step("2026-10-01T00:30:00Z", "ACCEPTED", "analyst", "point"),
    Step("2026-10-01T02:00:00Z", "PARTLY_ANSWERED", "second", "point"),
    Step("2026-10-02T00:00:00Z", "ANSWERED", "analyst", "point"),
)
DECISIONS = (
    ("2026-10-01T01:00:00Z", "analyst", "point", "r1"),
    ("2026-10-01T02:00:00Z", "second", "point", "r1"),
    ("2026-10-01T02:00:00Z", "second", "point", "r2"),
)
ANSWERS = (
    Asking("victoria_police", "2026-10-01T00:40:00Z", "2026-10-01T00:41:00Z", False),
    Asking("corrections_victoria", "2026-10-01T00:40:00Z", None, True),
    Asking("victoria_police", "2026-10-01T03:00:00Z", "2026-10-01T03:20:00Z", False),
)
WHOLE = Work("CIP", "FULL", "orange_door", "cip", STEPS, DECISIONS, ANSWERS, frozenset({"r1", "r2", "r3"}))
REFUSED = replace(
    WHOLE, steps=(STEPS[0], replace(STEPS[1], state="REFUSED")), decisions=(), answers=(), told=frozenset()
)
BY_HAND = {
    "HANDS_OF_PEOPLE": 3,  # worker, analyst, second, analyst
    "HANDS_OF_ORGANISATIONS": 1,
    "SENT_TO_ACCEPTED": 30,
    "ACCEPTED_TO_FIRST_ANSWER": 90,
    "SENT_TO_ANSWERED": 1440,
    "DECIDED_BY_A_PERSON": 2,
    "CLEARED_BY_POLICY": 1,
    "CUSTODIANS_ASKED": 2,
}


def test_each_measure_of_one_life() -> None:
    assert {measure.name: measure.of(WHOLE) for measure in MEASURES} == BY_HAND


def test_what_never_came_is_not_measured_as_nothing() -> None:
    found = {measure.name: measure.of(REFUSED) for measure in MEASURES}
    assert [name for name, value in found.items() if value is None] == [
        "SENT_TO_ACCEPTED", "ACCEPTED_TO_FIRST_ANSWER", "SENT_TO_ANSWERED"
    ]  # fmt: skip
    assert found["HANDS_OF_PEOPLE"] == 1


# In counts alone


@pytest.mark.parametrize("many", range(5))
def test_of_fewer_than_five_nothing_is_told_but_that(many: int) -> None:
    said = "Fewer than 5 requests ended in October 2026: nothing more is told."
    assert month_of("2026-10-01", [WHOLE] * many) == MonthOfWork("2026-10-01", said, None, (), (), (), ())


def test_of_enough_all_is_told_in_words_with_the_figures() -> None:
    found = month_of("2026-10-01", [WHOLE] * 6 + [REFUSED] * 5)
    assert (found.said, found.requests) == ("11 requests ended in October 2026.", 11)
    said = {figure.measure: (figure.median, figure.in_all, figure.said) for figure in found.figures}
    assert said["HANDS_OF_PEOPLE"] == (3, 23, "Half changed hands between people at most 3 times; 23 in all.")
    assert said["SENT_TO_ANSWERED"] == (
        1440, None, "Half waited at most 1440 min from being sent for the whole answer."
    )  # fmt: skip
    [kind] = found.kinds
    assert (kind.scheme, kind.amount, kind.asking, kind.asked, kind.requests) == (
        "CIP",
        "FULL",
        "orange_door",
        "cip",
        11,
    )
    assert [(one.custodian, one.requests, one.late, one.median_minutes) for one in found.custodians] == [
        ("corrections_victoria", 6, None, None), ("victoria_police", 6, None, 1)
    ]  # fmt: skip
    assert found.custodians[1].said == (
        "Victoria Police: half its answers came within 1 min; how often it was late is not told."
    )


def test_a_measure_that_is_known_of_too_few_is_not_told() -> None:
    found = month_of("2026-10-01", [WHOLE] * 4 + [REFUSED] * 6)
    said = {figure.measure: figure for figure in found.figures}
    assert (said["SENT_TO_ANSWERED"].median, said["SENT_TO_ANSWERED"].in_all) == (None, None)
    assert said["SENT_TO_ANSWERED"].said == "Known of fewer than 5 requests: not told."
    assert said["HANDS_OF_PEOPLE"].in_all == 18
    assert found.custodians == ()


def test_a_kind_of_too_few_takes_another_with_it() -> None:
    """Of eleven requests, eight and three: the eight are not told, else the three were."""
    other = replace(WHOLE, scheme="FVISS")
    assert month_of("2026-10-01", [WHOLE] * 8 + [other] * 3).kinds == ()
    told = month_of("2026-10-01", [WHOLE] * 8 + [other] * 6).kinds
    assert [(kind.scheme, kind.requests) for kind in told] == [("CIP", 8), ("FVISS", 6)]


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=4)


@given(COUNTS)
def test_no_count_under_five_is_told_or_worked_out(counts: list[int]) -> None:
    """By trying every way in which what is not told may add up to the whole: each hidden one may be five or more."""
    told = tellable(dict(enumerate(counts)))
    assert all(count is None or count >= 5 for count in told.values())
    hidden = [place for place, count in told.items() if count is None]
    rest = sum(counts) - sum(count for count in told.values() if count is not None)
    ways = [way for way in product(range(rest + 1), repeat=len(hidden)) if sum(way) == rest]
    if len(hidden) > 1 and rest >= 5:
        assert all(any(way[place] >= 5 for way in ways) for place in range(len(hidden)))
    else:
        assert hidden == [] or sum(counts) < 5 or len(counts) == 1 or len(hidden) == len(counts)


@pytest.mark.parametrize(
    ("counts", "told"),
    [([7, 6], [7, 6]), ([7, 4], [None, None]), ([9, 7, 1], [9, None, None]), ([9, 4, 3], [9, None, None]),
     ([9, 6, 1, 0], [9, None, None, None]), ([9, 0, 0], [None, None, None]), ([3], [None])],
)  # fmt: skip
def test_parts_by_hand(counts: list[int], told: list[Any]) -> None:
    assert list(tellable(dict(enumerate(counts))).values()) == told
