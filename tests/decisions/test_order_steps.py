"""Every pair of states, typed from the Act and the practice of the courts; what a refusal says; a code of no state."""

from __future__ import annotations

import pytest

from schema import codes
from schema.decisions.order_steps import LAW, STATES, known, possible, why_not

# One row a state that an order stands at, one column a state that may be next, both in this order: x may follow.
ORDER = (
    *("NOTICE_ISSUED", "NOTICE_SERVED", "APPLIED", "INTERIM_MADE", "INTERIM_SERVED", "ADJOURNED", "FINAL_MADE"),
    *("FINAL_SERVED", "UNDERTAKING", "WITHDRAWN", "STRUCK_OUT", "REFUSED", "DISMISSED", "VARIED", "EXTENDED"),
    *("SUSPENDED_COND", "REVOKED", "SET_ASIDE", "APPEALED", "EXPIRED"),
)
#   N N A I I A F F U W S R D V E S R S A E
#   I S P M S D M S N D T F I A X U V A P X
GRID = """
    . x x . . . . . . x . . . . . . . . . x
    . . x x . x x . x x x x x . . . . . . x
    . . . x . x x . x x x x x . . . . . . .
    . . . . x x x . x x x x x x x x x x x x
    . . . . . x x . x x x x x x x x x x x x
    . . . x x x x . x x x x x x x x x x x x
    . . . . . . . x . . . . . x x x x x x x
    . . . . . . . . . . . . . x x x x x x x
    . . . . . . . . . . . . . . . . . . . .
    . . . . . . . . . . . . . . . . . . . .
    . . x . . . . . . . . . . . . . . . . .
    . . . . . . . . . . . . . . . . . . x .
    . . . . . . . . . . . . . . . . . . x .
    . . . . x x x x x x x x x x x x x x x x
    . . . . x x x x x x x x x x x x x x x x
    . . . . x x x x x x x x x x x x x x x x
    . . . . . . . . . . . . . . . . . . x .
    . . x . . . . . . . . . . . . . . . . .
    . . . x x . x x . . . x x x x x x x . x
    . . . . . . . . . . . . . . . . . . . .
"""
ROWS = [line.split() for line in GRID.strip().splitlines()]


def test_the_table_has_every_state_of_the_code_list_and_the_grid_too() -> None:
    assert {state.code for state in STATES} == set(codes.codes("order_state")) == set(ORDER)
    assert [len(row) for row in ROWS] == [20] * 20


@pytest.mark.parametrize("before", ORDER)
def test_each_pair_of_states_is_as_typed_by_hand(before: str) -> None:
    typed = dict(zip(ORDER, ROWS[ORDER.index(before)], strict=True))
    assert {after for after in ORDER if possible(before, after)} == {after for after in ORDER if typed[after] == "x"}


@pytest.mark.parametrize("before", ORDER)
def test_there_is_a_reason_exactly_where_a_step_is_impossible(before: str) -> None:
    assert {after for after in ORDER if not why_not(before, after)} == {a for a in ORDER if possible(before, a)}


def test_a_refusal_says_why_and_what_may_follow() -> None:
    assert why_not("EXPIRED", "EXTENDED") == (
        "“Extended” cannot follow “Expired”: an extension is asked for before the order expires (s 106). "
        "What may follow it: nothing."
    )
    assert why_not("STRUCK_OUT", "FINAL_MADE") == (
        "“Final order made” cannot follow “Application struck out”: it may be reinstated, no more. "
        "What may follow it: “Applied for”."
    )


def test_of_a_code_that_the_table_does_not_have_nothing_is_possible_and_that_is_said() -> None:
    assert not known("ACTIVE")
    assert (possible("ACTIVE", "FINAL_SERVED"), possible("FINAL_MADE", "ACTIVE")) == (False, False)
    assert why_not("ACTIVE", "FINAL_SERVED") == "“ACTIVE”: no state of an order; see docs/law/order-states.md."


def test_service_is_what_makes_an_order_enforceable() -> None:
    """Of the page, the column that says so."""
    binds = {row[0].strip("`"): row[3] for row in LAW.rows}
    assert {state for state, said in binds.items() if said == "yes"} == {
        "NOTICE_SERVED", "INTERIM_SERVED", "FINAL_SERVED"
    }  # fmt: skip
    assert {state for state, said in binds.items() if said == "no"} == {
        "APPLIED", "UNDERTAKING", "WITHDRAWN", "STRUCK_OUT", "REFUSED", "DISMISSED", "REVOKED", "SET_ASIDE", "EXPIRED"
    }  # fmt: skip
