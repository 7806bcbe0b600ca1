"""Is a ledger whole? Each entry in order, the raw record beside it, and the heads that were signed of it.

    ALTERED   the entry is not the one that was hashed, or stands where none can
    MISSING   no entry is at this place
    RECORD    the raw record beside the entry is missing, altered, or of another one
    FORKED    an entry from here to there is not the one of which a head was signed
    CUT       a head was signed of entries that are not there
    STAMP     the stamp beside the head of this size is not of it, or was given before the hub says it signed it
    FORGED    a head of this size is not signed by the hub's key

Who makes every hash anew is found by the heads alone; between two of them the place is a stretch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, Protocol

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from authz.heads import Head
from authz.ledger import RECORD
from authz.ledger_store import Transaction
from authz.ledger_tables import ENTRIES, HEADS, RECORDS, STAMPS, leaf_of
from authz.merkle import Tree
from authz.sealing import NAMES, Sealing

AHEAD = timedelta(minutes=1)
Stamps = Callable[[bytes, bytes], datetime | None]  # when an authority saw these bytes, by its stamp; None: it did not
MOST_TOLD = 5  # flaws: a stretch, and exact places in it
BESIDE = [column.label(f"its_{column.name}") for column in RECORDS.c if column.name != "seq"]
WHOLE = select(ENTRIES, *BESIDE).outerjoin(RECORDS, RECORDS.c.seq == ENTRIES.c.seq).order_by(ENTRIES.c.seq)


class Row(Protocol):
    """An entry with the columns `its_…` of the raw record beside it: each None where there is none."""

    seq: int
    kind: str
    body: bytes
    leaf: bytes
    its_sealed: bytes | None


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """The place, as the number of an entry, and which; `through` is the same but of a stretch."""

    seq: int
    through: int
    kind: str


class Check:
    """Is given the entries in order, then the end; has the flaws. Without `sealing` no raw record is opened.
    `heads` are those whose signature is good."""

    def __init__(self, heads: Iterable[Head], sealing: Sealing | None) -> None:
        self.heads = sorted(heads, key=attrgetter("size"), reverse=True)
        self.flaws: list[Flaw] = []
        self.sealing, self.tree = sealing, Tree()
        self.at = self.agreed = self.raw = 0
        self.comparable = True  # an entry that is missing moves all after it in the tree

    def take(self, row: Row) -> None:
        if row.seq > self.at + 1:
            self.flaws.append(Flaw(self.at + 1, row.seq - 1, "MISSING"))
            self.comparable = False
        if row.seq <= self.at or leaf_of(row.seq, row.kind, row.body) != row.leaf:
            self._flaw(row.seq, "ALTERED")
        elif not self._has_its_record(row):
            self._flaw(row.seq, "RECORD")
        self.at = max(self.at, row.seq)
        self.tree.add(row.leaf)
        self._compare()

    def end(self, last: int) -> list[Flaw]:
        """`last` is the place of the last raw record: it tells of an entry that is not there any more."""
        if last > self.at:
            self.flaws.append(Flaw(self.at + 1, last, "MISSING"))
        if self.heads and self.heads[0].size > self.at:
            self.flaws.append(Flaw(self.at + 1, self.heads[0].size, "CUT"))
        return sorted(self.flaws)

    def _compare(self) -> None:
        """With the heads of this size. The first that differs tells all: those after it differ too."""
        while self.comparable and self.heads and self.heads[-1].size <= self.at:
            head = self.heads.pop()
            if head.root == self.tree.root().hex():
                self.agreed = head.size
            else:
                self.flaws.append(Flaw(self.agreed + 1, head.size, "FORKED"))
                self.comparable = False

    def _has_its_record(self, row: Row) -> bool:
        if row.kind != RECORD:
            return row.its_sealed is None
        try:
            said = orjson.loads(row.body)
            named = all(getattr(row, f"its_{name}") == said[name] for name in (*NAMES, "outcome"))
        except (ValueError, TypeError, KeyError):
            return False
        return named and (self.sealing is None or self._opens(row.its_sealed or b"", said))

    def _opens(self, sealed: bytes, said: dict[str, Any]) -> bool:
        assert self.sealing
        try:
            self.sealing.open_record(sealed, said)
        except (InvalidTag, ValueError):
            return False
        self.raw += 1
        return True

    def _flaw(self, seq: int, kind: str) -> None:
        self.flaws.append(Flaw(seq, seq, kind))


@dataclass(frozen=True, slots=True)
class Found:
    """`proven` is how many entries the heads bind that agree, `raw` how many raw records were opened, and `stamped`
    how many heads an authority stamped. `flaws` are in the order of the ledger; with one of kind CUT, any entry that is
    not proven may be another one too."""

    entries: int
    root: str
    heads: int
    proven: int
    raw: int
    stamped: int
    flaws: list[Flaw]

    def told(self) -> dict[str, Any]:
        first = [asdict(flaw) for flaw in self.flaws[:MOST_TOLD]]
        counts = {"heads": self.heads, "proven": self.proven, "rawRecords": self.raw, "stamps": self.stamped}
        return {"entries": self.entries, "root": self.root, **counts, "wrong": first}


async def verified(
    engine: AsyncEngine,
    public: Ed25519PublicKey,
    sealing: Sealing | None,
    witnessed: Iterable[Head] = (),
    stamps: Stamps | None = None,
) -> Found:
    """Reads the whole ledger once, entry by entry; one that grows meanwhile is verified as far as it is read."""
    async with Transaction(engine) as connection:
        # What bounds the entries is read before them: a hub at work adds to both.
        kept = [Head(*row) for row in await connection.execute(select(HEADS))]
        last = await connection.scalar(select(func.max(RECORDS.c.seq)))
        heads = {*kept, *witnessed}
        good = {head for head in heads if head.is_of(public)}
        check = Check(good, sealing)
        async for row in await connection.stream(WHOLE):
            check.take(row)
        stamped = {row.size: row.stamp for row in await connection.execute(select(STAMPS))} if stamps else {}
    unstamped = [Flaw(size, size, "STAMP") for size in _wrongly(stamps, stamped, {head.size: head for head in good})]
    forged = [Flaw(head.size, head.size, "FORGED") for head in heads - good]
    flaws = sorted([*check.end(last or 0), *forged, *unstamped])
    counts = (len(heads), check.agreed, check.raw, len(stamped) - len(unstamped))
    return Found(check.tree.size, check.tree.root().hex(), *counts, flaws)


def _wrongly(stamps: Stamps | None, stamped: Mapping[int, bytes], heads: Mapping[int, Head]) -> Iterator[int]:
    """Sizes of heads whose stamp does not hold. The hub's clock may be ahead of the authority's by a minute."""
    for size, stamp in stamped.items() if stamps else ():
        head = heads.get(size)
        seen = stamps(stamp, head.said()) if stamps and head else None
        if head is None or seen is None or seen + AHEAD < datetime.fromisoformat(head.at):
            yield size
