"""What four roles are not told of the life: each denial with a twin to whom the same is told, by docs/policy.md."""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories.a_life_told import CHILDREN, CIP, DOOR, HE, MEN, id_of, named
from tests.histories.lived import Life, consented

WHERE = """query($id: ID!) { person(id: $id) { records { familyName addresses { line } contacts { value } } } }"""
PLACES = "query($id: ID!) { order(id: $id) { conditionsInFull { place { line } } places { line } } }"
PLAN = """query($id: ID!, $who: ID!) { safetyPlan(id: $id) { state { code } steps { text } plannedFor { initials } }
  person(id: $who) { safetyPlans { id } safetyPlanSummary { exists } } }"""
HARM = """query($id: ID!, $who: ID!) {
  protectionReport(id: $id) { harm { code } harmSubstantiated { code } reporterName }
  person(id: $who) { protectionReportsAsChild { id } childProtectionSummary { known openNow } } }"""
CRIME = """query($charge: ID!, $stay: ID!, $who: ID!) { charge(id: $charge) { section { code } }
  custodyEpisode(id: $stay) { prison }
  person(id: $who) { charges { id } criminalSummary { familyViolenceOffence chargePending onBail }
    custodyEpisodes { id } custodySummary { inCustody } } }"""
RISKS = """query($hers: ID!, $his: ID!) { hers: riskAssessment(id: $hers) { level { code } assessorName }
  his: riskAssessment(id: $his) { level { code } assessorName } }"""
REPORT = "query($id: ID!) { incident(id: $id) { misidentificationReview affected { id } } }"
NAMES = "query($id: ID!) { person(id: $id) { id familyNames givenNames initials birthYears } }"
ASSERT = """mutation($m: ID!, $who: Reference!) { recordAssertion(matter: $m, person: $who, kind: SERIOUS_THREAT,
  reason: "He has said where he will wait", until: "2026-07-02T00:00:00Z") { id } }"""
NOT_ASSERTED = "mutation($id: ID!) { withdrawAssertion(assertion: $id) { id } }"
NOT_CONSENTED = "mutation($id: ID!) { withdrawConsent(consent: $id) { id } }"
CASSINIA, MISTLETOE, STURT = "12 Cassinia Street", "5 Mistletoe Court", "Flat 2, 40 Sturt Street"
HER_PHONE, HIS_PHONE, TESS_PHONE = "0491 570 156", "0491 570 006", "0491 570 157"


async def whereabouts(life: Life, role: str, who: str) -> tuple[set[str], set[str], set[str]]:
    """Family names, addresses and numbers, over the records that are there: there are some."""
    records = (await life.ask(role, WHERE, id=life.any_id(who)))["person"]["records"]
    assert records
    names = {r["familyName"] for r in records} - {None}
    lines = {a["line"] for r in records for a in r["addresses"]}
    return names, lines, {c["value"] for r in records for c in r["contacts"]}


NOTHING: tuple[set[str], set[str], set[str]] = (set(), set(), set())


@pytest.mark.parametrize("who", ["imogen", "tess", "jory", "elka", "finn"])
@pytest.mark.parametrize("role", [MEN, CIP])
async def test_whom_he_harmed_has_no_name_home_or_number_for_who_serves_or_analyses_him(
    life: Life, role: str, who: str
) -> None:
    assert await whereabouts(life, role, who) == NOTHING


async def test_twin_they_are_told_of_by_their_own_services(life: Life) -> None:
    """And he by those who serve or analyse him: where he lived, is nobody's secret there."""
    assert await whereabouts(life, DOOR, "imogen") == ({"Pardalote", "Pardalotte"}, {CASSINIA}, {HER_PHONE})
    assert await whereabouts(life, DOOR, "jory") == ({"Garrowan"}, {CASSINIA}, set())
    assert await whereabouts(life, CHILDREN, "tess") == ({"Whimbrel"}, {MISTLETOE}, {TESS_PHONE})
    assert await whereabouts(life, CHILDREN, "finn") == ({"Whimbrel"}, {MISTLETOE}, set())
    for role in (MEN, CIP, CHILDREN):
        assert await whereabouts(life, role, "him") == (set(HE[0]), {CASSINIA, MISTLETOE, STURT}, {HIS_PHONE})


