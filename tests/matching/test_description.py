from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.matching.description import MOST, Description, Name, as_text, describe, of_text
from schema.matching.reading import (
    address_text,
    email_text,
    iso_date,
    phone_digits,
    reference_text,
    sex_code,
    year_of_age,
    year_of_birth,
)

TEXT = st.none() | st.text(max_size=40) | st.sampled_from(["😀", "x" * 10_000, "N", "\x00", "|", "A|B|C", "UNKNOWN"])
ANYTHING = st.fixed_dictionaries(
    {
        "names": st.lists(st.tuples(TEXT, TEXT), max_size=4),
        "birth_date": TEXT | st.dates(),
        "birth_year": st.none() | st.integers(),
        "sex": TEXT,
        "phones": st.lists(TEXT, max_size=4),
        "emails": st.lists(TEXT, max_size=4),
        "addresses": st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4),
        "references": st.lists(st.tuples(TEXT, TEXT), max_size=4),
    }
)


@given(ANYTHING)
def test_whatever_a_record_says_a_description_comes_back_and_survives_the_database(values: dict[str, Any]) -> None:
    described = describe(**values)
    assert of_text(as_text(described)) == described
    said = orjson.loads(as_text(described) or "{}")
    assert None not in said.values()
    assert [] not in said.values()


def test_nothing_said_is_an_empty_description() -> None:
    assert describe() == Description()
    assert as_text(Description()) == ""
    assert of_text("") == Description()


def test_a_whole_record() -> None:
    described = describe(
        names=[("Nguyễn", "Thị Mai"), (None, "Mai"), ("UNKNOWN", None), ("Nguyễn", "Thị Mai")],
        birth_date="1980-03-12",
        sex="F",
        phones=["0412 345 678", "+61 412 345 678"],
        emails=[" Mai@Example.org "],
        addresses=[("12 High St", "Kew", "3101"), (None, "Kew", "3101")],
        references=[("vicpol:person", "41 000 770"), ("vicpol:person", "UNKNOWN")],
    )
    assert described == Description(
        names=(Name("NGUYEN", "THI MAI"), Name("", "MAI")),
        birth_date="1980-03-12",
        birth_year=1980,
        sex="FEMALE",
        phones=("0412345678",),
        emails=("mai@example.org",),
        addresses=("12 HIGH ST|KEW|3101",),
        references=("vicpol:person:41 000 770",),
    )


def test_a_record_with_hundreds_of_names_keeps_the_first_dozen() -> None:
    described = describe(names=[(f"Family{chr(65 + at // 26)}{chr(65 + at % 26)}", "Ann") for at in range(300)])
    assert len(described.names) == MOST


@pytest.mark.parametrize(
    "text", ["1900-01-01", "1901-01-01", "1880-05-05", "2980-01-02", "1980-02-30", "1980", "", "x"]
)
def test_a_stand_in_or_impossible_date_is_no_date_of_birth(text: str) -> None:
    assert iso_date(text) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("19800312", "1980-03-12"),
        ("1980-03-12T00:00:00Z", "1980-03-12"),
        (date(1980, 3, 12), "1980-03-12"),
        ("1900-01-02", "1900-01-02"),
        ("1950-01-01", "1950-01-01"),
    ],
)
def test_a_date_is_read_however_it_comes(value: date | str, iso: str) -> None:
    assert iso_date(value) == iso


def test_a_year_is_worked_out_from_an_age_only_when_the_day_is_known() -> None:
    assert year_of_age(30, "2020-06-30") == 1990
    assert year_of_age(30, None) is None
    assert year_of_age(130, "2020-06-30") is None
    assert year_of_age(None, "2020-06-30") is None
    assert year_of_birth(1900) is None
    assert year_of_birth(10**30) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+61 3 9555 1234", "0395551234"),
        ("(03) 9555 1234", "0395551234"),
        ("+61 (0)412 345 678", "0412345678"),
        ("0061412345678", "0412345678"),
        ("412 345 678", "0412345678"),
        ("+44 20 7946 0958", "442079460958"),
        ("9555 1234", "95551234"),
        ("0000 000 000", None),
        ("1234", None),
        ("1" * 400, None),
        ("none", None),
        (None, None),
    ],
)
def test_phone_numbers_are_alike_with_and_without_the_country(text: str | None, digits: str | None) -> None:
    assert phone_digits(text) == digits


@pytest.mark.parametrize("text", ["noemail@example.org", "jane", "a@b", "a b@example.org", "a|b@example.org", "", None])
def test_what_is_no_mailbox_is_no_email(text: str | None) -> None:
    assert email_text(text) is None


@pytest.mark.parametrize("line", [None, "", "UNKNOWN", "NFA", "No fixed address", "not stated"])
def test_an_address_without_a_street_is_none(line: str | None) -> None:
    assert address_text(line, "Kew", "3101") is None
    assert address_text("12 High St", None, None) == "12 HIGH ST||"


def test_sex_is_the_code_of_the_source_and_not_stated_is_nothing() -> None:
    assert [sex_code(text) for text in ("m", "Female", "ANOTHER_TERM", "NOT_STATED", "Unknown", None)] == [
        *("MALE", "FEMALE", "ANOTHER_TERM"),
        *(None, None, None),
    ]


@pytest.mark.parametrize("number", ["UNKNOWN", "", "0000", "N/A", None])
def test_a_word_is_no_number(number: str | None) -> None:
    assert reference_text("vicpol:person", number) is None
    assert reference_text(None, "41000770") is None
    assert reference_text("vicpol:person", "41000770") == "vicpol:person:41000770"
