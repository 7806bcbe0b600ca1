"""Assessments that people write: who may, of whom, as which version; and that they are records like any other."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from authz.requester import Account, Days, Declaration, Organisation, Requester
from authz.words import Purpose, Standing
from graph.embedded import Running as Neo4j
from resolvers.errors import Fault
from resolvers.references import Reference
from resolvers.writing import AssessmentInput
from resolvers.writing_acts import Named, WritingActs
from tests.resolvers.test_matters import CHILDREN, DOOR, MEN, POLICE, UNKNOWN, Asks, Case, opened, referral, report
from tests.town import Town, town
from tests.twoworlds.everybody import NoRecords

WRITE = """mutation($input: AssessmentInput!, $key: String!, $version: Int!) {
  writeAssessment(input: $input, idempotencyKey: $key, version: $version) { id number version at } }"""
READ = """query($id: ID!) { riskAssessment(id: $id) { id version assessmentNumber custodian source
  kind { code } scheme { code } level { code } selfAssessedLevel { code } practiceLevel { code } assessedOn assessorName
  toolLimits doubts { code } informedByNumber
  observations(where: {presence: {eq: "PRESENT"}}) { factor { code } serious presence { code } evidence }
  assessed { person { id } } childAssessed { person { id } } respondent { person { id } } } }"""
PLANS = "{ safetyPlans { nodes { version state { code } steps { kind { code } text } plannedFor { person { id } } } } }"
SERIAL = itertools.count(1)
COUNT = "MATCH (n:RiskAssessment) RETURN count(n) AS n"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def matter(hub: Town, case: Case, asks: Asks) -> str:
    return await opened(hub, asks, await referral(hub, case, asks))


def given(case: Case, who: str = "her", **more: Any) -> dict[str, Any]:
    return {
        "person": case.reference(who), "kind": "INTERMEDIATE", "level": "ELEVATED", "selfAssessedLevel": "SERIOUS",
        "assessedOn": "2026-06-30", "assessor": "Ines Okonkwo", "practiceLevel": "INTERMEDIATE",
        "observations": [{"factor": "P05", "presence": "PRESENT", "evidence": "She told of it"}], **more,
    }  # fmt: skip


async def writing(
    hub: Town, asks: Asks, matter: str, input: dict[str, Any], key: str | None = None, version: int = 1
) -> dict[str, Any]:
    """A key of its own unless told."""
    key = f"key {next(SERIAL)}" if key is None else key
    answer = await hub.post(asks.role, WRITE, asks.purpose, matter, asks.reason, input=input, key=key, version=version)
    return answer.json()  # type: ignore[no-any-return]


async def written(hub: Town, asks: Asks, matter: str, input: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await writing(hub, asks, matter, input, **more)
    assert "errors" not in answer, answer
    return answer["data"]["writeAssessment"]  # type: ignore[no-any-return]


async def refused(hub: Town, asks: Asks, matter: str, input: dict[str, Any], **more: Any) -> tuple[str, str]:
    """Its code and message; and nothing was written."""
    before = await hub.graph(COUNT)
    answer = await writing(hub, asks, matter, input, **more)
    assert await hub.graph(COUNT) == before
    [error] = answer["errors"]
    assert answer.get("data") is None
    return error["extensions"]["code"], error["message"]


async def fields(hub: Town, asks: Asks, matter: str, input: dict[str, Any]) -> list[tuple[list[Any], str]]:
    """Where the input is wrong; and nothing was written."""
    before = await hub.graph(COUNT)
    [error] = (await writing(hub, asks, matter, input))["errors"]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert await hub.graph(COUNT) == before
    return [(one["path"], one["code"]) for one in error["extensions"]["fields"]]


# Who may not, and of whom not


async def test_whom_the_matter_does_not_name_nobody_assesses(hub: Town, case: Case) -> None:
    door, other = await matter(hub, case, DOOR), await report(hub)
    expected = "PERSON_NOT_NAMED", "The declared matter names nobody so, as affected or as a child."
    assert await refused(hub, DOOR, door, given(other)) == expected
    assert await refused(hub, DOOR, door, given(case, person={"system": POLICE, "id": UNKNOWN})) == expected
    assert await refused(hub, DOOR, UNKNOWN, given(case)) == expected
    assert (await written(hub, DOOR, door, given(case)))["version"] == 1


async def test_a_matter_of_another_organisation_opens_nothing(hub: Town, case: Case) -> None:
    door, men = await matter(hub, case, DOOR), await matter(hub, case, MEN)
    him = given(case, "him", kind="PERPETRATOR", selfAssessedLevel=None)
    assert (await refused(hub, MEN, door, him))[0] == "PERSON_NOT_NAMED"
    assert (await written(hub, MEN, men, him))["version"] == 1


async def test_who_uses_violence_is_never_assessed_as_the_one_harmed_nor_the_other_way_round(
    hub: Town, case: Case
) -> None:
    door = await matter(hub, case, DOOR)
    assert (await refused(hub, DOOR, door, given(case, "him")))[0] == "PERSON_NOT_NAMED"
    assert (await refused(hub, DOOR, door, given(case, kind="PERPETRATOR")))[0] == "PERSON_NOT_NAMED"
    assert (await refused(hub, DOOR, door, given(case, respondent=case.reference("child"))))[0] == "PERSON_NOT_NAMED"
    assert (await written(hub, DOOR, door, given(case, respondent=case.reference("him"))))["version"] == 1


async def test_only_a_risk_assessment_entity_writes_and_only_under_assessment(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    code, message = await refused(hub, replace(DOOR, purpose="PROTECTION", reason="A test"), door, given(case))
    assert (code, message) == (
        "NOT_RAE_FOR_ASSESSMENT", "Only a risk assessment entity writes this, under ASSESSMENT.",
    )  # fmt: skip
    registrar = Asks("court_registrar", "ASSESSMENT", "")
    assert (await writing(hub, registrar, door, given(case)))["errors"][0]["extensions"][
        "code"
    ] == "NOT_RAE_FOR_ASSESSMENT"
    assert (await written(hub, DOOR, door, given(case)))["number"].startswith("TL-")


async def test_an_organisation_that_keeps_no_assessments_here_writes_none() -> None:
    """Such as Victoria Police, whose assessment stands in their own report."""
    held = Organisation("victoria_police", "victoria_police", "victoria_police", {"RAE": Days("2020-01-01")})
    account = Account("a", "police_member", frozenset(), held, "ACTIVE", "", frozenset())
    asker = Requester(account, Declaration(Purpose.ASSESSMENT, "m"), True)

    async def nothing_held(_text: str, _given: Any) -> list[Any]:
        return []

    async def named(_reference: Reference) -> Named:
        return Named("her", Standing.VICTIM, ["her"])

    desk: Any = SimpleNamespace(asker=asker, now="2026-07-01T00:00:00Z", fetch=nothing_held)
    input = AssessmentInput(person=Reference(system="x", id="1"), kind="BRIEF", assessed_on="2026-06-30",  # type: ignore[arg-type]
                            assessor="Ines Okonkwo", practice_level="INTERMEDIATE")  # fmt: skip
    with pytest.raises(Fault) as refusal:
        await WritingActs(desk, named, NoRecords()).write(input, "k", 1)
    assert refusal.value.code == "NOT_CUSTODIAN"


@pytest.mark.parametrize(
    ("level", "kind"),
    [("IDENTIFICATION", "BRIEF"), ("IDENTIFICATION", "INTERMEDIATE"), ("INTERMEDIATE", "COMPREHENSIVE")],
)
async def test_nobody_writes_beyond_his_practice_level(hub: Town, case: Case, level: str, kind: str) -> None:
    door = await matter(hub, case, DOOR)
    code, message = await refused(hub, DOOR, door, given(case, practiceLevel=level, kind=kind))
    assert code == "BEYOND_PRACTICE_LEVEL"
    assert message.endswith((
        f"is beyond the practice level {level}, which writes: SCREENING.",
        f"is beyond the practice level {level}, which writes: SCREENING, BRIEF, INTERMEDIATE, PERPETRATOR, CHILD.",
    ))  # fmt: skip
    may = given(case, practiceLevel="COMPREHENSIVE", kind=kind)
    assert (await written(hub, DOOR, door, may))["version"] == 1


# What is written


async def test_it_is_a_record_of_the_organisation_like_any_other(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    plan = {"madeOn": "2026-06-30", "steps": [{"kind": "CODE_WORD", "text": "A word that her sister knows"}]}
    input = given(case, respondent=case.reference("him"), informedBy="TRAM-9", safetyPlans=[plan])
    made = await written(hub, DOOR, door, input)
    assert made["at"] == hub.clock.at
    shown = (await hub.ask(DOOR.role, READ, DOOR.purpose, door, id=made["id"]))["riskAssessment"]
    limits = shown.pop("toolLimits")
    assert limits.startswith("Structured professional judgement")
    assert shown == {
        "id": made["id"], "version": 1, "assessmentNumber": made["number"], "custodian": "orange_door",
        "source": "risk", "kind": {"code": "INTERMEDIATE"}, "scheme": {"code": "MARAM"},
        "level": {"code": "ELEVATED"}, "selfAssessedLevel": {"code": "SERIOUS"},
        "practiceLevel": {"code": "INTERMEDIATE"}, "assessedOn": "2026-06-30", "assessorName": "Ines Okonkwo",
        "doubts": None, "informedByNumber": "TRAM-9",
        "observations": [{"factor": {"code": "P05"}, "serious": True, "presence": {"code": "PRESENT"},
                          "evidence": "She told of it"}],
        "assessed": [{"person": {"id": case.ids["her"]}}], "childAssessed": [],
        "respondent": [{"person": {"id": case.ids["him"]}}],
    }  # fmt: skip
    plans = (await hub.ask(DOOR.role, PLANS, DOOR.purpose, door))["safetyPlans"]["nodes"]
    assert {
        "version": 1, "state": {"code": "CURRENT"},
        "steps": [{"kind": {"code": "CODE_WORD"}, "text": "A word that her sister knows"}],
        "plannedFor": [{"person": {"id": case.ids["her"]}}],
    } in plans  # fmt: skip


async def test_a_childs_risk_is_the_childs_own(hub: Town, case: Case) -> None:
    children = Asks("cp_practitioner", "ASSESSMENT", "CHILD")
    theirs = await opened(hub, children, await referral(hub, case, CHILDREN))
    input = given(case, "child", kind="CHILD", level="AT_RISK", selfAssessedLevel=None,
                  observations=[{"factor": "C01", "presence": "PRESENT"}])  # fmt: skip
    made = await written(hub, children, theirs, input)
    [found] = await hub.graph(
        "MATCH (a:RiskAssessment {lineage: $given.id})<-[e]-(r:PersonRecord) RETURN type(e) AS part, r.origin AS of",
        {"id": made["id"]},
    )
    assert found == {"part": "CHILD_ASSESSED_IN", "of": case.ids["child"]}


async def test_nothing_that_others_said_of_a_person_is_copied(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    made = await written(hub, DOOR, door, given(case))
    [record] = await hub.graph(
        "MATCH (:RiskAssessment {lineage: $given.id})<-[:ASSESSED_IN]-(r:PersonRecord) "
        "RETURN r.family_name AS name, r.person_number AS number, r.custodian AS custodian, "
        "EXISTS { (r)-[:NAMED|REACHED_AT|LIVES_AT]->() } AS more",
        {"id": made["id"]},
    )
    assert record == {"name": None, "number": None, "custodian": "orange_door", "more": False}


# Again, and anew


async def test_the_same_key_again_is_answered_again_and_written_once(hub: Town, case: Case) -> None:
    door, input = await matter(hub, case, DOOR), given(case)
    first = await written(hub, DOOR, door, input, key="once")
    before, at = await hub.graph(COUNT), hub.clock.at
    hub.clock.at = "2026-07-01T00:05:00Z"
    try:
        assert await written(hub, DOOR, door, input, key="once") == first
        assert await hub.graph(COUNT) == before
        other = await written(hub, DOOR, door, input, key="twice")
    finally:
        hub.clock.at = at
    assert other["id"] != first["id"]


async def test_a_key_of_another_assessment_is_refused(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    await written(hub, DOOR, door, given(case), key="of one")
    for other in (given(case, level="SERIOUS"), given(case, "child")):
        assert (await refused(hub, DOOR, door, other, key="of one"))[0] == "KEY_REUSED"
    elsewhere = given(await report(hub))
    assert (await refused(hub, DOOR, door, elsewhere, key="of one"))[0] == "PERSON_NOT_NAMED"
    assert (await written(hub, DOOR, door, given(case, level="SERIOUS"), key="of two"))["version"] == 1


async def test_two_at_once_with_one_key_write_one(hub: Town, case: Case) -> None:
    door, input = await matter(hub, case, DOOR), given(case)
    made = await asyncio.gather(*(written(hub, DOOR, door, input, key="at once") for _ in range(4)))
    assert all(one == made[0] for one in made)
    found = await hub.graph(
        "MATCH (n:RiskAssessment {lineage: $given.id}) RETURN n.version AS v", {"id": made[0]["id"]}
    )
    assert found == [{"v": 1}]


@pytest.mark.parametrize("version", [0, 2, 7])
async def test_a_first_version_is_1(hub: Town, case: Case, version: int) -> None:
    door = await matter(hub, case, DOOR)
    code, message = await refused(hub, DOOR, door, given(case), version=version)
    assert (code, message) == ("VERSION_CONFLICT", "Another version is held by now: read it, and send version 1.")


async def test_a_new_version_is_the_one_held_and_one_more(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    first = await written(hub, DOOR, door, given(case), key="first")
    then = given(case, number=first["number"], level="SERIOUS")
    for version in (1, 3):
        code, message = await refused(hub, DOOR, door, then, key="then", version=version)
        assert (code, message) == ("VERSION_CONFLICT", "Another version is held by now: read it, and send version 2.")
    second = await written(hub, DOOR, door, then, key="then", version=2)
    assert second == {"id": first["id"], "number": first["number"], "version": 2, "at": hub.clock.at}
    shown = (await hub.ask(DOOR.role, READ, DOOR.purpose, door, id=first["id"]))["riskAssessment"]
    assert (shown["version"], shown["level"]) == (2, {"code": "SERIOUS"})
    assert await written(hub, DOOR, door, then, key="then", version=2) == second


async def test_of_two_who_write_one_version_at_once_one_comes_second(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    first = await written(hub, DOOR, door, given(case))
    levels = ("AT_RISK", "ELEVATED", "SERIOUS")
    inputs = [given(case, number=first["number"], level=level) for level in levels]
    answers = await asyncio.gather(*(writing(hub, DOOR, door, one, version=2) for one in inputs))
    errors = [one["errors"][0] for one in answers if "errors" in one]
    assert {(e["extensions"]["code"], e["message"]) for e in errors} == {
        ("VERSION_CONFLICT", "Another version is held by now: read it, and send version 3.")
    }
    assert len(errors) == 2


async def test_a_number_given_to_another_person_is_not_moved(hub: Town, case: Case) -> None:
    door, other = await matter(hub, case, DOOR), await report(hub)
    theirs = await matter(hub, other, DOOR)
    first = await written(hub, DOOR, theirs, given(other, number="TOD-77"))
    assert (await refused(hub, DOOR, door, given(case, number="TOD-77"), version=2))[0] == "ASSESSMENT_NOT_HELD"
    again = await written(hub, DOOR, theirs, given(other, number=" TOD-77 ", level="SERIOUS"), key="more", version=2)
    assert again["id"] == first["id"]


# What is wrong with it


async def test_every_wrong_field_is_told_at_once_where_it_stands(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    wrong = given(
        case, assessedOn="2027-01-01", rationale="a\x00b",
        observations=[{"factor": "P05", "presence": "PRESENT", "evidence": "a\x07b"}],
        safetyPlans=[{"number": "1"}, {"number": "2", "steps": [{"kind": "PETS", "text": "\x00"}]}],
    )  # fmt: skip
    assert await fields(hub, DOOR, door, wrong) == [
        (["input", "rationale"], "CONTROL_CHARACTER"),
        (["input", "observations", 0, "evidence"], "CONTROL_CHARACTER"),
        (["input", "safetyPlans", 1, "steps", 0, "text"], "CONTROL_CHARACTER"),
    ]
    assert await fields(hub, DOOR, door, given(case, assessedOn="2027-01-01")) == [
        (["input", "assessedOn"], "IN_FUTURE")
    ]


async def test_a_code_of_no_list_is_refused_of_whoever_writes_here(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    wrong = given(case, level="DIRE", observations=[{"factor": "P99", "presence": "LIKELY"}],
                  safetyPlans=[{"state": "ON_HOLD", "steps": [{"kind": "SMOKE_SIGNAL"}]}])  # fmt: skip
    assert await fields(hub, DOOR, door, wrong) == [
        (["input", "level"], "CODE"),
        (["input", "observations", 0, "factor"], "CODE"),
        (["input", "observations", 0, "presence"], "CODE"),
        (["input", "safetyPlans", 0, "state"], "CODE"),
        (["input", "safetyPlans", 0, "steps", 0, "kind"], "CODE"),
    ]


async def test_a_key_says_something(hub: Town, case: Case) -> None:
    door = await matter(hub, case, DOOR)
    for key in ("", "  ", "k" * 201):  # and one of 200 does
        assert (await refused(hub, DOOR, door, given(case), key=key))[0] == "BAD_INPUT"
    assert (await written(hub, DOOR, door, given(case), key="k" * 200))["version"] == 1
