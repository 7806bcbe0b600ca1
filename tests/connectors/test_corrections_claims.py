"""What a file of Corrections Victoria claims: stays, orders, whom not to contact, and what is doubtful of them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.sources.corrections import CORRECTIONS
from graph.claims import Claims
from graph.times import OPEN
from tests.connectors import Row, identify, lines, rows
from tests.connectors.taking import RECEIVED, claimed, edges, ends, hold_together, nodes, shuffled

FULL = rows("corrections")[2]
ODD = lines("corrections_odd")
AS_AT = "2026-06-30T09:00:00+10:00"


def file(version: int = 1, **sections: Any) -> Row:
    return {"file": {"version": version, "as_at": AS_AT}, "person": {"person_number": "CRN-1"}} | sections


def of(row: bytes | Row, **options: Any) -> Claims:
    return claimed(CORRECTIONS, row, **options)


def doubts(row: bytes | Row, label: str = "CustodyEpisode", number: str = "episode_number") -> dict[str, list[str]]:
    return {node.values[number]: node.values["doubts"] for node in nodes(of(row), label)}


def test_the_fullest_file_claims_so_many_of_each() -> None:
    claims = of(FULL)
    assert Counter(node.label for node in claims.nodes) == {
        "CustodyEpisode": 2, "Movement": 2, "Supervision": 1, "Programme": 2, "Person": 4, "PersonRecord": 4,
        "PersonName": 5, "Description": 4, "Address": 1, "Contact": 1,
    }  # fmt: skip
    assert Counter(edge.relationship for edge in claims.edges) == {
        "HELD_IN": 2, "SUPERVISED_IN": 1, "NO_CONTACT_WITH": 5, "MOVED_BY": 2, "ATTENDS": 2, "KNOWN_AS": 4,
        "NAMED": 5, "DESCRIBED_AS": 4, "LIVES_AT": 1, "REACHED_AT": 1,
    }  # fmt: skip
    hold_together(claims, "corrections")


def test_release_dates_come_by_this_source_as_they_were_sent() -> None:
    second = next(n.values for n in nodes(of(FULL), "CustodyEpisode") if n.values["episode_number"] == "E-2")
    assert (second["from_at"], second["released_at"]) == ("2024-11-04T02:15:40Z", "2026-05-19T23:30:00Z")
    assert (second["release_expected_on"], second["parole_eligible_on"]) == ("2026-11-03", "2026-05-04")
    assert (second["kind"], second["release_kind"], second["prison"]) == ("SENTENCED", "PAROLE", "Loddon Prison")
    assert (second["in_custody"], second["doubts"]) == (False, [])


def test_stays_that_touch_within_a_minute_are_no_contradiction() -> None:
    assert doubts(FULL) == {"E-1": [], "E-2": []}


def test_what_contradicts_itself_is_stored_and_flagged() -> None:
    assert doubts(ODD[0]) == {"1": ["CUSTODY_OVERLAPS"], "2": ["CUSTODY_OVERLAPS", "RELEASED_AFTER_FILE"]}
    assert doubts(ODD[1]) == {"1": ["RELEASED_BEFORE_HELD"], "2": []}
    orders = doubts(ODD[1], "Supervision", "supervision_number")
    assert orders == {"1": ["ENDS_BEFORE_START"], "2": ["ENDS_BEFORE_START"]}
    early = next(n for n in nodes(of(ODD[1]), "CustodyEpisode") if n.values["episode_number"] == "1")
    assert (early.values["from_at"], early.values["released_at"]) == ("2026-03-01T00:00:00Z", "2026-02-28T23:59:59Z")


@pytest.mark.parametrize("line", [*lines("corrections"), *ODD[:2]])
def test_every_file_that_is_taken_holds_together(line: bytes) -> None:
    hold_together(of(line), "corrections")


@pytest.mark.parametrize(("said", "held"), [
    ({"from_at": AS_AT}, True),
    ({"from_at": "2026-06-30T09:00:01+10:00"}, False),
    ({"from_at": "2026-06-01T09:00:00+10:00", "released_at": AS_AT}, False),
    ({}, None),
])  # fmt: skip
def test_somebody_is_in_custody_when_the_stay_has_begun_and_has_no_release(said: Row, held: bool | None) -> None:
    (stay,) = nodes(of(file(episodes=[{"number": "1", **said}])), "CustodyEpisode")
    assert stay.values.get("in_custody") is held


def test_a_prison_is_nobody_s_address() -> None:
    addresses = nodes(of(FULL), "Address")
    assert [address.values["line"] for address in addresses] == ["4 Spoonbill Street"]
    assert {edge.start_label for edge in edges(of(FULL), "LIVES_AT")} == {"PersonRecord"}


def test_whom_the_person_may_not_contact_is_a_victim_by_the_stays_and_orders_that_are_named() -> None:
    assert ends(of(FULL), "NO_CONTACT_WITH", "birth_year", "episode_number") == [
        (1961, "E-1"), (1990, ""), (1990, "E-1"), (1990, "E-2"), (2019, ""),
    ]  # fmt: skip
    assert ends(of(FULL), "NO_CONTACT_WITH", "birth_year", "supervision_number") == [
        (1961, ""), (1990, ""), (1990, ""), (1990, "S-1"), (2019, "S-1"),
    ]  # fmt: skip
    owns = {record.values["own"] for record in nodes(of(FULL), "PersonRecord")}
    assert owns == {"corrections_victoria ALLEGED", "corrections_victoria VICTIM"}


@pytest.mark.parametrize(("named", "stays", "orders"), [
    ({}, 2, 1),
    ({"episodes": [], "supervisions": None}, 2, 1),
    ({"episodes": ["1"]}, 1, 0),
    ({"supervisions": ["1"]}, 0, 1),
    ({"episodes": ["2", "1", "2"], "supervisions": ["1"]}, 2, 1),
])  # fmt: skip
def test_a_list_that_names_neither_holds_for_all(named: Row, stays: int, orders: int) -> None:
    row = file(episodes=[{"number": "1"}, {"number": "2"}], supervisions=[{"number": "1"}],
               no_contact=[{"family_name": "Lorikeet", **named}])  # fmt: skip
    found = Counter(edge.end_label for edge in edges(of(row), "NO_CONTACT_WITH"))
    assert (found["CustodyEpisode"], found["Supervision"]) == (stays, orders)


def test_the_number_of_the_person_makes_one_person_of_two_files() -> None:
    mine = identify("person", "corrections_victoria", "CRN-771002")
    own = file(person={"person_number": "CRN-771002"})
    assert mine in {node.id for node in nodes(of(FULL), "Person")} & {node.id for node in nodes(of(own), "Person")}


def test_versions_have_their_own_nodes_under_one_lineage() -> None:
    first, second = (of(FULL | {"file": FULL["file"] | {"version": version}}) for version in (3, 4))
    for label in ("CustodyEpisode", "Supervision", "PersonRecord"):
        before, after = (nodes(claims, label) for claims in (first, second))
        assert [n.values["lineage"] for n in before] == [n.values["lineage"] for n in after]
        assert {n.id for n in before}.isdisjoint(n.id for n in after)


def test_a_new_entry_of_a_list_leaves_the_others_what_they_were() -> None:
    before = file(no_contact=[{"family_name": "Lorikeet"}, {"family_name": "Rail"}])
    after = file(2, no_contact=[{"family_name": "Avocet"}, *before["no_contact"]])
    lineages = [
        {n.values["family_name"]: n.values["lineage"] for n in nodes(of(row), "PersonRecord") if "family_name" in
         n.values} for row in (before, after)
    ]  # fmt: skip
    assert lineages[0].items() < lineages[1].items()
    assert len(set(lineages[1].values())) == 3


def test_a_version_that_comes_late_ends_as_it_begins() -> None:
    late = of(FULL, superseded=True)
    ended = {n.values["recorded_to"] for n in late.nodes if "recorded_to" in n.values}
    assert (ended, {n.values["recorded_to"] for n in nodes(of(FULL), "Supervision")}) == ({RECEIVED}, {OPEN})


def test_of_two_who_are_alike_it_does_not_matter_which_is_listed_first() -> None:
    alike = [{"family_name": "Lorikeet", "contacts": [{"value": value}]} for value in ("0491 570 006", "0491 570 156")]
    one, turned = (of(file(no_contact=listed)) for listed in (alike, alike[::-1]))
    assert {node.id: node for node in turned.nodes} == {node.id: node for node in one.nodes}
    assert len(nodes(one, "Contact")) == 2


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_in_whatever_order_a_file_lists_things_it_claims_the_same(draw: random.Random) -> None:
    for row in (FULL, rows("corrections_odd")[0], rows("corrections_odd")[1]):
        turned, claims = of(shuffled(row, draw)), of(row)
        assert {node.id: node for node in turned.nodes} == {node.id: node for node in claims.nodes}
        assert sorted(turned.edges, key=repr) == sorted(claims.edges, key=repr)


MINUTES = st.integers(0, 30)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(MINUTES, st.none() | MINUTES), max_size=5))
def test_an_overlap_is_flagged_when_two_stays_hold_in_one_minute(spans: list[tuple[int, int | None]]) -> None:
    zero = datetime(2026, 4, 4, 15, 30, tzinfo=UTC)  # half past two of the night when clocks are put back
    told = [(zero + timedelta(minutes=m)).isoformat() for m in range(31)]
    episodes = [
        {"number": f"E{index}", "from_at": told[start], "released_at": None if end is None else told[end]}
        for index, (start, end) in enumerate(spans)
    ]
    held = [set(range(start, 31 if end is None else end)) for start, end in spans]
    flagged = doubts(file(episodes=episodes))
    for index in range(len(spans)):
        together = any(held[index] & other for place, other in enumerate(held) if place != index)
        assert ("CUSTODY_OVERLAPS" in flagged[f"E{index}"]) is together
