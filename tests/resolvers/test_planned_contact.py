"""What a worker is told to beware of, while his organisation plans contact with a person; denied first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import DOOR, HOUSED, MEN, UNKNOWN, Asks, Case, matter_of, opened, referral, report
from tests.town import START, Town, town

PLAN = """mutation($m: ID!, $person: Reference!, $until: DateTime!, $how: String!) {
  planContact(matter: $m, person: $person, until: $until, how: $how) { id at } }"""
CANCEL = "mutation($id: ID!) { cancelContact(contact: $id) { id at } }"
BEWARE = "query($him: ID!) { person(id: $him) { records { custodian workerCautions { code label } } } }"
UNTIL = "2026-07-02T00:00:00Z"
TOLD = [
    {"code": "DOG", "label": "Has a dog that may attack"},
    {"code": "HALL IS NARROW", "label": "Not in the code list (as sent: HALL IS NARROW)"},
]


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def beware(hub: Town, case: Case, asks: Asks, matter: str, who: str = "him") -> Any:
    """Of each record that is shown of him."""
    told = await hub.ask(asks.role, BEWARE, asks.purpose, matter, asks.reason, him=case.ids[who])
    return [one["workerCautions"] for one in told["person"]["records"]]


async def planned(hub: Town, case: Case, asks: Asks, matter: str, who: str = "him", **given: Any) -> Any:
    said = {"m": matter, "person": case.reference(who), "until": UNTIL, "how": "Visit by two workers", **given}
    return (await hub.post(asks.role, PLAN, asks.purpose, matter, asks.reason, **said)).json()


async def test_whoever_plans_no_contact_is_told_nothing_to_beware_of(hub: Town, case: Case) -> None:
    for asks in (MEN, DOOR):
        assert await beware(hub, case, asks, await matter_of(hub, case, asks)) == [None]


async def test_whoever_is_to_meet_him_is_told_until_then(hub: Town, case: Case) -> None:
    part = await referral(hub, case, MEN)
    matter, another = await opened(hub, MEN, part), await opened(hub, MEN, part)
    assert (await planned(hub, case, MEN, matter))["data"]["planContact"]["at"] == START
    assert await beware(hub, case, MEN, matter) == [TOLD]
    assert await beware(hub, case, MEN, another) == [TOLD]  # his organisation plans it, by whichever matter
    assert await beware(hub, case, DOOR, await matter_of(hub, case, DOOR)) == [None]  # another one does not
    try:
        hub.clock.at = UNTIL
        assert await beware(hub, case, MEN, matter) == [None]
    finally:
        hub.clock.at = START


async def test_a_contact_that_is_cancelled_opens_nothing_more_and_only_its_own_organisation_cancels(
    hub: Town, case: Case
) -> None:
    matter = await matter_of(hub, case, MEN)
    contact = (await planned(hub, case, MEN, matter))["data"]["planContact"]["id"]
    other = await matter_of(hub, case, DOOR)
    for asked in (contact, UNKNOWN):
        told = await hub.ask(DOOR.role, CANCEL, DOOR.purpose, other, id=asked)
        assert told["cancelContact"] == {"id": asked, "at": START}
    assert await beware(hub, case, MEN, matter) == [TOLD]
    await hub.ask(MEN.role, CANCEL, MEN.purpose, matter, id=contact)
    assert await beware(hub, case, MEN, matter) == [None]


async def test_contact_with_her_tells_nothing_of_him(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    assert "errors" not in await planned(hub, case, DOOR, matter, "her")
    assert await beware(hub, case, DOOR, matter) == [None]


async def test_whom_the_matter_does_not_name_is_planned_with_by_nobody(hub: Town, case: Case) -> None:
    matter, other = await matter_of(hub, case, HOUSED), await report(hub)
    for person in (other.reference("him"), {"system": "victoria_police", "id": "1"}):
        said = {"m": matter, "person": person, "until": UNTIL, "how": "Visit"}
        answer = (await hub.post(HOUSED.role, PLAN, HOUSED.purpose, matter, HOUSED.reason, **said)).json()
        assert answer["data"]["planContact"]["at"] == START
    assert await hub.graph("MATCH (c:PlannedContact)-[:WITH]->(p:Person) WHERE p.id IN $given.ids RETURN c.id AS id",
                           {"ids": list(other.ids.values())}) == []  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [({"until": START}, "until"), ({"until": "2026-06-30T00:00:00Z"}, "until"), ({"how": " "}, "how"),
     ({"how": "x" * 2001}, "how")],
    ids=["now", "past", "blank", "long"],
)  # fmt: skip
async def test_a_contact_without_an_end_to_come_or_words_is_refused_by_name(
    hub: Town, case: Case, given: dict[str, Any], field: str
) -> None:
    matter = await matter_of(hub, case, MEN)
    answer = await planned(hub, case, MEN, matter, **given)
    assert answer["data"] is None
    assert field in str(answer["errors"][0])
    assert await beware(hub, case, MEN, matter) == [None]
