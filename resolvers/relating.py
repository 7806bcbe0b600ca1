"""Kin and households as GraphQL has them: two people, what is said of them, and what was decided of it."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from graph.selection import TYPENAME, Selection
from graph.shape import plain, valued
from resolvers.matching import SIDE
from schema.declare import PAGE_SIZE, answered, list_resolver
from schema.kin import in_words
from schema.people import PersonRecord
from schema.values import Code, coded

STATES = (
    "What is decided of a relationship. PROPOSED: a source says it, or records give one home, and nobody has checked. "
    "CONFIRMED: a reviewer says that it holds; the two are never joined. REFUSED: a reviewer says that it does not."
)
FIELDS = {
    "relationship": "relationship",
    "living_together": "livingTogether",
    "relation_to_affected": "relationToAffected",
    "relation_to_respondent": "relationToRespondent",
}
CODED = {"kind": "relationship", "code": "relationship", "currency": "relationship_currency"}


@strawberry.enum(description=STATES)
class RelationshipState(Enum):
    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"


@strawberry.type
class RelationshipStatement:
    """One thing that a relationship rests on, as far as it is shown whole."""

    id: strawberry.ID = answered("Opaque id.")
    basis: str = answered("REPORT: a field of a report says it. RESIDENCE: records of both give one home.")
    field: str | None = answered("The field of the report, or of the record in it.")
    code: Code | None = answered("As the source sent it: what the one it describes is to the other.")
    currency: Code | None = answered("Current or former, as the report has it.")
    incident: strawberry.ID | None = answered("The report.")
    occurred_from: datetime | None = answered("When what is reported began.")


def _stated(root: Any, info: strawberry.Info, first: int = PAGE_SIZE) -> Any:
    return root[info.path.key]


@strawberry.type
class Relationship:
    """Two different people who are kin, are or were partners, or share a household; no part of who is the same one."""

    id: strawberry.ID = answered("Opaque id.")
    left_origin: strawberry.ID = answered("The one origin; a matter on it shows its records.")
    right_origin: strawberry.ID = answered("The other.")
    left: list[PersonRecord] = strawberry.field(resolver=list_resolver("PersonRecord"), description=SIDE.format("one"))
    right: list[PersonRecord] = strawberry.field(
        resolver=list_resolver("PersonRecord"), description=SIDE.format("other")
    )
    kind: Code | None = answered("What left is to right: with PARENT, left is a parent of right.")
    words: str | None = answered("The same in words.")
    currency: Code | None = answered("Current or former, as a reviewer decided.")
    state: RelationshipState = answered(
        "What is decided of it; PROPOSED where the decision rests on what is not shown."
    )
    reason: str | None = answered("The reviewer's words.")
    decided_by: strawberry.ID | None = answered("The reviewer's account.")
    decided_at: datetime | None = answered("When it came to this.")
    statements: list[RelationshipStatement] = strawberry.field(
        resolver=_stated, description="What it rests on, the latest report first."
    )


def written(selection: Selection, told: Mapping[str, Any]) -> dict[str, Any]:
    """One relationship as asked."""
    kind = told["kind"]
    said = {**told, "words": None if kind is None else in_words(kind), TYPENAME: "Relationship"}
    return {child.key: _of(child, said) for child in selection.children}


def _of(child: Selection, said: Mapping[str, Any]) -> Any:
    if child.name in ("left", "right"):
        return said[child.key]
    if child.name == "statements":
        return [_statement(child, row) for row in said[child.key]]
    return _value(child, said[child.name])


def _statement(asked: Selection, row: Mapping[str, Any]) -> dict[str, Any]:
    incident, currency, began = row["report"] or (None, None, None)
    said: dict[str, Any] = {
        "id": row["id"],
        "basis": "REPORT" if row["report"] else "RESIDENCE",
        "field": FIELDS.get(row["field"]),
        "code": row["code"],
        "currency": currency,
        "incident": incident,
        "occurred_from": began,
        TYPENAME: "RelationshipStatement",
    }
    return {child.key: _value(child, said[child.name]) for child in asked.children}


def _value(child: Selection, value: Any) -> Any:
    if child.name in CODED:
        return valued(child, coded(CODED[child.name]))(value)
    return plain(child, value)
