"""The worked examples of the policy, judged."""

from __future__ import annotations

from dataclasses import replace

from tests.judge.askers import Asker, pad
from tests.judge.byhand import (
    HERS,
    OTHERS,
    OWN,
    OWN_REPORT,
    P1,
    P2,
    REPORT,
    add_incident,
    levels,
    made,
    matter_of,
    name_only,
)
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.loading import World


class TestCipAnalyst:
    """A person X under a CIP request, and the affected person beside him."""

    def subject(self) -> tuple[World, Asker]:
        world, who = made("cip_analyst", "CIP_REQUEST", "ALLEGED", met=False)
        name_only(world, who, P1)
        return world, who

    def test_the_subject_is_shown_with_his_whereabouts(self) -> None:
        judge = Judge(*self.subject(), NOW)
        assert levels(judge, OTHERS, "IDENTITY", "CONTACT", "CUSTODY", "CULTURAL") == "FFFF"
        assert judge.there("addresses", pad("a1b"))
        assert not judge.there("addresses", pad("s1b"))

    def test_a_part_as_a_victim_that_still_governs_takes_his_whereabouts_away(self) -> None:
        world, who = self.subject()
        add_incident(world, "lately", AFFECTED_IN=[OTHERS])["occurred_from"] = "2026-01-01T00:00:00Z"
        judge = Judge(world, who, NOW)
        assert levels(judge, OTHERS, "IDENTITY", "CONTACT") == "FN"
        assert not judge.there("addresses", pad("a1b"))

    def test_an_old_part_as_a_victim_does_not(self) -> None:
        world, who = self.subject()
        add_incident(world, "old", AFFECTED_IN=[OTHERS])["occurred_from"] = "2019-01-01T00:00:00Z"
        for address in world["addresses"].values():
            address["suppressed"] = False
        assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY", "CONTACT") == "FF"

    def test_a_suppressed_home_protects_him_however_old_the_part(self) -> None:
        world, who = self.subject()
        add_incident(world, "old", AFFECTED_IN=[OTHERS])["occurred_from"] = "2019-01-01T00:00:00Z"
        assert levels(Judge(world, who, NOW), OTHERS, "CONTACT") == "N"

    def test_the_affected_person_is_initials_and_year_and_nowhere(self) -> None:
        world, who = self.subject()
        judge = Judge(world, who, NOW)
        assert levels(judge, HERS, "IDENTITY", "CONTACT", "HEALTH_NEEDS") == "MNN"
        record = world["records"][HERS]
        assert judge.value("records", HERS, "initials") == record["initials"]
        assert judge.value("records", HERS, "birth_year") == record["birth_year"]
        assert judge.value("records", HERS, "family_name") is None
        assert not judge.there("names", pad("n2b"))
        assert not any(judge.there("addresses", pad(a)) for a in ("a2b", "s2b", "zb"))

    def test_facts_and_the_police_band_are_shown_and_no_text_and_no_reporter(self) -> None:
        world, who = self.subject()
        judge = Judge(world, who, NOW)
        assert judge.there("incidents", REPORT)
        band = world["incidents"][REPORT]["risk_band"]
        assert judge.value("incidents", REPORT, "risk_band") == band
        hidden = ("risk_score", "narrative", "reporter_name", "reported_at", "safety_plan_made")
        assert [judge.value("incidents", REPORT, f) for f in hidden] == [None] * len(hidden)
        assert judge.level("orders", pad("ob"), "ORDERS") == "F"

    def test_the_band_of_another_service_is_not_the_police_band(self) -> None:
        world, who = self.subject()
        world["incidents"][REPORT]["custodian"] = "orange_door"
        judge = Judge(world, who, NOW)
        assert judge.there("incidents", REPORT)
        assert judge.value("incidents", REPORT, "risk_band") is None


