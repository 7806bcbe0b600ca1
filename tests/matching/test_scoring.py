"""Weights by hand: the arithmetic of Fellegi and Sunter, with frequencies of names."""

from __future__ import annotations

import time
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.matching import assumed
from schema.matching.description import Description, describe
from schema.matching.scoring import probability, weigh
from schema.matching.weights import RAREST, Weights
from tests.matching.people import somebody

WEIGHTS = Weights(
    assumed.M,
    assumed.U,
    prior=1e-4,
    given={"JOHN": 0.02, "ZEBULON": 0.0001},
    family={"SMITH": 0.01, "QUINCE": 0.0001},
    unlisted={"given": 0.0005, "family": 0.0005},
)
PRIOR = log2(1e-4 / (1 - 1e-4))


def name_weight(family: str, given_names: str) -> float:
    one = somebody(family, given_names)
    return weigh(one, one, WEIGHTS).features[0].weight


def test_nothing_said_weighs_the_prior_alone() -> None:
    evidence = weigh(Description(), Description(), WEIGHTS)
    assert evidence.total == pytest.approx(PRIOR)
    assert evidence.probability == pytest.approx(1e-4)
    assert {feature.weight for feature in evidence.features} == {0.0}


def test_the_total_is_the_prior_and_the_weight_of_each_feature() -> None:
    one = describe(birth_date="1980-03-12", sex="F", phones=["0412345678"])
    other = describe(birth_date="1980-03-12", sex="F", phones=["0498765432"])
    expected = PRIOR + log2(0.85 / 4e-5) + log2(0.985 / 0.5) + log2(0.4 / 0.9999)
    assert weigh(one, other, WEIGHTS).total == pytest.approx(expected)


def test_a_rare_name_says_more_than_a_frequent_one() -> None:
    assert name_weight("Smith", "John") == pytest.approx(log2(0.7 / (0.01 * 0.02)))
    assert name_weight("Quince", "John") == pytest.approx(log2(0.7 / (0.0001 * 0.02)))


def test_an_unlisted_name_is_as_frequent_as_the_rest_and_none_is_rarer_than_one_in_a_million() -> None:
    assert name_weight("Smith", "Ephraim") == pytest.approx(log2(0.7 / (0.01 * 0.0005)))
    assert name_weight("Quince", "Zebulon") == pytest.approx(log2(0.7 / RAREST))


def test_of_exchanged_names_the_more_frequent_reading_counts() -> None:
    there = weigh(somebody("Smith", "John"), somebody("John", "Smith"), WEIGHTS).features[0]
    assert (there.level, there.weight) == ("order", pytest.approx(log2(0.02 / (0.01 * 0.02))))


def test_a_feature_says_what_a_reader_must_be_shown_to_be_told_of_it() -> None:
    facets = {feature.name: feature.facet for feature in weigh(Description(), Description(), WEIGHTS).features}
    assert facets == {
        **dict.fromkeys(("name", "birth", "sex", "reference"), "IDENTITY"),
        **dict.fromkeys(("phone", "email", "address"), "CONTACT"),
    }


@given(
    st.sampled_from(["Smith", "Smyth", "Jones", "", "X", "Al Hussein"]),
    st.sampled_from(["John", "Johnny", "", "J", "Mai Lan"]),
    st.sampled_from([None, "1980-03-12", "1980-12-03", "1955-07-01"]),
    st.sampled_from(["Smith", "John", "Husain", "Jonse"]),
)
def test_neither_side_comes_first(family: str, given_names: str, born: str | None, other: str) -> None:
    one, two = somebody(family, given_names, born), somebody(other, "John", "1980-03-12")
    assert weigh(one, two, WEIGHTS) == weigh(two, one, WEIGHTS)


@pytest.mark.parametrize(
    ("total", "expected"), [(0.0, 0.5), (1.0, 2 / 3), (-1.0, 1 / 3), (5000.0, 1.0), (-5000.0, 0.0)]
)
def test_log2_odds_become_a_probability(total: float, expected: float) -> None:
    assert probability(total) == pytest.approx(expected)


def test_ten_thousand_characters_in_a_dozen_names_and_addresses_take_bounded_time() -> None:
    def long(letter: str) -> Description:
        return describe(
            names=[(letter * 10_000 + chr(97 + at), "Xy" * 5_000 + chr(97 + at)) for at in range(12)],
            addresses=[(f"{at} " + letter * 9_000, f"Kew{at}", None) for at in range(12)],
        )

    start = time.perf_counter()
    weigh(long("a"), long("b"), WEIGHTS)
    assert time.perf_counter() - start < 1
