"""What an assessment may say, what is refused of it, and what contradicts itself and is kept."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.sources.faults import News, Unknown
from connectors.sources.risk import RISK
from connectors.sources.risk_checks import doubts_in
from tests.connectors import Row, lines
from tests.connectors.risk import ADULT, CHILD, MAN, ODD, ODDER, RECEIVED, faults, parsed, row

PERSON = "a" * 26


@pytest.mark.parametrize("line", lines("risk_ordinary"))
def test_well_made_assessments_bring_nothing_unknown_and_no_doubt(line: bytes) -> None:
    found = parsed(line, RECEIVED)
    assert found.unknowns == ()
    assert doubts_in(found.row) == []


def test_numbers_are_each_custodians_own() -> None:
    keys = [RISK.key(parsed(line).row) for line in lines("risk_ordinary")]
    assert keys[0] == ("orange_door", "TRAM-2026-00017", 1)
    assert keys[2] == ("mens_referral_service", "TRAM-2026-00017", 1)


def test_what_the_model_does_not_have_is_taken_and_told() -> None:
    found = parsed(lines("risk_odd")[0])
    assert found.unknowns == (
        Unknown("/assessment/traffic_light", News.FIELD),
        Unknown("/subject/pronouns", News.FIELD),
        Unknown("/respondent/person_number", News.PLACEHOLDER),
        Unknown("/observations/0/factor", News.CODE, "risk_factor", "P99"),
        Unknown("/observations/0/presence", News.CODE, "factor_presence", "LIKELY"),
        Unknown("/observations/0/weight", News.FIELD),
        Unknown("/safety_plans/0/state", News.CODE, "plan_state", "ON_HOLD"),
        Unknown("/safety_plans/0/steps/0/kind", News.CODE, "safety_step", "SMOKE_SIGNAL"),
        Unknown("/safety_plans/0/steps/0/colour", News.FIELD),
        Unknown("/safety_plans/0/shared_with", News.FIELD),
        Unknown("/ramp", News.FIELD),
    )


def test_codes_of_no_list_are_never_a_doubt() -> None:
    found = parsed(lines("risk_odd")[1])
    assert [(u.pointer, u.code) for u in found.unknowns] == [
        ("/assessment/kind", "TRIAGE"),
        ("/assessment/scheme", "DASH"),
        ("/assessment/level", "VERY_HIGH"),
        ("/assessment/practice_level", "EXPERT"),
    ]
    assert doubts_in(found.row) == ["LEVEL_WITHOUT_ASSESSOR"]
    assert (found.row.assessment.assessor, found.row.assessment.rationale) == (None, None)


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({}, ("/assessment/custodian", "MISSING")),
        (row(assessment={"custodian": None}), ("/assessment/custodian", "MISSING")),
        (row(assessment={"custodian": "victoria_police"}), ("/assessment/custodian", "UNKNOWN_CUSTODIAN")),
        (row(assessment={"number": "N/A"}), ("/assessment/number", "PLACEHOLDER_ID")),
        (row(assessment={"version": 0}), ("/assessment/version", "NUMBER_RANGE")),
        (row(assessment={"version": "1"}), ("/assessment/version", "TYPE")),
        (row(assessment={"assessed_on": "2026-02-30"}), ("/assessment/assessed_on", "DATE")),
        (row(assessment={"assessed_on": "20/03/2026"}), ("/assessment/assessed_on", "DATE")),
        (row(subject={"child": None}), ("/subject/child", "MISSING")),
        (row(subject={"child": "no"}), ("/subject/child", "TYPE")),
        (row(subject={"hub_person": "somebody"}), ("/subject/hub_person", "HUB_ID")),
        (row(subject=None), ("/subject", "MISSING")),
        (row(MAN, respondent=None), ("/respondent", "MISSING")),
        (row(respondent={"person_number": "TOD-5501"}), ("/respondent/person_number", "SAME_PERSON")),
        (row(subject={"birth_date": "2026-03-21"}), ("/subject/birth_date", "BIRTH_AFTER_ASSESSMENT")),
        (row(observations=[{"presence": "PRESENT"}]), ("/observations/0/factor", "MISSING")),
        (row(observations=[{"factor": "P05"}] * 101), ("/observations", "TOO_MANY")),
        (row(safety_plans=[{"number": "1"}, {"number": "1"}]), ("/safety_plans/1/number", "REPEATED")),
        (row(safety_plans=[{"steps": [{"done_on": "soon"}]}]), ("/safety_plans/0/steps/0/done_on", "DATE")),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_whole_is_refused_with_its_place(sent: Row, fault: tuple[str, str]) -> None:
    assert faults(sent)[0] == fault


def test_the_same_hub_id_in_both_parts_is_refused_and_two_are_taken() -> None:
    both = row(subject={"hub_person": PERSON}, respondent={"hub_person": PERSON})
    assert faults(both) == [("/respondent/hub_person", "SAME_PERSON")]
    assert parsed(row(subject={"hub_person": PERSON}, respondent={"hub_person": "b" * 26}))


def test_a_perpetrator_focused_assessment_needs_no_subject_and_a_placeholder_joins_nobody() -> None:
    assert parsed(MAN).row.subject is None
    assert parsed(row(subject={"person_number": "UNKNOWN"}, respondent={"person_number": "UNKNOWN"}))


def test_an_assessment_of_tomorrow_is_refused_and_one_of_today_is_taken() -> None:
    late = row(assessment={"assessed_on": "2026-07-02"})
    assert faults(late, RECEIVED) == [("/assessment/assessed_on", "IN_FUTURE")]
    assert parsed(row(assessment={"assessed_on": "2026-06-30"}), RECEIVED)


def test_an_address_that_ends_before_it_starts_is_refused() -> None:
    turned = {"line": "1 Ash Lane", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}
    assert faults(row(subject={"addresses": [turned]})) == [("/subject/addresses/0/valid_to", "END_BEFORE_START")]


TWICE = [{"factor": "P05", "presence": "PRESENT"}, {"factor": "P05", "presence": "UNKNOWN"}]
AGREED = [{"factor": "P05", "presence": "PRESENT"}, {"factor": "P05", "presence": "PRESENT"}]


@pytest.mark.parametrize(
    ("sent", "doubts"),
    [
        (row(observations=TWICE), ["FACTOR_TWICE"]),
        (row(observations=AGREED), []),
        (row(assessment={"assessor": None}), ["LEVEL_WITHOUT_ASSESSOR"]),
        (row(assessment={"assessor": None, "level": None}), []),
        (row(assessment={"practice_level": "IDENTIFICATION"}), ["BEYOND_PRACTICE_LEVEL"]),
        (row(assessment={"practice_level": "IDENTIFICATION", "kind": "SCREENING"}), ["UNKNOWN_NOT_ASKED"]),
        (row(assessment={"practice_level": "INTERMEDIATE", "kind": "COMPREHENSIVE"}), ["BEYOND_PRACTICE_LEVEL"]),
        (row(assessment={"practice_level": "COMPREHENSIVE", "kind": "COMPREHENSIVE"}), []),
        (row(CHILD, observations=[{"factor": "P05", "presence": "UNKNOWN"}]), ["UNKNOWN_NOT_ASKED"]),
        (row(CHILD, observations=[{"factor": "P05", "presence": "PRESENT"}]), []),
        (row(assessment={"level": "NO_FV_IDENTIFIED"}), ["LEVEL_OF_ANOTHER_SCHEME"]),
        (row(assessment={"level": "NO_FV_IDENTIFIED", "scheme": "CP_RECORDED"}), []),
        (row(assessment={"scheme": "VP_FVR"}), ["LEVEL_OF_ANOTHER_SCHEME"]),
        (row(CHILD, subject={"child": False}), ["CHILD_TOOL_OF_ADULT"]),
        (row(subject={"child": True}), []),
        (row(safety_plans=[{"made_on": "2026-03-20", "review_on": "2026-03-19"}]), ["ENDS_BEFORE_START"]),
        (row(safety_plans=[{"made_on": "2026-03-20", "review_on": "2026-03-20"}]), []),
        (
            row(observations=[{"factor": "P05", "first_seen_on": "2026-02-01", "last_seen_on": "2026-01-01"}]),
            ["ENDS_BEFORE_START"],
        ),
        (ODD, ["FACTOR_TWICE", "LEVEL_WITHOUT_ASSESSOR", "BEYOND_PRACTICE_LEVEL", "UNKNOWN_NOT_ASKED",
               "LEVEL_OF_ANOTHER_SCHEME"]),
        (ODDER, ["LEVEL_WITHOUT_ASSESSOR"]),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_taken_and_flagged(sent: Row, doubts: list[str]) -> None:
    assert doubts_in(parsed(sent).row) == doubts


def test_a_refusal_repeats_no_value() -> None:
    secret: dict[str, Any] = {"number": "Zqx9Secret", "version": "Zqx9Secret", "assessed_on": "Zqx9Secret"}
    found = RISK.read(row(ADULT, assessment=secret))
    assert "Zqx9" not in repr(found)
