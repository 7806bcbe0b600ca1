"""What the three roles of the demo are told: worked out from the planted story by hand, then to the last field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from authz.keys import Keys
from connectors.synthetic.population import Population
from connectors.synthetic.telling import shown
from tests.town import Town

ANSWERS = Path(__file__).with_name("answers")
ROLES = ("cip_analyst", "mens_service", "homelessness")
# Days before 30 June 2026 of the subject's attendances (connectors/synthetic/script.py), with the two reports
# (1850 and 30) that do not carry his police number; asked as at the midnight that ends that day.
DAYS = (2100, 2010, 1930, 1850, 1790, 1720, 1650, 1500, 1400, 1180, 1120, 1060, 1000, 930, 880, 850, 800, 700, 640, 420,
        330, 250, 190, 175, 168, 160, 110, 70, 45, 30, 12, 4)  # fmt: skip
WINDOWS = {"LAST_28_DAYS": 28, "LAST_90_DAYS": 91, "LAST_12_MONTHS": 365, "LAST_5_YEARS": 1826, "LIFE": 9999}


def measures(answers: Mapping[str, Any], role: str) -> Any:
    return answers[role]["data"]["patternAndHistory"]["measures"]


@pytest.mark.parametrize("role", ROLES)
def test_frequency_is_what_the_story_says(answers: Mapping[str, Any], role: str) -> None:
    found = {w["window"]: w["attendances"] for w in measures(answers, role)["frequency"]}
    assert found == {name: sum(day < most for day in DAYS) for name, most in WINDOWS.items()}
    assert measures(answers, role)["reportsShown"] == len(DAYS) + 1  # two reports of one attendance


def test_each_role_counts_the_people_it_may_see(answers: Mapping[str, Any]) -> None:
    """Four women over six years and five children; the homelessness service is told of its own client alone."""
    told = {role: measures(answers, role) for role in ROLES}
    assert {role: m["affected"]["count"] for role, m in told.items()} == dict(zip(ROLES, (4, 4, 1), strict=True))
    assert [told[role]["children"]["count"] for role in ROLES[:2]] == [5, 5]
    assert told["cip_analyst"]["crossRole"] == {"affectedReports": 0, "mutualAttendances": 0}


def test_each_role_reads_who_and_where_he_is(answers: Mapping[str, Any]) -> None:
    for role in ROLES:
        records = answers[role]["data"]["person"]["records"]
        assert {(r["givenNames"], r["familyName"]) for r in records} == {("Rhys", "Kestrelworth"), ("Ricky", "Kestrel")}
        assert {r["birthYear"] for r in records} == {1987}
        lines = {a["suburb"] for r in records for a in r["addresses"]}
        assert lines == {"Frankston", "Dandenong", "Cranbourne"}, role
        assert {c["value"] for r in records for c in r["contacts"]} == {"(03) 7010 2828"}


def test_nobody_is_told_where_the_harmed_are_nor_who_reported(answers: Mapping[str, Any]) -> None:
    """Denied first: her contact, the place, the reporter, for all three; a twin that is shown stands beside each."""
    for role in ROLES:
        incidents = answers[role]["data"]["person"]["incidentsAsRespondent"]
        assert len(incidents) == 3
        for incident in incidents:
            assert incident["place"] is None
            assert incident["reporterName"] is None
            assert incident["narrative"] is None
            assert incident["occurredFrom"]
            assert all(p["contacts"] == [] and p["familyName"] is None for p in incident["affected"])


def test_a_mask_is_initials_and_year_and_only_where_the_role_has_one(answers: Mapping[str, Any]) -> None:
    people = {r: answers[r]["data"]["person"]["incidentsAsRespondent"][0] for r in ROLES}
    masked = [{"initials": "L.T.", "familyName": None, "birthYear": 1989, "contacts": []}]
    assert [people[r]["affected"] for r in ROLES] == [masked, masked, []]
    young = [("M.T.", 2014), ("S.T.", 2018)]
    assert sorted((c["initials"], c["birthYear"]) for c in people["cip_analyst"]["children"]) == young
    assert people["homelessness"]["children"] == []


def test_the_band_of_police_goes_to_the_information_point_alone(answers: Mapping[str, Any]) -> None:
    bands = {r: answers[r]["data"]["person"]["incidentsAsRespondent"][0]["riskBand"] for r in ROLES}
    assert bands == {"cip_analyst": {"label": "High"}, "mens_service": None, "homelessness": None}


def test_a_housing_service_is_told_of_orders_only_whether_and_until_when(answers: Mapping[str, Any]) -> None:
    orders = {r: [o for i in answers[r]["data"]["person"]["incidentsAsRespondent"] for o in i["orders"]] for r in ROLES}
    assert len(orders["homelessness"]) == len(orders["cip_analyst"]) > 0
    assert all(o["orderKind"] and o["conditions"] for o in orders["cip_analyst"])
    assert all(o["orderKind"] is None and o["conditions"] is None for o in orders["homelessness"])
    force = [(o["inForce"], o["endsOn"]) for o in orders["cip_analyst"]]
    assert [(o["inForce"], o["endsOn"]) for o in orders["homelessness"]] == force


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_says_what_was_not_asked(answers: Mapping[str, Any], role: str) -> None:
    sources = answers[role]["data"]["patternAndHistory"]["sources"]
    assert [s["status"] for s in sources] == ["ANSWERED", *["NOT_CONNECTED"] * 4]
    assert sources[0]["freshAsOf"] == "2026-07-01T00:00:00Z"
    assert answers[role]["extensions"]["handling"].startswith("Shared under Part 5A")


@pytest.mark.parametrize(("role", "least"), [("cip_analyst", 0.95), ("mens_service", 0.9), ("homelessness", 0.8)])
def test_no_answer_is_nearly_empty(answers: Mapping[str, Any], role: str, least: float) -> None:
    found, of = shown(answers[role]["data"]["person"])
    print(f"{role}: {found} of {of} cells shown")
    assert of > 300
    assert found / of >= least


@pytest.mark.parametrize("role", ROLES)
def test_the_whole_answer_is_this_to_the_last_field(answers: Mapping[str, Any], role: str) -> None:
    """`make snapshots` writes it again; the difference is what a reviewer reads."""
    expected = orjson.loads((ANSWERS / f"{role}.json").read_bytes())
    assert answers[role]["data"] == expected["data"]
    assert answers[role]["extensions"]["withheld"] == expected["withheld"]


async def test_people_are_joined_as_the_planted_truth_says(demo_hub: Town, people: Population) -> None:
    """Nobody is joined with anybody else, and the two reports that name him without his number are his."""
    keys = Keys.open(demo_hub.parts.settings.key_folder)
    truth = {
        keys.identify("record", "l17", slot.portal_id, slot.slot): human
        for human, slots in people.truth.items()
        for slot in slots
    }
    rows = await demo_hub.graph(
        "MATCH (p:Person)-[k:KNOWN_AS]->(r:PersonRecord) WHERE k.until STARTS WITH '9999' "
        "RETURN p.id AS id, collect(DISTINCT r.lineage) AS records, collect(DISTINCT r.origin) AS origins"
    )
    joined = [row for row in rows if len(row["origins"]) > 1]
    whose = [{truth[record] for record in row["records"]} for row in joined]
    assert len(joined) >= 15
    assert [humans for humans in whose if len(humans) > 1] == []
    [his] = [row for row, humans in zip(joined, whose, strict=True) if humans == {"subject"}]
    assert (len(his["origins"]), len(his["records"])) == (3, 33)
