"""The life of a request: each step that may be taken, every other one refused in words, nothing that cannot be reached.

FVPA 2008 (Vic) Pt 5A; Regulations 2018 (Vic) regs 9 to 14.
"""

from __future__ import annotations

from itertools import product

import pytest

from schema.decisions.request_states import BY_CODE, LAW, STATES, may_follow, why_not

# From what a request may go to what, by hand: whoever asks mends it until it is sent and takes it back until it ends;
# whoever is asked confirms the subject before records are told, confirms another one who was mistaken for him, and
# answers a dispute anew.
STEPS = {
    "DRAFTED": {"SUBMITTED", "INELIGIBLE", "VOLUNTEERED", "WITHDRAWN"},
    "INELIGIBLE": {"SUBMITTED", "INELIGIBLE", "VOLUNTEERED", "WITHDRAWN"},
    "SUBMITTED": {"ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED", "WITHDRAWN"},
    "ACCEPTED": {"ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED", "WITHDRAWN"},
    "PARTLY_ANSWERED": {"ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED", "WITHDRAWN", "DISPUTED"},
    "ANSWERED": {"ANSWERED", "DISPUTED"},
    "REFUSED": {"DISPUTED"},
    "DISPUTED": {"ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED"},
    "WITHDRAWN": set(),
    "VOLUNTEERED": set(),
}
PAIRS = sorted(product(STEPS, STEPS))
BEGINS = {"DRAFTED", "SUBMITTED", "INELIGIBLE"}


@pytest.mark.parametrize(("state", "then"), PAIRS)
def test_a_step_is_taken_if_the_table_has_it(state: str, then: str) -> None:
    assert may_follow(state, then) is (then in STEPS[state])


def test_no_other_state_is_there() -> None:
    assert sorted(BY_CODE) == sorted(STEPS)
    assert len(STATES) == len(BY_CODE)


def test_every_state_is_reached() -> None:
    reached = set(BEGINS)
    for _ in STATES:
        reached |= {then for state in reached for then in BY_CODE[state].then}
    assert reached == set(STEPS)


def test_what_has_ended_is_never_left_and_says_why_and_nothing_else_does() -> None:
    assert {state.code: state.end for state in STATES if state.end} == {
        "WITHDRAWN": "what was taken back is asked anew",
        "VOLUNTEERED": "nobody asked for it: whoever wants more asks",
    }
    assert [state.code for state in STATES if not state.then] == ["WITHDRAWN", "VOLUNTEERED"]


def test_a_part_answer_follows_what_waits_and_a_confirmation_nothing_that_ended() -> None:
    """Another entity answers item by item what waits; at the Point a report comes after a confirmation alone, which
    tests/point asks over HTTP."""
    assert {state.code for state in STATES if "PARTLY_ANSWERED" in state.then} == {
        "SUBMITTED", "ACCEPTED", "PARTLY_ANSWERED", "DISPUTED"
    }  # fmt: skip
    assert "ACCEPTED" not in BY_CODE["ANSWERED"].then


def test_whose_act_it_is() -> None:
    assert {state.code: state.by for state in STATES} == {
        **dict.fromkeys(("DRAFTED", "SUBMITTED", "DISPUTED", "WITHDRAWN", "VOLUNTEERED"), "the requester"),
        **dict.fromkeys(("ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED"), "whom it is addressed to"),
        "INELIGIBLE": "the hub",
    }


@pytest.mark.parametrize(
    ("state", "then", "said"),
    [
        ("WITHDRAWN", "ACCEPTED", "A request that is withdrawn cannot become accepted: what may follow is nothing "
         "(what was taken back is asked anew)."),
        ("REFUSED", "PARTLY_ANSWERED", "A request that is refused cannot become partly answered: what may follow is "
         "disputed."),
        ("ANSWERED", "WITHDRAWN", "A request that is answered cannot become withdrawn: what may follow is answered and "
         "disputed."),
    ],
)  # fmt: skip
def test_a_step_that_the_table_does_not_have_is_refused_in_words(state: str, then: str, said: str) -> None:
    assert why_not(state, then) == said


def test_the_page_has_a_row_of_each() -> None:
    assert [row[0] for row in LAW.rows] == list(STEPS)
    assert all("" not in row for row in LAW.rows)
