"""W15 over HTTP: a break-glass stands in for the link of one asker to one person, for an hour, and for nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.dump import dump
from tests.resolvers.test_conflicts import RECORD as RECORD_CONFLICT
from tests.resolvers.test_conflicts import graph_of, register, told
from tests.resolvers.test_matters import NOTHING, POLICE, UNKNOWN, Asks, Case, names, opening, report, seen
from tests.town import START, Town, of_the_module, town

WORKER, COLLEAGUE, SUPERVISOR, REVIEWER, FOREIGN = "worker", "colleague", "supervisor", "reviewer", "foreign-supervisor"
DESKS = {
    WORKER: ("safe_steps", "specialist_fv", ["supervisor"]),
    COLLEAGUE: ("safe_steps", "specialist_fv", []),
    SUPERVISOR: ("safe_steps", "specialist_fv", ["supervisor"]),
    REVIEWER: ("safe_steps", "specialist_fv", ["reviewer"]),
    FOREIGN: ("orange_door", "tod_victim_side", ["supervisor"]),
}
ASKS = Asks(WORKER, "ASSESSMENT", "")
WHY = "She is on the phone and he is at the door."
BREAK = """mutation($person: Reference!, $why: String!) {
  breakGlass(person: $person, reason: $why) { matter until reviewBy } }"""
REVIEW = """mutation($id: ID!, $outcome: BreakGlassOutcome!, $note: String!) {
  done: reviewBreakGlass(id: $id, outcome: $outcome, note: $note) { id at } }"""
LISTED = "{ breakGlassReviews(first: 100) { id account purpose reason at until reviewBy overdue outcome } }"
ALERTS = "{ alerts(first: 100) { kind account at } }"
THREAT = """mutation($m: ID!, $person: Reference!) { recordAssertion(matter: $m, person: $person, kind: SERIOUS_THREAT,
  reason: "He is at the door", until: "2026-07-02T00:00:00Z") { id } }"""
LAST_SECOND, ENDED = "2026-07-01T00:59:59Z", "2026-07-01T01:00:00Z"


@pytest.fixture(scope="module")
async def module_hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await desks(found)
        yield found


async def desks(hub: Town) -> None:
    for named, (organisation, role, duties) in DESKS.items():
        await register(hub, named, role, organisation=organisation, duties=duties)


hub = of_the_module


async def broken(hub: Town, person: dict[str, str], asks: Asks = ASKS, reason: str = WHY) -> str:
    """The matter that stands in."""
    return str((await breaking(hub, person, asks, reason))["data"]["breakGlass"]["matter"])


async def breaking(hub: Town, person: dict[str, str], asks: Asks = ASKS, reason: str = WHY) -> dict[str, Any]:
    answer = await hub.post(asks.role, BREAK, asks.purpose, "", asks.reason, person=person, why=reason)
    return answer.json()  # type: ignore[no-any-return]


async def code(hub: Town, asks: Asks, reason: str = WHY) -> str:
    answer = await breaking(hub, {"system": POLICE, "id": "1"}, asks, reason)
    return str(answer["errors"][0]["extensions"]["code"])


async def notice(hub: Town, asks: Asks, matter: str) -> dict[str, Any] | None:
    answer = (await hub.post(asks.role, "{ subjects { id } }", asks.purpose, matter, asks.reason)).json()
    return answer["extensions"].get("breakGlass")  # type: ignore[no-any-return]


async def listed(hub: Town, by: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in (await hub.ask(by, LISTED, "ADMIN"))["breakGlassReviews"]}


# What it opens, and what it does not


async def test_it_stands_in_for_the_link_to_one_person(hub: Town, case: Case) -> None:
    assert await seen(hub, case, ASKS, UNKNOWN) == NOTHING
    matter = await broken(hub, case.reference("him"))
    assert await names(hub, case, matter) == {"him": ("ALLEGED", False)}
    found = await seen(hub, case, ASKS, matter)
    assert [subject["id"] for subject in found["subjects"]] == [case.ids["him"]]
    assert found["him"]["familyNames"] == [f"Tullamore{int(case.portal[-6:])}"]
    assert found["her"] is None or found["her"]["familyNames"] == []  # she is met beside him, masked at most


async def test_no_gate_is_lifted(hub: Town, case: Case) -> None:
    """Her name asks for consent, or for a threat that somebody asserts and answers for."""
    matter = await broken(hub, case.reference("her"))
    assert await names(hub, case, matter) == {"her": ("VICTIM", False)}
    assert (await seen(hub, case, ASKS, matter))["her"] in (None, {"familyNames": []})
    await hub.ask(WORKER, THREAT, ASKS.purpose, matter, m=matter, person=case.reference("her"))
    assert (await seen(hub, case, ASKS, matter))["her"] == {"familyNames": [f"Brackenbury{int(case.portal[-6:])}"]}


async def test_whoever_was_harmed_anywhere_is_named_as_that(hub: Town, case: Case) -> None:
    """Whoever asks does not choose as what: the most protective that the person stands anywhere."""
    await hub.graph(
        "MATCH (r:PersonRecord {person_number: $given.number}) MATCH (i:Incident) WHERE NOT (r)-->(i) "
        "WITH r, i ORDER BY i.id LIMIT 1 CREATE (r)-[:AFFECTED_IN]->(i)",
        {"number": case.numbers["him"]},
    )
    await report(hub)
    assert await names(hub, case, await broken(hub, case.reference("him"))) == {"him": ("VICTIM", False)}
    assert await names(hub, case, await broken(hub, case.reference("child"))) == {"child": ("CHILD", False)}
    hub.clock.at = START
    await hub.graph(
        "MATCH (r:PersonRecord {person_number: $given.number}) SET r.birth_date = '2001-01-01'",
        {"number": case.numbers["child"]},
    )
    assert await names(hub, case, await broken(hub, case.reference("child"))) == {"child": ("VICTIM", False)}


async def test_it_is_of_one_asker_and_of_nobody_else(hub: Town, case: Case) -> None:
    matter = await broken(hub, case.reference("him"))
    colleague = Asks(COLLEAGUE, "ASSESSMENT", "")
    hub.statements.clear()
    assert await seen(hub, case, colleague, matter) == NOTHING
    sent = list(hub.statements)
    assert await notice(hub, colleague, matter) is None
    hub.statements.clear()
    assert await seen(hub, case, colleague, UNKNOWN) == NOTHING
    assert hub.statements == sent[-len(hub.statements) :]
    await hub.ask(COLLEAGUE, THREAT, "ASSESSMENT", matter, m=matter, person=case.reference("her"))
    held = "MATCH (:Matter {id: $given.id})-[:HOLDS]->(c) RETURN count(c) AS count"
    assert await hub.graph(held, {"id": matter}) == [{"count": 0}]
    assert (await seen(hub, case, ASKS, matter))["him"] is not None


async def test_it_ends_at_the_minute(hub: Town, case: Case) -> None:
    answer = (await breaking(hub, case.reference("him")))["data"]["breakGlass"]
    assert (answer["until"], answer["reviewBy"]) == (ENDED, "2026-07-02T00:00:00Z")
    hub.clock.at = LAST_SECOND
    assert (await seen(hub, case, ASKS, answer["matter"]))["him"] is not None
    mine = "{ matters(first: 100) { id } }"
    assert answer["matter"] in {row["id"] for row in (await hub.ask(WORKER, mine, "OWN_CASE"))["matters"]}
    hub.clock.at = ENDED
    assert await seen(hub, case, ASKS, answer["matter"]) == NOTHING
    assert await notice(hub, ASKS, answer["matter"]) is None
    assert answer["matter"] not in {row["id"] for row in (await hub.ask(WORKER, mine, "OWN_CASE"))["matters"]}


async def test_whoever_is_not_held_or_not_to_be_told_is_answered_alike(hub: Town, case: Case) -> None:
    other = await report(hub)
    await hub.graph(
        "MATCH (r:PersonRecord {person_number: $given.n}) SET r.exclusion = 'sealed'", {"n": other.numbers["him"]}
    )
    await told(hub, WORKER, RECORD_CONFLICT, kind="KIN", person=case.reference("child"))
    answers = []
    for person in (
        {"system": POLICE, "id": "no such number"},
        {"system": "throughline", "id": UNKNOWN},
        {"system": "corrections_victoria", "id": case.numbers["him"]},
        case.reference("child"),
        other.reference("him"),
    ):
        answer = await breaking(hub, person)
        matter = answer["data"]["breakGlass"].pop("matter")
        answer["extensions"].pop("auditId")
        answers.append((answer, await seen(hub, case, ASKS, matter), await notice(hub, ASKS, matter)))
    assert answers == [answers[0]] * 5
    assert answers[0][1:] == (NOTHING, {
        "account": "id-worker", "until": ENDED,
        "notice": "Opened by break-glass, without a record that addresses you. It is reviewed by somebody else.",
    })  # fmt: skip


async def test_nobody_else_is_searched_for_under_it(hub: Town, case: Case) -> None:
    matter = await broken(hub, case.reference("him"))
    text = '{ findPeople(by: { name: "Oona", birthDate: "1979-01-30" }) { nodes { id } searched { standing } } }'
    under, none = [
        (await hub.post(WORKER, text, "ASSESSMENT", given, "because")).json()["data"] for given in (matter, UNKNOWN)
    ]
    assert under == none


async def test_an_ordinary_answer_carries_no_notice(hub: Town, case: Case) -> None:
    matter = (await opening(hub, ASKS, UNKNOWN)).json()["data"]["openMatter"]["id"]
    assert await notice(hub, ASKS, matter) is None
    assert await notice(hub, ASKS, UNKNOWN) is None


# Before it is broken


@pytest.mark.parametrize(
    ("asks", "reason", "expected"),
    [
        (ASKS, " ", "BAD_INPUT"),
        (ASKS, "Too short.", "BAD_INPUT"),
        (ASKS, "x" * 2_001, "BAD_INPUT"),
        (Asks(WORKER, "OWN_CASE", ""), WHY, "NO_PURPOSE"),
        (Asks(WORKER, "ADMIN", ""), WHY, "NO_PURPOSE"),
        (Asks("cip_analyst", "CIP_REQUEST", "", "because"), WHY, "NO_PURPOSE"),
        (Asks("auditor_evaluator", "ADMIN", "", "the plan"), WHY, "NO_PURPOSE"),
        (Asks("organisational_authority", "ADMIN", ""), WHY, "NO_PURPOSE"),
    ],
)
async def test_it_is_not_broken_without_a_reason_or_where_there_is_no_link(
    hub: Town, asks: Asks, reason: str, expected: str
) -> None:
    before = await dump(hub.graph)
    assert await code(hub, asks, reason) == expected
    assert await dump(hub.graph) == before


# Afterwards


async def test_a_supervisor_is_alerted_at_once_and_another_one_reviews_it(hub: Town, case: Case) -> None:
    matter = await broken(hub, case.reference("him"))
    alert = {"kind": "BREAK_GLASS", "account": "id-worker", "at": START}
    assert alert in (await hub.ask(SUPERVISOR, ALERTS, "ADMIN"))["alerts"]
    assert alert not in (await hub.ask(WORKER, ALERTS, "ADMIN"))["alerts"]
    row = {"id": matter, "account": "id-worker", "purpose": "ASSESSMENT", "reason": WHY, "at": START, "until": ENDED,
           "reviewBy": "2026-07-02T00:00:00Z", "overdue": False, "outcome": None}  # fmt: skip
    for by in (SUPERVISOR, REVIEWER):
        assert (await listed(hub, by))[matter] == row
    assert matter not in await listed(hub, WORKER)
    assert await listed(hub, FOREIGN) == {}
    refused = (await hub.post(COLLEAGUE, LISTED, "ADMIN")).json()
    assert refused["errors"][0]["extensions"]["code"] == "DUTY_REQUIRED"
    hub.clock.at = "2026-07-02T00:00:01Z"
    assert (await listed(hub, SUPERVISOR))[matter] == {**row, "overdue": True}
    given = {"id": matter, "outcome": "JUSTIFIED", "note": "Seen with the worker"}
    assert await told(hub, REVIEWER, REVIEW, **given) == {"id": matter, "at": hub.clock.at}
    assert (await listed(hub, SUPERVISOR))[matter] == {**row, "outcome": "JUSTIFIED"}
    assert await told(hub, SUPERVISOR, REVIEW, **given) == "ALREADY_REVIEWED"


async def test_who_may_not_review(hub: Town, case: Case) -> None:
    matter = await broken(hub, case.reference("him"))
    before = await dump(hub.graph)
    given = {"id": matter, "outcome": "NOT_JUSTIFIED", "note": "No"}
    assert await told(hub, WORKER, REVIEW, **given) == "OWN_ACCOUNT"
    assert await told(hub, COLLEAGUE, REVIEW, **given) == "DUTY_REQUIRED"
    assert await told(hub, FOREIGN, REVIEW, **given) == "BREAK_GLASS_NOT_HELD"
    assert await told(hub, SUPERVISOR, REVIEW, **{**given, "id": UNKNOWN}) == "BREAK_GLASS_NOT_HELD"
    assert await told(hub, SUPERVISOR, REVIEW, **{**given, "note": " "}) == "BAD_INPUT"
    assert await dump(hub.graph) == before
    await told(hub, SUPERVISOR, RECORD_CONFLICT, kind="KIN", person=case.reference("him"))
    assert await told(hub, SUPERVISOR, REVIEW, **given) == "BREAK_GLASS_NOT_HELD"
    assert matter not in await listed(hub, SUPERVISOR)
    assert matter in await listed(hub, REVIEWER)


async def test_what_was_not_justified_ends_at_once(hub: Town, case: Case) -> None:
    matter = await broken(hub, case.reference("him"))
    hub.clock.at = "2026-07-01T00:10:00Z"
    assert (await seen(hub, case, ASKS, matter))["him"] is not None
    await told(hub, REVIEWER, REVIEW, id=matter, outcome="NOT_JUSTIFIED", note="There was no call")
    assert await seen(hub, case, ASKS, matter) == NOTHING
    assert (await listed(hub, REVIEWER))[matter]["until"] == hub.clock.at


async def test_it_outlives_a_restart_and_a_graph_built_again_and_ends_all_the_same(
    neo4j: Neo4j, tmp_path: Path
) -> None:
    """After the tests of the hub above: the graph is emptied for a ledger of its own."""
    async with town(neo4j, tmp_path) as hub:
        await desks(hub)
        case = await report(hub)
        matter = await broken(hub, case.reference("him"))
        reviewed = await broken(hub, case.reference("her"))
        await told(hub, REVIEWER, REVIEW, id=reviewed, outcome="NOT_JUSTIFIED", note="There was no call")
        held = await graph_of(hub)
    async with town(neo4j, tmp_path) as again:
        assert await graph_of(again) == held
        again.clock.at = LAST_SECOND
        assert (await seen(again, case, ASKS, matter))["him"] is not None
        assert await seen(again, case, ASKS, reviewed) == NOTHING
        again.clock.at = ENDED
        assert await seen(again, case, ASKS, matter) == NOTHING
