"""The search for people over HTTP: who is found by whom, by what, and what nobody learns; denied first, with a twin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph import alerts, following
from graph.embedded import Running as Neo4j
from tests.resolvers.test_http import fault
from tests.resolvers.test_matters import CHILDREN, CLOSE, DOOR, MEN, Asks, Case, matter_of
from tests.resolvers.test_matters import report as told
from tests.town import START, Town, town

FIND = """query($by: FindBy!, $first: Int! = 20, $after: String) { findPeople(by: $by, first: $first, after: $after) {
  nodes { id initials birthYear agencies ownRecords score because { feature weight words } }
  edges { cursor node { id } } pageInfo { hasNextPage endCursor } more
  searched { standing keys spelling handle own } notSearched { standing code words } } }"""
HIM = {"name": "Callum", "birthDate": "1975-07-11"}
HER = {"name": "Oona", "birthDate": "1979-01-30"}
NOBODY = {"name": "Zebedee Quillfeather", "birthDate": "1975-07-11"}
AGENCY = Asks("tod_victim_side", "ASSESSMENT", "AFFECTED")


@pytest.fixture(autouse=True)
def alerts_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(following.WRITES, "raiseAlert", alerts.WRITES["raiseAlert"])  # type: ignore[arg-type]


@pytest.fixture(scope="module")
async def town_(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
async def hub(town_: Town) -> Town:
    """An hour later than the test before, so that no budget is used."""
    hour = int(town_.clock.at[11:13]) + 2
    town_.clock.at = f"2026-07-{int(town_.clock.at[8:10]) + hour // 24:02}T{hour % 24:02}:00:00Z"
    await town_.graph("MATCH (n:PersonRecord|Incident|Address|Contact|PersonName) REMOVE n.exclusion")
    return town_


SYLLABLES = (
    "bak",
    "dem",
    "fol",
    "gur",
    "hin",
    "jap",
    "kov",
    "lus",
    "mef",
    "nig",
    "pad",
    "rok",
    "sut",
    "tel",
    "vib",
    "wog",
)


def family(portal: str) -> str:
    """No two reports have families that are like each other."""
    number = int(portal[-6:])
    return "".join(SYLLABLES[(number * step + number // 16) % 16] for step in (1, 3, 7)).capitalize()


@dataclass(frozen=True)
class Renaming:
    """A hub to which reports go with families of their own."""

    hub: Town

    async def ingest(self, rows: list[Any]) -> Any:
        for row in rows:
            for who in (row["affected"], row["respondent"], *row["children"]["listed"]):
                who["family_name"] = family(row["report"]["portal_id"])
        return await self.hub.ingest(rows)

    async def graph(self, text: str, given: dict[str, Any]) -> Any:
        return await self.hub.graph(text, given)


async def report(hub: Town) -> Case:
    return await told(Renaming(hub))  # type: ignore[arg-type]


@pytest.fixture
async def case(hub: Town) -> Case:
    return await report(hub)


def named(case: Case, who: dict[str, str], **more: Any) -> dict[str, Any]:
    return {**who, "name": f"{who['name']} {family(case.portal)}", **more}


async def find(hub: Town, asks: Asks, matter: str, by: dict[str, Any], reason: str = "", **page: Any) -> httpx.Response:
    return await hub.post(asks.role, FIND, asks.purpose, matter, asks.reason or reason, by=by, **page)


async def hits(hub: Town, asks: Asks, matter: str, by: dict[str, Any], reason: str = "because") -> list[str]:
    answer = (await find(hub, asks, matter, by, reason)).json()
    assert "errors" not in answer, answer
    return [node["id"] for node in answer["data"]["findPeople"]["nodes"]]


def without_audit(answer: httpx.Response) -> bytes:
    return answer.content.replace(answer.json()["extensions"]["auditId"].encode(), b"")


# Refused before any statement

BAD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing": ({}, ["by"]),
    "a birth date alone": ({"birthDate": "1975-07-11"}, ["by"]),
    "an age alone": ({"age": 50}, ["by"]),
    "a sex alone": ({"sex": "MALE"}, ["by"]),
    "one letter": ({"name": "C", "birthDate": "1975-07-11"}, ["by", "name"]),
    "letters": ({"name": "C T", "birthDate": "1975-07-11"}, ["by", "name"]),
    "an emoji": ({"name": "\U0001f600"}, ["by", "name"]),
    "nothing of a name": ({"name": "  "}, ["by", "name"]),
    "ten thousand characters": ({"name": "A" * 10_000}, ["by", "name"]),
    "a word that names nobody": ({"name": "UNKNOWN"}, ["by", "name"]),
    "a newborn": ({"givenNames": "BABY OF OONA", "familyName": "Brackenbury"}, ["by", "givenNames"]),
    "a name said twice": ({"name": "Oona", "familyName": "Brackenbury"}, ["by", "name"]),
    "more words than a name has": ({"name": "A Bb Cc Dd Ee Ff Gg Hh Ii"}, ["by", "name"]),
    "a birth date and an age": ({**HIM, "age": 50}, ["by", "age"]),
    "a date that is no birth": ({"name": "Callum", "birthDate": "1900-01-01"}, ["by", "birthDate"]),
    "an age of nobody": ({"name": "Callum", "age": 200}, ["by", "age"]),
    "a suburb alone": ({"address": {"line": "", "suburb": "Shepparton"}}, ["by", "address", "line"]),
    "no digits": ({"phone": "no phone"}, ["by", "phone"]),
    "a number that is none": ({"reference": {"system": "victoria_police", "id": "UNKNOWN"}}, ["by", "reference"]),
}


@pytest.mark.parametrize("bad", BAD)
async def test_what_nobody_can_be_searched_by_is_refused_with_its_place(hub: Town, bad: str) -> None:
    by, path = BAD[bad]
    await hub.post("police_member", "{ matters { id } }", "OWN_CASE")
    hub.statements.clear()
    answer = await find(hub, Asks("police_member", "OWN_CASE", ""), "", by, "a reason")
    assert fault(answer) == (200, "BAD_INPUT")
    assert answer.json()["errors"][0]["path"] == path
    assert not hub.statements
    assert (await find(hub, Asks("police_member", "OWN_CASE", ""), "", HIM, "a reason")).status_code == 200


REFUSED: dict[str, tuple[Asks, dict[str, Any], str, str]] = {
    "a name alone": (MEN, {"name": "Callum"}, "NOT_SEARCHABLE", "Your role may not search by name. It may search by"),
    "an address": (DOOR, {"address": {"line": "1 High Street"}}, "NOT_SEARCHABLE", "may not search by address"),
    "a phone": (MEN, {"phone": "0491 570 110"}, "NOT_SEARCHABLE", "It may search by name+dob, reference."),
    "by nobody": (
        Asks("organisational_authority", "ADMIN", ""),
        HIM,
        "NOT_SEARCHABLE",
        "It may search by nothing.",
    ),
    "not said as what": (Asks("cip_analyst", "CIP_REQUEST", "", "b"), HIM, "NOT_SEARCHABLE", "as: RESPONDENT"),
    "no reason": (CHILDREN, {"address": {"line": "1 High Street"}}, "REASON_REQUIRED", "needs a reason"),
    "no matter": (Asks("tod_victim_side", "OWN_CASE", ""), HIM, "MATTER_REQUIRED", "name it with the purpose"),
    "two searches": (DOOR, HIM, "BAD_REQUEST", "once in an operation"),
}


@pytest.mark.parametrize("refused", REFUSED)
async def test_a_search_that_the_policy_does_not_have_is_refused(hub: Town, refused: str) -> None:
    asks, by, code, words = REFUSED[refused]
    text = (
        FIND
        if refused != "two searches"
        else FIND.replace("findPeople", "other: findPeople(by: $by) { more } findPeople")
    )
    await hub.post(asks.role, "{ limits { depth } }")
    hub.statements.clear()
    matter = "" if asks.purpose in ("OWN_CASE", "ADMIN") else "0" * 26
    answer = await hub.post(asks.role, text, asks.purpose, matter, asks.reason, by=by)
    assert fault(answer) == (400 if code == "BAD_REQUEST" else 200, code)
    assert words in answer.json()["errors"][0]["message"]
    assert not hub.statements


# Who is found


async def test_a_mens_service_finds_him_and_never_her(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    absent = without_audit(await find(hub, MEN, matter, NOBODY))
    assert without_audit(await find(hub, MEN, matter, named(case, HER))) == absent
    answer = await find(hub, MEN, matter, named(case, HIM))
    [hit] = answer.json()["data"]["findPeople"]["nodes"]
    shown = [hit[name] for name in ("id", "initials", "birthYear", "agencies", "ownRecords")]
    assert shown == [case.ids["him"], f"C.{family(case.portal)[0]}.", 1975, None, None]
    assert {b["feature"] for b in hit["because"]} == {"name", "birth"}


async def test_he_is_found_by_name_alone_and_she_by_name_and_birth_alone(hub: Town, case: Case) -> None:
    """Both by whoever serves her."""
    matter = await matter_of(hub, case, DOOR)
    alone = {"name": named(case, HER)["name"]}
    answer = (await find(hub, DOOR, matter, alone)).json()["data"]["findPeople"]
    assert case.ids["her"] not in {n["id"] for n in answer["nodes"]}
    assert {r["standing"]: r["code"] for r in answer["notSearched"]}["VICTIM"] == "NOT_BY_THIS"
    assert await hits(hub, DOOR, matter, named(case, HER)) == [case.ids["her"]]
    assert (await hits(hub, DOOR, matter, {"name": named(case, HIM)["name"]}))[0] == case.ids["him"]


FITS: dict[str, dict[str, Any]] = {
    "in another order": {"name": "{family} Callum"},
    "its parts": {"familyName": "{family}", "givenNames": "Callum"},
    "its parts exchanged": {"familyName": "Callum", "givenNames": "{family}"},
    "in small letters": {"name": "callum {family}"},
    "in another script": {"name": "Каллум {family}"},
    "as it sounds": {"name": "Calum {family}"},
    "mistyped": {"name": "Callmu {family}"},
    "the initial of the given name": {"name": "C {family}"},
    "with a title": {"name": "Mr Callum {family}"},
    "the family name alone": {"name": "{family}"},
    "day and month exchanged": {"name": "Callum {family}", "birthDate": "1975-11-07"},
}  # fmt: skip


@pytest.mark.parametrize("how", FITS)
async def test_a_name_is_found_however_it_is_written(hub: Town, case: Case, how: str) -> None:
    matter = await matter_of(hub, case, MEN)
    by = {"birthDate": HIM["birthDate"], **{k: v.format(family=family(case.portal)) for k, v in FITS[how].items()}}
    other = by | {"birthDate": "1975-07-12"}
    assert case.ids["him"] not in await hits(hub, MEN, matter, other)
    assert case.ids["him"] in await hits(hub, MEN, matter, by)


async def test_where_a_name_is_enough_only_a_birth_that_contradicts_drops_a_hit(hub: Town, case: Case) -> None:
    matter, him = await matter_of(hub, case, DOOR), named(case, HIM)
    assert case.ids["him"] not in await hits(hub, DOOR, matter, him | {"birthDate": "1950-02-02"})
    near, same = [(await find(hub, DOOR, matter, him | {"birthDate": day})).json()["data"]["findPeople"]["nodes"][0]
                  for day in ("1975-07-12", "1975-07-11")]  # fmt: skip
    assert near["id"] == same["id"] == case.ids["him"]
    assert near["score"] < same["score"]


async def test_an_age_may_be_one_year_off(hub: Town, case: Case) -> None:
    matter, name = await matter_of(hub, case, DOOR), named(case, HIM)["name"]
    found = {age: case.ids["him"] in await hits(hub, DOOR, matter, {"name": name, "age": age}) for age in range(48, 55)}
    at = 2026 - 1975 - (hub.clock.at[5:10] < "07-11")
    assert found == {age: abs(age - at) <= 1 for age in range(48, 55)}


async def test_she_is_found_by_a_phone_and_a_reference_that_are_hers(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    other = {"system": "victoria_police", "id": "99999999"}
    assert await hits(hub, DOOR, matter, {"reference": other}) == []
    assert await hits(hub, DOOR, matter, {"reference": {**other, "id": case.numbers["her"]}}) == [case.ids["her"]]
    both = {"phone": "+61 491 570 110", "reference": {**other, "id": case.numbers["her"]}}
    assert await hits(hub, DOOR, matter, both) == [case.ids["her"]]
    assert await hits(hub, DOOR, matter, both | {"phone": "0491 570 999"}) == []


# The most protective of all that a human being is


async def mirrored(hub: Town, case: Case) -> Case:
    """A later report in which he is the one harmed, by somebody else."""
    again = await report(hub)
    await hub.graph(
        "MATCH (x:PersonRecord {person_number: $given.him})-[e:RESPONDENT_IN]->(:Incident) "
        "MATCH (:PersonRecord {person_number: $given.her})-[:AFFECTED_IN]->(i:Incident) "
        "MERGE (x)-[:AFFECTED_IN]->(i)",
        {"him": case.numbers["him"], "her": again.numbers["her"]},
    )
    return again


async def test_a_respondent_who_was_harmed_elsewhere_is_nobody_to_a_mens_service(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    assert await hits(hub, MEN, matter, named(case, HIM)) == [case.ids["him"]]
    await mirrored(hub, case)
    await hub.parts.following.command("closeMatter", {"organisation": "x", "matter": "x", "at": START}, START, "x")
    absent = without_audit(await find(hub, MEN, matter, NOBODY))
    assert without_audit(await find(hub, MEN, matter, named(case, HIM))) == absent


async def test_he_is_found_as_the_victim_that_he_is_too_or_as_declared(hub: Town, case: Case) -> None:
    await mirrored(hub, case)
    door, name = await matter_of(hub, case, DOOR), named(case, HIM)["name"]
    assert case.ids["him"] not in await hits(hub, DOOR, door, {"name": name})
    assert case.ids["him"] in await hits(hub, DOOR, door, named(case, HIM))
    children = await matter_of(hub, case, CHILDREN)
    assert case.ids["him"] not in await hits(hub, CHILDREN, children, {"name": name, "as": "CHILD"})
    for sought in ("RESPONDENT", "AFFECTED"):
        assert case.ids["him"] in await hits(hub, CHILDREN, children, {"name": name, "as": sought})


# Walls


async def test_whoever_serves_him_does_not_find_whom_he_harmed(hub: Town, case: Case) -> None:
    """W08. His matter and hers, at one organisation."""
    hers = await matter_of(hub, case, DOOR)
    assert await hits(hub, DOOR, hers, named(case, HER)) == [case.ids["her"]]
    await hub.graph("MATCH (:Matter {id: $given.m})-[k:NAMES]->(p:Person {id: $given.p}) SET k.client = true",
                    {"m": hers, "p": case.ids["him"]})  # fmt: skip
    hub.parts.hub.scopes.known.clear()
    absent = without_audit(await find(hub, DOOR, hers, NOBODY))
    assert without_audit(await find(hub, DOOR, hers, named(case, HER))) == absent
    assert case.ids["him"] in await hits(hub, DOOR, hers, named(case, HIM))


async def test_what_is_excluded_finds_nobody_and_shows_nothing(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    absent = without_audit(await find(hub, MEN, matter, NOBODY))
    mark = "MATCH (r:PersonRecord {person_number: $given.n}) SET r.exclusion = 'CONFIDENTIAL_SOURCE'"
    await hub.graph(mark, {"n": case.numbers["him"]})
    assert without_audit(await find(hub, MEN, matter, named(case, HIM))) == absent
    await hub.graph(mark.replace("'CONFIDENTIAL_SOURCE'", "null"), {"n": case.numbers["him"]})
    assert await hits(hub, MEN, matter, named(case, HIM)) == [case.ids["him"]]


async def test_a_closed_matter_and_a_foreign_one_are_like_one_that_is_not(hub: Town, case: Case) -> None:
    closed, foreign = await matter_of(hub, case, MEN), await matter_of(hub, case, DOOR)
    assert await hits(hub, MEN, closed, named(case, HIM)) == [case.ids["him"]]
    await hub.ask(MEN.role, CLOSE, MEN.purpose, closed, m=closed)
    answers = {without_audit(await find(hub, MEN, m, named(case, HIM))) for m in (closed, foreign, "0" * 26)}
    assert len(answers) == 1
    told = orjson.loads(answers.pop())["data"]["findPeople"]
    assert (told["nodes"], told["searched"]) == ([], [])
    assert {r["standing"]: r["code"] for r in told["notSearched"]}["ALLEGED"] == "MATTER_REQUIRED"


async def test_for_protection_nobody_alleged_is_found_but_in_own_records(hub: Town, case: Case) -> None:
    """W04."""
    held = Asks("tod_victim_side", "PROTECTION", "AFFECTED", "grounds")
    matter = await matter_of(hub, case, held)
    assert await hits(hub, held, matter, named(case, HIM)) == []
    assert await hits(hub, held, matter, named(case, HER)) == [case.ids["her"]]


async def test_own_files_are_found_by_their_custodian_alone(hub: Town, case: Case) -> None:
    police, court = Asks("police_member", "OWN_CASE", ""), Asks("court_registrar", "OWN_CASE", "")
    assert await hits(hub, court, "", named(case, HIM)) == []
    answer = (await find(hub, police, "", named(case, HIM), "a reason")).json()["data"]["findPeople"]
    [hit] = [n for n in answer["nodes"] if n["id"] == case.ids["him"]]
    assert len(hit["ownRecords"]) == 1
    assert all(row["own"] for row in answer["searched"])


# Addresses


def home(case: Case, **more: Any) -> dict[str, Any]:
    return {"address": {"line": f"{case.portal[-6:].lstrip('0')} Cooper St.".replace("St.", "Street"), **more}}


async def test_a_suppressed_home_is_found_by_nobody_and_its_custodian_is_told_of_it(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, CHILDREN)
    assert await hits(hub, CHILDREN, matter, home(case, suburb="Shepparton")) == [case.ids["her"]]
    mark = "MATCH (a:Address {line: $given.line}) SET a.suppressed = $given.hidden, a.guarded = $given.hidden"
    line = home(case)["address"]["line"]
    await hub.graph(mark, {"line": line, "hidden": True})
    here = await find(hub, CHILDREN, matter, home(case), "why")
    nowhere = await find(hub, CHILDREN, matter, {"address": {"line": "999 Nowhere Street"}}, "why")
    assert without_audit(here) == without_audit(nowhere)
    kept = {e["auditId"]: e["search"] for e in await hub.parts.ledger.disclosures() if "search" in e}
    told = [kept[answer.json()["extensions"]["auditId"]] for answer in (here, nowhere)]
    assert told == [
        {"keys": ["address"], "as": "NONE", "results": 0, "told": ["victoria_police"]},
        {"keys": ["address"], "as": "NONE", "results": 0, "told": None},
    ]
    await hub.graph(mark, {"line": line, "hidden": False})


async def test_an_address_is_found_where_all_that_is_said_of_it_agrees(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, CHILDREN)
    for place, found in (
        ({"suburb": "Mildura"}, False),
        ({"postcode": "3999"}, False),
        ({"suburb": "SHEPPARTON", "postcode": "3630"}, True),
        ({"postcode": "3630"}, True),
    ):
        assert (case.ids["her"] in await hits(hub, CHILDREN, matter, home(case, **place))) is found


async def test_a_past_address_is_found_where_the_policy_says_so(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, CHILDREN)
    end = "MATCH (a:Address {line: $given.line}) SET a.valid_to = '2020-01-01'"
    await hub.graph(end, {"line": home(case)["address"]["line"]})
    assert await hits(hub, CHILDREN, matter, home(case)) == [case.ids["her"]]


# The ledger, the rank, the budget


async def test_the_entry_holds_what_was_searched_by_and_no_value(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    answer = await find(hub, MEN, matter, named(case, HIM))
    [kept] = [e for e in await hub.parts.ledger.disclosures() if e["auditId"] == answer.json()["extensions"]["auditId"]]
    assert kept["search"] == {"keys": ["name+dob"], "as": "NONE", "results": 1, "told": None}
    assert case.ids["him"] in kept["people"]
    assert not [value for value in ("Callum", family(case.portal), "1975") if value in str(kept)]


async def test_pages_in_rank_order_and_says_when_more_fit_than_are_told(
    hub: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        await report(hub)
    matter, by = await matter_of(hub, case, DOOR), {"name": "Callum"}
    whole = (await find(hub, DOOR, matter, by, first=100)).json()["data"]["findPeople"]
    order = [(-n["score"], n["id"]) for n in whole["nodes"]]
    assert (len(order) >= 5, order == sorted(order), whole["more"]) == (True, True, False)
    pages, after = [], None
    while True:
        page = (await find(hub, DOOR, matter, by, first=2, after=after)).json()["data"]["findPeople"]
        pages += [n["id"] for n in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert pages == [id for _, id in order]
    assert fault(await find(hub, DOOR, matter, named(case, HIM), after=after)) == (200, "BAD_CURSOR")
    monkeypatch.setitem(hub.parts.hub.policy.settings, "search_result_budget", "2")  # type: ignore[arg-type]
    cut = (await find(hub, DOOR, matter, by)).json()["data"]["findPeople"]
    assert ([n["id"] for n in cut["nodes"]], cut["more"]) == (pages[:2], True)


async def test_twenty_addresses_in_an_hour_then_a_supervisor_is_told(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, CHILDREN)
    looks = [find(hub, CHILDREN, matter, home(case), "why") for _ in range(25)]
    codes = sorted(answer.status_code for answer in await asyncio.gather(*looks))
    assert codes == [200] * 20 + [429] * 5
    at = f"again at {int(hub.clock.at[11:13]) + 1:02}:00:00 UTC"
    refused = await find(hub, CHILDREN, matter, home(case), "why")
    assert fault(refused) == (429, "RATE_LIMITED")
    assert refused.json()["errors"][0]["message"].endswith(f"{at}.")
    assert case.ids["him"] in await hits(hub, CHILDREN, matter, {"name": named(case, HIM)["name"]})
    text = "{ alerts { id kind account at } }"
    assert fault(await hub.post("cp_practitioner", text, "OWN_CASE")) == (200, "DUTY_REQUIRED")
    await promoted(hub, "cp_team_manager")
    await promoted(hub, "police_fv_unit")
    assert (await hub.ask("police_fv_unit", text, "OWN_CASE"))["alerts"] == []
    [alert] = (await hub.ask("cp_team_manager", text, "OWN_CASE"))["alerts"]
    assert (alert["kind"], alert["account"]) == ("ADDRESS_SEARCH_LIMIT", "demo-cp-practitioner")
    hub.clock.at = f"{hub.clock.at[:11]}{int(hub.clock.at[11:13]) + 1:02}:00:00Z"
    assert (await find(hub, CHILDREN, matter, home(case), "why")).status_code == 200


async def promoted(hub: Town, role: str) -> None:
    account = {**agencies.account(role, ISSUER), "duties": ["supervisor"]}
    await hub.parts.following.command("registerAccount", account, START, "test")


async def test_a_row_with_a_smaller_budget_is_left_out_and_told(hub: Town, case: Case) -> None:
    """Police: 60 an hour, but 30 of people who stand beside."""
    police = Asks("police_fv_unit", "ASSESSMENT", "AFFECTED")
    matter = "0" * 26
    by = {"name": "Callum"}
    first = (await find(hub, police, matter, by, "why")).json()["data"]["findPeople"]
    for _ in range(29):
        await find(hub, police, matter, by, "why")
    later = (await find(hub, police, matter, by, "why")).json()["data"]["findPeople"]
    said = [{r["standing"]: r["code"] for r in told["notSearched"]}["LINKED"] for told in (first, later)]
    assert said == ["MATTER_REQUIRED", "RATE_LIMITED"]
