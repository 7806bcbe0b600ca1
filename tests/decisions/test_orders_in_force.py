"""Which orders bind on a day: each rule at its border, and all of them against a plain reading of the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.decisions.event import Side
from schema.decisions.order_statement import OrderBinding, Statement
from schema.decisions.orders_in_force import OrderOnDay, orders_at

SERVED_ON, ENDS_ON = "2026-03-03", "2027-03-02"
ORDER = Statement(id="a", order="o", side=Side.AGAINST, heard_on="2026-03-10", kind="FINAL", state="FINAL_SERVED",
                  number="12", custodian="victoria_police", made_on="2026-03-01", served=True, served_on=SERVED_ON,
                  starts_on="2026-03-03", ends_on=ENDS_ON, conditions=("NO_CONTACT", "X9"))  # fmt: skip
NOON = "T02:00:00Z"  # of the same date in Melbourne


def on(day: str, *statements: Statement) -> OrderOnDay:
    [found] = orders_at(statements, day + NOON).orders
    return found


@pytest.mark.parametrize(("day", "binding"), [
    ("2026-02-28", OrderBinding.NOT_STARTED),
    ("2026-03-02", OrderBinding.NOT_SERVED),
    (SERVED_ON, OrderBinding.SERVED_THIS_DAY),
    ("2026-03-04", OrderBinding.IN_FORCE),
    (ENDS_ON, OrderBinding.IN_FORCE),
    ("2027-03-03", OrderBinding.ENDED),
])  # fmt: skip
def test_a_final_order_binds_from_service_to_its_last_day(day: str, binding: OrderBinding) -> None:
    assert on(day, ORDER).binding is binding


@pytest.mark.parametrize(("at", "day", "binding"), [
    ("2026-03-03T12:59:59Z", "2026-03-03", OrderBinding.SERVED_THIS_DAY),  # 11:59 pm, daylight saving
    ("2026-03-03T13:00:00Z", "2026-03-04", OrderBinding.IN_FORCE),
    ("2026-04-04T14:30:00Z", "2026-04-05", OrderBinding.IN_FORCE),  # 1:30 am of the night of 25 hours
    ("2027-03-02T13:00:00Z", "2027-03-03", OrderBinding.ENDED),
])  # fmt: skip
def test_the_day_is_that_of_victoria(at: str, day: str, binding: OrderBinding) -> None:
    found = orders_at([ORDER], at)
    assert (found.on, found.orders[0].binding) == (day, binding)


def test_an_order_is_told_whole_and_in_words() -> None:
    found = orders_at([ORDER], "2026-07-01" + NOON)
    assert (found.in_force, found.not_known) == (1, 0)
    assert found.said == (
        "Of 1 order stated, 1 bound on 1 July 2026. This is what the statements shown say; none of them is shown "
        "to be of the register of a court."
    )
    [order] = found.orders
    assert order.sentence == (
        "Final family violence intervention order 12 against this person: in force on 1 July 2026, for it was served "
        "on 3 March 2026, and it lasts until 2 March 2027. By Victoria Police."
    )
    assert order.conditions
    assert [(c.code, c.text) for c in order.conditions] == [
        ("NO_CONTACT", "Must not contact or communicate"),
        ("X9", "Not in the code list (as sent: X9)"),
    ]
    assert (order.number, order.served_on, order.ends_on) == ("12", SERVED_ON, ENDS_ON)
    assert (order.evidence, order.contradictions) == (("a",), ())


@pytest.mark.parametrize(("said", "day", "binding", "why"), [
    ({"kind": "APPLICATION", "state": "APPLIED"}, "2026-07-01", "NO_ORDER", "Applied for: no order binds by it"),
    ({"state": "REFUSED", "served": None, "served_on": None}, "2026-07-01", "NO_ORDER",
     "Application refused: no order binds by it"),
    ({"state": "WITHDRAWN"}, "2026-07-01", "ENDED", "“Application withdrawn” was heard on 10 March 2026"),
    ({"state": "REVOKED"}, "2026-03-10", "ENDED", "“Revoked” was heard on 10 March 2026"),
    ({"state": "REVOKED"}, "2026-03-09", "NOT_KNOWN",
     "“Revoked” was heard on 10 March 2026, and not on which day it came to that"),
    ({"served": False, "served_on": None, "state": "FINAL_MADE"}, "2026-07-01", "NOT_SERVED",
     "no statement says that it was served"),
    ({"served": None, "served_on": None, "state": "ADJOURNED"}, "2026-07-01", "NOT_KNOWN",
     "whether it was served is not stated"),
    ({"served_on": None}, "2026-03-09", "NOT_KNOWN", "it was served by 10 March 2026, on a day that is not stated"),
    ({"served_on": None}, "2026-03-10", "IN_FORCE", "it is said to be served, and it lasts until 2 March 2027"),
    ({"starts_on": "2026-08-01"}, "2026-07-31", "NOT_STARTED", "it starts on 1 August 2026"),
    ({"ends_on": None}, "2036-07-31", "IN_FORCE", "it was served on 3 March 2026, and no end is stated"),
    ({"kind": "FVSN", "state": "NOTICE_SERVED", "ends_on": None}, "2026-03-17", "IN_FORCE",
     "it was served on 3 March 2026, and no end is stated"),
    ({"kind": "FVSN", "state": "NOTICE_SERVED", "ends_on": None}, "2026-03-18", "NOT_KNOWN",
     "a notice ends with its first hearing, within 14 days of service"),
    ({"kind": None, "state": "WRITTEN_IN_PENCIL"}, "2026-07-01", "IN_FORCE",
     "it was served on 3 March 2026, and it lasts until 2 March 2027"),
])  # fmt: skip
def test_each_rule_says_what_it_rests_on(said: dict[str, Any], day: str, binding: str, why: str) -> None:
    found = on(day, replace(ORDER, **said))
    assert (found.binding, found.why) == (binding, why)


def test_what_was_withdrawn_later_bound_before_as_far_as_is_known() -> None:
    """An interim order that was served, and whose application was withdrawn in July."""
    interim = replace(ORDER, kind="INTERIM", state="INTERIM_SERVED", ends_on=None)
    later = replace(interim, id="b", state="WITHDRAWN", heard_on="2026-07-10")
    assert on("2026-05-01", interim).binding is OrderBinding.IN_FORCE
    assert on("2026-05-01", interim, later).binding is OrderBinding.NOT_KNOWN
    assert on("2026-07-10", interim, later).binding is OrderBinding.ENDED


def test_statements_of_one_order_are_one_and_what_they_say_differently_stands_side_by_side() -> None:
    other = replace(ORDER, id="b", heard_on="2026-04-01", ends_on="2028-03-02", served_on=None, custodian="a_court")
    found = on("2027-06-01", ORDER, other)
    assert (found.binding, found.evidence) == (OrderBinding.IN_FORCE, ("a", "b"))
    assert [(c.field, c.value, c.evidence) for c in found.contradictions] == [
        ("ends_on", "2028-03-02", ("b",)), ("ends_on", "2027-03-02", ("a",)),
    ]  # fmt: skip
    assert found.sentence.endswith("By A Court and Victoria Police.")


def test_statements_of_which_the_order_is_not_shown_are_not_joined() -> None:
    hidden = [replace(ORDER, id=name, order=None) for name in ("a", "b")]
    assert len(orders_at(hidden, "2026-07-01" + NOON).orders) == 2


def test_what_binds_comes_first_and_what_is_not_known_before_what_does_not() -> None:
    ended = replace(ORDER, id="a", order="1", ends_on="2026-03-05")
    unknown = replace(ORDER, id="b", order="2", state=None, served=None, served_on=None)
    found = orders_at([ended, unknown, replace(ORDER, id="c", order="3")], "2026-07-01" + NOON)
    assert [order.order for order in found.orders] == ["3", "2", "1"]
    assert (found.in_force, found.not_known) == (1, 1)
    assert found.said.startswith("Of 3 orders stated, 1 bound on 1 July 2026, and of 1 it is not known.")


def test_nothing_shown_is_never_no_order() -> None:
    found = orders_at([], "2026-07-01" + NOON)
    assert (found.in_force, found.orders) == (0, ())
    assert found.said.startswith("No statement of an order is shown to you; that is not to say that there is none.")


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1)).map(date.isoformat)


@settings(max_examples=2_000)
@given(made=DAYS, served=st.none() | DAYS, starts=st.none() | DAYS, ends=st.none() | DAYS, asked=DAYS)
def test_with_every_day_stated_it_is_as_one_would_count_on_a_calendar(
    made: str, served: str | None, starts: str | None, ends: str | None, asked: str
) -> None:
    """A brute reading, day by day from the making: who walks the calendar knows whether it binds."""
    said = replace(ORDER, made_on=made, served=served is not None, served_on=served, starts_on=starts, ends_on=ends,
                   state="FINAL_SERVED" if served else "FINAL_MADE")  # fmt: skip
    binds, walked = False, date.fromisoformat("2026-01-01")
    while walked.isoformat() <= asked:
        today = walked.isoformat()
        has_it = served is not None and served < today
        binds = has_it and made <= today and (starts or made) <= today and today <= (ends or today)
        walked += timedelta(days=1)
    assert (on(asked, said).binding is OrderBinding.IN_FORCE) is binds
