"""Each rule of the policy once, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.judge.askers import Asker, asker, matter_id, pad
from tests.judge.byhand import (
    HER_OWN,
    HERS,
    OTHERS,
    OWN,
    OWN_REPORT,
    P1,
    REPORT,
    levels,
    made,
    matter_of,
    name_only,
)
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.loading import OPEN
from tests.judge.nouns import PARTS


@pytest.mark.parametrize("purpose", ["ASSESSMENT", "PROTECTION", "CYFA_STATUTORY", "COURT", "OWN_CASE"])
def test_no_police_member_reads_a_reporter(purpose: str) -> None:
    world, who = made("police_member", purpose, "VICTIM")
    judge = Judge(world, who, NOW)
    assert not any(judge.shown("incidents", i, "reporter_name") for i in world["incidents"])


@pytest.mark.parametrize("change", ["organisation", "purpose", "status"])
def test_a_foreign_or_closed_matter_opens_nothing(change: str) -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    assert Judge(world, who, NOW).there("records", OTHERS)
    matter_of(world, who)[change] = "another"
    assert Judge(world, who, NOW).persons_there() == set()


def test_own_records_need_no_matter_where_the_purpose_asks_none() -> None:
    world, who = made("police_member", "OWN_CASE", "ALLEGED", met=False)
    alone = asker("police_member", "OWN_CASE", matter=False)
    judge = Judge(world, alone, NOW)
    assert levels(judge, OWN, "IDENTITY", "CONTACT") == "FF"
    assert not judge.there("records", HER_OWN)  # a victim's own record is linked first
    assert not judge.there("records", OTHERS)
    assert Judge(world, who, NOW).there("records", HER_OWN)


def test_whoever_serves_him_opens_no_file_of_hers_without_a_matter() -> None:
    world, _ = made("court_registrar", "OWN_CASE", "ALLEGED")
    alone = asker("court_registrar", "OWN_CASE", matter=False)
    assert levels(Judge(world, alone, NOW), HER_OWN, "IDENTITY") == "N"
    for naming in world["matters"][matter_id("court_registrar", "OWN_CASE")]["names"]:
        naming["client"] = False
    assert levels(Judge(world, alone, NOW), HER_OWN, "IDENTITY") == "F"


def test_an_excluded_node_is_its_custodians_and_theirs_to_whom_it_is_released() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    for area, name in (("records", OWN), ("incidents", OWN_REPORT), ("records", OTHERS), ("incidents", REPORT)):
        world[area][name] |= {"exclusion": "CONFIDENTIAL_SOURCE", "released": ["orange_door"]}
    judge = Judge(world, who, NOW)
    assert [judge.there("records", r) for r in (OWN, OTHERS)] == [True, False]
    assert [judge.there("incidents", i) for i in (OWN_REPORT, REPORT)] == [True, False]
    for area, name in (("records", OTHERS), ("incidents", REPORT)):
        world[area][name]["released"] = ["orange_door", who.organisation]
    judge = Judge(world, who, NOW)
    assert judge.there("records", OTHERS)
    assert judge.there("incidents", REPORT)


def test_a_field_and_a_part_are_excluded_by_themselves() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    [hers] = [r for r in world["incidents"][REPORT]["AFFECTED_IN"] if r == OTHERS]
    for released, told in ((["orange_door"], False), ([who.organisation], True)):
        world["incidents"][REPORT] |= {"kept": {"weapon_used": released}}
        judge = Judge(world, who, NOW)
        assert judge.shown("incidents", REPORT, "weapon_used") is told
        assert judge.shown("incidents", REPORT, "drugs")
        world["incidents"][REPORT] |= {"apart": {hers: released, OWN: released}}
        judge = Judge(world, who, NOW)
        assert [judge.facts.apart_of("incidents", REPORT, r) for r in (hers, OWN)] == [not told, False]
        assert judge.there("incidents", REPORT)  # by the part of the own record


def test_a_narrative_of_others_opens_when_it_was_looked_through() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    assert Judge(world, who, NOW).shown("incidents", REPORT, "narrative")
    del world["incidents"][REPORT]["scanned_at"], world["incidents"][OWN_REPORT]["scanned_at"]
    judge = Judge(world, who, NOW)
    assert [judge.shown("incidents", i, "narrative") for i in (REPORT, OWN_REPORT)] == [False, True]


@pytest.mark.parametrize(("role", "other"), [("cip_analyst", "mens_service"), ("mens_service", "cip_analyst")])
def test_an_extract_is_shown_to_whom_it_is_released_and_the_text_is_not(role: str, other: str) -> None:
    world, who = made(role, "CIP_REQUEST" if role == "cip_analyst" else "ASSESSMENT", "ALLEGED")
    fields = ("extract", "narrative", "alerts", "extract_readers")
    for readers, told in (([other], False), (None, False), ([other, role], True)):
        world["incidents"][REPORT]["extract_readers"] = readers
        judge = Judge(world, who, NOW)
        assert [judge.shown("incidents", REPORT, field) for field in fields] == [told, False, False, False]


def test_whoever_reads_the_text_reads_what_was_released_of_it_and_to_whom() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    judge = Judge(world, who, NOW)
    assert all(judge.shown("incidents", REPORT, field) for field in ("narrative", "extract", "extract_readers"))
    del world["incidents"][REPORT]["scanned_at"]
    assert not Judge(world, who, NOW).shown("incidents", REPORT, "extract")


def test_a_place_that_anyone_marked_is_suppressed_in_records_of_others_only() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    for home in ("a1a", "a1b"):
        world["addresses"][pad(home)]["key"] = world["addresses"][pad("s3b")]["key"]
    assert Judge(world, who, NOW).there("addresses", pad("a1b"))  # a reason came with the question
    judge = Judge(world, replace(who, reasoned=False), NOW)
    assert judge.there("addresses", pad("a1a"))
    assert not judge.there("addresses", pad("a1b"))
    assert judge.there("addresses", pad("s1a"))  # an own client's own record
    assert not judge.whole("addresses", pad("s1a"), "suburb")


def test_a_place_of_a_report_needs_everyone_who_was_there_named() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    assert Judge(world, who, NOW).address_there(REPORT, pad("zb"))
    world["incidents"][REPORT]["CHILD_IN"] = [pad("r3b")]
    assert Judge(world, who, NOW).address_there(REPORT, pad("zb"))
    matter_of(world, who)["assertions"] = []  # nothing is said of the child's views
    assert not Judge(world, who, NOW).address_there(REPORT, pad("zb"))


def test_an_origin_joined_after_the_naming_widens_only_when_it_is_confirmed() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "VICTIM")
    assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") == "F"
    world["origins"][pad("j1")] = {"person": P1, "confirmed": False}
    world["persons"][P1]["records"][OTHERS]["origin"] = pad("j1")
    assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") in "NM"
    (naming,) = (n for n in matter_of(world, who)["names"] if n["person"] == P1)
    for change in ({"covers": [P1, pad("j1")]}, {"covers": [P1], "confirmed": True}):
        naming["covers"] = change["covers"]
        world["origins"][pad("j1")]["confirmed"] = change.get("confirmed", False)
        assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") == "F"


def test_consent_withdrawn_shuts_what_it_opened() -> None:
    world, who = made("tod_victim_side", "ASSESSMENT", "VICTIM")
    assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") == "F"
    for consent in matter_of(world, who)["consents"]:
        consent["withdrawn_at"] = "2026-05-01T00:00:00Z"
    assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") != "F"


@pytest.mark.parametrize(
    ("kind", "standing", "shown"),
    [
        ("SERIOUS_THREAT", "VICTIM", True),
        ("CHILD_RISK", "VICTIM", True),
        ("VIEWS_SOUGHT", "VICTIM", False),  # of an adult it stands for nothing
        ("VIEWS_SOUGHT", "CHILD", True),
        ("VIEWS_NOT_SOUGHT", "CHILD", True),
        ("SERIOUS_THREAT", "CHILD", False),  # it stands for a consent, and a child is not asked for one
    ],
)
def test_an_assertion_opens_what_it_is_for_until_it_ends(kind: str, standing: str, shown: bool) -> None:
    world, who = made("tod_victim_side", "ASSESSMENT", standing)
    matter = matter_of(world, who)
    matter["consents"], matter["assertions"] = [], []
    assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") != "F"
    said = {"person": P1, "kind": kind, "since": "2026-05-01T00:00:00Z", "until": OPEN, "withdrawn_at": None}
    matter["assertions"] = [said]
    assert (levels(Judge(world, who, NOW), OTHERS, "IDENTITY") == "F") is shown
    for change in ({"until": NOW}, {"withdrawn_at": NOW}, {"since": "2026-06-02T00:00:00Z"}, {"person": pad("p2")}):
        matter["assertions"] = [{**said, **change}]
        assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") != "F"


def test_protection_shows_a_report_only_when_every_respondent_is_established() -> None:
    world, who = made("police_fv_unit", "PROTECTION", "VICTIM")
    assert Judge(world, who, NOW).there("incidents", REPORT)
    world["incidents"][REPORT]["RESPONDENT_IN"].append(pad("r3b"))
    assert not Judge(world, who, NOW).there("incidents", REPORT)


def test_someone_met_beside_has_the_most_protective_standing_seen() -> None:
    world, who = made("specialist_fv", "ASSESSMENT", "ALLEGED")
    name_only(world, who, P1)
    assert levels(Judge(world, who, NOW), HERS, "IDENTITY") == "M"
    for area, parts in PARTS.items():
        edges = {standing: key for key, standing in parts.items()}
        for event in world[area].values() if "ALLEGED" in edges else ():
            hers, his = edges["VICTIM"], edges["ALLEGED"]
            event[hers], event[his] = [], event[hers] + event[his]
    assert not Judge(world, who, NOW).there("records", HERS)  # ALLEGED beside is N


def test_a_purpose_that_the_organisation_holds_no_class_for_opens_nothing() -> None:
    world, who = made("specialist_fv", "CIP_REQUEST", "ALLEGED")
    assert Judge(world, who, NOW).there("records", OTHERS)
    plain = Asker(who.role, who.account, who.organisation, who.custodian,
                  frozenset({"ISE", "RAE"}), who.purpose, who.matter)  # fmt: skip
    assert Judge(world, plain, NOW).persons_there() == set()
