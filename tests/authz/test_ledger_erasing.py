"""A record is erased by destroying its keys: nothing opens it any more, the entry that says so is the proof, and no key
goes without one."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from authz.keys import public_of
from authz.ledger import Ledger
from authz.ledger_entry import Entry
from authz.ledger_erasing import ERASE
from authz.ledger_received import CREATED, ERASED, Receipt
from authz.ledger_store import LedgerUnavailable
from authz.ledger_tables import ERASED as ERASED_ROWS
from authz.ledger_tables import RECORD_KEYS, RECORDS
from authz.ledger_verify import Flaw, Found, verified
from authz.sealing import Sealed, Sealing
from tests.authz.stores import AT, KEY, SEED, broken, opened, record
from tests.authz.test_ledger_tampering import EXAMPLES, filled

POLICE = {"connector": "l17", "custodian": "victoria_police"}
PEOPLE = ["person-a", "person-b"]


def key(source_id: str) -> tuple[str, str, str]:
    return ("l17", "victoria_police", source_id)


async def erased(ledger: Ledger, source_id: str, *seqs: int, **otherwise: Any) -> Entry:
    """The entry that erases it; all its texts unless told."""
    named = list(seqs) or [text.seq for text in await ledger.versions(key(source_id))]
    body = {**POLICE, "source_id": source_id, "seqs": named, "people": PEOPLE, **otherwise}
    return await ledger.command(ERASE, body, AT, "a")


async def found_in(ledger: Ledger, sealing: Sealing | None = None) -> Found:
    return verified(ledger.store.engine, public_of(SEED), sealing)


async def flaws(ledger: Ledger) -> list[Flaw]:
    """The same with the key of records and without."""
    with_key, without = [await found_in(ledger, sealing) for sealing in (ledger.sealing, None)]
    assert with_key.flaws == without.flaws
    return with_key.flaws


async def keys_of(ledger: Ledger) -> dict[int, bytes]:
    with ledger.store.engine.begin() as connection:
        return {row.seq: row.wrapped for row in connection.execute(select(RECORD_KEYS))}


async def done(ledger: Ledger, statement: Any) -> None:
    """As somebody with the store's own password would."""
    with ledger.store.engine.begin() as connection:
        connection.execute(statement)


# What is gone, and what is not


async def test_of_an_erased_record_the_people_are_left_and_no_content(ledger: Ledger) -> None:
    other = record("A", content=b"another text of version 1")
    await ledger.receive([record("A"), record("B"), record("A", version=2), other])
    assert (await ledger.newest(*key("A"))) == (2, b"A version 2")
    entry = await erased(ledger, "A")
    assert (entry.seq, entry.body["seqs"]) == (5, [1, 3, 4])
    assert await ledger.newest(*key("A")) is None
    assert await ledger.versions(key("A")) == []
    followed = await ledger.after(0, 10)
    assert [(one.seq, one.content, one.people) for one in followed] == [
        (1, b"", tuple(PEOPLE)),
        (2, b"B version 1", None),
        (3, b"", tuple(PEOPLE)),
        (4, b"", tuple(PEOPLE)),
        (5, b"", None),
    ]
    assert [one.accepted for one in followed[:4]] == [True, True, True, False]
    assert await ledger.newest(*key("B")) == (1, b"B version 1")
    assert [one.content for one in await ledger.entries([2, 1])] == [b"", b"B version 1"]


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("faulty", [False, True])
async def test_it_is_taken_no_more_in_any_version_and_nothing_of_it_is_kept(
    ledger: Ledger, version: int, faulty: bool
) -> None:
    await ledger.receive([record("A", version=2)])
    await erased(ledger, "A")
    before = await ledger.head()
    again = await ledger.receive([record("A", version, faulty=faulty), record("A", version, faulty=faulty)])
    assert again == [Receipt(ERASED), Receipt(ERASED)]
    assert await ledger.head() == before
    assert [one.outcome for one in await ledger.receive([record("A "), record("B")])] == [CREATED, CREATED]


