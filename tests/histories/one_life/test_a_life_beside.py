"""Whom he is met with, and how people are connected, as four roles are told it, to the last field, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories.a_life_told import (
    BESIDE_HIM,
    CHILDREN,
    CIP,
    DOOR,
    MEN,
    ROLES,
    WITH_FINN,
    WITH_IMOGEN,
    WITH_TESS,
    Link,
    each,
    id_of,
    in_order,
    named,
    told,
    turned,
)
from tests.histories.lived import Life

PERSON = "person { id familyNames givenNames initials birthYears }"
RECORDS = "records { kind id part otherPart said }"
EXPAND = f"""query($id: ID!, $first: Int, $kinds: [MetBy!]) {{ expand(person: $id, first: $first, kinds: $kinds) {{
  {PERSON} people counts {{ kind people }} neighbours {{ {PERSON} {RECORDS} said }} more said }} }}"""
HOUSEHOLD = f"""query($id: ID!, $at: DateTime) {{ household(person: $id, asOf: $at) {{
  {PERSON} people counts {{ kind people }} neighbours {{ {PERSON} {RECORDS} said }} more said }} }}"""
WITH_BOTH = RECORDS.removeprefix("records")
SHARED = f"""query($one: ID!, $two: ID!) {{ sharedAssociates(firstPerson: $one, secondPerson: $two) {{
  associates {{ {PERSON} withFirst {WITH_BOTH} withSecond {WITH_BOTH} said }} said }} }}"""
PATHS = f"""query($one: ID!, $two: ID!, $most: Int) {{ paths(from: $one, to: $two, maxHops: $most) {{
  hops paths {{ {PERSON.replace("person", "people")} steps {{ {RECORDS} }} said }} more said }} }}"""
NOT_TOLD = "That is not to say that there is none: only records shown to you are followed."
EVERYBODY = ("imogen", "jory", "elka", "tess", "finn")

# By which kinds of record he is met with how many.
COUNTS = {
    CIP: {"Incident": 5, "Order": 4, "CourtFile": 4, "Charge": 2, "CustodyEpisode": 1, "ProtectionReport": 3},
    DOOR: {"Incident": 5, "Order": 4, "CourtFile": 4, "RiskAssessment": 1, "ProtectionReport": 3},
    MEN: {"Incident": 5, "Order": 4, "CourtFile": 4},
    CHILDREN: {"Incident": 5, "Order": 4, "CourtFile": 4, "RiskAssessment": 1, "ProtectionReport": 3},
}
BY = {
    CIP: "5 by police reports, 4 by orders, 4 by court files, 2 by charges, 1 by stays in custody and 3 by reports to "
    "Child Protection",
    DOOR: "5 by police reports, 4 by orders, 4 by court files, 1 by risk assessments and 3 by reports to Child "
    "Protection",
    MEN: "5 by police reports, 4 by orders and 4 by court files",
    CHILDREN: "5 by police reports, 4 by orders, 4 by court files, 1 by risk assessments and 3 by reports to Child "
    "Protection",
}
CHILD_MET = "1 police report, 4 orders, 1 court file and 1 report to Child Protection"
TESS_MET, FINN_MET = "2 police reports, 1 order and 1 court file", "1 police report"
MET = {
    CIP: {
        "imogen": "7 police reports, 5 orders, 1 court file, 5 charges, 1 stay in custody and 1 report to Child "
        "Protection",
        "jory": CHILD_MET, "elka": CHILD_MET, "tess": "2 police reports, 1 order, 1 court file and 1 charge",
        "finn": FINN_MET,
    },
    DOOR: {
        "imogen": "7 police reports, 5 orders, 1 court file, 1 risk assessment and 1 report to Child Protection",
        "jory": CHILD_MET, "elka": CHILD_MET, "tess": TESS_MET, "finn": FINN_MET,
    },
    MEN: {
        "imogen": "6 police reports, 5 orders and 1 court file",
        "jory": "1 police report, 4 orders and 1 court file", "elka": "1 police report, 4 orders and 1 court file",
        "tess": TESS_MET, "finn": FINN_MET,
    },
    CHILDREN: {
        "imogen": "7 police reports, 5 orders, 1 court file, 1 risk assessment and 1 report to Child Protection",
        "jory": CHILD_MET, "elka": CHILD_MET, "tess": TESS_MET, "finn": FINN_MET,
    },
}  # fmt: skip


def neighbour(life: Life, role: str, who: str, links: list[Link], met: str) -> dict[str, Any]:
    return {"person": named(life, role, who), "records": told(life, role, links), "said": f"Met in {met}."}


def beside_him(life: Life, role: str) -> list[dict[str, Any]]:
    """Most records first, then by the ids that this role is told."""
    found = [neighbour(life, role, who, BESIDE_HIM[who], MET[role][who]) for who in in_order(life, role, EVERYBODY)]
    return sorted(found, key=lambda one: -len(one["records"]))


@pytest.mark.parametrize("role", ROLES)
async def test_whom_he_is_met_with_by_each_kind_of_record(life: Life, role: str) -> None:
    found = (await life.ask(role, EXPAND, id=life.any_id("him"), first=50))["expand"]
    assert found == {
        "person": named(life, role, "him"),
        "people": 5,
        "counts": [{"kind": kind, "people": people} for kind, people in COUNTS[role].items()],
        "neighbours": beside_him(life, role),
        "more": False,
        "said": f"5 persons shown beside this person: {BY[role]}.",
    }


@pytest.mark.parametrize("role", ROLES)
async def test_the_first_are_told_and_all_are_counted(life: Life, role: str) -> None:
    found = (await life.ask(role, EXPAND, id=life.any_id("him"), first=2))["expand"]
    assert (found["people"], found["more"], found["neighbours"]) == (5, True, beside_him(life, role)[:2])


@pytest.mark.parametrize(("role", "charged"), [(CIP, ["imogen", "tess"]), (DOOR, []), (MEN, []), (CHILDREN, [])])
async def test_by_charges_alone_he_is_met_with_those_wronged_by_whom_charges_are_told_to(
    life: Life, role: str, charged: list[str]
) -> None:
    found = (await life.ask(role, EXPAND, id=life.any_id("him"), first=50, kinds=["CHARGE"]))["expand"]
    assert [one["person"]["id"] for one in found["neighbours"]] == [id_of(life, role, who) for who in charged]
    assert found["counts"] == ([{"kind": "Charge", "people": 2}] if charged else [])


# Who lives with whom


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("who", ["him", "imogen", "tess"])
async def test_nobody_is_met_by_a_home_that_is_not_told(life: Life, role: str, who: str) -> None:
    """The twins below are left out."""
    if (role, who) in ((DOOR, "imogen"), (CHILDREN, "tess")):
        return
    found = (await life.ask(role, HOUSEHOLD, id=life.any_id(who)))["household"]
    assert found == {
        "person": named(life, role, who), "people": 0, "counts": [], "neighbours": [], "more": False,
        "said": f"Nobody is shown beside this person. {NOT_TOLD}",
    }  # fmt: skip


async def home(life: Life, who: str, *documents: str) -> list[Link]:
    """The least id that the address has in these documents' records of the person."""
    rows = await life.hub.graph(
        "MATCH (r:PersonRecord)-[:LIVES_AT]->(a) WHERE r.origin IN $given.origins "
        "AND split(r.source_id, ' ')[-1] IN $given.documents RETURN min(a.id) AS id",
        {"origins": list(life.origins[who].values()), "documents": list(documents)},
    )
    return [("Address", rows[0]["id"], "LIVES_AT", "LIVES_AT")]


