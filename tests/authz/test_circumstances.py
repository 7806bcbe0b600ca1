"""What gates ask of the other records of a matter: what is open, held or supervised now, of whom the matter names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from authz.circumstances import kept_from_contact, report_is_open
from authz.facts import Event, Part
from authz.gates import BUILT, Case
from authz.moment import NO_MOMENT, Moment
from authz.words import Position, Standing

TODAY = "2026-06-01"
CHILD, HIM, HER = Standing.CHILD, Standing.ALLEGED, Standing.VICTIM
MOMENT = replace(NO_MOMENT, standings={"child": CHILD, "him": HIM}, clients=frozenset({"him"}))
REPORT = Event("e", "ProtectionReport", "child_protection", None, True, TODAY, going_on=True)
ORDER = Event("e", "Supervision", "corrections_victoria", None, True, TODAY)
REPORTED = Part("e", "r", "child", CHILD, relationship="CHILD_REPORTED_IN")
SUPERVISED = Part("e", "r", "him", HIM, relationship="SUPERVISED_IN")
LISTED = Part("e", "s", "her", HER, relationship="NO_CONTACT_WITH")


def listed(event: Event, moment: Moment = MOMENT, custodian: str = "corrections_victoria") -> frozenset[str]:
    return kept_from_contact([(SUPERVISED, event)], [(SUPERVISED, event), (LISTED, event)], moment, custodian, TODAY)


def test_an_open_report_on_a_child_of_the_matter_is_one() -> None:
    assert report_is_open([(REPORTED, REPORT)], MOMENT)
    assert not report_is_open([], MOMENT)


@pytest.mark.parametrize(
    "changed", [{"going_on": False}, {"going_on": None}, {"current": False}, {"custodian": "victoria_police"}]
)
def test_a_report_that_is_not_open_now_at_child_protection_is_none(changed: dict[str, Any]) -> None:
    assert not report_is_open([(REPORTED, replace(REPORT, **changed))], MOMENT)


def test_a_report_on_another_child_or_on_one_named_as_somebody_else_is_none() -> None:
    assert not report_is_open([(replace(REPORTED, relationship="OTHER_CHILD_IN"), REPORT)], MOMENT)
    assert not report_is_open([(REPORTED, REPORT)], replace(MOMENT, standings={"child": Standing.LINKED}))


@pytest.mark.parametrize(
    "changed", [{}, {"ends_on": TODAY}, {"label": "CustodyEpisode"}, {"released_at": "2026-06-02T00:00:00Z"}]
)
def test_whoever_is_on_the_list_of_a_client_held_or_supervised_is_on_it(changed: dict[str, Any]) -> None:
    assert listed(replace(ORDER, **changed)) == {"her"}


@pytest.mark.parametrize(
    "changed",
    [{"ends_on": "2026-05-31"}, {"state": "COMPLETED"}, {"state": "CANCELLED"}, {"going_on": False},
     {"released_at": "2026-06-01T23:00:00Z"}, {"current": False}, {"label": "Charge"},
     {"custodian": "magistrates_court"}],
)  # fmt: skip
def test_a_list_that_no_longer_binds_or_is_of_another_custodian_is_none(changed: dict[str, Any]) -> None:
    assert listed(replace(ORDER, **changed)) == frozenset()


def test_the_list_of_whom_the_account_does_not_serve_is_none() -> None:
    assert listed(ORDER, replace(MOMENT, clients=frozenset({"her"}))) == frozenset()


# The gates


def case(**said: Any) -> Case:
    return Case(Position.NAMED, "her", HER, HER, "orange_door", False, MOMENT, **said)


@pytest.mark.parametrize(
    ("gate", "opens", "shuts"),
    [
        ("open_report", case(), case()),
        ("no_contact_list", case(), case()),
        ("perpetrator_tools", case(label="RiskAssessment", kind="PERPETRATOR"),
         case(label="RiskAssessment", kind="COMPREHENSIVE")),
        ("filed_or_shared", replace(case(label="Order"), own=True), case(label="Order")),
        ("filed_or_shared", replace(case(label="CourtFile"), own=True), case(label="CourtFile")),
        ("filed_or_shared", replace(case(label="Charge"), own=True), replace(case(label="Incident"), own=True)),
        ("via_cip", case(label="Charge", via_cip=True), case(label="Charge")),
        ("cip_requester", case(label="Charge", via_cip=True), case(label="CustodyEpisode", via_cip=True)),
        ("risk_relevant", case(label="Charge", risk_relevant=True), case(label="Charge")),
        ("cleared_extract", case(label="Incident", cleared=True), case(label="Incident", scanned=True)),
        ("police_band", replace(case(label="Incident"), custodian="victoria_police"),
         replace(case(label="RiskAssessment"), custodian="victoria_police")),
    ],
)  # fmt: skip
def test_a_gate_holds_for_what_it_is_about_alone(gate: str, opens: Case, shuts: Case) -> None:
    told = replace(MOMENT, report_open=True, kept_from_contact=frozenset({"her"}), cip_requester=True)
    assert BUILT[gate](replace(opens, moment=told))
    assert not BUILT[gate](shuts)


def test_what_came_by_no_report_asks_for_no_requester() -> None:
    assert BUILT["cip_requester"](case(label="Charge"))


def test_an_incident_of_that_kind_is_no_assessment() -> None:
    assert not BUILT["perpetrator_tools"](case(label="Incident", kind="PERPETRATOR"))
