"""Which orders bind on a day, by what the statements shown say of them: `ordersInForce`.

A statement gives days, so that a day is the smallest unit here: on the day of service itself an order binds from an
hour that no statement gives. What is not stated is never guessed; what two statements say differently stands side by
side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from schema import codes
from schema.decisions.editions import default_end
from schema.decisions.event import Side
from schema.decisions.moments import local_date
from schema.decisions.order_states import (
    APPLICATION,
    ENDED,
    FINAL,
    LONGEST_NOTICE,
    NEVER_AN_ORDER,
    NOTICE,
    SERVED,
    UNSERVED,
)
from schema.decisions.words import counted, day, listed, named
from schema.law import UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of one order. `order` joins those of one order; None: which it is, is not shown. Days are of
    Victoria, YYYY-MM-DD; `heard_on` is the day the hub received it. None is "not shown or not stated"."""

    id: str
    order: str | None
    side: Side | None
    heard_on: str
    kind: str | None = None
    state: str | None = None
    number: str | None = None
    court: str | None = None
    custodian: str | None = None
    made_on: str | None = None
    served: bool | None = None
    served_on: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    ended_on: str | None = None  # when the court ended it before that
    conditions: tuple[str, ...] | None = None
    notice_number: str | None = None  # of the safety notice that it was made on
    doubts: tuple[str, ...] | None = None
    received_at: str | None = None
    others: tuple[str, ...] | None = None  # the persons on the other side


class OrderBinding(StrEnum):
    """Whether an order binds on the day asked about."""

    IN_FORCE = "IN_FORCE"
    SERVED_THIS_DAY = "SERVED_THIS_DAY"  # it binds from an hour that is not stated
    NOT_SERVED = "NOT_SERVED"
    NOT_STARTED = "NOT_STARTED"
    ENDED = "ENDED"
    NO_ORDER = "NO_ORDER"  # an application, or what became of one
    NOT_KNOWN = "NOT_KNOWN"


