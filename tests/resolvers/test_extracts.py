"""Words that a custodian releases in place of a text, to whom they are for and to nobody else; denied first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from server import running
from tests.connectors import rows
from tests.dump import dump
from tests.resolvers.test_erasures import deciding, erased, id_of, reviewers, said_of, sent
from tests.resolvers.test_exclusions import MARK, SCAN, refusal
from tests.resolvers.test_explaining import way, why
from tests.resolvers.test_matters import CIP, DOOR, MEN, UNKNOWN, Asks, Case, lodged, matter_of
from tests.resolvers.test_requests import ACCEPT, CANDIDATES
from tests.town import Town, empty, town

RELEASE = """mutation($i: ID!, $v: Int!, $words: String!, $to: [String!]!) {
  releaseExtract(record: $i, version: $v, text: $words, readers: $to) { record version readers at } }"""
WITHDRAW = "mutation($i: ID!, $v: Int!) { withdrawExtract(record: $i, version: $v) { record version readers at } }"
READ = "query($i: ID!) { incident(id: $i) { version narrative alerts extract extractReaders } }"
REVIEWER, MEMBER = "police_fv_unit", "police_member"
WORDS = "He shouted at her for an hour and broke the kitchen door."
THE_POINT, THE_MEN = "cip_analyst", "mens_service"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await reviewers(found)
        yield found


async def accepted(hub: Town, case: Case) -> str:
    """The matter of the Point, on a request that a worker of The Orange Door lodged."""
    request = await lodged(hub, case, case.reference("him"))
    found = await hub.ask(CIP.role, CANDIDATES, CIP.purpose, "", CIP.reason, id=request)
    given = {"id": request, "person": found["candidates"][0]["id"]}
    return str((await hub.ask(CIP.role, ACCEPT, CIP.purpose, "", CIP.reason, **given))["acceptRequest"]["id"])


async def releasing(hub: Town, record: str, *to: str, who: str = REVIEWER, version: int = 1, text: str = WORDS) -> Any:
    said = {"i": record, "v": version, "words": text, "to": list(to)}
    return (await hub.post(who, RELEASE, "OWN_CASE", **said)).json()


async def released(hub: Town, record: str, *to: str, **more: Any) -> Any:
    answer = await releasing(hub, record, *to, **more)
    assert "errors" not in answer, answer
    return answer["data"]["releaseExtract"]


async def read(hub: Town, asks: Asks, matter: str, record: str) -> Any:
    return (await hub.ask(asks.role, READ, asks.purpose, matter, asks.reason, i=record))["incident"]


async def extract(hub: Town, asks: Asks, matter: str, record: str) -> Any:
    return (await read(hub, asks, matter, record))["extract"]


async def own(hub: Town, record: str) -> Any:
    """A member of the custodian reads his own report by a matter on it."""
    names = [
        {"system": "victoria_police", "id": number, "as": standing} for number, standing in await people(hub, record)
    ]
    opening = "mutation($names: [Name!]!) { openMatter(input: {kind: OWN_FILE, names: $names}) { id } }"
    matter = (await hub.ask(MEMBER, opening, "OWN_CASE", names=names))["openMatter"]["id"]
    return (await hub.ask(MEMBER, READ, "OWN_CASE", matter, i=record))["incident"]


async def people(hub: Town, record: str) -> list[tuple[str, str]]:
    found = await hub.graph(
        "MATCH (:Incident {lineage: $given.i})<-[:RESPONDENT_IN]-(r) RETURN DISTINCT r.person_number AS n",
        {"i": record},
    )
    return [(row["n"], "RESPONDENT") for row in found]


# Who releases


async def test_only_a_reviewer_of_the_custodian_releases_and_others_learn_nothing(hub: Town, case: Case) -> None:
    record, men = await id_of(hub, case), await matter_of(hub, case, MEN)
    assert refusal(await releasing(hub, record, THE_MEN, who=MEMBER))[0] == "DUTY_REQUIRED"
    denied = [
        await releasing(hub, record, THE_MEN, who="cip_analyst"),
        await releasing(hub, record, THE_MEN, who="door-reviewer"),
        await releasing(hub, UNKNOWN, THE_MEN),
        await releasing(hub, record, THE_MEN, version=2),
        await releasing(hub, await id_of(hub, case, "PersonRecord"), THE_MEN),
    ]
    assert {refusal(one)[0] for one in denied} == {"RECORD_NOT_HELD"}
    assert len({refusal(one) for one in denied}) == 1
    assert await extract(hub, MEN, men, record) is None
    told = await released(hub, record, THE_MEN)
    assert told == {"record": record, "version": 1, "readers": [THE_MEN], "at": hub.clock.at}
    assert await extract(hub, MEN, men, record) == WORDS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "Say text in words, at most 2000 characters."),
        ({"text": "x" * 2_001}, "Say text in words, at most 2000 characters."),
        ({"to": []}, "readers is at least one of cip_analyst, mens_service, tod_perpetrator_side: "
         "the roles that may be shown an extract."),
        ({"to": ["cip_analyst", "specialist_fv"]}, "readers is at least one of cip_analyst, mens_service, "
         "tod_perpetrator_side: the roles that may be shown an extract."),
    ],
    ids=["blank", "long", "nobody", "who reads the text itself"],
)  # fmt: skip
async def test_without_words_or_readers_of_extracts_it_is_refused_by_name(
    hub: Town, case: Case, given: dict[str, Any], said: str
) -> None:
    record = await id_of(hub, case)
    answer = await releasing(hub, record, *given.pop("to", [THE_MEN]), **given)
    assert refusal(answer) == ("BAD_INPUT", said)
    assert await hub.graph("MATCH (n {lineage: $given.i}) WHERE n.extract IS NOT NULL RETURN n", {"i": record}) == []


# Who reads


@pytest.mark.parametrize(("to", "other"), [(THE_POINT, THE_MEN), (THE_MEN, THE_POINT)])
async def test_it_is_shown_to_whom_it_is_released_and_to_no_other_kind_of_reader(
    hub: Town, case: Case, to: str, other: str
) -> None:
    record, asks = await id_of(hub, case), {THE_POINT: CIP, THE_MEN: MEN}
    matters = {THE_POINT: await accepted(hub, case), THE_MEN: await matter_of(hub, case, MEN)}
    nothing = {"version": 1, "narrative": None, "alerts": None, "extract": None, "extractReaders": None}
    for role in (to, other):
        assert await read(hub, asks[role], matters[role], record) == nothing
    await released(hub, record, to)
    assert await read(hub, asks[other], matters[other], record) == nothing
    assert await read(hub, asks[to], matters[to], record) == {**nothing, "extract": WORDS}
    await released(hub, record, to, other, text="For both.")
    for role in (to, other):
        assert await read(hub, asks[role], matters[role], record) == {**nothing, "extract": "For both."}


async def test_a_later_release_takes_the_place_of_the_words_and_of_the_readers(hub: Town, case: Case) -> None:
    record, men, point = await id_of(hub, case), await matter_of(hub, case, MEN), await accepted(hub, case)
    await released(hub, record, THE_MEN)
    await released(hub, record, THE_POINT, text="Other words.")
    assert await extract(hub, MEN, men, record) is None
    assert await extract(hub, CIP, point, record) == "Other words."


async def test_an_amended_record_has_none_until_one_is_released_of_it(hub: Town, case: Case) -> None:
    record, men = await id_of(hub, case), await matter_of(hub, case, MEN)
    await released(hub, record, THE_MEN)
    assert await sent(hub, case, 2) == {"SUPERSEDED": 1}
    assert (await read(hub, MEN, men, record))["version"] == 2
    assert await extract(hub, MEN, men, record) is None
    await released(hub, record, THE_MEN, version=2, text="Of the second.")
    assert await extract(hub, MEN, men, record) == "Of the second."


async def test_withdrawn_it_is_shown_to_nobody_from_the_next_request_on(hub: Town, case: Case) -> None:
    record, men = await id_of(hub, case), await matter_of(hub, case, MEN)

    async def withdrawing(id: str, who: str = REVIEWER) -> Any:
        return (await hub.post(who, WITHDRAW, "OWN_CASE", i=id, v=1)).json()

    assert refusal(await withdrawing(record))[0] == "EXTRACT_NOT_HELD"
    await released(hub, record, THE_MEN)
    assert refusal(await withdrawing(record, MEMBER))[0] == "DUTY_REQUIRED"
    denied = [await withdrawing(record, "cip_analyst"), await withdrawing(UNKNOWN)]
    assert {refusal(one)[0] for one in denied} == {"RECORD_NOT_HELD"}
    assert len({refusal(one) for one in denied}) == 1
    assert await extract(hub, MEN, men, record) == WORDS
    told = (await withdrawing(record))["data"]["withdrawExtract"]
    assert told == {"record": record, "version": 1, "readers": [], "at": hub.clock.at}
    assert await extract(hub, MEN, men, record) is None
    assert (await own(hub, record))["extractReaders"] is None
    await released(hub, record, THE_MEN)
    assert await extract(hub, MEN, men, record) == WORDS


async def test_whoever_reads_the_text_reads_what_was_released_and_to_whom(hub: Town, case: Case) -> None:
    record, door = await id_of(hub, case), await matter_of(hub, case, DOOR)
    await released(hub, record, THE_MEN, THE_POINT)
    assert await extract(hub, DOOR, door, record) is None  # nobody looked through the text for her service
    text = rows("ordinary")[0]["incident"]["narrative"]
    whole = {"version": 1, "narrative": text, "extract": WORDS, "extractReaders": [THE_POINT, THE_MEN]}
    assert {name: value for name, value in (await own(hub, record)).items() if name != "alerts"} == whole
    await hub.ask(REVIEWER, SCAN, "OWN_CASE", i=record, v=1)
    assert {n: v for n, v in (await read(hub, DOOR, door, record)).items() if n != "alerts"} == whole


async def test_what_is_excluded_of_the_text_is_excluded_of_its_extract(hub: Town, case: Case) -> None:
    record, men = await id_of(hub, case), await matter_of(hub, case, MEN)
    await released(hub, record, THE_MEN)
    assert await extract(hub, MEN, men, record) == WORDS
    marking = {"type": "Incident", "id": record, "ground": "CONFIDENTIAL_SOURCE", "reason": "A neighbour told",
               "reviewOn": "2026-12-01", "field": "narrative"}  # fmt: skip
    await hub.ask(REVIEWER, MARK, "OWN_CASE", input=marking)
    assert await extract(hub, MEN, men, record) is None


@pytest.mark.parametrize(
    "text",
    ['{ incidents(where: {extract: {contains: "door"}}) { nodes { id } } }',
     "{ incidents(orderBy: EXTRACT_ASC) { nodes { id } } }",
     '{ incidents(where: {extractReaders: {has: "mens_service"}}) { nodes { id } } }'],
)  # fmt: skip
async def test_it_is_no_filter_and_no_order(hub: Town, case: Case, text: str) -> None:
    men = await matter_of(hub, case, MEN)
    answer = (await hub.post(MEN.role, text, MEN.purpose, men)).json()
    assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_INVALID"


async def test_whoever_is_shown_none_is_told_by_which_act_one_is_released(hub: Town, case: Case) -> None:
    men = await matter_of(hub, case, MEN)
    found = way(await why(hub, MEN, men, "Incident.extract", case.ids["him"]), "NAMED")
    [condition] = [one for one in found["conditions"] if one["name"] == "cleared_extract"]
    step = "Ask the custodian to release an extract of this text to your role: releaseExtract."
    assert (condition["state"], condition["nextStep"]) == ("BY_RECORD", step)


# What it is for

POLICE_REPORTS = """{ subjects { familyNames incidentsAsRespondent {
  portalId occurredFrom offences { label } riskBand { label } injuries { label } narrative extract
  affected { familyName initials contacts { value } } } } }"""


async def test_an_analyst_reads_the_report_with_what_police_released_of_its_text(hub: Town, case: Case) -> None:
    record, point = await id_of(hub, case), await accepted(hub, case)
    await released(hub, record, THE_POINT)
    [him] = (await hub.ask(CIP.role, POLICE_REPORTS, CIP.purpose, point, CIP.reason))["subjects"]
    [police] = him["incidentsAsRespondent"]
    [her] = police["affected"]
    assert him["familyNames"] == [f"Tullamore{int(case.portal[-6:])}"]
    assert (police["portalId"], police["extract"], police["narrative"]) == (case.portal, WORDS, None)
    assert all(police[name] for name in ("occurredFrom", "offences", "riskBand"))
    assert (her["familyName"], her["initials"], her["contacts"]) == (None, "O.B.", [])


# The ledger


async def test_its_words_stand_in_no_command_and_are_gone_with_the_record(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    words = [f"Of {case.portal}: {said}" for said in ("the first words", "the second words")]
    for text in words:
        await released(hub, record, THE_POINT, text=text)
    assert await said_of(hub, words) == ([words[1]], words)
    commands = [entry.body for entry in await hub.parts.ledger.after(0, 10_000) if entry.command]
    assert [word for word in words if word in str(commands)] == []
    before = await dump(hub.graph)
    await empty(hub.parts.database)
    async with running(hub.parts.settings, clock=hub.clock):
        assert await dump(hub.graph) == before
    told = await erased(hub, case)
    assert (told["state"], told["versions"]) == ("ERASED", 1)
    assert await said_of(hub, words) == ([], [])
    before = await dump(hub.graph)
    await empty(hub.parts.database)
    async with running(hub.parts.settings, clock=hub.clock):
        assert await dump(hub.graph) == before
    assert refusal(await releasing(hub, record, THE_POINT))[0] == "RECORD_NOT_HELD"
    assert refusal(await deciding(hub, UNKNOWN))[0] == "ERASURE_NOT_HELD"
