"""Orders of one person on one day, worked out from the statements that the asker is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.selection import fields
from schema.decisions.condition_words import Stated
from schema.decisions.event import Side
from schema.decisions.moments import local_date
from schema.decisions.order_statement import Statement
from schema.decisions.orders_in_force import OrdersInForce, orders_at
from schema.law import UNKNOWN
from schema.mirror import mirror
from schema.values import CODES, code_of, codes_of

PLAIN = ("court", "custodian", "notice_number", "made_on", "made_at", "served", "served_on", "served_at", "starts_on",
         "ends_on", "ended_at", "received_at")  # fmt: skip
MEASURES = ("distance_m", "persons", "text", "suspended", "from_on", "until_on")
CONDITION = fields(*MEASURES, kind=CODES, exceptions=CODES, place=fields("line", "suburb"))
ORDER = fields("id", "instrument", "order_number", "case_number", *PLAIN,
               order_kind=CODES, state=CODES, conditions=CODES, conditions_in_full=CONDITION)  # fmt: skip
ORDERS_STATED = fields("id", orders_against=ORDER, orders_protecting=ORDER)
SIDES = {"orders_against": Side.AGAINST, "orders_protecting": Side.PROTECTING}
ORDERS_IN_FORCE = mirror(OrdersInForce)


def orders_of(found: Any, as_of: str, _fresh: Any, amended_from: str = UNKNOWN) -> OrdersInForce | None:
    """None: no record of this person is there for the asker."""
    return None if found is None else orders_at(list(_statements(found, as_of)), as_of, amended_from)


def _statements(found: Mapping[str, Any], as_of: str) -> Iterator[Statement]:
    for name, side in SIDES.items():
        yield from (statement(order, side, as_of) for order in found[name])


def statement(order: Mapping[str, Any], side: Side, as_of: str, **more: Any) -> Statement:
    """When it was heard is always shown with it; a hub that cannot tell takes it as heard now. `more`: what of a
    statement is asked by another question alone, as its conditions are by this one."""
    return Statement(
        id=order["id"],
        order=order["instrument"],
        side=side,
        heard_on=local_date(order["received_at"] or as_of).isoformat(),
        kind=code_of(order["order_kind"]),
        state=code_of(order["state"]),
        number=order["order_number"],
        application=_application(order),
        conditions=codes_of(order.get("conditions")),
        conditions_in_full=tuple(map(_condition, order.get("conditions_in_full", ()))) or None,
        **{name: order[name] for name in PLAIN},
        **more,
    )


def _application(order: Mapping[str, Any]) -> str | None:
    """A number of a file is its court's."""
    number = order["case_number"]
    return f"{order['custodian']} {number}" if number else None


def _condition(row: Mapping[str, Any]) -> Stated:
    measures: dict[str, Any] = {name: row[name] for name in MEASURES}
    persons = None if row["persons"] is None else tuple(row["persons"])
    return Stated(**measures | {"persons": persons}, code=code_of(row["kind"]), exceptions=codes_of(row["exceptions"]),
                  place=_one_line(row["place"]))  # fmt: skip


def _one_line(place: Mapping[str, Any] | None) -> str | None:
    """Not stated and not shown look alike."""
    said = [part for part in (place["line"], place["suburb"]) if part] if place else []
    return ", ".join(said) or None
