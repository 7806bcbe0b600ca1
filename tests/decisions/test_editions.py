"""Rules as of the day: nothing of the amendments of 2025 holds until their first day is set."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.decisions.editions import FIRST, LAW, SECOND, default_end, edition
from schema.decisions.history import history
from schema.decisions.order_statement import OrderBinding
from schema.decisions.orders_held import orders_held
from schema.decisions.orders_in_force import orders_at
from schema.decisions.records import Records, Stay
from tests.decisions.records import order, stay

FROM = "2027-07-01"
AS_AT = "2030-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("day", "amended_from", "number"),
    [
        ("2027-06-30", FROM, 1),
        ("2027-07-01", FROM, 2),
        ("2099-01-01", FROM, 2),
        ("2099-01-01", "unknown", 1),
    ],
)
def test_the_second_edition_holds_from_its_first_day(day: str, amended_from: str, number: int) -> None:
    assert edition(date.fromisoformat(day), amended_from).number == number


@given(st.dates())
def test_while_the_day_is_unknown_no_order_has_an_end_by_law(made_on: date) -> None:
    assert edition(made_on, "unknown") is FIRST
    assert default_end(made_on, "unknown", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("made_on", "release_on", "ends"),
    [
        ("2027-06-30", None, None),
        ("2027-07-01", None, "2029-07-01"),
        ("2028-02-29", None, "2030-02-28"),
        ("2027-07-01", "2028-07-01", "2029-07-01"),
        ("2027-07-01", "2028-07-02", "2029-07-02"),
        ("2027-07-01", "2032-02-29", "2033-02-28"),
    ],
)
def test_an_order_lasts_two_years_or_a_year_from_release_whichever_is_longer(
    made_on: str, release_on: str | None, ends: str | None
) -> None:
    found = default_end(date.fromisoformat(made_on), FROM, date.fromisoformat(release_on) if release_on else None)
    assert (found.isoformat() if found else None) == ends
    assert SECOND.default_months == 24


MADE: dict[str, Any] = {"made_on": "2027-07-01", "served_on": "2027-07-01", "heard_on": "2027-07-02"}


@pytest.mark.parametrize(
    ("as_at", "amended_from", "said", "binding"),
    [
        ("2029-07-01T02:00:00Z", FROM, {}, OrderBinding.IN_FORCE),
        ("2029-07-02T02:00:00Z", FROM, {}, OrderBinding.NOT_KNOWN),
        ("2029-07-02T02:00:00Z", "unknown", {}, OrderBinding.IN_FORCE),
        ("2029-07-02T02:00:00Z", FROM, {"kind": "INTERIM"}, OrderBinding.IN_FORCE),
        ("2029-07-02T02:00:00Z", FROM, {"ends_on": "2040-01-01"}, OrderBinding.IN_FORCE),
        ("2029-07-02T02:00:00Z", FROM, {"made_on": "2027-06-30"}, OrderBinding.IN_FORCE),
        ("2029-07-02T02:00:00Z", FROM, {"made_on": None}, OrderBinding.IN_FORCE),
    ],
)
def test_past_the_default_length_it_is_not_known_whether_an_order_binds(
    as_at: str, amended_from: str, said: Any, binding: OrderBinding
) -> None:
    [found] = orders_at([order("s", **{**MADE, **said})], as_at, amended_from).orders
    assert found.binding is binding


def test_that_the_default_length_has_run_out_is_said_in_words() -> None:
    [found] = orders_at([order("s", **MADE)], "2029-07-02T02:00:00Z", FROM).orders
    assert found.why == "no end is stated, and the length that the law gives such an order ran out on 1 July 2029"


@pytest.mark.parametrize(
    ("_case", "stays", "ends"),
    [
        ("at large", (), "2029-07-01"),
        ("in prison, with the release stated",
         (stay("s", "2027-01-01T00:00:00Z", "2029-03-01T02:00:00Z"),), "2030-03-01"),
        ("in prison, with a release expected",
         (stay("s", "2027-01-01T00:00:00Z", release_expected_on="2029-03-01"),), "2030-03-01"),
        ("in prison, with no release told", (stay("s", "2027-01-01T00:00:00Z"),), None),
        ("on remand", (stay("s", "2027-01-01T00:00:00Z", "2029-03-01T02:00:00Z", kind="REMAND"),), "2029-07-01"),
        ("released before", (stay("s", "2026-01-01T00:00:00Z", "2027-06-01T02:00:00Z"),), "2029-07-01"),
        ("in prison only later", (stay("s", "2027-08-01T00:00:00Z", "2029-03-01T02:00:00Z"),), "2029-07-01"),
    ],
)  # fmt: skip
def test_the_order_of_a_prisoner_outlasts_the_imprisonment(
    _case: str, stays: tuple[Stay, ...], ends: str | None
) -> None:
    records = Records(orders=(order("s", **MADE),), stays=stays, amended_from=FROM)
    [found] = orders_held(history([], AS_AT, records)).orders
    assert found.ends_by_law_on == ends


def test_a_stated_end_leaves_the_law_nothing_to_say() -> None:
    records = Records(orders=(order("s", ends_on="2028-01-01", **MADE),), amended_from=FROM)
    [found] = orders_held(history([], AS_AT, records)).orders
    assert (found.ends_on, found.ends_by_law_on) == ("2028-01-01", None)


def test_the_page_tells_all_the_rules_and_that_the_edition_is_off() -> None:
    assert len(LAW.rows) == 6
    assert LAW.since == "unknown; the second edition is off"
    assert [example.work() for example in LAW.examples] == [
        "no end follows from the law",
        "until 2029-07-01",
        "until 2030-02-28",
        "until 2030-03-01",
        "until 2029-07-01",
        "no end follows from the law",
    ]