@dataclass(frozen=True, slots=True)
class OrderCondition:
    """A condition as its source coded it, and in words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class OrderContradiction:
    """Two statements differ: each value with the statements that give it, the latest received first."""

    field: str
    value: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderOnDay:
    """One order on the day asked about; each value is the latest that any statement gives. `why` says in words what
    the finding rests on. Without an `order` it is one statement of which the order is not shown."""

    order: str | None
    binding: OrderBinding
    why: str
    sentence: str
    kind: str | None
    number: str | None
    court: str | None
    side: Side | None
    made_on: str | None
    served_on: str | None
    starts_on: str | None
    ends_on: str | None
    conditions: tuple[OrderCondition, ...] | None
    contradictions: tuple[OrderContradiction, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrdersInForce:
    """On the local day of `as_at`. `orders`: those that bind first, then those of which it is not known. An empty
    list says that no statement of an order is shown, never that there is no order."""

    as_at: str
    on: str
    in_force: int
    not_known: int
    orders: tuple[OrderOnDay, ...]
    said: str


Found = tuple[OrderBinding, str]
BINDS = (OrderBinding.IN_FORCE, OrderBinding.SERVED_THIS_DAY)
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
LIMIT = "This is what the statements shown say; the register of the court that made an order is not asked."


def orders_at(statements: Sequence[Statement], as_at: str, amended_from: str = UNKNOWN) -> OrdersInForce:
    """`statements` are those known, of one person, on either side; `amended_from`: see `editions.py`."""
    on = local_date(as_at).isoformat()
    groups: dict[str, list[Statement]] = {}
    for said in statements:
        groups.setdefault(said.order or f"statement {said.id}", []).append(said)
    found = [_order(Order(_latest_first(held), amended_from), on) for held in groups.values()]
    found.sort(key=lambda order: (FIRST.index(order.binding), order.evidence))
    binding = sum(order.binding in BINDS for order in found)
    not_known = sum(order.binding is OrderBinding.NOT_KNOWN for order in found)
    return OrdersInForce(as_at, on, binding, not_known, tuple(found), _summary(found, binding, not_known, on))


def _latest_first(held: Iterable[Statement]) -> list[Statement]:
    return sorted(held, key=lambda said: (said.heard_on, said.id), reverse=True)


def _order(order: Order, on: str) -> OrderOnDay:
    held = order.held
    binding, why = next(found for rule in RULES if (found := rule(order, on)))
    sent = order.latest("conditions")
    conditions = None if sent is None else tuple(OrderCondition(c, codes.label("order_condition", c)) for c in sent)
    return OrderOnDay(
        held[0].order, binding, why, _sentence(order, binding, why, on), order.kind, order.latest("number"),
        order.latest("court"), order.latest("side"), order.latest("made_on"), order.served_on, order.starts_on,
        order.ends_on, conditions, tuple(_contradictions(held)), tuple(sorted(said.id for said in held)),
    )  # fmt: skip


class Order:
    """Statements of one order, the latest received first, read together."""

    def __init__(self, held: Sequence[Statement], amended_from: str) -> None:
        self.held, self.amended_from = held, amended_from
        self.kind: str | None = self.latest("kind")
        self.served_on: str | None = self.latest("served_on")
        self.starts_on: str | None = self.latest("starts_on")
        self.ends_on: str | None = self.latest("ends_on")
        self.ended_on: str | None = self.latest("ended_on")
        self.state: str | None = self.latest("state")

    def latest(self, name: str) -> Any:
        return next((value for said in self.held if (value := getattr(said, name)) is not None), None)

    def first_heard(self, holds: Callable[[Statement], bool]) -> str | None:
        """The day on which the hub first heard a statement of which this holds."""
        return min((said.heard_on for said in self.held if holds(said)), default=None)


# Each rule says what it finds, or nothing: the first that says something decides.


def _no_order(order: Order, _on: str) -> Found | None:
    """What was served did bind: that its application was withdrawn since, ends it."""
    never = order.state in NEVER_AN_ORDER and not order.served_on and not any(map(_says_served, order.held))
    if order.kind == APPLICATION or never:
        state = codes.label("order_state", order.state) if order.state else "Application"
        return OrderBinding.NO_ORDER, f"{state}: no order binds by it"
    return None


def _past_its_end(order: Order, on: str) -> Found | None:
    if order.ends_on and on > order.ends_on:
        return OrderBinding.ENDED, f"it ended on {day(order.ends_on)}"
    if order.ended_on and on > order.ended_on:
        return OrderBinding.ENDED, f"the court ended it on {day(order.ended_on)}"
    return None


def _said_to_be_over(order: Order, on: str) -> Found | None:
    """A state has no day of its own: it held at the latest when it was heard."""
    if order.state not in ENDED or order.ended_on:
        return None
    heard = order.first_heard(lambda said: said.state in ENDED) or on
    said = f"“{codes.label('order_state', order.state)}” was heard on {day(heard)}"
    if on >= heard:
        return OrderBinding.ENDED, said
    return OrderBinding.NOT_KNOWN, f"{said}, and not on which day it came to that"


def _made_later(order: Order, on: str) -> Found | None:
    made = order.latest("made_on")
    return (OrderBinding.NOT_STARTED, f"it was made on {day(made)}") if made and on < made else None


def _by_day_of_service(order: Order, on: str) -> Found | None:
    if order.served_on is None:
        return None
    if on < order.served_on:
        return OrderBinding.NOT_SERVED, f"it was served on {day(order.served_on)}"
    if on == order.served_on:
        return OrderBinding.SERVED_THIS_DAY, "it was served on this day, at an hour that is not stated"
    return None


def _by_what_is_said_of_service(order: Order, on: str) -> Found | None:
    if order.served_on is not None:
        return None
    heard = order.first_heard(_says_served)
    if heard is None:
        if any(said.served is False or said.state in UNSERVED for said in order.held):
            return OrderBinding.NOT_SERVED, "no statement says that it was served"
        return OrderBinding.NOT_KNOWN, "whether it was served is not stated"
    if on < heard:
        return OrderBinding.NOT_KNOWN, f"it was served by {day(heard)}, on a day that is not stated"
    return None


def _says_served(said: Statement) -> bool:
    return said.served is True or said.state in SERVED


def _not_started(order: Order, on: str) -> Found | None:
    if order.starts_on and on < order.starts_on:
        return OrderBinding.NOT_STARTED, f"it starts on {day(order.starts_on)}"
    return None


def _notice_has_run(order: Order, on: str) -> Found | None:
    """A notice ends with the first hearing, or when the order made there is served: no statement says which."""
    if order.kind != NOTICE or order.ends_on:
        return None
    since = order.served_on or order.first_heard(_says_served) or on
    if date.fromisoformat(on) > date.fromisoformat(since) + timedelta(days=LONGEST_NOTICE):
        return OrderBinding.NOT_KNOWN, f"a notice ends with its first hearing, within {LONGEST_NOTICE} days of service"
    return None


def _default_length_has_run(order: Order, on: str) -> Found | None:
    """A court may have made it for longer, and of a prisoner's it must have: no statement says which."""
    made = order.latest("made_on")
    if order.kind != FINAL or order.ends_on or made is None:
        return None
    ends = default_end(date.fromisoformat(made), order.amended_from)
    if ends is None or on <= ends.isoformat():
        return None
    words = f"no end is stated, and the length that the law gives such an order ran out on {day(ends.isoformat())}"
    return OrderBinding.NOT_KNOWN, words


