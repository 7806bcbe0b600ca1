"""The Merkle tree of RFC 9162 section 2.1: its root, and proofs that it holds an entry or continues an earlier tree.

Hashes are of 32 bytes. A tree is made of leaf hashes in order; a proof is a list of hashes, the lowest first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """Grows leaf by leaf and keeps one hash for each complete subtree: of a million leaves, twenty."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self.complete: list[tuple[int, bytes]] = []  # size and hash, the largest first
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        size, found = 1, leaf
        while self.complete and self.complete[-1][0] == size:
            size, found = size * 2, node_hash(self.complete.pop()[1], found)
        self.complete.append((size, found))
        self.size += 1

    def root(self) -> bytes:
        if not self.complete:
            return EMPTY
        found = self.complete[-1][1]
        for _, left in reversed(self.complete[:-1]):
            found = node_hash(left, found)
        return found


def root(leaves: Iterable[bytes]) -> bytes:
    return Tree(leaves).root()


# Proofs are made from all leaves: a million are read and hashed for one. They are asked seldom.


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Section 2.1.3.1: that the leaf at `index`, from 0, is in the tree of these leaves."""
    if not 0 <= index < len(leaves):
        raise IndexError("There is no such leaf.")
    return _path(_layers(leaves), index)


def consistency_proof(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Section 2.1.4.1: that the tree of these leaves begins with that of the first `size` of them."""
    if not 0 < size <= len(leaves):
        raise IndexError("There is no such earlier tree.")
    if size == len(leaves):
        return []
    layers, index = _layers(leaves), size - 1
    level = 0
    while index & 1:  # up to the last complete subtree of the earlier tree
        index, level = index >> 1, level + 1
    known = [] if index == 0 else [layers[level][index]]  # it is the earlier root itself
    return known + _path(layers[level:], index)


def _layers(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """From the leaves to the root; a last one without a neighbour goes up as it is."""
    layers = [list(leaves)]
    while len(below := layers[-1]) > 1:
        above = [node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        layers.append(above + below[len(above) * 2 :])
    return layers


def _path(layers: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """The neighbour on each layer, where there is one."""
    steps = ((layer, (index >> level) ^ 1) for level, layer in enumerate(layers))
    return [layer[beside] for layer, beside in steps if beside < len(layer)]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            at, last = _up_from_the_right(at, last)
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistent(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Section 2.1.4.2; also of equal sizes, whose proof is empty."""
    if first == second:
        return first_root == second_root and not proof
    if not 0 < first < second or not proof:
        return False
    steps = list(proof) if first & (first - 1) else [first_root, *proof]
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            at, last = _up_from_the_right(at, last)
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and (old, new) == (first_root, second_root)


def _up_from_the_right(at: int, last: int) -> tuple[int, int]:
    """Past the layers on which this one has no neighbour."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last
