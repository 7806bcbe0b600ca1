"""What stands in for consent, and what is said of a child's views: author, reason, until when; denied first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import (
    DOOR,
    HOUSED,
    HOUSING,
    MEN,
    UNKNOWN,
    Asks,
    Case,
    code,
    held,
    matter_of,
    report,
    seen,
)
from tests.town import START, Town, town

ASSERT = """mutation($m: ID!, $person: Reference!, $kind: Assertion!, $why: String!, $until: DateTime) {
  recordAssertion(matter: $m, person: $person, kind: $kind, reason: $why, until: $until) { id at } }"""
WITHDRAW = "mutation($id: ID!) { withdrawAssertion(assertion: $id) { id at } }"
CHILD = "query($id: ID!) { person(id: $id) { familyNames records { custodian birthDate } } }"
UNTIL = "2026-07-02T00:00:00Z"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def asserting(
    hub: Town, asks: Asks, matter: str, person: dict[str, str], kind: str, reason: str = "Assessed today", **given: Any
) -> httpx.Response:
    said = {"person": person, "m": matter, "kind": kind, "why": reason, **given}
    return await hub.post(asks.role, ASSERT, asks.purpose, matter, asks.reason, **said)


async def asserted(hub: Town, asks: Asks, matter: str, person: dict[str, str], kind: str, **given: Any) -> str:
    answer = (await asserting(hub, asks, matter, person, kind, **given)).json()
    assert "errors" not in answer, answer
    return str(answer["data"]["recordAssertion"]["id"])


async def child_of(hub: Town, case: Case, matter: str) -> Any:
    return (await hub.ask(DOOR.role, CHILD, DOOR.purpose, matter, id=case.ids["child"]))["person"]


async def test_a_child_is_shown_once_it_is_said_that_its_views_were_sought(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    before = await child_of(hub, case, matter)
    assert before is None or before["familyNames"] == []
    said = await asserted(hub, DOOR, matter, case.reference("child"), "VIEWS_SOUGHT", reason="Mika wants us to know")
    shown = await child_of(hub, case, matter)
    assert len(shown["familyNames"]) == 1
    assert shown["records"] == [{"custodian": "victoria_police", "birthDate": "2018-09-09"}]
    await hub.ask(DOOR.role, WITHDRAW, DOOR.purpose, matter, id=said)
    assert await child_of(hub, case, matter) == before


async def test_why_a_childs_views_were_not_sought_opens_the_same(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    await asserted(hub, DOOR, matter, case.reference("child"), "VIEWS_NOT_SOUGHT", reason="He is with the child")
    assert (await child_of(hub, case, matter))["familyNames"] != []


@pytest.mark.parametrize("kind", ["SERIOUS_THREAT", "CHILD_RISK"])
async def test_a_threat_stands_for_her_consent_until_it_ends(hub: Town, case: Case, kind: str) -> None:
    matter = await matter_of(hub, case, HOUSED)
    assert (await seen(hub, case, HOUSED, matter))["her"] is None
    await asserted(hub, HOUSED, matter, case.reference("her"), kind, until=UNTIL)
    assert (await seen(hub, case, HOUSED, matter))["her"] is not None
    try:
        hub.clock.at = UNTIL
        assert (await seen(hub, case, HOUSED, matter))["her"] is None
    finally:
        hub.clock.at = START


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("her", "VIEWS_SOUGHT"),  # an adult is asked herself
        ("her", "VIEWS_NOT_SOUGHT"),
        ("him", "SERIOUS_THREAT"),  # nobody's consent is asked of him
        ("nobody", "CHILD_RISK"),
        ("her of another report", "CHILD_RISK"),
    ],
)
async def test_what_does_not_fit_the_person_is_answered_alike_and_not_written(
    hub: Town, case: Case, who: str, kind: str
) -> None:
    matter, other = await matter_of(hub, case, HOUSED), await report(hub)
    person = {
        "nobody": {"system": "victoria_police", "id": "1"},
        "her of another report": other.reference("her"),
    }.get(who) or case.reference(who)
    answer = (await asserting(hub, HOUSED, matter, person, kind, until=UNTIL)).json()
    assert answer["data"]["recordAssertion"]["at"] == START
    assert await held(hub, matter) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "until"),
        ({"until": None}, "until"),
        ({"until": START}, "until"),
        ({"until": "2026-06-30T00:00:00Z"}, "until"),
        ({"until": UNTIL, "reason": "  "}, "reason"),
        ({"until": UNTIL, "reason": "x" * 2001}, "reason"),
    ],
    ids=["no end", "null", "now", "past", "blank", "long"],
)
async def test_an_assertion_without_an_end_or_a_reason_is_refused_by_name(
    hub: Town, case: Case, given: dict[str, Any], field: str
) -> None:
    matter = await matter_of(hub, case, HOUSED)
    answer = (await asserting(hub, HOUSED, matter, case.reference("her"), "SERIOUS_THREAT", **given)).json()
    assert (answer["data"], code(answer)) == (None, "BAD_INPUT")
    assert field in str(answer["errors"][0])
    assert await held(hub, matter) == []


async def test_nobody_asserts_in_or_withdraws_from_the_matter_of_another(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, HOUSED)
    answer = (await asserting(hub, MEN, matter, case.reference("her"), "CHILD_RISK", until=UNTIL)).json()
    assert answer["data"]["recordAssertion"]["at"] == START
    assert await held(hub, matter) == []
    said = await asserted(hub, HOUSED, matter, case.reference("her"), "CHILD_RISK", until=UNTIL)
    for asked in (said, UNKNOWN):
        told = await hub.ask(MEN.role, WITHDRAW, MEN.purpose, matter, id=asked)
        assert told["withdrawAssertion"] == {"id": asked, "at": START}
    assert (await seen(hub, case, HOUSED, matter))["her"] is not None


async def test_a_consent_is_not_withdrawn_as_an_assertion(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, HOUSED)
    consent = (
        'mutation($m: ID!, $p: Reference!) { recordConsent(matter: $m, person: $p, givenAt: "%s", how: "said") { id } }'
    )
    held_by = await hub.ask(
        HOUSED.role, consent % START, HOUSED.purpose, matter, HOUSING, m=matter, p=case.reference("her")
    )
    await hub.ask(HOUSED.role, WITHDRAW, HOUSED.purpose, matter, HOUSING, id=held_by["recordConsent"]["id"])
    assert (await seen(hub, case, HOUSED, matter))["her"] is not None
