"""Whether one order binds at a moment: its statements read together, and the rules, first that says something.

What is not stated is never guessed. The register of the court that makes such orders is read before what others say of
it, and of equals what was received last. Family Violence Protection Act 2008 (Vic) ss 30, 31, 53, 57, 74, 123.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from schema import codes
from schema.decisions.editions import default_end
from schema.decisions.order_moments import Asked, Point, clock, point
from schema.decisions.order_statement import OrderBinding, Statement
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
from schema.decisions.words import day

Found = tuple[OrderBinding, str]


class Order:
    """Statements of one order. `next` are the orders that take its place once they are served."""

    def __init__(self, held: Sequence[Statement]) -> None:
        by_receipt = sorted(held, key=lambda said: (said.heard_on, said.id), reverse=True)
        self.held = sorted(by_receipt, key=lambda said: not said.of_a_register)
        self.next: Sequence[Order] = ()
        self.kind: str | None = self.first("kind")
        self.state: str | None = self.first("state")
        self.number: str | None = self.first("number")
        self.starts_on: str | None = self.first("starts_on")
        self.ends_on: str | None = self.first("ends_on")
        self.made, self.served = self._point("made"), self._point("served")
        self.ended_at: str | None = self.first("ended_at")

    def first(self, name: str) -> Any:
        return next((value for said in self.held if (value := getattr(said, name)) is not None), None)

    def first_heard(self, holds: Callable[[Statement], bool]) -> str | None:
        """The day on which the hub first heard a statement of which this holds."""
        return min((said.heard_on for said in self.held if holds(said)), default=None)

    def _point(self, name: str) -> Point | None:
        points = (point(getattr(said, f"{name}_at"), getattr(said, f"{name}_on")) for said in self.held)
        return next((found for found in points if found), None)

    @property
    def named(self) -> str:
        what = codes.label("order_kind", self.kind) if self.kind else "Order of a kind that is not stated"
        return f"{what} {self.number}" if self.number else what

    def goes_on(self, asked: Asked) -> bool:
        """It goes on past its last day while what takes its place is made and not served."""
        return any(_awaits_service(order, asked, self.ends_on or asked.on) for order in self.next)


def binding(order: Order, asked: Asked) -> Found:
    return next(found for rule in RULES if (found := rule(order, asked)))


def _awaits_service(order: Order, asked: Asked, last_day: str) -> bool:
    made = order.made is not None and not order.made.ahead_of(asked) and order.made.on <= last_day
    over = any(rule(order, asked) for rule in (_no_order, _past_its_end, _ended_by_the_court, _said_to_be_over))
    return made and not over and _by_service(order, asked) is not None


# Each rule says what it finds, or nothing: the first that says something decides.


def _no_order(order: Order, _asked: Asked) -> Found | None:
    """What was served did bind: that its application was withdrawn since, ends it."""
    never = order.state in NEVER_AN_ORDER and not order.served and not any(map(_says_served, order.held))
    if order.kind == APPLICATION or never:
        state = codes.label("order_state", order.state) if order.state else "Application"
        return OrderBinding.NO_ORDER, f"{state}: no order binds by it"
    return None


def _replaced(order: Order, asked: Asked) -> Found | None:
    """An interim order by the final one made on its application, a notice by an order made on it: once served."""
    made = [later for later in order.next if later.made and not later.made.ahead_of(asked)]
    found = [(later, _by_service(later, asked)) for later in made]
    if taken := next((later for later, unserved in found if unserved is None), None):
        when = f"was served {taken.served}" if taken.served else "is said to be served"
        return OrderBinding.ENDED, f"{taken.named}, which takes its place, {when}"
    if open_ := next((why for _, why in found if why and why[0] is not OrderBinding.NOT_SERVED), None):
        return OrderBinding.NOT_KNOWN, f"another order takes its place once served, and of that one: {open_[1]}"
    return None


def _past_its_end(order: Order, asked: Asked) -> Found | None:
    if order.ends_on and asked.on > order.ends_on and not order.goes_on(asked):
        return OrderBinding.ENDED, f"it ended on {day(order.ends_on)}"
    return None


def _ended_by_the_court(order: Order, asked: Asked) -> Found | None:
    if order.ended_at and asked.at >= order.ended_at:
        how = f" (“{codes.label('order_state', order.state)}”)" if order.state in ENDED else ""
        return OrderBinding.ENDED, f"the court ended it at {clock(order.ended_at)}{how}"
    return None


def _said_to_be_over(order: Order, asked: Asked) -> Found | None:
    """A state has no day of its own: it held at the latest when it was heard."""
    if order.state not in ENDED or order.ended_at:
        return None
    heard = order.first_heard(lambda said: said.state in ENDED) or asked.on
    said = f"“{codes.label('order_state', order.state)}” was heard on {day(heard)}"
    if asked.on >= heard:
        return OrderBinding.ENDED, said
    return OrderBinding.NOT_KNOWN, f"{said}, and not on which day it came to that"


def _made_later(order: Order, asked: Asked) -> Found | None:
    made = order.made
    return (OrderBinding.NOT_STARTED, f"it was made {made}") if made and made.ahead_of(asked) else None


def _by_service(order: Order, asked: Asked) -> Found | None:
    """Nothing: it is served."""
    if order.served is None:
        return _by_what_is_said_of_service(order, asked)
    if order.served.ahead_of(asked):
        return OrderBinding.NOT_SERVED, f"it was served {order.served}"
    if order.served.same_day(asked):
        return OrderBinding.SERVED_THIS_DAY, "it was served on this day, at an hour that is not stated"
    return None


def _by_what_is_said_of_service(order: Order, asked: Asked) -> Found | None:
    heard = order.first_heard(_says_served)
    if heard is None:
        if any(said.served is False or said.state in UNSERVED for said in order.held):
            return OrderBinding.NOT_SERVED, "no statement says that it was served"
        return OrderBinding.NOT_KNOWN, "whether it was served is not stated"
    if asked.on < heard:
        return OrderBinding.NOT_KNOWN, f"it was served by {day(heard)}, on a day that is not stated"
    return None


def _says_served(said: Statement) -> bool:
    return said.served is True or said.state in SERVED


def _not_started(order: Order, asked: Asked) -> Found | None:
    if order.starts_on and asked.on < order.starts_on:
        return OrderBinding.NOT_STARTED, f"it starts on {day(order.starts_on)}"
    return None


def _notice_has_run(order: Order, asked: Asked) -> Found | None:
    """A notice ends with the first hearing, or when the order made there is served: no statement says which."""
    if order.kind != NOTICE or order.ends_on or order.ended_at or order.goes_on(asked):
        return None
    since = order.served.on if order.served else order.first_heard(_says_served) or asked.on
    if date.fromisoformat(asked.on) > date.fromisoformat(since) + timedelta(days=LONGEST_NOTICE):
        return OrderBinding.NOT_KNOWN, f"a notice ends with its first hearing, within {LONGEST_NOTICE} days of service"
    return None


def _default_length_has_run(order: Order, asked: Asked) -> Found | None:
    """A court may have made it for longer, and of a prisoner's it must have: no statement says which."""
    if order.kind != FINAL or order.ends_on or order.ended_at or order.made is None:
        return None
    ends = default_end(date.fromisoformat(order.made.on), asked.amended_from)
    if ends is None or asked.on <= ends.isoformat():
        return None
    words = f"no end is stated, and the length that the law gives such an order ran out on {day(ends.isoformat())}"
    return OrderBinding.NOT_KNOWN, words


def _binds(order: Order, asked: Asked) -> Found:
    served = f"it was served {order.served}" if order.served else "it is said to be served"
    end = f"it lasts until {day(order.ends_on)}" if order.ends_on else "no end is stated"
    if order.goes_on(asked):
        end = "it lasts until the order that takes its place is served"
    elif order.ended_at:
        end = f"the court ended it later, at {clock(order.ended_at)}"
    return OrderBinding.IN_FORCE, f"{served}, and {end}"


RULES: tuple[Callable[[Order, Asked], Found | None], ...] = (
    _no_order,
    _replaced,
    _past_its_end,
    _ended_by_the_court,
    _said_to_be_over,
    _made_later,
    _by_service,
    _not_started,
    _notice_has_run,
    _default_length_has_run,
    _binds,
)
