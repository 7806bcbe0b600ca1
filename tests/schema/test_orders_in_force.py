"""From what the graph shows of a person's orders to the answer: a place that is not shown reads as one not stated."""

from __future__ import annotations

from typing import Any

from schema.orders_in_force import orders_of


def coded(code: str | None) -> dict[str, str] | None:
    return {"code": code} if code else None


def condition(code: str, **said: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(
        ("distance_m", "persons", "text", "suspended", "from_on", "until_on", "exceptions", "place")
    )
    return {**nothing, "kind": coded(code), **said}


def order(**said: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("court", "notice_number", "made_on", "served_on", "starts_on", "ends_on", "ended_at",
                             "conditions"))  # fmt: skip
    stated = {"id": "a", "instrument": "o", "order_number": "K1/2", "received_at": "2026-05-05T00:00:00Z",
              "custodian": "magistrates_court", "case_number": "K1", "order_kind": coded("FINAL"),
              "state": coded("FINAL_SERVED"), "made_at": "2026-05-04T01:30:00Z", "served": True,
              "served_at": "2026-05-04T01:45:00Z", "conditions_in_full": []}  # fmt: skip
    return {**nothing, **stated, **said}


def asked(*against: dict[str, Any]) -> Any:
    return orders_of({"id": "p", "orders_against": list(against), "orders_protecting": []}, "2026-05-06T00:00:00Z", [])


def test_conditions_are_told_with_the_place_that_is_shown() -> None:
    place = {"line": "12 Example Street", "suburb": "Frankston"}
    exceptions = [coded("LAWYER")]
    [found] = asked(
        order(conditions_in_full=[condition("NO_APPROACH", distance_m=200, place=place, exceptions=exceptions),
                                  condition("STAY_AWAY_HOME", persons=["Jo Lark"])])
    ).orders  # fmt: skip
    assert [(c.text, c.holds) for c in found.conditions] == [
        ("Must not approach within 200 metres of 12 Example Street, Frankston; except through a lawyer.",
         True),
        ("Must not be at or near a place that is not stated here, the home of Jo Lark.", True),
    ]  # fmt: skip


def test_an_interim_and_a_final_order_of_one_file_are_on_one_application() -> None:
    interim = order(id="b", instrument="i", order_number="K1/1", order_kind=coded("INTERIM"),
                    state=coded("INTERIM_SERVED"), made_at="2026-03-17T00:00:00Z",
                    served_at="2026-03-18T00:00:00Z")  # fmt: skip
    assert [(o.number, o.binding) for o in asked(interim, order()).orders] == [("K1/2", "IN_FORCE"), ("K1/1", "ENDED")]
    elsewhere = order(case_number="K2")
    assert {o.number: str(o.binding) for o in asked(interim, elsewhere).orders} == {
        "K1/2": "IN_FORCE",
        "K1/1": "IN_FORCE",
    }


def test_codes_stand_in_where_no_condition_is_shown_in_full() -> None:
    [found] = asked(order(conditions=[coded("NO_CONTACT")])).orders
    assert [(c.code, c.text) for c in found.conditions] == [("NO_CONTACT", "Must not contact or communicate")]


def test_nobody_there_is_no_answer() -> None:
    assert orders_of(None, "2026-05-06T00:00:00Z", []) is None
