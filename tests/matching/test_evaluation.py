"""Precision and recall by hand-made truth; and against a second reading by sets of pairs."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.matching.curve import draw
from schema.matching.evaluation import Counts, Evaluation, Point, Scored, clusters, measure

# Places:   0    1    2    3    4    5
TRUTH = ["ann", "ann", "ann", "bob", "bob", "cyd"]
GROUPS = [(("sex", "F"), ("kind", "K"))] * 3 + [(("sex", "M"), ("kind", "K"))] * 2 + [(("sex", "F"), ("kind", "L"))]


def of(*pairs: tuple[int, int, str, float]) -> Evaluation:
    return measure(TRUTH, GROUPS, [Scored(a, b, band, total, f"R{a}{b}") for a, b, band, total in pairs])


def test_nothing_compared_finds_nothing_and_has_no_precision() -> None:
    whole = of().whole
    assert (whole.links, whole.compared, whole.found) == (4, 0, 0)
    assert whole.precision is None
    assert whole.f1 is None
    assert (whole.recall, whole.recall_with_possible, whole.candidate_recall) == (0.0, 0.0, 0.0)


def test_nobody_is_recorded_twice_so_there_is_no_recall() -> None:
    whole = measure(["ann", "bob"], GROUPS[:2], []).whole
    assert whole.links == 0
    assert whole.recall is None


def test_a_false_link_is_told_with_what_hangs_on_it() -> None:
    found = of((0, 1, "SAME", 20.0), (1, 5, "SAME", 12.0))
    assert (found.whole.linked, found.whole.false_linked) == (1, 1)
    assert (found.whole.joined, found.whole.false_joined) == (1, 2)  # 0 with 5 too
    assert found.whole.link_precision == 1 / 2
    assert found.whole.precision == 1 / 3
    assert [(one.left, one.right) for one in found.false] == [(1, 5)]


def test_without_a_false_link_precision_is_one() -> None:
    found = of((0, 1, "SAME", 20.0), (3, 4, "SAME", 12.0))
    assert found.whole.precision == 1.0
    assert found.whole.recall == 2 / 4
    assert found.whole.f1 == pytest.approx(2 / 3)
    assert found.false == []


def test_a_possible_link_is_found_and_never_joined() -> None:
    whole = of((0, 1, "POSSIBLE", 5.0), (1, 2, "POSSIBLE", 5.0), (2, 5, "POSSIBLE", 5.0)).whole
    assert (whole.joined, whole.found, whole.false_joined, whole.false_possible) == (0, 2, 0, 1)
    assert whole.recall == 0.0
    assert whole.recall_with_possible == 2 / 4


def test_what_two_links_join_needs_no_link_of_its_own() -> None:
    whole = of((0, 1, "SAME", 20.0), (1, 2, "SAME", 20.0), (0, 2, "DIFFERENT", -3.0)).whole
    assert (whole.linked, whole.joined, whole.found) == (2, 3, 3)


def test_a_missed_link_is_told_with_the_rule_or_that_it_was_not_compared() -> None:
    found = of((0, 1, "DIFFERENT", -2.0), (0, 2, "POSSIBLE", 3.0), (1, 2, "SAME", 30.0))
    assert [(pair, scored and scored.rule) for pair, scored in found.missed] == [((0, 1), "R01"), ((3, 4), None)]
    assert found.missed_by == {"R01": 1, "NOT_COMPARED": 1}
    assert found.whole.candidate_recall == 3 / 4


def test_a_link_counts_in_the_groups_of_its_person_and_a_false_one_in_those_of_both() -> None:
    found = of((0, 1, "SAME", 20.0), (2, 5, "SAME", 9.0), (3, 5, "POSSIBLE", 1.0))
    sex, kind = found.groups["sex"], found.groups["kind"]
    assert (sex["F"].links, sex["M"].links) == (3, 1)
    assert (sex["F"].false_linked, sex["M"].false_linked) == (1, 0)
    assert (sex["F"].false_possible, sex["M"].false_possible) == (1, 1)
    assert (kind["K"].false_linked, kind["L"].false_linked) == (1, 1)
    assert (kind["L"].links, kind["L"].recall, kind["L"].precision) == (0, None, 0.0)
    assert found.whole.false_linked == 1


def test_the_curve_falls_in_precision_as_the_threshold_falls() -> None:
    found = of((0, 1, "SAME", 20.2), (1, 2, "POSSIBLE", 8.0), (2, 5, "POSSIBLE", 8.4), (3, 4, "DIFFERENT", -999.0))
    assert found.curve == (
        Point(20.0, 1.0, 1 / 4, pytest.approx(0.4)),  # type: ignore[arg-type]
        Point(8.0, 2 / 3, 2 / 4, pytest.approx(4 / 7)),  # type: ignore[arg-type]
        Point(-40.0, 3 / 4, 3 / 4, 3 / 4),
    )


def test_clusters_leave_out_who_stands_alone() -> None:
    assert clusters(6, [(4, 2), (2, 0), (5, 5)]) == [[0, 2, 4]]
    assert clusters(3, []) == []


BANDS = st.sampled_from(["SAME", "POSSIBLE", "DIFFERENT"])


@given(st.lists(st.sampled_from("abcd"), min_size=2, max_size=8), st.data())
def test_the_counts_are_those_of_sets_of_pairs(truth: list[str], data: st.DataObject) -> None:
    everyone = range(len(truth))
    bands = {pair: data.draw(BANDS) for pair in combinations(everyone, 2) if data.draw(st.booleans())}
    scored = [Scored(a, b, band, data.draw(st.floats(-50, 90))) for (a, b), band in bands.items()]
    whole = measure(truth, [(("who", key),) for key in truth], scored).whole
    true = {(a, b) for a, b in combinations(everyone, 2) if truth[a] == truth[b]}
    reached = {a: _reached(a, {pair for pair, band in bands.items() if band == "SAME"}) for a in everyone}
    joined = {(a, b) for a, b in combinations(everyone, 2) if b in reached[a]}
    possible = {pair for pair, band in bands.items() if band == "POSSIBLE"}
    assert whole == Counts(
        links=len(true),
        compared=len(true & set(bands)),
        linked=sum(bands.get(pair) == "SAME" for pair in true),
        joined=len(true & joined),
        found=len(true & (joined | possible)),
        false_linked=sum(band == "SAME" and pair not in true for pair, band in bands.items()),
        false_joined=len(joined - true),
        false_possible=len(possible - true),
    )


def _reached(start: int, links: set[tuple[int, int]]) -> set[int]:
    found, edge = {start}, [start]
    while edge:
        here = edge.pop()
        beside = {b if a == here else a for a, b in links if here in (a, b)} - found
        found |= beside
        edge.extend(beside)
    return found


def test_the_report_is_json() -> None:
    told = json.loads(json.dumps(of((0, 1, "SAME", 20.0), (2, 5, "SAME", 9.0)).as_json()))
    assert told["whole"]["false_linked"] == 1
    assert told["whole"]["link_precision"] == 0.5
    assert told["groups"]["sex"]["M"]["recall"] == 0.0
    assert [point["threshold"] for point in told["curve"]] == [20.0, 9.0]


def test_the_picture_is_the_same_each_time_and_names_its_axes(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    found = of((0, 1, "SAME", 20.0), (2, 5, "SAME", 9.0), (3, 4, "POSSIBLE", 2.0))
    for name in ("one.svg", "two.svg"):
        draw(found.curve, found.whole, tmp_path / name)
    picture = (tmp_path / "one.svg").read_text()
    assert picture == (tmp_path / "two.svg").read_text()
    assert "<dc:date>" not in picture
    for words in ("least weight of a link (log2 of the odds)", "false links in 10,000 links"):
        assert f"<!-- {words} -->" in picture


def test_a_picture_of_no_pairs_at_all_is_drawn_too(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    draw((), Counts(), tmp_path / "none.svg")
    assert (tmp_path / "none.svg").read_text().startswith("<?xml")
