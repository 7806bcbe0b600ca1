"""Which orders bind at a moment, by what the statements shown say of them: `ordersInForce`.

The register of a court gives instants, and decides to the minute; a police report gives days, so that on the day of
service itself an order binds from an hour that no statement gives. What is not stated is never guessed; what two
statements say differently stands side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from schema import codes
from schema.decisions.condition_words import Stated, holds_on, in_words
from schema.decisions.event import Side
from schema.decisions.order_binding import Order, binding
from schema.decisions.order_moments import Asked, asked_at, clock, point
from schema.decisions.order_statement import OrderBinding, Statement
from schema.decisions.order_states import ENDED, REGISTERS
from schema.decisions.order_succession import orders_of
from schema.decisions.words import counted, day, listed, named
from schema.law import UNKNOWN


@dataclass(frozen=True, slots=True)
class OrderCondition:
    """One condition of an order."""

    code: Annotated[str, "Code of the condition as its source gave it; an empty text: not shown."]
    text: Annotated[str, "The condition in plain English, with what it is measured by."]
    holds: Annotated[
        bool | None,
        "Whether it holds at the moment asked about; null: not known, for example because only its code is shown.",
    ]


@dataclass(frozen=True, slots=True)
class OrderContradiction:
    """One of the values that statements of one order give differently."""

    field: Annotated[str, "What they differ in: kind, state, made_on, served_on, starts_on or ends_on."]
    value: Annotated[str, "The value: a code, or a day (YYYY-MM-DD)."]
    custodians: Annotated[
        tuple[str, ...], "Ids of the organisations that answer for the statements that give it; empty: none is shown."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of the statements that give it."]


@dataclass(frozen=True, slots=True)
class OrderOnDay:
    """One order at the moment asked about. Each value is the register's where a register of a court gives it, else the
    latest that any statement gives; null: none gives or shows it."""

    order: Annotated[
        str | None, "Id that all its statements share; null: one statement of which the order is not shown."
    ]
    binding: Annotated[OrderBinding, "Whether it binds at that moment."]
    why: Annotated[str, "What that rests on, in words."]
    sentence: Annotated[str, "Which order it is, whether it binds, why, and by whose statements, in plain English."]
    kind: Annotated[str | None, "Code of its kind, for example FVSN or FINAL."]
    number: Annotated[str | None, "Number of the notice, application or order."]
    court: Annotated[str | None, "Name of the court, as the statement has it."]
    side: Annotated[Side | None, "On which side of it the person asked about is."]
    made_on: Annotated[str | None, "Day (YYYY-MM-DD) on which it was made."]
    made_at: Annotated[str | None, "Instant (UTC) at which it was made, where that is stated."]
    served_on: Annotated[
        str | None,
        "Day (YYYY-MM-DD) on which it was served; null also where it was served on a day that is not stated.",
    ]
    served_at: Annotated[str | None, "Instant (UTC) at which it was served, where that is stated."]
    starts_on: Annotated[str | None, "First day (YYYY-MM-DD) on which it may bind, where that is stated apart."]
    ends_on: Annotated[str | None, "Last day (YYYY-MM-DD) that is stated for it."]
    ended_at: Annotated[str | None, "Instant (UTC) at which the court ended it before that day."]
    from_register: Annotated[bool, "The register of a court is among those that state it."]
    conditions: Annotated[
        tuple[OrderCondition, ...] | None,
        "Conditions of one statement, the first that gives any, a register's before others; null: none gives any.",
    ]
    contradictions: Annotated[
        tuple[OrderContradiction, ...],
        "What its statements give differently, the register's value first, then the latest received; empty: nothing.",
    ]
    evidence: Annotated[tuple[str, ...], "Ids of its statements."]


@dataclass(frozen=True, slots=True)
class OrdersInForce:
    """Orders of one person at a moment, by days where only days are stated."""

    as_at: Annotated[str, "The moment asked about (UTC)."]
    on: Annotated[str, "The day of Victoria (YYYY-MM-DD) that it is on."]
    in_force: Annotated[
        int, "How many orders bind; those served on the day at an hour that is not stated are among them."
    ]
    not_known: Annotated[int, "Of how many orders it is not known whether they bind."]
    orders: Annotated[
        tuple[OrderOnDay, ...],
        "Those that bind first, then those of which it is not known, then the others; empty: no statement is shown, "
        "never that there is no order.",
    ]
    said: Annotated[str, "The counts in plain English, and whether the register of a court is among what is shown."]


BINDS = (OrderBinding.IN_FORCE, OrderBinding.SERVED_THIS_DAY)
NOT_SURE = (OrderBinding.SERVED_THIS_DAY, OrderBinding.NOT_KNOWN)
FIRST = (
    *BINDS,
    OrderBinding.NOT_KNOWN,
    OrderBinding.NOT_SERVED,
    OrderBinding.NOT_STARTED,
    OrderBinding.ENDED,
    OrderBinding.NO_ORDER,
)
IN_WORDS = {
    OrderBinding.IN_FORCE: "in force",
    OrderBinding.SERVED_THIS_DAY: "in force from some hour",
    OrderBinding.NOT_SERVED: "not in force: not served",
    OrderBinding.NOT_STARTED: "not in force yet",
    OrderBinding.ENDED: "not in force any more",
    OrderBinding.NO_ORDER: "no order",
    OrderBinding.NOT_KNOWN: "not known whether in force",
}
SAID_DIFFERENTLY = ("kind", "made_on", "served_on", "starts_on", "ends_on")
SHOWN = "This is what the statements shown say"


def orders_at(statements: Sequence[Statement], as_at: str, amended_from: str = UNKNOWN) -> OrdersInForce:
    """`statements` are those known, of one person, on either side; `as_at` is UTC text; `amended_from`: see
    `editions.py`."""
    asked = asked_at(as_at, amended_from)
    found = [_order(order, asked) for order in orders_of(statements)]
    found.sort(key=lambda order: (FIRST.index(order.binding), order.evidence))
    binding_now = sum(order.binding in BINDS for order in found)
    not_known = sum(order.binding is OrderBinding.NOT_KNOWN for order in found)
    said = _summary(found, asked, _limit(found, statements))
    return OrdersInForce(as_at, asked.on, binding_now, not_known, tuple(found), said)


def _order(order: Order, asked: Asked) -> OrderOnDay:
    found, why = binding(order, asked)
    made, served, held = order.made, order.served, order.held
    return OrderOnDay(
        held[0].order, found, why, _sentence(order, found, why, asked), order.kind, order.number,
        order.first("court"), order.first("side"), made.on if made else None, made.at if made else None,
        served.on if served else None, served.at if served else None, order.starts_on, order.ends_on, order.ended_at,
        any(said.of_a_register for said in held), _conditions(order, found, asked), tuple(_contradictions(order)),
        tuple(sorted(said.id for said in held)),
    )  # fmt: skip


def _conditions(order: Order, found: OrderBinding, asked: Asked) -> tuple[OrderCondition, ...] | None:
    """Those of one statement, the first that gives any: conditions of two statements are never put together."""
    sent = next((s for s in order.held if (s.conditions_in_full or s.conditions) is not None), None)
    if sent is None:
        return None
    if sent.conditions_in_full:
        full = sorted(sent.conditions_in_full, key=_as_listed)
        return tuple(OrderCondition(c.code or "", in_words(c), _holds(c, found, asked)) for c in full)
    holds = None if found in (*BINDS, OrderBinding.NOT_KNOWN) else False
    return tuple(OrderCondition(c, codes.label("order_condition", c), holds) for c in sent.conditions or ())


def _as_listed(condition: Stated) -> tuple[int, str]:
    listed_codes = codes.codes("order_condition")
    code = condition.code or ""
    return listed_codes.index(code) if code in listed_codes else len(listed_codes), in_words(condition)


def _holds(condition: Stated, found: OrderBinding, asked: Asked) -> bool | None:
    if not holds_on(condition, asked.on):
        return False
    return None if found in NOT_SURE else found is OrderBinding.IN_FORCE


def _sentence(order: Order, found: OrderBinding, why: str, asked: Asked) -> str:
    """ "Final family violence intervention order 12 against this person: in force on 1 July 2026, for it was …" """
    sides = {Side.AGAINST: " against this person", Side.PROTECTING: " that protects this person", None: ""}
    sources = listed(sorted({named(said.custodian) for said in order.held if said.custodian}))
    by = f" By {sources}." if sources else ""
    return f"{order.named}{sides[order.first('side')]}: {IN_WORDS[found]} {_when(order, asked)}, for {why}.{by}"


def _when(order: Order, asked: Asked) -> str:
    """To the minute where any of its moments is."""
    exact = order.ended_at or any(found and found.at for found in (order.made, order.served))
    return f"at {clock(asked.at)}" if exact else f"on {day(asked.on)}"


def _contradictions(order: Order) -> Iterator[OrderContradiction]:
    for name in SAID_DIFFERENTLY:
        yield from _differing(order.held, name, {said.id: _value(said, name) for said in order.held})
    registers = [said for said in order.held if said.of_a_register and said.state]
    others = [said for said in order.held if not said.of_a_register and said.state]
    if registers and any((said.state in ENDED) is not (registers[0].state in ENDED) for said in others):
        yield from _differing(order.held, "state", {said.id: said.state for said in (registers[0], *others)})


def _value(said: Statement, name: str) -> str | None:
    """An instant says its day too."""
    if name in ("made_on", "served_on"):
        found = point(getattr(said, name.replace("_on", "_at")), getattr(said, name))
        return found.on if found else None
    value: str | None = getattr(said, name)
    return value


def _differing(held: Sequence[Statement], name: str, values: dict[str, str | None]) -> Iterator[OrderContradiction]:
    saying: dict[str, list[Statement]] = {}
    for said in held:
        if (value := values.get(said.id)) is not None:
            saying.setdefault(value, []).append(said)
    if len(saying) > 1:
        for value, by in saying.items():
            custodians = tuple(sorted({said.custodian for said in by if said.custodian}))
            yield OrderContradiction(name, value, custodians, tuple(sorted(said.id for said in by)))


def _summary(found: Sequence[OrderOnDay], asked: Asked, limit: str) -> str:
    if not found:
        return f"No statement of an order is shown to you; that is not to say that there is none. {limit}"
    not_known = sum(order.binding is OrderBinding.NOT_KNOWN for order in found)
    more = f", and of {not_known} it is not known" if not_known else ""
    when = f"at {clock(asked.at)}" if any(order.from_register for order in found) else f"on {day(asked.on)}"
    bound = sum(order.binding in BINDS for order in found)
    return f"Of {counted(len(found), 'order')} stated, {bound} bound {when}{more}. {limit}"


def _limit(found: Sequence[OrderOnDay], statements: Sequence[Statement]) -> str:
    """Says truthfully whether a court's register is among what is shown, and how old its word is. Whose a statement is
    may not be shown: then it is not said to be no register's."""
    registers = [said for said in statements if said.of_a_register]
    if not registers:
        return f"{SHOWN}; none of them is shown to be of the register of a court."
    names = listed(sorted({REGISTERS[said.custodian or ""] for said in registers}))
    orders = sum(order.from_register for order in found)
    heard = day(max(said.heard_on for said in registers))
    return (
        f"{SHOWN}; of {counted(orders, 'order')} they hold what the register of {names} said, last heard on {heard}: "
        "what it entered since is not known."
    )
