"""The shortest ways between two people: examples by hand, and every small graph against a search of all walks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.decisions.associates import NOT_TOLD, Paths, PersonMet, Row
from schema.decisions.ways import MOST_PATHS, Reached, paths

PEOPLE = "abcdefg"
Link = tuple[str, str, str]  # one, another, the report that both stand in


def rows(links: Iterable[Link]) -> list[Row]:
    """As the graph tells them: from each side."""
    return [
        row
        for one, other, id in links
        for row in ((one, "Incident", id, "RESPONDENT_IN", "AFFECTED_IN", other),
                    (other, "Incident", id, "AFFECTED_IN", "RESPONDENT_IN", one))
    ]  # fmt: skip


def told(id: str) -> PersonMet:
    return PersonMet(f"id of {id}", (), (), (), ())


def found(links: Iterable[Link], start: str, end: str, most: int = 4, more: bool = False) -> Paths:
    ids = {person: f"id of {person}" for person in PEOPLE}
    return paths(start, end, Reached(rows(links), ids, told, most, more))


def people(answer: Paths) -> list[str]:
    return ["".join(person.id[-1] for person in way.people) for way in answer.paths]


def walked(links: Iterable[Link], start: str, end: str, most: int) -> list[str]:
    """Every order of every choice of people, tried out."""
    beside = {frozenset(link[:2]) for link in links}

    def tried() -> Iterator[str]:
        others = [person for person in PEOPLE if person not in (start, end)]
        for length in range(most):
            yield from (f"{start}{''.join(between)}{end}" for between in permutations(others, length))

    every = [start] if start == end else [w for w in tried() if all(frozenset(step) in beside for step in pairwise(w))]
    shortest = min(map(len, every), default=0)
    return [way for way in every if len(way) == shortest]


graphs = st.sets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda p: p[0] < p[1]))


@given(graphs, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(0, 4))
def test_the_ways_found_are_all_the_shortest_that_there_are(
    pairs: set[tuple[str, str]], start: str, end: str, most: int
) -> None:
    links = [(one, other, f"{one}{other}") for one, other in sorted(pairs)]
    answer = found(links, start, end, most)
    expected = walked(links, start, end, most)
    assert set(people(answer)) <= set(expected)
    assert len(answer.paths) == len(set(people(answer))) == min(len(expected), MOST_PATHS)
    assert answer.more is (len(expected) > MOST_PATHS)
    assert answer.hops == (len(expected[0]) - 1 if expected else None)
    assert [[r.id for step in way.steps for r in step.records] for way in answer.paths] == [
        ["".join(sorted(step)) for step in pairwise(way)] for way in people(answer)]  # fmt: skip


@given(graphs, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_says_nothing(pairs: set[tuple[str, str]], draw: object) -> None:
    links = [(one, other, f"{one}{other}") for one, other in sorted(pairs)]
    shuffled = list(links)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found(links, "a", "g") == found(shuffled, "a", "g")


def test_a_way_is_told_from_the_first_to_the_last_with_the_records_of_each_step() -> None:
    answer = found([("a", "b", "i1"), ("a", "b", "i2"), ("c", "b", "i3")], "a", "c")
    (way,) = answer.paths
    assert way.people == (told("a"), told("b"), told("c"))
    assert [[(r.id, r.part, r.other_part) for r in step.records] for step in way.steps] == [
        [("i1", "RESPONDENT_IN", "AFFECTED_IN"), ("i2", "RESPONDENT_IN", "AFFECTED_IN")],
        [("i3", "AFFECTED_IN", "RESPONDENT_IN")],
    ]
    assert way.said == "By 2 police reports, then by 1 police report."
    assert (answer.hops, answer.more, answer.said) == (2, False, "1 way of 2 steps.")


def test_a_way_over_the_bound_is_not_found_and_not_said_to_be_none() -> None:
    links = [(one, other, f"{one}{other}") for one, other in pairwise("abcde")]
    assert people(found(links, "a", "e", 4)) == ["abcde"]
    beyond = found(links, "a", "e", 3)
    assert (beyond.hops, beyond.paths) == (None, ())
    assert beyond.said == f"No way of up to 3 steps is shown. {NOT_TOLD}"


def test_where_a_record_is_not_shown_the_way_is_longer_or_none() -> None:
    links = [("a", "c", "i1"), ("a", "b", "i2"), ("b", "c", "i3")]
    assert (people(found(links, "a", "c")), found(links, "a", "c").hops) == (["ac"], 1)
    assert (people(found(links[1:], "a", "c")), found(links[1:], "a", "c").hops) == (["abc"], 2)
    assert people(found(links[2:], "a", "c")) == []


@pytest.mark.parametrize("most", [0, 4])
def test_somebody_is_no_step_away_from_himself(most: int) -> None:
    answer = found([("a", "b", "i1")], "a", "a", most)
    assert (answer.hops, people(answer), answer.said) == (0, ["a"], "1 way of 0 steps.")
    assert (answer.paths[0].steps, answer.paths[0].said) == ((), "One and the same person.")


def test_of_many_ways_alike_the_first_by_the_ids_told_are_shown_and_that_there_are_more() -> None:
    """Eleven people between two; which is first rests on the ids that an asker sees, not on the graph's own."""
    between = "bcdefghijkl"
    links = [link for one in between for link in (("a", one, f"a{one}"), (one, "z", f"{one}z"))]
    ids = {"a": "0", "z": "1"} | {person: f"{99 - place}" for place, person in enumerate(between)}
    asked: list[str] = []

    def seen(person: str) -> PersonMet:
        asked.append(person)
        return told(person)

    answer = paths("a", "z", Reached(rows(links), ids, seen, 4, False))
    assert [way[1] for way in people(answer)] == list("lkjihgfedc")
    assert (answer.more, answer.said) == (True, "10 ways of 2 steps.")
    assert "b" not in asked  # nobody is looked at of whom nothing is told


def test_that_not_everybody_was_followed_is_said() -> None:
    assert found([("a", "b", "i1")], "a", "b", more=True).more is True
    assert found([("a", "b", "i1")], "a", "g", more=True).more is True
