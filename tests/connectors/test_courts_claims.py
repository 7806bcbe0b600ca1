"""What a court's file claims: its orders and their life, where a condition's place hangs, and what is flagged."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from connectors.sources.courts import COURTS
from connectors.sources.reading import Parsed
from graph.claims import Claims, EdgeClaim, NodeClaim
from graph.times import OPEN
from tests.connectors import Row, identify, rows

RECEIVED = "2026-06-30T00:00:00Z"
VERSIONED = {"CourtFile", "Order", "Charge", "PersonRecord"}
FULL = rows("courts_everything")[0]
ODD, CONTRADICTING, LATE = rows("courts_odd")


def claimed(row: Row, received_at: str = RECEIVED, **options: Any) -> Claims:
    parsed = COURTS.read(row)
    assert isinstance(parsed, Parsed), parsed
    return COURTS.claims(parsed.row, received_at, identify, **options)


def file(**more: Any) -> Row:
    least = {"custodian": "magistrates_court", "file_number": "K1", "version": 1, "opened_on": "2026-03-16"}
    return {**least, **more}


def nodes(claims: Claims, label: str) -> list[NodeClaim]:
    return [node for node in claims.nodes if node.label == label]


def edges(claims: Claims, relationship: str) -> list[EdgeClaim]:
    return [edge for edge in claims.edges if edge.relationship == relationship]


def order(received_at: str = RECEIVED, **said: Any) -> dict[str, Any]:
    [node] = nodes(claimed(file(orders=[said]), received_at), "Order")
    return dict(node.values)


def charge(*orders: Row, **said: Any) -> dict[str, Any]:
    [node] = nodes(claimed(file(affected=[{}], orders=list(orders), charges=[said])), "Charge")
    return dict(node.values)


def test_the_fullest_file_claims_so_many_of_each() -> None:
    claims = claimed(FULL)
    assert Counter(node.label for node in claims.nodes) == {
        "CourtFile": 1, "Hearing": 3, "Order": 3, "Condition": 7, "OrderService": 4, "OrderStep": 7, "Charge": 2,
        "Address": 3, "Person": 5, "PersonRecord": 5, "PersonName": 6, "Contact": 1, "Description": 5,
    }  # fmt: skip
    assert Counter(edge.relationship for edge in claims.edges) == {
        "HEARD_AT": 3, "ON_FILE": 3, "CHARGED_ON": 2, "HAS_CONDITION": 7, "WAS_SERVED": 4, "CAME_TO": 7, "AT": 4,
        "RESTRAINED_BY": 3, "PROTECTED_BY": 8, "ACCUSED_IN": 2, "WRONGED_IN": 3, "CONTRAVENES": 1,
        "RESPONDENT_ON_FILE": 1, "AFFECTED_ON_FILE": 1, "CHILD_ON_FILE": 2, "OTHER_ON_FILE": 1,
        "KNOWN_AS": 5, "NAMED": 6, "REACHED_AT": 1, "LIVES_AT": 1, "DESCRIBED_AS": 5,
    }  # fmt: skip


def test_the_file_says_its_court_and_registry_and_when_it_is_heard_next() -> None:
    [node] = nodes(claimed(FULL), "CourtFile")
    assert {name: node.values[name] for name in ("file_number", "kind", "court", "opened_on", "next_hearing_at")} == {
        "file_number": "K10400021", "kind": "BOTH", "court": "Magistrates' Court at Frankston, Frankston",
        "opened_on": "2026-03-16", "next_hearing_at": "2026-06-30T23:30:00Z",
    }  # fmt: skip
    assert (node.values["own"], node.values["custodian"]) == ("magistrates_court", "magistrates_court")


def test_every_versioned_node_says_where_and_when_it_came_from() -> None:
    for superseded, until in ((False, OPEN), (True, RECEIVED)):
        held = [n for n in claimed(FULL, superseded=superseded).nodes if n.label in VERSIONED]
        assert {n.values["recorded_to"] for n in held} == {until}
        assert {(n.values["source"], n.values["custodian"], n.values["version"]) for n in held} == {
            ("courts", "magistrates_court", 3)
        }


def test_two_courts_that_number_alike_hold_two_files_and_know_two_people() -> None:
    of = {court: claimed(file(custodian=court, respondent={"person_number": "7"}))
          for court in ("magistrates_court", "childrens_court")}  # fmt: skip
    for label in ("CourtFile", "PersonRecord", "Person"):
        assert len({nodes(claims, label)[0].id for claims in of.values()}) == 2


def test_versions_have_their_own_nodes_under_one_lineage() -> None:
    first, second = claimed(FULL), claimed({**FULL, "version": 4})
    for label in VERSIONED - {"PersonRecord"}:
        ids = [[node.id for node in nodes(claims, label)] for claims in (first, second)]
        assert set(ids[0]).isdisjoint(ids[1])
        lineages = [[node.values["lineage"] for node in nodes(claims, label)] for claims in (first, second)]
        assert lineages[0] == lineages[1]


def test_an_order_is_told_in_short_and_to_the_minute() -> None:
    final = nodes(claimed(FULL), "Order")[2].values
    assert {name: final[name] for name in ("made_at", "made_on", "served_at", "served_on", "ends_on")} == {
        "made_at": "2026-05-04T01:30:00Z", "made_on": "2026-05-04", "served_at": "2026-05-04T01:45:00Z",
        "served_on": "2026-05-04", "ends_on": "2028-05-03",
    }  # fmt: skip
    assert (final["served"], final["in_force"], final["recognised_nationally"]) == (True, True, True)
    assert final["housing_conditions"] == ["STAY_AWAY_HOME", "EXCLUSION"]
    assert (final["case_number"], final["notice_number"]) == ("K10400021", "N26000031")
    assert "doubts" not in final


def test_days_are_those_of_victoria_whatever_the_offset() -> None:
    said = order(made_at="2026-03-16T20:00:00Z", services=[{"at": "2026-03-17T14:30:00Z", "served": True}])
    assert (said["made_on"], said["served_on"]) == ("2026-03-17", "2026-03-18")


def test_the_notice_and_the_interim_order_are_over_once_what_takes_their_place_is_served() -> None:
    assert [o.values["in_force"] for o in nodes(claimed(FULL), "Order")] == [False, False, True]
    before = claimed(FULL, "2026-05-04T01:40:00Z")  # the final order is made, and handed over five minutes later
    assert [o.values["in_force"] for o in nodes(before, "Order")] == [False, True, False]


@pytest.mark.parametrize(("said", "served", "in_force"), [
    ({"state": "FINAL_MADE"}, False, False),
    ({"state": "FINAL_SERVED"}, True, True),
    ({"state": "ADJOURNED"}, None, None),
    ({"state": "ADJOURNED", "steps": [{"state": "INTERIM_SERVED"}]}, True, True),
    ({"services": [{"served": False}]}, False, False),
    ({"services": [{"served": False}, {"served": True}]}, True, True),
    ({"services": [{}]}, None, None),
    ({"state": "FINAL_SERVED", "ends_on": "2026-06-29"}, True, False),
    ({"state": "FINAL_SERVED", "ends_on": "2026-06-30"}, True, True),
    ({"state": "REVOKED", "ended_at": "2026-06-30T00:00:00Z", "services": [{"served": True}]}, True, False),
    ({"state": "REVOKED", "ended_at": "2026-06-30T00:00:01Z", "services": [{"served": True}]}, True, True),
    ({"kind": "APPLICATION", "state": "APPLIED"}, False, False),
    ({"kind": "FVSN", "steps": [{"state": "NOTICE_SERVED", "at": "2026-06-01T00:00:00Z"}]}, True, None),
])  # fmt: skip
def test_an_order_is_served_and_in_force_only_as_far_as_the_file_says(
    said: Row, served: bool | None, in_force: bool | None
) -> None:
    found = order(**said)
    assert (found.get("served"), found.get("in_force")) == (served, in_force)


def test_it_binds_from_its_first_service_and_ended_with_the_step_that_it_stands_at() -> None:
    services = [{"at": f"2026-03-2{day}T00:00:00Z", "served": day > 1} for day in (3, 2, 1)]
    steps = [{"state": "REVOKED", "at": "2026-04-01T00:00:00Z"}, {"state": "VARIED", "at": "2026-05-01T00:00:00Z"}]
    found = order(state="REVOKED", services=services, steps=steps)
    assert (found["served_at"], found["ended_at"]) == ("2026-03-22T00:00:00Z", "2026-04-01T00:00:00Z")
    assert "ended_at" not in order(state="EXPIRED", steps=[{"state": "EXPIRED", "at": "2026-04-01T00:00:00Z"}])


def test_a_court_s_order_and_the_one_that_police_name_are_one_instrument() -> None:
    assert order(number="K1/2", kind="FINAL")["instrument"] == identify("order", "court", "K1/2")
    assert order(number="N1", kind="FVSN")["instrument"] == identify("order", "police", "N1")


def test_a_place_hangs_on_its_condition_and_on_the_order_and_protects_who_lives_there() -> None:
    claims = claimed(FULL)
    places = {node.id: node.values for node in nodes(claims, "Address")}
    hung: dict[str, list[str]] = {}
    for edge in edges(claims, "AT"):
        hung.setdefault(edge.end_id, []).append(edge.start_label)
    assert {places[id]["line"]: (places[id]["own"], labels) for id, labels in hung.items()} == {
        "Unit 3, 18 Heron Lane": ("magistrates_court VICTIM SUPPRESSED", ["Condition", "Order"]),
        "7 Wattlebird Court": ("magistrates_court VICTIM", ["Condition", "Order"]),
    }
    [lived] = edges(claims, "LIVES_AT")
    assert places[lived.end_id]["key"] in {places[id]["key"] for id in hung}


def test_a_condition_keeps_all_that_it_is_measured_by() -> None:
    conditions = [dict(node.values) for node in nodes(claimed(FULL), "Condition")]
    assert conditions[2] == {
        "kind": "NO_CONTACT", "exceptions": ["FAMILY_LAW_ORDER", "LAWYER"],
        "text": "Save to arrange time with the children by text",
    }  # fmt: skip
    assert conditions[5] == {"kind": "NO_APPROACH", "distance_m": 5, "suspended": True, "until_on": "2026-08-01"}


@pytest.mark.parametrize(("named", "protects"), [
    ({}, ["affected-1", "affected-2"]),
    ({"affected": []}, []),
    ({"affected": [2, 2]}, ["affected-2"]),
    ({"affected": [1], "children": [1]}, ["affected-1", "child-1"]),
    ({"children": [1]}, ["affected-1", "affected-2", "child-1"]),
])  # fmt: skip
def test_an_order_protects_all_affected_unless_it_names_some(named: Row, protects: list[str]) -> None:
    claims = claimed(file(affected=[{}, {}], children=[{}], orders=[named]))
    records = [identify("record version", "courts", "magistrates_court K1", "1", slot) for slot in protects]
    assert [edge.start_id for edge in edges(claims, "PROTECTED_BY")] == records
    [restrained] = edges(claims, "RESTRAINED_BY")
    assert restrained.start_id == identify("record version", "courts", "magistrates_court K1", "1", "respondent")


def test_what_contradicts_itself_is_stored_as_sent_and_flagged() -> None:
    claims = claimed(CONTRADICTING)
    [stated] = nodes(claims, "Order")
    assert stated.values["doubts"] == [
        "SERVED_BEFORE_MADE", "ENDS_BEFORE_START", "SERVICE_DAYS_DIFFER", "CONDITION_WITHOUT_PARAMETER",
        "IMPOSSIBLE_STEP",
    ]  # fmt: skip
    assert stated.values["ends_on"] == "2026-03-01"
    assert [c.values["doubts"] for c in nodes(claims, "Charge")] == [
        ["BREACH_BEFORE_SERVICE", "DECIDED_BEFORE_CHARGED"], ["ORDER_NOT_ON_FILE", "OUTCOME_WITHOUT_DATE"],
    ]  # fmt: skip
    steps = [(node.values["state"], node.values.get("possible")) for node in nodes(claims, "OrderStep")]
    assert steps == [("FINAL_MADE", None), ("EXPIRED", True), ("EXTENDED", False)]


def test_steps_without_times_stand_as_they_were_listed_and_an_unknown_one_is_not_judged() -> None:
    listed = [{"state": s} for s in ("STRUCK_OUT", "INTERIM_SERVED", "ACTIVE", "FINAL_MADE", "FINAL_SERVED")]
    claims = claimed(file(orders=[{"steps": listed}]))
    steps = [(node.values["state"], node.values.get("possible")) for node in nodes(claims, "OrderStep")]
    assert steps == [
        ("STRUCK_OUT", None), ("INTERIM_SERVED", False), ("ACTIVE", None), ("FINAL_MADE", None), ("FINAL_SERVED", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("condition", "doubted"), [
    ({"code": "NO_APPROACH"}, True),
    ({"code": "NO_APPROACH", "distance_m": 0}, False),
    ({"code": "STAY_AWAY_HOME", "distance_m": 100}, True),
    ({"code": "STAY_AWAY_HOME", "place": {}}, True),
    ({"code": "STAY_AWAY_HOME", "place": {"suburb": "Frankston"}}, False),
    ({"code": "OTHER"}, True),
    ({"code": "OTHER", "text": "Must hand over keys"}, False),
    ({"code": "NO_CONTACT"}, False),
    ({"code": "CURFEW"}, False),
    ({}, False),
])  # fmt: skip
def test_a_condition_without_what_it_is_measured_by_is_flagged(condition: Row, doubted: bool) -> None:
    assert order(conditions=[condition]).get("doubts") == (["CONDITION_WITHOUT_PARAMETER"] if doubted else None)


@pytest.mark.parametrize(("said", "pending"), [
    ({"state": "LAID"}, True), ({"state": "BEFORE_COURT"}, True), ({"state": "DECIDED"}, False),
    ({"state": "WITHDRAWN"}, False), ({"state": "STAYED"}, None), ({"state": "DIVERTED"}, None), ({}, None),
    ({"state": "BEFORE_COURT", "outcome": "DISMISSED", "outcome_on": "2026-04-01"}, False),
])  # fmt: skip
def test_a_charge_is_pending_until_it_is_decided(said: Row, pending: bool | None) -> None:
    assert charge(**said).get("charge_pending") is pending


@pytest.mark.parametrize(("bail", "on_bail"), [
    ("ON_BAIL", True), ("NOT_ON_BAIL", False), ("REMAND", False), ("SUMMONS", False), ("MAYBE", None), (None, None),
])  # fmt: skip
def test_he_is_on_bail_when_the_court_says_so(bail: str | None, on_bail: bool | None) -> None:
    assert charge(bail=bail).get("on_bail") is on_bail


@pytest.mark.parametrize(("offence", "division", "violence", "section"), [
    ("0213", "02", True, None), ("A70", "05", True, None), ("CRIMES_34AE", "02", True, None),
    ("B40", "08", False, None), ("FVPA_123", "15", False, "FVPA_123"), ("9999", None, None, None), (None, None, None, None),
])  # fmt: skip
def test_an_offence_is_in_a_division_or_not_known(
    offence: str | None, division: str | None, violence: bool | None, section: str | None
) -> None:
    said = charge(offence=offence)
    assert (said.get("division"), said.get("violence_offence"), said.get("section")) == (division, violence, section)


def test_of_orders_that_share_a_number_the_one_made_by_then_was_contravened() -> None:
    made = [{"number": "K1/1", "kind": kind, "made_at": f"2026-0{month}-01T00:00:00Z"}
            for kind, month in (("INTERIM", 2), ("FINAL", 4))]  # fmt: skip
    for occurred, kind in (("2026-03-01", "INTERIM"), ("2026-05-01", "FINAL"), ("2026-01-01", "INTERIM")):
        contravened = {"order_number": "K1/1", "occurred_at": f"{occurred}T00:00:00Z"}
        claims = claimed(file(orders=made, charges=[contravened]))
        [edge] = edges(claims, "CONTRAVENES")
        [stated] = [node for node in nodes(claims, "Order") if node.id == edge.end_id]
        assert stated.values["order_kind"] == kind


def test_numbers_that_stand_for_none_join_nothing() -> None:
    claims = claimed(LATE)
    assert len({node.values["instrument"] for node in nodes(claims, "Order")}) == 2
    assert not any("order_number" in node.values for node in nodes(claims, "Order"))
    assert "charge_number" not in nodes(claims, "Charge")[0].values


def storable(value: Any) -> bool:
    return all(isinstance(item, str) for item in value) if isinstance(value, list) else isinstance(value, str | int)


@pytest.mark.parametrize("row", [FULL, ODD, CONTRADICTING, LATE], ids=["full", "odd", "contradicting", "late"])
def test_claims_are_the_same_each_time_and_hold_together(row: Row) -> None:
    claims = claimed(row)
    assert claims == claimed(row)
    held = {(node.label, node.id) for node in claims.nodes}
    assert len(held) == len(claims.nodes) == len({node.id for node in claims.nodes})
    assert all(storable(value) for node in claims.nodes for value in node.values.values())
    for edge in claims.edges:
        assert (edge.start_label, edge.start_id) in held
        assert (edge.end_label, edge.end_id) in held
    assert len({(e.relationship, e.start_id, e.end_id) for e in claims.edges}) == len(claims.edges)
