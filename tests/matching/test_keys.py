from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.matching.description import Description, describe
from schema.matching.keys import LONGEST, MOST, keys_of, search_tokens
from tests.matching.people import somebody

HOME = ("12 High Street", "Kew", "3101")

REACHED = {
    "names in another order": (somebody("Zhang", "Wei"), somebody("Wei", "Zhang")),
    "another romanisation": (somebody("Al-Hussein", "Mohammed"), somebody("Husain", "Muhamad")),
    "as it sounds": (somebody("Stephens", "Philip"), somebody("Stevens", "Phillip")),
    "day and month exchanged, another given name": (
        somebody("Smith", "Ann", "1980-03-12"),
        somebody("Smyth", "Zoe", "1980-12-03"),
    ),
    "a year off": (somebody("Smith", "Ann", "1980-03-12"), somebody("Smith", "Zoe", "1981-03-12")),
    "the year only, another day": (somebody("Smith", "Ann", "1980-03-12"), somebody("Smith", "Anna", birth_year=1981)),
    "a date of birth and no name": (somebody(None, None, "1980-03-12"), somebody("Smith", "Ann", "1980-03-12")),
    "a phone": (describe(phones=["0412345678"]), describe(phones=["+61412345678"])),
    "an e-mail": (describe(emails=["a@example.org"]), describe(emails=["A@example.org"])),
    "a number": (describe(references=[("a", "1")]), describe(references=[("a", "1")])),
    "a home": (describe(addresses=[HOME]), describe(addresses=[("12 HIGH ST", "Kew", None)])),
    "another name": (somebody("Jones", "Jane", aliases=[("Smith", "Jane")]), somebody("Smith", "Jane")),
}
APART = {
    "nothing said": (Description(), Description()),
    "only a first of January": (describe(birth_date="1980-01-01"), describe(birth_date="1980-01-01")),
    "only a sex": (describe(sex="F"), describe(sex="F")),
    "only a suburb": (describe(addresses=[(None, "Kew", "3101")]), describe(addresses=[(None, "Kew", "3101")])),
    "only a given name": (somebody("Smith", "Ann"), somebody("Quince", "Ann")),
    "a number of another system": (describe(references=[("a", "1")]), describe(references=[("b", "1")])),
}


@pytest.mark.parametrize(("left", "right"), APART.values(), ids=APART.keys())
def test_what_half_a_city_has_in_common_is_no_key(left: Description, right: Description) -> None:
    assert keys_of(left).isdisjoint(keys_of(right))


@pytest.mark.parametrize(("left", "right"), REACHED.values(), ids=REACHED.keys())
def test_one_person_is_reached_in_spite_of(left: Description, right: Description) -> None:
    assert keys_of(left) & keys_of(right)


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=300)), max_size=12), st.dates() | st.none())
def test_keys_are_few_short_and_plain(names: list[tuple[str, str]], born: object) -> None:
    described = describe(
        names=names,
        birth_date=born,  # type: ignore[arg-type]
        addresses=[(f"{at} {'x' * 190}", "y" * 190, "3101") for at in range(12)],
        emails=[f"{'a' * 150}{at}@example.org" for at in range(12)],
    )
    keys = keys_of(described)
    assert len(keys) <= MOST
    assert all(len(key) <= LONGEST and key.isascii() for key in keys)


def test_long_keys_that_differ_at_the_end_stay_two() -> None:
    one, other = (describe(emails=[f"{'a' * 100}{end}@example.org"]) for end in "bc")
    assert keys_of(one).isdisjoint(keys_of(other))


def test_a_record_with_a_dozen_addresses_keeps_its_name_and_number_keys() -> None:
    homes = [(f"{at} High Street", f"Suburb {at}", f"30{at:02}") for at in range(12)]
    keys = keys_of(somebody("Smith", "Ann", "1980-03-12", addresses=homes, references=[("a", "1")]))
    assert {"ref:a:1", "name:ANN SMITH", "born:1980-03-12"} <= keys


def test_a_search_finds_words_in_any_order_and_spelling() -> None:
    assert search_tokens("😀") == frozenset()
    assert search_tokens("Wei Zhang") == search_tokens("ZHANG, wei")
    assert search_tokens("Muhammad") & search_tokens("Mohamed") == {"~MHMT", "=MUHAMAD"}
