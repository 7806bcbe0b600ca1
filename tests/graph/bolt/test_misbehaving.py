"""Against a server that says what no good one would: the fault is a known one, and no answer is another's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from graph import database as module
from graph.bolt import connection, direct
from graph.bolt.frames import framed
from graph.bolt.packing import packed
from graph.database import (
    MOST_IN_FLIGHT,
    Database,
    DatabaseFault,
    DatabaseUnavailable,
    StatementRefused,
    StatementTimedOut,
)
from tests.graph.bolt.at_a_port import listening
from tests.graph.bolt.fake import (
    GOODBYE,
    HELLO,
    IGNORED,
    LOGON,
    PULL,
    RESET,
    RUN,
    SUCCESS,
    Fake,
    always,
    echoed,
    failed,
    record,
)

TEXT = "RETURN $given.x"
CODES = (
    "Neo.ClientError.Statement.SyntaxError",
    "Neo.ClientError.Statement.AccessMode",
    "Neo.ClientError.Security.Unauthorized",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.Terminated",
    "Neo.TransientError.Transaction.Terminated",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.DatabaseUnavailable",
    "Neo.ClientError.Cluster.NotALeader",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.DatabaseError.General.UnknownError",
    "nonsense",
)


@asynccontextmanager
async def reader(fake: Fake, direct: bool = True) -> AsyncIterator[Database]:
    database = Database(fake.url, "neo4j", "secret", direct=direct)
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture
async def fake() -> AsyncIterator[Fake]:
    async with listening(Fake()) as found:
        yield found


@pytest.fixture
async def database(fake: Fake) -> AsyncIterator[Database]:
    async with reader(fake) as found:
        yield found


async def told(database: Database, x: Any = "mine") -> Any:
    """The value, or the fault as type and words."""
    try:
        return await database.value(TEXT, {"x": x})
    except DatabaseFault as fault:
        return type(fault), str(fault)


UNAVAILABLE = (DatabaseUnavailable, "The database does not answer.")


# what a good server does


async def test_all_that_is_asked_one_after_the_other_goes_over_one_connection(fake: Fake, database: Database) -> None:
    assert [await told(database, x) for x in range(5)] == list(range(5))
    assert fake.heard == [[HELLO, LOGON, *[RUN, PULL] * 5]]


async def test_a_read_says_that_it_is_one_and_how_long_it_may_take(
    fake: Fake, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_SECONDS", 1.5)
    await told(database)
    hello, logon, run, pull = fake.said
    assert (hello[0]["notifications_minimum_severity"], "bolt_agent" in hello[0]) == ("OFF", True)
    assert logon == [{"scheme": "basic", "principal": "neo4j", "credentials": "secret"}]
    assert run == [TEXT, {"given": {"x": "mine"}}, {"mode": "r", "tx_timeout": 1500}]
    assert pull == [{"n": -1}]


async def test_the_observer_is_told_each_text_by_either_way(fake: Fake) -> None:
    for by in (True, False):
        texts = list[str]()
        database = Database(fake.url, "neo4j", "secret", texts.append, direct=by)
        await database.value(TEXT, {"x": 1})
        await database.verify()  # this is none of a question's
        await database.close()
        assert texts == [TEXT]


async def test_no_row_is_none_and_two_are_a_fault(fake: Fake, database: Database) -> None:
    fake.replies[PULL] = always(SUCCESS)
    assert await told(database) is None
    fake.replies[PULL] = always(record(1) + record(2) + SUCCESS)
    assert await told(database) == (StatementRefused, "The database answered with more than one row.")
    fake.replies[PULL] = echoed
    assert await told(database) == "mine"
    assert len(fake.heard) == 1


async def test_as_many_at_once_as_by_the_driver_and_no_more(fake: Fake, database: Database) -> None:
    async def slowly(given: Any) -> bytes:
        await asyncio.sleep(0.01)
        return await echoed(given)

    fake.replies[PULL] = slowly
    asked = range(4 * MOST_IN_FLIGHT)
    assert await asyncio.gather(*(told(database, x) for x in asked)) == list(asked)
    assert fake.most_open == MOST_IN_FLIGHT
    assert await asyncio.gather(*(told(database, x) for x in asked)) == list(asked)
    assert len(fake.heard) == MOST_IN_FLIGHT


@pytest.mark.parametrize("name", ["LONGEST_LIFE", "LONGEST_IDLE"])
async def test_a_connection_that_is_old_is_left_with_a_word(
    fake: Fake, database: Database, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(direct, name, 0.0)
    assert [await told(database, x) for x in range(3)] == [0, 1, 2]
    await database.close()
    assert fake.heard == [[HELLO, LOGON, RUN, PULL, GOODBYE]] * 3


async def test_at_the_end_it_says_goodbye(fake: Fake, database: Database) -> None:
    await told(database)
    await database.close()
    await asyncio.sleep(0)
    assert fake.heard == [[HELLO, LOGON, RUN, PULL, GOODBYE]]
    assert not fake.lines


# failures


@pytest.mark.parametrize("code", CODES)
async def test_a_failure_is_the_same_fault_as_by_the_driver_and_holds_no_word_of_the_database(
    fake: Fake, code: str
) -> None:
    fake.replies |= {RUN: always(failed(code)), PULL: always(IGNORED)}
    faults = list[Any]()
    for by in (False, True):
        async with reader(fake, by) as database:
            faults.append(await told(database))
    assert faults[0] == faults[1]
    assert "value" not in faults[1][1]


async def test_a_row_before_a_failure_is_no_answer(fake: Fake, database: Database) -> None:
    fake.replies[PULL] = always(record("half") + failed("Neo.ClientError.Statement.ArithmeticError"))
    refused = "The database refused a statement (Neo.ClientError.Statement.ArithmeticError)."
    assert await told(database) == (StatementRefused, refused)


async def test_after_a_failure_the_connection_is_reset_and_goes_on(fake: Fake, database: Database) -> None:
    fake.replies |= {RUN: always(failed(CODES[0])), PULL: always(IGNORED)}
    assert (await told(database))[0] is StatementRefused
    fake.replies |= {RUN: always(SUCCESS), PULL: echoed}
    assert await told(database) == "mine"
    assert fake.heard == [[HELLO, LOGON, RUN, PULL, RESET, RUN, PULL]]


@pytest.mark.parametrize("reset", [IGNORED, failed(CODES[0]), b"\x00\x02\xb0\x01\x00\x00"])
async def test_a_connection_that_cannot_be_reset_is_not_used_again_and_the_fault_is_told(
    fake: Fake, database: Database, reset: bytes
) -> None:
    fake.replies |= {RUN: always(failed(CODES[0])), PULL: always(IGNORED), RESET: always(reset)}
    assert (await told(database))[0] is StatementRefused
    fake.replies |= {RUN: always(SUCCESS), PULL: echoed}
    assert await told(database) == "mine"
    assert fake.heard == [[HELLO, LOGON, RUN, PULL, RESET], [HELLO, LOGON, RUN, PULL]]


async def test_what_was_ignored_without_a_failure_is_not_taken_for_no_row(fake: Fake, database: Database) -> None:
    fake.replies |= {RUN: always(IGNORED), PULL: always(IGNORED)}
    assert await told(database) == UNAVAILABLE
    fake.replies |= {RUN: always(SUCCESS), PULL: echoed}
    assert await told(database) == "mine"
    assert len(fake.heard) == 2


async def test_who_is_not_let_in_is_told_as_by_the_driver(fake: Fake) -> None:
    fake.replies[LOGON] = always(failed("Neo.ClientError.Security.Unauthorized"))
    for by in (False, True):
        async with reader(fake, by) as database:
            refused = "The database refused a statement (Neo.ClientError.Security.Unauthorized)."
            assert await told(database) == (StatementRefused, refused)
    assert RUN not in {tag for heard in fake.heard for tag in heard}


# lines that break


async def test_a_line_that_breaks_at_any_byte_is_a_fault_and_the_next_read_is_answered(fake: Fake) -> None:
    async with reader(fake) as whole:
        assert await told(whole) == "mine"
    all_of_it = 4 + sum(map(len, [await fake.replies[tag]({"x": "mine"}) for tag in (HELLO, LOGON, RUN, PULL)]))
    for most in range(1, all_of_it):
        fake.most = most
        async with reader(fake) as database:
            assert await told(database) == UNAVAILABLE, most
            fake.most = 1 << 40
            assert await told(database) == "mine", most


async def test_a_server_that_begins_anew_at_its_port_is_found_again() -> None:
    fake, asked = Fake(), range(5)
    async with listening(fake):
        database = Database(fake.url, "neo4j", "secret", direct=True)
        assert await asyncio.gather(*(told(database, x) for x in asked)) == list(asked)
    assert await told(database) == UNAVAILABLE
    async with listening(fake):
        assert await asyncio.gather(*(told(database, x) for x in asked)) == list(asked)
        await database.close()
    assert len(fake.heard) == 2 * len(asked)


async def test_nobody_at_the_address_is_the_same_fault_as_by_the_driver() -> None:
    fake = Fake()
    async with listening(fake):
        pass
    for by in (False, True):
        async with reader(fake, by) as database:
            assert await told(database) == UNAVAILABLE


async def test_a_server_that_says_nothing_is_not_waited_for_longer_than_it_may_take(
    fake: Fake, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_given: Any) -> bytes:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(module, "READ_SECONDS", 0.02)
    monkeypatch.setattr(direct, "GRACE_SECONDS", 0.02)
    fake.replies[PULL] = never
    assert await told(database) == UNAVAILABLE
    monkeypatch.undo()
    fake.replies[PULL] = echoed
    assert await told(database) == "mine"
    assert len(fake.heard) == 2
    monkeypatch.setattr(direct, "OPEN_SECONDS", 0.02)
    fake.replies[HELLO] = never
    async with reader(fake) as another:
        assert await told(another) == UNAVAILABLE


async def test_an_answer_that_comes_when_its_caller_is_gone_is_nobody_elses(fake: Fake, database: Database) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def late(given: Any) -> bytes:
        asked.set()
        await go_on.wait()
        return await echoed(given)

    fake.replies[PULL] = late
    gone = asyncio.create_task(told(database, "another's"))
    await asked.wait()
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    fake.replies[PULL] = echoed
    go_on.set()
    assert [await told(database, x) for x in range(3)] == [0, 1, 2]
    assert [len(heard) for heard in fake.heard] == [4, 8]


# what makes no sense

GOOD = record("mine") + SUCCESS
NONSENSE = {
    "an unknown tag": b"\x00\x02\xb0\x01\x00\x00" + GOOD,
    "a message of one byte": b"\x00\x01\xb0\x00\x00" + GOOD,
    "a row that is no list": framed(packed(0x71, 5)) + SUCCESS,
    "a row of nothing": record() + SUCCESS,
    "text past the end of its message": b"\x00\x05\xb1\x71\x91\xd0\x50\x00\x00" + SUCCESS,
    "no UTF-8": b"\x00\x05\xb1\x71\x91\x81\xff\x00\x00" + SUCCESS,
    "a list shorter than it says": b"\x00\x04\xb1\x71\x95\x01\x00\x00" + SUCCESS,
}


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE)
async def test_what_makes_no_sense_is_a_fault_and_its_connection_is_not_used_again(
    fake: Fake, database: Database, said: bytes
) -> None:
    fake.replies[PULL] = always(said)
    assert await told(database) == UNAVAILABLE
    fake.replies[PULL] = echoed
    assert await told(database) == "mine"
    assert len(fake.heard) == 2


@pytest.mark.parametrize("said", [b"\xff\xff" + GOOD, GOOD[:-2] + b"\x00", b"HTTP/1.1 400 Bad Request" * 2000])
async def test_a_length_that_is_not_true_is_not_waited_for_longer_than_an_answer_may_take(
    fake: Fake, database: Database, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_SECONDS", 0.02)
    monkeypatch.setattr(direct, "GRACE_SECONDS", 0.02)
    fake.replies[PULL] = always(said)
    assert await told(database) == UNAVAILABLE


async def test_a_row_before_its_statement_has_begun_is_a_fault(fake: Fake, database: Database) -> None:
    fake.replies[RUN] = always(record("early") + SUCCESS)
    assert await told(database) == UNAVAILABLE


async def test_an_answer_that_nobody_asked_for_is_given_to_nobody(fake: Fake, database: Database) -> None:
    fake.replies[PULL] = always(GOOD + record("another's") + SUCCESS)
    assert await told(database) == "mine"
    fake.replies[PULL] = echoed
    assert [await told(database, x) for x in range(2)] == [0, 1]
    assert len(fake.heard) == 2


async def test_a_structure_is_a_fault_that_says_what_it_is_and_its_connection_goes_on(
    fake: Fake, database: Database
) -> None:
    moment = b"\x00\x06\xb1\x71\x91\xb1D\x01\x00\x00"
    fake.replies[PULL] = always(moment + SUCCESS)
    fault, words = await told(database)
    assert (fault, words) == (
        StatementRefused,
        "The database answered with a structure (44) where a plain value is wanted.",
    )
    fake.replies[PULL] = echoed
    assert await told(database) == "mine"
    assert len(fake.heard) == 1


async def test_an_answer_larger_than_any_is_asked_for_less_and_is_not_kept(
    fake: Fake, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_BYTES", 200_000)
    assert len(await told(database, "x" * 190_000)) == 190_000
    assert await told(database, "x" * 210_000) == (StatementTimedOut, "The question asks for too much.")
    assert await told(database) == "mine"
    assert len(fake.heard) == 2


async def test_a_server_of_another_version_is_read_by_the_driver_from_then_on(
    fake: Fake, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = list[Any]()
    monkeypatch.setattr(module.LOG, "warning", lambda event, **more: said.append((event, more)), raising=False)
    fake.version = bytes([0, 0, 0, 0])
    assert await asyncio.gather(told(database), told(database)) == [UNAVAILABLE] * 2  # the driver is refused too
    fake.version = bytes([0, 0, 4, 5])
    fake.heard.clear()
    assert await told(database) == "mine"
    await database.verify()
    assert said == [("reads go by the driver", {"why": "this Neo4j speaks no Bolt 5.4"})]
    assert all(fields[0].get("user_agent", "").startswith("neo4j-python") for fields in fake.said
               if fields and isinstance(fields[0], dict) and "user_agent" in fields[0])  # fmt: skip