async def test_her_own_service_is_told_who_lives_with_her(life: Life) -> None:
    """Not that he did: where he is, it is not told."""
    found = (await life.ask(DOOR, HOUSEHOLD, id=life.any_id("imogen")))["household"]
    documents = ("L17-FIRST", "K24000777", "CP-24-0212")
    homes = {who: await home(life, who, *documents) for who in ("jory", "elka")}
    assert found == {
        "person": named(life, DOOR, "imogen"),
        "people": 2,
        "counts": [{"kind": "Address", "people": 2}],
        "neighbours": [neighbour(life, DOOR, who, homes[who], "1 home") for who in in_order(life, DOOR, homes)],
        "more": False,
        "said": "2 persons shown beside this person: 2 by homes.",
    }


@pytest.mark.parametrize(("at", "there"), [("2025-12-14T12:59:59Z", True), ("2025-12-14T13:00:00Z", False)])
async def test_he_lives_with_tess_to_the_end_of_his_last_day_there(life: Life, at: str, there: bool) -> None:
    """That night records of police alone tell of her home: the court's and Child Protection's came later."""
    found = (await life.ask(CHILDREN, HOUSEHOLD, id=life.any_id("tess"), at=at))["household"]
    here = ["him", "finn"] if there else ["finn"]
    ids = {"him": id_of(life, CHILDREN, "him"), "finn": life.origins["finn"]["police"]}
    assert [one["person"]["id"] for one in found["neighbours"]] == sorted(ids[who] for who in here)
    assert {one["said"] for one in found["neighbours"]} == {"Met in 1 home."}
    assert found["people"] == len(here)


