"""A condition in plain English: every code of the list, every measure, and what is said where one is missing."""

from __future__ import annotations

from typing import Any

import pytest

from schema import codes
from schema.decisions.condition_words import Stated, holds_on, in_words, missing

PLACE = "12 Example Street, Frankston"


@pytest.mark.parametrize(("said", "words"), [
    ({"code": "NO_APPROACH", "distance_m": 200, "place": PLACE, "exceptions": ("FAMILY_LAW_ORDER",)},
     "Must not approach within 200 metres of 12 Example Street, Frankston; except as a Family Law Act order permits."),
    ({"code": "NO_APPROACH", "distance_m": 5, "persons": ("Jo Lark", "Mo Lark")},
     "Must not approach within 5 metres of Jo Lark and Mo Lark."),
    ({"code": "NO_APPROACH"}, "Must not approach within a distance that is not stated of the protected person."),
    ({"code": "STAY_AWAY_HOME", "distance_m": 100, "place": PLACE},
     "Must not be at or within 100 metres of 12 Example Street, Frankston, the home of the protected person."),
    ({"code": "STAY_AWAY_WORK"},
     "Must not be at or near a place that is not stated here, the place of work of the protected person."),
    ({"code": "EXCLUSION"}, "Is excluded from a place that is not stated here, and must not live there."),
    ({"code": "NO_CONTACT", "exceptions": ("LAWYER", "COURT_PROCEEDINGS", "FULL_MOON")},
     "Must not contact or communicate with the protected person; except through a lawyer, in court and not in the code "
     "list (as sent: FULL_MOON)."),
    ({"code": "NO_CONTACT", "text": "Save by text"},
     "Must not contact or communicate with the protected person. In the court's words: “Save by text”"),
    ({"code": "RETURN_PROPERTY", "suspended": True, "from_on": "2026-05-05", "until_on": "2026-08-01"},
     "Must return property; from 5 May 2026; until 1 August 2026; suspended for now."),
    ({"code": "OTHER", "text": "Must hand over keys"}, "The court's own condition: “Must hand over keys”."),
    ({"code": "OTHER"}, "A condition of which the words are not stated."),
    ({"code": "CURFEW"}, "Not in the code list (as sent: CURFEW)."),
    ({"code": None}, "A condition of a kind that is not stated."),
])  # fmt: skip
def test_a_condition_in_plain_english(said: dict[str, Any], words: str) -> None:
    assert in_words(Stated(**said)) == words


@pytest.mark.parametrize("code", codes.codes("order_condition"))
def test_every_condition_of_the_code_list_has_a_sentence(code: str) -> None:
    words = in_words(Stated(code=code, distance_m=7, place=PLACE, text="As ordered"))
    assert "not stated" not in words
    assert "{" not in words


def test_each_measure_is_missed_where_it_is_needed_and_nowhere_else() -> None:
    missed = {code for code in codes.codes("order_condition") if missing(code, None, False, None)}
    assert missed == {"NO_APPROACH", "STAY_AWAY_HOME", "STAY_AWAY_WORK", "STAY_AWAY_SCHOOL", "EXCLUSION", "OTHER"}
    assert not any(missing(code, 0, True, "As ordered") for code in missed)
    assert not missing(None, None, False, None)


@pytest.mark.parametrize(("said", "holds"), [
    ({}, True),
    ({"suspended": True}, False),
    ({"suspended": False}, True),
    ({"from_on": "2026-05-05"}, True),
    ({"from_on": "2026-05-06"}, False),
    ({"until_on": "2026-05-05"}, True),
    ({"until_on": "2026-05-04"}, False),
])  # fmt: skip
def test_a_condition_holds_on_its_own_days_and_not_while_it_is_suspended(said: dict[str, Any], holds: bool) -> None:
    assert holds_on(Stated(code="NO_CONTACT", **said), "2026-05-05") is holds