async def test_neither_service_is_told_of_the_others_partner(life: Life) -> None:
    assert await whereabouts(life, DOOR, "tess") == NOTHING
    assert await whereabouts(life, CHILDREN, "imogen") == NOTHING


async def places(life: Life, role: str, which: str) -> set[str]:
    order = (await life.ask(role, PLACES, id=life.events[which]))["order"]
    told = [condition["place"] for condition in order["conditionsInFull"]]
    assert len(told) == 2
    return {place["line"] for place in (*filter(None, told), *order["places"])}


@pytest.mark.parametrize("which", ["final", "for tess"])
@pytest.mark.parametrize("role", [MEN, CIP])
async def test_the_home_that_a_condition_names_is_not_told(life: Life, role: str, which: str) -> None:
    assert await places(life, role, which) == set()


async def test_twin_it_is_told_where_it_may_be_told_of_everybody_whom_the_order_protects(life: Life) -> None:
    assert await places(life, CHILDREN, "for tess") == {MISTLETOE}
    assert (await places(life, CHILDREN, "final"), await places(life, DOOR, "for tess")) == (set(), set())
    door, asserted = life.askers[DOOR], []
    for child in ("jory", "elka"):
        assert await places(life, DOOR, "final") == set()
        told = await life.ask(DOOR, ASSERT, m=door.matter, who={"system": "throughline", "id": life.any_id(child)})
        asserted.append(told["recordAssertion"]["id"])
    assert await places(life, DOOR, "final") == {CASSINIA}
    for id in asserted:
        await life.ask(DOOR, NOT_ASSERTED, id=id)
    assert await places(life, DOOR, "final") == set()


@pytest.mark.parametrize("role", [MEN, CIP, CHILDREN])
async def test_the_safety_plan_is_not_told(life: Life, role: str) -> None:
    told = await life.ask(role, PLAN, id=life.events["plan"], who=life.any_id("imogen"))
    assert told == {"safetyPlan": None, "person": {"safetyPlans": [], "safetyPlanSummary": None}}


async def test_twin_it_is_told_to_the_service_that_made_it_with_her(life: Life) -> None:
    plan = life.events["plan"]
    told = await life.ask(DOOR, PLAN, id=plan, who=life.any_id("imogen"))
    steps = [{"text": "To her sister in Horsham"}]
    assert told == {
        "safetyPlan": {"state": {"code": "CURRENT"}, "steps": steps, "plannedFor": [{"initials": "I.P."}]},
        "person": {"safetyPlans": [{"id": plan}], "safetyPlanSummary": {"exists": True}},
    }


async def test_what_was_alleged_to_child_protection_is_not_told_to_the_mens_service(life: Life) -> None:
    told = await life.ask(MEN, HARM, id=life.events["harm"], who=life.any_id("elka"))
    assert told == {
        "protectionReport": None, "person": {"protectionReportsAsChild": [], "childProtectionSummary": None},
    }  # fmt: skip


@pytest.mark.parametrize(("role", "reporter"), [(CIP, None), (DOOR, None), (CHILDREN, "Bryn Ashgrove")])
async def test_twin_it_is_told_to_others_and_who_reported_to_child_protection_alone(
    life: Life, role: str, reporter: str | None
) -> None:
    harm = life.events["harm"]
    told = await life.ask(role, HARM, id=harm, who=life.any_id("elka"))
    emotional = [{"code": "EMOTIONAL"}]
    assert told["protectionReport"] == {"harm": emotional, "harmSubstantiated": emotional, "reporterName": reporter}
    assert told["person"]["protectionReportsAsChild"] == [{"id": harm}]


