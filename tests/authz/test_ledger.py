"""What came in, on both stores of the ledger: each record is decided once, sealed, and followed in order."""

from __future__ import annotations

import asyncio

import pytest

from authz.ledger import Ledger
from authz.ledger_received import CREATED, QUARANTINED, SUPERSEDED, UNCHANGED, Receipt, Received
from tests.authz.stores import AT, FAULT, Store, opened, record, wrong


def outcomes(receipts: list[Receipt]) -> list[str]:
    return [receipt.outcome for receipt in receipts]


async def test_a_faulty_record_is_quarantined_and_stops_none(ledger: Ledger) -> None:
    receipts = await ledger.receive([record("A"), record("B", faulty=True), record("C")])
    assert outcomes(receipts) == [CREATED, QUARANTINED, CREATED]
    assert receipts[1].faults == (FAULT,)
    entries = await ledger.after(0, 10)
    assert [entry.accepted for entry in entries] == [True, False, True]
    assert entries[1].body["faults"] == [FAULT]


async def test_the_same_faulty_bytes_are_answered_again_and_kept_once(ledger: Ledger) -> None:
    faulty = record("A", faulty=True)
    first = await ledger.receive([faulty, faulty])
    again = await ledger.receive([faulty])
    assert outcomes([*first, *again]) == [QUARANTINED] * 3
    assert [receipt.seq for receipt in (*first, *again)] == [1, None, None]
    assert again[0].faults == (FAULT,)
    assert (await ledger.head())[0] == 1


async def test_another_text_of_a_version_that_is_held_is_a_conflict(ledger: Ledger) -> None:
    same, other = record("A", content=b"one"), record("A", content=b"another")
    receipts = await ledger.receive([same, same, other, other])
    assert outcomes(receipts) == [CREATED, UNCHANGED, QUARANTINED, QUARANTINED]
    assert [fault["code"] for fault in receipts[2].faults] == ["VERSION_CONFLICT"]
    assert [fault["pointer"] for fault in receipts[3].faults] == ["/report/version"]
    assert [entry.content for entry in await ledger.after(0, 10) if entry.accepted] == [b"one"]
    assert outcomes(await ledger.receive([same, other])) == [UNCHANGED, QUARANTINED]
    assert (await ledger.head())[0] == 2


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "over batches"])
async def test_each_version_is_decided_by_those_before_it(ledger: Ledger, together: bool) -> None:
    sent = [record(version=v) for v in (2, 2, 5, 3, 5, 6)]
    batches = [sent] if together else [[one] for one in sent]
    receipts = [receipt for batch in batches for receipt in await ledger.receive(batch)]
    assert receipts == [
        Receipt(CREATED, seq=1),
        Receipt(UNCHANGED),
        Receipt(SUPERSEDED, seq=2, supersedes=2),
        Receipt(SUPERSEDED, seq=3, superseded_by=5),
        Receipt(UNCHANGED),
        Receipt(SUPERSEDED, seq=4, supersedes=5),
    ]
    assert [entry.superseded for entry in await ledger.after(0, 10)] == [False, False, True, False]


async def test_a_number_of_another_source_or_custodian_is_another_record(ledger: Ledger) -> None:
    mine = record("A")
    others = [Received("lcase", mine.custodian, "A", 1, b"x", AT), Received("l17", "courts", "A", 1, b"x", AT)]
    assert outcomes(await ledger.receive([mine, *others])) == [CREATED] * 3
    assert outcomes(await ledger.receive([mine, *others])) == [UNCHANGED] * 3


async def test_a_record_mended_after_its_quarantine_is_taken(ledger: Ledger) -> None:
    faulty, mended = record("A", content=b"bad", faulty=True), record("A", content=b"good")
    assert outcomes(await ledger.receive([faulty])) == [QUARANTINED]
    assert outcomes(await ledger.receive([mended])) == [CREATED]


async def test_what_was_received_is_on_disk_only_sealed_and_is_read_back_whole(store: Store, url: str) -> None:
    told = b"Ferrivale lives at 4 Plover Walk " * 200
    async with opened(url) as ledger:
        await ledger.receive([record("L17-PORTAL-7", content=told), record("B", content=told + b"!", faulty=True)])
    kept = store.kept()
    assert b"L17-PORTAL-7" in kept  # where it is kept
    assert b"Ferrivale" not in kept
    assert b"Plover" not in kept
    async with opened(url) as ledger:
        assert [entry.content for entry in await ledger.after(0, 10)] == [told, told + b"!"]


async def test_entries_are_followed_in_order_and_without_disclosures(ledger: Ledger) -> None:
    await ledger.command("openMatter", {"id": "m"}, AT, "a")
    await ledger.disclose({"fields": ["person"]}, AT)
    await ledger.receive([record("A"), record("B")])
    found = await ledger.after(0, 10)
    assert [(entry.seq, entry.command, entry.content) for entry in found] == [
        (1, "openMatter", b""),
        (3, None, b"A version 1"),
        (4, None, b"B version 1"),
    ]
    assert found[0].body == {"id": "m"}
    assert [entry.seq for entry in await ledger.after(0, 2)] == [1, 3]
    assert [entry.seq for entry in await ledger.after(3, 10)] == [4]


async def test_two_workers_on_one_postgresql_take_each_record_once_and_leave_no_gap(store: Store, url: str) -> None:
    """SQLite is of one worker: there the second is refused or waits, and nothing is kept twice either."""
    async with opened(url) as one, opened(url) as other:
        sent = [[record(f"L17-{n}")] for n in range(12)]
        writing = (worker.receive(batch) for batch in sent for worker in (one, other))
        fates = await asyncio.gather(*writing, return_exceptions=True)
        taken = [fate[0].outcome for fate in fates if not isinstance(fate, BaseException)]
        size, _ = await one.head()
        assert (taken.count(CREATED), await wrong(one)) == (size, [])
        assert len({entry.body["source_id"] for entry in await one.after(0, 99)}) == size
        if "postgresql" in url:
            assert sorted(taken) == [CREATED] * 12 + [UNCHANGED] * 12
