"""What an assessment claims: whose it is, what was observed, and what must never be joined or worked out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Claims, NodeClaim
from graph.times import OPEN
from schema.model import MODEL
from tests.connectors import Row, identify
from tests.connectors.risk import ADULT, CHILD, MAN, ODD, RECEIVED, claimed, row

HER, HIM = "a" * 26, "b" * 26


def nodes(claims: Claims, label: str) -> list[NodeClaim]:
    return [node for node in claims.nodes if node.label == label]


def one(claims: Claims, label: str) -> dict[str, Any]:
    [node] = nodes(claims, label)
    return dict(node.values)


def ends(claims: Claims, relationship: str) -> list[tuple[str, str]]:
    return [(edge.start_id, edge.end_id) for edge in claims.edges if edge.relationship == relationship]


def presence(claims: Claims) -> dict[str, str | None]:
    return {node.values["factor"]: node.values.get("presence") for node in nodes(claims, "RiskObservation")}


def test_an_assessment_claims_so_many_of_each() -> None:
    claims = claimed(ADULT)
    assert Counter(node.label for node in claims.nodes) == {
        "RiskAssessment": 1, "RiskObservation": 4, "SafetyPlan": 1, "SafetyStep": 2, "Person": 2, "PersonRecord": 2,
        "PersonName": 2, "Contact": 1, "Address": 1, "Description": 2,
    }  # fmt: skip
    assert Counter(edge.relationship for edge in claims.edges) == {
        "ASSESSED_IN": 1, "ASSESSED_AS_RISK_IN": 1, "OBSERVED": 4, "PLANNED_FOR": 1, "FOLLOWS_ASSESSMENT": 1,
        "HAS_STEP": 2, "KNOWN_AS": 2, "NAMED": 2, "REACHED_AT": 1, "LIVES_AT": 1, "DESCRIBED_AS": 2,
    }  # fmt: skip


def test_it_says_what_was_judged_and_what_the_tool_cannot_tell() -> None:
    said = one(claimed(ADULT), "RiskAssessment")
    judged = ("kind", "tool", "tool_version", "scheme", "level", "self_assessed_level")
    assert {name: said[name] for name in judged} == {
        "kind": "INTERMEDIATE", "tool": "TRAM", "tool_version": "3.2", "scheme": "MARAM", "level": "ELEVATED",
        "self_assessed_level": "SERIOUS",
    }  # fmt: skip
    assert (said["assessment_number"], said["informed_by_number"]) == ("TRAM-2026-00017", "TRAM-2026-00009")
    assert (said["assessor_name"], said["practice_level"], said["assessed_on"]) == (
        "Ines Okonkwo", "INTERMEDIATE", "2026-03-20",
    )  # fmt: skip
    assert said["tool_limits"] == (
        "Structured professional judgement at one point in time, of what was known then. A level is no score, and no "
        "probability."
    )
    assert "doubts" not in said
    assert (said["custodian"], said["own"], said["source"]) == ("orange_door", "orange_door", "risk")
    assert (said["received_at"], said["recorded_to"]) == (RECEIVED, OPEN)


def test_a_police_score_is_told_with_its_limits_and_a_scheme_of_no_list_without_any() -> None:
    police = one(claimed(row(assessment={"scheme": "VP_FVR", "level": None})), "RiskAssessment")["tool_limits"]
    assert all(word in police for word in ("2013-14", "12 months", "same-sex couples", "child perpetrators"))
    assert "tool_limits" not in one(claimed(row(assessment={"scheme": "DASH"})), "RiskAssessment")


def test_of_an_adult_a_child_and_a_perpetrator_the_parts_are_their_own() -> None:
    parts = {"ASSESSED_IN", "CHILD_ASSESSED_IN", "ASSESSED_AS_RISK_IN", "PLANNED_FOR", "CHILD_PLANNED_FOR"}
    assert {e.relationship for e in claimed(ADULT).edges} & parts == {
        "ASSESSED_IN",
        "ASSESSED_AS_RISK_IN",
        "PLANNED_FOR",
    }
    assert {e.relationship for e in claimed(CHILD).edges} & parts == {
        "CHILD_ASSESSED_IN", "ASSESSED_AS_RISK_IN", "CHILD_PLANNED_FOR",
    }  # fmt: skip
    assert {e.relationship for e in claimed(MAN).edges} & parts == {"ASSESSED_AS_RISK_IN"}
    standings = {n.values["standing"] for n in nodes(claimed(CHILD), "PersonRecord")}
    assert standings == {"CHILD", "ALLEGED"}


def test_a_plan_is_never_of_whom_it_protects_from() -> None:
    claims = claimed(ADULT)
    [(planned, _)], [(respondent, _)] = ends(claims, "PLANNED_FOR"), ends(claims, "ASSESSED_AS_RISK_IN")
    assert planned != respondent
    assert planned == ends(claims, "ASSESSED_IN")[0][0]


def test_two_custodians_may_give_one_number_and_nothing_of_them_is_one() -> None:
    theirs = row(assessment={"custodian": "safe_steps"})
    mine, other = claimed(ADULT), claimed(theirs)
    assert not {node.id for node in mine.nodes} & {node.id for node in other.nodes}
    assert one(mine, "RiskAssessment")["document"] != one(other, "RiskAssessment")["document"]


def test_a_child_and_an_adult_of_one_number_are_never_versions_of_one_record() -> None:
    adult, child = claimed(ADULT), claimed(row(assessment={"version": 2}, subject={"child": True}))
    lineage = {n.values["standing"]: n.values["lineage"] for c in (adult, child) for n in nodes(c, "PersonRecord")}
    assert lineage["VICTIM"] != lineage["CHILD"]


def test_serious_is_the_frameworks_word_and_not_the_senders() -> None:
    lying = row(
        observations=[{"factor": "P05", "serious": False}, {"factor": "P19", "serious": True}, {"factor": "P99"}]
    )
    found = {n.values["factor"]: n.values.get("serious") for n in nodes(claimed(lying), "RiskObservation")}
    assert found == {"P05": True, "P19": False, "P99": None}


def test_what_a_kind_does_not_ask_was_not_asked_and_never_unknown() -> None:
    found = presence(claimed(ODD))
    assert (found["P05"], found["P19"], found["V06"], found["V02"]) == (
        "NOT_PRESENT",
        "UNKNOWN",
        "NOT_ASKED",
        "NOT_ASKED",
    )
    assert "V01" not in found  # a serious one, which a brief assessment asks: of it nothing is said
    child = presence(claimed(CHILD))
    assert (child["C04"], child["P05"], child["V03"]) == ("UNKNOWN", "NOT_ASKED", "NOT_ASKED")
    assert "C02" not in child


def test_of_a_kind_in_no_list_nobody_knows_what_it_asks() -> None:
    assert presence(claimed(row(assessment={"kind": "TRIAGE"}, observations=[{"factor": "P19"}]))) == {"P19": None}


def test_two_answers_to_one_factor_both_stand() -> None:
    twice = [{"factor": "P05", "presence": "PRESENT"}, {"factor": "P05", "presence": "UNKNOWN"}]
    claims = claimed(row(observations=twice))
    assert [n.values["presence"] for n in nodes(claims, "RiskObservation")] == ["PRESENT", "UNKNOWN"]
    assert one(claims, "RiskAssessment")["doubts"] == ["FACTOR_TWICE"]


def test_what_informed_it_is_named_and_nothing_of_it_is_copied() -> None:
    alone = row(assessment={"informed_by": None})
    assert len(nodes(claimed(ADULT), "RiskObservation")) == len(nodes(claimed(alone), "RiskObservation")) == 4
    assert "informed_by_number" not in one(claimed(alone), "RiskAssessment")


def test_whom_the_hub_knows_is_known_as_that_person_and_an_id_of_nobody_makes_nobody() -> None:
    claims = claimed(row(subject={"hub_person": HER}, respondent={"hub_person": HIM}))
    assert nodes(claims, "Person") == []
    assert {start for start, _ in ends(claims, "KNOWN_AS")} == {HER, HIM}
    assert {n.values["origin"] for n in nodes(claims, "PersonRecord")} == {HER, HIM}


def test_without_one_a_person_is_the_custodians_own() -> None:
    origin = identify("person", "orange_door", "TOD-5501")
    assert origin in {start for start, _ in ends(claimed(ADULT), "KNOWN_AS")}
    assert origin in {node.id for node in nodes(claimed(ADULT), "Person")}


def test_lineages_stay_over_versions_and_an_older_one_that_comes_late_is_closed() -> None:
    second = row(assessment={"version": 2, "level": "SERIOUS"})
    for label in ("RiskAssessment", "SafetyPlan"):
        [first], [then] = nodes(claimed(ADULT), label), nodes(claimed(second), label)
        assert first.values["lineage"] == then.values["lineage"]
        assert first.id != then.id
    assert one(claimed(ADULT, superseded=True), "RiskAssessment")["recorded_to"] == RECEIVED


def test_every_label_and_edge_is_the_models() -> None:
    claims = claimed(ADULT)
    declared = {node.label for node in MODEL.nodes.values()} | {"Description"}
    assert {node.label for node in claims.nodes} <= declared


LEVEL = st.sampled_from((None, "AT_RISK", "ELEVATED", "SERIOUS", "SERIOUS_IMMEDIATE", "NO_FV_IDENTIFIED", "OTHER"))
FACTOR = st.sampled_from(("V01", "V02", "P05", "P06", "P19", "C01", "P99"))
ANSWER = st.sampled_from(("PRESENT", "NOT_PRESENT", "UNKNOWN", "NOT_ASKED", None))
SEEN = st.lists(st.fixed_dictionaries({"factor": FACTOR, "presence": ANSWER}), max_size=12)


@given(level=LEVEL, mine=LEVEL, seen=SEEN)
def test_no_answer_to_a_factor_moves_a_level(level: str | None, mine: str | None, seen: list[Row]) -> None:
    said = one(
        claimed(row(assessment={"level": level, "self_assessed_level": mine}, observations=seen)), "RiskAssessment"
    )
    assert (said.get("level"), said.get("self_assessed_level"), said["scheme"]) == (level, mine, "MARAM")
