"""A target is met, missed or not measured; only a miss that nobody has explained ends the bench with 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bench import accepted
from bench.__main__ import settings
from bench.targets import MET, MISSED, NOT_MEASURED, TARGETS, Judged, Target, judged

LEAST = Target("a", 1.8, 5, "x", "", least=True)
MOST = Target("b", 1.15, 0.8, "x", "")
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


@pytest.mark.parametrize(
    ("target", "front", "figure", "state"),
    [
        (LEAST, "hub+THROUGHLINE_READS=driver", 1.8, MET),
        (LEAST, "hub+THROUGHLINE_READS=driver", 1.79, MISSED),
        (LEAST, "hub", 1.8, MISSED),
        (LEAST, "hub", 5, MET),
        (MOST, "hub", 0.8, MET),
        (MOST, "hub", 0.81, MISSED),
        (MOST, "hub+THROUGHLINE_READS=driver", 1.15, MET),
        (MOST, "hub", None, NOT_MEASURED),
    ],
)
def test_a_figure_is_held_against_the_bound_of_its_hub(
    target: Target, front: str, figure: float | None, state: str
) -> None:
    assert Judged(target, front, figure).state == state


def test_only_a_miss_that_nobody_explained_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [Judged(LEAST, "hub", figure).failed for figure in (5.0, 1.0, None)] == [False, True, False]
    monkeypatch.setattr("bench.targets.ACCEPTED", {"a": "It is known why."})
    missed = Judged(LEAST, "hub", 1.0)
    assert (missed.state, missed.failed, missed.accepted) == (MISSED, False, "It is known why.")
    assert Judged(LEAST, "hub", 5.0).accepted == ""


def test_every_target_is_judged_at_every_hub_and_none_is_left_out() -> None:
    found = list(judged({"hub": {}, "hub+x": {TARGETS[0].name: 9.0}}))
    assert len(found) == 2 * len(TARGETS)
    assert len({target.name for target in TARGETS}) == len(TARGETS)
    assert [one.state for one in found].count(MET) == 1


def test_an_accepted_miss_is_one_of_the_targets_and_has_its_profile_in_the_page() -> None:
    names = {target.name for target in TARGETS}
    page = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    assert set(accepted.ACCEPTED) <= names
    assert [name for name in accepted.ACCEPTED if name not in page] == []


def test_a_second_hub_is_told_by_settings_of_the_hub_alone() -> None:
    assert settings(["THROUGHLINE_READS=bolt"]) == {"THROUGHLINE_READS": "bolt"}
    for wrong in ("THROUGHLINE_READS", "PATH=/bin", "THROUGHLINE_READS="):
        with pytest.raises(typer.BadParameter, match="tell THROUGHLINE_NAME=VALUE"):
            settings([wrong])
