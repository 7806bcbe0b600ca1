"""Why a field is shown or not: told from the policy and the asker's own matter, and never from what is held."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import (
    CLOSE,
    CONSENT,
    DOOR,
    ESTABLISH,
    HOUSED,
    MEN,
    UNKNOWN,
    Asks,
    Case,
    matter_of,
    report,
)
from tests.town import START, Town, town

WHY = """query($type: String!, $field: String!, $person: ID) {
  explainAccess(type: $type, field: $field, person: $person) {
    facet named said walls { wall } ways { column law position shows purposeOpens
    conditions { name state nextStep } } } }"""
NAMES = "query($id: ID!) { person(id: $id) { familyNames } }"
OPEN = (
    "In your own records it is open. In records of others it is open. "
    "What is open and still empty is not held, or a rule stands on something that nobody is told."
)


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def why(hub: Town, asks: Asks, matter: str, field: str, person: str | None) -> Any:
    noun, name = field.split(".")
    asked = {"type": noun, "field": name, "person": person}
    return (await hub.ask(asks.role, WHY, asks.purpose, matter, asks.reason, **asked))["explainAccess"]


def way(found: Any, position: str) -> Any:
    [mine] = [way for way in found["ways"] if way["position"] == position]
    return mine


@pytest.mark.parametrize("field", ["PersonRecord.familyName", "Address.line", "Incident.narrative", "Order.conditions"])
async def test_who_is_held_but_not_named_is_explained_like_who_is_not_held(hub: Town, case: Case, field: str) -> None:
    matter = await matter_of(hub, case, DOOR)
    other = await report(hub)
    noun, name = field.split(".")
    answers, sent = [], []
    for person in (other.ids["her"], UNKNOWN, "no id at all", None):
        hub.statements.clear()
        asked = {"type": noun, "field": name, "person": person}
        said = (await hub.post(DOOR.role, WHY, DOOR.purpose, matter, **asked)).json()
        said["extensions"].pop("auditId")
        answers.append(said)
        sent.append(list(hub.statements))
    assert answers == [answers[0]] * 4
    assert sent[1:] == [sent[1]] * 3
    assert answers[0]["data"]["explainAccess"]["named"] is False


async def test_what_is_missing_is_said_and_once_it_is_there_the_answer_follows(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    before = await why(hub, DOOR, matter, "PersonRecord.familyName", case.ids["her"])
    assert (before["facet"], before["named"]) == ("IDENTITY", True)
    step = (
        "Ask the person, and record it: recordConsent. Or state with your reason why none is needed: "
        "recordAssertion. Of a child, whether its views were sought."
    )
    assert before["said"] == OPEN.replace("others it is open.", f"others it is closed. {step}")
    assert way(before, "NAMED") == {
        "column": "victim_identity", "law": "L1 FVPA Pt 5A Div 2 (ss 144KA, 144KC)", "position": "NAMED",
        "shows": "all", "purposeOpens": True,
        "conditions": [{"name": "consent", "state": "NOT_MET", "nextStep": step}],
    }  # fmt: skip
    assert before["walls"] == [{"wall": "W05"}, {"wall": "W08"}, {"wall": "W10"}]
    assert await names(hub, matter, case) == []

    given = {"m": matter, "person": case.reference("her"), "at": START, "how": "In person"}
    await hub.ask(DOOR.role, CONSENT, DOOR.purpose, matter, **given)
    after = await why(hub, DOOR, matter, "PersonRecord.familyName", case.ids["her"])
    assert after["said"] == OPEN
    assert way(after, "NAMED")["conditions"] == [{"name": "consent", "state": "MET", "nextStep": None}]
    assert await names(hub, matter, case) != []


async def names(hub: Town, matter: str, case: Case) -> Any:
    found = (await hub.ask(DOOR.role, NAMES, DOOR.purpose, matter, id=case.ids["her"]))["person"]
    return found["familyNames"] if found else []


async def test_of_an_alleged_person_a_service_is_told_that_the_risk_is_to_be_established(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, HOUSED)
    found = await why(hub, HOUSED, matter, "PersonRecord.familyName", case.ids["him"])
    named = {c["name"]: c["state"] for c in way(found, "NAMED")["conditions"]}
    assert named == {"established": "NOT_MET", "W04": "NOT_MET"}
    assert "establishRisk" in found["said"]


async def test_once_the_risk_is_established_nothing_is_missing(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    before = await why(hub, DOOR, matter, "PersonRecord.familyName", case.ids["him"])
    assert [(c["name"], c["state"]) for c in way(before, "NAMED")["conditions"]][-1] == ("W04", "MET")
    await hub.ask(DOOR.role, ESTABLISH, DOOR.purpose, matter, m=matter, person=case.reference("him"))
    after = await why(hub, DOOR, matter, "PersonRecord.familyName", case.ids["him"])
    assert "W04" not in {c["name"] for c in way(after, "NAMED")["conditions"]}
    assert after["said"] == OPEN


async def test_what_a_role_is_never_shown_is_said_as_that(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    found = await why(hub, MEN, matter, "Address.line", None)
    never = {way["column"] for way in found["ways"] if way["position"] is None}
    assert "victim_contact" in never
    assert "perpetrator_identity" not in never
    reporter = await why(hub, MEN, matter, "Incident.reporterName", case.ids["him"])
    assert reporter["said"] == "Your role is never shown this."
    assert [way["shows"] for way in reporter["ways"]] == ["nothing"]


async def test_a_closed_matter_names_nobody(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    found = await why(hub, DOOR, matter, "PersonRecord.familyName", case.ids["her"])
    unknown = await why(hub, DOOR, UNKNOWN, "PersonRecord.familyName", case.ids["her"])
    assert found == unknown
    assert found["named"] is False


async def test_reference_data_is_open_to_everybody(hub: Town) -> None:
    found = await why(hub, Asks("police_member", "OWN_CASE", ""), "", "Area.name", None)
    assert (found["said"], found["ways"], found["walls"]) == ("Shown to everybody who is signed in.", [], [])


@pytest.mark.parametrize(("field", "said"), [
    ("Personrecord.familyName", "`type`: there is no type 'Personrecord' of records"),
    ("PersonRecord.surname", "`field`: PersonRecord has no field 'surname'"),
])  # fmt: skip
async def test_a_name_that_is_not_in_the_schema_is_refused_by_its_argument(hub: Town, field: str, said: str) -> None:
    noun, name = field.split(".")
    answer = (await hub.post("police_member", WHY, "OWN_CASE", type=noun, field=name)).json()
    assert answer["errors"][0]["extensions"]["code"] == "BAD_VARIABLES"
    assert said in answer["errors"][0]["message"]


async def test_without_a_purpose_nothing_is_explained(hub: Town) -> None:
    answer = (await hub.post("police_member", WHY, type="Area", field="name")).json()
    assert answer["errors"][0]["extensions"]["code"] == "PURPOSE_REQUIRED"
