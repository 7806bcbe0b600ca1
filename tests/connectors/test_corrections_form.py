"""What a file of Corrections Victoria may be like: what is taken, what is refused and where."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.registry import SOURCES
from connectors.sources.corrections import CORRECTIONS
from connectors.sources.faults import Fault
from connectors.sources.reading import Parsed
from tests.connectors import Row, lines
from tests.connectors.taking import faults, parsed, unknown

AS_AT = "2026-06-30T09:00:00+10:00"
ODD = lines("corrections_odd")


def file(**sections: Any) -> Row:
    return {"file": {"version": 1, "as_at": AS_AT}, "person": {"person_number": "CRN-1"}} | sections


def test_the_source_is_registered_under_its_name_and_speaks_for_corrections_alone() -> None:
    assert SOURCES["corrections"] is CORRECTIONS
    assert CORRECTIONS.custodians == {"corrections_victoria"}


@pytest.mark.parametrize("line", lines("corrections"))
def test_well_made_files_bring_nothing_unknown(line: bytes) -> None:
    assert unknown(CORRECTIONS, line) == []


def test_the_least_file_is_a_number_a_version_and_a_time() -> None:
    row = parsed(CORRECTIONS, file()).row
    assert CORRECTIONS.key(row) == ("corrections_victoria", "CRN-1", 1)
    assert row.file.as_at == "2026-06-29T23:00:00Z"


@pytest.mark.parametrize(("_case", "line", "told"), [
    ("overlaps, a release to come", ODD[0], [
        ("/file/extract", "FIELD"), ("/person/security_rating", "FIELD"), ("/episodes/0/kind", "CODE"),
        ("/episodes/0/movements/0/kind", "CODE"), ("/episodes/0/cell", "FIELD"), ("/episodes/1/release_kind", "CODE"),
    ]),
    ("ends before starts, no times, placeholders", ODD[1], [
        ("/supervisions/0/kind", "CODE"), ("/supervisions/1/state", "CODE"),
        ("/no_contact/0/person_number", "PLACEHOLDER"), ("/no_contact/1/person_number", "PLACEHOLDER"),
    ]),
])  # fmt: skip
def test_what_contradicts_itself_is_taken_and_what_is_new_in_it_is_told(
    _case: str, line: bytes, told: list[tuple[str, str]]
) -> None:
    assert unknown(CORRECTIONS, line) == told


@pytest.mark.parametrize(("_case", "line", "found"), [
    ("placeholder for the person", ODD[2], [("/person/person_number", "PLACEHOLDER_ID")]),
    ("no number of the person", ODD[3], [("/person/person_number", "MISSING")]),
    ("stays without a number", ODD[4], [("/episodes/0/number", "MISSING"), ("/episodes/1/number", "PLACEHOLDER_ID")]),
    ("two stays of one number", ODD[5], [("/episodes/1/number", "REPEATED")]),
    ("no offset, no such day", ODD[6], [("/file/as_at", "INSTANT_WITHOUT_OFFSET"), ("/episodes/0/from_at", "INSTANT")]),
    ("a list of nobody's", ODD[7], [
        ("/no_contact/0/person_number", "SAME_PERSON"), ("/no_contact/1/episodes/0", "NO_SUCH_STAY"),
        ("/no_contact/1/supervisions/0", "NO_SUCH_ORDER"),
    ]),
    ("born too late, left before he came", ODD[8], [
        ("/person/birth_date", "BIRTH_AFTER_RECORD"), ("/person/addresses/0/valid_to", "END_BEFORE_START"),
    ]),
    ("no file and no person", {}, [
        ("/file/version", "MISSING"), ("/file/as_at", "MISSING"), ("/person/person_number", "MISSING"),
    ]),
    ("a version of text", file(file={"version": "1", "as_at": AS_AT}), [("/file/version", "TYPE")]),
    ("two orders of one number", file(supervisions=[{"number": "S"}, {"number": "T"}, {"number": "S"}]),
     [("/supervisions/2/number", "REPEATED")]),
    ("one of them born in a year to come", file(no_contact=[{"birth_year": 2027}]),
     [("/no_contact/0/birth_year", "BIRTH_AFTER_RECORD")]),
])  # fmt: skip
def test_what_cannot_be_kept_whole_is_refused_at_the_field(
    _case: str, line: bytes | Row, found: list[tuple[str, str]]
) -> None:
    assert faults(CORRECTIONS, line) == found


def test_a_stay_and_an_order_may_have_one_number() -> None:
    assert parsed(CORRECTIONS, file(episodes=[{"number": "1"}], supervisions=[{"number": "1"}]))


def test_a_file_of_a_time_to_come_is_refused_and_a_slow_clock_is_not() -> None:
    early = CORRECTIONS.read(file(), received_at="2026-06-28T22:59:59Z")
    assert isinstance(early, Fault)
    assert (early.pointer, early.code) == ("/file/as_at", "IN_FUTURE")
    assert isinstance(CORRECTIONS.read(file(), received_at="2026-06-28T23:00:00Z"), Parsed)


def test_no_fault_repeats_a_value_of_the_row() -> None:
    for line in ODD[2:]:
        fault = CORRECTIONS.read(line)
        assert isinstance(fault, Fault)
        assert [f.reason for f in fault.all if "OC-0" in f.reason or "2026" in f.reason] == []
