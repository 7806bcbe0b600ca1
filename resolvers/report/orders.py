"""Orders in force: each order's sentence, its conditions in plain words, and what its statements say differently."""

from __future__ import annotations

from collections.abc import Iterator

from resolvers.report.blocks import Block, Cell, Row, Subheading, Table, cell, facts, paragraph
from resolvers.report.citations import Citations
from resolvers.report.plain import coded, plain, words_of
from schema.decisions.order_statement import OrderBinding
from schema.decisions.orders_in_force import IN_WORDS, OrderCondition, OrderContradiction, OrderOnDay, OrdersInForce
from schema.decisions.words import listed

HOLDS = {True: "holds", False: "does not hold", None: "not known whether it holds"}
LISTS = {"kind": "order_kind", "state": "order_state"}
UNSURE = (OrderBinding.SERVED_THIS_DAY, OrderBinding.NOT_KNOWN)


def orders(told: OrdersInForce, cites: Citations) -> Iterator[Block]:
    yield paragraph(told.said)
    yield paragraph(f"As at {plain(told.as_at)}: {told.in_force} in force, of {told.not_known} it is not known.")
    if not told.orders:
        yield paragraph("No order is shown; that is not to say that there is none.", tone="warning")
    for order in told.orders:
        yield from _order(order, cites)


def _order(order: OrderOnDay, cites: Citations) -> Iterator[Block]:
    kind = coded("order_kind", order.kind) if order.kind else "Order of a kind that is not shown"
    title = " ".join(filter(None, (kind, order.number)))
    yield Subheading(f"{title}: {IN_WORDS[order.binding]}")
    yield paragraph(order.sentence, cites.of(order.evidence), "warning" if order.binding in UNSURE else "plain")
    yield facts(f"What is stated of it: {title}", _stated(order))
    yield from _conditions(title, order.conditions)
    if order.contradictions:
        rows = tuple(_differs(one, cites) for one in order.contradictions)
        yield Table(f"What its statements give differently: {title}", ("In", "Value", "By"), (3, 4, 5), rows)


def _stated(order: OrderOnDay) -> tuple[tuple[str, Cell], ...]:
    said = (
        ("Whether it binds", f"{IN_WORDS[order.binding]}: {order.why}"),
        ("Side", f"{plain(order.side)} this person" if order.side else None),
        ("Court", order.court),
        (
            "Register of a court",
            "among those that state it" if order.from_register else "not among those that state it",
        ),
        ("Made", _when(order.made_at, order.made_on)),
        ("Served", _when(order.served_at, order.served_on)),
        ("Starts", _when(None, order.starts_on)),
        ("Ends", _when(None, order.ends_on)),
        ("Ended by the court before that", _when(order.ended_at, None)),
        ("Id that all its statements share", order.order),
    )
    missing = ", ".join(name.lower() for name, words in said if not words)
    stated = tuple((name, cell(words)) for name, words in said if words)
    return (*stated, ("Not stated or not shown", cell(missing))) if missing else stated


def _when(at: str | None, on: str | None) -> str | None:
    return plain(at or on) if at or on else None


def _conditions(title: str, conditions: tuple[OrderCondition, ...] | None) -> Iterator[Block]:
    if conditions is None:
        yield paragraph("No statement shown gives its conditions; that is not to say that it has none.", tone="warning")
        return
    if not conditions:
        yield paragraph("A statement says that it has no condition.")
        return
    rows = tuple(Row((cell(one.text), cell(HOLDS[one.holds]), cell(one.code or "not shown"))) for one in conditions)
    yield Table(f"Conditions: {title}", ("Condition", "On that day", "Code"), (7, 3, 3), rows)


def _differs(one: OrderContradiction, cites: Citations) -> Row:
    value = coded(LISTS[one.field], one.value) if one.field in LISTS else plain(one.value)
    by = listed([cites.agency(custodian) for custodian in one.custodians]) or "agency not shown"
    return Row((cell(words_of(one.field)), cell(value), cell(by, cites.of(one.evidence))))
