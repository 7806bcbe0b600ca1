"""What goes into `ordersInForce`: one statement of one order, and whether an order binds, which comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schema.decisions.condition_words import Stated
from schema.decisions.event import Side
from schema.decisions.order_states import REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of one order. `order` joins those of one order; None: which it is, is not shown. Days are of
    Victoria, YYYY-MM-DD, instants UTC text; `heard_on` is the day the hub received it. `application` joins the orders
    made on one application. None is "not shown or not stated"."""

    id: str
    order: str | None
    side: Side | None
    heard_on: str
    kind: str | None = None
    state: str | None = None
    number: str | None = None
    court: str | None = None
    custodian: str | None = None
    application: str | None = None
    notice_number: str | None = None
    made_on: str | None = None
    made_at: str | None = None
    served: bool | None = None
    served_on: str | None = None
    served_at: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    ended_at: str | None = None
    conditions: tuple[str, ...] | None = None
    conditions_in_full: tuple[Stated, ...] | None = None
    doubts: tuple[str, ...] | None = None
    received_at: str | None = None
    others: tuple[str, ...] | None = None  # the persons on the other side

    @property
    def of_a_register(self) -> bool:
        """Does the court that makes such orders state it?"""
        return self.custodian in REGISTERS


class OrderBinding(StrEnum):
    """Whether an order binds at the moment asked about."""

    IN_FORCE = "IN_FORCE"
    SERVED_THIS_DAY = "SERVED_THIS_DAY"  # it binds from an hour that is not stated
    NOT_SERVED = "NOT_SERVED"
    NOT_STARTED = "NOT_STARTED"
    ENDED = "ENDED"
    NO_ORDER = "NO_ORDER"  # an application, or what became of one
    NOT_KNOWN = "NOT_KNOWN"
