"""The rule against a play of the events of ten thousand random histories, and each boundary of a register by itself."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from schema.decisions.condition_words import Stated
from schema.decisions.event import Side
from schema.decisions.order_binding import binding as rule
from schema.decisions.order_moments import asked_at as asked_at_instant
from schema.decisions.order_statement import OrderBinding, Statement
from schema.decisions.order_succession import orders_of
from schema.decisions.orders_in_force import OrderOnDay, orders_at
from tests.decisions.orders_by_hand import History, asked_at, drawn
from tests.decisions.orders_by_hand import binding as played

HISTORIES = 10_000
KINDS = {"NOTICE": "FVSN", "INTERIM": "INTERIM", "FINAL": "FINAL"}
COURT: dict[str, Any] = {"side": Side.AGAINST, "heard_on": "2026-06-01", "custodian": "magistrates_court"}
FINAL = Statement(id="f", order="f", kind="FINAL", state="FINAL_SERVED", number="F1", served=True,
                  application="magistrates_court K1", made_at="2026-03-03T00:00:00Z", served_at="2026-03-04T03:15:00Z",
                  ends_on="2026-04-05", conditions=("NO_CONTACT",), **COURT)  # fmt: skip
INTERIM = Statement(id="i", order="i", kind="INTERIM", state="INTERIM_SERVED", number="I1", served=True,
                    application="magistrates_court K1", made_at="2026-02-01T00:00:00Z",
                    served_at="2026-02-01T01:00:00Z", ends_on="2026-03-03", **COURT)  # fmt: skip
NOTICE = Statement(id="n", order="n", kind="FVSN", state="NOTICE_SERVED", number="N1", served=True,
                   made_at="2026-01-30T00:00:00Z", served_at="2026-01-30T01:00:00Z", **COURT)  # fmt: skip
POLICE = replace(FINAL, id="p", custodian="victoria_police", application=None, made_at=None, served_at=None,
                 made_on="2026-03-03", served_on="2026-03-04", heard_on="2026-06-02")  # fmt: skip


def text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def register(history: History) -> list[Statement]:
    """As a court's register would state the orders of this history, long after it."""
    found = []
    for which in {happened.which for happened in history.happened}:
        moments = {what: history.when(which, what) for what in ("MADE", "SERVED", "ENDED")}
        made, served, ended = (text(at) if at else None for at in moments.values())
        last = history.last_days.get(which)
        found.append(Statement(
            id=which, order=which, kind=KINDS[which], number=which, application="magistrates_court K1",
            notice_number=None if which == "NOTICE" else "NOTICE", made_at=made, served_at=served, ended_at=ended,
            served=served is not None, state="REVOKED" if ended else None, ends_on=last.isoformat() if last else None,
            **COURT,
        ))  # fmt: skip
    return found


def test_ten_thousand_random_histories_bind_as_they_do_when_they_are_played() -> None:
    draw = random.Random(20_260_405)
    bound = 0
    for _ in range(HISTORIES):
        history = drawn(draw)
        orders = orders_of(register(history))
        for at in asked_at(draw, history):
            found = {order.number: rule(order, asked_at_instant(text(at))) for order in orders}
            binds = {number for number, (how, _) in found.items() if how is OrderBinding.IN_FORCE}
            unsure = {number for number, (how, _) in found.items() if how is OrderBinding.NOT_KNOWN}
            assert unsure <= {"NOTICE"}  # no end is stated, and its hearing was due
            assert binds == played(history, at) - unsure, (history, at, found)
            bound += len(binds)
    assert bound > HISTORIES  # they are no histories of nothing


def one(at: str, *statements: Statement) -> dict[str, OrderOnDay]:
    return {order.number or "": order for order in orders_at(statements, at).orders}


@pytest.mark.parametrize(("at", "binding", "why"), [
    ("2026-03-02T23:59:59Z", "NOT_STARTED", "it was made at 11:00 am on 3 March 2026"),
    ("2026-03-04T03:14:59Z", "NOT_SERVED", "it was served at 2:15 pm on 4 March 2026"),
    ("2026-03-04T03:15:00Z", "IN_FORCE", "it was served at 2:15 pm on 4 March 2026, and it lasts until 5 April 2026"),
    ("2026-04-05T13:59:59Z", "IN_FORCE", "it was served at 2:15 pm on 4 March 2026, and it lasts until 5 April 2026"),
    ("2026-04-05T14:00:00Z", "ENDED", "it ended on 5 April 2026"),
])  # fmt: skip
def test_a_register_decides_to_the_minute(at: str, binding: str, why: str) -> None:
    found = one(at, FINAL)["F1"]
    assert (found.binding, found.why) == (binding, why)


