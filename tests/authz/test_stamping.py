"""Heads that an authority stamps: what it said is checked, kept and verified; without it the hub goes on, and tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from authz.heads import Head
from authz.keys import public_of
from authz.ledger import Ledger
from authz.ledger_heads import keeping
from authz.ledger_tables import STAMPS
from authz.ledger_verify import verified
from authz.stamping import AGAIN, EVERY, Stamping, StampRefused, authority_of
from tests.authz.stamps import LATER, Authority, Certified, serving
from tests.authz.stores import AT, KEY, SEED, run

NOT_A_STAMP = {
    "an error": Response(status_code=500),
    "a page": Response("<p>Busy</p>", media_type="text/html"),
    "an empty reply": Response(b"", media_type="application/timestamp-reply"),
    "no DER": Response(b"\x30\x82", media_type="application/timestamp-reply"),
    "a reply without end": Response(b"\0" * 70_000, media_type="application/timestamp-reply"),
}
OURS, THEIRS = Certified("Authority"), Certified("Somebody else")


class Ticks:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    found = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", KEY)
    yield found
    await found.close()


def head(size: int = 1, at: str = AT) -> Head:
    return Head(size, "00" * 32, at).signed(SEED)


async def test_a_stamp_says_when_the_authority_saw_this_head(tmp_path: Path) -> None:
    theirs = Authority(OURS)
    async with serving(theirs) as url:
        authority = authority_of(url, theirs.roots(tmp_path))
        stamp = await authority.stamp(head().said())
        assert authority.seen(stamp, head().said()) == theirs.at
        assert authority.saw(stamp, head(2).said()) is None
        assert authority.saw(stamp[:-1] + bytes([stamp[-1] ^ 1]), head().said()) is None
        assert head().root.encode() not in theirs.asked[0]  # it is told a hash


async def test_who_does_not_lead_to_the_named_root_stamps_nothing(tmp_path: Path) -> None:
    named = Authority(OURS).roots(tmp_path)
    async with serving(Authority(THEIRS)) as url:
        with pytest.raises(StampRefused, match="not of this head, or not by the authority"):
            await authority_of(url, named).stamp(head().said())


@pytest.mark.parametrize("answer", NOT_A_STAMP.values(), ids=NOT_A_STAMP.keys())
async def test_what_is_no_stamp_is_not_kept_as_one(tmp_path: Path, answer: Response) -> None:
    theirs = Authority(OURS, answer=answer)
    async with serving(theirs) as url:
        with pytest.raises(StampRefused):
            await authority_of(url, theirs.roots(tmp_path)).stamp(head().said())


async def test_an_old_reply_is_no_stamp_of_a_new_request(tmp_path: Path) -> None:
    theirs = Authority(OURS)
    async with serving(theirs) as url:
        authority = authority_of(url, theirs.roots(tmp_path))
        theirs.answer = Response(await authority.stamp(head().said()), media_type="application/timestamp-reply")
        with pytest.raises(StampRefused):
            await authority.stamp(head().said())


async def test_a_head_is_stamped_each_ten_minutes_and_a_failure_is_told_and_asked_again(tmp_path: Path) -> None:
    theirs, kept, ticks = Authority(OURS), list[int](), Ticks()

    async def keep(stamped: Head, _stamp: bytes) -> None:
        kept.append(stamped.size)

    async with serving(theirs) as url:
        stamping = Stamping(authority_of(url, theirs.roots(tmp_path)), keep, ticks)
        await stamping.stamp(head(1))
        await stamping.stamp(head(2))
        assert kept == [1]
        ticks.at += EVERY
        await stamping.stamp(head(1))
        assert len(theirs.asked) == 1  # it has one
        theirs.answer = Response(status_code=503)
        await stamping.stamp(head(2))
        assert len(theirs.asked) == 2
        theirs.answer = None
        await stamping.stamp(head(2))
        assert kept == [1]
        ticks.at += AGAIN
        await stamping.stamp(head(2))
        assert kept == [1, 2]


async def stamped(ledger: Ledger, folder: Path, theirs: Authority, at: str = AT) -> Any:
    """A ledger of one entry whose head is stamped, and what stamps it."""
    async with serving(theirs) as url:
        authority = authority_of(url, theirs.roots(folder))
        stamping = Stamping(authority, ledger.keep_stamp)
        await ledger.disclose({"number": 1}, AT)
        async with keeping(ledger, SEED, None, lambda: at, stamping) as heads:
            assert heads.kept
            await stamping.stamp(heads.kept)
    return authority


async def flaws(ledger: Ledger, authority: Any) -> tuple[int, list[tuple[int, str]]]:
    found = verified(ledger.store.engine, public_of(SEED), None, (), authority.saw)
    return found.stamped, [(flaw.seq, flaw.kind) for flaw in found.flaws]


async def test_verify_counts_the_stamps_that_hold(ledger: Ledger, tmp_path: Path) -> None:
    authority = await stamped(ledger, tmp_path, Authority(OURS))
    assert await flaws(ledger, authority) == (1, [])
    assert await ledger.unstamped_since() is None
    unnamed = verified(ledger.store.engine, public_of(SEED), None)
    assert (unnamed.stamped, unnamed.flaws) == (0, [])


async def test_a_stamp_of_another_head_is_found(ledger: Ledger, tmp_path: Path) -> None:
    authority = await stamped(ledger, tmp_path, Authority(OURS))
    url = str(ledger.store.engine.url)
    await run(url, "UPDATE stamps SET stamp = x'3082'")
    assert await flaws(ledger, authority) == (0, [(1, "STAMP")])
    with ledger.store.engine.begin() as connection:
        connection.execute(STAMPS.delete())
    assert await flaws(ledger, authority) == (0, [])


async def test_a_head_that_claims_a_later_time_than_its_stamp_is_found(ledger: Ledger, tmp_path: Path) -> None:
    theirs = Authority(OURS)
    late = (theirs.at + LATER).strftime("%Y-%m-%dT%H:%M:%SZ")
    authority = await stamped(ledger, tmp_path, theirs, at=late)
    assert await flaws(ledger, authority) == (0, [(1, "STAMP")])


async def test_a_file_without_a_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "roots.pem").write_text("no certificate")
    with pytest.raises(StampRefused, match=r"roots\.pem holds no certificate"):
        authority_of("http://127.0.0.1:1/", tmp_path / "roots.pem")


async def test_nobody_there_is_told_without_a_word_of_the_library(tmp_path: Path) -> None:
    authority = authority_of("http://127.0.0.1:1/", Authority(OURS).roots(tmp_path))
    with pytest.raises(StampRefused, match=r"the authority does not answer \(ConnectError\)"):
        await authority.stamp(head().said())
