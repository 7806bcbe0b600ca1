"""What the form of a court's file takes and refuses, and what it tells of what it did not expect."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.registry import SOURCES
from connectors.sources.courts import COURTS
from connectors.sources.faults import Fault, News
from connectors.sources.reading import Parsed
from tests.connectors import Row, lines, rows

RECEIVED = "2026-06-30T00:00:00Z"


def file(**more: Any) -> Row:
    """The least that a file must say, and this."""
    least = {"custodian": "childrens_court", "file_number": "C2600001", "version": 1, "opened_on": "2026-03-16"}
    return {**least, **more}


def faults(raw: bytes | Row) -> list[tuple[str, str]]:
    fault = COURTS.read(raw, received_at=RECEIVED)
    assert isinstance(fault, Fault), fault
    return [(found.pointer, found.code) for found in fault.all]


def parsed(raw: bytes | Row) -> Parsed:
    found = COURTS.read(raw, received_at=RECEIVED)
    assert isinstance(found, Parsed), found
    return found


def test_the_courts_are_a_source_of_two_custodians() -> None:
    assert SOURCES["courts"] is COURTS
    assert COURTS.custodians == {"magistrates_court", "childrens_court"}
    assert COURTS.spec()["properties"]["custodian"]["enum"] == ["magistrates_court", "childrens_court"]


def test_the_least_file_is_a_court_a_number_a_version_and_a_day() -> None:
    assert COURTS.key(parsed(file()).row) == ("childrens_court", "C2600001", 1)


def test_the_fullest_file_brings_nothing_unknown() -> None:
    [line] = lines("courts_everything")
    assert parsed(line).unknowns == ()


def test_each_row_that_cannot_be_kept_whole_is_refused_at_its_field() -> None:
    assert [faults(line) for line in lines("courts_refused")] == [
        [("/custodian", "MISSING")],
        [("/custodian", "CODE")],
        [("/file_number", "MISSING")],
        [("/file_number", "PLACEHOLDER_ID")],
        [("/opened_on", "DATE")],
        [("/opened_on", "MISSING")],
        [("/hearings/0/at", "INSTANT_WITHOUT_OFFSET")],
        [("/orders/0/affected/0", "NO_SUCH_PERSON")],
    ]


def test_a_fault_says_the_mend_and_never_the_value() -> None:
    fault = COURTS.read(file(custodian="Zqx9Secret"))
    assert isinstance(fault, Fault)
    assert fault.reason == "must be 'magistrates_court' or 'childrens_court'"


@pytest.mark.parametrize(("sent", "fault"), [
    (file(version=0), ("/version", "NUMBER_RANGE")),
    (file(version="1"), ("/version", "TYPE")),
    (file(orders={}), ("/orders", "TYPE")),
    (file(orders=[{"conditions": [{"distance_m": -1}]}]), ("/orders/0/conditions/0/distance_m", "NUMBER_RANGE")),
    (file(orders=[{"conditions": [{"distance_m": "200"}]}]), ("/orders/0/conditions/0/distance_m", "TYPE")),
    (file(orders=[{"made_at": "2026-03-17"}]), ("/orders/0/made_at", "INSTANT")),
    (file(orders=[{"ends_on": "2026-02-30"}]), ("/orders/0/ends_on", "DATE")),
    (file(orders=[{"children": [1]}]), ("/orders/0/children/0", "NO_SUCH_PERSON")),
    (file(charges=[{"affected": [0]}]), ("/charges/0/affected/0", "NUMBER_RANGE")),
    (file(charges=[{"affected": [1]}]), ("/charges/0/affected/0", "NO_SUCH_PERSON")),
    (file(affected=[{"person_number": "7"}], respondent={"person_number": "7"}),
     ("/affected/0/person_number", "SAME_PERSON")),
    (file(children=[{"person_number": "7"}], respondent={"person_number": "7"}),
     ("/children/0/person_number", "SAME_PERSON")),
    (file(opened_on="2026-07-01"), ("/opened_on", "IN_FUTURE")),
    (file(children=[{"birth_date": "2026-07-01"}]), ("/children/0/birth_date", "IN_FUTURE")),
    (file(others=[{"addresses": [{"valid_from": "2026-02-01", "valid_to": "2026-01-01"}]}]),
     ("/others/0/addresses/0/valid_to", "END_BEFORE_START")),
    (file(orders=[{"conditions": [{"place": {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}}]}]),
     ("/orders/0/conditions/0/place/valid_to", "END_BEFORE_START")),
])  # fmt: skip
def test_what_a_file_cannot_mean_is_refused_at_the_field(sent: Row, fault: tuple[str, str]) -> None:
    assert faults(sent) == [fault]


@pytest.mark.parametrize("number", ["UNKNOWN", "0000", "n/a"])
def test_a_placeholder_on_both_sides_is_nobody(number: str) -> None:
    told = parsed(file(affected=[{"person_number": number}], respondent={"person_number": number})).unknowns
    assert [(u.pointer, u.kind) for u in told] == [
        ("/respondent/person_number", News.PLACEHOLDER),
        ("/affected/0/person_number", News.PLACEHOLDER),
    ]


def test_fields_and_codes_that_nobody_expects_are_taken_and_told() -> None:
    odd, contradicting, late = (parsed(line).unknowns for line in lines("courts_odd"))
    assert [u.pointer for u in odd if u.kind is News.FIELD] == [
        "/respondent/hat_size", "/orders/0/conditions/0/curfew", "/orders/0/colour", "/judge"
    ]  # fmt: skip
    assert [(u.code_list, u.code) for u in odd if u.kind is News.CODE] == [
        ("court_file_kind", "LICENSING"), ("order_kind", "RECOGNISED_DVO"), ("order_state", "ACTIVE"),
        ("order_condition", "CURFEW"), ("condition_exception", "FULL_MOON"), ("service_method", "DRONE"),
        ("order_state", "ACTIVE"), ("order_state", "DORMANT"), ("offence", "9999"), ("charge_state", "PONDERED"),
        ("charge_outcome", "SHRUG"), ("sentence", "STOCKS"), ("bail_state", "MAYBE"),
    ]  # fmt: skip
    assert contradicting == ()
    assert {u.kind for u in late} == {News.PLACEHOLDER}


def test_versions_come_in_any_order() -> None:
    keys = [COURTS.key(parsed(row).row) for row in rows("courts_odd")[1:]]
    assert keys == [("childrens_court", "OD-2", 2), ("childrens_court", "OD-2", 1)]
