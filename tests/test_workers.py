"""Two hubs on one ledger and one graph: what is decided, used up or sent on one holds on the other at once."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from authz.binding import thumbprint
from authz.keys import Keys, public_of
from authz.ledger import Ledger
from authz.ledger_verify import verified
from graph.embedded import Running as Neo4j
from graph.statements import POSITION
from tests.authz.stores import Store, store_of
from tests.authz.test_admission import token
from tests.authz.test_dpop import HOLDER, proof
from tests.connectors.test_l17_claims import least
from tests.joined import DESK, Joined, binds_at_once, joined
from tests.resolvers import test_find_people as finding
from tests.resolvers.test_accounts import END, WHO
from tests.resolvers.test_explaining import way, why
from tests.resolvers.test_matters import (
    CHILDREN,
    CLOSE,
    DOOR,
    HOUSED,
    HOUSING,
    MEN,
    WITHDRAW,
    Asks,
    Case,
    consenting,
    matter_of,
    report,
)
from tests.town import Town

HER = "query($her: ID!) { person(id: $her) { familyNames } }"
RACES = 6


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with store_of("postgresql") as found:
        yield found


@pytest.fixture(scope="module")
async def hubs(neo4j: Neo4j, store: Store, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Joined]:
    """Two for all: each test has accounts, people and matters of its own."""
    state = tmp_path_factory.mktemp("joined") / "state"
    async with joined(neo4j, state, store.fresh(), workers=RACES) as found:
        yield found


# What is decided on one binds the next request on the other


async def an_account_ends(hubs: Joined, by: int) -> None:
    subject = hubs.workers.pop()

    async def end(hub: Town) -> None:
        done = await hub.ask(DESK, END, "ADMIN", account=f"id-{subject}")
        assert done["done"]["state"] == "ENDED"

    async def entry(hub: Town) -> Any:
        answer = (await hub.post(subject, WHO)).json()
        return answer["errors"][0]["extensions"]["code"] if "errors" in answer else answer["data"]["whoAmI"]["role"]

    await binds_at_once(hubs, end, entry, "ACCOUNT_NOT_ACTIVE", by)


async def seen(hub: Town, case: Case, asks: Asks, matter: str) -> Any:
    return (await hub.ask(asks.role, HER, asks.purpose, matter, asks.reason, her=case.ids["her"]))["person"]


async def a_matter_is_closed(hubs: Joined, by: int) -> None:
    case = await report(hubs.one)
    matter = await matter_of(hubs.other, case, DOOR)

    async def close(hub: Town) -> None:
        assert (await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter))["closeMatter"]["status"] == "CLOSED"

    await binds_at_once(hubs, close, lambda hub: seen(hub, case, DOOR, matter), None, by)


async def a_consent_is_withdrawn(hubs: Joined, by: int) -> None:
    case = await report(hubs.one)
    matter = await matter_of(hubs.other, case, HOUSED)
    assert await seen(hubs.one, case, HOUSED, matter) is None
    recorded = (await consenting(hubs.one, HOUSED, matter, case.reference("her"))).json()["data"]["recordConsent"]

    async def withdraw(hub: Town) -> None:
        await hub.ask(HOUSED.role, WITHDRAW, HOUSED.purpose, matter, HOUSING, consent=recorded["id"])

    await binds_at_once(hubs, withdraw, lambda hub: seen(hub, case, HOUSED, matter), None, by)


KINDS = [an_account_ends, a_matter_is_closed, a_consent_is_withdrawn]


async def raced(hubs: Joined, rounds: int) -> None:
    draw = random.Random(51)
    for number in range(rounds):
        await KINDS[number % len(KINDS)](hubs, draw.randrange(2))


async def test_what_ends_on_one_worker_ends_on_every_worker_at_the_next_request(hubs: Joined) -> None:
    await raced(hubs, RACES)


async def test_why_a_field_is_empty_is_told_as_it_is_now_on_every_worker(hubs: Joined) -> None:
    """No statement is sent for it, so no position of an answer tells that facts at hand are old."""
    case = await report(hubs.one)
    matter = await matter_of(hubs.other, case, DOOR)

    async def consent(hub: Town) -> list[str]:
        told = way(await why(hub, DOOR, matter, "PersonRecord.familyName", case.ids["her"]), "NAMED")
        return [one["state"] for one in told["conditions"]]

    assert [await consent(hub) for hub in hubs.both] == [["NOT_MET"]] * 2
    await consenting(hubs.one, DOOR, matter, case.reference("her"))
    assert [await consent(hub) for hub in hubs.both] == [["MET"]] * 2


# What is used up on one is used up on the other


async def test_searches_on_all_workers_are_counted_together(hubs: Joined) -> None:
    case = await finding.report(hubs.one)
    matter = await matter_of(hubs.one, case, CHILDREN)
    looks = [finding.find(hubs.both[n % 2], CHILDREN, matter, finding.home(case), "why") for n in range(25)]
    codes = sorted(answer.status_code for answer in await asyncio.gather(*looks))
    assert codes == [200] * 20 + [429] * 5


async def test_a_proof_that_was_used_on_one_worker_is_refused_by_the_other(hubs: Joined) -> None:
    bound = token(hubs.one, "cip_analyst", cnf={"jkt": HOLDER.thumbprint()})

    def shown() -> dict[str, str]:
        made = proof(iat=int(time.time()), ath=thumbprint(bound.encode()))
        return {"authorization": f"DPoP {bound}", "dpop": made}

    async def entry(hub: Town, headers: dict[str, str]) -> int:
        return (await hub.http.post("/graphql", json={"query": WHO}, headers=headers)).status_code

    used, to_both = shown(), shown()
    assert [await entry(hub, used) for hub in hubs.both] == [200, 401]
    assert [await entry(hub, shown()) for hub in hubs.both] == [200, 200]
    assert sorted(await asyncio.gather(*(entry(hub, to_both) for hub in hubs.both * 3))) == [200] + [401] * 5


# What is sent to one is there for the other


async def test_both_take_records_at_once_and_each_is_there_once_for_either(hubs: Joined) -> None:
    numbers = [f"L17-BOTH-{number}" for number in range(24)]

    async def send(hub: Town, number: str) -> None:
        assert (await hub.ingest([least(number)]))["counts"] == {"CREATED": 1}
        text = "query($n: String) { incidents(where: {portalId: {eq: $n}}) { nodes { portalId } } }"
        for either in hubs.both:
            told = await either.ask("police_member", text, "OWN_CASE", n=number)
            assert told["incidents"]["nodes"] == [{"portalId": number}]

    await asyncio.gather(*(send(hubs.both[n % 2], number) for n, number in enumerate(numbers)))
    keys = Keys.open(hubs.state / "keys")
    ledger = await Ledger.open(hubs.ledger_url, keys.sealing)
    assert verified(ledger.store.engine, public_of(keys.heads), ledger.sealing).flaws == []
    position = int(await hubs.one.parts.database.value(f"RETURN {POSITION}", {}))
    assert await ledger.after(position, 10) == []
    await ledger.close()


# Nothing of one asker's comes to another

NAMES = "{ subjects { familyNames } }"


async def interleaved(hubs: Joined, count: int) -> None:
    """Two agencies ask at once, of two cases, at both workers: each answer is the asker's own."""
    expected = {}
    for asks in (DOOR, MEN):
        case = await report(hubs.one)
        matter = await matter_of(hubs.other, case, asks)
        if asks is DOOR:
            await consenting(hubs.one, asks, matter, case.reference("her"))
        data = await hubs.one.ask(asks.role, NAMES, asks.purpose, matter)
        expected[asks] = (matter, data)
    told = [{name for person in data["subjects"] for name in person["familyNames"]} for _, data in expected.values()]
    assert all(told)
    assert not told[0] & told[1]
    draw = random.Random(52)

    async def ask() -> None:
        asks = draw.choice((DOOR, MEN))
        matter, data = expected[asks]
        assert await draw.choice(hubs.both).ask(asks.role, NAMES, asks.purpose, matter) == data

    for _ in range(count // 10):
        await asyncio.gather(*(ask() for _ in range(10)))


async def test_of_two_agencies_that_ask_at_once_neither_is_told_what_is_the_other_s(hubs: Joined) -> None:
    await interleaved(hubs, 100)
