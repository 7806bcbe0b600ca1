"""Nothing in the ledger is altered, moved or taken out unseen, on both its stores."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from authz.ledger import Ledger
from authz.ledger_store import LedgerUnavailable
from authz.ledger_tables import ENTRIES, METADATA, RECORDS
from tests.authz.stores import AT, opened, record, wrong
from tests.authz.test_merkle import tree_hash

# Each example empties the ledger that the test has.
EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


KINDS = st.lists(st.sampled_from(["record", "faulty", "command", "disclosure"]), min_size=3, max_size=9)
PLACES = st.integers(0, 10_000)  # taken modulo how many there are


async def filled(ledger: Ledger, kinds: list[str]) -> None:
    """An empty ledger with one entry of each kind in turn."""
    with ledger.store.engine.begin() as connection:
        for table in METADATA.sorted_tables:
            connection.execute(delete(table))
    for number, kind in enumerate(kinds):
        if kind == "command":
            await ledger.command("openMatter", {"id": str(number)}, AT, "a")
        elif kind == "disclosure":
            await ledger.disclose({"number": number}, AT)
        else:
            await ledger.receive([record(f"L17-{number}", faulty=kind == "faulty")])


async def rows_of(ledger: Ledger) -> list[tuple[int, str, bytes, bytes]]:
    with ledger.store.engine.begin() as connection:
        return [tuple(row) for row in connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq))]


async def altered(ledger: Ledger, seq: int, **values: object) -> None:
    with ledger.store.engine.begin() as connection:
        connection.execute(update(ENTRIES).where(ENTRIES.c.seq == seq).values(**values))


async def taken_out(ledger: Ledger, *places: int) -> None:
    with ledger.store.engine.begin() as connection:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.seq.in_(places)))


@EXAMPLES
@given(kinds=KINDS, place=PLACES, sign=PLACES)
async def test_an_entry_with_another_body_is_found(ledger: Ledger, kinds: list[str], place: int, sign: int) -> None:
    await filled(ledger, kinds)
    assert await wrong(ledger) == []
    seq, _, body, _ = (await rows_of(ledger))[place % len(kinds)]
    at = sign % len(body)
    await altered(ledger, seq, body=body[:at] + bytes((body[at] ^ 1,)) + body[at + 1 :])
    assert await wrong(ledger) == [seq]


@EXAMPLES
@given(kinds=KINDS, place=PLACES, step=PLACES)
async def test_two_entries_in_each_others_place_are_found(
    ledger: Ledger, kinds: list[str], place: int, step: int
) -> None:
    """With their hashes: the place itself is part of what is hashed."""
    await filled(ledger, kinds)
    rows, count = await rows_of(ledger), len(kinds)
    one, other = rows[place % count], rows[(place + 1 + step % (count - 1)) % count]
    for seq, (_, kind, body, leaf) in ((one[0], other), (other[0], one)):
        await altered(ledger, seq, kind=kind, body=body, leaf=leaf)
    assert await wrong(ledger) == sorted((one[0], other[0]))


@EXAMPLES
@given(kinds=KINDS, drawn=st.sets(PLACES, min_size=1))
async def test_every_entry_taken_out_before_the_last_is_found(
    ledger: Ledger, kinds: list[str], drawn: set[int]
) -> None:
    await filled(ledger, kinds)
    places = {place % (len(kinds) - 1) + 1 for place in drawn}
    await taken_out(ledger, *places)
    assert await wrong(ledger) == sorted(places)


async def test_the_last_entry_taken_out_is_seen_against_a_head_noted_before(ledger: Ledger) -> None:
    """No ledger can show by itself that it was cut short."""
    await filled(ledger, ["command", "record", "disclosure"])
    noted = await ledger.head()
    await taken_out(ledger, 3)
    assert await wrong(ledger) == []
    assert (await ledger.head())[0] == noted[0] - 1
    assert (await ledger.head())[1] != noted[1]


@pytest.mark.parametrize("harm", ["altered", "taken out", "of another record", "without its entry"])
async def test_a_raw_record_that_is_not_the_one_received_is_found(ledger: Ledger, harm: str) -> None:
    await filled(ledger, ["record", "command", "faulty", "record"])
    assert await wrong(ledger) == []
    with ledger.store.engine.begin() as connection:
        sealed = {seq: raw for seq, raw in connection.execute(select(RECORDS.c.seq, RECORDS.c.sealed))}
        mine = RECORDS.c.seq == 4
        connection.execute(
            {
                "altered": update(RECORDS).where(mine).values(sealed=sealed[4][:-1] + bytes((sealed[4][-1] ^ 1,))),
                "taken out": delete(RECORDS).where(mine),
                "of another record": update(RECORDS).where(mine).values(sealed=sealed[3]),
                "without its entry": delete(ENTRIES).where(ENTRIES.c.seq == 4),
            }[harm]
        )
    assert await wrong(ledger) == [4]


async def test_a_ledger_opened_with_another_key_reads_nothing(url: str) -> None:
    async with opened(url) as ledger:
        await ledger.receive([record()])
    async with opened(url, key=b"x" * 32) as ledger:
        assert await wrong(ledger) == [1]
        with pytest.raises(LedgerUnavailable):
            await ledger.after(0, 10)


@EXAMPLES
@given(kinds=st.lists(st.sampled_from(["record", "command", "disclosure"]), max_size=9))
async def test_the_head_is_the_size_and_the_root_of_all_entries(ledger: Ledger, kinds: list[str]) -> None:
    await filled(ledger, kinds)
    said = [f"{seq} {kind} ".encode() + body for seq, kind, body, _ in await rows_of(ledger)]
    assert await ledger.head() == (len(kinds), tree_hash(said))
