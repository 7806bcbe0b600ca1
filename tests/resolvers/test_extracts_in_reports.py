"""What police released of a report's text, at the Point: who prepares a report reads it with its record.

The policy opens no narrative to whoever asks the Point, so that no report tells it; by one that did, a report tells
what both may be shown."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from authz import access
from authz.words import Purpose
from graph.embedded import Running as Neo4j
from tests.connectors import rows
from tests.resolvers.test_correcting import ASK as CORRECT
from tests.resolvers.test_erasures import id_of, reviewers
from tests.resolvers.test_exclusions import SCAN
from tests.resolvers.test_extracts import REVIEWER, THE_MEN, THE_POINT, WITHDRAW, WORDS, released
from tests.resolvers.test_matters import CIP, REQUESTING, Asks, Case, matter_of, report
from tests.resolvers.test_requests import ACCEPT, CANDIDATES, LODGE, MEN
from tests.resolvers.test_told_by_a_report import DECIDE, ISSUE, RECALL
from tests.town import START, Town, town

CONTENT = """chronology { entries { id said custodian } } annexes { custodian entries { id said } }"""
PREVIEW = f"query($id: ID!) {{ reportPreview(request: $id, kind: FULL) {{ {CONTENT} }} }}"
READ = f"query($id: ID!) {{ report(id: $id) {{ sha256 redrawn content {{ {CONTENT} }} }} }}"
ITEMS = "query($id: ID!) { reportItems(request: $id) { id said why decision } }"
BARE = "Police report: Property damage."
TOLD = f"{BARE} In words that its custodian released: “{WORDS}”"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await reviewers(found)
        yield found


@pytest.fixture
def passed_on(hub: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A policy by which CIP_REQUEST opens the column of free text to those who ask, as to the Point. It is altered in
    place, which no hub does, so that what was worked out of it is forgotten before and after."""
    purposes: Any = hub.parts.hub.policy.purposes
    for asks in (MEN, REQUESTING):
        key = (asks.role, Purpose.CIP_REQUEST)
        opened = replace(purposes[key], columns=purposes[key].columns | {"narrative"})
        monkeypatch.setitem(purposes, key, opened)
    access._access.cache_clear()
    yield
    monkeypatch.undo()
    access._access.cache_clear()


@dataclass(frozen=True)
class Desk:
    """A request that the Point accepted, and the record of police that it is about."""

    hub: Town
    recipient: Asks
    own: str
    request: str
    matter: str
    record: str

    async def at_point(self, text: str, **given: Any) -> Any:
        said = {"id": self.request, **given}
        [value] = (await self.hub.ask(CIP.role, text, CIP.purpose, self.matter, CIP.reason, **said)).values()
        return value

    async def by_recipient(self, text: str, **given: Any) -> Any:
        by = self.recipient
        [value] = (await self.hub.ask(by.role, text, by.purpose, self.own, by.reason, **given)).values()
        return value

    async def previewed(self) -> tuple[str, str]:
        """What the chronology and the annex of police say of the record."""
        return self.said(await self.at_point(PREVIEW))

    def said(self, content: Any) -> tuple[str, str]:
        [chronology] = [e for e in content["chronology"]["entries"] if e["id"] == self.record]
        assert chronology["custodian"] == "victoria_police"
        [police] = [annex for annex in content["annexes"] if annex["custodian"] == "victoria_police"]
        [annexed] = [e for e in police["entries"] if e["id"] == self.record]
        return chronology["said"], annexed["said"]


async def desk(hub: Town, recipient: Asks) -> Desk:
    case: Case = await report(hub)
    assert await another(hub, case) == {"CREATED": 1}
    own = await matter_of(hub, case, recipient)
    given = {"subject": case.reference("him"), "groundsForRole": "Named as respondent", "relevance": ["P19"]}
    lodged = await hub.ask(recipient.role, LODGE, recipient.purpose, own, recipient.reason, given=given)
    request = lodged["lodgeRequest"]["id"]
    found = await hub.ask(CIP.role, CANDIDATES, CIP.purpose, "", CIP.reason, id=request)
    him = {"id": request, "person": found["candidates"][0]["id"]}
    opened = await hub.ask(CIP.role, ACCEPT, CIP.purpose, "", CIP.reason, **him)
    return Desk(hub, recipient, own, request, opened["acceptRequest"]["id"], await id_of(hub, case))


