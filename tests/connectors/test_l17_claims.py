"""What a report claims: the shape of it, whose it is, and what must never be joined."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from connectors import canonical
from connectors.sources.l17 import L17
from graph.claims import Claims, EdgeClaim, NodeClaim
from graph.times import OPEN
from tests.connectors import Row, identify, partial_rows, rows, taken

RECEIVED = "2026-06-30T00:00:00Z"
SERVICES = {"TOD-BP-FV": "orange_door", "CP-SOUTH": "child_protection"}
VERSIONED = {"Incident", "PersonRecord", "Order", "Referral"}


def claimed(row: Row, **options: Any) -> Claims:
    return L17.claims(taken(row), RECEIVED, identify, services=SERVICES, **options)


def nodes(claims: Claims, label: str) -> list[NodeClaim]:
    return [node for node in claims.nodes if node.label == label]


def edges(claims: Claims, relationship: str) -> list[EdgeClaim]:
    return [edge for edge in claims.edges if edge.relationship == relationship]


def record_in(claims: Claims, relationship: str) -> NodeClaim:
    (edge,) = edges(claims, relationship)
    return next(node for node in claims.nodes if node.id == edge.start_id)


def person_of(claims: Claims, record: NodeClaim) -> str:
    (edge,) = (edge for edge in edges(claims, "KNOWN_AS") if edge.end_id == record.id)
    return edge.start_id


def person_in(row: Row, relationship: str) -> str:
    claims = claimed(row)
    return person_of(claims, record_in(claims, relationship))


def least(portal: str = "L17-1", **sections: Any) -> Row:
    row: Row = {
        "report": {"portal_id": portal, "version": 1},
        "incident": {"occurred_from": "2026-02-03T10:00:00+11:00"},
    }
    for name, section in sections.items():
        row[name] = row.get(name, {}) | section if isinstance(section, dict) else section
    return row


FULL = rows("everything")[0]
NODES = {
    "Incident": 1,
    "Attendance": 1,
    "Address": 4,
    "Person": 5,
    "PersonRecord": 5,
    "PersonName": 8,
    "Contact": 3,
    "Order": 2,
    "Referral": 4,
    "Description": 5,
}
EDGES = {
    "AT_ATTENDANCE": 1,
    "AT": 1,
    "KNOWN_AS": 5,
    "NAMED": 8,
    "REACHED_AT": 3,
    "LIVES_AT": 3,
    "AFFECTED_IN": 1,
    "RESPONDENT_IN": 1,
    "CHILD_IN": 2,
    "OTHER_IN": 1,
    "STATES": 2,
    "RESTRAINED_BY": 2,
    "PROTECTED_BY": 4,
    "ARISES_FROM": 4,
    "REFERRED_IN": 5,
    "DESCRIBED_AS": 5,
}


def test_the_fullest_report_claims_so_many_of_each() -> None:
    claims = claimed(FULL)
    assert Counter(node.label for node in claims.nodes) == NODES
    assert Counter(edge.relationship for edge in claims.edges) == EDGES


def test_an_incident_says_what_police_said_and_computes_nothing() -> None:
    (incident,) = nodes(claimed(FULL), "Incident")
    said = incident.values
    assert said["occurred_from"] == "2026-03-14T09:15:00Z"
    assert (said["risk_scheme"], said["risk_score"], said["risk_band"]) == ("VP_FVR", 9, "HIGH")
    assert said["risk_items"][:2] == ["Q01=NOT_ASKED", "Q02=UNKNOWN"]
    assert len(said["risk_items"]) == 39
    assert (said["injuries"], said["offences"]) == ("MINOR", ["0213", "FVPA_123"])
    assert (said["reporter_name"], said["member_rank"]) == ("Noor Elsayed", "Senior Constable")
    assert (said["relationship"], said["living_together"]) == ("SPOUSE", True)
    assert "separated_on" not in said


def test_a_band_that_contradicts_the_score_is_left_as_police_gave_it() -> None:
    (incident,) = nodes(claimed(least(risk={"score": 15, "band": "LOW"})), "Incident")
    assert (incident.values["risk_score"], incident.values["risk_band"]) == (15, "LOW")


def test_every_versioned_node_says_where_and_when_it_came_from() -> None:
    for node in claimed(FULL).nodes:
        if node.label in VERSIONED:
            assert node.values["document"] == identify("document", "l17", "L17-2026-000104")
            assert node.values["source_id"] == "L17-2026-000104"
            assert (node.values["source"], node.values["version"]) == ("l17", 1)
            assert node.values["received_at"] == node.values["recorded_from"] == RECEIVED
            assert node.values["recorded_to"] == OPEN


def test_a_version_that_comes_late_ends_as_it_begins() -> None:
    late = claimed(FULL, superseded=True)
    ends = {n.values["recorded_to"] for n in late.nodes if n.label in VERSIONED}
    assert ends == {RECEIVED}
    (attendance,) = nodes(late, "Attendance")
    assert "attended_from" not in attendance.values  # it has no versions, so it would overwrite


def test_what_a_record_owns_names_its_custodian_and_its_standing() -> None:
    records = nodes(claimed(FULL), "PersonRecord")
    standings = ["VICTIM", "ALLEGED", "CHILD", "CHILD", "LINKED"]
    assert [record.values["standing"] for record in records] == standings
    owns = [f"victoria_police {standing}" for standing in standings]
    assert [record.values["own"] for record in records] == owns


def test_a_suppressed_address_says_so_in_what_it_owns() -> None:
    owns = [address.values["own"] for address in nodes(claimed(FULL), "Address")]
    assert owns == [
        "victoria_police VICTIM",
        "victoria_police VICTIM",
        "victoria_police VICTIM SUPPRESSED",
        "victoria_police ALLEGED",
    ]


def test_one_address_has_one_key_however_it_is_written() -> None:
    spelt = [
        {"line": "7 Wattlebird Court", "suburb": "Frankston", "postcode": "3199"},
        {"line": "7  WATTLEBIRD-court", "suburb": "frankston ", "postcode": "3199"},
        {"line": "7 Wattlebīrd Court.", "suburb": "Frankston", "postcode": "3199", "state": "VIC"},
    ]
    addresses = nodes(claimed(least(affected={"addresses": spelt})), "Address")
    assert {address.values["key"] for address in addresses} == {
        identify("address", "7 WATTLEBIRD COURT|FRANKSTON|3199")
    }
    assert len({address.id for address in addresses}) == 3


@pytest.mark.parametrize("line", [None, "", "Unknown", "No fixed address", "N/A", "--"])
def test_without_a_street_nobody_shares_an_address(line: str | None) -> None:
    address = {"line": line, "suburb": "Mildura", "postcode": "3500"}
    (node,) = nodes(claimed(least(affected={"addresses": [address]})), "Address")
    assert "key" not in node.values
    assert node.values["suburb"] == "Mildura"


def test_an_empty_contact_or_address_is_no_node() -> None:
    claims = claimed(least(affected={"contacts": [{}], "addresses": [{}]}))
    assert nodes(claims, "Contact") == nodes(claims, "Address") == []


def test_the_police_person_number_makes_one_person_of_two_reports() -> None:
    person = {"person_number": "40012251"}
    first = person_in(least("L17-1", affected=person), "AFFECTED_IN")
    second = person_in(least("L17-2", respondent=person), "RESPONDENT_IN")
    assert first == second == identify("person", "victoria_police", "40012251")


@pytest.mark.parametrize("number", [None, "UNKNOWN", "0000"])
def test_without_a_person_number_the_same_name_stays_two_persons(number: str | None) -> None:
    person = {"person_number": number, "family_name": "Lark", "birth_date": "1990-01-01"}
    first = person_in(least("L17-1", affected=person), "AFFECTED_IN")
    second = person_in(least("L17-2", affected=person), "AFFECTED_IN")
    assert first == identify("person", "l17", "L17-1", "affected", "lark", "", "1990-01-01", "")
    assert first != second
    assert "person_number" not in record_in(claimed(least(affected=person)), "AFFECTED_IN").values


def test_how_a_record_came_to_be_known_as_a_person_is_said() -> None:
    known = edges(claimed(least(affected={"person_number": "40012251"})), "KNOWN_AS")
    assert [edge.values["method"] for edge in known] == ["SOURCE_KEY", "SAME_DOCUMENT"]
    assert {(e.values["from"], e.values["until"]) for e in known} == {(RECEIVED, OPEN)}
    assert {edge.values["decided_by"] for edge in known} == {"rule"}


def test_unknown_attendance_numbers_do_not_make_one_attendance() -> None:
    made = [
        nodes(claimed(least(portal, report={"leap_incident": "UNKNOWN"})), "Attendance")[0]
        for portal in ("L17-1", "L17-2")
    ]
    assert made[0].id != made[1].id
    assert "number" not in made[0].values


def test_an_unknown_number_of_a_report_is_no_number() -> None:
    stated = [
        node.values.get("leap_sub_incident")
        for number in ("N/A", "2600001-1")
        for node in nodes(claimed(least(report={"leap_sub_incident": number})), "Incident")
    ]
    assert stated == [None, "2600001-1"]


def test_mutual_reports_share_their_attendance_and_swap_their_parties() -> None:
    first, second = (claimed(row) for row in rows("mutual"))
    assert nodes(first, "Attendance") == nodes(second, "Attendance")
    affected = person_of(first, record_in(first, "AFFECTED_IN"))
    respondent = person_of(first, record_in(first, "RESPONDENT_IN"))
    assert affected == person_of(second, record_in(second, "RESPONDENT_IN"))
    assert respondent == person_of(second, record_in(second, "AFFECTED_IN"))
    assert nodes(first, "Incident")[0].id != nodes(second, "Incident")[0].id


def test_versions_have_their_own_nodes_under_one_lineage() -> None:
    versions = [claimed(row) for row in rows("amended")]
    incidents = [nodes(claims, "Incident")[0] for claims in versions]
    assert len({incident.id for incident in incidents}) == 3
    assert len({incident.values["lineage"] for incident in incidents}) == 1
    for label in VERSIONED:
        lineages = [{n.values["lineage"] for n in nodes(claims, label)} for claims in versions]
        assert lineages[0] == lineages[1] == lineages[2]


def test_a_corrected_misidentification_swaps_the_parties_and_not_the_persons() -> None:
    first, _, third = (claimed(row) for row in rows("amended"))
    john = person_of(first, record_in(first, "AFFECTED_IN"))
    assert john == person_of(third, record_in(third, "RESPONDENT_IN"))
    assert record_in(third, "AFFECTED_IN").values["given_names"] == "Jane"
    assert record_in(first, "RESPONDENT_IN").values["standing"] == "ALLEGED"
    assert record_in(third, "AFFECTED_IN").values["standing"] == "VICTIM"


def test_an_order_keeps_its_direction_when_the_parties_are_swapped() -> None:
    first, _, third = (claimed(row) for row in rows("amended"))
    restrained = [person_of(c, record_in(c, "RESTRAINED_BY")) for c in (first, third)]
    protected = [person_of(c, record_in(c, "PROTECTED_BY")) for c in (first, third)]
    assert restrained[0] == restrained[1] == identify("person", "victoria_police", "40031101")
    assert protected[0] == protected[1] == identify("person", "victoria_police", "40031102")


def test_an_order_of_an_unknown_direction_restrains_and_protects_nobody() -> None:
    claims = claimed(least(orders=[{"restrained": "BOTH", "number": "A1"}]))
    assert len(nodes(claims, "Order")) == 1
    assert edges(claims, "RESTRAINED_BY") == edges(claims, "PROTECTED_BY") == []


@pytest.mark.parametrize(
    ("said", "served", "in_force"),
    [
        ({"state": "NOTICE_SERVED"}, True, True),
        ({"state": "NOTICE_ISSUED"}, False, False),
        ({"state": "NOTICE_ISSUED", "served_on": "2026-02-02"}, True, True),
        ({"state": "FINAL_SERVED", "ends_on": "2026-02-02"}, True, False),
        ({"state": "FINAL_SERVED", "ends_on": "2026-02-03"}, True, True),
        ({"state": "FINAL_SERVED", "starts_on": "2026-02-04"}, True, False),
        ({"state": "REVOKED", "served_on": "2026-01-01"}, True, False),
        ({"state": "APPLIED", "kind": "APPLICATION"}, False, False),
        ({"state": "ADJOURNED"}, None, None),
        ({}, None, None),
        ({"state": "ODD STATE"}, None, None),
    ],
)
def test_an_order_is_served_and_in_force_only_as_far_as_the_report_says(
    said: Row, served: bool | None, in_force: bool | None
) -> None:
    (order,) = nodes(claimed(least(orders=[{"restrained": "RESPONDENT", **said}])), "Order")
    assert (order.values.get("served"), order.values.get("in_force")) == (served, in_force)


def test_an_order_of_two_reports_is_one_instrument_stated_twice() -> None:
    stated = [{"restrained": "RESPONDENT", "number": "P10440021"}]
    made = [nodes(claimed(least(p, orders=stated)), "Order")[0] for p in ("L17-1", "L17-2")]
    assert made[0].values["instrument"] == made[1].values["instrument"]
    assert made[0].values["lineage"] != made[1].values["lineage"]


def test_orders_without_a_number_are_each_their_own() -> None:
    stated = [{"restrained": "RESPONDENT"}, {"restrained": "RESPONDENT", "number": "UNKNOWN"}]
    orders = nodes(claimed(least(orders=stated)), "Order")
    assert len({order.values["instrument"] for order in orders}) == 2


def test_an_order_stays_the_same_when_the_next_version_lists_it_elsewhere() -> None:
    one, two = ({"restrained": "RESPONDENT", "number": number} for number in ("A1", "B2"))
    before = nodes(claimed(least(orders=[one, two])), "Order")
    after = nodes(claimed(least(orders=[two, one])), "Order")
    assert [o.values["lineage"] for o in before] == [o.values["lineage"] for o in after][::-1]


def test_only_conditions_known_to_affect_housing_are_told_to_housing() -> None:
    stated = {"restrained": "RESPONDENT", "conditions": ["NO_CONTACT", "EXCLUSION", "CURFEW"]}
    (order,) = nodes(claimed(least(orders=[stated])), "Order")
    assert order.values["housing_conditions"] == ["EXCLUSION"]


def test_a_referral_belongs_to_whom_it_is_addressed_to() -> None:
    referrals = nodes(claimed(FULL), "Referral")
    owners = [
        *("orange_door", "unregistered:TOD-BP-MS"),
        *("child_protection", "unregistered:TOD-BP-CF"),
    ]
    assert [referral.values["custodian"] for referral in referrals] == owners
    assert [referral.values["own"] for referral in referrals] == owners
    assert {referral.values["state"] for referral in referrals} == {"OPEN"}


def test_a_referral_without_its_own_time_was_made_by_submitting_the_report() -> None:
    made = {"made": [{"party": "AFFECTED", "service_type": "LEGAL"}]}
    row = least(report={"submitted_at": "2026-02-03T12:00:00+11:00"}, referrals=made)
    (referral,) = nodes(claimed(row), "Referral")
    assert referral.values["referred_at"] == "2026-02-03T01:00:00Z"


def test_a_referral_is_about_its_party_or_its_child_or_every_child() -> None:
    claims = claimed(FULL)
    slots = {record.id: record.values.get("given_names") for record in nodes(claims, "PersonRecord")}
    about = [
        [slots[edge.start_id] for edge in edges(claims, "REFERRED_IN") if edge.end_id == part.id]
        for part in nodes(claims, "Referral")
    ]
    assert about == [["Jasmine Aroha"], ["Dorian"], ["Mika"], ["Mika", "Tui"]]


def test_a_referral_of_an_unknown_party_is_about_nobody() -> None:
    made = {"made": [{"party": "affected", "service_type": "LEGAL"}]}
    claims = claimed(least(referrals=made))
    assert len(nodes(claims, "Referral")) == 1
    assert edges(claims, "REFERRED_IN") == []


@pytest.mark.parametrize(
    ("given_names", "family_name", "expected"),
    [
        ("Jane Marie", "Smith", "J.S."),
        ("māia", "ngāwhā", "M.N."),
        ("A\u0304nahera", "Rangi", "Ā.R."),
        (None, "Suharti", "S."),
        ("Madonnah", None, "M."),
        ("🦋 Maia", "'Okoro", "M.O."),
        ("UNKNOWN", "Lark", "L."),
        ("Unknown", "UNKNOWN", None),
        ("🦋", None, None),
        (None, None, None),
    ],
)
def test_initials_are_given_then_family(given_names: str | None, family_name: str | None, expected: str | None) -> None:
    assert canonical.initials(given_names, family_name) == expected


def test_a_birth_year_is_that_of_the_date_or_the_one_that_was_given() -> None:
    dated = record_in(claimed(least(affected={"birth_date": "1991-06-02"})), "AFFECTED_IN")
    yearly = record_in(claimed(least(affected={"birth_year": 1987})), "AFFECTED_IN")
    assert dated.values["birth_year"] == 1991
    assert yearly.values["birth_year"] == 1987
    assert "birth_date" not in yearly.values


def test_a_person_of_whom_nothing_is_known_is_there_without_a_name() -> None:
    claims = claimed(least())
    assert len(nodes(claims, "PersonRecord")) == 2
    assert nodes(claims, "PersonName") == []


def test_the_record_has_its_own_name_among_its_names() -> None:
    person = {"family_name": "Lark", "aliases": [{"given_names": "Birdie"}, {}]}
    names = [node.values for node in nodes(claimed(least(affected=person)), "PersonName")]
    assert names == [
        {"name_type": "LEGAL", "family_name": "Lark"},
        {"name_type": "ALIAS", "given_names": "Birdie"},
    ]


def storable(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | bool | int)


@settings(max_examples=60, deadline=None)
@given(partial_rows())
def test_claims_are_the_same_each_time_and_hold_together(row: Row) -> None:
    claims = claimed(row)
    assert claims == claimed(row)
    held = {(node.label, node.id) for node in claims.nodes}
    assert len(held) == len(claims.nodes) == len({node.id for node in claims.nodes})
    assert {len(node.id) for node in claims.nodes} == {26}
    for node in claims.nodes:
        assert "id" not in node.values
        assert all(storable(value) for value in node.values.values())
    for edge in claims.edges:
        assert (edge.start_label, edge.start_id) in held
        assert (edge.end_label, edge.end_id) in held
        assert all(storable(value) for value in edge.values.values())
    assert len({(e.relationship, e.start_id, e.end_id) for e in claims.edges}) == len(claims.edges)


@settings(max_examples=30, deadline=None)
@given(partial_rows())
def test_another_version_shares_no_versioned_node(row: Row) -> None:
    first = claimed(row)
    second = claimed(row | {"report": row["report"] | {"version": 2}})
    shared = {node.id for node in first.nodes} & {node.id for node in second.nodes}
    labels = {node.label for node in first.nodes if node.id in shared}
    assert labels - {"Person", "Description"} == {"Attendance"}  # nobody described is another person with each version