async def test_another_custodians_record_of_the_same_number_is_not_touched(ledger: Ledger) -> None:
    theirs = record("A", content=b"theirs")
    object.__setattr__(theirs, "custodian", "courts")
    await ledger.receive([record("A"), theirs])
    await erased(ledger, "A")
    assert await ledger.newest("l17", "courts", "A") == (1, b"theirs")
    assert [one.outcome for one in await ledger.receive([theirs, record("A")])] == ["UNCHANGED", ERASED]


async def test_what_one_worker_erased_is_erased_at_the_other(url: str) -> None:
    async with opened(url) as one, opened(url) as other:
        await one.receive([record("A")])
        await erased(one, "A")
        assert await other.receive([record("A", version=2)]) == [Receipt(ERASED)]
        assert [entry.content for entry in await other.after(0, 10)] == [b"", b""]


# Nothing opens it


async def test_the_hubs_key_opens_what_is_left_of_it_by_no_key_that_is_kept(ledger: Ledger) -> None:
    await ledger.receive([record(source_id) for source_id in "ABC"])
    await erased(ledger, "B")
    with ledger.store.engine.begin() as connection:
        kept = (connection.execute(select(RECORDS).where(RECORDS.c.source_id == "B"))).one()
    names = ("l17", "victoria_police", "B", "1", kept.content_hash)
    for wrapped in [*(await keys_of(ledger)).values(), KEY, b"", kept.sealed]:
        with pytest.raises((InvalidTag, ValueError)):
            Sealing(KEY).open(Sealed(kept.sealed, wrapped), *names)
    assert sorted(await keys_of(ledger)) == [1, 3]


@settings(EXAMPLES, max_examples=8)
@given(st.integers(1, 400), st.sets(st.integers(0, 399), min_size=1, max_size=40))
async def test_no_byte_of_a_destroyed_key_is_left_in_a_file(
    tmp_path_factory: pytest.TempPathFactory, count: int, drawn: set[int]
) -> None:
    """Nor in a copy made after: a file and its log are all there is of a SQLite ledger."""
    folder = tmp_path_factory.mktemp("files")
    places = {place % count for place in drawn}
    async with opened(f"sqlite:///{folder}/ledger.db") as ledger:
        await ledger.receive([record(f"L17-{n}") for n in range(count)])
        keys = await keys_of(ledger)
        assert all(wrapped in files(folder) for wrapped in keys.values())
        for place in places:
            await erased(ledger, f"L17-{place}")
        left = files(folder)
    assert not [place for place in places if traces(keys[place + 1], left)]
    assert all(keys[n + 1] in left for n in range(count) if n not in places)


