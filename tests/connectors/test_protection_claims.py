"""What a report of Child Protection claims: the report, who is on it in which part, its papers, what is doubtful."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.sources.protection import CHILD_PROTECTION
from graph.claims import Claims
from graph.times import OPEN
from tests.connectors import Row, identify, lines, rows
from tests.connectors.taking import RECEIVED, claimed, edges, ends, hold_together, nodes, shuffled

FULL = rows("protection")[2]
ODD = lines("protection_odd")


def report(**sections: Any) -> Row:
    return {"report": {"report_number": "CP-1", "version": 1, "received_on": "2026-04-05"}} | sections


def of(row: bytes | Row, **options: Any) -> Claims:
    return claimed(CHILD_PROTECTION, row, **options)


def said(row: bytes | Row) -> dict[str, Any]:
    (node,) = nodes(of(row), "ProtectionReport")
    return dict(node.values)


def test_the_fullest_report_claims_so_many_of_each() -> None:
    claims = of(FULL)
    assert Counter(node.label for node in claims.nodes) == {
        "ProtectionReport": 1, "PersonRecord": 7, "Person": 5, "PersonName": 7, "Description": 6, "Address": 1,
        "Consultation": 2, "ProtectionOrder": 1, "ScannedDocument": 2,
    }  # fmt: skip
    assert Counter(edge.relationship for edge in claims.edges) == {
        "CHILD_REPORTED_IN": 1, "RESPONSIBLE_IN": 1, "ADULT_VICTIM_IN": 1, "HOUSEHOLD_IN": 3, "OTHER_CHILD_IN": 1,
        "CONSULTED": 2, "UNDER_ORDER": 1, "HOLDS_PAPER": 2, "KNOWN_AS": 7, "NAMED": 7, "DESCRIBED_AS": 7, "LIVES_AT": 1,
    }  # fmt: skip
    hold_together(claims, "child_protection")


def test_a_report_says_what_child_protection_said() -> None:
    found = said(FULL)
    assert (found["harm"], found["harm_substantiated"]) == (["PHYSICAL", "EMOTIONAL"], ["EMOTIONAL"])
    assert (found["received_on"], found["classified_on"], found["outcome_on"]) == (
        "2026-04-05",
        "2026-04-07",
        "2026-05-19",
    )
    assert (found["classification"], found["outcome"]) == ("PIR", "SUBSTANTIATED")
    assert (found["investigated"], found["open_now"]) == (True, True)
    assert (found["reporter_name"], found["reporter_role"]) == ("Noor Elsayed", "Teacher")
    assert found["concerns"] == "Heard shouting,\nthen a door breaking."
    assert (found["received_at"], found["doubts"]) == (RECEIVED, [])


def test_what_is_not_stated_is_left_out_and_an_empty_list_was_stated() -> None:
    least, empty = said(rows("protection")[0]), said(rows("protection")[1])
    assert {"harm", "investigated", "open_now", "reporter_name"}.isdisjoint(least)
    assert (empty["harm"], empty["open_now"]) == ([], True)


@pytest.mark.parametrize(("index", "day", "from_when"), [
    (0, "2026-04-05", "2026-04-04T13:00:00Z"),  # midnight in Melbourne, of the night when clocks are put back
    (1, "2025-10-05", "2025-10-04T14:30:00Z"),  # half past midnight of the night when they are put forward
    (2, "2026-04-05", "2026-04-04T15:30:00Z"),
])  # fmt: skip
def test_the_day_of_receipt_is_that_of_victoria_and_its_records_hold_from_then(
    index: int, day: str, from_when: str
) -> None:
    row = rows("protection")[index]
    assert said(row)["received_on"] == day
    assert {record.values["valid_from"] for record in nodes(of(row), "PersonRecord")} == {from_when}


def test_each_is_on_the_report_in_the_part_that_the_row_gives() -> None:
    claims = of(FULL)
    parts = {name: ends(claims, name, "given_names", "report_number") for name in (
        "CHILD_REPORTED_IN", "RESPONSIBLE_IN", "ADULT_VICTIM_IN", "HOUSEHOLD_IN", "OTHER_CHILD_IN",
    )}  # fmt: skip
    assert {name: [who for who, _ in found] for name, found in parts.items()} == {
        "CHILD_REPORTED_IN": ["Ida"], "RESPONSIBLE_IN": ["Marek"], "ADULT_VICTIM_IN": ["Sofia"],
        "HOUSEHOLD_IN": ["Berta", "Marek", "Sofia"], "OTHER_CHILD_IN": ["Nico"],
    }  # fmt: skip
    standings = Counter(record.values["standing"] for record in nodes(claims, "PersonRecord"))
    assert standings == {"CHILD": 2, "ALLEGED": 1, "VICTIM": 1, "LINKED": 3}
    assert ends(claims, "HOUSEHOLD_IN", "relation_to_child", "report_number")[0][0] == "GRANDPARENT"


def test_who_is_in_two_lists_is_one_person_by_the_number() -> None:
    persons = Counter(edge.start_id for edge in edges(of(FULL), "KNOWN_AS"))
    assert persons[identify("person", "child_protection", "CRIS-8001")] == 2
    assert persons[identify("person", "child_protection", "CRIS-8002")] == 2


def test_a_number_of_an_adult_harmed_and_of_one_responsible_is_flagged_and_joins_nobody() -> None:
    claims = of(ODD[1])
    assert said(ODD[1])["doubts"] == ["VICTIM_AND_RESPONSIBLE"]
    (responsible,) = [n for n in nodes(claims, "PersonRecord") if n.values.get("person_number") == "77"]
    assert responsible.values["standing"] == "ALLEGED"
    persons = Counter(edge.start_id for edge in edges(claims, "KNOWN_AS"))
    assert persons[identify("person", "child_protection", "77")] == 1
    assert set(persons.values()) == {1}


def test_every_contradiction_of_a_report_is_stored_and_flagged() -> None:
    found = said(ODD[0])
    assert found["doubts"] == [
        "RECEIPT_DAYS_DIFFER", "CLASSIFIED_BEFORE_RECEIVED", "IMPOSSIBLE_STEP", "SUBSTANTIATION_DENIED",
        "CHILD_OLDER_THAN_PARENT", "ENDS_BEFORE_START", "LOW_RESOLUTION",
    ]  # fmt: skip
    assert (found["received_on"], found["classified_on"], found["outcome_on"]) == (
        "2026-04-05",
        "2026-04-04",
        "2026-04-03",
    )
    assert found["harm"] == ["PHYSICAL", "NEGLECT"]
    (paper,) = nodes(of(ODD[0]), "ScannedDocument")
    assert paper.values["dpi"] == 199


@pytest.mark.parametrize(("_case", "child", "relative", "older"), [
    ("a day older", {"birth_date": "1990-04-30"}, {"birth_date": "1990-05-01", "relation_to_child": "PARENT"}, True),
    ("of one day", {"birth_date": "1990-05-01"}, {"birth_date": "1990-05-01", "relation_to_child": "PARENT"}, False),
    ("by years", {"birth_year": 1989}, {"birth_year": 1990, "relation_to_child": "PARENT"}, True),
    ("of one year", {"birth_year": 1990}, {"birth_date": "1990-12-31", "relation_to_child": "PARENT"}, False),
    ("by ages", {"age_stated": 13}, {"age_stated": 12, "relation_to_child": "PARENT"}, True),
    ("than a step-parent", {"birth_year": 1989}, {"birth_year": 1990, "relation_to_child": "STEP_PARENT"}, False),
    ("than a sibling", {"birth_year": 1989}, {"birth_year": 1990, "relation_to_child": "SIBLING"}, False),
    ("of whom nothing is said", {}, {"birth_year": 1990, "relation_to_child": "PARENT"}, False),
])  # fmt: skip
def test_a_child_is_doubtful_when_it_is_older_than_a_parent_of_the_household(
    _case: str, child: Row, relative: Row, older: bool
) -> None:
    flagged = said(report(child=child, household=[relative]))["doubts"]
    assert flagged == (["CHILD_OLDER_THAN_PARENT"] if older else [])


def test_a_parent_who_does_not_live_with_the_child_is_not_compared() -> None:
    parent = {"birth_year": 1990, "relation_to_child": "PARENT"}
    assert said(report(child={"birth_year": 1989}, responsible=[parent]))["doubts"] == []


def test_a_paper_is_its_hash_and_where_it_lies() -> None:
    papers = sorted((node.values for node in nodes(of(FULL), "ScannedDocument")), key=lambda values: values["kind"])
    assert papers == [
        {"kind": "FAMILY_VIOLENCE_REPORT", "sha256": "0123456789abcdef" * 4, "dpi": 200, "pointer": "cris:paper/77120",
         "scanned_on": "2026-04-06"},
        {"kind": "LETTER", "sha256": "f" * 64, "dpi": 72},
    ]  # fmt: skip


def test_an_empty_part_is_no_node_and_people_of_whom_nothing_is_said_stay_two() -> None:
    claims = of(ODD[1])
    assert nodes(claims, "Consultation") == []
    assert len({edge.start_id for edge in edges(claims, "OTHER_CHILD_IN")}) == 2


@pytest.mark.parametrize("line", [*lines("protection"), *ODD[:2]])
def test_every_report_that_is_taken_holds_together(line: bytes) -> None:
    hold_together(of(line), "child_protection")


def test_versions_have_their_own_nodes_under_one_lineage() -> None:
    first, second = (of(FULL | {"report": FULL["report"] | {"version": version}}) for version in (2, 3))
    for label in ("ProtectionReport", "PersonRecord"):
        before, after = (nodes(claims, label) for claims in (first, second))
        assert [n.values["lineage"] for n in before] == [n.values["lineage"] for n in after]
        assert {n.id for n in before}.isdisjoint(n.id for n in after)


def test_a_version_that_comes_late_ends_as_it_begins() -> None:
    assert said(FULL)["recorded_to"] == OPEN
    late = of(FULL, superseded=True)
    assert {n.values["recorded_to"] for n in late.nodes if "recorded_to" in n.values} == {RECEIVED}


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_in_whatever_order_a_report_lists_things_it_claims_the_same(draw: random.Random) -> None:
    for row in (FULL, rows("protection_odd")[0], rows("protection_odd")[1]):
        turned, claims = of(shuffled(row, draw)), of(row)
        assert {node.id: node for node in turned.nodes} == {node.id: node for node in claims.nodes}
        assert sorted(turned.edges, key=repr) == sorted(claims.edges, key=repr)
