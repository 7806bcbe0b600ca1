"""The Merkle tree hash of RFC 9162 section 2.1.1, over entries in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

EMPTY = hashlib.sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Of leaf hashes, keeping one hash for each complete subtree."""
    complete: list[tuple[int, bytes]] = []  # size and hash, the largest first
    for leaf in leaves:
        size, found = 1, leaf
        while complete and complete[-1][0] == size:
            size, found = size * 2, node_hash(complete.pop()[1], found)
        complete.append((size, found))
    if not complete:
        return EMPTY
    found = complete.pop()[1]
    while complete:
        found = node_hash(complete.pop()[1], found)
    return found
