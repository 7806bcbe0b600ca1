"""Erasing a record over HTTP: who asks, who decides, what is gone then, and what stays whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from authz.ledger_entry import Entry
from authz.ledger_erasing import ERASE
from authz.ledger_store import LedgerUnavailable
from graph.embedded import Running as Neo4j
from tests.authz.test_ledger_erasing import files as files_in
from tests.connectors import rows
from tests.dump import dump
from tests.resolvers import test_outcomes as outcomes
from tests.resolvers.test_conflicts import register
from tests.resolvers.test_matters import DOOR, UNKNOWN, Case, matter_of, referral, report
from tests.resolvers.test_writing import given, matter, refused, writing, written
from tests.town import Town, town

ASK = """mutation($type: String!, $it: ID!, $authority: String!, $why: String!) {
  requestErasure(type: $type, id: $it, authority: $authority, reason: $why) { id versions at } }"""
DECIDE = """mutation($it: ID!, $granted: Boolean!, $why: String!) {
  decideErasure(erasure: $it, granted: $granted, reason: $why) { id state versions entry at } }"""
WAITING = "{ erasuresToDecide { id type record authority reason at } }"
SEEN = "query($i: ID!) { incident(id: $i) { portalId } subjects { id familyNames incidentsAsRespondent { portalId } } }"
OWN = "query($i: ID!) { incident(id: $i) { portalId affected { familyName } respondent { familyName } } }"
AUTHORITY, WHY = "PROS 09/05, class 2.1.0", "The inquiry is closed and nothing rests on it"
REVIEWER, SECOND, MEMBER, DOOR_REVIEWER = "police_fv_unit", "second", "police_member", "door-reviewer"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await reviewers(found)
        yield found


async def reviewers(hub: Town) -> None:
    """A second one of the police, and one of The Orange Door."""
    await register(hub, SECOND, REVIEWER)
    await register(hub, DOOR_REVIEWER, "tod_victim_side", duties=["reviewer"])
    await register(hub, "door-second", "tod_victim_side", duties=["reviewer"])


async def id_of(hub: Town, case: Case, noun: str = "Incident") -> str:
    found = await hub.graph(
        f"MATCH (n:{noun} {{source_id: $given.portal}}) RETURN n.lineage AS id ORDER BY id", {"portal": case.portal}
    )
    return str(found[0]["id"])


async def asking(hub: Town, it: str, noun: str = "Incident", who: str = REVIEWER, **more: str) -> dict[str, Any]:
    said = {"type": noun, "it": it, "authority": AUTHORITY, "why": WHY, **more}
    return (await hub.post(who, ASK, "OWN_CASE", **said)).json()  # type: ignore[no-any-return]


async def asked(hub: Town, it: str, noun: str = "Incident", who: str = REVIEWER) -> dict[str, Any]:
    answer = await asking(hub, it, noun, who)
    assert "errors" not in answer, answer
    return answer["data"]["requestErasure"]  # type: ignore[no-any-return]


async def deciding(hub: Town, it: str, granted: bool = True, who: str = SECOND, why: str = "Agreed") -> dict[str, Any]:
    return (await hub.post(who, DECIDE, "OWN_CASE", it=it, granted=granted, why=why)).json()  # type: ignore[no-any-return]


async def decided(hub: Town, it: str, granted: bool = True, who: str = SECOND) -> dict[str, Any]:
    answer = await deciding(hub, it, granted, who)
    assert "errors" not in answer, answer
    return answer["data"]["decideErasure"]  # type: ignore[no-any-return]


async def erased(hub: Town, case: Case) -> dict[str, Any]:
    return await decided(hub, (await asked(hub, await id_of(hub, case)))["id"])


def refusal(answer: dict[str, Any]) -> tuple[str, str]:
    [error] = answer["errors"]
    assert answer.get("data") is None
    return str(error["extensions"]["code"]), str(error["message"])


async def requests(hub: Town, record: str) -> list[str]:
    found = await hub.graph(
        "MATCH (e:Erasure {record: $given.record}) RETURN e.state AS state ORDER BY state", {"record": record}
    )
    return [str(row["state"]) for row in found]


async def own(hub: Town, record: str) -> Any:
    return (await hub.ask(MEMBER, OWN, "OWN_CASE", i=record))["incident"]


async def sent(hub: Town, case: Case, version: int, **respondent: str) -> dict[str, int]:
    """The report as `report` sent it, or nearly."""
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": case.portal, "version": version, "leap_incident": f"26{case.portal[-7:]}"}
    row["respondent"] |= {"person_number": case.numbers["him"], **respondent}
    return (await hub.ingest([row]))["counts"]  # type: ignore[no-any-return]


# Who may not


async def test_only_a_reviewer_asks_decides_and_is_told_what_waits(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    refusals = [await asking(hub, record, who=MEMBER), await deciding(hub, UNKNOWN, who=MEMBER)]
    refusals.append((await hub.post(MEMBER, WAITING, "OWN_CASE")).json())
    assert [refusal(one)[0] for one in refusals] == ["DUTY_REQUIRED"] * 3
    assert await requests(hub, record) == []
    it = (await asked(hub, record))["id"]
    assert refusal(await deciding(hub, it, who=MEMBER))[0] == "DUTY_REQUIRED"
    assert await requests(hub, record) == ["OPEN"]
    assert await own(hub, record) is not None


async def test_a_record_of_another_custodian_and_one_of_nobody_are_answered_alike(hub: Town, case: Case) -> None:
    """A referral to The Orange Door is shown there as its own, and is a part of the police's record."""
    record, part = await id_of(hub, case), await referral(hub, case, DOOR)
    denied = [
        await asking(hub, record, who="cp_team_manager"),
        await asking(hub, record, who="cip_analyst"),
        await asking(hub, part, "Referral", DOOR_REVIEWER),
        await asking(hub, UNKNOWN, who=REVIEWER),
        await asking(hub, record, "Order", REVIEWER),
        await asking(hub, case.portal, who=REVIEWER),
    ]
    assert {refusal(one) for one in denied} == {
        ("RECORD_NOT_HELD", "Your organisation holds nothing of this type and id.")
    }
    assert await requests(hub, record) == await requests(hub, part) == []
    assert (await asked(hub, part, "Referral", REVIEWER))["versions"] == 1


