"""What was told is kept before it leaves, and what cannot be kept is refused, on both stores of the ledger."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from authz.ledger import Ledger
from authz.ledger_store import LedgerUnavailable
from tests.authz.stores import AT, KEY, broken, record, wrong
from tests.authz.test_merkle import tree_hash


def commits_of(ledger: Ledger) -> list[None]:
    """Grows by one with each transaction that is committed."""
    seen: list[None] = []
    event.listen(ledger.store.engine, "commit", lambda _connection: seen.append(None))
    return seen


async def test_disclosures_of_one_moment_share_a_transaction_and_are_all_durable(ledger: Ledger) -> None:
    commits = commits_of(ledger)
    ids = await asyncio.gather(*(ledger.disclose({"number": n}, AT) for n in range(50)))
    assert len(commits) == 1
    assert len(set(ids)) == 50
    told = await ledger.disclosures()
    assert [(said["auditId"], said["number"]) for said in told] == list(zip(ids, range(50), strict=True))
    assert await wrong(ledger) == []


async def test_those_who_come_while_some_are_written_are_written_together(ledger: Ledger) -> None:
    """Eight who ask again as soon as they are told: no entry is written alone because its turn came first."""
    commits = commits_of(ledger)

    async def asking(who: int) -> None:
        for number in range(10):
            await ledger.disclose({"who": who, "number": number}, AT)

    await asyncio.gather(*map(asking, range(8)))
    assert len(commits) <= 20
    told = await ledger.disclosures()
    assert len(told) == 80
    for who in range(8):
        assert [said["number"] for said in told if said["who"] == who] == list(range(10))
    assert await wrong(ledger) == []


async def test_each_disclosure_learns_its_own_fate(ledger: Ledger) -> None:
    good = [ledger.disclose({"number": n}, AT) for n in range(3)]
    unwritable = ledger.disclose({"number": object()}, AT)
    *ids, refused = await asyncio.gather(*good, unwritable, return_exceptions=True)
    assert isinstance(refused, TypeError)
    assert [said["auditId"] for said in await ledger.disclosures()] == ids


async def test_who_leaves_while_his_disclosure_is_written_takes_nobody_elses_with_him(ledger: Ledger) -> None:
    """The first of those who are written together is cancelled as their transaction begins."""
    tasks = [asyncio.create_task(ledger.disclose({"number": n}, AT)) for n in range(5)]
    leaving = asyncio.get_running_loop().call_soon_threadsafe
    event.listen(ledger.store.engine, "begin", lambda _connection: leaving(tasks[0].cancel), once=True)
    fates = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(fates[0], asyncio.CancelledError)
    told = {said["auditId"]: said["number"] for said in await ledger.disclosures()}
    assert {fate: n for n, fate in enumerate(fates) if n} == {id: n for id, n in told.items() if n}
    assert len(told) == 5  # an entry more than was told, never one less
    assert await ledger.disclose({"number": 9}, AT) == (await ledger.disclosures())[-1]["auditId"]


@pytest.mark.parametrize("moments", [("begin",), ("begin", "commit")])
async def test_who_leaves_while_his_decision_is_written_leaves_when_it_is_there(
    ledger: Ledger, moments: tuple[str, ...]
) -> None:
    """Whoever has the next turn has to see it: else the graph would go past it."""
    task = asyncio.create_task(ledger.command("openMatter", {"id": "m"}, AT, "a"))
    leaving = asyncio.get_running_loop().call_soon_threadsafe
    for moment in moments:
        event.listen(ledger.store.engine, moment, lambda _connection: leaving(task.cancel), once=True)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [entry.command for entry in await ledger.after(0, 10)] == ["openMatter"]


WRITES: dict[str, Callable[[Ledger], object]] = {
    "receive": lambda ledger: ledger.receive([record()]),
    "command": lambda ledger: ledger.command("openMatter", {"id": "m"}, AT, "a"),
    "disclose": lambda ledger: ledger.disclose({"number": 1}, AT),
}


@pytest.mark.parametrize("write", WRITES)
async def test_what_cannot_be_written_is_refused_and_says_nothing_of_the_store(
    ledger: Ledger, url: str, write: str
) -> None:
    async with broken(url):
        with pytest.raises(LedgerUnavailable) as refused:
            await WRITES[write](ledger)
    assert str(refused.value) == "The ledger cannot be written."
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert await ledger.head() == (0, tree_hash([]))
    await WRITES[write](ledger)
    assert (await ledger.head())[0] == 1


async def test_when_a_disclosure_cannot_be_written_everyone_who_waits_is_refused(
    ledger: Ledger, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with broken(url):
        fates = await asyncio.gather(*(ledger.disclose({"n": n}, AT) for n in range(20)), return_exceptions=True)
    assert [type(fate) for fate in fates] == [LedgerUnavailable] * 20
    del fates
    gc.collect()
    assert await ledger.disclosures() == []
    assert caplog.text == ""  # nobody's fate was left lying


@pytest.mark.parametrize("where", ["no folder", "rubbish", "nobody"])
async def test_a_ledger_that_cannot_be_opened_is_refused_and_says_nothing_of_the_store(
    where: str, tmp_path: Path
) -> None:
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(b"this is no database " * 100)
    url = {
        "no folder": f"sqlite:///{tmp_path}/no/such/folder/ledger.db",
        "rubbish": f"sqlite:///{rubbish}",
        "nobody": f"postgresql+psycopg://hub:secret@/ledger?host={tmp_path}",
    }[where]
    with pytest.raises(LedgerUnavailable, match=r"^The ledger cannot be opened\.$"):
        await Ledger.open(url, KEY)


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite:///:memory:", "sqlite+aiosqlite:///x.db", "oracle://x"])
async def test_a_url_of_no_store_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(LedgerUnavailable, match=r"^The ledger's URL names no store: ") as refused:
        await Ledger.open(url, KEY)
    assert not url or url not in str(refused.value)
