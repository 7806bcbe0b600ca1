"""Who was told of whom: an entry names whom its answer told of, and only an auditor reads it; his own acts anybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.resolvers.test_disclosure import entry
from tests.resolvers.test_matters import DOOR, MEN, Case, matter_of
from tests.town import START, Town, town

WHO_SAW = """query($person: ID!, $first: Int! = 50, $after: ID) {
  whoSaw(person: $person, first: $first, after: $after) { auditId at account organisation role purpose matter fields
  decision policy searchedBy } }"""
MINE = """query($first: Int! = 50, $after: ID) { myAccesses(first: $first, after: $after) {
  auditId at role purpose fields decision policy } }"""
PARTIES = """query($id: ID!) { incident(id: $id) {
  affected { initials } respondent { familyName person { id } } children { initials } } }"""
TIMES = "query($id: ID!) { incident(id: $id) { occurredFrom } }"
PLAN = "Audit plan 2026"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def saw(hub: Town, person: str, by: str = "auditor_evaluator", **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await hub.ask(by, WHO_SAW, "ADMIN", reason=PLAN, person=person, **more))["whoSaw"]
    return found


async def mine(hub: Town, role: str, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await hub.ask(role, MINE, "ADMIN", reason=PLAN, **more))["myAccesses"]
    return found


async def incident_of(hub: Town, case: Case) -> str:
    found = await hub.graph("MATCH (i:Incident {portal_id: $given.id}) RETURN i.lineage AS id", {"id": case.portal})
    return str(found[0]["id"])


async def asked(hub: Town, case: Case, text: str, role: str = "police_member") -> dict[str, Any]:
    """What the ledger keeps of a question about the case's report."""
    return await entry(hub, await hub.post(role, text, "OWN_CASE", id=await incident_of(hub, case)))


# Of whom an answer tells


async def test_an_entry_names_whom_the_answer_told_of_and_nobody_else(hub: Town, case: Case) -> None:
    """Of her a member of the police is shown nothing without her consent, though the report is of his own office."""
    assert (await asked(hub, case, PARTIES))["people"] == [case.ids["him"]]
    assert (await asked(hub, case, TIMES))["people"] == []


async def test_who_is_not_shown_is_not_told_of(hub: Town, case: Case) -> None:
    """The men's line without a matter: nothing of the police's report is there."""
    assert (await asked(hub, case, PARTIES, "mens_service"))["people"] == []


