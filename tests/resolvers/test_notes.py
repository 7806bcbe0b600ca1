"""Notes over HTTP: who writes one and to whom it is told, denied first; and what is left of its words in the ledger."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from resolvers.keeping import MOST_NOTES
from server import running
from tests.dump import dump
from tests.resolvers.test_conflicts import AUTHORITY, DESKS, apart, register, worker
from tests.resolvers.test_erasures import asked, asking, decided, refusal, reviewers
from tests.resolvers.test_matters import CLOSE, DOOR, MEN, UNKNOWN, Asks, Case, matter_of, opened, report
from tests.town import Town, empty, town

WRITE = "mutation($input: NoteInput!) { writeNote(input: $input) { id at } }"
WITHDRAW = "mutation($id: ID!, $why: String!) { withdrawNote(id: $id, reason: $why) { id at } }"
READ = """query($person: ID!, $first: Int! = 20, $after: ID) { notes(person: $person, first: $first, after: $after) {
  id account mine at text withdrawnAt reason } }"""
OTHER_SIDE = replace(DOOR, role="tod_perpetrator_side")
SERIAL = itertools.count(1)


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await reviewers(found)
        organisation, role, duties = DESKS[AUTHORITY]
        await register(found, AUTHORITY, organisation=organisation, role=role, duties=duties)
        yield found


def words() -> str:
    return f"She is to be called in the morning only, number {next(SERIAL)}."


async def writing(hub: Town, asks: Asks, matter: str, person: str, text: str) -> Any:
    given = {"input": {"person": person, "text": text}}
    return (await hub.post(asks.role, WRITE, asks.purpose, matter, asks.reason, **given)).json()


async def written(hub: Town, asks: Asks, matter: str, person: str, text: str = "") -> str:
    answer = await writing(hub, asks, matter, person, text or words())
    assert "errors" not in answer, answer
    return str(answer["data"]["writeNote"]["id"])


async def withdrawing(hub: Town, asks: Asks, matter: str, note: str, why: str = "Of somebody else") -> Any:
    return (await hub.post(asks.role, WITHDRAW, asks.purpose, matter, asks.reason, id=note, why=why)).json()


async def notes(hub: Town, asks: Asks, matter: str, person: str, **page: Any) -> list[dict[str, Any]]:
    told = await hub.ask(asks.role, READ, asks.purpose, matter, asks.reason, person=person, **page)
    return list(told["notes"])


async def held(hub: Town, case: Case) -> list[str]:
    found = await hub.graph(
        "MATCH (n:Note)-[:NOTED_OF]->(p) WHERE p.id IN $given.ids RETURN n.id AS id", {"ids": list(case.ids.values())}
    )
    return [row["id"] for row in found]


# Who writes


async def test_who_is_not_named_and_what_is_not_open_are_answered_as_what_does_not_exist(hub: Town, case: Case) -> None:
    mine, foreign = await matter_of(hub, case, MEN), await matter_of(hub, case, DOOR)
    closed = await matter_of(hub, await report(hub), MEN)
    await hub.ask(MEN.role, CLOSE, MEN.purpose, closed, m=closed)
    stranger = (await report(hub)).ids["him"]
    denied = [(UNKNOWN, case.ids["him"]), (foreign, case.ids["him"]), (closed, case.ids["him"]),
              (mine, stranger), (mine, UNKNOWN), (mine, case.ids["her"]), (mine, "")]  # fmt: skip
    said = {refusal(await writing(hub, MEN, matter, person, words())) for matter, person in denied}
    assert said == {("PERSON_NOT_NAMED", "The declared matter names nobody so.")}
    assert await held(hub, case) == []
    unknown = [await notes(hub, MEN, matter, person) for matter, person in denied]
    assert unknown == [[]] * len(denied)
    note = await written(hub, MEN, mine, case.ids["him"])
    assert await held(hub, case) == [note]
    assert [one["id"] for one in await notes(hub, MEN, mine, case.ids["him"])] == [note]


async def test_without_a_matter_nothing_is_kept_also_where_the_purpose_needs_none(hub: Town, case: Case) -> None:
    for purpose in ("OWN_CASE", "PROTECTION"):
        police = Asks("police_member", purpose, "")
        given = [await writing(hub, police, "", case.ids["him"], words()), await withdrawing(hub, police, "", UNKNOWN),
                 (await hub.post(police.role, READ, purpose, person=case.ids["him"])).json()]  # fmt: skip
        assert {one["errors"][0]["extensions"]["code"] for one in given} == {"MATTER_REQUIRED"}
    assert await held(hub, case) == []


@pytest.mark.parametrize(
    "text", ["", " \n ", "x" * 4_001, "a\x00b", "a\x1b[2J"], ids=["", "blank", "long", "nul", "escape"]
)
async def test_a_text_that_cannot_be_kept_is_refused_by_its_field(hub: Town, case: Case, text: str) -> None:
    mine = await matter_of(hub, case, MEN)
    [error] = (await writing(hub, MEN, mine, case.ids["him"], text))["errors"]
    said = "Give text in words: 1 to 4000 characters, no control characters."
    assert (error["extensions"]["code"], error["message"]) == ("BAD_INPUT", said)
    assert error["extensions"]["fields"][0]["path"] == ["input", "text"]
    assert await held(hub, case) == []
    longest = "é" * 3_998 + "\r\nx"
    await written(hub, MEN, mine, case.ids["him"], f"  {longest}\n")
    [told] = await notes(hub, MEN, mine, case.ids["him"])
    assert told["text"] == longest.replace("\r\n", "\n")


async def test_one_more_of_his_own_than_the_bound_is_refused_and_what_others_wrote_counts_nowhere(
    hub: Town, case: Case
) -> None:
    matter, him, colleague = await matter_of(hub, case, MEN), case.ids["him"], await worker(hub, MEN)
    await written(hub, colleague, matter, him)
    mine = [await written(hub, MEN, matter, him) for _ in range(MOST_NOTES)]
    [error] = (await writing(hub, MEN, matter, him, words()))["errors"]
    said = "text: at most 200 notes of your own stand in one matter. Withdraw one that is needed no more first."
    assert (error["extensions"]["code"], error["message"]) == ("BAD_INPUT", said)
    assert error["extensions"]["fields"][0]["path"] == ["input", "text"]
    assert len(await held(hub, case)) == MOST_NOTES + 1
    await written(hub, colleague, matter, him)
    assert "errors" not in await withdrawing(hub, MEN, matter, mine[0])
    await written(hub, MEN, matter, him)
    assert len(await held(hub, case)) == MOST_NOTES + 3
    unnamed = refusal(await writing(hub, MEN, matter, case.ids["her"], words()))
    assert unnamed == ("PERSON_NOT_NAMED", "The declared matter names nobody so.")


# Who is told


async def test_it_is_told_to_the_same_role_under_the_same_matter_and_purpose_and_to_nobody_else(
    hub: Town, case: Case
) -> None:
    matter, his = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN)
    colleague, text = await worker(hub, DOOR), words()
    note = await written(hub, DOOR, matter, case.ids["him"], text)
    [told] = await notes(hub, DOOR, matter, case.ids["him"])
    assert told == {"id": note, "account": told["account"], "mine": True, "at": hub.clock.at, "text": text,
                    "withdrawnAt": None, "reason": None}  # fmt: skip
    assert await notes(hub, colleague, matter, case.ids["him"]) == [told | {"mine": False}]
    assert await notes(hub, DOOR, matter, case.ids["her"]) == []
    assert (await hub.ask(OTHER_SIDE.role, "{ subjects { id } }", DOOR.purpose, matter))["subjects"]
    for asks, under in ((OTHER_SIDE, matter), (MEN, his), (MEN, matter), (replace(DOOR, role="mens_service"), matter)):
        assert await notes(hub, asks, under, case.ids["him"]) == [], asks
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    for asks in (DOOR, colleague):
        assert await notes(hub, asks, matter, case.ids["him"]) == []


async def test_under_another_purpose_of_the_same_matter_it_is_not_told(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    note = await written(hub, DOOR, matter, case.ids["him"])
    [found] = await hub.graph("MATCH (m:Matter {id: $given.m}) RETURN m.evidence AS id", {"m": matter})
    child = replace(DOOR, purpose="CISS", reason="A child lives with them")
    assert await opened(hub, child, found["id"], matter=matter) == matter
    assert await notes(hub, child, matter, case.ids["him"]) == []
    other = await written(hub, child, matter, case.ids["him"])
    for asks, mine in ((child, other), (DOOR, note)):
        assert [one["id"] for one in await notes(hub, asks, matter, case.ids["him"])] == [mine]


async def test_who_is_kept_apart_from_somebody_in_the_matter_is_told_as_if_there_were_none(
    hub: Town, case: Case
) -> None:
    matter, colleague = await matter_of(hub, case, DOOR), await worker(hub, DOOR)
    note = await written(hub, DOOR, matter, case.ids["him"])
    own = await written(hub, colleague, matter, case.ids["him"])
    assert {one["id"] for one in await notes(hub, colleague, matter, case.ids["him"])} == {note, own}
    await apart(hub, colleague, case.reference("her"))
    assert await notes(hub, colleague, matter, case.ids["him"]) == []
    denied = [await writing(hub, colleague, matter, person, words()) for person in (case.ids["him"], UNKNOWN)]
    assert denied[0] == denied[1] | {"extensions": denied[0]["extensions"]}
    assert refusal(await withdrawing(hub, colleague, matter, own)) == refusal(
        await withdrawing(hub, colleague, matter, UNKNOWN)
    )
    assert len(await notes(hub, DOOR, matter, case.ids["him"])) == 2


async def test_reading_it_is_an_entry_of_the_ledger_that_names_whom_it_tells_of(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    await written(hub, MEN, matter, case.ids["him"])
    answer = (await hub.post(MEN.role, READ, MEN.purpose, matter, person=case.ids["him"])).json()
    entry = (await hub.parts.ledger.disclosures())[-1]
    assert entry["auditId"] == answer["extensions"]["auditId"]
    assert (entry["people"], entry["matter"], entry["decision"]) == ([case.ids["him"]], matter, "ANSWERED")


async def test_a_page_begins_behind_the_last_note_of_the_one_before(hub: Town, case: Case) -> None:
    matter, first = await matter_of(hub, case, MEN), hub.clock.at
    ids = []
    for minute in range(3):
        hub.clock.at = f"2026-07-01T00:0{minute}:00Z"
        ids.append(await written(hub, MEN, matter, case.ids["him"]))
    hub.clock.at = first
    pages: list[str] = []
    while page := await notes(hub, MEN, matter, case.ids["him"], first=2, after=pages[-1] if pages else None):
        assert len(page) == (1 if pages else 2)
        pages += [one["id"] for one in page]
    assert pages == ids[::-1]
    other = await matter_of(hub, case, DOOR)
    foreign = await written(hub, DOOR, other, case.ids["him"])
    for after in (foreign, UNKNOWN):
        answer = await hub.post(MEN.role, READ, MEN.purpose, matter, person=case.ids["him"], after=after)
        assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


# Withdrawn


async def test_only_its_author_withdraws_it_and_then_its_text_is_told_to_nobody(hub: Town, case: Case) -> None:
    matter, colleague = await matter_of(hub, case, DOOR), await worker(hub, DOOR)
    note = await written(hub, DOOR, matter, case.ids["him"])
    denied = [
        await withdrawing(hub, colleague, matter, note),
        await withdrawing(hub, DOOR, UNKNOWN, note),
        await withdrawing(hub, DOOR, matter, UNKNOWN),
        await withdrawing(hub, MEN, matter, note),
    ]
    assert {refusal(one) for one in denied} == {refusal(denied[0])}
    assert refusal(denied[0])[0] == "NOTE_NOT_HELD"
    assert refusal(await withdrawing(hub, DOOR, matter, note, " "))[0] == "BAD_INPUT"
    assert (await notes(hub, colleague, matter, case.ids["him"]))[0]["text"]
    told = (await withdrawing(hub, DOOR, matter, note))["data"]["withdrawNote"]
    assert told == {"id": note, "at": hub.clock.at}
    [after] = await notes(hub, colleague, matter, case.ids["him"])
    assert (after["text"], after["withdrawnAt"], after["reason"]) == (None, hub.clock.at, "Of somebody else")
    assert refusal(await withdrawing(hub, DOOR, matter, note)) == refusal(denied[0])
    assert await hub.graph("MATCH (n:Note {id: $given.id}) WHERE n.text IS NOT NULL RETURN n", {"id": note}) == []


# The ledger


async def test_its_words_stand_in_no_command_and_are_gone_when_it_is_erased(hub: Town, case: Case) -> None:
    matter, person = await matter_of(hub, case, DOOR), case.ids["him"]
    said = [words(), words(), words()]
    first, second = [await written(hub, DOOR, matter, person, text) for text in said[:2]]
    assert "errors" not in await withdrawing(hub, DOOR, matter, first, said[2])
    commands = str([entry.body for entry in await hub.parts.ledger.after(0, 10_000) if entry.command])
    assert second in commands
    assert [text for text in said if text in commands] == []
    assert await built_again(hub)
    assert refusal(await asking(hub, second, "Note"))[0] == "RECORD_NOT_HELD"  # of another custodian
    assert refusal(await asking(hub, UNKNOWN, "Note", "door-reviewer"))[0] == "RECORD_NOT_HELD"
    for note, versions in ((first, 2), (second, 1)):
        told = await decided(hub, (await asked(hub, note, "Note", "door-reviewer"))["id"], who="door-second")
        assert (told["state"], told["versions"]) == ("ERASED", versions)
    assert await notes(hub, DOOR, matter, person) == []
    assert await readable(hub, said) == []
    assert await built_again(hub)


async def built_again(hub: Town) -> bool:
    before = await dump(hub.graph)
    await empty(hub.parts.database)
    async with running(hub.parts.settings, clock=hub.clock):
        return await dump(hub.graph) == before


async def readable(hub: Town, said: list[str]) -> list[str]:
    """Which of these words the ledger or the graph still says."""
    texts = " ".join(entry.content.decode() for entry in await hub.parts.ledger.after(0, 10_000))
    graph = " ".join(await dump(hub.graph))
    return [text for text in said if text in texts or text in graph]
