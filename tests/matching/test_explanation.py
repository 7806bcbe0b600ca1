from __future__ import annotations

import pytest

from schema.matching import assumed
from schema.matching.description import Description
from schema.matching.explanation import Row, explain, weight_in_words
from schema.matching.scoring import weigh
from schema.matching.weights import Weights
from tests.matching.people import somebody

WEIGHTS = Weights(assumed.M, assumed.U, prior=1e-4, given={"JOHN": 0.02}, family={"SMITH": 0.01})


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (7.3, "+7.3: 158 times likelier if one person"),
        (-1.0, "-1.0: 2.0 times likelier if two people"),
        (14.375, "+14.4: 21,200 times likelier if one person"),
        (25.0, "+25.0: over a million times likelier if one person"),
        (0.01, "0.0: says nothing either way"),
    ],
)
def test_a_weight_in_words(weight: float, words: str) -> None:
    assert weight_in_words(weight) == words


def test_two_records_side_by_side() -> None:
    one = somebody("Smith", "John", "1980-03-12", sex="M", phones=["0412345678"])
    other = somebody("Smith", "John", "1980-12-03", sex="F", aliases=[("Smith", "Jack")])
    told = explain(one, other, weigh(one, other, WEIGHTS))
    assert told.rows == (
        Row(
            *("name", "IDENTITY", "SMITH, JOHN", "SMITH, JOHN; SMITH, JACK", "the same full name"),
            "+11.8: 3,500 times likelier if one person",
        ),
        Row(
            *("birth", "IDENTITY", "1980-03-12", "1980-12-03", "day and month of birth exchanged"),
            "+10.0: 1,000 times likelier if one person",
        ),
        Row("sex", "IDENTITY", "MALE", "FEMALE", "different sex", "-5.1: 33 times likelier if two people"),
        Row("phone", "CONTACT", "0412345678", "", "not said on both sides", "0.0: says nothing either way"),
    )
    assert told.summary == "On 3 features compared, 10 times likelier to be of one person than not."


def test_the_summary_tells_no_value() -> None:
    one = somebody("Quillfeather", "Ottoline", "1980-03-12", phones=["0412345678"])
    summary = explain(one, one, weigh(one, one, WEIGHTS)).summary
    assert not any(said in summary.upper() for said in ("QUILLFEATHER", "OTTOLINE", "1980", "0412"))


def test_what_a_reader_is_not_shown_is_neither_told_nor_counted() -> None:
    one = somebody("Smith", "John", "1980-03-12", phones=["0412345678"])
    other = somebody("Smith", "John", "1980-03-12", phones=["0498765432"])
    shown = explain(one, one, weigh(one, one, WEIGHTS), shown=["IDENTITY"])
    assert shown == explain(one, other, weigh(one, other, WEIGHTS), shown=["IDENTITY"])
    assert [row.feature for row in shown.rows] == ["name", "birth"]
    assert shown.summary != explain(one, one, weigh(one, one, WEIGHTS)).summary


def test_nothing_said_has_no_rows() -> None:
    told = explain(Description(), Description(), weigh(Description(), Description(), WEIGHTS))
    assert told.rows == ()
    assert told.summary == "On 0 features compared, 10,000 times likelier to be of two people than not."