async def test_an_answer_on_a_matter_is_of_all_whom_it_names(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    answer = await hub.post(DOOR.role, TIMES, DOOR.purpose, matter, id=await incident_of(hub, case))
    assert answer.json()["data"]["incident"] is not None
    assert set((await entry(hub, answer))["people"]) >= {case.ids["her"], case.ids["him"]}


async def test_a_search_tells_of_its_hits(hub: Town, case: Case) -> None:
    search = "query($number: Reference!) { findPeople(by: {reference: $number}) { nodes { id } } }"
    answer = await hub.post("police_member", search, "OWN_CASE", reason="Attending", number=case.reference("him"))
    assert answer.json()["data"]["findPeople"]["nodes"] == [{"id": case.ids["him"]}]
    kept = await entry(hub, answer)
    assert kept["people"] == [case.ids["him"]]
    [seen] = await saw(hub, case.ids["him"])
    assert (seen["auditId"], seen["searchedBy"]) == (kept["auditId"], ["reference"])


# Who reads it


async def test_an_auditor_is_told_who_saw_a_person_and_no_value(hub: Town, case: Case) -> None:
    assert await saw(hub, case.ids["him"]) == []
    first = await asked(hub, case, PARTIES)
    told = {
        "auditId": first["auditId"], "at": START, "account": "demo-police-member",
        "organisation": "victoria_police", "role": "police_member", "purpose": "OWN_CASE", "matter": None,
        "fields": ["PersonRecord.family_name", "PersonRecord.initials"], "searchedBy": None,
        "decision": "ANSWERED", "policy": hub.parts.hub.policy.version,
    }  # fmt: skip
    assert await saw(hub, case.ids["him"]) == [told]
    assert await saw(hub, case.ids["her"]) == []
    matter = await matter_of(hub, case, MEN)
    answer = await hub.post(MEN.role, "{ subjects { id } }", MEN.purpose, matter)
    second = await entry(hub, answer)
    [newest, *_, oldest] = await saw(hub, case.ids["him"])
    assert (newest["auditId"], newest["matter"], newest["role"]) == (second["auditId"], matter, MEN.role)
    assert oldest == told


async def test_reading_it_is_kept_too(hub: Town, case: Case) -> None:
    answer = await hub.post("auditor_evaluator", WHO_SAW, "ADMIN", reason=PLAN, person=case.ids["her"])
    kept = await entry(hub, answer)
    assert (kept["account"], kept["reason"]) == ("demo-auditor-evaluator", PLAN)
    assert (await mine(hub, "auditor_evaluator"))[0]["auditId"] == kept["auditId"]


@pytest.mark.parametrize(
    "role", [role for role in agencies.HOMES if role not in ("auditor_evaluator", "system_connector")]
)
async def test_nobody_else_is_told_who_saw_a_person_held_or_not(hub: Town, case: Case, role: str) -> None:
    await asked(hub, case, PARTIES)
    answers = [
        (await hub.post(role, WHO_SAW, "ADMIN", reason=PLAN, person=person)).json()["errors"]
        for person in (case.ids["him"], "0" * 26)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0]["extensions"]["code"] == "DUTY_REQUIRED"


async def test_it_is_read_under_the_purpose_admin_alone(hub: Town, case: Case) -> None:
    for text, given in ((WHO_SAW, {"person": case.ids["him"]}), (MINE, {})):
        [error] = (await hub.post("police_member", text, "OWN_CASE", **given)).json()["errors"]
        assert error["extensions"]["code"] == "PURPOSE_REQUIRED"


async def test_a_privacy_officer_reads_what_his_own_organisation_was_told(hub: Town, case: Case) -> None:
    for subject, organisation in (("officer-police", "victoria_police"), ("officer-door", "orange_door")):
        account = agencies.account("auditor_evaluator", ISSUER, START[:10])
        body = {"id": subject, "subject": subject, "duties": ["privacy_officer"], "organisation": organisation}
        await hub.parts.following.command("registerAccount", account | body, START, "test")
    first = await asked(hub, case, PARTIES)
    assert [seen["auditId"] for seen in await saw(hub, case.ids["him"], "officer-police")] == [first["auditId"]]
    assert await saw(hub, case.ids["him"], "officer-door") == []


# One's own acts


@pytest.mark.parametrize("role", [role for role in agencies.HOMES if role != "system_connector"])
async def test_everybody_reads_his_own_acts_and_of_whom_is_not_said(hub: Town, role: str) -> None:
    before = await mine(hub, role)
    now = await mine(hub, role)
    [read, *rest] = now
    assert rest == before
    assert (read["role"], read["purpose"], read["fields"]) == (role, "ADMIN", read["fields"])
    accounts = {row["auditId"]: row["account"] for row in await hub.parts.ledger.disclosures()}
    assert {accounts[act["auditId"]] for act in now} == {f"demo-{role}".replace("_", "-")}


async def test_acts_are_paged_by_the_last_one_had(hub: Town) -> None:
    for _ in range(5):
        await mine(hub, "court_registrar")
    whole = await mine(hub, "court_registrar")
    found, after = list[dict[str, Any]](), whole[0]["auditId"]
    while page := await mine(hub, "court_registrar", first=2, after=after):
        found, after = [*found, *page], page[-1]["auditId"]
    assert found == whole[1:]
    assert len(found) >= 4
    [error] = (await hub.post("court_registrar", MINE, "ADMIN", after="0" * 26)).json()["errors"]
    assert error["extensions"]["code"] == "BAD_CURSOR"