YES = {"familyViolenceOffence": True, "chargePending": True, "onBail": True}
RELEASED = {"inCustody": False}


@pytest.mark.parametrize(
    ("role", "crime", "custody"), [(DOOR, None, None), (MEN, YES, RELEASED), (CHILDREN, YES, RELEASED)]
)
async def test_charges_and_custody_are_told_in_yes_and_no_or_not_at_all(
    life: Life, role: str, crime: Any, custody: Any
) -> None:
    asked = {"charge": life.events["charge 1"], "stay": life.events["custody"], "who": life.any_id("him")}
    assert await life.ask(role, CRIME, **asked) == {
        "charge": None,
        "custodyEpisode": None,
        "person": {"charges": [], "criminalSummary": crime, "custodyEpisodes": [], "custodySummary": custody},
    }


async def test_twin_they_are_told_to_the_central_information_point(life: Life) -> None:
    asked = {"charge": life.events["charge 1"], "stay": life.events["custody"], "who": life.any_id("him")}
    told = await life.ask(CIP, CRIME, **asked)
    assert (told["charge"], told["custodyEpisode"]) == ({"section": {"code": "FVPA_123"}}, {"prison": "Ravenhall"})
    assert {one["id"] for one in told["person"]["charges"]} == {life.events[f"charge {n}"] for n in range(1, 7)}
    assert (told["person"]["criminalSummary"], told["person"]["custodySummary"]) == (YES, RELEASED)


@pytest.mark.parametrize(
    ("role", "hers", "his"),
    [
        (CIP, None, None),
        (MEN, None, {"level": {"code": "ELEVATED"}, "assessorName": "Lou Brisbois"}),
        (DOOR, {"level": {"code": "SERIOUS"}, "assessorName": "Rae Lomandra"},
         {"level": {"code": "ELEVATED"}, "assessorName": None}),
    ],
)  # fmt: skip
async def test_of_an_assessment_the_level_is_told_where_a_summary_is_and_hers_never_to_who_serves_him(
    life: Life, role: str, hers: Any, his: Any
) -> None:
    told = await life.ask(role, RISKS, hers=life.events["her risk"], his=life.events["his assessment"])
    assert told == {"hers": hers, "his": his}


async def test_in_what_he_is_said_to_be_harmed_the_mens_service_reads_by_his_consent_alone(life: Life) -> None:
    mistaken = life.events["mistaken"]
    assert (await life.ask(MEN, REPORT, id=mistaken))["incident"] is None
    consent = await consented(life.hub, life.askers[MEN], "him")
    told = (await life.ask(MEN, REPORT, id=mistaken))["incident"]
    assert (told["misidentificationReview"], len(told["affected"])) == (True, 1)
    await life.ask(MEN, NOT_CONSENTED, id=consent)
    assert (await life.ask(MEN, REPORT, id=mistaken))["incident"] is None


async def test_twin_the_others_read_that_it_is_under_review(life: Life) -> None:
    for role in (CIP, DOOR, CHILDREN):
        told = (await life.ask(role, REPORT, id=life.events["mistaken"]))["incident"]
        assert (told["misidentificationReview"], len(told["affected"])) == (True, 1)


async def test_to_the_service_of_her_who_was_taken_for_the_violent_one_he_is_masked(life: Life) -> None:
    """By the mistaken report its client used violence against him (W08); that it is under review lifts nothing."""
    assert (await life.ask(DOOR, NAMES, id=life.any_id("him")))["person"] == named(life, DOOR, "him")
    assert await whereabouts(life, DOOR, "him") == NOTHING


@pytest.mark.parametrize("role", [CIP, MEN, CHILDREN])
async def test_twin_to_the_others_he_has_his_names(life: Life, role: str) -> None:
    family, given, initials, years = HE
    assert (await life.ask(role, NAMES, id=life.any_id("him")))["person"] == {
        "id": id_of(life, role, "him"), "familyNames": family, "givenNames": given, "initials": initials,
        "birthYears": years,
    }  # fmt: skip