@pytest.mark.parametrize(("served", "words"), [
    ("2026-04-04T15:30:00Z", "2:30 am AEDT on 5 April 2026"),
    ("2026-04-04T16:30:00Z", "2:30 am AEST on 5 April 2026"),
    ("2026-10-03T15:59:00Z", "1:59 am on 4 October 2026"),
    ("2026-10-03T16:00:00Z", "3:00 am on 4 October 2026"),
])  # fmt: skip
def test_an_hour_that_comes_twice_says_which_one_and_one_that_is_left_out_is_nobody_s(served: str, words: str) -> None:
    order = replace(FINAL, served_at=served, ends_on=None)
    found = one(served, order)["F1"]
    assert (found.binding, found.why) == (OrderBinding.IN_FORCE, f"it was served at {words}, and no end is stated")


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    """Served in the second of them: it does not bind in the first, though the clock says the same."""
    order = replace(FINAL, served_at="2026-04-04T16:30:00Z", ends_on=None)
    assert one("2026-04-04T15:30:00Z", order)["F1"].binding is OrderBinding.NOT_SERVED
    assert one("2026-04-04T16:30:00Z", order)["F1"].binding is OrderBinding.IN_FORCE


def test_an_interim_order_goes_on_past_its_last_day_until_the_final_one_is_served() -> None:
    before = one("2026-03-04T03:14:59Z", INTERIM, FINAL)
    assert (before["I1"].binding, before["F1"].binding) == (OrderBinding.IN_FORCE, OrderBinding.NOT_SERVED)
    assert before["I1"].why.endswith("and it lasts until the order that takes its place is served")
    after = one("2026-03-04T03:15:00Z", INTERIM, FINAL)
    assert (after["I1"].binding, after["F1"].binding) == (OrderBinding.ENDED, OrderBinding.IN_FORCE)
    assert after["I1"].why == (
        "Final family violence intervention order F1, which takes its place, was served at 2:15 pm on 4 March 2026"
    )


def test_without_a_final_order_on_its_application_an_interim_one_ends_with_its_last_day() -> None:
    elsewhere = replace(FINAL, application="magistrates_court K2")
    assert one("2026-03-04T03:00:00Z", INTERIM, elsewhere)["I1"].binding is OrderBinding.ENDED
    unknown = replace(INTERIM, application=None)
    assert one("2026-03-04T03:00:00Z", unknown, replace(FINAL, application=None))["I1"].binding is OrderBinding.ENDED


def test_a_final_order_made_before_an_interim_one_does_not_take_its_place() -> None:
    """An interim order to vary a final one (s 112)."""
    variation = replace(INTERIM, made_at="2026-03-10T00:00:00Z", served_at="2026-03-10T01:00:00Z", ends_on=None)
    found = one("2026-03-11T00:00:00Z", variation, FINAL)
    assert (found["I1"].binding, found["F1"].binding) == (OrderBinding.IN_FORCE, OrderBinding.IN_FORCE)


def test_that_only_the_day_is_known_on_which_the_final_order_was_served_is_said() -> None:
    days = replace(FINAL, served_at=None, served_on="2026-03-04")
    found = one("2026-03-04T03:00:00Z", replace(INTERIM, ends_on=None), days)
    assert (found["I1"].binding, found["F1"].binding) == (OrderBinding.NOT_KNOWN, OrderBinding.SERVED_THIS_DAY)
    assert found["I1"].why == (
        "another order takes its place once served, and of that one: it was served on this day, at an hour that is not "
        "stated"
    )


def test_a_notice_ends_with_the_service_of_the_order_made_on_it_and_goes_on_until_then() -> None:
    made = replace(INTERIM, notice_number="N1", ends_on=None, served_at="2026-02-20T01:00:00Z")
    assert one("2026-02-19T00:00:00Z", NOTICE, made)["N1"].binding is OrderBinding.IN_FORCE  # 20 days after its service
    assert one("2026-02-20T01:00:00Z", NOTICE, made)["N1"].binding is OrderBinding.ENDED
    other = replace(made, notice_number="N2")
    assert one("2026-02-19T00:00:00Z", NOTICE, other)["N1"].binding is OrderBinding.NOT_KNOWN


@pytest.mark.parametrize(("at", "binding", "why"), [
    ("2026-03-19T23:59:59Z", "IN_FORCE",
     "it was served at 2:15 pm on 4 March 2026, and the court ended it later, at 11:00 am on 20 March 2026"),
    ("2026-03-20T00:00:00Z", "ENDED", "the court ended it at 11:00 am on 20 March 2026 (“Revoked”)"),
])  # fmt: skip
def test_what_the_court_ended_ends_at_that_instant(at: str, binding: str, why: str) -> None:
    found = one(at, replace(FINAL, state="REVOKED", ended_at="2026-03-20T00:00:00Z"))["F1"]
    assert (found.binding, found.why) == (binding, why)


