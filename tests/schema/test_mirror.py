"""What a decision's dataclass becomes in GraphQL: its fields by name, each with the sentence declared with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import pytest

from schema.mirror import mirror


@dataclass(frozen=True, slots=True)
class Found:
    """What was found."""

    days: Annotated[int | None, "Local days since; null: never."]
    on: Annotated[tuple[str, ...], "Local days (YYYY-MM-DD), the earliest first."]


@dataclass(frozen=True, slots=True)
class Bare:
    """Its field says nothing."""

    days: int | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Its field says no sentence."""

    days: Annotated[int, "days"]


@dataclass(frozen=True, slots=True)
class Inside:
    """It says what a part of its field is, and not what its field is."""

    days: Annotated[int, "Local days."] | None


def test_a_field_is_described_by_the_sentence_declared_with_it() -> None:
    made = mirror(Found).__strawberry_definition__
    assert made.description == "What was found."
    assert [(field.python_name, field.description) for field in made.fields] == [
        ("days", "Local days since; null: never."),
        ("on", "Local days (YYYY-MM-DD), the earliest first."),
    ]


@pytest.mark.parametrize("source", [Bare, Unfinished, Inside])
def test_a_field_without_a_sentence_is_refused_by_class_and_name(source: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{source.__name__}\.days: describe it in a sentence, as Annotated\["):
        mirror(source)