async def test_who_lives_with_tess_now(life: Life) -> None:
    found = (await life.ask(CHILDREN, HOUSEHOLD, id=life.any_id("tess")))["household"]
    shared = await home(life, "finn", "L17-SECOND", "CP-25-1216")
    assert found["neighbours"] == [neighbour(life, CHILDREN, "finn", shared, "1 home")]


# How they are connected


def path(life: Life, role: str, people: list[str], steps: list[list[dict[str, str]]], said: str) -> dict[str, Any]:
    return {"people": [named(life, role, who) for who in people], "steps": [{"records": step} for step in steps],
            "said": said}  # fmt: skip


async def ways(life: Life, role: str, one: str, two: str, most: int = 3, by: str = "police") -> Any:
    """`by` names the custodian by whose id the other is asked for."""
    asked = {"one": life.any_id(one), "two": life.origins[two][by], "most": most}
    return (await life.ask(role, PATHS, **asked))["paths"]


@pytest.mark.parametrize("role", ROLES)
async def test_from_him_to_his_second_partners_child_it_is_one_step(life: Life, role: str) -> None:
    steps = [told(life, role, WITH_FINN)]
    assert await ways(life, role, "him", "finn") == {
        "hops": 1,
        "paths": [path(life, role, ["him", "finn"], steps, "By 1 police report.")],
        "more": False,
        "said": "1 way of 1 step.",
    }


@pytest.mark.parametrize("role", ROLES)
async def test_between_his_two_partners_the_one_way_is_through_him(life: Life, role: str) -> None:
    steps = [told(life, role, turned(WITH_IMOGEN)), told(life, role, WITH_TESS)]
    said = f"By {MET[role]['imogen']}, then by {MET[role]['tess']}."
    through_him = {
        "hops": 2,
        "paths": [path(life, role, ["imogen", "him", "tess"], steps, said)],
        "more": False,
        "said": "1 way of 2 steps.",
    }
    assert await ways(life, role, "imogen", "tess") == through_him
    assert await ways(life, role, "imogen", "tess", most=1) == {
        "hops": None, "paths": [], "more": False, "said": f"No way of up to 1 step is shown. {NOT_TOLD}",
    }  # fmt: skip


@pytest.mark.parametrize("role", [CIP, DOOR, MEN])
async def test_a_report_that_is_kept_from_others_is_no_step_of_theirs(life: Life, role: str) -> None:
    async with life.excluded("second"):
        assert await ways(life, role, "him", "finn", most=4) is None  # of Finn no other record is shown: he is nobody
    assert (await ways(life, role, "him", "finn"))["hops"] == 1