async def another(hub: Town, case: Case) -> dict[str, int]:
    """A report of the same two people, so that something is told when the first is not."""
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": case.portal.replace("2026", "2025"), "leap_incident": f"25{case.portal[-7:]}"}
    row["affected"]["person_number"], row["respondent"]["person_number"] = case.numbers["her"], case.numbers["him"]
    return (await hub.ingest([row]))["counts"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("recipient", [MEN, REQUESTING], ids=lambda asks: asks.role)
async def test_by_the_policy_as_it_is_no_report_tells_it_whoever_it_is_released_to(hub: Town, recipient: Asks) -> None:
    at = await desk(hub, recipient)
    await hub.ask(REVIEWER, SCAN, "OWN_CASE", i=at.record, v=1)
    await released(hub, at.record, THE_MEN, THE_POINT)
    [item] = [item for item in await at.at_point(ITEMS) if item["id"] == at.record]
    assert item["said"] == TOLD
    assert await at.previewed() == (BARE, BARE)
    issued = (await at.at_point(ISSUE))["id"]
    assert WORDS not in str(await at.by_recipient(READ, id=issued))


@pytest.mark.usefixtures("passed_on")
async def test_a_service_that_police_released_none_to_has_a_report_without_it(hub: Town) -> None:
    at = await desk(hub, MEN)
    assert await at.previewed() == (BARE, BARE)
    for readers in ([THE_MEN], [THE_POINT]):
        await released(hub, at.record, *readers)
        assert await at.previewed() == (BARE, BARE)
    await released(hub, at.record, THE_MEN, THE_POINT)
    assert await at.previewed() == (TOLD, TOLD)


@pytest.mark.usefixtures("passed_on")
async def test_a_service_that_may_read_the_text_has_it_once_the_text_was_looked_through(hub: Town) -> None:
    at = await desk(hub, REQUESTING)
    await released(hub, at.record, THE_POINT)
    assert await at.previewed() == (BARE, BARE)
    await hub.ask(REVIEWER, SCAN, "OWN_CASE", i=at.record, v=1)
    assert await at.previewed() == (TOLD, TOLD)


@pytest.mark.usefixtures("passed_on")
async def test_the_recipient_reads_it_and_one_that_was_withdrawn_is_in_no_report_drawn_since(hub: Town) -> None:
    at = await desk(hub, MEN)
    await released(hub, at.record, THE_MEN, THE_POINT)
    issued = (await at.at_point(ISSUE))["id"]
    read = await at.by_recipient(READ, id=issued)
    assert at.said(read["content"]) == (TOLD, TOLD)
    assert read["redrawn"] == read["sha256"]
    await hub.ask(REVIEWER, WITHDRAW, "OWN_CASE", i=at.record, v=1)
    read = await at.by_recipient(READ, id=issued)
    assert at.said(read["content"]) == (TOLD, TOLD)  # what was issued stays as it was
    assert read["redrawn"] != read["sha256"]
    assert await at.previewed() == (BARE, BARE)
    await at.at_point(RECALL, id=issued)
    again = await at.at_point(ISSUE)
    assert at.said((await at.by_recipient(READ, id=again["id"]))["content"]) == (BARE, BARE)


@pytest.mark.usefixtures("passed_on")
async def test_it_is_told_with_its_record_to_whoever_decides_and_withheld_with_it(hub: Town) -> None:
    at = await desk(hub, MEN)
    await released(hub, at.record, THE_MEN, THE_POINT)
    [item] = [item for item in await at.at_point(ITEMS) if item["id"] == at.record]
    assert (item["said"], item["why"], item["decision"]) == (TOLD, [], None)
    said = {"item": at.record, "decision": "WITHHOLD", "reason": "NOT_RELEVANT"}
    await at.at_point(DECIDE, items=[said])
    assert WORDS not in str(await at.at_point(PREVIEW))


@pytest.mark.usefixtures("passed_on")
async def test_what_was_released_after_its_record_was_decided_on_waits_for_a_person(hub: Town) -> None:
    """Under correction the record waits anyway; its release was of what it said by then."""
    at = await desk(hub, MEN)
    await hub.ask("police_member", CORRECT, "OWN_CASE", record=at.record, why="He says so", says="He is affected")
    said = {"item": at.record, "decision": "RELEASE"}
    await at.at_point(DECIDE, items=[said])
    assert await at.previewed() == (BARE, BARE)
    await hub.moved_to("2026-07-01T01:00:00Z")
    try:
        await released(hub, at.record, THE_MEN, THE_POINT)
        [item] = [item for item in await at.at_point(ITEMS) if item["id"] == at.record]
        assert (item["why"], item["decision"]) == (["CORRECTION_OPEN"], None)
        assert WORDS not in str(await at.at_point(PREVIEW))
        await at.at_point(DECIDE, items=[said])
        assert await at.previewed() == (TOLD, TOLD)
    finally:
        await hub.moved_to(START)
