"""A ledger changed, cut, swapped, back-dated or added to at 1,000 random places: each is found and its place named.

Two who tamper: one who changes what stands there, and one who knows how the ledger is made, and makes every hash anew.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import insert

from authz.heads import Head
from authz.keys import public_of
from authz.ledger import Ledger
from authz.ledger_store import LedgerUnavailable, engine_of, transaction
from authz.ledger_tables import ENTRIES, leaf_of
from authz.ledger_verify import WHOLE, Check, Flaw, verified
from authz.merkle import Tree
from authz.sealing import Sealing
from tests.authz.stores import AT, KEY, SEED, opened, record

Row = SimpleNamespace
ENTRIES_HELD, EVERY, TIMES = 60, 10, 1_000
SEALING = Sealing(KEY)


def copied(row: Row, **changed: Any) -> Row:
    return Row(**{**vars(row), **changed})


async def written(folder: Path) -> list[Row]:
    """A ledger of every kind of entry, as it lies in its store."""
    async with opened(f"sqlite:///{folder}/ledger.db") as ledger:
        for number in range(ENTRIES_HELD // 3):
            await ledger.receive([record(f"L17-{number}", faulty=number % 5 == 0)])
            await ledger.command("openMatter", {"id": str(number)}, AT, "a")
            await ledger.disclose({"number": number}, AT)
        with ledger.store.engine.begin() as connection:
            return [Row(**row._mapping) for row in connection.execute(WHOLE)]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return asyncio.run(written(tmp_path_factory.mktemp("whole")))


@pytest.fixture(scope="module")
def heads(rows: list[Row]) -> list[Head]:
    """Signed at every tenth entry, the last among them."""
    tree, found = Tree(), []
    for row in rows:
        tree.add(row.leaf)
        if tree.size % EVERY == 0:
            found.append(Head(tree.size, tree.root().hex(), AT).signed(SEED))
    return found


def flaws(rows: Sequence[Row], heads: Sequence[Head]) -> list[Flaw]:
    return checked(rows, heads)[0]


def checked(rows: Sequence[Row], heads: Sequence[Head]) -> tuple[list[Flaw], int]:
    """And how many entries are proven nevertheless."""
    check = Check(heads, SEALING)
    for row in rows:
        check.take(row)
    return check.end(max((row.seq for row in rows if row.its_sealed), default=0)), check.agreed


def made_anew(rows: Sequence[Row]) -> list[Row]:
    """Numbered one after another, every hash right: as a ledger is that was always so."""
    return [copied(row, seq=seq, leaf=leaf_of(seq, row.kind, row.body)) for seq, row in enumerate(rows, 1)]


# What is done to it, at a place counted from 0; and the places of which one must be named.

Harm = Callable[[list[Row], int, random.Random], tuple[list[Row], range]]


def changed(rows: list[Row], at: int, draw: random.Random) -> tuple[list[Row], range]:
    body, bit = bytearray(rows[at].body), draw.randrange(len(rows[at].body) * 8)
    body[bit // 8] ^= 1 << bit % 8
    return [*rows[:at], copied(rows[at], body=bytes(body)), *rows[at + 1 :]], range(at + 1, at + 2)


def cut(rows: list[Row], at: int, draw: random.Random) -> tuple[list[Row], range]:
    """Up to four entries, also the last."""
    until = min(len(rows), at + draw.randint(1, 4))
    return rows[:at] + rows[until:], range(at + 1, until + 1)


def swapped(rows: list[Row], at: int, draw: random.Random) -> tuple[list[Row], range]:
    """With the hashes and raw records that they have."""
    one, other = sorted((at, draw.choice([place for place in range(len(rows)) if place != at])))
    found = list(rows)
    found[one], found[other] = copied(rows[other], seq=one + 1), copied(rows[one], seq=other + 1)
    return found, range(one + 1, one + 2)


def back_dated(rows: list[Row], at: int, draw: random.Random) -> tuple[list[Row], range]:
    earlier = f'"at":"2026-0{draw.randint(1, 6)}-'.encode()
    body = re.sub(rb'"at":"2026-07-', earlier, rows[at].body)
    assert body != rows[at].body
    return [*rows[:at], copied(rows[at], body=body), *rows[at + 1 :]], range(at + 1, at + 2)


def inserted(rows: list[Row], at: int, draw: random.Random) -> tuple[list[Row], range]:
    """Another decision, its own hash right; those after it moved up with the hashes that they have."""
    body = b'{"account":"a","at":"2026-07-01T00:00:00Z","command":"openMatter","given":{"id":"x%d"}}' % draw.randrange(
        99
    )
    beside = {name: None for name in vars(rows[0]) if name.startswith("its_")}
    new = Row(seq=at + 1, kind="COMMAND", body=body, leaf=leaf_of(at + 1, "COMMAND", body), **beside)
    return [*rows[:at], new, *(copied(row, seq=row.seq + 1) for row in rows[at:])], range(at + 1, at + 2)


HARMS: list[Harm] = [changed, cut, swapped, back_dated, inserted]


def test_a_whole_ledger_has_no_flaw(rows: list[Row], heads: list[Head]) -> None:
    assert len(rows) == ENTRIES_HELD
    assert len(heads) == ENTRIES_HELD // EVERY
    assert flaws(rows, heads) == flaws(made_anew(rows), heads) == flaws(rows[:9], []) == []


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_each_harm_is_found_and_its_place_named(harm: Harm, rows: list[Row], heads: list[Head]) -> None:
    draw = random.Random(7)
    for _ in range(TIMES):
        found, places = harm(rows, draw.randrange(len(rows)), draw)
        first = flaws(found, heads)[0]
        assert first.seq <= places[0] <= first.through
        if harm in (changed, back_dated, cut):
            assert first.seq == places[0]  # the place itself, not a stretch


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_with_every_hash_made_anew_it_is_found_between_two_heads(
    harm: Harm, rows: list[Row], heads: list[Head]
) -> None:
    draw = random.Random(8)
    for _ in range(TIMES):
        found, places = harm(rows, draw.randrange(len(rows)), draw)
        [first, *_], proven = checked(made_anew(found), heads)
        assert proven < places[0] <= first.through
        assert first.seq - 1 == proven or (harm is cut and first.kind == "CUT")
        assert first.through - proven <= EVERY


@pytest.mark.parametrize("size", range(ENTRIES_HELD))
def test_a_cut_at_the_end_is_found_by_a_head_alone(size: int, rows: list[Row], heads: list[Head]) -> None:
    assert flaws(rows[:size], []) == []
    assert flaws(rows[:size], heads) == [Flaw(size + 1, ENTRIES_HELD, "CUT")]


def test_the_kind_of_each_flaw_is_told(rows: list[Row], heads: list[Head]) -> None:
    one, four = rows[0], rows[3]
    assert (one.kind, four.kind) == ("RECORD", "RECORD")

    def with_first(**changed: Any) -> list[Row]:
        return [copied(one, **changed), *rows[1:]]

    assert flaws(with_first(body=one.body + b" "), heads) == [Flaw(1, 1, "ALTERED")]
    assert flaws(rows[2:], heads) == [Flaw(1, 2, "MISSING")]
    before_all = copied(one, seq=0, leaf=leaf_of(0, one.kind, one.body))
    assert flaws([before_all, *rows], heads)[0] == Flaw(0, 0, "ALTERED")
    for harmed in (None, b"", four.its_sealed, one.its_sealed[:-1] + b"x"):
        assert flaws(with_first(its_sealed=harmed), heads) == [Flaw(1, 1, "RECORD")]
    for name, value in {"source_id": "L17-9", "version": 2, "outcome": "CREATED!", "content_hash": "0" * 64}.items():
        assert flaws(with_first(**{f"its_{name}": value}), heads) == [Flaw(1, 1, "RECORD")]
    assert flaws([*rows[:1], copied(rows[1], its_sealed=b"x"), *rows[2:]], heads) == [Flaw(2, 2, "RECORD")]
    unreadable = made_anew([copied(one, body=b"[]"), *rows[1:]])
    assert flaws(unreadable, []) == [Flaw(1, 1, "RECORD")]


async def test_a_head_that_another_key_signed_is_told_and_not_relied_on(ledger: Ledger) -> None:
    for number in range(3):
        await ledger.receive([record(f"L17-{number}")])
    size, root = await ledger.head()
    good = Head(size, root.hex(), AT).signed(SEED)
    dated = Head(size, root.hex(), "2020-01-01T00:00:00Z", good.signature)
    other, unsigned = Head(2, "0" * 64, AT).signed(KEY), Head(1, "0" * 64, AT, "none")

    async def found(*heads: Head) -> list[Flaw]:
        return verified(ledger.store.engine, public_of(SEED), SEALING, heads).flaws

    assert await found(good) == []
    assert await found(good, other, unsigned, dated) == [Flaw(n, n, "FORGED") for n in (1, 2, 3)]
    await ledger.keep_head(other)
    assert await found(good) == [Flaw(2, 2, "FORGED")]


def test_two_heads_of_one_size_cannot_both_be_true(rows: list[Row], heads: list[Head]) -> None:
    other = Head(20, "0" * 64, AT).signed(SEED)
    assert flaws(rows, [*heads, other])[0].kind == "FORKED"


def test_without_the_key_of_records_all_but_their_bytes_is_checked(rows: list[Row], heads: list[Head]) -> None:
    check = Check(heads, None)
    for row in [copied(rows[0], its_sealed=b"x"), copied(rows[1], body=b"{}"), *rows[2:]]:
        check.take(row)
    assert check.end(0) == [Flaw(2, 2, "ALTERED")]
    assert check.raw == 0


async def test_a_store_opened_to_be_read_cannot_be_written(url: str) -> None:
    async with opened(url) as ledger:
        await ledger.receive([record("A")])
        engine = engine_of(url, reading=True)
        assert verified(engine, public_of(SEED), SEALING).raw == 1
        row = {"seq": 2, "kind": "COMMAND", "body": b"{}", "leaf": leaf_of(2, "COMMAND", b"{}")}
        with pytest.raises(LedgerUnavailable), transaction(engine) as connection:
            connection.execute(insert(ENTRIES), [row])
        engine.dispose()
        assert (await ledger.head())[0] == 1
