"""Section 125A at each of its boundaries, and against a count by hand of ten thousand random histories."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from schema.decisions.breaches import BreachesOf, breaches
from schema.decisions.event import Event, OrderStated, Side
from schema.decisions.history import history
from schema.decisions.occasions import occasions
from schema.decisions.order_statement import Statement
from schema.decisions.persistent import LAW, PersistentCandidate, PersistentLimb, persistent_candidates
from schema.decisions.records import Charge, Records
from tests.decisions.events import AS_AT, on, respondent
from tests.decisions.persistent_by_hand import candidates

LATER = "2027-01-01T00:00:00Z"
NOTICE = Statement(id="s-n", order="n", side=Side.AGAINST, heard_on="2026-01-01", kind="FVSN", number="N1")
INTERIM = Statement(id="s-i", order="i", side=Side.AGAINST, heard_on="2026-01-01", kind="INTERIM", number="7",
                    notice_number="N1")  # fmt: skip
FINAL = Statement(id="s-f", order="f", side=Side.AGAINST, heard_on="2026-01-01", kind="FINAL", number="8",
                  notice_number="N1")  # fmt: skip


def charge(id: str, occurred_at: str | None, **values: Any) -> Charge:
    said = {"section": "FVPA_123", "against": ("alex",), **values}
    return Charge(id=id, occurred_at=occurred_at, received_at="2025-01-01T00:00:00Z", **said)


def report(id: str, at: str, **values: Any) -> Event:
    said = {"offences": ("1531",), "attendance": f"of {id}", "incident_number": f"L-{id}", **values}
    return respondent(id, at, **said)


def found(events: list[Event], charges: list[Charge], *orders: Statement) -> tuple[PersistentCandidate, ...]:
    records = Records(charges=tuple(charges), orders=orders)
    return breaches(history(events, LATER, records)).persistent_candidates


@pytest.mark.parametrize(
    ("_case", "first", "current", "expected"),
    [
        ("day 28, to the minute", "2026-05-31T02:00:00Z", "2026-06-28T02:00:00Z", 1),
        ("a second earlier", "2026-05-31T01:59:59Z", "2026-06-28T02:00:00Z", 0),
        ("daylight saving ended: an hour more", "2026-03-08T01:00:00Z", "2026-04-05T02:00:00Z", 1),
        ("and a second more than that", "2026-03-08T00:59:59Z", "2026-04-05T02:00:00Z", 0),
        ("daylight saving began: an hour less", "2026-09-06T02:00:00Z", "2026-10-04T01:00:00Z", 1),
        ("28 times 24 hours are not enough then", "2026-09-06T01:00:00Z", "2026-10-04T01:00:00Z", 0),
        ("the hour that comes twice, at its first pass", "2026-04-04T15:30:00Z", "2026-05-02T16:30:00Z", 1),
        ("before its first pass", "2026-04-04T15:29:59Z", "2026-05-02T16:30:00Z", 0),
    ],
)
def test_the_28_days_are_of_the_clock_in_melbourne(_case: str, first: str, current: str, expected: int) -> None:
    charges = [charge("a", first), charge("b", _between(first)), charge("c", current)]
    assert len(found([], charges)) == expected


def _between(first: str) -> str:
    return (
        first.replace("-05-31", "-06-10")
        .replace("-03-08", "-03-20")
        .replace("-09-06", "-09-20")
        .replace("-04-04", "-04-20")
    )


def test_two_others_are_enough_and_one_is_not() -> None:
    days = [charge(name, on(day)) for name, day in (("a", "2026-06-01"), ("b", "2026-06-10"), ("c", "2026-06-20"))]
    assert found([], days[1:]) == ()
    assert found([], days) == (PersistentCandidate("2026-06-20", 3, (PersistentLimb.SAME_PERSON,), ("a", "b", "c")),)


def test_what_is_at_the_same_moment_does_not_precede() -> None:
    numbered = [charge(name, on("2026-06-20"), incident_number=name) for name in "abc"]
    assert found([], numbered) == ()


def test_charges_without_a_number_at_one_moment_are_one_occasion() -> None:
    at, later = on("2026-06-10"), charge("c", on("2026-06-20"))
    assert found([], [charge("a", at), charge("b", at), later]) == ()
    [numbered] = found([], [charge("a", at, incident_number="1"), charge("b", at, incident_number="2"), later])
    assert numbered.occasions == 3


def test_a_charge_and_a_report_of_one_incident_number_are_one_occasion() -> None:
    events = [report("a", on("2026-06-01")), report("b", on("2026-06-20"))]
    same = charge("c", on("2026-06-01", "01:00:00"), incident_number="L-a")
    assert found(events, [same]) == ()
    [candidate] = found(events, [same, charge("d", on("2026-06-10"))])
    assert (candidate.occasions, candidate.evidence) == (3, ("a", "c", "d", "b"))


@pytest.mark.parametrize("outcome", ["NOT_GUILTY", "DISMISSED", "WITHDRAWN", "STRUCK_OUT"])
def test_a_charge_that_was_lost_makes_no_occasion(outcome: str) -> None:
    lost = charge("a", on("2026-06-01"), outcome=outcome)
    assert found([], [lost, charge("b", on("2026-06-10")), charge("c", on("2026-06-20"))]) == ()


@pytest.mark.parametrize(
    ("section", "expected"), [("FVPA_37", 1), ("FVPA_37A", 1), ("1531", 1), ("0213", 0), (None, 0)]
)
def test_only_contraventions_of_notices_and_orders_are_occasions(section: str | None, expected: int) -> None:
    charges = [charge(name, on(day), section=section) for name, day in zip("abc", DAYS, strict=True)]
    assert len(found([], charges)) == expected


def test_a_charge_of_what_was_done_to_the_subject_is_no_occasion_of_his() -> None:
    charges = [charge(name, on(day), accused=name != "b") for name, day in zip("abc", DAYS, strict=True)]
    assert found([], charges) == ()


DAYS = ("2026-06-01", "2026-06-10", "2026-06-20")


def ordered(*orders: str | None) -> list[Charge]:
    """One order and one person each: only the orders can link them."""
    days = zip("abc", orders, DAYS, strict=True)
    return [charge(name, on(day), order=order, against=(name,)) for name, order, day in days]


@pytest.mark.parametrize(
    ("_case", "orders", "limbs"),
    [
        ("one order", ("f", "f", "f"), (PersistentLimb.SAME_ORDER,)),
        ("a notice, and the order made on it", ("n", "n", "f"), (PersistentLimb.NOTICE_AND_ORDER,)),
        ("the order first", ("f", "f", "n"), (PersistentLimb.NOTICE_AND_ORDER,)),
        ("each in turn", ("n", "f", "f"), (PersistentLimb.SAME_ORDER, PersistentLimb.NOTICE_AND_ORDER)),
        ("the notice, and both orders made on it", ("i", "f", "n"), (PersistentLimb.NOTICE_AND_ORDER,)),
        ("two orders made on one notice", ("i", "i", "f"), None),
        ("an order that is not shown", (None, None, None), None),
    ],
)
def test_orders_link_occasions_by_limbs_two_and_three(
    _case: str, orders: tuple[str | None, ...], limbs: tuple[PersistentLimb, ...] | None
) -> None:
    assert [candidate.limbs for candidate in found([], ordered(*orders), NOTICE, INTERIM, FINAL)] == (
        [limbs] if limbs else []
    )


def test_an_order_is_known_by_its_number_too() -> None:
    charges = [charge(name, on(day), order_number="8", against=None) for name, day in zip("abc", DAYS, strict=True)]
    stated = OrderStated(order="f", side=Side.AGAINST)
    assert len(found([report("r", on("2026-06-25"), affected=None, orders=(stated,))], charges[1:], FINAL)) == 1
    assert len(found([], charges)) == 1


def test_contraventions_are_told_by_order_by_person_and_as_recorded_or_charged() -> None:
    events = [report("a", on("2026-06-01"), offences=("FVPA_123",))]
    charges = [
        charge("c", on("2026-06-01"), incident_number="L-a", order="f", outcome="PROVEN"),
        charge("d", on("2026-06-05"), order_number="99", against=("bo",)),
        charge("e", on("2026-06-06"), outcome="DISMISSED"),
    ]
    told = breaches(history(events, LATER, Records(charges=tuple(charges), orders=(FINAL,))))
    assert (told.reports, told.charges, told.occasions) == (1, 3, 2)
    assert (told.occasions_recorded, told.occasions_charged, told.occasions_both) == (1, 2, 1)
    [row] = told.by_section
    assert (row.section, row.reports, row.charges, row.charges_proven, row.charges_not_sustained) == ("123", 1, 3, 1, 1)
    assert (row.first_on, row.last_on, row.evidence) == ("2026-06-01", "2026-06-06", ("a", "c", "d", "e"))
    assert told.by_order == (
        BreachesOf("ORDER", "f", "8", 1, 1, 1, "2026-06-01", "2026-06-01", ("a", "c")),
        BreachesOf("ORDER", None, "99", 1, 0, 1, "2026-06-05", "2026-06-05", ("d",)),
    )
    assert told.by_person == (
        BreachesOf("PERSON", "alex", None, 1, 1, 1, "2026-06-01", "2026-06-01", ("a", "c")),
        BreachesOf("PERSON", "bo", None, 1, 0, 1, "2026-06-05", "2026-06-05", ("d",)),
    )


def test_what_had_not_happened_by_then_is_not_counted() -> None:
    charges = tuple(charge(name, on(day)) for name, day in zip("abc", DAYS, strict=True))
    assert breaches(history([], AS_AT, Records(charges=charges))).charges == 0


def test_every_worked_example_is_told_on_the_page() -> None:
    assert [example.work() for example in LAW.examples] == [
        "candidate", "no candidate", "no candidate", "no candidate", "no candidate", "candidate", "candidate",
        "no candidate", "candidate", "candidate",
    ]  # fmt: skip


MOMENTS = (
    [f"2026-03-{day:02}T{hour:02}:30:00Z" for day in (7, 8, 20) for hour in (14, 15, 16, 17)]
    + [f"2026-04-04T{hour:02}:30:00Z" for hour in (14, 15, 16, 17)]
    + [f"2026-05-02T{hour:02}:30:00Z" for hour in (15, 16, 17)]
    + [f"2026-09-05T{hour:02}:30:00Z" for hour in (15, 16, 17)]
    + [f"2026-10-03T{hour:02}:30:00Z" for hour in (14, 15, 16)]
    + [f"2026-10-31T{hour:02}:30:00Z" for hour in (14, 15, 16)]
)
SEASONS = (MOMENTS[:19], MOMENTS[12:22], MOMENTS[19:])


def drawn(random: Random) -> tuple[list[Event], list[Charge]]:
    moments = random.choice(SEASONS)
    size = random.randint(4, 8)
    return (
        [_drawn_report(random, f"r{n}", random.choice(moments)) for n in range(size // 2)],
        [_drawn_charge(random, f"c{n}", random.choice(moments)) for n in range(size)],
    )


def _drawn_report(random: Random, id: str, at: str) -> Event:
    order = OrderStated(
        order=random.choice(["n", "i", "f", "x", None]), side=random.choice([*Side, Side.AGAINST, None])
    )
    return report(
        id,
        at,
        affected=random.choice([("alex",), ("bo",), ("cy", "alex"), None]),
        orders=random.choice([(), (order,)]),
        offences=random.choice([("1531",), ("FVPA_37",), ("0213",)]),
    )


def _drawn_charge(random: Random, id: str, at: str) -> Charge:
    return charge(
        id,
        at,
        incident_number=random.choice([None, None, None, "L-r0", "L-r1", "L-9"]),
        section=random.choice(["FVPA_123", "FVPA_123", "FVPA_123A", "FVPA_37", "0213"]),
        against=random.choice([("alex",), ("bo",), None]),
        order=random.choice(["n", "i", "f", None]),
        outcome=random.choice([None, None, "PROVEN", "PROVEN", "DISMISSED"]),
    )


def test_ten_thousand_random_histories_agree_with_a_count_by_hand() -> None:
    random, orders, told = Random(125), [NOTICE, INTERIM, FINAL], 0
    for _ in range(10_000):
        events, charges = drawn(random)
        expected = candidates(events, charges, orders)
        held = history(events, LATER, Records(charges=tuple(charges), orders=tuple(orders)))
        mine = persistent_candidates(occasions(held))
        assert sorted(c.evidence and tuple(sorted(c.evidence)) for c in mine) == sorted(
            tuple(sorted((*current, *others))) for current, others in expected
        ), (events, charges)
        told += len(mine)
    assert 4_000 < told < 6_000  # the histories are such that the answer is often yes, and often no
