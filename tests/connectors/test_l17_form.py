"""What the row model takes, what it refuses, and that neither loses or betrays anything."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.sources.faults import Fault, News, Unknown
from connectors.sources.l17 import L17
from connectors.sources.reading import Parsed
from tests.connectors import Row, lines, partial_rows, refused, rows, taken

MARK = "Zqx9Secret"
ORDER = {"restrained": "RESPONDENT"}
LEGAL = {"party": "AFFECTED", "service_type": "LEGAL"}
AT = "2026-02-03T10:00:00+11:00"


def row(**sections: Any) -> Row:
    """The least that a report must say, and these sections."""
    least: Row = {"report": {"portal_id": "L17-1", "version": 1}, "incident": {"occurred_from": AT}}
    for name, section in sections.items():
        least[name] = least.get(name, {}) | section if isinstance(section, dict) else section
    return least


def faults(raw: bytes | Row) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in refused(raw).all]


def unknowns(raw: bytes | Row) -> tuple[Unknown, ...]:
    parsed = L17.read(raw)
    assert isinstance(parsed, Parsed), parsed
    return parsed.unknowns


@pytest.mark.parametrize("sample", ["ordinary", "everything", "amended", "mutual"])
def test_well_made_reports_bring_nothing_unknown(sample: str) -> None:
    assert [unknowns(line) for line in lines(sample)] == [()] * len(lines(sample))


def test_the_least_report_is_an_id_a_version_and_a_time() -> None:
    report = taken(row())
    assert L17.key(report) == ("victoria_police", "L17-1", 1)
    assert report.incident.occurred_from == "2026-02-02T23:00:00Z"


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({}, ("/report/portal_id", "MISSING")),
        ({"report": None, "incident": {"occurred_from": AT}}, ("/report/portal_id", "MISSING")),
        (row(report={"portal_id": ""}), ("/report/portal_id", "EMPTY_ID")),
        (row(report={"portal_id": "  "}), ("/report/portal_id", "EMPTY_ID")),
        (row(report={"portal_id": "N/A"}), ("/report/portal_id", "PLACEHOLDER_ID")),
        (row(report={"version": None}), ("/report/version", "MISSING")),
        (row(report={"version": "1"}), ("/report/version", "TYPE")),
        (row(report={"version": True}), ("/report/version", "TYPE")),
        (row(report={"version": 1.0}), ("/report/version", "TYPE")),
        (row(report={"version": 0}), ("/report/version", "NUMBER_RANGE")),
        (row(report={"version": 10**30}), ("/report/version", "NUMBER_RANGE")),
        (row(incident={"occurred_from": None}), ("/incident/occurred_from", "MISSING")),
        (row(affected={"person_number": ""}), ("/affected/person_number", "EMPTY_ID")),
        (row(affected=["x"]), ("/affected", "TYPE")),
        (row(others={}), ("/others", "TYPE")),
        (row(others=[None]), ("/others/0", "TYPE")),
        (row(incident={"weapons": "KNIFE"}), ("/incident/weapons", "TYPE")),
        (row(incident={"weapons": [7]}), ("/incident/weapons/0", "TYPE")),
        (row(affected={"family_name": "x" * 201}), ("/affected/family_name", "TOO_LONG")),
        (row(incident={"narrative": "x" * 20_001}), ("/incident/narrative", "TOO_LONG")),
        (row(affected={"whereabouts": "x" * 501}), ("/affected/whereabouts", "TOO_LONG")),
        (row(others=[{}] * 101), ("/others", "TOO_MANY")),
        (row(affected={"age_stated": 131}), ("/affected/age_stated", "NUMBER_RANGE")),
        (row(affected={"school": "a\nb"}), ("/affected/school", "CONTROL_CHARACTER")),
        (row(incident={"narrative": "a\x00b"}), ("/incident/narrative", "CONTROL_CHARACTER")),
        (row(incident={"narrative": "a\ud800b"}), ("/incident/narrative", "CONTROL_CHARACTER")),
        (row(risk={"items": [{"code": "Q=1", "answer": "YES"}]}), ("/risk/items/0/code", "TYPE")),
        (row(orders=[{"kind": "FVSN"}]), ("/orders/0/restrained", "MISSING")),
    ],
)
def test_a_row_that_is_wrong_is_refused_at_the_field(sent: Row, fault: tuple[str, str]) -> None:
    assert faults(sent)[0] == fault


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-02-03T10:00:00", "INSTANT_WITHOUT_OFFSET"),
        ("2026-02-03 10:00", "INSTANT_WITHOUT_OFFSET"),
        ("2026-02-03", "INSTANT"),
        ("2026-02-30T10:00:00Z", "INSTANT"),
        ("2026-02-03T25:00:00Z", "INSTANT"),
        ("2026-02-03T10:00:00+25:00", "INSTANT"),
        ("0001-01-01T00:00:00+14:00", "INSTANT"),
        ("9999-12-31T23:59:59Z", "INSTANT"),
        ("yesterday", "INSTANT"),
        ("", "INSTANT"),
    ],
)
def test_a_date_time_that_is_no_instant_is_refused(moment: str, code: str) -> None:
    assert faults(row(incident={"occurred_from": moment})) == [("/incident/occurred_from", code)]


@pytest.mark.parametrize(
    "moment",
    ["2026-02-03T10:00:00+11:00", "2026-02-02 23:00Z", "2026-02-02T23:00:00.987654321+00:00",
     "2026-02-03T10:00:00+1100", "2026-02-02T18:30:00-04:30"],
)  # fmt: skip
def test_every_offset_becomes_the_same_fixed_width_utc(moment: str) -> None:
    report = taken(row(incident={"occurred_from": moment}))
    assert report.incident.occurred_from == "2026-02-02T23:00:00Z"


def test_the_fault_of_a_missing_offset_says_the_mend() -> None:
    fault = refused(row(incident={"occurred_from": "2026-02-03T10:00:00"}))
    assert fault.reason == "has no UTC offset; add it, for example +10:00"


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (
            row(report={"submitted_at": "2026-02-03T09:59:59+11:00"}),
            ("/report/submitted_at", "SUBMITTED_BEFORE_OCCURRED"),
        ),
        (
            row(incident={"occurred_to": "2026-02-03T09:00:00+11:00"}),
            ("/incident/occurred_to", "END_BEFORE_START"),
        ),
        (
            row(respondent={"birth_date": "2026-02-04"}),
            ("/respondent/birth_date", "BIRTH_AFTER_INCIDENT"),
        ),
        (row(affected={"birth_year": 2027}), ("/affected/birth_year", "BIRTH_AFTER_INCIDENT")),
        (
            row(children={"listed": [{"birth_date": "2026-02-04"}]}),
            ("/children/listed/0/birth_date", "BIRTH_AFTER_INCIDENT"),
        ),
        (
            row(orders=[ORDER | {"made_on": "2026-02-03", "served_on": "2026-02-01"}]),
            ("/orders/0/served_on", "END_BEFORE_START"),
        ),
        (
            row(affected={"addresses": [{"valid_from": "2026-02-03", "valid_to": "2026-02-01"}]}),
            ("/affected/addresses/0/valid_to", "END_BEFORE_START"),
        ),
        (
            row(affected={"person_number": "4001"}, respondent={"person_number": "4001"}),
            ("/respondent/person_number", "SAME_PERSON"),
        ),
        (
            row(orders=[ORDER | {"protected_children": [1]}]),
            ("/orders/0/protected_children/0", "NO_SUCH_CHILD"),
        ),
        (
            row(referrals={"made": [LEGAL, LEGAL]}),
            ("/referrals/made/1", "REPEATED"),
        ),
        (
            row(risk={"items": [{"code": "Q1", "answer": "YES"}, {"code": "Q1", "answer": "NO"}]}),
            ("/risk/items/1", "REPEATED"),
        ),
    ],
)
def test_fields_that_contradict_each_other_are_refused(sent: Row, fault: tuple[str, str]) -> None:
    assert faults(sent) == [fault]


def test_an_incident_that_is_yet_to_happen_is_refused_when_the_time_of_receipt_is_known() -> None:
    early = L17.read(row(), received_at="2026-02-01T22:59:59Z")
    assert isinstance(early, Fault)
    assert (early.pointer, early.code) == ("/incident/occurred_from", "IN_FUTURE")
    assert isinstance(L17.read(row(), received_at="2026-02-01T23:00:00Z"), Parsed)


def test_the_day_of_a_birth_is_compared_in_victoria_and_not_in_utc() -> None:
    assert taken(row(respondent={"birth_date": "2026-02-03"}))  # 2 February in UTC


def test_a_child_may_be_born_between_the_incident_and_its_reporting() -> None:
    reported = row(
        report={"submitted_at": "2026-09-01T10:00:00+10:00"},
        children={"listed": [{"birth_date": "2026-08-01"}]},
    )
    assert taken(reported).children.listed[0].birth_date == "2026-08-01"


def test_every_fault_of_a_row_is_told_at_once() -> None:
    sent = row(report={"version": "1"}, affected={"family_name": 7, "birth_date": "3/2/1990"})
    assert faults(sent) == [
        ("/report/version", "TYPE"),
        ("/affected/family_name", "TYPE"),
        ("/affected/birth_date", "DATE"),
    ]


def test_what_is_blank_or_null_counts_as_not_said() -> None:
    report = taken(row(affected={"family_name": " ", "sex": "", "birth_date": "", "contacts": None}))
    assert report.affected == taken(row()).affected


def test_a_list_that_is_empty_was_said_and_one_that_is_absent_was_not() -> None:
    report = taken(row(incident={"offences": [], "weapons": None}))
    assert (report.incident.offences, report.incident.weapons) == ([], None)


def test_unknown_codes_are_taken_as_sent_and_told() -> None:
    sent = row(incident={"offences": ["0213", "9999"]}, affected={"sex": "F"})
    assert taken(sent).incident.offences == ["0213", "9999"]
    assert unknowns(sent) == (
        Unknown("/incident/offences/1", News.CODE, "offence", "9999"),
        Unknown("/affected/sex", News.CODE, "sex", "F"),
    )


def test_unknown_fields_are_told_by_pointer_wherever_they_are() -> None:
    sent = row(affected={"a/b~c": MARK, "contacts": [{"carrier": MARK}]}, drone={"used": False})
    assert unknowns(sent) == (
        Unknown("/affected/contacts/0/carrier", News.FIELD),
        Unknown("/affected/a~1b~0c", News.FIELD),
        Unknown("/drone", News.FIELD),
    )


def test_a_pointer_can_always_be_printed_and_stays_short() -> None:
    found = unknowns(row(affected={"a\nb\u202e": 1, "c" * 500: 1}))
    assert [u.pointer for u in found] == ["/affected/a\ufffdb\ufffd", "/affected/" + "c" * 80]


@pytest.mark.parametrize("name", ["model_extra", "model_fields", "copy", "__class__", "", "id"])
def test_a_field_of_any_name_is_only_an_unknown_field(name: str) -> None:
    found = unknowns(row(affected={name: MARK}) | {name: MARK})
    assert found == (Unknown(f"/affected/{name}", News.FIELD), Unknown(f"/{name}", News.FIELD))


@pytest.mark.parametrize("number", ["UNKNOWN", "n/a", "0000000", "TBA", "not known", "-", "9999999"])
def test_a_placeholder_is_no_person_number_and_is_told(number: str) -> None:
    sent = row(affected={"person_number": number}, respondent={"person_number": number})
    assert unknowns(sent) == (
        Unknown("/affected/person_number", News.PLACEHOLDER),
        Unknown("/respondent/person_number", News.PLACEHOLDER),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_read_alike(encoding: str) -> None:
    sent = row(affected={"given_names": "Māia 🦋"})
    parsed = L17.read(json.dumps(sent, ensure_ascii=False).encode(encoding))
    assert parsed == L17.read(sent)


def test_bytes_that_are_not_unicode_are_read_as_windows_1252_and_told() -> None:
    raw = lines("windows1252")[0]
    assert unknowns(raw) == (Unknown("", News.ENCODING),)
    assert taken(raw).affected.family_name == "Lefèvre"
    assert taken(raw).incident.narrative == "He said “never again” \u2013 then left."


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "NOT_JSON"),
        (b"{", "NOT_JSON"),
        (b'{"report": NaN}', "NOT_JSON"),
        (b"[]", "NOT_AN_OBJECT"),
        (b"null", "NOT_AN_OBJECT"),
        (b'{"a": 1, "a": 2}', "NAME_TWICE"),
        (b'{"a": "\x81"}', "ENCODING"),
        (b"\xff\xfe{\x00\x00", "ENCODING"),
        (b"[" * 100_000, "TOO_DEEP"),
    ],
)
def test_what_is_not_one_json_object_is_refused_whole(raw: bytes, code: str) -> None:
    assert faults(raw) == [("", code)]


def test_a_line_break_inside_a_text_is_forgiven_and_kept() -> None:
    raw = json.dumps(row(incident={"narrative": "a\nb"})).replace(r"\n", "\n").encode()
    assert taken(raw).incident.narrative == "a\nb"


def test_handwritten_reports_are_taken_or_refused_as_they_deserve() -> None:
    outcomes = [L17.read(line) for line in lines("handwritten")]
    refusals = [[f.code for f in found.all] for found in outcomes if isinstance(found, Fault)]
    taken_ids = [L17.key(found.row)[1:] for found in outcomes if isinstance(found, Parsed)]
    assert taken_ids == [("HW-01", 3), *((f"HW-{n:02}", 1) for n in range(1, 11))]
    assert refusals == [
        *(["MISSING", "MISSING"], ["EMPTY_ID"], ["MISSING"], ["INSTANT_WITHOUT_OFFSET"], ["DATE"]),
        *(["DATE"], ["BIRTH_AFTER_INCIDENT"], ["END_BEFORE_START", "SUBMITTED_BEFORE_OCCURRED"]),
        *(["SAME_PERSON"], ["TYPE", "TYPE"], ["CONTROL_CHARACTER"], ["NO_SUCH_CHILD"]),
        *(["NAME_TWICE"], ["NOT_JSON"], ["NOT_AN_OBJECT"]),
    ]


@settings(max_examples=60, deadline=None)
@given(partial_rows())
def test_any_subset_of_the_optional_parts_is_a_report(sent: Row) -> None:
    before = json.dumps(sent)
    assert unknowns(sent) == ()
    assert L17.read(json.dumps(sent).encode()) == L17.read(sent)
    assert json.dumps(sent) == before  # reading changes nothing of what was sent


def leaves(value: Any, at: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    """The place of every value in a row, the row itself left out."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, part in pairs:
        found.append((*at, step))
        if isinstance(part, dict | list):
            found += leaves(part, (*at, step))
    return found


