"""A graph that is built again is the one that records were erased from, whatever was decided before, between and after;
and it holds what the records that are left state, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authz.keys import Keys
from connectors.sources.l17 import L17
from connectors.sources.reading import Parsed
from graph.canonical_hash import canonical_hash
from graph.claims import Claims
from graph.embedded import Running as Neo4j
from server import running
from tests.dump import dump
from tests.identity.people import HOME, PHONE, human, report
from tests.resolvers import test_erasures as erasures
from tests.resolvers.test_correcting import ASK as CORRECT
from tests.resolvers.test_exclusions import MARK
from tests.resolvers.test_extracts import RELEASE
from tests.town import Town, empty, town

REVIEWER, MEMBER = erasures.REVIEWER, erasures.MEMBER
OPEN = """mutation($names: [Name!]!) { openMatter(input: {kind: OWN_FILE, names: $names}) { id } }"""
ODETTE = human("Larkmere", "Odette", "1990-08-02", number="40000012", sex="FEMALE", home=HOME)
RHYS = human("Kestrelworth", "Rhys", "1987-03-14", number="40000011", sex="MALE", phone=PHONE)
HIDDEN = {**HOME, "suppressed": True}


def stating(number: str, *, version: int = 1, leap: str = "", attended: str = "", **more: Any) -> dict[str, Any]:
    found = report(number, more.pop("affected", ODETTE), more.pop("respondent", RHYS), version=version, **more)
    found["report"] |= {"leap_incident": leap} if leap else {}
    found["incident"] |= {"attended_from": attended} if attended else {}
    return found


# Two reports of one attendance, each with times of its own; one that has him without his number, at her home; and one
# in which that home is hidden. All share descriptions, homes or people with one another.
DOCUMENTS = {
    "L17-A": {
        "leap": "260000001",
        "attended": "2026-05-01T10:00:00Z",
        "respondent": {**RHYS, "relationship": "SPOUSE"},
    },
    "L17-B": {"leap": "260000001", "attended": "2026-05-01T11:00:00Z"},
    "L17-C": {"respondent": {**human("Kestrelworth", "Rhys", "1987-03-14", sex="MALE", phone=PHONE, home=HOME)}},
    "L17-D": {"affected": human("Larkmere", "Odette", "1990-08-02", number="40000012", sex="FEMALE", home=HIDDEN)},
}


def document(number: str, version: int) -> dict[str, Any]:
    """A second version names her otherwise, so that it describes her otherwise too."""
    said = dict(DOCUMENTS[number])
    if version > 1:
        said["affected"] = {**said.get("affected", ODETTE), "given_names": "Odile"}
    return stating(number, version=version, **said)


async def rebuilt(hub: Town) -> None:
    """The same, by both measures, and nothing was decided anew."""
    before, entries = await dump(hub.graph), await hub.parts.ledger.head()
    measured = await canonical_hash(hub.parts.database)
    await empty(hub.parts.database)
    async with running(hub.parts.settings, clock=hub.clock) as again:
        assert await dump(hub.graph) == before
        assert await canonical_hash(hub.parts.database) == measured
        assert await again.ledger.head() == entries


async def lineage(hub: Town, number: str, noun: str = "Incident") -> str:
    found = await hub.graph(
        f"MATCH (n:{noun} {{source_id: $given.number}}) RETURN n.lineage AS id ORDER BY n.lineage", {"number": number}
    )
    return str(found[0]["id"]) if found else ""


async def erase(hub: Town, number: str) -> None:
    if record := await lineage(hub, number):
        await erasures.decided(hub, (await erasures.asked(hub, record))["id"])


async def exclude(hub: Town, number: str) -> None:
    """The report, and his record; what an earlier step excluded is excluded anew."""
    for noun in ("Incident", "PersonRecord"):
        if record := await lineage(hub, number, noun):
            said = {"type": noun, "id": record, "ground": "CONFIDENTIAL_SOURCE", "reason": "A neighbour told"}
            await hub.ask(REVIEWER, MARK, "OWN_CASE", input={**said, "reviewOn": "2026-12-01"})


async def correct(hub: Town, number: str) -> None:
    if record := await lineage(hub, number):
        await hub.post(MEMBER, CORRECT, "OWN_CASE", record=record, why="He told it first", says="She is affected")


async def extract(hub: Town, number: str) -> None:
    """Words in place of the text of its newest version."""
    if record := await lineage(hub, number):
        [row] = await hub.graph("MATCH (n:Incident {lineage: $given.it}) RETURN max(n.version) AS v", {"it": record})
        said = {"i": record, "v": row["v"], "words": f"Words of {number}", "to": ["cip_analyst"]}
        await hub.ask(REVIEWER, RELEASE, "OWN_CASE", **said)


async def open_matter(hub: Town, number: str) -> None:
    part = [("40000011", "RESPONDENT"), ("40000012", "AFFECTED")][number > "L17-B"]
    names = [{"system": "victoria_police", "id": part[0], "as": part[1]}]
    await hub.post(MEMBER, OPEN, "OWN_CASE", names=names)


async def confirm(hub: Town, number: str) -> None:
    """The first relationship that there is, by its reviewer."""
    for row in (await hub.graph("MATCH (l:Relationship) RETURN l.id AS id ORDER BY id"))[:1]:
        body = {"relationship": row["id"], "id": f"decision-{number}", "number": 1, "state": "CONFIRMED", "kind": None,
                "currency": None, "reason": "Asked her", "rests_on": await statements(hub)}  # fmt: skip
        body |= {"by": "a", "at": hub.clock.at}
        await hub.parts.following.command("decideRelationship", body, hub.clock.at, "a")


async def statements(hub: Town) -> list[str]:
    return [row["id"] for row in await hub.graph("MATCH (s:RelationshipStatement) RETURN s.id AS id ORDER BY id")]


ACTS = {"erase": erase, "exclude": exclude, "extract": extract, "correct": correct, "matter": open_matter,
        "confirm": confirm}  # fmt: skip


async def acted(hub: Town, act: str, number: str, version: int) -> None:
    if act == "send":
        await hub.ingest([document(number, version)])
    else:
        await ACTS[act](hub, number)


# What the records that are left state, worked out from what was sent alone

Sent = dict[tuple[str, int], None]  # in order


def left_of(steps: list[tuple[str, str, int]]) -> Sent:
    """Which versions are held in the end."""
    sent: Sent = {}
    gone: set[str] = set()
    for act, number, version in steps:
        if act == "send" and number not in gone:
            sent[number, version] = None
        elif act == "erase" and any(number == of for of, _ in sent):
            gone.add(number)
            sent = {one: None for one in sent if one[0] != number}
    return sent


def claimed(hub: Town, sent: Sent) -> Iterator[Claims]:
    """A version behind a newer one says nothing of when police attended."""
    identify, newest = Keys.open(hub.parts.settings.key_folder).identify, dict[str, int]()
    for number, version in sent:
        parsed = L17.read(orjson.dumps(document(number, version)))
        assert isinstance(parsed, Parsed)
        behind = version < newest.get(number, 0)
        newest[number] = max(version, newest.get(number, 0))
        yield L17.claims(parsed.row, hub.clock.at, identify, services={}, superseded=behind)


async def holds_what_is_left(hub: Town, sent: Sent) -> None:
    stated: dict[str, dict[str, Any]] = {}
    for claims in claimed(hub, sent):
        for node in claims.nodes:
            stated.setdefault(node.label, {}).setdefault(node.id, node.values)
    for label in LABELS:
        found = await hub.graph(f"MATCH (n:{label}) RETURN n.id AS id")
        assert {row["id"] for row in found} == stated.get(label, {}).keys(), label
    attendances = await hub.graph("MATCH (n:Attendance) RETURN n.id AS id, n {.*, id: null} AS held")
    assert {row["id"]: without_nulls(row["held"]) for row in attendances} == stated.get("Attendance", {})
    hidden = {v["key"] for v in stated.get("Address", {}).values() if v.get("suppressed")}
    places = await hub.graph("MATCH (n:Address) RETURN n.key AS key, n.guarded AS guarded")
    assert all(row["guarded"] is (row["key"] in hidden) for row in places)
    assert await hub.graph("MATCH (n) WHERE n.fresh RETURN n.id AS id") == []


LABELS = ("Incident", "PersonRecord", "PersonName", "Contact", "Address", "Attendance", "Description")


def without_nulls(held: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in held.items() if value is not None}


async def nothing_rests_on_what_is_gone(hub: Town) -> None:
    """Of markings, requests, statements and relationships."""
    for text in (
        "MATCH (x:ExclusionMarking) WHERE NOT EXISTS { (x)-[:ON]->() } RETURN x.id AS id",
        "MATCH (c:Correction) WHERE NOT EXISTS { (:Incident {lineage: c.record}) } RETURN c.id AS id",
        "MATCH (s:RelationshipStatement) WHERE s.key IS NULL AND NOT EXISTS { (s)-[:RESTS_ON]->() } RETURN s.id AS id",
        "MATCH (s:RelationshipStatement)-[:ABOUT]->(l) WHERE s.key IS NOT NULL AND NOT ALL(one IN [l.left, l.right] "
        "WHERE EXISTS { (:PersonRecord {origin: one})-[:LIVES_AT]->(:Address {key: s.key}) }) RETURN s.id AS id",
        "MATCH (l:Relationship) WHERE NOT EXISTS { (:RelationshipStatement)-[:ABOUT]->(l) } "
        "AND NOT EXISTS { (:RelationshipDecision)-[:ON]->(l) } RETURN l.id AS id",
    ):
        assert await hub.graph(text) == [], text


NUMBERS = st.sampled_from(sorted(DOCUMENTS))
STEPS = st.lists(
    st.tuples(st.sampled_from(["send", "send", "erase", *ACTS]), NUMBERS, st.integers(1, 2)), min_size=4, max_size=12
)
EXAMPLES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
EVERY = [("send", number, 1) for number in DOCUMENTS]
# What is done before records are erased, and what is erased.
SITUATIONS: dict[str, list[tuple[str, str, int]]] = {
    "a description, an attendance and a home that others state": [*EVERY, ("erase", "L17-A", 0)],
    "the second of those who state the attendance": [*EVERY, ("erase", "L17-B", 0)],
    "both who state the attendance, and one that comes again": [
        *EVERY, ("erase", "L17-A", 0), ("erase", "L17-B", 0), ("send", "L17-A", 2)],
    "a person who was joined": [*EVERY, ("erase", "L17-C", 0)],
    "where a home was hidden": [*EVERY, ("erase", "L17-D", 0)],
    "a second version that describes her otherwise": [("send", "L17-A", 1), *EVERY, ("send", "L17-A", 2),
                                                     ("erase", "L17-A", 0)],
    "a newer version came first": [("send", "L17-B", 2), ("send", "L17-B", 1), *EVERY, ("erase", "L17-A", 0)],
    "exclusions and a correction on it": [*EVERY, ("exclude", "L17-A", 0), ("correct", "L17-A", 0),
                                          ("exclude", "L17-B", 0), ("erase", "L17-A", 0)],
    "extracts of two versions, and of another record": [
        *EVERY, ("extract", "L17-A", 0), ("send", "L17-A", 2), ("extract", "L17-A", 0), ("extract", "L17-B", 0),
        ("erase", "L17-A", 0)],
    "matters and a relationship that was confirmed": [*EVERY, ("matter", "L17-A", 0), ("confirm", "L17-A", 0),
                                                      ("erase", "L17-A", 0), ("erase", "L17-B", 0)],
    "the same said anew by a record that comes after": [
        ("send", "L17-A", 1), ("erase", "L17-A", 0), ("send", "L17-B", 1), ("send", "L17-C", 1)],
    "said by another before it is gone": [
        ("send", "L17-B", 1), ("send", "L17-A", 1), ("erase", "L17-B", 0), ("send", "L17-D", 1)],
    "all of them": [*EVERY, *(("erase", number, 0) for number in DOCUMENTS)],
}  # fmt: skip


async def held_together(hub: Town, steps: list[tuple[str, str, int]]) -> None:
    await erasures.reviewers(hub)
    for step in steps:
        await acted(hub, *step)
    await holds_what_is_left(hub, left_of(steps))
    await nothing_rests_on_what_is_gone(hub)
    await rebuilt(hub)


@pytest.mark.parametrize("situation", SITUATIONS)
async def test_a_graph_built_again_is_the_one_that_was_erased_from(hub: Town, situation: str) -> None:
    await held_together(hub, SITUATIONS[situation])


@EXAMPLES
@given(STEPS)
async def test_so_it_is_after_whatever_was_sent_decided_and_erased(
    neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as hub:
        await held_together(hub, steps)
