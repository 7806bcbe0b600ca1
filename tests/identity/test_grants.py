"""What a later link changes for those who were told before: nothing, until a reviewer stands for it."""

from __future__ import annotations

from typing import Any

from tests.dump import dump
from tests.histories.her_story import OPEN as OPEN_MATTER
from tests.identity.people import DECIDE, HOME, PHONE, human, matches, nobody, report, reviewers
from tests.town import Town, empty

RHYS = human("Kestrelworth", "Rhys", "1987-03-14", phone=PHONE, home=HOME, sex="MALE")
NUMBERED = {**RHYS, "person_number": "40000011"}
REFERRED = {"made": [{"party": "RESPONDENT", "service_type": "MENS_REFERRAL", "service": "MRS"}]}
SEEN = """query($known: DateTime) { subjects(knownAt: $known) {
  id records { personNumber } incidentsAsRespondent { portalId } } }"""
BEFORE, LATER = "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"


async def opened(hub: Town, number: str) -> str:
    found = await hub.ask("mens_service", "{ awaiting { id reference } }", "ASSESSMENT")
    [evidence] = [one["id"] for one in found["awaiting"] if one["reference"] == number]
    asked = {"kind": "REFERRAL", "evidence": evidence}
    return str((await hub.ask("mens_service", OPEN_MATTER, "ASSESSMENT", **asked))["openMatter"]["id"])


async def seen(hub: Town, matter: str, known: str | None = None) -> Any:
    [him] = (await hub.ask("mens_service", SEEN, "ASSESSMENT", matter, known=known))["subjects"]
    return him["id"], sorted(one["portalId"] for one in him["incidentsAsRespondent"])


async def decide(hub: Town, same: bool) -> None:
    [match] = await matches(hub)
    await hub.ask("rosa", DECIDE, "OWN_CASE", match=match["id"], same=same, why="Compared the two photographs")


async def test_a_later_link_widens_a_matter_when_it_is_confirmed_and_not_before(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED, referrals=REFERRED)])
    matter = await opened(hub, "L17-1")
    alone = await seen(hub, matter)
    assert alone[1] == ["L17-1"]
    hub.clock.at = LATER
    await hub.ingest([report("L17-2", nobody("2"), RHYS)])
    assert len(await hub.graph("MATCH ()-[s:SAME_AS]->() RETURN s")) == 1
    assert await seen(hub, matter) == alone  # the id too: that it changed would tell of the other
    await decide(hub, same=True)
    assert (await seen(hub, matter))[1] == ["L17-1", "L17-2"]
    assert await seen(hub, matter, known=BEFORE) == alone
    await decide(hub, same=False)
    assert await seen(hub, matter) == alone


async def test_a_matter_keeps_what_it_had_whoever_its_person_is_joined_to(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([report("L17-2", nobody("2"), RHYS, referrals=REFERRED)])
    matter = await opened(hub, "L17-2")
    alone = await seen(hub, matter)
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED)])
    assert len(await hub.graph("MATCH ()-[s:SAME_AS]->() RETURN s")) == 1
    assert await seen(hub, matter) == alone


async def test_a_matter_opened_after_the_link_covers_both(hub: Town) -> None:
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED), report("L17-2", nobody("2"), RHYS, referrals=REFERRED)])
    assert (await seen(hub, await opened(hub, "L17-2")))[1] == ["L17-1", "L17-2"]


async def test_his_next_report_is_his_under_whom_he_is_joined_to(hub: Town) -> None:
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED), report("L17-2", nobody("2"), RHYS, referrals=REFERRED)])
    matter = await opened(hub, "L17-2")
    await hub.ingest([report("L17-3", nobody("3"), NUMBERED)])
    assert (await seen(hub, matter))[1] == ["L17-1", "L17-2", "L17-3"]


async def test_a_graph_built_again_from_the_ledger_believes_the_same(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED), report("L17-2", nobody("2"), RHYS)])
    await decide(hub, same=False)
    await decide(hub, same=True)
    held = await dump(hub.parts.database.run)
    await empty(hub.parts.database)
    await hub.parts.following.catch_up()
    assert await dump(hub.parts.database.run) == held
