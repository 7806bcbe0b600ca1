"""What of an answer may be taken in: records of this custodian and about this person, or none at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.lookups.form import Failed
from connectors.lookups.hearing import heard
from schema.lookups import CustodianAnswer, Failure, Status, Subject, SubjectName
from tests.connectors.lookups import ASKED_AT, HE, lookup

AT = "2026-07-01T00:00:05Z"
AS_AT = "2026-07-01T00:00:03Z"
FILE = {"file": {"version": 1, "as_at": "2026-06-30T09:00:00+10:00"}, "person": {"person_number": "2100000"}}
OTHERS = FILE | {"person": {"person_number": "2100011", "family_name": "Alder", "birth_date": "1961-11-02"}}
PARTS = ("person_number", "family_name", "given_names", "birth_date", "birth_year", "aliases", "person", "file")
COURT_FILE = {"custodian": "magistrates_court", "file_number": "K1", "version": 1, "opened_on": "2026-01-02",
              "respondent": {"person_number": "MC610000"}}  # fmt: skip


def body(*records: Any, **changes: Any) -> bytes:
    said = {"lookup": "lookup-1", "status": "ANSWERED", "asAt": AS_AT, "records": records}
    return json.dumps(said | changes).encode()


def test_an_answer_is_told_with_its_times_and_its_rows_go_on_as_they_came() -> None:
    found = heard(lookup(), body(FILE, extra=1), AT)
    assert found.told == CustodianAnswer(
        "lookup-1", "corrections_victoria", Status.ANSWERED, ASKED_AT, answered_at=AT, as_at=AS_AT, unexpected=1
    )
    assert [json.loads(row) for row in found.rows] == [FILE]


def test_a_refusal_has_its_reason_and_no_rows() -> None:
    said = {"lookup": "lookup-1", "status": "REFUSED", "reason": "NOT_RELEVANT", "mayBeTold": True}
    assert heard(lookup(), json.dumps(said).encode(), AT).told == CustodianAnswer(
        "lookup-1", "corrections_victoria", Status.REFUSED, ASKED_AT, AT, reason="NOT_RELEVANT", may_be_told=True
    )


@given(st.lists(st.sampled_from(("his", "another's")), min_size=1, max_size=12))
def test_one_record_of_somebody_else_leaves_none(whose: list[str]) -> None:
    said = body(*({"his": FILE, "another's": OTHERS}[one] for one in whose))
    if "another's" not in whose:
        assert [json.loads(row) for row in heard(lookup(), said, AT).rows] == [FILE] * len(whose)
        return
    with pytest.raises(Failed) as failed:
        heard(lookup(), said, AT)
    assert failed.value.failure is Failure.OTHER_PERSON
    place = whose.index("another's")
    assert failed.value.detail == f"/records/{place}: none of its people is who was asked about"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("2100000"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS) | st.text(max_size=5), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(("lookup", "status", "asAt", "reason", "mayBeTold", "records", "more")), JSON))
def test_whatever_a_custodian_says_is_heard_or_failed(changes: dict[str, Any]) -> None:
    only_heard_or_failed(body(FILE, **changes))


@given(st.lists(st.dictionaries(st.sampled_from(PARTS), JSON), max_size=3))
def test_whatever_rows_a_custodian_sends_are_heard_or_failed(records: list[Any]) -> None:
    only_heard_or_failed(body(*records))


@given(st.binary(max_size=200))
def test_whatever_bytes_a_custodian_sends_are_heard_or_failed(said: bytes) -> None:
    only_heard_or_failed(said)


def only_heard_or_failed(said: bytes) -> None:
    """What is heard is of the look-up that was asked, and has rows only where it is an answer."""
    try:
        found = heard(lookup(), said, AT)
    except Failed:
        return
    assert json.loads(said)["lookup"] == "lookup-1"
    assert bool(found.rows) is (found.told.status is Status.ANSWERED)


def test_a_record_of_another_custodian_leaves_none() -> None:
    asked = lookup("magistrates_court")
    assert len(heard(asked, body(COURT_FILE), AT).rows) == 1
    with pytest.raises(Failed) as failed:
        heard(asked, body(COURT_FILE, COURT_FILE | {"custodian": "childrens_court"}), AT)
    assert failed.value.failure is Failure.OTHER_CUSTODIAN


def test_a_row_that_cannot_be_read_goes_on_to_be_quarantined_where_it_is_about_him_alone() -> None:
    unreadable = {"file": {"version": 0}, "person": FILE["person"]}
    assert [json.loads(row) for row in heard(lookup(), body(unreadable), AT).rows] == [unreadable]
    with pytest.raises(Failed) as failed:
        heard(lookup(), body({"file": {"version": 0}, "person": OTHERS["person"]}), AT)
    assert failed.value.failure is Failure.OTHER_PERSON


def test_text_that_no_store_can_hold_goes_on_to_be_quarantined() -> None:
    row = FILE | {"person": {"person_number": "2100000", "family_name": "\ud800"}}
    assert [json.loads(row) for row in heard(lookup(), body(row), AT).rows] == [row]


@pytest.mark.parametrize("depth", [300, 900])
def test_a_row_nearly_as_deep_as_the_reader_goes_is_heard(depth: int) -> None:
    deep = body(FILE | {"deep": "@"}).replace(b'"@"', b"[" * depth + b"]" * depth)
    assert len(heard(lookup(), deep, AT).rows) == 1


def test_without_a_number_or_a_name_nothing_is_asked() -> None:
    with pytest.raises(Failed) as failed:
        _ = lookup(subject=Subject(birth_date="1987-03-14", numbers={"victoria_police": ("40000011",)})).body
    assert failed.value.failure is Failure.NOTHING_TO_ASK_BY


def test_of_very_many_names_and_numbers_a_hundred_are_asked_by() -> None:
    many = Subject(
        tuple(SubjectName(f"Name{n}") for n in range(150)), "", {"corrections_victoria": tuple(map(str, range(150)))}
    )
    subject = json.loads(lookup(subject=many).body)["subject"]
    assert [len(subject["names"]), len(subject["personNumbers"])] == [100, 100]
    assert "birthDate" not in subject


def test_counts_are_of_the_outcomes_of_the_records() -> None:
    assert (lookup().became(Status.ANSWERED).new, HE.birth_date) == (0, "1987-03-14")
