"""Code lists and reference lists: whole, unique, and safe with what they do not hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schema import codes

REFERENCE = Path(codes.__file__).parent / "reference"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_known_code_has_its_label() -> None:
    assert codes.label("sex", "FEMALE") == "Female"
    assert codes.known("sex", "FEMALE")


def test_an_unknown_code_is_shown_as_sent() -> None:
    assert codes.label("sex", "F?") == "Not in the code list (as sent: F?)"
    assert not codes.known("sex", "F?")


def test_a_code_is_matched_exactly() -> None:
    assert not codes.known("sex", "female")
    assert not codes.known("offence", "0213 ")
    assert codes.label("offence", "011") != codes.label("offence", "11")


def test_a_list_that_does_not_exist_is_an_error_and_not_an_unknown_code() -> None:
    with pytest.raises(FileNotFoundError):
        codes.known("star_sign", "LEO")


@pytest.mark.parametrize("name", codes.lists())
def test_every_list_has_unique_codes_and_a_label_for_each(name: str) -> None:
    held = rows(codes.FOLDER / f"{name}.csv")
    assert held
    assert len({row["code"] for row in held}) == len(held)
    assert all(row["code"].strip() and row["label"].strip() for row in held)
    assert not any("=" in row["code"] for row in held)  # risk items are stored as item=answer


def test_the_eight_boxes_of_the_form_are_the_disabilities() -> None:
    assert codes.codes("disability") == (
        *("VISION", "HEARING", "COMMUNICATION", "MOBILITY"),
        *("UNDERSTANDING", "REMEMBERING", "MENTAL_HEALTH", "OTHER"),
    )


def test_aboriginal_status_has_the_five_categories_of_the_national_standard() -> None:
    assert codes.codes("aboriginal_status") == ("1", "2", "3", "4", "9")


def test_the_five_contraventions_of_the_act_are_offences() -> None:
    breaches = [code for code in codes.codes("offence") if code.startswith("FVPA_")]
    assert breaches == ["FVPA_37", "FVPA_37A", "FVPA_123", "FVPA_123A", "FVPA_125A"]


def test_exclusion_from_the_residence_affects_housing_and_an_unknown_condition_does_not() -> None:
    assert codes.affects_housing("EXCLUSION")
    assert codes.affects_housing("STAY_AWAY_HOME")
    assert not codes.affects_housing("NO_CONTACT")
    assert not codes.affects_housing("CURFEW")


def test_every_condition_says_whether_it_affects_housing() -> None:
    said = {row["affects_housing"] for row in rows(codes.FOLDER / "order_condition.csv")}
    assert said == {"true", "false"}


def test_there_are_17_areas_in_four_divisions() -> None:
    areas = rows(REFERENCE / "areas.csv")
    assert len({area["code"] for area in areas}) == len({area["name"] for area in areas}) == 17
    assert {area["division"] for area in areas} == {"North", "East", "South", "West"}


def test_there_are_79_local_government_areas_each_in_an_area() -> None:
    lgas, areas = rows(REFERENCE / "lgas.csv"), rows(REFERENCE / "areas.csv")
    assert len({lga["code"] for lga in lgas}) == len({lga["name"] for lga in lgas}) == 79
    assert {lga["area"] for lga in lgas} == {area["code"] for area in areas}
