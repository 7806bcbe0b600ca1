"""The crosswalk: every code of the hub's own list, its division typed by hand."""

from __future__ import annotations

import pytest

from schema import codes
from schema.decisions.crosswalk import DIVISIONS, LAW, ROWS, division, is_violence

BY_HAND = {
    "01": "01 011 012 0121 013 0131 0132 A10",
    "02": "02 021 0211 0212 0213 029 0291 0299 A20 CRIMES_34AD CRIMES_34AE",
    "03": "03 031 0311 0312 032 A30",
    "04": "04 041 049 A80",
    "05": "05 051 052 053 0531 0532 A40 A70 CRIMES_20",
    "06": "06 061 062 A50 A60",
    "07": "07 071 B30",
    "08": "08 081 082 083 084 B40",
    "09": "09 091 092 093 099 B50",
    "10": "10 101 102 103 104 109 C10 C20 C30 C90",
    "11": "11 111 112 D10",
    "12": "12 121 122 B10 B20",
    "13": "13 131 132 133 D20 D30",
    "14": "14 141 142 143 144 F10 F20",
    "15": "15 151 152 153 1531 1532 154 155 156 B60 D40 E10 E20 FVPA_37 FVPA_37A FVPA_123 FVPA_123A FVPA_125A",
    "16": "16 161 162 163 169 F30 F90",
}
EXPECTED = {code: found for found, listed in BY_HAND.items() for code in listed.split()}


def test_every_code_of_the_list_is_typed_here() -> None:
    assert sorted(EXPECTED) == sorted(codes.codes("offence"))


@pytest.mark.parametrize(("code", "found"), EXPECTED.items())
def test_a_code_is_of_its_division(code: str, found: str) -> None:
    assert division(code) == found
    assert is_violence(code) is (found in {"01", "02", "03", "04", "05", "06"})


@pytest.mark.parametrize("code", ["", "ASSAULT", "17", "0", "G10", "FVPA_124", "A"])
def test_a_code_of_no_classification_has_no_division_and_is_not_said_to_be_of_violence(code: str) -> None:
    assert division(code) is None
    assert is_violence(code) is False


@pytest.mark.parametrize(("code", "found"), [("A21", "02"), ("e21", "15"), ("s 123A", "15"), ("ANZSOC 0219", "02")])
def test_a_group_and_another_spelling_are_read_by_what_they_belong_to(code: str, found: str) -> None:
    assert division(code) == found


def test_the_divisions_bear_the_names_of_the_code_list() -> None:
    assert {code: codes.label("offence", code) for code in DIVISIONS} == DIVISIONS


def test_the_page_shows_every_row() -> None:
    assert [row[0] for row in LAW.rows] == [f"`{code}`" for code, _, _ in ROWS]