class TestMensService:
    """Whoever works with him never learns where she is."""

    def test_the_partner_is_masked_and_her_places_are_nowhere(self) -> None:
        judge = Judge(*made("mens_service", "ASSESSMENT", "ALLEGED"), NOW)
        assert levels(judge, OTHERS, "IDENTITY", "CONTACT") == "FF"
        assert levels(judge, HERS, "IDENTITY", "CONTACT", "SUPPRESSED_LOCATION") == "MNN"
        assert not any(judge.there("addresses", pad(a)) for a in ("a2b", "s2b", "zb", "za"))

    def test_named_as_alleged_in_a_counter_matter_she_stays_masked(self) -> None:
        world, who = made("mens_service", "ASSESSMENT", "ALLEGED")
        next(n for n in matter_of(world, who)["names"] if n["person"] == P2)["standing"] = "ALLEGED"
        assert levels(Judge(world, who, NOW), HERS, "IDENTITY", "CONTACT") == "MN"

    def test_her_mother_is_not_there(self) -> None:
        world, who = made("mens_service", "ASSESSMENT", "ALLEGED")
        name_only(world, who, P1, client=True)
        world["incidents"][REPORT]["OTHER_IN"] = [pad("r3b")]
        assert not Judge(world, who, NOW).there("records", pad("r3b"))


class TestChildProtection:
    """A report on a child asks no consent of the adults."""

    def test_an_adult_linked_to_the_report_is_shown_without_consent(self) -> None:
        world, who = made("cp_team_manager", "CYFA_STATUTORY", "VICTIM", met=False)
        judge = Judge(world, who, NOW)
        assert levels(judge, OTHERS, "IDENTITY", "CONTACT") == "FF"
        assert judge.there("addresses", pad("a1b"))
        assert judge.there("addresses", pad("s1b"))  # a suppressed one, since a reason came with the question
        assert not Judge(world, replace(who, reasoned=False), NOW).there("addresses", pad("s1b"))

    def test_without_a_child_named_consent_is_asked(self) -> None:
        world, who = made("cp_team_manager", "CYFA_STATUTORY", "VICTIM", met=False)
        name_only(world, who, P1, P2)
        assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY") in "NM"

    def test_the_reporter_is_shown_of_an_own_linked_report_and_never_compared(self) -> None:
        world, who = made("cp_team_manager", "CYFA_STATUTORY", "VICTIM")
        judge = Judge(world, who, NOW)
        reporter = world["incidents"][OWN_REPORT]["reporter_name"]
        assert judge.value("incidents", OWN_REPORT, "reporter_name") == reporter
        assert not judge.whole("incidents", OWN_REPORT, "reporter_name")
        assert judge.value("incidents", REPORT, "reporter_name") is None


class TestHomelessness:
    """An own client in full; the records of others with consent; the other side once established."""

    def test_an_own_client(self) -> None:
        judge = Judge(*made("homelessness", "OWN_CASE", "VICTIM"), NOW)
        shown = ("IDENTITY", "CONTACT", "HEALTH_NEEDS", "CULTURAL", "SUPPRESSED_LOCATION")
        assert levels(judge, OWN, *shown) == "FFFFF"
        assert levels(judge, OWN, "CUSTODY") == "N"
        assert not judge.there("records", OTHERS)

    def test_the_police_record_of_her(self) -> None:
        world, who = made("homelessness", "PROTECTION", "VICTIM")
        assert levels(Judge(world, who, NOW), OTHERS, "IDENTITY", "CONTACT") == "FN"
        matter_of(world, who)["consents"] = []
        assert not Judge(world, who, NOW).there("records", OTHERS)

    def test_her_partner_only_once_established(self) -> None:
        world, who = made("homelessness", "PROTECTION", "VICTIM")
        assert levels(Judge(world, who, NOW), HERS, "IDENTITY", "PATTERN") == "FF"
        matter_of(world, who)["decisions"] = []
        judge = Judge(world, who, NOW)
        assert not judge.there("records", HERS)
        assert not judge.there("incidents", REPORT)

    def test_an_order_is_its_force_its_end_and_what_affects_housing(self) -> None:
        world, who = made("homelessness", "PROTECTION", "VICTIM")
        judge, order = Judge(world, who, NOW), world["orders"][pad("ob")]
        fields = ("in_force", "served", "ends_on", "housing_conditions")
        assert [judge.value("orders", pad("ob"), f) for f in fields] == [order[f] for f in fields]
        assert judge.value("orders", pad("ob"), "conditions") is None
        assert judge.level("orders", pad("ob"), "ORDERS") == "S"
