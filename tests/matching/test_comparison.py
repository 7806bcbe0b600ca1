"""Levels by hand-made pairs. The same levels in SQL are held against these in `test_training.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.matching import assumed
from schema.matching.comparison import COMPARISONS, levels
from schema.matching.description import Description, describe
from schema.matching.profile import profile
from tests.matching.people import somebody

NAMES = [
    ("Smith", "John", "SMITH", "JOHN", "same"),
    ("O'Brien", "Jane", "Obrien", "Jane", "same"),
    ("Nguyễn", "Thị Mai", "NGUYEN", "MAI", "same"),
    ("Zhang", "Wei", "Wei", "Zhang", "order"),
    ("Smith", "John Paul", "Smith", "John", "first"),
    ("Smith", "John P", "Smith", "John Paul", "first"),
    ("Smith", "John Paul", "Smith", "John Mark", "middle"),
    ("Nguyen", "Thi Mai", "Nguyen", "Thi Lan", "family"),
    ("Chen", "Xiao Ming", "Chen", "Xiao Hong", "middle"),
    ("Ali", "Abdul Rahman", "Ali", "Abdul Aziz", "family"),
    ("Smith", "John", "Smyth", "John", "spelt"),
    ("Al-Hussein", "Mohammed", "Hussain", "Mohammed", "spelt"),
    ("Al-Hussein", "Mohammed", "Hussain", "Muhammad", "romanised"),
    ("Ali", "Mohamad", "Ali", "Muhammed", "romanised"),
    ("Smith", "Bob", "Smith", "Robert", "nickname"),
    ("Smith", "Kate", "Smith", "Katherine", "nickname"),
    ("Kumar", "R Anil", "Kumar", "Anil", "first"),
    ("Smith", "John Paul", "Smith", "Paul", "called"),
    ("Smith", "Jahn", "Smoth", "John", "slip"),
    ("Williams", "Margaret", "Williamson", "Margarita", "close"),
    ("Hassan", "Omar", "Hussein", "Omar", "sound"),
    ("Margaret", "Williams", "Williamson", "Margarita", "crossed"),
    ("Smith", "J", "Smith", "John", "initial"),
    ("Smith", "K", "Smith", "John", "one_name"),
    ("Smith", "UNKNOWN", "Smith", "John", "one_name"),
    ("Sukarno", None, "Sukarno", None, "one_name"),
    ("Smith", "Aiden", "Smith", "Eden", "family"),
    ("Smith", "Hassan", "Smith", "Hussein", "sound"),
    ("Smith", "Jane", "Jones", "Jane", "given"),
    (None, "Garang", "Garang", "Deng", "part"),
    ("Williams", "Ann", "Wiliams", "Peter", "near"),
    ("Cassandra", "Pulfrd", "Pulford", "Victoria", "stray"),
    ("Smith", "Jane", "Nguyen", "Mai", "differ"),
    ("UNKNOWN", None, "Nguyen", "Mai", "nothing"),
    ("😀", "😀", "😀", "😀", "nothing"),
    ("X", "Y", "X", "Y", "nothing"),
]


def level(feature: str, left: Description, right: Description) -> str:
    """The same from either side."""
    there, back = levels(profile(left), profile(right)), levels(profile(right), profile(left))
    assert there == back
    return there[feature]


@pytest.mark.parametrize(("family", "given_names", "family_2", "given_2", "expected"), NAMES)
def test_names(family: str, given_names: str, family_2: str, given_2: str, expected: str) -> None:
    assert level("name", somebody(family, given_names), somebody(family_2, given_2)) == expected


def test_another_name_counts_where_it_is_whole() -> None:
    married = somebody("Jones", "Jane", aliases=[("Smith", "Jane")])
    assert level("name", married, somebody("Smith", "Jane")) == "alias"
    assert level("name", married, somebody("Jane", "Smith")) == "alias"
    assert level("name", married, somebody("Smith", "Ann")) == "part"


def test_given_names_turned_round_are_no_family_name_exchanged() -> None:
    """Twins may be John Michael and Michael John."""
    assert level("name", somebody("Smith", "John Michael"), somebody("Smith", "Michael John")) == "called"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("1980-03-12", "1980-03-12", "same"),
        ("1980-01-01", "1980-01-01", "new_year"),
        ("1980-03-12", "1980-12-03", "swapped"),
        ("1980-03-12", "1980-03-13", "slip"),
        ("1980-03-12", "1980-03-21", "slip"),
        ("1980-03-12", "1981-03-12", "slip"),
        ("1980-03-12", "1970-03-12", "other_year"),
        ("1980-03-12", "2008-03-12", "other_year"),
        ("1980-03-12", "1980-03-27", "two_parts"),
        ("1980-03-12", "1980-08-12", "slip"),
        ("1980-03-12", "1980-11-12", "two_parts"),
        ("1980-03-12", "1980-11-27", "same_year"),
        ("1980-03-12", "1955-11-27", "differ"),
        ("1900-01-01", "1955-11-27", "nothing"),
    ],
)
def test_dates_of_birth(left: str, right: str, expected: str) -> None:
    assert level("birth", describe(birth_date=left), describe(birth_date=right)) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1980, "year_fits"), (1981, "year_fits"), (1979, "year_fits"), (1985, "year_near"), (1986, "differ")],
)
def test_a_stated_year_or_age_fits_when_it_is_one_off_and_contradicts_after_five(year: int, expected: str) -> None:
    stated = describe(birth_year=year)
    assert level("birth", stated, describe(birth_date="1980-06-15")) == expected
    assert level("birth", stated, describe(birth_year=1980)) == expected


HOME = ("12 High Street", "Kew", "3101")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (("12 HIGH ST", "Kew", "3101"), "whole"),
        (("12 HIGH ST", "Kew", None), "same"),
        (("12 HIGH ST", "Kew", "3110"), "same"),
        (("12 High St", None, "3101"), "same"),
        (("Unit 3, 12 High St", "Kew", "3101"), "like"),
        (("12 Hihg Street", "Kew", "3101"), "nearly"),
        (("12 Hihg Street", "Kew", "3999"), "close"),
        (("12 Hihg Street", None, "3101"), "close"),
        (("12 High Street", "Keww", "3110"), "like"),
        (("12 Park Avenue", "Kew", "3101"), "door"),
        (("12 Park Avenue", "Kew", "3999"), "house"),
        (("7 High Street", "Kew", "3101"), "nearly"),
        (("Unit 85, 2247 High Street", "Kew", None), "road"),
        (("12 High Street", "Richmond", "3121"), "street"),
        (("7 Zebra Way", "Kew", "3101"), "district"),
        (("7 Zebra Way", "Kew", "3999"), "locality"),
        (("7 Zebra Way", "Keww", "3999"), "suburb"),
        (("7 Zebra Way", "Ararat", "3377"), "differ"),
        (("NFA", "Kew", "3101"), "nothing"),
    ],
)
def test_addresses(other: tuple[str, str | None, str | None], expected: str) -> None:
    assert level("address", describe(addresses=[HOME]), describe(addresses=[other])) == expected


def test_of_several_addresses_the_best_pair_counts() -> None:
    moved = describe(addresses=[("7 Zebra Way", "Ararat", "3377"), HOME])
    assert level("address", moved, describe(addresses=[HOME])) == "whole"


@pytest.mark.parametrize(("line", "mixed"), [("12 High Street", "same"), ("12 Hihg Street", "close")])
def test_suburb_and_postcode_count_together_only_where_one_address_has_both(line: str, mixed: str) -> None:
    """The suburb of one former home and the postcode of another are no third home."""
    two = describe(addresses=[(line, "Kew", "3999"), (line, "Ararat", "3101"), ("7 Zebra Way", "Kew", "3101")])
    assert level("address", describe(addresses=[HOME]), two) == mixed


def test_another_number_of_the_same_system_is_said_and_one_of_another_system_is_not() -> None:
    police = describe(references=[("vicpol:person", "1001")])
    assert level("reference", police, describe(references=[("courts:party", "1001")])) == "nothing"
    assert level("reference", police, describe(references=[("vicpol:person", "1002")])) == "differ"
    both = describe(references=[("vicpol:person", "1002"), ("vicpol:person", "1001")])
    assert level("reference", police, both) == "same"


@pytest.mark.parametrize("feature", ["sex", "phone", "email"])
def test_what_one_side_does_not_say_is_no_difference(feature: str) -> None:
    said = describe(sex="F", phones=["0412345678"], emails=["a@example.org"])
    other = describe(sex="M", phones=["0412345679"], emails=["b@example.org"])
    assert level(feature, said, Description()) == "nothing"
    assert level(feature, said, other) == "differ"
    assert level(feature, said, said) == "same"


@given(st.data())
def test_one_record_beside_itself_agrees_in_all_that_it_says(data: st.DataObject) -> None:
    text = st.text(alphabet="abcdefgh ", min_size=2, max_size=12)
    one = describe(
        names=[(data.draw(text), data.draw(text))],
        birth_date=data.draw(st.dates()).isoformat(),
        phones=[data.draw(st.none() | st.from_regex(r"04[0-9]{8}", fullmatch=True))],
        addresses=[(data.draw(text), "Kew", "3101")],
    )
    agreed = set(levels(profile(one), profile(one)).values())
    assert agreed <= {"whole", "same", "new_year", "one_name", "given", "part", "initial", "nothing"}


def test_every_level_has_its_assumed_rates_and_its_words() -> None:
    for comparison in COMPARISONS:
        names = [one.name for one in comparison.levels]
        assert len(set(names)) == len(names)
        assert set(names) == set(assumed.M[comparison.name]) == set(assumed.U[comparison.name])
        assert comparison.levels[-1].sql == "ELSE"
        assert all(one.words for one in comparison.levels)
