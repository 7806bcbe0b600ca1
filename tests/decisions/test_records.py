"""Records of other custodians in pattern and history: each measure at its boundaries."""

from __future__ import annotations

from typing import Any

import pytest

from schema.decisions.affected import affected_persons
from schema.decisions.assessments import assessments
from schema.decisions.children import ChildExposure, children_exposed
from schema.decisions.circumstances import Circumstances, circumstances
from schema.decisions.cross_role import cross_role
from schema.decisions.custodians import CustodianReports, KindShown, custodians
from schema.decisions.escalation import Finding, escalation
from schema.decisions.event import Child, Event, Side
from schema.decisions.history import History, history
from schema.decisions.offences import Severity
from schema.decisions.records import Records, Stay, known
from schema.decisions.severity import highest_severity, latest_severity
from tests.decisions.events import AS_AT, affected, on, respondent
from tests.decisions.records import assessed, charge, described, order, reported, stay, supervised


def held(*events: Event, **records: Any) -> History:
    return history(events, AS_AT, Records(**records))


# What counts as at an instant


@pytest.mark.parametrize(
    ("_case", "occurred_at", "charged_on", "received_at", "counts"),
    [
        ("at the instant", AS_AT, None, None, True),
        ("a second later", "2026-03-01T00:00:01Z", None, None, False),
        ("laid on that day in Melbourne", None, "2026-03-01", None, True),
        ("laid the day after", None, "2026-03-02", None, False),
        ("only its receipt is known", None, None, AS_AT, True),
        ("nothing is known", None, None, None, False),
    ],
)
def test_a_record_counts_from_what_it_tells_of(
    _case: str, occurred_at: str | None, charged_on: str | None, received_at: str | None, counts: bool
) -> None:
    said = charge("c", occurred_at=occurred_at, charged_on=charged_on, received_at=received_at)
    assert known(Records(charges=(said,)), AS_AT).charges == ((said,) if counts else ())


@pytest.mark.parametrize(("made_on", "heard_on", "counts"), [
    ("2026-03-01", "2026-04-01", True),
    ("2026-03-02", "2026-02-01", False),
    (None, "2026-03-01", True),
    (None, "2026-03-02", False),
])  # fmt: skip
def test_an_order_counts_from_the_day_it_was_made(made_on: str | None, heard_on: str, counts: bool) -> None:
    said = order("s", made_on=made_on, heard_on=heard_on)
    assert known(Records(orders=(said,)), AS_AT).orders == ((said,) if counts else ())


# Severity, escalation, onset


def test_a_charge_counts_in_the_highest_severity_with_its_reason_and_day() -> None:
    threat = charge("c", offence="CRIMES_20", occurred_at=on("2025-06-01"))
    found = highest_severity(held(respondent("a", on("2026-01-01"), offences=("0213",)), charges=(threat,)))
    assert (found.severity, found.on) == (Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON, "2025-06-01")
    assert (found.reasons, found.evidence, found.at_least) == (("charge of threat to kill",), ("c",), False)


@pytest.mark.parametrize("lost", [{"outcome": "NOT_GUILTY"}, {"state": "WITHDRAWN"}, {"accused": False}])
def test_a_charge_that_was_lost_and_one_of_what_was_done_to_the_subject_count_in_no_severity(lost: Any) -> None:
    attempt = charge("c", offence="0121", occurred_at=on("2026-01-01"), **lost)
    found = highest_severity(held(respondent("a", on("2026-01-01"), offences=("0213",)), charges=(attempt,)))
    assert (found.severity, found.evidence) == (Severity.ASSAULT, ("a",))


def test_a_charge_whose_offence_is_not_known_could_be_of_any_rung() -> None:
    events = respondent("a", on("2026-01-01"), offences=("0213",))
    assert highest_severity(held(events, charges=(charge("c", offence="ZZ"),))).at_least is True