FULL = rows("everything")[0]
ODD = st.one_of(
    st.just(MARK),
    st.just(f"{MARK}\x07"),
    st.just(MARK * 3000),
    st.just({"x": MARK}),
    st.just([MARK, {MARK: MARK}]),
    st.just(""),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text().map(lambda text: MARK + text),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(leaves(FULL)), ODD)
def test_no_fault_repeats_a_value_whatever_is_wrong(place: tuple[int | str, ...], odd: Any) -> None:
    sent: Any = json.loads(json.dumps(FULL))
    holder = sent
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = odd
    outcome = L17.read(sent)
    if isinstance(outcome, Fault):
        assert all(MARK not in fault.pointer + fault.code + fault.reason for fault in outcome.all)
        assert MARK not in repr(outcome)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_never_raise(raw: bytes) -> None:
    assert isinstance(L17.read(raw), Parsed | Fault)


def test_the_spec_describes_every_section_and_names_the_code_lists() -> None:
    spec = L17.spec()
    assert list(spec["properties"]) == [
        *("report", "incident", "affected", "respondent", "children", "others", "risk"),
        *("history", "police_action", "risk_management", "referrals", "orders"),
    ]
    assert spec["required"] == ["report", "incident"]
    parts = spec["$defs"]
    assert all("description" in part for part in parts.values())
    assert parts["IncidentSection"]["required"] == ["occurred_from"]
    assert parts["IncidentSection"]["properties"]["occurred_from"]["format"] == "date-time"
    assert parts["IncidentSection"]["properties"]["offences"]["x-code-list"] == "offence"
