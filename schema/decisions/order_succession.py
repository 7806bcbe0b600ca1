"""Which statements are of one order, and which order takes the place of which.

Family Violence Protection Act 2008 (Vic): a notice ends when the order made on it is served (s 30); an interim order
goes on until the final one is decided, or served where that takes longer (ss 53, 57(1)(c)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schema.decisions.order_binding import Order
from schema.decisions.order_statement import Statement
from schema.decisions.order_states import APPLICATION, FINAL, INTERIM, NOTICE

LIFE = (APPLICATION, NOTICE, INTERIM, FINAL)


def orders_of(statements: Iterable[Statement]) -> list[Order]:
    """Each with those that take its place."""
    groups: dict[str, list[Statement]] = {}
    for said in statements:
        groups.setdefault(said.order or f"statement {said.id}", []).append(said)
    orders = [Order(held) for group in groups.values() for held in _by_kind(group)]
    for order in orders:
        order.next = [later for later in orders if _takes_its_place(later, order)]
    return orders


def _by_kind(held: Sequence[Statement]) -> Iterator[list[Statement]]:
    """One number may stand on an interim and on the final order: a register that has both tells them apart, and what
    says of another kind, or of none, goes with the latest of them."""
    kinds = sorted({said.kind for said in held if said.of_a_register and said.kind in LIFE}, key=LIFE.index)
    if len(kinds) < 2:
        yield list(held)
        return
    for kind in kinds:
        yield [said for said in held if said.kind == kind or (kind == kinds[-1] and said.kind not in kinds)]


def _takes_its_place(later: Order, order: Order) -> bool:
    if later.first("side") is not order.first("side") or _made_before(later, order):
        return False
    if order.kind == INTERIM:
        application = order.first("application")
        return later.kind == FINAL and application is not None and later.first("application") == application
    on_notice = order.kind == NOTICE and later.kind in (INTERIM, FINAL)
    return on_notice and order.number is not None and later.first("notice_number") == order.number


def _made_before(one: Order, other: Order) -> bool:
    """An interim order to vary a final one is made after it, on the same file, and is not replaced by it (s 112)."""
    if one.made is None or other.made is None:
        return False
    if one.made.at is None or other.made.at is None:
        return one.made.on < other.made.on
    return one.made.at < other.made.at
