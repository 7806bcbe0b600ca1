"""Orders of one person on one day, worked out from the statements that the asker is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.selection import fields
from schema.decisions.event import Side
from schema.decisions.moments import local_date
from schema.decisions.orders_in_force import OrdersInForce, Statement, orders_at
from schema.law import UNKNOWN
from schema.mirror import mirror
from schema.values import CODES, code_of, codes_of

PLAIN = ("court", "custodian", "made_on", "served", "served_on", "starts_on", "ends_on", "received_at")
ORDER = fields("id", "instrument", "order_number", "ended_at", *PLAIN,
               order_kind=CODES, state=CODES, conditions=CODES)  # fmt: skip
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
    statement this question does not ask."""
    return Statement(
        id=order["id"],
        order=order["instrument"],
        side=side,
        heard_on=local_date(order["received_at"] or as_of).isoformat(),
        kind=code_of(order["order_kind"]),
        state=code_of(order["state"]),
        number=order["order_number"],
        conditions=codes_of(order.get("conditions")),
        ended_on=local_date(order["ended_at"]).isoformat() if order["ended_at"] else None,
        **{name: order[name] for name in PLAIN},
        **more,
    )
