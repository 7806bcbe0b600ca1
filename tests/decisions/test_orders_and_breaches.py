"""Orders that reports name, contraventions they record, and the test of section 125A."""

from __future__ import annotations

from typing import Any

import pytest

from schema.decisions.breaches import breaches
from schema.decisions.event import Event, OrderStated, Side
from schema.decisions.history import history
from schema.decisions.orders import NamedOrder, orders_named
from tests.decisions.events import AS_AT, affected, on, respondent


def test_an_order_named_twice_is_one_with_the_latest_value_of_each_field() -> None:
    first = OrderStated(order="o", kind="INTERIM", state="APPLIED", made_on="2025-01-01")
    later = OrderStated(order="o", kind="FINAL", state="FINAL_MADE", side=Side.AGAINST)
    events = [
        respondent("b", on("2025-03-01"), orders=(later,), received_at=on("2025-03-02")),
        respondent("a", on("2025-02-01"), orders=(first,), received_at=on("2025-02-02")),
    ]
    found = orders_named(history(events, AS_AT))
    assert found.orders == (
        NamedOrder("o", "FINAL", "FINAL_MADE", None, Side.AGAINST, "2025-01-01", None, "2025-02-01",
                   "2025-03-01", ("a", "b")),
    )  # fmt: skip
    assert (found.count, found.against, found.protecting, found.side_not_known) == (1, 1, 0, 0)


def test_orders_are_counted_by_side_and_a_side_not_shown_is_said() -> None:
    stated = (
        OrderStated(order="one", side=Side.AGAINST),
        OrderStated(order="two", side=Side.PROTECTING),
        OrderStated(order="three"),
    )
    found = orders_named(history([affected("a", AS_AT, orders=stated)], AS_AT))
    assert (found.count, found.against, found.protecting, found.side_not_known) == (3, 1, 1, 1)
    assert (found.at_least, found.evidence) == (False, ("a",))


def test_orders_of_which_it_is_not_shown_which_they_are_count_as_at_least_one() -> None:
    known = OrderStated(order="one", side=Side.AGAINST)
    hidden = tuple(OrderStated(order=None, side=Side.AGAINST, ends_on=f"2027-01-0{n}") for n in (1, 2))
    found = orders_named(history([respondent("a", AS_AT, orders=(known, *hidden))], AS_AT))
    assert (found.count, found.against, found.at_least) == (2, 2, True)
    assert [order.order for order in found.orders] == [None, "one"]


def test_orders_not_shown_are_never_no_orders() -> None:
    assert orders_named(history([respondent("a", AS_AT, orders=None)], AS_AT)).at_least is True


def breach(incident: str, occurred_from: str, **values: Any) -> Event:
    return respondent(incident, occurred_from, **{"offences": ("FVPA 123",), **values})


def test_contraventions_are_counted_by_section() -> None:
    events = [
        breach("a", on("2025-01-01"), offences=("37", "0213")),
        breach("b", on("2025-02-01"), offences=("123A", "123A")),
        breach("c", on("2025-03-01"), offences=("1531",)),
        respondent("d", on("2025-04-01"), offences=("0213",)),
    ]
    found = breaches(history(events, AS_AT))
    assert [(row.section, row.reports, row.evidence) for row in found.by_section] == [
        ("123A", 1, ("b",)),
        ("37", 1, ("a",)),
        ("ORDER", 1, ("c",)),
    ]
    assert (found.reports, found.attendances, found.evidence) == (3, 3, ("a", "b", "c"))


@pytest.mark.parametrize(
    ("_case", "first", "candidates"),
    [
        ("28 days before, to the second", "2026-01-25T00:00:00Z", 1),
        ("a second more", "2026-01-24T23:59:59Z", 0),
        ("at the same instant as the conduct", "2026-02-22T00:00:00Z", 0),
    ],
)
def test_two_other_occasions_in_the_28_days_before_make_a_candidate(_case: str, first: str, candidates: int) -> None:
    events = [
        breach("a", first),
        breach("b", "2026-02-10T00:00:00Z"),
        breach("c", "2026-02-22T00:00:00Z"),
    ]
    assert len(breaches(history(events, AS_AT)).persistent_candidates) == candidates


def test_a_candidate_names_its_occasions() -> None:
    days = ("2026-02-01", "2026-02-10", "2026-02-20")
    events = [breach(name, on(day)) for name, day in zip("abc", days, strict=True)]
    (found,) = breaches(history(events, AS_AT)).persistent_candidates
    assert (found.on, found.occasions, found.evidence) == ("2026-02-20", 3, ("a", "b", "c"))


@pytest.mark.parametrize(("side", "candidates"), [(Side.AGAINST, 1), (Side.PROTECTING, 0), (None, 0)])
def test_occasions_are_linked_by_person_or_by_an_order_against_the_subject(side: Side | None, candidates: int) -> None:
    order = (OrderStated(order="o", side=side),)
    events = [
        breach("a", on("2026-02-01"), affected=("alex",), orders=order),
        breach("b", on("2026-02-10"), affected=("bo",), orders=order),
        breach("c", on("2026-02-20"), affected=None, orders=order),
    ]
    assert len(breaches(history(events, AS_AT)).persistent_candidates) == candidates


def test_orders_that_are_not_shown_link_no_occasions() -> None:
    order = (OrderStated(order=None, side=Side.AGAINST),)
    days = ("2026-02-01", "2026-02-10", "2026-02-20")
    events = [breach(n, on(day), affected=None, orders=order) for n, day in zip("abc", days, strict=True)]
    assert breaches(history(events, AS_AT)).persistent_candidates == ()


def test_reports_of_one_attendance_are_one_occasion() -> None:
    events = [
        breach("a", on("2026-02-01"), attendance="night"),
        breach("b", on("2026-02-01", "03:00:00"), attendance="night"),
        breach("c", on("2026-02-20")),
    ]
    assert breaches(history(events, AS_AT)).persistent_candidates == ()