async def test_where_others_records_lead_there_the_way_is_longer(life: Life) -> None:
    """Child Protection has a report of its own on Finn, with his mother, and is told where both live."""
    by_home = [("ProtectionReport", "concern", "HOUSEHOLD_IN", "CHILD_REPORTED_IN"),
               *await home(life, "finn", "CP-25-1216")]  # fmt: skip
    steps = [told(life, CHILDREN, WITH_TESS, hidden=["second"]), told(life, CHILDREN, by_home)]
    said = "By 1 police report, 1 order and 1 court file, then by 1 report to Child Protection and 1 home."
    through = path(life, CHILDREN, ["him", "tess", "finn"], steps, said)
    through["people"][-1]["id"] = life.origins["finn"]["child protection"]  # police's record of him is kept from it too
    longer = {
        "hops": 2,
        "paths": [through],
        "more": False,
        "said": "1 way of 2 steps.",
    }
    async with life.excluded("second"):
        assert await ways(life, CHILDREN, "him", "finn") is None  # by the id of a report that is kept from it
        assert await ways(life, CHILDREN, "him", "finn", by="child protection") == longer
    assert (await ways(life, CHILDREN, "him", "finn"))["hops"] == 1


# Whom two share


@pytest.mark.parametrize("role", ROLES)
async def test_his_two_partners_share_him_alone(life: Life, role: str) -> None:
    asked = {"one": life.any_id("imogen"), "two": life.any_id("tess")}
    found = (await life.ask(role, SHARED, **asked))["sharedAssociates"]
    assert found == {
        "associates": [{
            "person": named(life, role, "him"),
            "withFirst": told(life, role, turned(WITH_IMOGEN)),
            "withSecond": told(life, role, turned(WITH_TESS)),
            "said": f"Met with the first in {MET[role]['imogen']}, with the second in {MET[role]['tess']}.",
        }],
        "said": "1 person met with both.",
    }  # fmt: skip


HER_CHILD = [
    ("Incident", "first", "AFFECTED_IN", "CHILD_IN"),
    *each("Order", ("notice", "notice by police", "interim", "final"), "PROTECTED_BY", "PROTECTED_BY"),
    ("CourtFile", "file", "AFFECTED_ON_FILE", "CHILD_ON_FILE"),
]
HER_JORY = [*HER_CHILD, ("ProtectionReport", "harm", "ADULT_VICTIM_IN", "OTHER_CHILD_IN")]
HER_ELKA = [*HER_CHILD, ("ProtectionReport", "harm", "ADULT_VICTIM_IN", "CHILD_REPORTED_IN")]


@pytest.mark.parametrize("role", ROLES)
async def test_he_and_imogen_share_the_children(life: Life, role: str) -> None:
    asked = {"one": life.any_id("him"), "two": life.any_id("imogen")}
    found = (await life.ask(role, SHARED, **asked))["sharedAssociates"]
    hers, homes = {"jory": HER_JORY, "elka": HER_ELKA}, {"jory": [], "elka": []}
    at_home = ""
    if role == DOOR:  # it alone is told where she and the children live
        homes = {who: await home(life, who, "L17-FIRST", "K24000777", "CP-24-0212") for who in hers}
        at_home = " and 1 home"
    both = MET[role]["jory"]
    with_her = both.replace(" and 1 report", ", 1 report") + at_home if at_home else both
    assert found == {
        "associates": [
            {
                "person": named(life, role, who),
                "withFirst": told(life, role, BESIDE_HIM[who]),
                "withSecond": told(life, role, [*hers[who], *homes[who]]),
                "said": f"Met with the first in {both}, with the second in {with_her}.",
            }
            for who in in_order(life, role, hers)
        ],
        "said": "2 persons met with both.",
    }
