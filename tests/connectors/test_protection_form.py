"""What a report of Child Protection may be like: what is taken, what is refused and where."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.registry import SOURCES
from connectors.sources.faults import Fault
from connectors.sources.protection import CHILD_PROTECTION
from connectors.sources.reading import Parsed
from tests.connectors import Row, lines
from tests.connectors.taking import faults, parsed, unknown

ODD = lines("protection_odd")


def report(received: Row | None = None, **sections: Any) -> Row:
    return {"report": {"report_number": "CP-1", "version": 1, **(received or {"received_on": "2026-04-05"})}} | sections


def test_the_source_is_registered_under_its_name_and_speaks_for_child_protection_alone() -> None:
    assert SOURCES["child_protection"] is CHILD_PROTECTION
    assert CHILD_PROTECTION.custodians == {"child_protection"}


@pytest.mark.parametrize("line", lines("protection"))
def test_well_made_reports_bring_nothing_unknown(line: bytes) -> None:
    assert unknown(CHILD_PROTECTION, line) == []


def test_the_least_report_is_a_number_a_version_and_a_day() -> None:
    assert CHILD_PROTECTION.key(parsed(CHILD_PROTECTION, report()).row) == ("child_protection", "CP-1", 1)


@pytest.mark.parametrize(("_case", "line", "told"), [
    ("every contradiction", ODD[0], [
        ("/report/harm/1", "CODE"), ("/report/intake_worker", "FIELD"), ("/child/school_bus", "FIELD"),
        ("/orders/0/kind", "CODE"), ("/documents/0/colour", "FIELD"),
    ]),
    ("one number in both parts", ODD[1], [
        ("/child/person_number", "PLACEHOLDER"), ("/responsible/1/person_number", "PLACEHOLDER"),
        ("/adult_victims/1/person_number", "PLACEHOLDER"),
    ]),
])  # fmt: skip
def test_what_contradicts_itself_is_taken_and_what_is_new_in_it_is_told(
    _case: str, line: bytes, told: list[tuple[str, str]]
) -> None:
    assert unknown(CHILD_PROTECTION, line) == told


@pytest.mark.parametrize(("_case", "line", "found"), [
    ("neither day nor time of receipt", ODD[2], [("/report/received_on", "MISSING")]),
    ("placeholder for the number", ODD[3], [("/report/report_number", "PLACEHOLDER_ID")]),
    ("no number", ODD[4], [("/report/report_number", "MISSING")]),
    ("papers without their hash", ODD[5], [("/documents/0/sha256", "MISSING"), ("/documents/1/sha256", "SHA256")]),
    ("no offset, no day of the calendar", ODD[6],
     [("/report/received_at", "INSTANT_WITHOUT_OFFSET"), ("/report/classified_on", "DATE")]),
    ("two children", ODD[7], [("/child", "TYPE")]),
    ("the child is one of the household", ODD[8], [("/household/1/person_number", "SAME_PERSON")]),
    ("born too late, left before she came", ODD[9],
     [("/adult_victims/0/addresses/0/valid_to", "END_BEFORE_START"),
      ("/responsible/0/birth_date", "BIRTH_AFTER_RECORD")]),
    ("nothing at all", {}, [("/report/report_number", "MISSING"), ("/report/version", "MISSING")]),
    ("the child is responsible", report(child={"person_number": "5"}, responsible=[{"person_number": "5"}]),
     [("/responsible/0/person_number", "SAME_PERSON")]),
    ("the child is another child", report(child={"person_number": "5"}, other_children=[{"person_number": "5"}]),
     [("/other_children/0/person_number", "SAME_PERSON")]),
    ("a hash of 63 digits", report(documents=[{"sha256": "a" * 63}]), [("/documents/0/sha256", "SHA256")]),
    ("a hash of other digits", report(documents=[{"sha256": "\N{ARABIC-INDIC DIGIT ONE}" * 64}]),
     [("/documents/0/sha256", "SHA256")]),
    ("no dots at all", report(documents=[{"sha256": "a" * 64, "dpi": 0}]), [("/documents/0/dpi", "NUMBER_RANGE")]),
])  # fmt: skip
def test_what_cannot_be_kept_whole_is_refused_at_the_field(
    _case: str, line: bytes | Row, found: list[tuple[str, str]]
) -> None:
    assert faults(CHILD_PROTECTION, line) == found


def test_a_child_may_be_born_after_the_report_about_it() -> None:
    born_since = {"birth_date": "2026-06-01"}
    assert parsed(CHILD_PROTECTION, report(child=born_since, other_children=[born_since]))


def test_an_adult_may_be_in_several_lists_under_one_number() -> None:
    same = {"person_number": "8001", "relation_to_child": "PARENT"}
    assert parsed(CHILD_PROTECTION, report(responsible=[same], household=[same]))


@pytest.mark.parametrize(("received", "pointer", "at", "taken_from"), [
    ({"received_at": "2026-04-05T02:30:00+10:00"}, "/report/received_at",
     "2026-04-03T16:29:59Z", "2026-04-03T16:30:00Z"),
    ({"received_on": "2026-04-05"}, "/report/received_on", "2026-04-03T12:59:59Z", "2026-04-03T13:00:00Z"),
])  # fmt: skip
def test_a_report_of_a_time_to_come_is_refused_and_a_slow_clock_is_not(
    received: Row, pointer: str, at: str, taken_from: str
) -> None:
    early = CHILD_PROTECTION.read(report(received), received_at=at)
    assert isinstance(early, Fault)
    assert (early.pointer, early.code) == (pointer, "IN_FUTURE")
    assert isinstance(CHILD_PROTECTION.read(report(received), received_at=taken_from), Parsed)


def test_no_fault_repeats_a_value_of_the_row() -> None:
    for line in ODD[2:]:
        fault = CHILD_PROTECTION.read(line)
        assert isinstance(fault, Fault)
        assert [f.reason for f in fault.all if "OP-" in f.reason or "2026" in f.reason or "abc" in f.reason] == []
