"""Signs what the ledger is, while a hub works: at its start, every few seconds, and at its end.

A hub goes on only from what was signed before: a ledger that is shorter than its last head, or does not begin as it
did then, is refused at the start, by the ledger's own heads and by those of the witness.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog

from authz.heads import Head
from authz.keys import public_of
from authz.ledger import Ledger
from authz.ledger_store import LedgerUnavailable
from authz.merkle import Tree
from authz.stamping import Stamping
from authz.witness import Witness, largest

# After a crash, entries since the last head could be cut off unseen: so no longer than this. And a hub that is
# always busy signs less than 6,000 heads a day, of some 250 bytes.
SECONDS = 15.0
BLOCK = 10_000  # leaves read at once
LOG = structlog.get_logger("ledger")


class LedgerRefused(LedgerUnavailable):
    """It is not the one that was signed: an older copy, one that was cut, or another history."""


class Heads:
    """Reads each leaf once: all of them at the start (32 bytes and two hashes each), then those that came since."""

    def __init__(self, ledger: Ledger, seed: bytes, witness: Witness | None, now: Callable[[], str],
                 stamps: Stamping | None = None) -> None:  # fmt: skip
        self.ledger, self.seed, self.witness, self.now, self.stamps = ledger, seed, witness, now, stamps
        self.tree = Tree()
        self.kept: Head | None = None
        self.witnessed = 0
        self.stopping = asyncio.Event()

    async def begin(self) -> None:
        """Refuses a ledger that is not the one signed before, and signs this one."""
        self.kept = await self.ledger.last_head()
        witnessed = await asyncio.to_thread(self.witness.latest) if self.witness else None
        self.witnessed = witnessed.size if witnessed else 0
        noted = [head for head in (self.kept, witnessed) if head]
        self._signed_by_us(noted)
        await self._read(noted)
        if cut := largest(head for head in noted if head.size > self.tree.size):
            raise LedgerRefused(
                f"The ledger has {self.tree.size} entries, and had {cut.size} when a head was signed at {cut.at}: "
                "it was cut, or an older copy was put back. Put back the newest copy; docs/ledger.md."
            )
        await self.sign()

    async def sign(self) -> None:
        """What is new is signed and kept, and told to the witness if that lacks it."""
        await self._read()
        if self.kept is None or self.kept.size < self.tree.size:
            if self.tree.size == 0:
                return
            head = Head(self.tree.size, self.tree.root().hex(), self.now()).signed(self.seed)
            await self.ledger.keep_head(head)
            self.kept = head
        if self.witness and self.witnessed < self.kept.size:
            await asyncio.to_thread(self.witness.append, self.kept)
            self.witnessed = self.kept.size

    async def watch(self) -> None:
        """Until the end. What cannot be signed now is logged, and signed the next time."""
        while not self.stopping.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS):
                    await self.stopping.wait()
            try:
                await self.sign()
                if self.stamps and self.kept:
                    await self.stamps.stamp(self.kept)
            except LedgerUnavailable as fault:
                LOG.error("head_not_signed", why=str(fault))

    async def _read(self, noted: Sequence[Head] = ()) -> None:
        """What the ledger has gained; compared with those heads as it grows past them."""
        while leaves := await self.ledger.leaves(self.tree.size, BLOCK):
            for seq, leaf in leaves:
                if seq != self.tree.size + 1:
                    raise LedgerRefused(f"Entry {self.tree.size + 1} of the ledger is missing: put back a whole copy.")
                self.tree.add(leaf)
                for head in noted:
                    self._same(head)

    def _same(self, head: Head) -> None:
        if head.size == self.tree.size and head.root != self.tree.root().hex():
            raise LedgerRefused(
                f"The first {head.size} entries of the ledger are not those signed at {head.at}: they were altered, "
                "or this is another history. `throughline ledger verify` names the place; docs/ledger.md."
            )

    def _signed_by_us(self, noted: Sequence[Head]) -> None:
        public = public_of(self.seed)
        if strange := next((head for head in noted if not head.is_of(public)), None):
            raise LedgerRefused(
                f"The head of {strange.size} entries, of {strange.at}, is not signed by this hub's key: start it with "
                "the keys that it had (THROUGHLINE_KEYS), or with another witness (THROUGHLINE_WITNESS)."
            )


@asynccontextmanager
async def keeping(
    ledger: Ledger, seed: bytes, witness: Path | None, now: Callable[[], str], stamps: Stamping | None = None
) -> AsyncIterator[Heads]:
    """A task beside the answers; they never wait for a tree to be read or a signature to be made."""
    heads = Heads(ledger, seed, Witness(witness) if witness else None, now, stamps)
    await heads.begin()
    watching = asyncio.create_task(heads.watch())
    try:
        yield heads
    finally:
        heads.stopping.set()
        await watching
