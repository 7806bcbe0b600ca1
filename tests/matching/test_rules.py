"""What is linked without a person, and above all what never is."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.matching.case import MOST, Circumstances
from schema.matching.description import Description, describe
from schema.matching.rules import BLOCKS, LINKS, Band, Judgement, judge
from schema.matching.weights import load
from tests.matching.people import somebody

FREE = Circumstances()
HOME = [("12 High Street", "Kew", "3101")]
PHONE = ["0412 345 678"]
JANE = somebody(
    "Quillfeather", "Jane", "1980-03-12", sex="F", phones=PHONE, addresses=HOME, emails=["jane@example.org"]
)


def judged(left: Description, right: Description, circumstances: Circumstances = FREE) -> Judgement:
    """The same from either side."""
    there = judge([left], [right], circumstances, load())
    back = judge([right], [left], circumstances, load())
    assert (there.band, there.rule) == (back.band, back.rule)
    return there


def home(family: str, given_names: str, born: str | None, **said: Any) -> Description:
    """Somebody at one address with one phone for all."""
    return somebody(family, given_names, born, **{"phones": PHONE, "addresses": HOME, **said})


@pytest.mark.parametrize("circumstance", [field.name for field in fields(Circumstances) if field.name != "household"])
def test_each_circumstance_beats_the_strongest_evidence(circumstance: str) -> None:
    assert judged(JANE, JANE).band is Band.SAME
    blocked = judged(JANE, JANE, replace(FREE, **{circumstance: True}))
    final = circumstance in {"same_event", "forbidden", "kin"}
    assert blocked.band is (Band.DIFFERENT if final else Band.POSSIBLE)
    assert blocked.rule == circumstance.upper()


@pytest.mark.parametrize("circumstance", ["opposed", "counter_party", "suppressed"])
def test_a_blocked_pair_without_evidence_is_no_candidate(circumstance: str) -> None:
    stranger = somebody("Nguyen", "Mai", "1955-07-01", sex="F")
    assert judged(JANE, stranger, replace(FREE, **{circumstance: True})).band is Band.DIFFERENT


NEVER = {
    "father and son of one name": (
        home("Quillfeather", "John", "1960-03-12", sex="M"),
        home("Quillfeather", "John", "1990-03-12", sex="M"),
    ),
    "twins": (
        home("Quillfeather", "Jayden", "2012-05-06", sex="M"),
        home("Quillfeather", "Hayden", "2012-05-06", sex="M"),
    ),
    "twins of unlike names": (home("Quillfeather", "Ann", "2012-05-06"), home("Quillfeather", "Zoe", "2012-05-06")),
    "twins of one generation name": (home("Chen", "Xiao Ming", "2012-05-06"), home("Chen", "Xiao Hong", "2012-05-06")),
    "twins of one middle name": (home("Rao", "Amit Manoj", "2012-05-06"), home("Rao", "Vijay Manoj", "2012-05-06")),
    "twins of given names turned round": (
        home("Quillfeather", "John Michael", "2012-05-06"),
        home("Quillfeather", "Michael John", "2012-05-06"),
    ),
    "twins of names that sound alike": (home("Ali", "Hassan", "2012-05-06"), home("Ali", "Hussein", "2012-05-06")),
    "twins of which one is called by a short form": (
        home("Quillfeather", "Michael", "2012-05-06"),
        home("Quillfeather", "Mitch", "2012-05-06"),
    ),
    "twins of which one is recorded by the first name alone, which the other's may be cut to": (
        home("Quillfeather", "Jake", "2012-05-06", sex="M"),
        home("Quillfeather", "Jake Zachary", "2012-05-06", sex="M"),
    ),
    "twins of two syllables of which one is recorded by the first": (
        home("Vu", "Thanh", "2007-06-21", sex="M"),
        home("Vu", "Thanh Tam", "2007-06-21", sex="M"),
    ),
    "brother and sister": (
        home("Quillfeather", "Alex", "2012-05-06", sex="M"),
        home("Quillfeather", "Alex", "2012-05-06", sex="F"),
    ),
    "husband and wife": (home("Quillfeather", "John", "1980-03-12"), home("Quillfeather", "Jane", "1980-03-12")),
    "one name and one home, no date of birth": (home("Quillfeather", "John", None), home("Quillfeather", "John", None)),
    "one name, born on 1 January": (
        home("Ahmed", "Mohammed", "1980-01-01", sex="M"),
        home("Ahmed", "Mohammed", "1980-01-01", sex="M"),
    ),
    "a frequent name and one date of birth": (
        somebody("Smith", "John", "1980-03-12", sex="M"),
        somebody("Smith", "John", "1980-03-12", sex="M"),
    ),
    "only names": (home("Sukarno", "", "1980-03-12", sex="M"), home("Sukarno", "", "1980-03-12", sex="M")),
    "letters": (home("Q", "J", "1980-03-12", sex="M"), home("Q", "J", "1980-03-12", sex="M")),
    "initials": (home("Quillfeather", "J", "1980-03-12"), home("Quillfeather", "John", "1980-03-12")),
    "placeholders": (home("UNKNOWN", "UNKNOWN", "1980-03-12"), home("Unknown", "Unknown", "1980-03-12")),
    "newborns": (home("Baby of", "Quillfeather", "2020-03-12"), home("Baby of", "Quillfeather", "2020-03-12")),
    "emoji": (home("😀", "😀", "1980-03-12"), home("😀", "😀", "1980-03-12")),
    "nothing at all": (Description(), Description()),
    "two numbers of one system": (
        home("Quillfeather", "John", "1980-03-12", references=[("vicpol:person", "1001")]),
        home("Quillfeather", "John", "1980-03-12", references=[("vicpol:person", "1002")]),
    ),
    "a number that somebody else was given": (
        somebody("Quillfeather", "John", "1980-03-12", references=[("vicpol:person", "1001")]),
        somebody("Nguyen", "Mai", "1955-07-01", references=[("vicpol:person", "1001")]),
    ),
}


@pytest.mark.parametrize(("left", "right"), NEVER.values(), ids=NEVER.keys())
def test_never_linked_without_a_person(left: Description, right: Description) -> None:
    assert judged(left, right).band is not Band.SAME


NUMBER = [("vicpol:person", "1001")]
STOPPED = {
    "BIRTH_DIFFERS": (
        home("Quillfeather", "John", "1960-03-12", references=NUMBER),
        home("Quillfeather", "John", "1990-03-12", references=NUMBER),
    ),
    "NUMBERS_DIFFER": NEVER["two numbers of one system"],
    "SEX_DIFFERS": (
        home("Quillfeather", "Alex", "1980-03-12", sex="M", references=NUMBER),
        home("Quillfeather", "Alex", "1980-03-12", sex="F", references=NUMBER),
    ),
    "TWINS": (
        home("Quillfeather", "Ann", "2012-05-06", references=NUMBER),
        home("Quillfeather", "Zoe", "2012-05-06", references=NUMBER),
    ),
    "HOUSEHOLD": NEVER["one name and one home, no date of birth"],
}


@pytest.mark.parametrize(("rule", "pair"), STOPPED.items())
def test_each_block_has_a_pair_that_it_keeps_for_a_person(rule: str, pair: tuple[Description, Description]) -> None:
    found = judged(*pair, replace(FREE, household=True))
    assert (found.band, found.rule) == (Band.POSSIBLE, rule)


ALWAYS = {
    "NAME_BIRTH_CONTACT": (
        somebody("Smith", "John", "1980-03-12", sex="M", phones=PHONE),
        somebody("SMITH", "John", "1980-03-12", sex="M", phones=["+61 412 345 678"]),
    ),
    "NUMBER": (
        somebody("Smith", "John", references=[("vicpol:person", "1001")]),
        somebody("Smith", "John", references=[("vicpol:person", "1001")]),
    ),
    "RARE_NAME_BIRTH_PLACE": (
        somebody("Quillfeather", "Ottoline", "1980-03-12", sex="F", addresses=HOME),
        somebody("Quillfeather", "Ottoline", "1980-03-12", sex="F", addresses=[("7 Zebra Way", "Kew", "3101")]),
    ),
    "NAME_SPELT_BIRTH_CONTACT": (
        somebody("Smith", "John", "1980-03-12", sex="M", phones=PHONE),
        somebody("Smyth", "John", "1980-03-12", sex="M", phones=PHONE),
    ),
    "NAME_BIRTH_SLIP_CONTACT": (
        somebody("Quillfeather", "Jane", "1980-03-12", sex="F", emails=["jane@example.org"]),
        somebody("Quillfeather", "Jane", "1980-12-03", sex="F", emails=["jane@example.org"]),
    ),
}


@pytest.mark.parametrize(("rule", "pair"), ALWAYS.items())
def test_each_link_has_a_pair_that_it_links(rule: str, pair: tuple[Description, Description]) -> None:
    found = judged(*pair)
    assert (found.band, found.rule) == (Band.SAME, rule)


def test_the_links_are_the_ones_told_here() -> None:
    assert {rule.id for rule in LINKS} == set(ALWAYS)
    assert len({rule.id for rule in (*LINKS, *BLOCKS)}) == len(LINKS) + len(BLOCKS)
    assert all(rule.sentence.endswith(".") for rule in (*LINKS, *BLOCKS))


SAID = st.builds(
    lambda names, born, sex, phone, home, number: describe(
        names=names,
        birth_date=born,
        sex=sex,
        phones=[phone],
        addresses=[home],
        references=[("vicpol:person", number)],
    ),
    st.lists(st.tuples(*[st.sampled_from(["Quillfeather", "Jane", "Smith", "J", "", "Hayden"])] * 2), max_size=3),
    st.sampled_from([None, "1980-03-12", "1980-12-03", "1990-03-12", "1980-01-01"]),
    st.sampled_from([None, "M", "F"]),
    st.sampled_from([None, "0412345678", "0498765432"]),
    st.sampled_from([(None, None, None), ("12 High St", "Kew", "3101"), ("7 Zebra Way", "Ararat", "3377")]),
    st.sampled_from([None, "1001", "1002"]),
)
HOMES = st.lists(SAID, max_size=4)
ANY = st.builds(Circumstances, *[st.booleans()] * len(fields(Circumstances)))


@given(HOMES, HOMES, ANY)
def test_no_evidence_links_what_a_block_holds_for(
    left: list[Description], right: list[Description], at: Circumstances
) -> None:
    found = judge(left, right, at, load())
    told = at.same_event or at.opposed or at.counter_party or at.suppressed or at.forbidden
    if told:
        assert found.band is not Band.SAME
    if at.same_event or at.forbidden:
        assert found.band is Band.DIFFERENT


@given(HOMES, HOMES)
def test_two_dates_of_birth_anywhere_in_two_homes_are_never_joined(
    left: list[Description], right: list[Description]
) -> None:
    """A second reading: years that differ by ten, whatever else is there."""
    years = [{one.birth_year for one in side if one.birth_year} for side in (left, right)]
    if any(abs(a - b) >= 10 for a in years[0] for b in years[1]):
        assert judge(left, right, FREE, load()).band is not Band.SAME


@given(HOMES, HOMES, ANY)
def test_a_household_never_makes_a_link_that_was_none(
    left: list[Description], right: list[Description], at: Circumstances
) -> None:
    alone = judge(left, right, replace(at, household=False), load()).band
    together = judge(left, right, replace(at, household=True), load()).band
    assert together is alone or (alone, together) == (Band.SAME, Band.POSSIBLE)


@given(HOMES, HOMES, ANY)
def test_neither_home_comes_first(left: list[Description], right: list[Description], at: Circumstances) -> None:
    there, back = judge(left, right, at, load()), judge(right, left, at, load())
    assert there.band is back.band


def test_another_number_in_one_record_of_a_home_stops_the_link() -> None:
    numbered = replace(JANE, references=("vicpol:person:1001",))
    assert (
        judge([JANE, numbered], [replace(JANE, references=("vicpol:person:1002",))], FREE, load()).band is Band.POSSIBLE
    )
    assert judge([JANE, numbered], [numbered], FREE, load()).band is Band.SAME


def test_a_home_of_a_thousand_records_takes_bounded_time() -> None:
    many = [
        somebody("Quillfeather", "Jane" + "abcdefghij"[at % 10] * (1 + at // 10), "1980-03-12") for at in range(1000)
    ]
    start = time.perf_counter()
    judge(many, many, FREE, load())
    assert time.perf_counter() - start < 2
    assert MOST <= 24
