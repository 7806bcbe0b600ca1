"""What of a file contradicts itself: each rule at its border, and overlaps against counting the minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema import codes
from schema.decisions.custody_records import LAW, RULES, File, Stay, Term, held_at, overlap, stay_doubts, term_doubts

AS_AT = "2026-07-01T00:00:00Z"
ZERO = datetime(2026, 4, 4, 15, 0, tzinfo=UTC)  # the hour before clocks are put back in Victoria
LAST = 60 * 60  # seconds after it that a stay of the tests begins or ends


def at(second: int) -> str:
    return (ZERO + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def stay(from_at: int | None, released_at: int | None, number: str = "1") -> Stay:
    return Stay(number, None if from_at is None else at(from_at), None if released_at is None else at(released_at))


@pytest.mark.parametrize(("_case", "one", "other", "overlapping"), [
    ("an hour apart", (0, 60), (3600, None), False),
    ("touching to the second", (0, 600), (600, 1200), False),
    ("released late in the minute of the reception", (0, 659), (600, 1200), False),
    ("released in the minute after the reception", (0, 660), (659, 1200), True),
    ("one within the other", (0, 3600), (600, 1200), True),
    ("the earlier has no release", (0, None), (600, 1200), True),
    ("neither has a release", (0, None), (600, None), True),
    ("the later has no release", (0, 600), (600, None), False),
    ("shorter than a minute, within the other", (0, 3600), (605, 610), False),
    ("released before it began", (1200, 0), (600, 900), False),
    ("no beginning is stated", (None, 1200), (600, 900), False),
    ("the same stay twice", (0, 600), (0, 600), True),
])  # fmt: skip
def test_two_stays_overlap_when_both_hold_in_one_minute(
    _case: str, one: tuple[int | None, int | None], other: tuple[int | None, int | None], overlapping: bool
) -> None:
    assert overlap(stay(*one), stay(*other)) is overlapping
    assert overlap(stay(*other), stay(*one)) is overlapping


def minutes(from_at: int | None, released_at: int | None) -> set[int]:
    """Every minute in which a stay holds, one by one."""
    last = LAST if released_at is None else released_at
    return set() if from_at is None else {m for m in range(LAST // 60) if from_at // 60 <= m < last // 60}


SECONDS = st.none() | st.integers(0, LAST - 60)
SPANS = st.lists(st.tuples(SECONDS, SECONDS), max_size=6)


@settings(max_examples=300, deadline=None)
@given(SPANS, st.integers(0, LAST))
def test_doubts_of_stays_are_those_that_counting_finds(spans: list[tuple[int | None, int | None]], now: int) -> None:
    stays = [stay(*span, number=str(number)) for number, span in enumerate(spans)]
    file = File(at(now), tuple(stays))
    for index, (from_at, released_at) in enumerate(spans):
        expected = []
        if any(minutes(from_at, released_at) & minutes(*o) for other, o in enumerate(spans) if other != index):
            expected.append("CUSTODY_OVERLAPS")
        if from_at is not None and released_at is not None and released_at < from_at:
            expected.append("RELEASED_BEFORE_HELD")
        if released_at is not None and released_at > now:
            expected.append("RELEASED_AFTER_FILE")
        assert list(stay_doubts(stays[index], file)) == expected


@settings(max_examples=100, deadline=None)
@given(SPANS.flatmap(lambda spans: st.tuples(st.just(spans), st.permutations(range(len(spans))))))
def test_doubts_are_the_same_in_whatever_order_stays_are_listed(
    listed: tuple[list[tuple[int | None, int | None]], list[int]],
) -> None:
    spans, order = listed
    stays = tuple(stay(*span, number=str(number)) for number, span in enumerate(spans))
    turned = File(AS_AT, tuple(stays[place] for place in order))
    assert [stay_doubts(s, File(AS_AT, stays)) for s in stays] == [stay_doubts(s, turned) for s in stays]


def test_the_night_of_twenty_five_hours_is_told_by_instants_and_not_by_clocks() -> None:
    """On 5 April 2026 half past two comes twice: first at 15:30 UTC, again at 16:30."""
    received_at_quarter_past_two_again = Stay("2", "2026-04-04T16:15:00Z")
    assert not overlap(Stay("1", "2026-03-01T00:00:00Z", "2026-04-04T15:30:00Z"), received_at_quarter_past_two_again)
    assert overlap(Stay("1", "2026-03-01T00:00:00Z", "2026-04-04T16:30:00Z"), received_at_quarter_past_two_again)


@pytest.mark.parametrize(("from_at", "released_at", "held"), [
    (AS_AT, None, True),
    ("2026-06-30T23:59:59Z", None, True),
    ("2026-07-01T00:00:01Z", None, False),
    ("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z", False),
    ("2026-06-01T00:00:00Z", "2026-07-02T00:00:00Z", False),  # flagged: the file tells of a release to come
    (None, "2026-06-02T00:00:00Z", False),
    (None, None, None),
])  # fmt: skip
def test_a_stay_holds_when_it_has_begun_and_has_no_release(
    from_at: str | None, released_at: str | None, held: bool | None
) -> None:
    assert held_at(Stay("1", from_at, released_at), AS_AT) is held


@pytest.mark.parametrize(("order", "programmes", "doubts"), [
    (Term("2026-03-01", "2026-03-01"), (), ()),
    (Term("2026-03-01", "2026-02-28"), (), ("ENDS_BEFORE_START",)),
    (Term("2026-03-01", None), (), ()),
    (Term(None, "2026-02-28"), (), ()),
    (Term(), (Term("2026-03-01", "2026-02-28"),), ("ENDS_BEFORE_START",)),
    (Term("2026-03-01", "2026-04-01"), (Term("2025-01-01", "2025-02-01"),), ()),
])  # fmt: skip
def test_an_order_may_end_on_its_first_day_and_not_before(
    order: Term, programmes: tuple[Term, ...], doubts: tuple[str, ...]
) -> None:
    assert term_doubts(order, programmes) == doubts


def test_every_doubt_is_in_the_code_list_and_in_the_page() -> None:
    named = {*(rule.code for rule in RULES), "ENDS_BEFORE_START"}
    assert [code for code in named if not codes.known("record_doubt", code)] == []
    told = " ".join(row[1] for row in LAW.rows)
    assert [code for code in named if f"`{code}`" not in told] == []


def test_the_worked_examples_find_what_they_are_there_to_show() -> None:
    assert [str(example.work()) for example in LAW.examples] == [
        *("no doubt", "CUSTODY_OVERLAPS", "CUSTODY_OVERLAPS", "no doubt", "CUSTODY_OVERLAPS"),
        *("RELEASED_BEFORE_HELD", "True", "False", "no doubt", "ENDS_BEFORE_START"),
    ]
