"""What is said of each custodian: what it answered, and what may not be told in words that are always the same.

FVPA 2008 (Vic) ss 144C, 144F; Regulations 2018 (Vic) reg 7.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import codes
from schema.decisions.report import Annex
from schema.decisions.report_annex import CUSTODIANS, Heard, annex

FRESH, AS_AT = "2026-06-30T13:59:59Z", "2026-06-30T14:00:00Z"  # the last second of 30 June, the first of 1 July
NAME = "Corrections Victoria"
UNTOLD = "It was asked, and of its answer nothing can be told. Ask it by a request of your own if you need it."
BEFORE = " What it had sent before 30 June 2026 is in this report."


def told(heard: Heard | None, fresh: str | None = None) -> tuple[str, str, str | None]:
    found = annex("corrections_victoria", heard, fresh)
    assert (found.custodian, found.name, found.entries) == ("corrections_victoria", NAME, ())
    return found.status, found.said, found.as_at


@pytest.mark.parametrize(
    ("_case", "heard", "expected"),
    [
        ("not asked at once, and it sends nothing", None,
         ("NOT_ASKED", "It sends no records to the hub and was not asked: ask it by other means.", None)),
        ("refused, and that may not be told", Heard("REFUSED", AS_AT, "EXCLUDED"), ("NOT_TOLD", UNTOLD, None)),
        ("refused, and that may be told", Heard("REFUSED", AS_AT, "NOT_RELEVANT", may_be_told=True),
         ("REFUSED", "It refused: not relevant to the purpose.", None)),
        ("refused for a reason in no list", Heard("REFUSED", None, "X9", may_be_told=True),
         ("REFUSED", "It refused: not in the code list (as sent: X9).", None)),
        ("nothing held, and that may not be told", Heard("NOT_HELD", AS_AT), ("NOT_TOLD", UNTOLD, None)),
        ("nothing held, and that may be told", Heard("NOT_HELD", AS_AT, may_be_told=True),
         ("NOT_HELD", "It was asked, and says that it holds nothing of him.", AS_AT)),
        ("it failed", Heard("FAILED", None), ("NOT_TOLD", UNTOLD, None)),
        ("a failure is never told", Heard("FAILED", AS_AT, may_be_told=True), ("NOT_TOLD", UNTOLD, None)),
        ("out of time", Heard("TIMED_OUT", None),
         ("TIMED_OUT", "It was asked, and has not answered in time; an answer may still come.", None)),
        ("answered, by the day of Victoria", Heard("ANSWERED", AS_AT),
         ("ANSWERED", "It was asked, and answered as at 1 July 2026.", AS_AT)),
        ("answered late", Heard("ANSWERED", AS_AT, late=True),
         ("ANSWERED", "It was asked, and answered as at 1 July 2026. It answered after its time.", AS_AT)),
        ("as at when is not said", Heard("ANSWERED", None), ("ANSWERED", "It was asked, and answered.", None)),
    ],
)  # fmt: skip
def test_what_is_said_of_one_of_which_nothing_is_held(
    _case: str, heard: Heard | None, expected: tuple[str, str, str | None]
) -> None:
    assert told(heard) == expected


def test_one_that_sends_by_itself_is_told_with_the_day_of_its_last_records() -> None:
    assert told(None, FRESH) == (
        "ANSWERED", "By the records that it sends to the hub, last received on 30 June 2026.", FRESH
    )  # fmt: skip


@pytest.mark.parametrize("status", ["REFUSED", "NOT_HELD", "TIMED_OUT", "FAILED"])
def test_what_it_had_sent_before_is_said_beside_whatever_it_answered(status: str) -> None:
    for may_be_told in (False, True):
        heard = Heard(status, AS_AT, "OTHER", may_be_told=may_be_told)
        assert told(heard, FRESH)[1] == told(heard)[1] + BEFORE
    assert told(Heard("ANSWERED", AS_AT), FRESH) == told(Heard("ANSWERED", AS_AT))


INSTANTS = st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")) | st.none()
HEARD = st.builds(
    Heard, st.sampled_from(["REFUSED", "NOT_HELD", "FAILED"]), INSTANTS,
    st.sampled_from(["", "X9", *codes.codes("lookup_refusal")]), st.booleans(), st.booleans(),
)  # fmt: skip


@given(HEARD, HEARD, st.sampled_from([None, FRESH]), st.sampled_from(sorted(CUSTODIANS)))
def test_a_refusal_nothing_held_and_a_failure_cannot_be_told_apart_where_they_may_not_be_told(
    one: Heard, other: Heard, fresh: str | None, custodian: str
) -> None:
    untold = [annex(custodian, replace(heard, may_be_told=False), fresh) for heard in (one, other)]
    assert untold[0] == untold[1]
    assert untold[0] == annex(custodian, Heard("FAILED", None), fresh)
    assert untold[0].as_at is None


@given(HEARD, st.sampled_from([None, FRESH]))
def test_why_a_custodian_refused_is_nowhere_in_what_may_not_be_told(heard: Heard, fresh: str | None) -> None:
    found: Annex = annex("courts", replace(heard, may_be_told=False), fresh)
    labels = [codes.label("lookup_refusal", code).lower() for code in codes.codes("lookup_refusal")]
    assert [label for label in labels if label in found.said.lower()] == []


def test_the_custodians_are_those_of_the_regulation_and_each_has_its_source() -> None:
    assert CUSTODIANS == {
        "victoria_police": "l17", "child_protection": "child_protection", "corrections_victoria": "corrections",
        "magistrates_court": "courts", "childrens_court": "courts",
    }  # fmt: skip
