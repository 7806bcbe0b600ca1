"""Heads are signed while a hub works and told to a witness; a ledger that is not their continuation is refused."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
import structlog
from sqlalchemy import delete, update
from structlog.testing import capture_logs

import authz.ledger_heads
from authz.heads import Head, head_of, public_key
from authz.keys import Keys, public_of
from authz.ledger import Ledger
from authz.ledger_heads import Heads, LedgerRefused, keeping
from authz.ledger_store import LedgerUnavailable
from authz.ledger_tables import ENTRIES, HEADS, RECORD_KEYS, RECORDS, leaf_of
from authz.merkle import consistency_proof, consistent
from authz.witness import Witness
from server import Settings, running
from tests.authz.stores import AT, KEY, SEED, broken, opened, record
from tests.waiting import until

PUBLIC = public_of(SEED)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    return tmp_path / "witness.ndjson"


@asynccontextmanager
async def hub(url: str, witness: Path | None, seed: bytes = SEED) -> AsyncIterator[Ledger]:
    async with opened(url) as ledger, keeping(ledger, seed, witness, lambda: AT):
        yield ledger


async def filled(url: str, witness: Path | None, *names: str) -> None:
    """A hub that took these in, and ended."""
    async with hub(url, witness) as ledger:
        for name in names:
            await ledger.receive([record(name)])


def noted(witness: Path) -> list[Head]:
    return [head for head in Witness(witness).heads() if head]


def half_written(witness: Path) -> None:
    """A line begun when the hub was ended."""
    whole = witness.read_bytes()
    witness.write_bytes(whole + whole[:40])


def turned_round(witness: Path) -> None:
    witness.write_bytes(b"".join(reversed(witness.read_bytes().splitlines(keepends=True))))


async def taken_back(url: str, size: int) -> None:
    """To an older copy, as it was with this many entries; with its own heads of then."""
    async with opened(url) as ledger:
        with ledger.store.engine.begin() as connection:
            for column in (ENTRIES.c.seq, RECORDS.c.seq, RECORD_KEYS.c.seq, HEADS.c.size):
                connection.execute(delete(column.table).where(column > size))


async def test_a_head_is_signed_at_the_start_and_at_the_end_and_kept_and_told(url: str, witness: Path) -> None:
    await filled(url, witness, "A", "B")
    assert [head.size for head in noted(witness)] == [2]  # nothing was there at the start
    await filled(url, witness, "C")
    await filled(url, witness)  # and nothing is new
    heads = noted(witness)
    assert [head.size for head in heads] == [2, 3]
    assert all(head.is_of(PUBLIC) and head.at == AT for head in heads)
    async with opened(url) as ledger:
        size, root = await ledger.head()
        assert await ledger.last_head() == heads[-1]
        assert (size, root.hex()) == (heads[-1].size, heads[-1].root)


async def test_each_head_continues_the_one_before(url: str, witness: Path) -> None:
    for names in (("A", "B", "C"), ("D",), ("E", "F")):
        await filled(url, witness, *names)
    async with opened(url) as ledger:
        leaves = [leaf for _, leaf in await ledger.leaves(0, 100)]
    assert [head.size for head in noted(witness)] == [3, 4, 6]
    for first, second in pairwise(noted(witness)):
        proof = consistency_proof(leaves[: second.size], first.size)
        roots = bytes.fromhex(first.root), bytes.fromhex(second.root)
        assert consistent(first.size, roots[0], second.size, roots[1], proof)


async def test_an_older_copy_is_refused_against_the_witness(url: str, witness: Path) -> None:
    await filled(url, witness, "A", "B")
    await filled(url, witness, "C")
    await taken_back(url, 2)
    with pytest.raises(LedgerRefused, match=r"^The ledger has 2 entries, and had 3 when a head was signed at 2026-"):
        await filled(url, witness)
    assert [head.size for head in noted(witness)] == [2, 3]
    await filled(url, None)  # by itself it cannot tell


async def test_an_older_copy_that_has_grown_since_is_another_history(url: str, witness: Path) -> None:
    await filled(url, witness, "A", "B")
    await filled(url, witness, "C")
    await taken_back(url, 2)
    await filled(url, None, "D", "E")
    with pytest.raises(LedgerRefused, match=r"^The first 3 entries of the ledger are not those signed at 2026-"):
        await filled(url, witness)
    async with opened(url) as ledger:
        assert (await ledger.head())[0] == 4  # nothing was written


async def test_without_a_witness_a_cut_is_refused_by_the_ledgers_own_heads(url: str) -> None:
    await filled(url, None, "A", "B", "C")
    async with opened(url) as ledger:
        with ledger.store.engine.begin() as connection:
            for table in (ENTRIES, RECORDS):
                connection.execute(delete(table).where(table.c.seq == 3))
    with pytest.raises(LedgerRefused, match=r"has 2 entries, and had 3"):
        await filled(url, None)


async def test_an_entry_altered_with_its_hash_is_refused_at_the_start(url: str) -> None:
    await filled(url, None, "A", "B", "C")
    async with opened(url) as ledger:
        with ledger.store.engine.begin() as connection:
            harmed = {"body": b"{}", "leaf": leaf_of(2, "RECORD", b"{}")}
            connection.execute(update(ENTRIES).where(ENTRIES.c.seq == 2).values(**harmed))
    with pytest.raises(LedgerRefused, match=r"^The first 3 entries of the ledger are not those signed"):
        await filled(url, None)


async def test_an_entry_that_is_missing_is_refused_by_its_number(url: str) -> None:
    await filled(url, None, "A", "B", "C")
    async with opened(url) as ledger:
        with ledger.store.engine.begin() as connection:
            connection.execute(delete(ENTRIES).where(ENTRIES.c.seq == 2))
    with pytest.raises(LedgerRefused, match=r"^Entry 2 of the ledger is missing"):
        await filled(url, None)


@pytest.mark.parametrize("by", ["the ledger", "the witness"])
async def test_heads_of_another_key_are_refused(url: str, witness: Path, by: str) -> None:
    async with hub(url, witness if by == "the witness" else None, seed=KEY) as ledger:
        await ledger.receive([record("A")])
    if by == "the witness":
        async with opened(url) as ledger:
            with ledger.store.engine.begin() as connection:
                connection.execute(delete(HEADS))
    with pytest.raises(LedgerRefused, match=r"is not signed by this hub's key.*THROUGHLINE_KEYS"):
        await filled(url, witness)


async def test_a_witness_named_later_is_told_what_is_there(url: str, witness: Path) -> None:
    await filled(url, None, "A", "B")
    await filled(url, witness)
    assert [head.size for head in noted(witness)] == [2]


async def test_a_half_written_line_is_passed_over_and_the_next_stands_by_itself(url: str, witness: Path) -> None:
    await filled(url, witness, "A")
    half_written(witness)
    await filled(url, witness, "B")
    assert [head and head.size for head in Witness(witness).heads()] == [1, None, 2]


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b"7", b"null", b'{"size":1}', b'{"size":"1","root":"","at":"","signature":""}',
             b'{"size":true,"root":"","at":"","signature":""}', b'{"size":1,"root":2,"at":"","signature":""}', b"\xff"]
)  # fmt: skip
def test_what_is_no_head_is_read_as_none(line: bytes) -> None:
    assert head_of(line) is None


async def test_workers_may_tell_the_witness_out_of_order(url: str, witness: Path) -> None:
    await filled(url, witness, "A")
    await filled(url, witness, "B")
    turned_round(witness)
    await filled(url, witness, "C")
    assert [head.size for head in noted(witness)] == [2, 1, 3]


async def test_two_workers_sign_one_ledger(url: str, witness: Path) -> None:
    async with hub(url, witness) as one, hub(url, witness) as other:
        await one.receive([record("A")])
        await other.receive([record("B")])
    assert [head.size for head in noted(witness)] == [2, 2]  # each tells what it signed
    assert len({head.root for head in noted(witness)}) == 1
    await filled(url, witness)


async def test_a_witness_that_cannot_be_written_stops_the_start_by_the_settings_name(url: str, tmp_path: Path) -> None:
    await filled(url, None, "A")
    with pytest.raises(LedgerUnavailable, match=r"^THROUGHLINE_WITNESS: the file .* cannot be read\.$"):
        await filled(url, tmp_path)
    with pytest.raises(LedgerUnavailable, match=r"^THROUGHLINE_WITNESS: the file .* cannot be written\.$"):
        await filled(url, tmp_path / "no folder" / "witness")


async def test_what_cannot_be_signed_now_is_logged_and_signed_later(
    url: str, witness: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authz.ledger_heads, "SECONDS", 0.05)
    monkeypatch.setattr(authz.ledger_heads, "LOG", structlog.wrap_logger(None, wrapper_class=structlog.BoundLogger))
    async with hub(url, witness) as ledger:
        with capture_logs() as logged:
            async with broken(url):
                await until(lambda: logged)
        assert logged[0] == {"event": "head_not_signed", "why": "The ledger cannot be written.", "log_level": "error"}
        await ledger.receive([record("A")])
        await until(lambda: noted(witness))
        assert [head.size for head in noted(witness)] == [1]


async def test_a_head_that_could_not_be_kept_is_kept_and_told_the_next_time(
    url: str, witness: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unkept(_head: Head) -> None:
        raise LedgerUnavailable("The ledger cannot be written.")

    async with opened(url) as ledger:
        heads = Heads(ledger, SEED, Witness(witness), lambda: AT)
        await ledger.receive([record("A")])
        with monkeypatch.context() as patched:
            patched.setattr(ledger, "keep_head", unkept)
            with pytest.raises(LedgerUnavailable):
                await heads.begin()
        assert noted(witness) == []
        await heads.sign()
        assert [await ledger.last_head()] == noted(witness)
        assert [head.size for head in noted(witness)] == [1]


async def test_while_it_works_each_leaf_is_read_once_and_each_head_told_once(
    url: str, witness: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(url) as ledger:
        asked: list[int] = []
        read = ledger.leaves

        async def leaves(seq: int, limit: int) -> Any:
            asked.append(seq)
            return await read(seq, limit)

        monkeypatch.setattr(ledger, "leaves", leaves)
        heads = Heads(ledger, SEED, Witness(witness), lambda: AT)
        await ledger.receive([record(f"L17-{n}") for n in range(5)])
        await heads.begin()
        await ledger.receive([record("more")])
        await heads.sign()
        await heads.sign()
        assert await ledger.last_head() == noted(witness)[-1]
        assert [head.size for head in noted(witness)] == [5, 6]
        assert asked == [0, 5, 5, 5, 6, 6]


def test_the_public_key_is_a_file_of_its_own(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path)
    head = Head(1, "00", AT).signed(keys.heads)
    assert head.is_of(public_key(tmp_path / "heads.pem"))
    assert not Head(2, "00", AT, head.signature).is_of(public_key(tmp_path / "heads.pem"))
    assert keys.heads not in (tmp_path / "heads.pem").read_bytes()
    (tmp_path / "odd.pem").write_text("-----BEGIN")
    for file in ("none.pem", "odd.pem"):
        with pytest.raises(LedgerUnavailable, match=rf"{file}: no public key of a hub"):
            public_key(tmp_path / file)


async def test_a_hub_on_a_restored_ledger_does_not_start(tmp_path: Path, witness: Path) -> None:
    """It is refused before a database is asked: none answers there."""
    state, copy = tmp_path / "state", tmp_path / "copy"
    settings = Settings(state=state, witness=witness, neo4j_url="bolt://127.0.0.1:9")
    url, keys = settings.ledger, Keys.open(settings.key_folder)
    async with opened(url, keys.sealing) as ledger, keeping(ledger, keys.heads, witness, lambda: AT):
        await ledger.receive([record("A")])
    shutil.copytree(state / "ledger", copy)
    async with opened(url, keys.sealing) as ledger, keeping(ledger, keys.heads, witness, lambda: AT):
        await ledger.receive([record("B")])
    shutil.rmtree(state / "ledger")
    copy.rename(state / "ledger")
    with pytest.raises(LedgerRefused, match=r"has 1 entries, and had 2"):
        async with running(settings):
            raise AssertionError("it started")


def test_a_line_of_the_witness_is_a_head_and_no_more(witness: Path) -> None:
    Witness(witness).append(Head(1, "00", AT, "ff"))
    assert orjson.loads(witness.read_bytes()) == {"size": 1, "root": "00", "at": AT, "signature": "ff"}