def _binds(order: Order, _on: str) -> Found:
    served = f"it was served on {day(order.served_on)}" if order.served_on else "it is said to be served"
    end = f"it lasts until {day(order.ends_on)}" if order.ends_on else "no end is stated"
    return OrderBinding.IN_FORCE, f"{served}, and {end}"


RULES: tuple[Callable[[Order, str], Found | None], ...] = (
    _no_order,
    _past_its_end,
    _said_to_be_over,
    _made_later,
    _by_day_of_service,
    _by_what_is_said_of_service,
    _not_started,
    _notice_has_run,
    _default_length_has_run,
    _binds,
)


def _sentence(order: Order, binding: OrderBinding, why: str, on: str) -> str:
    """ "Final family violence intervention order 12 against this person: in force on 1 July 2026, for it was …" """
    what = codes.label("order_kind", order.kind) if order.kind else "Order of a kind that is not stated"
    number, side = order.latest("number"), order.latest("side")
    titled = f"{what} {number}" if number else what
    sides = {Side.AGAINST: " against this person", Side.PROTECTING: " that protects this person", None: ""}
    sources = listed(sorted({named(said.custodian) for said in order.held if said.custodian}))
    by = f" By {sources}." if sources else ""
    return f"{titled}{sides[side]}: {IN_WORDS[binding]} on {day(on)}, for {why}.{by}"


def _contradictions(held: Sequence[Statement]) -> Iterator[OrderContradiction]:
    for name in SAID_DIFFERENTLY:
        values: dict[str, list[str]] = {}
        for said in held:
            if (value := getattr(said, name)) is not None:
                values.setdefault(value, []).append(said.id)
        if len(values) > 1:
            yield from (OrderContradiction(name, value, tuple(sorted(ids))) for value, ids in values.items())


def _summary(found: Sequence[OrderOnDay], binding: int, not_known: int, on: str) -> str:
    if not found:
        return f"No statement of an order is shown to you; that is not to say that there is none. {LIMIT}"
    more = f", and of {not_known} it is not known" if not_known else ""
    return f"Of {counted(len(found), 'order')} stated, {binding} bound on {day(on)}{more}. {LIMIT}"