def test_the_latest_severity_is_of_a_charge_where_its_conduct_is_the_latest() -> None:
    report = respondent("a", on("2026-01-01"), offences=("0213",), incident_number="L1")
    same = charge("c", offence="0211", incident_number="L1", occurred_at=on("2025-12-31"))
    assert latest_severity(held(report, charges=(same,))).evidence == ("c",)
    later = charge("d", offence="0531", occurred_at=on("2026-01-02"))
    found = latest_severity(held(report, charges=(same, later)))
    assert (found.severity, found.evidence) == (Severity.PROPERTY_OR_HARASSMENT, ("d",))


def test_severity_rises_by_a_charge_of_the_incident() -> None:
    events = [
        respondent(name, on(day), incident_number=name) for name, day in (("a", "2026-01-01"), ("b", "2026-01-02"))
    ]
    assert escalation(held(*events)).severity is Finding.NOT_FOUND
    found = escalation(held(*events, charges=(charge("c", incident_number="b"),)))
    assert (found.severity, found.severity_evidence) == (Finding.FOUND, ("a", "b", "c"))


@pytest.mark.parametrize(
    ("_case", "said", "finding", "whole"),
    [
        ("present", {"present": ("P01", "V04")}, Finding.FOUND, Finding.FOUND),
        ("not present", {"absent": ("V04",)}, Finding.NOT_FOUND, Finding.TOO_FEW),
        ("asked and not known", {"not_known": ("V04",)}, Finding.NOT_KNOWN, Finding.NOT_KNOWN),
        ("another factor", {"present": ("P01",)}, None, Finding.TOO_FEW),
        ("of the subject's own risk", {"present": ("V04",), "part": "AFFECTED"}, None, Finding.TOO_FEW),
    ],
)
def test_an_assessor_may_have_found_escalation(_case: str, said: Any, finding: Finding | None, whole: Finding) -> None:
    found = escalation(held(assessments=(assessed("x", "2026-01-01", **said),)))
    assert (found.assessed, found.finding) == (finding, whole)
    assert found.assessed_evidence == (("x",) if finding else ())


def test_of_several_assessments_the_latest_that_asks_tells() -> None:
    said = (assessed("x", "2026-01-01", present=("V04",)), assessed("y", "2026-01-02", absent=("V04",)),
            assessed("z", "2026-01-03", present=("P01",)))  # fmt: skip
    assert escalation(held(assessments=said)).assessed_evidence == ("y",)


@pytest.mark.parametrize(("second", "days"), [("2025-06-11", 10), ("2025-06-01", 0), ("2025-05-20", -12)])
def test_the_onset_of_the_next_person_is_told_with_the_days_since_the_one_before(second: str, days: int) -> None:
    events = [
        respondent("a", on("2025-05-01")),
        respondent("b", on("2025-06-01")),
        respondent("c", on(second), affected=("bo",)),
    ]
    first, last = affected_persons(held(*events)).persons
    assert (first.person, first.days_since_previous, first.last_on) == ("alex", None, "2025-06-01")
    assert (last.person, last.first_on, last.days_since_previous) == ("bo", second, days)


def test_a_person_wronged_in_a_charge_is_affected_and_his_dates_count() -> None:
    said = (charge("c", against=("alex", "cy"), occurred_at=on("2025-03-01")), charge("d", against=None),
            charge("e", against=("di",), outcome="DISMISSED"))  # fmt: skip
    found = affected_persons(held(respondent("a", on("2025-05-01")), charges=said))
    assert [(p.person, p.reports, p.charges, p.first_on, p.last_on) for p in found.persons] == [
        ("alex", 1, 1, "2025-03-01", "2025-05-01"),
        ("cy", 0, 1, "2025-03-01", "2025-03-01"),
    ]
    assert (found.count, found.evidence) == (2, ("a", "c"))


# Children


def test_reports_to_child_protection_are_told_by_child_and_investigated_or_not() -> None:
    kim = Child(person="kim", birth_date="2018-01-01", exposures=("WITNESSED",))
    reports = (reported("p", "2025-01-01", investigated=True), reported("q", "2025-02-01", investigated=False),
               reported("r", "2025-03-01"), reported("s", "2025-04-01", children=("lou",)))  # fmt: skip
    one, other = children_exposed(held(respondent("a", on("2025-05-01"), children=(kim,)), protection=reports)).children
    assert _protection(one) == ("kim", 1, 3, 1, 1, "2025-01-01", "2025-03-01", ("p", "q", "r"))
    assert one.evidence == ("a", "p", "q", "r")
    assert _protection(other) == ("lou", 0, 1, 0, 0, "2025-04-01", "2025-04-01", ("s",))


