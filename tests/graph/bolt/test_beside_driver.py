"""Against a real Neo4j: what is read direct is what the driver reads, and nobody gets what another asked."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import database as module
from graph.bolt.messages import HANDSHAKE
from graph.database import (
    MOST_IN_FLIGHT,
    Database,
    DatabaseFault,
    DatabaseUnavailable,
    StatementRefused,
    StatementTimedOut,
)
from graph.embedded import Running as Neo4j
from tests.graph.bolt.at_a_port import listening
from tests.graph.bolt.between import Between, bytewise

ECHO = "RETURN $given.x"
LONG = "RETURN [$given.x, [n IN range(0, $given.n - 1) | n % 7]]"
SLOW = "UNWIND range(1, 2000000000) AS n WITH n WHERE n % 7 = 9 RETURN count(n)"
# Itself it is not: its own text has the number in two parts.
RUNNING = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '20000' + '00000' RETURN count(*) AS n"
# All that Bolt knows as plain: floats with no number too, and lengths on either side of each header of PackStream.
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=300)
    | st.sampled_from(["x" * 65_535, "é" * 40_000, list(range(-200, 200)), [""] * 16, [None] * 255, [0.0] * 256])
)
KEYS = st.text(min_size=1, max_size=20)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=17) | st.dictionaries(KEYS, inner, max_size=17), max_leaves=40
)


@dataclass(frozen=True, slots=True)
class Both:
    driver: Database
    direct: Database


def reader(neo4j: Neo4j, url: str = "", direct: bool = True) -> Database:
    return Database(url or neo4j.url, neo4j.user, neo4j.password, direct=direct)


@asynccontextmanager
async def both_of(neo4j: Neo4j, url: str = "") -> AsyncIterator[Both]:
    found = Both(reader(neo4j, url, False), reader(neo4j, url))
    try:
        yield found
    finally:
        await found.driver.close()
        await found.direct.close()


@pytest.fixture(scope="module")
async def both(neo4j: Neo4j) -> AsyncIterator[Both]:
    async with both_of(neo4j) as found:
        yield found


async def told(database: Database, text: str, x: Any = None) -> Any:
    """The value, or the fault as type and words."""
    try:
        return await database.value(text, {"x": x})
    except DatabaseFault as fault:
        return type(fault), str(fault)


@settings(max_examples=300)
@given(VALUES)
async def test_any_value_is_the_same_by_both_ways(both: Both, value: Any) -> None:
    direct = await both.direct.value(ECHO, {"x": value})
    assert repr(direct) == repr(await both.driver.value(ECHO, {"x": value}))  # of what is not a number none is equal
    assert both.direct.past_driver


@pytest.mark.parametrize(
    "text",
    [
        ECHO,
        "RETURN 1, 2",
        "UNWIND [] AS none RETURN none",
        "RETURN [n IN range(1, 40000) | [n, 'text ' + n, n / 3.0, n % 2 = 0, null, {a: [n]}]]",  # of many chunks
        "RETURN",
        "RETURN 1 / 0",
        "UNWIND range(5, 0, -1) AS n RETURN 1 / n",  # fails after it has begun
        "CREATE (n:Nobody) RETURN 1",
        "RETURN $missing",
        "CALL nobody.knows()",
    ],
)
async def test_an_answer_and_a_fault_are_the_same_by_both_ways(both: Both, text: str) -> None:
    assert await told(both.direct, text, "mine") == await told(both.driver, text, "mine")
    assert await told(both.direct, ECHO, "after") == "after"


async def test_a_write_is_refused_and_nothing_is_written(both: Both) -> None:
    await told(both.direct, "CREATE (n:Nobody) RETURN 1")
    assert await both.driver.run("MATCH (n:Nobody) RETURN n") == []


async def test_a_statement_that_takes_too_long_is_ended_by_neo4j_with_the_same_fault(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_SECONDS", 0.05)
    assert [await told(way, SLOW) for way in (both.driver, both.direct)] == [
        (StatementTimedOut, "The question took too long.")
    ] * 2
    monkeypatch.undo()
    assert await told(both.direct, ECHO, "after") == "after"


@pytest.mark.parametrize("wrong", ["nobody", "neo4j"])
async def test_who_is_not_let_in_is_told_the_same(neo4j: Neo4j, wrong: str) -> None:
    stranger = Neo4j(neo4j.url, wrong, "not the password")
    async with both_of(stranger) as both:
        assert await told(both.direct, ECHO) == await told(both.driver, ECHO)


@dataclass
class Caller:
    """Asks what only he asks, and gives up now and then, whenever it may be."""

    number: int
    database: Database
    answered: int = 0
    gone: int = 0

    async def asks(self, times: int) -> None:
        drawn = random.Random(self.number)
        for step in range(times):
            nonce, rows = f"{self.number} {step}", drawn.choice((0, 10, 40_000))
            task = asyncio.create_task(self.database.value(LONG, {"x": nonce, "n": rows}))
            if drawn.random() < 0.4:
                await asyncio.sleep(drawn.random() / 100)
                task.cancel()
            await asyncio.wait([task])
            if task.cancelled():
                self.gone += 1
            else:
                self.answered += 1
                assert task.result() == [nonce, [n % 7 for n in range(rows)]]


async def test_under_load_with_callers_that_give_up_every_answer_is_of_its_own_question(neo4j: Neo4j) -> None:
    database = reader(neo4j)
    callers = [Caller(number, database) for number in range(2 * MOST_IN_FLIGHT)]
    await asyncio.gather(*(caller.asks(40) for caller in callers))
    assert sum(caller.answered for caller in callers) > 300
    assert sum(caller.gone for caller in callers) > 100
    assert database.direct
    assert len(database.direct.all) <= MOST_IN_FLIGHT
    await database.close()
    assert not database.direct.all


async def until_running(database: Database, wanted: int) -> None:
    async with asyncio.timeout(60):
        while (await database.run(RUNNING))[0]["n"] != wanted:
            pass


async def test_what_a_caller_gave_up_runs_no_more(both: Both) -> None:
    task = asyncio.create_task(both.direct.value(SLOW, {}))
    await until_running(both.driver, 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until_running(both.driver, 0)
    assert await told(both.direct, ECHO, "after") == "after"


async def test_an_answer_that_comes_byte_by_byte_is_the_same(neo4j: Neo4j) -> None:
    value = [["é" * 300, None, {"a": [1, 2.5]}]] * 3
    async with listening(Between(neo4j.url, bytewise)) as between:
        database = reader(neo4j, between.url())
        assert await told(database, ECHO, value) == value
        assert (await told(database, "RETURN 1 / 0"))[0] is StatementRefused
        await database.close()


async def test_after_its_lines_were_cut_it_comes_again(neo4j: Neo4j) -> None:
    async with listening(Between(neo4j.url)) as between:
        database = reader(neo4j, between.url())
        assert await asyncio.gather(*(told(database, ECHO, x) for x in range(5))) == list(range(5))
        task = asyncio.create_task(told(database, SLOW))
        await until_running(database, 1)
        between.cut()
        assert await task == (DatabaseUnavailable, "The database does not answer.")
        assert await asyncio.gather(*(told(database, ECHO, x) for x in range(5))) == list(range(5))
        await database.close()


async def test_a_neo4j_of_another_version_is_read_by_the_driver_and_that_is_said_once(
    neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = list[Any]()
    monkeypatch.setattr(module.LOG, "warning", lambda event, **more: said.append((event, more)), raising=False)
    async with listening(Between(neo4j.url, unspoken=HANDSHAKE)) as between:
        database = reader(neo4j, between.url())
        await database.verify()
        assert await asyncio.gather(*(told(database, ECHO, x) for x in range(5))) == list(range(5))
        await database.close()
    assert said == [("reads go by the driver", {"why": "this Neo4j speaks no Bolt 5.4"})]
