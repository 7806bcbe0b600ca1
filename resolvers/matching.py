"""Matches as GraphQL has them: two origins, what was decided of them, and why."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from graph.selection import TYPENAME, Selection
from graph.shape import plain
from schema.declare import answered, list_resolver
from schema.people import PersonRecord

STATES = (
    "What is decided of two origins. POSSIBLE: a scored candidate, nobody is joined. PROPOSED: one reviewer says that "
    "they are one, and a second is needed. LINKED: believed to be one person. NOT_SAME: two people; no rule links them."
)


@strawberry.enum(description=STATES)
class MatchState(Enum):
    POSSIBLE = "POSSIBLE"
    PROPOSED = "PROPOSED"
    LINKED = "LINKED"
    NOT_SAME = "NOT_SAME"


@strawberry.type
class Because:
    """What one feature says for or against one person."""

    feature: str = answered("What was compared.")
    words: str = answered("How the two agree in it.")
    weight: float = answered("log2 of the likelihood: +1 makes one person twice as likely, -1 half.")


SIDE = "Records of the {} origin, as far as they are shown."


@strawberry.type
class Match:
    """Two origins that may be one human being: what a source's own key keeps apart, compared."""

    id: strawberry.ID = answered("Opaque id.")
    state: MatchState = answered("What is decided of them.")
    left_origin: strawberry.ID = answered("The one origin; a matter on it shows its records.")
    right_origin: strawberry.ID = answered("The other.")
    left: list[PersonRecord] = strawberry.field(resolver=list_resolver("PersonRecord"), description=SIDE.format("one"))
    right: list[PersonRecord] = strawberry.field(
        resolver=list_resolver("PersonRecord"), description=SIDE.format("other")
    )
    decided_at: datetime = answered("When it came to this.")
    method: str = answered("RULE: by a rule, without a person. WEIGHT: only scored. REVIEW: by a reviewer.")
    decided_by: str | None = answered("The matcher, or the reviewer's account.")
    confirmed: bool | None = answered("A reviewer stands for the link and checked the addresses.")
    second_person: bool | None = answered("A home of theirs is suppressed: two people must decide.")
    rule: str | None = answered("The rule that linked them or forbade it.")
    reason: str | None = answered("In words: the rule's sentence, or the reviewer's.")
    score: float | None = answered("log2 of the odds that they are one person.")
    probability: float | None = answered("That they are one person.")
    because: list[Because] | None = answered("Each feature's part; null where a record it rests on is not shown whole.")


@strawberry.type
class IdentityChange:
    """Two origins were joined, or told apart: what was kept of either elsewhere is to be looked at again."""

    id: strawberry.ID = answered("Id of the decision.")
    match: strawberry.ID = answered("The match it was made on.")
    state: MatchState = answered("LINKED or NOT_SAME.")
    decided_at: datetime = answered("When. Ask for the next ones since then.")
    confirmed: bool = answered("A reviewer stands for the link.")
    left_origin: strawberry.ID = answered("The one origin.")
    right_origin: strawberry.ID = answered("The other.")


@dataclass(frozen=True, slots=True)
class Changed:
    id: str
    match: str
    state: str
    decided_at: str
    confirmed: bool
    left_origin: str
    right_origin: str


@dataclass(frozen=True, slots=True)
class Reason:
    feature: str
    words: str
    weight: float


def written(selection: Selection, told: Mapping[str, Any]) -> dict[str, Any]:
    """One match as asked; of what it rests on nothing where any of it is hidden."""
    said = {**told, "because": _because(told["because"]), TYPENAME: "Match"}
    return {child.key: _of(child, said) for child in selection.children}


def _of(child: Selection, said: Mapping[str, Any]) -> Any:
    if child.name in ("left", "right"):
        return said[child.key]
    return plain(child, said[child.name])


def _because(stored: list[str] | None) -> list[Reason] | None:
    return None if stored is None else reasons_of(stored)


def reasons_of(stored: list[str], *facets: str) -> list[Reason]:
    """Stored as `feature|facet|weight|words`; of these facets, or of all."""
    parts = [text.split("|", 3) for text in stored]
    return [Reason(feature, words, float(weight)) for feature, facet, weight, words in parts
            if not facets or facet in facets]  # fmt: skip
