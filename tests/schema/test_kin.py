"""Which words tie two people, and which way round they are read."""

from __future__ import annotations

import csv

import pytest

from schema import codes
from schema.kin import TIES, Said, Tie, in_words, is_family, of_another, of_parties, tied

NOT_TIED = ("FRIEND", "NEIGHBOUR", "WORKER", "NONE")


@pytest.mark.parametrize("code", NOT_TIED)
def test_who_is_no_family_is_not_tied(code: str) -> None:
    assert tied("a", "b", code) is None
    assert not is_family(code)


def test_nobody_is_his_own_kin() -> None:
    assert tied("a", "a", "SIBLING") is None
    assert list(of_parties("a", "a", "SPOUSE", True)) == []


def test_what_is_not_said_ties_nobody() -> None:
    assert list(of_parties("a", "b", None, None)) == []
    assert list(of_parties("a", "b", "", False)) == []
    assert list(of_another("a", "b", "relation_to_affected", None)) == []


@pytest.mark.parametrize(("code", "turned"), [("PARENT", "CHILD"), ("STEP_CHILD", "STEP_PARENT"), ("SPOUSE", "SPOUSE")])
def test_a_tie_is_the_same_whoever_it_was_said_of(code: str, turned: str) -> None:
    assert tied("a", "b", code) == tied("b", "a", turned) == Tie("a", "b", code)


@pytest.mark.parametrize("code", ["CARER", "ZZ-9", "Ex-Partner ✗", "spouse"])
def test_a_word_that_cannot_be_turned_is_kept_as_it_came(code: str) -> None:
    assert tied("b", "a", code) == Tie("b", "a", code)
    assert tied("a", "b", code) == Tie("a", "b", code)


def test_what_nobody_knows_is_kept_for_a_reviewer_who_cannot_say_it_himself() -> None:
    assert tied("b", "a", "UNKNOWN") == Tie("a", "b", "UNKNOWN")
    assert not is_family("UNKNOWN")
    assert not is_family("ZZ-9")
    assert is_family("DE_FACTO")


def test_parties_are_tied_by_their_relationship_and_by_a_household_each_by_itself() -> None:
    assert list(of_parties("r", "a", "PARENT", True)) == [
        Said(Tie("a", "r", "CHILD"), "relationship", "PARENT"),
        Said(Tie("a", "r", "HOUSEHOLD"), "living_together", None),
    ]


def test_another_person_is_tied_by_his_own_record() -> None:
    assert list(of_another("c", "a", "relation_to_affected", "CHILD")) == [
        Said(Tie("a", "c", "PARENT"), "relation_to_affected", "CHILD", "c")
    ]


def test_the_words_say_the_direction() -> None:
    assert in_words("PARENT") == "Left is, to right: Parent"
    assert in_words("SIBLING") == "Of one another: Sibling"
    assert in_words("ZZ-9") == "Left is, to right: Not in the code list (as sent: ZZ-9)"


def test_each_inverse_of_the_list_turns_back_and_is_of_the_same_tie() -> None:
    with (codes.FOLDER / "relationship.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert {row["tie"] for row in rows.values()} == {*TIES, "", "UNKNOWN"}
    for code, row in rows.items():
        if row["inverse"]:
            assert rows[row["inverse"]]["inverse"] == code
            assert rows[row["inverse"]]["tie"] == row["tie"]
