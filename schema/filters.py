"""What a list may be asked by: one input and one enum per noun, made from its declared fields.

A test is only ever true on a row where its field is shown.
"""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import strawberry

from graph.mapping import Kind, Node, Property
from schema.model import MODEL


@strawberry.input
class TextFilter:
    """Tests on a text, letter for letter. All that are given must hold."""

    eq: str | None = None
    in_: list[str] | None = strawberry.field(name="in", default=None)
    starts_with: str | None = None
    contains: str | None = None


@strawberry.input
class CodeFilter:
    """Tests on a code as its source sent it."""

    eq: str | None = None
    in_: list[str] | None = strawberry.field(name="in", default=None)


@strawberry.input
class IdFilter:
    """Tests on an opaque id."""

    eq: strawberry.ID | None = None
    in_: list[strawberry.ID] | None = strawberry.field(name="in", default=None)


@strawberry.input
class NumberFilter:
    """Tests on a whole number."""

    eq: int | None = None
    in_: list[int] | None = strawberry.field(name="in", default=None)
    lt: int | None = None
    lte: int | None = None
    gt: int | None = None
    gte: int | None = None


@strawberry.input
class InstantFilter:
    """Tests on a moment in time."""

    eq: datetime | None = None
    lt: datetime | None = None
    lte: datetime | None = None
    gt: datetime | None = None
    gte: datetime | None = None


@strawberry.input
class DateFilter:
    """Tests on a calendar day."""

    eq: date | None = None
    lt: date | None = None
    lte: date | None = None
    gt: date | None = None
    gte: date | None = None


@strawberry.input
class BooleanFilter:
    """Tests on yes or no; what is not stated matches neither."""

    eq: bool | None = None


@strawberry.input
class ListFilter:
    """Tests on a list of codes or words."""

    has: str | None = None


FILTERS: dict[Kind, type] = {
    Kind.ID: IdFilter,
    Kind.TEXT: TextFilter,
    Kind.CODE: CodeFilter,
    Kind.NUMBER: NumberFilter,
    Kind.BOOLEAN: BooleanFilter,
    Kind.INSTANT: InstantFilter,
    Kind.DATE: DateFilter,
    Kind.LIST: ListFilter,
}


def where_of(node: Node) -> type:
    """All tests that are given must hold."""
    kinds = {name: p.kind for name, p in properties(node).items() if p.comparable}
    namespace: dict[str, Any] = dict.fromkeys(kinds)
    namespace["__annotations__"] = {n: FILTERS[kind] | None for n, kind in kinds.items()}
    namespace["__doc__"] = f"Tests on {node.label}. All that are given must hold."
    made = type(f"{node.label}Where", (), namespace)
    return strawberry.input(made, description=namespace["__doc__"])


def order_of(node: Node) -> type:
    """By one field, the rest by id."""
    names = [name for name, p in properties(node).items() if p.sortable] or ["id"]
    members = {f"{n.upper()}_{d}": f"{n} {d}" for n in names for d in ("ASC", "DESC")}
    made: Any = StrEnum(f"{node.label}Order", members)  # type: ignore[misc]
    return strawberry.enum(made, description=f"Orders of {node.label}; nulls are the least.")


def properties(node: Node) -> dict[str, Property]:
    return {name: f for name, f in node.fields.items() if isinstance(f, Property)}


WHERES = {label: where_of(node) for label, node in MODEL.nodes.items()}
ORDERS = {label: order_of(node) for label, node in MODEL.nodes.items()}
globals().update({made.__name__: made for made in (*WHERES.values(), *ORDERS.values())})