def test_the_register_decides_and_what_police_say_otherwise_stands_beside_it() -> None:
    police = replace(POLICE, served_on="2026-03-05", ends_on="2027-04-05", state="REVOKED")
    found = one("2026-03-04T03:15:00Z", police, FINAL)["F1"]
    assert (found.binding, found.ends_on, found.from_register) == (OrderBinding.IN_FORCE, "2026-04-05", True)
    assert [(c.field, c.value, c.custodians, c.evidence) for c in found.contradictions] == [
        ("served_on", "2026-03-04", ("magistrates_court",), ("f",)),
        ("served_on", "2026-03-05", ("victoria_police",), ("p",)),
        ("ends_on", "2026-04-05", ("magistrates_court",), ("f",)),
        ("ends_on", "2027-04-05", ("victoria_police",), ("p",)),
        ("state", "FINAL_SERVED", ("magistrates_court",), ("f",)),
        ("state", "REVOKED", ("victoria_police",), ("p",)),
    ]  # fmt: skip


def test_an_instant_and_its_day_do_not_contradict_each_other() -> None:
    assert one("2026-03-05T00:00:00Z", FINAL, POLICE)["F1"].contradictions == ()


def test_police_who_served_an_order_are_heard_where_the_register_does_not_know_yet() -> None:
    made = replace(FINAL, state="FINAL_MADE", served=False, served_at=None)
    assert one("2026-03-05T00:00:00Z", made)["F1"].binding is OrderBinding.NOT_SERVED
    assert one("2026-03-05T00:00:00Z", made, POLICE)["F1"].binding is OrderBinding.IN_FORCE


def test_one_number_on_an_interim_and_a_final_order_is_two_orders() -> None:
    both = [
        replace(INTERIM, order="k", number="K1"),
        replace(FINAL, order="k", number="K1"),
        replace(POLICE, order="k"),
    ]
    found = orders_at(both, "2026-03-04T03:15:00Z").orders
    assert [(order.kind, order.binding, order.evidence) for order in found] == [
        ("FINAL", OrderBinding.IN_FORCE, ("f", "p")), ("INTERIM", OrderBinding.ENDED, ("i",)),
    ]  # fmt: skip


def test_the_answer_says_whether_a_register_is_among_what_is_shown() -> None:
    asked = "2026-03-05T02:00:00Z"
    assert orders_at([POLICE], asked).said == (
        "Of 1 order stated, 1 bound on 5 March 2026. This is what the statements shown say; none of them is shown "
        "to be of the register of a court."
    )
    both = orders_at([FINAL, replace(POLICE, id="q", order="q")], asked)
    assert both.said == (
        "Of 2 orders stated, 2 bound at 1:00 pm on 5 March 2026. This is what the statements shown say; of 1 order "
        "they hold what the register of the Magistrates' Court of Victoria said, last heard on 1 June 2026: what it "
        "entered since is not known."
    )
    assert [order.from_register for order in both.orders] == [True, False]
    assert orders_at([], asked).said == (
        "No statement of an order is shown to you; that is not to say that there is none. This is what the statements "
        "shown say; none of them is shown to be of the register of a court."
    )


def test_a_sentence_says_the_minute_where_one_is_known() -> None:
    assert one("2026-03-05T02:00:00Z", FINAL)["F1"].sentence == (
        "Final family violence intervention order F1 against this person: in force at 1:00 pm on 5 March 2026, for it "
        "was served at 2:15 pm on 4 March 2026, and it lasts until 5 April 2026. By Magistrates' Court."
    )


FULL = (
    Stated(code="STAY_AWAY_HOME", distance_m=100, place="12 Example Street, Frankston"),
    Stated(code="NO_CONTACT", exceptions=("LAWYER",)),
    Stated(code="NO_APPROACH", distance_m=5, suspended=True),
    Stated(code="EXCLUSION", until_on="2026-03-10"),
)


@pytest.mark.parametrize(("at", "held"), [
    ("2026-03-04T03:14:59Z", [False, False, False, False]),
    ("2026-03-05T02:00:00Z", [True, False, True, True]),
    ("2026-03-11T02:00:00Z", [True, False, True, False]),
    ("2026-04-06T02:00:00Z", [False, False, False, False]),
])  # fmt: skip
def test_a_condition_holds_while_its_order_binds_and_it_is_not_suspended(at: str, held: list[bool]) -> None:
    conditions = one(at, replace(FINAL, conditions_in_full=FULL))["F1"].conditions
    assert conditions
    assert [c.code for c in conditions] == ["NO_CONTACT", "NO_APPROACH", "STAY_AWAY_HOME", "EXCLUSION"]
    assert [c.holds for c in conditions] == held


def test_of_a_condition_known_by_its_code_alone_it_is_not_known_whether_it_is_suspended() -> None:
    [in_force] = one("2026-03-05T02:00:00Z", FINAL)["F1"].conditions or ()
    [ended] = one("2026-04-06T02:00:00Z", FINAL)["F1"].conditions or ()
    assert (in_force.text, in_force.holds, ended.holds) == ("Must not contact or communicate", None, False)


def test_where_it_is_not_shown_whose_a_statement_is_no_register_is_claimed_and_none_denied() -> None:
    found = orders_at([replace(FINAL, custodian=None)], "2026-03-05T02:00:00Z")
    assert found.said.endswith("none of them is shown to be of the register of a court.")
    assert [order.from_register for order in found.orders] == [False]
