"""What a custodian may answer: what is taken, what is counted, and what is no answer to this look-up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connectors.lookups.form import Failed, LookupQuestion, answer_of, spec
from connectors.sources.reading import Parsed, read
from schema import codes
from schema.lookups import REFUSALS, Failure
from tests.connectors.lookups import HE, lookup

AS_AT = "2026-07-01T10:00:00+10:00"
HELD = {"lookup": "lookup-1", "status": "ANSWERED", "asAt": AS_AT, "records": [{"any": "row"}]}


def answer(**changes: Any) -> bytes:
    said = HELD | changes
    return json.dumps({name: value for name, value in said.items() if value is not ...}).encode()


def test_an_answer_has_the_rows_as_they_came_and_its_time_in_utc() -> None:
    row = {" spaced ": " as sent ", "deep": [{"n": 1.50}, None, True]}
    found, unexpected = answer_of(answer(records=[row]), "lookup-1")
    assert (found.status, found.as_at, found.records, unexpected) == ("ANSWERED", "2026-07-01T00:00:00Z", [row], 0)
    assert found.may_be_told is False


@pytest.mark.parametrize(
    ("changes", "reason", "told"),
    [
        ({"reason": "OTHER_LAW", "mayBeTold": True}, "OTHER_LAW", True),
        ({"reason": "EXCLUDED", "asAt": AS_AT}, "EXCLUDED", False),
        ({"reason": "OTHER", "mayBeTold": None, "records": None}, "OTHER", False),
    ],
)
def test_a_refusal_needs_no_time_and_is_told_only_where_it_says_so(
    changes: dict[str, Any], reason: str, told: bool
) -> None:
    found, unexpected = answer_of(answer(**{"status": "REFUSED", "asAt": ..., "records": ...} | changes), "lookup-1")
    assert (found.status, found.refusal, found.may_be_told, unexpected) == ("REFUSED", reason, told, 0)


def test_a_reason_in_no_list_is_another_reason_and_counted_since_it_may_name_the_ground() -> None:
    body = answer(status="REFUSED", reason="EXCLUDED_CONFIDENTIAL_SOURCE", records=...)
    found, unexpected = answer_of(body, "lookup-1")
    assert (found.refusal, unexpected) == ("OTHER", 1)


def test_fields_that_are_not_expected_are_ignored_and_counted() -> None:
    found, unexpected = answer_of(answer(status="NOT_HELD", records=[], ground="x", searched={"a": 1}), "lookup-1")
    assert (found.status, found.refusal, unexpected) == ("NOT_HELD", "", 2)


@pytest.mark.parametrize(
    ("body", "failure", "detail"),
    [
        (b"<html>", Failure.MALFORMED, "/: is not JSON; send one JSON object"),
        (b"", Failure.MALFORMED, "/: is not JSON; send one JSON object"),
        (b"[]", Failure.MALFORMED, "/: must be one JSON object"),
        (b'{"a":' * 100_000, Failure.MALFORMED, "/: is nested deeper than any report"),
        (b'{"lookup":"lookup-1","lookup":"x"}', Failure.MALFORMED, "/: has a field name twice in one object"),
        (answer(lookup=...), Failure.MALFORMED, "/lookup: is required"),
        (answer(lookup="lookup-2"), Failure.OTHER_LOOKUP, "/lookup: is not the id that was sent"),
        (answer(status="MAYBE"), Failure.MALFORMED, "/status: must be 'ANSWERED', 'REFUSED' or 'NOT_HELD'"),
        (answer(asAt=...), Failure.MALFORMED, "/asAt: is required"),
        (answer(asAt="2026-07-01T10:00:00"), Failure.MALFORMED, "/asAt: has no UTC offset; add it, for example +10:00"),
        (answer(mayBeTold="yes"), Failure.MALFORMED, "/mayBeTold: must be true or false"),
        (answer(records="none"), Failure.MALFORMED, "/records: must be a list"),
        (answer(records=["row"]), Failure.MALFORMED, "/records/0: must be an object"),
        (answer(records=[{}] * 2001), Failure.MALFORMED, "/records: has more entries than the form allows (2000)"),
        (answer(records=[]), Failure.MALFORMED, "/records: is empty; say NOT_HELD where nothing is held"),
        (answer(status="NOT_HELD"), Failure.MALFORMED, "/records: only an answer has records"),
        (answer(status="REFUSED", reason="EXCLUDED"), Failure.MALFORMED, "/records: only an answer has records"),
        (answer(status="REFUSED", records=[]), Failure.MALFORMED, "/reason: is required of a refusal"),
        (answer(status="NOT_HELD", asAt=None, records=[]), Failure.MALFORMED, "/asAt: is required"),
    ],
)
def test_what_is_no_answer_is_said_by_its_place_and_without_a_value(body: bytes, failure: Failure, detail: str) -> None:
    with pytest.raises(Failed) as failed:
        answer_of(body, "lookup-1")
    assert (failed.value.failure, failed.value.detail) == (failure, detail)


def test_a_question_holds_the_custodians_own_numbers_and_no_other() -> None:
    assert json.loads(lookup("corrections_victoria").body) == {
        "lookup": "lookup-1",
        "custodian": "corrections_victoria",
        "connector": "corrections",
        "purpose": "CIP_REQUEST",
        "matter": "request-1",
        "subject": {
            "personNumbers": ["2100000"],
            "names": [{"familyName": "Kestrelworth", "givenNames": "Rhys"}],
            "birthDate": "1987-03-14",
        },
    }


def test_a_question_is_read_by_the_form_that_is_published() -> None:
    found = read(LookupQuestion, lambda _row, _at: (), lookup("magistrates_court").body)
    assert isinstance(found, Parsed)
    assert found.unknowns == ()
    assert found.row.subject.person_numbers == [*HE.numbers["magistrates_court"]]


def test_the_schema_of_both_names_the_fields_as_they_are_sent_and_the_code_list() -> None:
    found = spec()
    assert set(found["question"]["properties"]) == {"lookup", "custodian", "connector", "purpose", "matter", "subject"}
    assert set(found["answer"]["properties"]) == {"lookup", "status", "asAt", "reason", "mayBeTold", "records"}
    assert found["answer"]["required"] == ["lookup", "status"]
    assert found["answer"]["properties"]["reason"]["x-code-list"] == REFUSALS
    assert "EXCLUDED" in codes.codes(REFUSALS)
    assert set(codes.codes(REFUSALS)).isdisjoint(codes.codes("exclusion_ground"))