async def test_nobody_decides_what_he_asked_himself_nor_of_another_custodian_nor_twice(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    it = (await asked(hub, record))["id"]
    assert refusal(await deciding(hub, it, who=REVIEWER))[0] == "SECOND_PERSON_REQUIRED"
    foreign = [await deciding(hub, it, who="cp_team_manager"), await deciding(hub, UNKNOWN)]
    assert {refusal(one) for one in foreign} == {
        ("ERASURE_NOT_HELD", "No such request waits for your organisation."),
    }
    assert (await requests(hub, record), await own(hub, record) is None) == (["OPEN"], False)
    assert (await decided(hub, it))["state"] == "ERASED"
    assert refusal(await deciding(hub, it))[0] == "ERASURE_NOT_HELD"
    assert await own(hub, record) is None


@pytest.mark.parametrize("said", [{"authority": " "}, {"why": ""}, {"authority": "x" * 2_001}, {"noun": "Person"},
                                  {"noun": "Attendance"}])  # fmt: skip
async def test_it_is_asked_in_words_and_of_what_a_record_states(hub: Town, case: Case, said: dict[str, str]) -> None:
    record = await id_of(hub, case)
    assert refusal(await asking(hub, record, **said))[0] == "BAD_INPUT"
    assert await requests(hub, record) == []


async def test_one_record_is_asked_for_once_whatever_of_it_is_named(hub: Town, case: Case) -> None:
    record, him = await id_of(hub, case), await id_of(hub, case, "PersonRecord")
    first = await asked(hub, record)
    assert refusal(await asking(hub, him, "PersonRecord", SECOND))[0] == "ERASURE_OPEN"
    refused = await decided(hub, first["id"], False)
    assert (refused["state"], refused["versions"]) == ("REFUSED", 0)
    assert await own(hub, record) is not None
    assert (await asked(hub, him, "PersonRecord", SECOND))["versions"] == 1
    assert await requests(hub, record) == ["REFUSED"]


async def test_the_list_is_of_the_custodians_reviewers(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    it = (await asked(hub, record))["id"]
    assert (await hub.ask("cp_team_manager", WAITING, "OWN_CASE"))["erasuresToDecide"] == []
    waiting = (await hub.ask(SECOND, WAITING, "OWN_CASE"))["erasuresToDecide"]
    assert [one for one in waiting if one["id"] == it] == [{
        "id": it, "type": "Incident", "record": record, "authority": AUTHORITY, "reason": WHY, "at": hub.clock.at,
    }]  # fmt: skip
    await decided(hub, it)
    waiting = (await hub.ask(SECOND, WAITING, "OWN_CASE"))["erasuresToDecide"]
    assert [one for one in waiting if one["id"] == it] == []


# What is gone


async def test_all_versions_are_gone_for_everybody_and_the_answer_says_how_many_and_where_the_proof_is(
    hub: Town, case: Case
) -> None:
    record, door = await id_of(hub, case), await matter_of(hub, case, DOOR)
    assert await sent(hub, case, 2) == {"SUPERSEDED": 1}
    assert await sent(hub, case, 2, family_name="Otherwise") == {"QUARANTINED": 1}
    first = await asked(hub, record)
    assert first == {"id": first["id"], "versions": 3, "at": hub.clock.at}
    assert (await hub.ask(DOOR.role, SEEN, DOOR.purpose, door, DOOR.reason, i=record))["incident"] is not None
    told = await decided(hub, first["id"])
    entry = (await hub.parts.ledger.head())[0] - 1  # before the disclosure of this answer
    assert told == {"id": first["id"], "state": "ERASED", "versions": 3, "entry": entry, "at": hub.clock.at}
    [proof] = await hub.parts.ledger.entries([entry])
    assert (proof.command, proof.body["erasure"], proof.body["source_id"]) == ("eraseRecord", first["id"], case.portal)
    assert (proof.body["authority"], proof.body["reason"], proof.body["by"]) == (AUTHORITY, "Agreed", f"id-{SECOND}")
    assert await own(hub, record) is None
    seen = await hub.ask(DOOR.role, SEEN, DOOR.purpose, door, DOOR.reason, i=record)
    assert seen == {"incident": None, "subjects": []}


async def test_what_it_said_is_nowhere_in_the_graph_nor_openable_in_the_ledger(hub: Town, case: Case) -> None:
    """Names and places: planted, and searched in every value of every node and edge, in all that opens, in files."""
    n = int(case.portal[-6:])
    words = [f"Brackenbury{n}", f"Tullamore{n}", f"Quondamworth{n}", f"Zephyrine{n}", f"{n} Cooper Street"]
    more = {"family_name": words[2], "given_names": words[3]}
    assert await sent(hub, case, 2, **more) == {"SUPERSEDED": 1}
    assert await said_of(hub, words) == (words, words)
    await erased(hub, case)
    assert await said_of(hub, words) == ([], [])
    files = files_in(hub.parts.settings.state / "ledger")
    assert [word for word in words if word.encode() in files] == []


async def said_of(hub: Town, words: list[str]) -> tuple[list[str], list[str]]:
    """Which of them the graph says, and which a record that opens."""
    graph = "\n".join(await dump(hub.graph))
    opened = b"\n".join(entry.content for entry in await hub.parts.ledger.after(0, 10_000))
    return [word for word in words if word in graph], [word for word in words if word.encode() in opened]


READ = """query($i: ID!) { incident(id: $i) { portalId version attendance { id number } respondent {
  familyName birthDate person { id } } affected { familyName addresses { line } person { id } } } }"""


async def test_other_records_of_the_same_people_are_answered_in_full(hub: Town, case: Case) -> None:
    """Of the same attendance too, and under the matter that was opened on the record that is gone."""
    other, door, row = await report(hub), await matter_of(hub, case, DOOR), rows("ordinary")[0]
    row["report"] |= {"portal_id": other.portal, "version": 2, "leap_incident": f"26{case.portal[-7:]}"}
    row["affected"]["person_number"], row["respondent"]["person_number"] = case.numbers["her"], case.numbers["him"]
    assert (await hub.ingest([row]))["counts"] == {"SUPERSEDED": 1}
    kept = await id_of(hub, other)
    before = (await hub.ask(DOOR.role, READ, DOOR.purpose, door, DOOR.reason, i=kept))["incident"]
    assert (before["portalId"], before["version"]) == (other.portal, 2)
    assert [one["person"]["id"] for side in ("respondent", "affected") for one in before[side]] == [
        case.ids["him"], case.ids["her"],
    ]  # fmt: skip
    assert before["respondent"][0]["familyName"] == row["respondent"]["family_name"]
    await erased(hub, case)
    assert (await hub.ask(DOOR.role, READ, DOOR.purpose, door, DOOR.reason, i=kept))["incident"] == before


# It does not come back


async def test_it_is_taken_no_more_whichever_version_comes(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    await erased(hub, case)
    before = await dump(hub.graph)
    entries = (await hub.parts.ledger.head())[0]
    for version in (1, 2, 7):
        assert await sent(hub, case, version) == {"ERASED": 1}
    assert await dump(hub.graph) == before
    assert (await hub.parts.ledger.head())[0] == entries
    assert await own(hub, record) is None
    assert (await report(hub)).portal != case.portal  # others are taken


async def test_an_assessment_is_erased_by_its_own_reviewers_and_its_number_is_not_given_again(
    hub: Town, case: Case
) -> None:
    its = await matter(hub, case, DOOR)
    first = await written(hub, DOOR, its, given(case))
    assert refusal(await asking(hub, first["id"], "RiskAssessment", REVIEWER))[0] == "RECORD_NOT_HELD"
    it = await asked(hub, first["id"], "RiskAssessment", DOOR_REVIEWER)
    assert (await decided(hub, it["id"], who="door-second"))["versions"] == 1
    assert (await refused(hub, DOOR, its, given(case, number=first["number"])))[0] == "RECORD_ERASED"
    assert await own(hub, await id_of(hub, case)) is not None
    assert (await written(hub, DOOR, its, given(case)))["number"] != first["number"]
    assert "errors" in await writing(hub, DOOR, its, given(case, number=first["number"]), version=2)


async def test_of_two_courts_that_number_alike_the_file_of_the_one_is_erased(hub: Town) -> None:
    ids = {}
    for court in ("magistrates_court", "childrens_court"):
        for who in ("first", "second"):
            await register(hub, f"{who}-{court}", "court_registrar", organisation=court, duties=["reviewer"])
        assert await outcomes.sent(hub, outcomes.row("ER1", custodian=court), custodian=court) == ["CREATED"]
        [one] = await hub.graph("MATCH (f:CourtFile {custodian: $given.of}) RETURN f.lineage AS id", {"of": court})
        ids[court] = one["id"]
    mine, theirs = ids["magistrates_court"], ids["childrens_court"]
    assert refusal(await asking(hub, theirs, "CourtFile", "first-magistrates_court"))[0] == "RECORD_NOT_HELD"
    it = await asked(hub, mine, "CourtFile", "first-magistrates_court")
    await decided(hub, it["id"], who="second-magistrates_court")
    for court, outcome in (("magistrates_court", "ERASED"), ("childrens_court", "SUPERSEDED")):
        assert await outcomes.sent(hub, outcomes.row("ER1", 2, court), custodian=court) == [outcome]
    assert await hub.graph("MATCH (f:CourtFile) RETURN DISTINCT f.lineage AS id") == [{"id": theirs}]


# It is in the ledger, and the graph follows that


async def test_an_end_before_the_graph_followed_is_caught_up_with(
    hub: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are gone by then: what the graph needs is in the entry."""
    record, following = await id_of(hub, case), hub.parts.following
    it = (await asked(hub, record))["id"]
    apply = following.apply

    async def ended(entries: Sequence[Entry]) -> None:
        if any(entry.command == ERASE for entry in entries):
            raise LedgerUnavailable("The hub ended here.")
        await apply(entries)

    monkeypatch.setattr(following, "apply", ended)
    assert (await hub.post(SECOND, DECIDE, "OWN_CASE", it=it, granted=True, why="Agreed")).status_code == 503
    assert await requests(hub, record) == ["OPEN"]
    monkeypatch.undo()
    await report(hub)  # whoever writes next
    assert await requests(hub, record) == ["ERASED"]
    assert await own(hub, record) is None
