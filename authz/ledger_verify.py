"""Is a ledger whole? Each entry in order, the raw record beside it, and the heads that were signed of it.

    ALTERED   the entry is not the one that was hashed, or stands where none can
    MISSING   no entry is at this place
    RECORD    the raw record beside the entry, or its key, is missing, altered, or of another one
    UNERASED  an entry says that this record was erased, and its key is there
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
from sqlalchemy import Engine, func, select

from authz.heads import Head
from authz.ledger_entry import COMMAND, RECORD
from authz.ledger_erasing import ERASE
from authz.ledger_store import transaction
from authz.ledger_tables import ENTRIES, ERASED, HEADS, RECORD_KEYS, RECORDS, STAMPS, leaf_of
from authz.merkle import Tree
from authz.sealing import NAMES, Sealed, Sealing

ROWS = 1_000  # held at once
AHEAD = timedelta(minutes=1)
Stamps = Callable[[bytes, bytes], datetime | None]  # when an authority saw these bytes, by its stamp; None: it did not
MOST_TOLD = 5  # flaws: a stretch, and exact places in it
TABLES = (RECORDS, RECORD_KEYS, ERASED)
BESIDE = [column.label(f"its_{column.name}") for table in TABLES for column in table.c if column.name != "seq"]
WHOLE = select(ENTRIES, *BESIDE).order_by(ENTRIES.c.seq)
for beside in TABLES:
    WHOLE = WHOLE.outerjoin(beside, beside.c.seq == ENTRIES.c.seq)
KEY = NAMES[:3]  # what names a record in all its versions


class Row(Protocol):
    """An entry with the columns `its_…` of the raw record beside it, of its key and of what erased it: each None where
    there is none."""

    seq: int
    kind: str
    body: bytes
    leaf: bytes
    its_sealed: bytes | None
    its_wrapped: bytes | None
    its_by_seq: int | None


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """The place, as the number of an entry, and which; `through` is the same but of a stretch."""

    seq: int
    through: int
    kind: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """Of one entry: of which record it is, and by which entry that was erased."""

    record: tuple[str, ...]
    by: int | None


class Check:
    """Is given the entries in order, then the end; has the flaws. Without `sealing` no raw record is opened.
    `heads` are those whose signature is good."""

    def __init__(self, heads: Iterable[Head], sealing: Sealing | None) -> None:
        self.heads = sorted(heads, key=attrgetter("size"), reverse=True)
        self.flaws: list[Flaw] = []
        self.sealing, self.tree = sealing, Tree()
        self.at = self.agreed = self.raw = self.erased = 0
        self.said: dict[int, Erasure] = {}  # by the entries that erase
        self.found: dict[int, Erasure] = {}  # by records without a key, and records marked as erased
        self.kept: set[int] = set()  # those of them that have one all the same
        self.comparable = True  # an entry that is missing moves all after it in the tree

    def take(self, row: Row) -> None:
        if row.seq > self.at + 1:
            self.flaws.append(Flaw(self.at + 1, row.seq - 1, "MISSING"))
            self.comparable = False
        if row.seq <= self.at or leaf_of(row.seq, row.kind, row.body) != row.leaf:
            self._flaw(row.seq, "ALTERED")
        elif not self._has_its_record(row):
            self._flaw(row.seq, "RECORD")
        else:
            self.said |= _erased_by(row)
        self.at = max(self.at, row.seq)
        self.tree.add(row.leaf)
        self._compare()

    def end(self, last: int) -> list[Flaw]:
        """`last` is the place of the last raw record: it tells of an entry that is not there any more."""
        if last > self.at:
            self.flaws.append(Flaw(self.at + 1, last, "MISSING"))
        if self.heads and self.heads[0].size > self.at:
            self.flaws.append(Flaw(self.at + 1, self.heads[0].size, "CUT"))
        self._compare_erasures()
        return sorted(self.flaws)

    def _compare_erasures(self) -> None:
        """A record is gone exactly where an entry says so."""
        for seq in self.said.keys() | self.found.keys():
            said, found = self.said.get(seq), self.found.get(seq)
            if said and (found is None or seq in self.kept):
                self._flaw(seq, "UNERASED")
            elif said != found:
                self._flaw(seq, "RECORD")
            else:
                self.erased += 1

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
            return (row.its_sealed, row.its_wrapped, row.its_by_seq) == (None, None, None)
        try:
            said = orjson.loads(row.body)
            named = all(getattr(row, f"its_{name}") == said[name] for name in (*NAMES, "outcome"))
        except (ValueError, TypeError, KeyError):
            return False
        if row.its_wrapped is None or row.its_by_seq is not None:
            return named and self._is_gone(row, said)
        return named and (self.sealing is None or self._opens(Sealed(row.its_sealed or b"", row.its_wrapped), said))

    def _is_gone(self, row: Row, said: dict[str, Any]) -> bool:
        """Whether it may be is known at the end: the entry that erased it came later."""
        self.found[row.seq] = Erasure(_record(said), row.its_by_seq)
        if row.its_wrapped is not None:
            self.kept.add(row.seq)
        return row.its_sealed is not None

    def _opens(self, sealed: Sealed, said: dict[str, Any]) -> bool:
        assert self.sealing
        try:
            self.sealing.open_record(sealed, said)
        except (InvalidTag, ValueError):
            return False
        self.raw += 1
        return True

    def _flaw(self, seq: int, kind: str) -> None:
        self.flaws.append(Flaw(seq, seq, kind))


def _erased_by(row: Row) -> dict[int, Erasure]:
    """What this entry says was erased by it."""
    if row.kind != COMMAND:
        return {}
    try:
        said = orjson.loads(row.body)
        if said["command"] != ERASE:
            return {}
        return {seq: Erasure(_record(said["given"]), row.seq) for seq in said["given"]["seqs"]}
    except (ValueError, TypeError, KeyError):
        return {}


def _record(said: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(said[name] for name in KEY)


@dataclass(frozen=True, slots=True)
class Found:
    """`proven` is how many entries the heads bind that agree, `raw` how many raw records were opened, `erased` how many
    were erased, and `stamped` how many heads an authority stamped. `flaws` are in the order of the ledger; with one of
    kind CUT, any entry that is not proven may be another one too."""

    entries: int
    root: str
    heads: int
    proven: int
    raw: int
    erased: int
    stamped: int
    flaws: list[Flaw]

    def told(self) -> dict[str, Any]:
        first = [asdict(flaw) for flaw in self.flaws[:MOST_TOLD]]
        counts = {"heads": self.heads, "proven": self.proven, "rawRecords": self.raw, "erased": self.erased,
                  "stamps": self.stamped}  # fmt: skip
        return {"entries": self.entries, "root": self.root, **counts, "wrong": first}


def verified(
    engine: Engine,
    public: Ed25519PublicKey,
    sealing: Sealing | None,
    witnessed: Iterable[Head] = (),
    stamps: Stamps | None = None,
) -> Found:
    """Reads the whole ledger once, entry by entry; one that grows meanwhile is verified as far as it is read."""
    with transaction(engine) as connection:
        # What bounds the entries is read before them: a hub at work adds to both.
        kept = [Head(*row) for row in connection.execute(select(HEADS))]
        last = connection.scalar(select(func.max(RECORDS.c.seq)))
        heads = {*kept, *witnessed}
        good = {head for head in heads if head.is_of(public)}
        check = Check(good, sealing)
        for row in connection.execution_options(yield_per=ROWS).execute(WHOLE):
            check.take(row)
        stamped = {row.size: row.stamp for row in connection.execute(select(STAMPS))} if stamps else {}
    unstamped = [Flaw(size, size, "STAMP") for size in _wrongly(stamps, stamped, {head.size: head for head in good})]
    forged = [Flaw(head.size, head.size, "FORGED") for head in heads - good]
    flaws = sorted([*check.end(last or 0), *forged, *unstamped])
    counts = (len(heads), check.agreed, check.raw, check.erased, len(stamped) - len(unstamped))
    return Found(check.tree.size, check.tree.root().hex(), *counts, flaws)


def _wrongly(stamps: Stamps | None, stamped: Mapping[int, bytes], heads: Mapping[int, Head]) -> Iterator[int]:
    """Sizes of heads whose stamp does not hold. The hub's clock may be ahead of the authority's by a minute."""
    for size, stamp in stamped.items() if stamps else ():
        head = heads.get(size)
        seen = stamps(stamp, head.said()) if stamps and head else None
        if head is None or seen is None or seen + AHEAD < datetime.fromisoformat(head.at):
            yield size