def _protection(child: ChildExposure) -> tuple[object, ...]:
    return (child.child, child.exposures, child.protection_reports, child.protection_investigated,
            child.protection_not_investigated, child.protection_first_on, child.protection_last_on,
            child.protection_evidence)  # fmt: skip


# Where he stood when it happened


def standing(**records: Any) -> Circumstances:
    return circumstances(held(respondent("a", on("2026-02-01")), **records))


@pytest.mark.parametrize(
    ("_case", "said", "answer"),
    [
        ("from that moment", stay("s", on("2026-02-01"), on("2026-02-02")), True),
        ("from a second later", stay("s", "2026-02-01T02:00:01Z", on("2026-02-02")), None),
        ("released a second later", stay("s", on("2026-01-01"), "2026-02-01T02:00:01Z"), True),
        ("released at that moment", stay("s", on("2026-01-01"), on("2026-02-01")), None),
        ("no end, and said to be there when the file came", stay("s", on("2026-01-01"), in_custody=True), True),
        ("no end, and said to be free", stay("s", on("2026-01-01"), in_custody=False), None),
        ("no end, and nothing said", stay("s", on("2026-01-01")), None),
        ("no beginning", stay("s", None, on("2026-02-02")), None),
    ],
)
def test_he_was_in_custody_when_a_stay_holds_that_moment(_case: str, said: Stay, answer: bool | None) -> None:
    found = standing(stays=(said,))
    assert found.incidents[0].in_custody is answer
    assert found.in_custody == (1 if answer else 0)
    assert found.incidents[0].custody_evidence == (("s",) if answer else ())


@pytest.mark.parametrize(
    ("_case", "said", "answer"),
    [
        ("laid the day before", {"charged_on": "2026-01-31"}, True),
        ("laid on that day", {"charged_on": "2026-02-01"}, None),
        ("decided the day after", {"charged_on": "2026-01-01", "outcome_on": "2026-02-02"}, True),
        ("decided on that day", {"charged_on": "2026-01-01", "outcome_on": "2026-02-01"}, None),
        ("no day of laying", {}, None),
        ("not on bail", {"charged_on": "2026-01-01", "on_bail": False}, None),
        ("a charge against another", {"charged_on": "2026-01-01", "accused": False}, None),
    ],
)
def test_he_was_on_bail_between_a_charge_and_its_outcome(_case: str, said: Any, answer: bool | None) -> None:
    found = standing(charges=(charge("c", **{"on_bail": True, **said}),))
    assert (found.incidents[0].on_bail, found.on_bail) == (answer, 1 if answer else 0)


@pytest.mark.parametrize(
    ("_case", "from_on", "until_on", "state", "answer"),
    [
        ("first and last day", "2026-02-01", "2026-02-01", "COMPLETED", True),
        ("from the day after", "2026-02-02", None, "CURRENT", None),
        ("until the day before", "2026-01-01", "2026-01-31", "CURRENT", None),
        ("no end, and current", "2026-01-01", None, "CURRENT", True),
        ("no end, and breached", "2026-01-01", None, "BREACHED", True),
        ("no end, and completed some day", "2026-01-01", None, "COMPLETED", None),
    ],
)
def test_he_was_under_supervision_on_its_days(
    _case: str, from_on: str, until_on: str | None, state: str, answer: bool | None
) -> None:
    found = standing(supervisions=(supervised("v", from_on, until_on, state=state),))
    assert (found.incidents[0].under_supervision, found.under_supervision) == (answer, 1 if answer else 0)


