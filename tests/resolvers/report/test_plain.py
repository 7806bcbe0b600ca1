"""Moments, values and numbers as a report says them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.report.blocks import spans, visible
from resolvers.report.plain import moment, plain, words_of
from schema.decisions.escalation import Finding
from schema.decisions.offences import Severity
from schema.decisions.order_statement import OrderBinding


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-06-26T11:04:00Z", "26 June 2026, 9.04 pm AEST (UTC+10:00)"),
        ("2026-01-31T13:30:00Z", "1 February 2026, 12.30 am AEDT (UTC+11:00)"),
        ("2026-04-04T15:30:00Z", "5 April 2026, 2.30 am AEDT (UTC+11:00)"),
        ("2026-04-04T16:30:00Z", "5 April 2026, 2.30 am AEST (UTC+10:00)"),
        ("2026-06-26T02:00:00Z", "26 June 2026, 12.00 pm AEST (UTC+10:00)"),
    ],
)
def test_a_moment_is_told_by_the_clock_of_victoria(at: str, words: str) -> None:
    assert moment(at) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"), (1, "1"), (True, "yes"), (False, "no"), (None, "not known"), (1807.0, "1807"), (2.5, "2.5"),
        ("2026-06-26", "26 June 2026"), ("K-77", "K-77"), (Finding.NOT_FOUND, "Not found"),
        (Severity.ASSAULT, "assault"), (OrderBinding.IN_FORCE, "in force"),
    ],
)  # fmt: skip
def test_a_value_is_told_as_people_say_it(value: object, words: str) -> None:
    assert plain(value) == words


def test_codes_are_spelled_out() -> None:
    assert [words_of(code) for code in ("LAST_28_DAYS", "at_least", "CourtFile")] == [
        "Last 28 days", "At least", "Court file"]  # fmt: skip


@given(st.sets(st.integers(1, 200)))
def test_spans_are_the_numbers_and_as_few_as_can_be(numbers: set[int]) -> None:
    found = spans(numbers)
    assert [n for first, last in found for n in range(first, last + 1)] == sorted(numbers)
    assert all(after[0] > before[1] + 1 for before, after in itertools.pairwise(found))


@given(st.text())
def test_no_text_can_turn_a_page_round_or_break_it(text: str) -> None:
    assert not set(visible(text)) & {chr(n) for n in (*range(32), 0x202E, 0x202A, 0x2066, 0x200F, 0x7F)}
    assert visible("Ana\u202eeviL\n\u0000") == "Ana[U+202E]eviL [U+0000]"
