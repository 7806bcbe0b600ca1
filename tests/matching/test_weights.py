from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from schema.matching import assumed
from schema.matching.comparison import COMPARISONS
from schema.matching.weights import SHIPPED, BadWeights, Weights, load, save

FILE = Path(__file__).parents[2] / "schema" / "matching" / SHIPPED


def test_weights_changed_by_hand_are_refused(tmp_path: Path) -> None:
    values = json.loads(FILE.read_text())
    values["prior"] = 0.5
    (tmp_path / "weights.json").write_text(json.dumps(values))
    with pytest.raises(ValueError, match="changed by hand"):
        load(tmp_path / "weights.json")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expecting value"),
        ("[]", "no weights"),
        ("{}", "missing 3 required"),
        ('{"m": {}, "u": {}, "prior": 0.1}', "other features or levels"),
        ('{"m": 1, "u": {}, "prior": 0.1}', "no weights"),
        ('{"m": {}, "u": {}, "prior": 0.1, "what": 1}', "unexpected keyword"),
    ],
)
def test_what_is_no_file_of_weights_is_refused_by_its_name_and_the_mend(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "weights.json"
    with pytest.raises(BadWeights, match="No such file"):
        load(path)
    path.write_text(text)
    with pytest.raises(BadWeights, match=said) as fault:
        load(path)
    assert str(fault.value).startswith(str(path))
    assert "throughline identity train" in str(fault.value)


def test_what_is_saved_is_loaded_with_the_same_version(tmp_path: Path) -> None:
    weights = Weights(assumed.M, assumed.U, 1e-6, {"JOHN": 0.02}, {"SMITH": 0.01}, records=7)
    save(weights, tmp_path / "weights.json")
    loaded = load(tmp_path / "weights.json")
    assert loaded.as_json() == weights.as_json()
    assert loaded.version == weights.version
    assert replace(weights, prior=2e-6).version != weights.version


def test_the_shipped_weights_know_every_level_and_are_small() -> None:
    weights = load()
    for comparison in COMPARISONS:
        names = {level.name for level in comparison.levels}
        assert names == set(weights.m[comparison.name]) == set(weights.u[comparison.name])
    assert FILE.stat().st_size < 300_000
    assert len(weights.given) + len(weights.family) < 6_000


def test_shipped_agreement_speaks_for_one_person_and_disagreement_for_two() -> None:
    weights = load()
    for comparison in COMPARISONS:
        best, worst = comparison.levels[0].name, comparison.levels[-1].name
        assert weights.weight(comparison.name, best) > 0 > weights.weight(comparison.name, worst)


def test_shipped_tables_hold_no_name_of_fewer_than_one_in_ten_thousand() -> None:
    weights = load()
    assert min((*weights.given.values(), *weights.family.values())) >= 1e-4