def traces(wrapped: bytes, left: bytes) -> list[bytes]:
    """A third of a key is enough to know it by."""
    return [third for at in (0, 20, 40) if (third := wrapped[at : at + 20]) in left]


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def test_who_reads_the_ledger_meanwhile_keeps_a_key_in_the_log_until_the_next_start(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    async with opened(url) as ledger:
        await ledger.receive([record("A")])
        [wrapped] = (await keys_of(ledger)).values()
        reader = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM record_keys").fetchone() == (1,)
        await erased(ledger, "A")  # waits for the reader, for five seconds
        assert await keys_of(ledger) == {}
        assert traces(wrapped, files(tmp_path)) != []
        reader.close()
        async with opened(url):
            assert traces(wrapped, files(tmp_path)) == []


# The entry and the end of the keys are one


async def test_where_the_keys_cannot_be_destroyed_nothing_says_that_they_were(ledger: Ledger, url: str) -> None:
    await ledger.receive([record("A")])
    async with broken(url, "erased"):
        with pytest.raises(LedgerUnavailable):
            await ledger.command(ERASE, {**POLICE, "source_id": "A", "seqs": [1], "people": []}, AT, "a")
    assert (await ledger.head())[0] == 1
    assert await ledger.newest(*key("A")) == (1, b"A version 1")


async def test_a_ledger_of_which_records_were_erased_is_whole_and_tells_how_many(ledger: Ledger) -> None:
    await filled(ledger, ["record", "command", "faulty", "record", "disclosure"])
    await erased(ledger, "L17-0")
    await erased(ledger, "L17-2")
    told = [await found_in(ledger, sealing) for sealing in (ledger.sealing, None)]
    assert [(one.flaws, one.erased, one.raw) for one in told] == [([], 2, 1), ([], 2, 0)]
    assert told[0].told()["erased"] == 2


# Who can write the store takes no key away, and puts none back, unseen

HARMS: dict[str, tuple[list[Any], list[Flaw]]] = {
    "a key is taken away": (
        [delete(RECORD_KEYS).where(RECORD_KEYS.c.seq == 2)],
        [Flaw(2, 2, "RECORD")],
    ),
    "a key is taken away, and the record called erased": (
        [delete(RECORD_KEYS).where(RECORD_KEYS.c.seq == 2), insert(ERASED_ROWS).values(seq=2, by_seq=4)],
        [Flaw(2, 2, "RECORD")],
    ),
    "a record with its key is called erased": (
        [insert(ERASED_ROWS).values(seq=2, by_seq=4)],
        [Flaw(2, 2, "RECORD")],
    ),
    "a key that was destroyed is put back": (
        [insert(RECORD_KEYS).values(seq=1, wrapped=b"k" * 60)],
        [Flaw(1, 1, "UNERASED")],
    ),
    "that it was erased is taken away": (
        [delete(ERASED_ROWS)],
        [Flaw(1, 1, "RECORD")],
    ),
    "it is said to have been erased by another entry": (
        [update(ERASED_ROWS).values(by_seq=3)],
        [Flaw(1, 1, "RECORD")],
    ),
    "a key stands where no record is": (
        [insert(RECORD_KEYS).values(seq=3, wrapped=b"k" * 60)],
        [Flaw(3, 3, "RECORD")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
async def test_each_harm_to_keys_is_found_and_its_place_named(ledger: Ledger, harm: str) -> None:
    """Records at 1 and 2, of which the entry 4 erased the first."""
    await filled(ledger, ["record", "record", "disclosure"])
    await erased(ledger, "L17-0")
    assert await flaws(ledger) == []
    statements, expected = HARMS[harm]
    for statement in statements:
        await done(ledger, statement)
    assert await flaws(ledger) == expected


@EXAMPLES
@given(st.integers(2, 9), st.sets(st.integers(0, 8)), st.integers(0, 8))
async def test_whichever_key_is_taken_without_an_entry_is_found(
    ledger: Ledger, count: int, drawn: set[int], place: int
) -> None:
    await filled(ledger, ["record"] * count)
    gone = {one % count for one in drawn}
    for one in sorted(gone):
        await erased(ledger, f"L17-{one}")
    taken = place % count
    await done(ledger, delete(RECORD_KEYS).where(RECORD_KEYS.c.seq == taken + 1))
    assert await flaws(ledger) == ([] if taken in gone else [Flaw(taken + 1, taken + 1, "RECORD")])


async def test_an_entry_erases_no_record_but_the_one_that_it_names(ledger: Ledger) -> None:
    await filled(ledger, ["record", "record"])
    await erased(ledger, "L17-0", 1, 2)
    assert await flaws(ledger) == [Flaw(2, 2, "RECORD")]


async def test_an_entry_that_erases_what_is_not_there_is_found(ledger: Ledger) -> None:
    await filled(ledger, ["record", "command"])
    await erased(ledger, "L17-0", 2)
    assert await flaws(ledger) == [Flaw(2, 2, "RECORD"), Flaw(2, 2, "UNERASED")]


async def test_a_record_whose_key_was_taken_is_never_passed_over(ledger: Ledger) -> None:
    """Else a graph that is built again would lack it, and nobody know."""
    await ledger.receive([record("A"), record("A", version=2)])
    await done(ledger, delete(RECORD_KEYS).where(RECORD_KEYS.c.seq == 2))
    for reading in (ledger.after(0, 10), ledger.versions(key("A")), ledger.newest(*key("A")), ledger.entries([2])):
        with pytest.raises(LedgerUnavailable):
            await reading
