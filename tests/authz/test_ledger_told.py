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
    event.listen(ledger.engine.sync_engine, "commit", lambda _connection: seen.append(None))
    return seen


async def test_disclosures_of_one_moment_share_a_transaction_and_are_all_durable(ledger: Ledger) -> None:
    commits = commits_of(ledger)
    ids = await asyncio.gather(*(ledger.disclose({"number": n}, AT) for n in range(50)))
    assert len(commits) == 2  # the first by itself, and all who came while it was written
    assert len(set(ids)) == 50
    told = await ledger.disclosures()
    assert [(said["auditId"], said["number"]) for said in told] == list(zip(ids, range(50), strict=True))
    assert await wrong(ledger) == []


async def test_each_disclosure_learns_its_own_fate(ledger: Ledger) -> None:
    good = [ledger.disclose({"number": n}, AT) for n in range(3)]
    unwritable = ledger.disclose({"number": object()}, AT)
    *ids, refused = await asyncio.gather(*good, unwritable, return_exceptions=True)
    assert isinstance(refused, TypeError)
    assert [said["auditId"] for said in await ledger.disclosures()] == ids


async def test_who_leaves_while_his_disclosure_is_written_lets_nobody_be_told_what_is_not_kept(
    ledger: Ledger,
) -> None:
    """The first in the row writes for all; he is cancelled as his transaction begins."""
    await ledger.lock.acquire()
    tasks = [asyncio.create_task(ledger.disclose({"number": n}, AT)) for n in range(5)]
    await asyncio.sleep(0)  # each has come as far as the lock
    assert len(ledger.waiting) == 5
    event.listen(ledger.engine.sync_engine, "begin", lambda _connection: tasks[0].cancel(), once=True)
    ledger.lock.release()
    fates = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(fates[0], asyncio.CancelledError)
    told = {said["auditId"] for said in await ledger.disclosures()}
    assert {fate for fate in fates if isinstance(fate, str)} == told
    assert all(isinstance(fate, str | LedgerUnavailable) for fate in fates[1:])
    assert await ledger.disclose({"number": 9}, AT) == (await ledger.disclosures())[-1]["auditId"]


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
    assert refused.value.__suppress_context__
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
        "no folder": f"sqlite+aiosqlite:///{tmp_path}/no/such/folder/ledger.db",
        "rubbish": f"sqlite+aiosqlite:///{rubbish}",
        "nobody": f"postgresql+psycopg://hub:secret@/ledger?host={tmp_path}",
    }[where]
    with pytest.raises(LedgerUnavailable, match=r"^The ledger cannot be opened\.$"):
        await Ledger.open(url, KEY)


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite:///x.db", "oracle://x"])
async def test_a_url_of_no_store_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(LedgerUnavailable, match=r"^The ledger's URL names no store: ") as refused:
        await Ledger.open(url, KEY)
    assert not url or url not in str(refused.value)