@pytest.mark.parametrize(
    ("_case", "said", "bound", "not_known"),
    [
        ("served before", {}, 1, 0),
        ("its last day", {"ends_on": "2026-02-01"}, 1, 0),
        ("ended the day before", {"ends_on": "2026-01-31"}, 0, 0),
        (
            "the court ended it the day before",
            {"ends_on": "2027-01-01", "ended_at": "2026-01-31T01:00:00Z", "state": "REVOKED"},
            0,
            0,
        ),
        ("the court ended it later", {"ended_at": "2026-02-10T01:00:00Z", "state": "REVOKED"}, 1, 0),
        ("revoked on a day that is not stated", {"state": "REVOKED", "heard_on": "2026-02-10"}, 0, 1),
        ("served that day", {"served_on": "2026-02-01"}, 0, 1),
        ("not served", {"served_on": None, "served": False, "state": "FINAL_MADE"}, 0, 0),
        ("made later", {"made_on": "2026-02-02", "served_on": "2026-02-02"}, 0, 0),
        ("it protects him", {"side": Side.PROTECTING}, 0, 0),
    ],
)
def test_an_order_against_him_was_in_force_or_may_have_been(_case: str, said: Any, bound: int, not_known: int) -> None:
    found = standing(orders=(order("s", **said),))
    [incident] = found.incidents
    assert (incident.orders_in_force, incident.orders_not_known) == (bound, not_known)
    assert (found.under_order, found.order_not_known) == (bound, not_known)
    assert incident.orders_evidence == (("s",) if bound else ())
    assert incident.orders_not_known_evidence == (("s",) if not_known else ())


def test_an_undated_attendance_and_one_as_affected_have_no_circumstances() -> None:
    events = (respondent("a", None, received_at=on("2026-01-01")), affected("b", on("2026-02-01")))
    assert circumstances(held(*events, stays=(stay("s", on("2026-01-01"), AS_AT),))).attendances == 0


# Roles turned round


def test_a_review_a_charge_of_what_was_done_to_the_subject_and_crossed_orders_are_signs() -> None:
    mine = order("x", "o", others=("alex",))
    theirs = order("y", "p", side=Side.PROTECTING, others=("alex", "bo"))
    found = cross_role(
        held(respondent("a", on("2026-01-01"), misidentification_review=True), respondent("b", on("2026-01-02")),
             charges=(charge("c", accused=False),), orders=(mine, theirs))
    )  # fmt: skip
    assert (found.reviews, found.reviews_evidence) == (1, ("a",))
    assert (found.wronged_charges, found.wronged_evidence) == (1, ("c",))
    assert (found.crossed_orders, found.crossed_evidence) == (1, ("x", "y"))


def test_orders_of_which_the_other_side_is_not_shown_are_not_crossed() -> None:
    said = (order("x", "o", others=None), order("y", "p", side=Side.PROTECTING, others=None))
    assert cross_role(held(orders=said)).crossed_orders == 0


# Assessments and custodians


def test_assessments_are_listed_the_latest_first_and_each_in_its_own_scheme() -> None:
    said = (assessed("x", "2026-01-01", level="SERIOUS", tool="Adult", tool_version="2", tool_limits="No child.",
                     present=("V04",)), assessed("y", "2026-01-02", scheme="CP_RECORDED", part="AFFECTED"))  # fmt: skip
    latest, first = assessments(held(assessments=said))
    assert (latest.scheme, latest.level, latest.part, latest.evidence) == ("CP_RECORDED", None, "AFFECTED", ("y",))
    assert (first.level, first.tool, first.tool_limits, first.factors_present) == (
        "SERIOUS",
        "Adult",
        "No child.",
        ("V04",),
    )


def test_custodians_are_told_with_all_kinds_and_the_latest_receipt() -> None:
    found = custodians(
        held(respondent("a", on("2026-01-01"), custodian="victoria_police", received_at=on("2026-01-02")),
             charges=(charge("c", custodian="victoria_police", received_at=on("2026-01-03")),),
             described=(described("d", on("2026-01-01")),), stays=(stay("s", on("2026-01-01"), custodian=None),))
    )  # fmt: skip
    assert found == (
        CustodianReports(None, 0, 1, (KindShown("stay in custody", 1),), "2026-02-20T00:00:00Z", ("s",)),
        CustodianReports("victoria_police", 1, 2, (KindShown("police report", 1), KindShown("charge", 1)),
                         on("2026-01-03"), ("a", "c")),
    )  # fmt: skip
