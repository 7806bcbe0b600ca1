"""The witness: a file outside the hub's reach to change, to which every signed head is appended, one JSON a line.

Against it shows what the ledger's store cannot show by itself: that its end was cut, that an older copy was put
back, that two hubs went on from one copy.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from authz.heads import Head, head_of
from authz.ledger_store import LedgerUnavailable

LAST = 32  # lines in which the largest head is: workers may append out of order


@dataclass(frozen=True, slots=True)
class Witness:
    path: Path

    def append(self, head: Head) -> None:
        """Durable before it returns. A line that an earlier end left half written stays, and is passed over."""
        try:
            with self.path.open("ab+") as file:
                torn = file.tell() and not self._ends_a_line(file.fileno(), file.tell())
                file.write(b"\n" * bool(torn) + orjson.dumps(head.told()) + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise self._unusable("written") from None

    def heads(self) -> Iterator[Head | None]:
        """One for each line; None is a line that is no head. A file that is not there yet has none."""
        return (head_of(line) for line in self._lines())

    def latest(self) -> Head | None:
        """The largest of its last lines."""
        return largest(head_of(line) for line in deque(self._lines(), LAST))

    def _lines(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                yield from file
        except FileNotFoundError:
            return
        except OSError:
            raise self._unusable("read") from None

    def _ends_a_line(self, file: int, size: int) -> bool:
        return os.pread(file, 1, size - 1) == b"\n"

    def _unusable(self, how: str) -> LedgerUnavailable:
        return LedgerUnavailable(f"THROUGHLINE_WITNESS: the file {self.path} cannot be {how}.")


def largest(heads: Iterable[Head | None]) -> Head | None:
    return max((head for head in heads if head), key=lambda head: head.size, default=None)
