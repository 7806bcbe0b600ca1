"""W10 over HTTP: from whom a worker is kept apart is like nobody, whatever he asks; another worker asks the same."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.connectors import rows
from tests.dump import dump
from tests.resolvers.test_matters import (
    DOOR,
    NOTHING,
    OPEN,
    POLICE,
    UNKNOWN,
    Asks,
    Case,
    names,
    opened,
    referral,
    report,
    seen,
)
from tests.town import START, Town, of_the_module, town

AUTHORITY, SUPERVISOR, FOREIGN = "authority", "supervisor", "authority-of-men"
DESKS = {
    AUTHORITY: ("orange_door", "organisational_authority", ["organisational_authority"]),
    SUPERVISOR: ("orange_door", "tod_victim_side", ["supervisor"]),
    FOREIGN: ("mens_referral_service", "organisational_authority", ["organisational_authority"]),
}
SERIAL = itertools.count(1)
RECORD = """mutation($account: ID, $kind: ConflictKind!, $person: Reference!, $until: DateTime) { done: recordConflict(
  account: $account, kind: $kind, person: $person, reason: "Declared to her manager", until: $until) { id at } }"""
END = """mutation($conflict: ID!) { done: endConflict(conflict: $conflict, reason: "Said in error") { id at } }"""
LISTED = "{ conflicts { id account kind since until } }"
# All that a worker can ask, with every list, count and search there is.
QUESTIONS = (
    """query($her: ID!, $him: ID!, $child: ID!) { subjects { id familyNames records { id } }
      her: person(id: $her) { id initials records { id addresses(first: 3) { suburb } } incidentsAsAffected { id } }
      him: person(id: $him) { id initials incidentsAsRespondent { id } } child: person(id: $child) { id initials } }""",
    """query($him: ID!) { person(id: $him) { violenceSummary { incidents } } ordersInForce(person: $him) { said }
      patternAndHistory(person: $him) { person measures { reportsShown } } }""",
    """query($portal: String!) { incidents(where: { portalId: { eq: $portal } }) {
      nodes { id portalId respondent { id } } pageInfo { hasNextPage } } }""",
    "{ orders { nodes { id } } referrals { nodes { id } } }",
    "{ relationships { id state } matches { id state } identityChanges { id } }",
    """query($name: String!, $him: ID!) {
      findPeople(by: { name: $name, birthDate: "1975-07-11" }) { nodes { id initials score } more }
      explainAccess(type: "PersonRecord", field: "familyName", person: $him) { named said } }""",
)
WAITING = "query($portal: String) { awaiting(reference: $portal) { id party } matters(first: 100) { id } }"


@pytest.fixture(scope="module")
async def module_hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has workers and a report of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        for named, (organisation, role, duties) in DESKS.items():
            await register(found, named, organisation=organisation, role=role, duties=duties)
        yield found


hub = of_the_module


async def register(hub: Town, named: str, role: str = "tod_victim_side", **otherwise: Any) -> str:
    body = {**agencies.account(role, ISSUER, START[:10]), "id": f"id-{named}", "subject": named}
    await hub.parts.following.command("registerAccount", {**body, **otherwise}, START, "test")
    await hub.parts.ledger.use(body["id"], START[:10], START)
    return str(body["id"])


async def worker(hub: Town, asks: Asks = DOOR) -> Asks:
    """Somebody new in that role."""
    named = f"worker-{next(SERIAL)}"
    await register(hub, named, asks.role)
    return replace(asks, role=named)


async def told(hub: Town, who: str, text: str, **variables: Any) -> Any:
    """What was recorded, or the code of the refusal."""
    answer = (await hub.post(who, text, "ADMIN", **variables)).json()
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else answer["data"]["done"]


async def apart(hub: Town, who: Asks, person: dict[str, str], kind: str = "BLOCKED", by: str = "", **more: Any) -> str:
    """The id of the conflict; declared by the worker himself unless told."""
    account = {"account": f"id-{who.role}"} if by else {}
    found = await told(hub, by or who.role, RECORD, kind=kind, person=person, **account, **more)
    assert isinstance(found, dict), found
    return str(found["id"])


async def everything(hub: Town, case: Case, who: Asks, matter: str) -> tuple[Any, list[str]]:
    """All the answers of a worker, and every statement that they took, when nothing is at hand but who he is."""
    await hub.post(who.role, "{ limits { depth } }")
    hub.parts.hub.scopes.known.clear()
    hub.statements.clear()
    asked = {**case.ids, "portal": case.portal, "name": f"Callum Tullamore{int(case.portal[-6:])}"}
    told: dict[str, Any] = {}
    said: list[Any] = []
    for text in QUESTIONS:
        given = {name: value for name, value in asked.items() if f"${name}:" in text}
        said.append(without_audit(await hub.post(who.role, text, who.purpose, matter, who.reason, **given)))
        told |= said[-1]["data"]
    waiting = without_audit(await hub.post(who.role, WAITING, "OWN_CASE", portal=case.portal))
    return (told, waiting["data"], said), list(hub.statements)


def without_audit(answer: httpx.Response) -> dict[str, Any]:
    said: dict[str, Any] = answer.json()
    assert "errors" not in said, said
    assert len(said["extensions"].pop("auditId")) == 26
    return said


async def opening(hub: Town, who: Asks, evidence: str) -> tuple[dict[str, Any], list[str]]:
    await hub.post(who.role, "{ limits { depth } }")
    hub.statements.clear()
    answer = without_audit(
        await hub.post(who.role, OPEN, who.purpose, input={"kind": "REFERRAL", "evidence": evidence})
    )
    assert len(answer["data"]["openMatter"].pop("id")) == 26
    return answer, list(hub.statements)


async def test_a_matter_on_whom_he_is_kept_apart_from_opens_like_one_on_nothing(hub: Town, case: Case) -> None:
    blocked, colleague = await worker(hub), await worker(hub)
    evidence = await referral(hub, case, DOOR)
    await apart(hub, blocked, case.reference("him"), by=AUTHORITY)
    assert await opening(hub, blocked, evidence) == await opening(hub, blocked, UNKNOWN)
    assert await opening(hub, blocked, UNKNOWN) == await opening(hub, colleague, UNKNOWN)
    mine = await opened(hub, blocked, evidence)
    assert await names(hub, case, mine) == {}
    assert await seen(hub, case, blocked, mine) == NOTHING
    hers = await opened(hub, colleague, evidence)
    assert set(await names(hub, case, hers)) == {"her", "him", "child"}
    assert (await seen(hub, case, colleague, hers))["him"] is not None


@pytest.mark.parametrize("who", ["her", "him", "child"])
async def test_a_matter_that_names_him_is_like_none_from_the_next_request_on_and_back_when_it_ends(
    hub: Town, case: Case, who: str
) -> None:
    mine, colleague = await worker(hub), await worker(hub)
    evidence = await referral(hub, case, DOOR)
    matter, other = await opened(hub, mine, evidence), await opened(hub, colleague, evidence)
    before, _ = await everything(hub, case, mine, matter)
    assert before[0]["subjects"]
    assert before[0]["incidents"]["nodes"]
    assert [row["id"] for row in before[1]["matters"]] == [matter]
    conflict = await apart(hub, mine, case.reference(who))
    none = await everything(hub, case, mine, UNKNOWN)
    assert await everything(hub, case, mine, matter) == none
    told_none, waiting, _ = none[0]
    persons = ("her", "him", "child", "person", "patternAndHistory")
    assert [told_none[name] for name in persons] == [None] * 5
    assert (told_none["subjects"], told_none["incidents"]["nodes"]) == ([], [])
    assert waiting == {"awaiting": [], "matters": []}
    assert (await seen(hub, case, colleague, other))["him"] is not None
    await told(hub, SUPERVISOR, END, conflict=conflict)
    assert (await everything(hub, case, mine, matter))[0] == before


async def test_to_whom_he_is_kept_apart_from_nothing_is_written(hub: Town, case: Case) -> None:
    mine = await worker(hub)
    matter = await opened(hub, mine, await referral(hub, case, DOOR))
    conflict = await apart(hub, mine, case.reference("her"))
    consent = """mutation($m: ID!, $person: Reference!) { recordConsent(
      matter: $m, person: $person, givenAt: "2026-06-30T00:00:00Z", how: "Said") { id } }"""
    held = "MATCH (:Matter {id: $given.id})-[:HOLDS]->(c) RETURN count(c) AS count"
    for expected in (0, 1):
        await hub.ask(mine.role, consent, mine.purpose, matter, m=matter, person=case.reference("her"))
        assert await hub.graph(held, {"id": matter}) == [{"count": expected}]
        await told(hub, SUPERVISOR, END, conflict=conflict)


# What is held comes and goes, and he cannot tell


POLICING = Asks("police_member", "OWN_CASE", "")


async def test_he_cannot_tell_whether_anything_is_held_of_whom_he_is_kept_apart_from(hub: Town) -> None:
    """The same worker before and after the report came in; his colleague sees it come."""
    blocked, colleague = await worker(hub, POLICING), await worker(hub, POLICING)
    number = await report(hub)
    next_number = int(number.portal[-6:]) + 1
    await apart(hub, blocked, {"system": POLICE, "id": f"42{next_number:06}"})
    coming = Case(f"L17-2026-{next_number:06}", {}, dict.fromkeys(("her", "him", "child"), UNKNOWN))
    before, empty = await everything(hub, coming, blocked, ""), await everything(hub, coming, colleague, "")
    assert before[1] == empty[1]
    case = await report(hub)
    assert case.portal == coming.portal
    for who in ("her", "him", "child"):
        searched = await everything(hub, Case(case.portal, {}, {**coming.ids, who: case.ids["him"]}), blocked, "")
        assert searched == before
    again = await everything(hub, coming, colleague, "")
    assert again[1] == empty[1]
    assert [node["portalId"] for node in again[0][0]["incidents"]["nodes"]] == [case.portal]
    assert again[0][0]["findPeople"]["nodes"]


# Who the worker is


@pytest.mark.parametrize("who", ["her", "him"])
async def test_a_worker_who_is_a_party_sees_neither_his_own_records_nor_the_other_side(
    hub: Town, case: Case, who: str
) -> None:
    party, colleague = await worker(hub), await worker(hub)
    evidence = await referral(hub, case, DOOR)
    matter, other = await opened(hub, party, evidence), await opened(hub, colleague, evidence)
    await apart(hub, party, case.reference(who), "SELF", by=SUPERVISOR)
    none = await everything(hub, case, party, UNKNOWN)
    assert await everything(hub, case, party, matter) == none
    assert none[0][0]["findPeople"]["nodes"] == []
    (found, _, _), _ = await everything(hub, case, colleague, other)
    assert [found[name] is None for name in ("her", "him")] == [False, False]


async def her_mother(hub: Town, first: Case) -> str:
    """Her number: she lives where her daughter of the first report does, and stands in a report of her own."""
    n, row = int(first.portal[-6:]), rows("ordinary")[0]
    row["report"] |= {"portal_id": f"L17-2026-9{n:05}", "leap_incident": f"269{n:06}"}
    row["affected"] |= {"person_number": f"51{n:06}", "family_name": f"Moorooduc{n}", "birth_date": "1950-01-01"}
    row["respondent"] |= {"person_number": f"52{n:06}", "family_name": f"Moorooduc{n}", "birth_date": "1948-02-02"}
    row["affected"]["addresses"][0]["line"] = f"{n} Cooper Street"
    await hub.ingest([row])
    return f"51{n:06}"


@dataclass(frozen=True)
class Looking:
    """Two workers with a matter each on an own file of one person."""

    hub: Town
    number: str
    matters: dict[str, str]

    async def sees(self, who: Asks) -> bool:
        text = "{ subjects { records { personNumber } } }"
        found = await self.hub.ask(who.role, text, "OWN_CASE", self.matters[who.role])
        return found["subjects"] == [{"records": [{"personNumber": self.number}]}]

    async def changed(self, text: str) -> None:
        """The graph is another, and what was known of it is forgotten."""
        where = "MATCH (r:PersonRecord {person_number: $given.number}) WITH r "
        await self.hub.graph(where + text, {"number": self.number})
        await register(self.hub, f"nobody-{next(SERIAL)}")


async def looking(hub: Town, number: str, *workers: Asks) -> Looking:
    wanted = {"kind": "OWN_FILE", "names": [{"system": POLICE, "id": number, "as": "AFFECTED"}]}
    matters = {}
    for who in workers:
        answer = await hub.ask(who.role, OPEN, "OWN_CASE", input=wanted)
        matters[who.role] = answer["openMatter"]["id"]
    return Looking(hub, number, matters)


async def test_whoever_is_kin_of_the_worker_or_shares_his_address_is_kept_from_him(hub: Town, case: Case) -> None:
    daughter, colleague = await worker(hub, POLICING), await worker(hub, POLICING)
    found = await looking(hub, await her_mother(hub, case), daughter, colleague)
    assert await found.sees(daughter)
    await apart(hub, daughter, case.reference("her"), "SELF")
    assert not await found.sees(daughter)
    assert await found.sees(colleague)
    await found.changed("MATCH (r)-[:LIVES_AT]->(a) SET a.valid_to = '2026-06-01'")
    assert not await found.sees(daughter)  # of one household by a relationship still
    await found.changed("MATCH (:Person {id: r.origin})<-[:BETWEEN]-(l:Relationship) SET l.state = 'REFUSED'")
    assert await found.sees(daughter)
    await found.changed("MATCH (r)-[:LIVES_AT]->(a) SET a.valid_to = '2026-07-01'")
    assert not await found.sees(daughter)  # to the last day


async def test_a_conflict_follows_the_worker_to_his_next_account_and_ends_on_its_day(hub: Town, case: Case) -> None:
    mine = await worker(hub)
    await apart(hub, mine, case.reference("him"), "KIN", until="2026-07-02T00:00:00Z")
    await hub.parts.following.command("registerAccount", {
        **agencies.account("tod_victim_side", ISSUER, START[:10]), "id": f"again-{mine.role}", "subject": mine.role,
        "status": "ACTIVE"}, START, "test")  # fmt: skip
    await hub.graph("MATCH (a:Account {id: $given.id}) SET a.status = 'ENDED'", {"id": f"id-{mine.role}"})
    await register(hub, f"nobody-{mine.role}")
    matter = await opened(hub, mine, await referral(hub, case, DOOR))
    assert await names(hub, case, matter) == {}
    hub.clock.at = "2026-07-02T00:00:00Z"
    assert set(await names(hub, case, await opened(hub, mine, await referral(hub, case, DOOR)))) == {
        "her",
        "him",
        "child",
    }


# Who may say so


async def test_who_may_record_and_end_a_conflict(hub: Town, case: Case) -> None:
    mine, other = await worker(hub), await worker(hub)
    given = {"kind": "BLOCKED", "person": case.reference("her"), "account": f"id-{mine.role}"}
    before = await dump(hub.graph)
    assert await told(hub, other.role, RECORD, **given) == "DUTY_REQUIRED"
    assert await told(hub, FOREIGN, RECORD, **given) == "ACCOUNT_NOT_HELD"
    assert await told(hub, SUPERVISOR, RECORD, **{**given, "account": UNKNOWN}) == "ACCOUNT_NOT_HELD"
    assert await told(hub, mine.role, RECORD, **{**given, "until": START}) == "BAD_INPUT"
    assert await told(hub, mine.role, RECORD, **{**given, "person": {"system": POLICE, "id": " "}}) == "BAD_INPUT"
    answer = await hub.post(mine.role, RECORD, "OWN_CASE", **given)
    assert answer.json()["errors"][0]["extensions"]["code"] == "PURPOSE_REQUIRED"
    assert await dump(hub.graph) == before
    conflict = await apart(hub, mine, case.reference("her"))
    unknown = await told(hub, mine.role, RECORD, kind="BLOCKED", person={"system": POLICE, "id": "none"})
    assert set(unknown) == {"id", "at"}  # as one that is held
    own = await apart(hub, replace(mine, role=SUPERVISOR), case.reference("her"))
    before = await dump(hub.graph)
    assert await told(hub, mine.role, END, conflict=conflict) == "DUTY_REQUIRED"
    assert await told(hub, FOREIGN, END, conflict=conflict) == "CONFLICT_NOT_HELD"
    assert await told(hub, AUTHORITY, END, conflict=UNKNOWN) == "CONFLICT_NOT_HELD"
    assert await told(hub, SUPERVISOR, END, conflict=own) == "OWN_ACCOUNT"
    assert await dump(hub.graph) == before
    assert await told(hub, AUTHORITY, END, conflict=own) == {"id": own, "at": START}


async def test_conflicts_are_listed_without_the_person_and_never_to_whom_they_bind(hub: Town, case: Case) -> None:
    mine = await worker(hub)
    conflict = await apart(hub, mine, case.reference("him"), "KIN")
    own = await apart(hub, replace(mine, role=SUPERVISOR), case.reference("him"))
    rows = {row["id"]: row for row in (await hub.ask(SUPERVISOR, LISTED, "ADMIN"))["conflicts"]}
    assert rows[conflict] == {
        "id": conflict, "account": f"id-{mine.role}", "kind": "KIN", "since": START, "until": None,
    }  # fmt: skip
    assert own not in rows
    assert own in {row["id"] for row in (await hub.ask(AUTHORITY, LISTED, "ADMIN"))["conflicts"]}
    assert (await hub.ask(FOREIGN, LISTED, "ADMIN"))["conflicts"] == []
    refused = (await hub.post(mine.role, LISTED, "ADMIN")).json()
    assert refused["errors"][0]["extensions"]["code"] == "DUTY_REQUIRED"


async def graph_of(hub: Town) -> list[str]:
    """All but how far it followed: a hub that begins again registers its accounts again."""
    return [line for line in await dump(hub.graph) if '["Ledger"]' not in line]


async def test_a_graph_built_again_keeps_them_apart(neo4j: Neo4j, tmp_path: Path) -> None:
    """After the tests of the hub above: the graph is emptied for a ledger of its own."""
    async with town(neo4j, tmp_path) as hub:
        case, mine = await report(hub), await worker(hub)
        await register(hub, SUPERVISOR, duties=["supervisor"])
        ended = await apart(hub, mine, case.reference("her"))
        await told(hub, SUPERVISOR, END, conflict=ended)
        await apart(hub, mine, case.reference("him"), "SELF")
        held = await graph_of(hub)
    async with town(neo4j, tmp_path) as again:
        assert await graph_of(again) == held
        matter = await opened(again, mine, await referral(again, case, DOOR))
        assert await names(again, case, matter) == {}
