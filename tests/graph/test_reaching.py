"""Whom somebody is met with, on a real database: bounds, joined people, and what is hidden as if it were absent."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.histories.her_story import AWAITING, OPEN
from tests.identity.people import DECIDE, human, matches, report, reviewers
from tests.identity.people import OPEN as OPEN_FILE
from tests.resolvers.test_conflicts import RECORD
from tests.resolvers.test_matters import CONSENT
from tests.town import START, Town, town

EXPAND = """query($one: ID!, $first: Int!, $kinds: [MetBy!]) { expand(person: $one, first: $first, kinds: $kinds) {
  people more counts { kind people } neighbours { person { id initials } said records { id } } } }"""
PATHS = """query($one: ID!, $two: ID!, $most: Int!) { paths(from: $one, to: $two, maxHops: $most) {
  hops more said paths { people { id initials } said } } }"""
SHARED = """query($one: ID!, $two: ID!) { sharedAssociates(firstPerson: $one, secondPerson: $two) {
  associates { person { id initials } said } } }"""
LIVES = """query($one: ID!) { timeline(person: $one, of: FAMILY) { timeline { people said entries { id people } } } }"""
HOUSEHOLD = "query($one: ID!) { household(person: $one) { neighbours { person { id } said records { id } } } }"
MARK = """mutation($id: ID!) { excludeInformation(input: {type: "Incident", id: $id, ground: "CONFIDENTIAL_SOURCE",
  reason: "A neighbour told", reviewOn: "2026-12-01"}) { id } }"""
SERIAL = itertools.count(1)
UNKNOWN = "0" * 26


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await reviewers(found, "rosa")
        yield found


def people(count: int) -> list[dict[str, Any]]:
    """Alike to nobody, each with a number of police."""
    return [_somebody(next(SERIAL)) for _ in range(count)]


def _somebody(n: int) -> dict[str, Any]:
    family, given = f"{chr(65 + n % 26) * 3}{chr(97 + n // 26)}wick{n}", f"{chr(66 + n % 25) * 3}o"
    return human(family, given, f"19{50 + n % 50}-{1 + n % 12:02}-{1 + n % 28:02}", number=f"7{n:07}")


async def id_of(hub: Town, person: dict[str, Any]) -> str:
    text = "MATCH (r:PersonRecord {person_number: $given.number}) RETURN DISTINCT r.origin AS id"
    [row] = await hub.graph(text, {"number": person["person_number"]})
    return str(row["id"])


async def met(hub: Town, affected: dict[str, Any], respondent: dict[str, Any], **more: Any) -> str:
    """A report of the two; its number."""
    number = f"L17-{next(SERIAL)}"
    told = await hub.ingest([report(number, affected, respondent, **more)])
    assert told["counts"] == {"CREATED": 1}, told
    return number


@dataclass(frozen=True)
class Asks:
    """Who asks, under which purpose and matter."""

    hub: Town
    role: str
    purpose: str
    matter: str

    async def ask(self, text: str, **variables: Any) -> Any:
        return await self.hub.ask(self.role, text, self.purpose, self.matter, **variables)

    async def ways(self, one: str, two: str, most: int = 3) -> Any:
        return (await self.ask(PATHS, one=one, two=two, most=most))["paths"]


async def own_file(hub: Town, affected: Sequence[dict[str, Any]], respondents: Sequence[dict[str, Any]] = ()) -> Asks:
    """Police, of whom they choose among their own records."""
    chosen = [(one, "AFFECTED") for one in affected] + [(one, "RESPONDENT") for one in respondents]
    names = [{"system": "victoria_police", "id": one["person_number"], "as": part} for one, part in chosen]
    matter = (await hub.ask("rosa", OPEN_FILE, "OWN_CASE", names=names))["openMatter"]["id"]
    return Asks(hub, "rosa", "OWN_CASE", matter)


async def chain(hub: Town, length: int) -> tuple[Asks, list[str]]:
    """Each is harmed by the next; all are on the file."""
    found = people(length)
    for one, other in itertools.pairwise(found):
        await met(hub, one, other)
    asks = await own_file(hub, found[:-1], found[-1:])
    return asks, [await id_of(hub, one) for one in found]


async def test_no_way_is_followed_over_four_steps_whatever_is_asked(hub: Town) -> None:
    asks, ids = await chain(hub, 6)
    four = await asks.ways(ids[0], ids[4], most=99)
    assert (four["hops"], [p["id"] for p in four["paths"][0]["people"]]) == (4, ids[:5])
    beyond = await asks.ways(ids[0], ids[5], most=99)
    assert (beyond["hops"], beyond["paths"], beyond["more"]) == (None, [], False)
    assert beyond["said"].startswith("No way of up to 4 steps is shown.")
    assert (await asks.ways(ids[0], ids[4], most=3))["hops"] is None
    none = await asks.ways(ids[0], ids[1], most=-7)
    assert (none["hops"], none["said"].split(".")[0]) == (None, "No way of up to 0 steps is shown")


async def test_one_person_is_no_step_from_himself(hub: Town) -> None:
    asks, ids = await chain(hub, 2)
    for most in (0, 4):
        found = await asks.ways(ids[0], ids[0], most=most)
        assert (found["hops"], [[p["id"] for p in way["people"]] for way in found["paths"]]) == (0, [[ids[0]]])
    shared = (await asks.ask(SHARED, one=ids[0], two=ids[0]))["sharedAssociates"]
    assert [one["person"]["id"] for one in shared["associates"]] == [ids[1]]


async def test_of_an_unknown_person_and_of_one_who_is_not_shown_there_is_nothing(hub: Town) -> None:
    asks, ids = await chain(hub, 2)
    _, hidden = await chain(hub, 2)
    for other in (UNKNOWN, hidden[0]):  # the harmed of another report, whom no matter of this asker names
        assert (await asks.ask(EXPAND, one=other, first=5))["expand"] is None
        assert (await asks.ask(HOUSEHOLD, one=other))["household"] is None
        assert (await asks.ask(LIVES, one=other))["timeline"] is None
        for pair in ((ids[0], other), (other, ids[0])):
            assert await asks.ways(*pair) is None
            assert (await asks.ask(SHARED, one=pair[0], two=pair[1]))["sharedAssociates"] is None
    assert await asks.ways(*ids) is not None


async def test_more_than_the_bound_are_counted_and_not_told(hub: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    he, *harmed = people(5)
    for one in harmed:
        await met(hub, one, he)
    asks = await own_file(hub, harmed, [he])
    him = await id_of(hub, he)
    told = (await asks.ask(EXPAND, one=him, first=20_000))["expand"]
    assert (told["people"], told["more"], len(told["neighbours"])) == (4, False, 4)
    monkeypatch.setattr("graph.reaching.MOST_FOLLOWED", 3)
    fewer = (await asks.ask(EXPAND, one=him, first=20_000))["expand"]
    assert (fewer["people"], fewer["counts"], fewer["more"]) == (4, told["counts"], True)
    assert fewer["neighbours"] == told["neighbours"][:3]
    for first in (0, -5):
        none = (await asks.ask(EXPAND, one=him, first=first))["expand"]
        assert (none["people"], none["more"], none["neighbours"]) == (4, True, [])


async def test_that_not_everybody_is_followed_is_said(hub: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.reaching.MOST_FOLLOWED", 2)
    asks, ids = await chain(hub, 4)
    asked = PATHS.replace("query", "query Bounded")  # planned with the bound of this test
    found = (await asks.ask(asked, one=ids[0], two=ids[3], most=4))["paths"]
    assert (found["hops"], found["more"]) == (None, True)


async def test_who_was_joined_by_a_reviewer_is_one_person_on_the_way(hub: Town) -> None:
    first, he, last = people(3)
    unnumbered = {name: said for name, said in he.items() if name != "person_number"}
    await met(hub, first, he)
    number = await met(hub, last, unnumbered)
    asks = await own_file(hub, [first, last], [he])
    ends = [await id_of(hub, one) for one in (first, last)]
    assert (await asks.ways(*ends))["hops"] is None
    unjoined = "MATCH (r:PersonRecord {source_id: $given.number, standing: 'ALLEGED'}) RETURN r.origin AS id"
    [row] = await hub.graph(unjoined, {"number": number})
    both = {row["id"], await id_of(hub, he)}
    names = [{"system": "throughline", "id": id, "as": "RESPONDENT"} for id in sorted(both)]
    looked = (await hub.ask("rosa", OPEN_FILE, "OWN_CASE", names=names))["openMatter"]["id"]
    [match] = [m for m in await matches(hub, matter=looked) if {m["leftOrigin"], m["rightOrigin"]} == both]
    await hub.ask("rosa", DECIDE, "OWN_CASE", looked, match=match["id"], same=True, why="The same scar")
    found = await asks.ways(*ends)
    assert (found["hops"], [p["id"] for p in found["paths"][0]["people"]]) == (2, [ends[0], min(both), ends[1]])
    for id in both:
        assert (await asks.ways(ends[0], id))["hops"] == 1
        assert (await asks.ask(EXPAND, one=id, first=9))["expand"]["people"] == 2


async def test_a_home_counts_once_and_a_place_of_work_is_no_home(hub: Town) -> None:
    n = next(SERIAL)
    home = {"purpose": "RESIDENCE", "line": f"{n} Tern Street", "suburb": "Sale", "postcode": "3850"}
    work = {**home, "purpose": "WORK", "line": f"{n} Mill Road"}
    she, he, lodger, other = people(4)
    await met(hub, {**she, "addresses": [home, work]}, {**he, "addresses": [work]})
    numbers = [await met(hub, {**lodger, "addresses": [home]}, other) for _ in range(2)]
    asks = await own_file(hub, [she, lodger], [he, other])
    [least] = await hub.graph(
        "MATCH (r:PersonRecord)-[:LIVES_AT]->(a) WHERE r.source_id IN $given.numbers RETURN min(a.id) AS id",
        {"numbers": numbers},
    )
    [found] = (await asks.ask(HOUSEHOLD, one=await id_of(hub, she)))["household"]["neighbours"]
    assert found == {
        "person": {"id": await id_of(hub, lodger)}, "said": "Met in 1 home.", "records": [{"id": least["id"]}],
    }  # fmt: skip


# What is hidden is as if it were absent


@dataclass(frozen=True)
class Door:
    """The Orange Door serves her, who consents, and its matter names him; children are shown beside them. From c, met
    with her, to d, met with him, it is three steps by them both; by another report of her and d it would be two."""

    asks: Asks
    she: dict[str, Any]
    d: dict[str, Any]
    ids: dict[str, str]

    async def another_report(self, *children: dict[str, Any]) -> str:
        return await met(self.asks.hub, self.she, people(1)[0], children={"listed": [self.d, *children]})

    async def answers(self, role: str = "") -> list[bytes]:
        """All that the roots say of these people."""
        asks, ids = Asks(self.asks.hub, role or self.asks.role, self.asks.purpose, self.asks.matter), self.ids
        told = [
            await asks.ask(EXPAND, one=ids["she"], first=9),
            await asks.ask(EXPAND, one=ids["d"], first=9),
            await asks.ask(PATHS, one=ids["c"], two=ids["d"], most=4),
            await asks.ask(SHARED, one=ids["c"], two=ids["d"]),
            await asks.ask(LIVES, one=ids["she"]),
        ]
        return [orjson.dumps(one) for one in told]


@pytest.fixture
async def door(hub: Town) -> Door:
    she, he, c, d, third, other = people(6)
    made = {"made": [{"party": "AFFECTED", "service_type": "ORANGE_DOOR", "service": "TOD-LODDON"}]}
    number = await met(hub, she, he, referrals=made)
    await met(hub, she, other, children={"listed": [c]})
    await met(hub, third, he, children={"listed": [d]})
    waiting = (await hub.ask("tod_victim_side", AWAITING, "ASSESSMENT", reference=number))["awaiting"]
    asked = {"kind": "REFERRAL", "evidence": waiting[0]["id"]}
    matter = str((await hub.ask("tod_victim_side", OPEN, "ASSESSMENT", **asked))["openMatter"]["id"])
    asks = Asks(hub, "tod_victim_side", "ASSESSMENT", matter)
    person = {"system": "victoria_police", "id": she["person_number"]}
    await asks.ask(CONSENT, m=matter, person=person, at=hub.clock.at, how="by phone")
    return Door(asks, she, d, {"she": await id_of(hub, she), "c": await id_of(hub, c), "d": await id_of(hub, d)})


async def test_an_excluded_report_lengthens_a_way_and_lowers_a_count_as_if_it_were_absent(
    hub: Town, door: Door
) -> None:
    absent = await door.answers()
    assert orjson.loads(absent[2])["paths"]["hops"] == 3
    number = await door.another_report()
    told = await door.answers()
    assert orjson.loads(told[2])["paths"]["hops"] == 2
    assert [orjson.loads(answers[0])["expand"]["people"] for answers in (absent, told)] == [2, 3]
    assert [one != other for one, other in zip(absent, told, strict=True)] == [True] * 5
    [row] = await hub.graph("MATCH (i:Incident {source_id: $given.number}) RETURN i.lineage AS id", {"number": number})
    await hub.ask("rosa", MARK, "OWN_CASE", id=row["id"])
    assert await door.answers() == absent


async def test_whoever_a_worker_is_kept_apart_from_takes_all_he_has_a_part_in_with_him(hub: Town, door: Door) -> None:
    """W10: a child of the report between her and d is the worker's own niece."""
    await _worker(hub, worker := f"worker-{next(SERIAL)}")
    absent = await door.answers(worker)
    [niece] = people(1)
    await door.another_report(niece)
    told = await door.answers(worker)
    assert [orjson.loads(answers[2])["paths"]["hops"] for answers in (absent, told)] == [3, 2]
    assert await door.answers() == told  # her colleagues are told the same
    person = {"system": "victoria_police", "id": niece["person_number"]}
    await hub.ask(worker, RECORD, "ADMIN", kind="KIN", person=person)
    assert await door.answers(worker) == absent
    assert await door.answers() == told


async def _worker(hub: Town, named: str) -> None:
    account = {**agencies.account("tod_victim_side", ISSUER, START[:10]), "id": f"id-{named}", "subject": named}
    await hub.parts.following.command("registerAccount", account, START, "test")
    await hub.parts.ledger.use(account["id"], START[:10], START)
