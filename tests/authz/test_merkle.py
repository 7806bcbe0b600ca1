"""The Merkle tree against the definitions of RFC 9162 section 2.1, written down as they stand there, and against the
published roots and proofs of Certificate Transparency."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authz.merkle import consistency_proof, consistent, included, inclusion_proof, leaf_hash, root

# The entries and roots that the authors of Certificate Transparency test their own trees with.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
ANY_ENTRIES = st.lists(st.binary(max_size=8), max_size=40)


def tree_hash(entries: list[bytes]) -> bytes:
    """MTH of RFC 9162: split at the largest power of two smaller than the number of entries."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = split_of(len(entries))
    return hashlib.sha256(b"\x01" + tree_hash(entries[:split]) + tree_hash(entries[split:])).digest()


def split_of(size: int) -> int:
    split = 1
    while split * 2 < size:
        split *= 2
    return split


def path(place: int, entries: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.3.1."""
    if len(entries) == 1:
        return []
    split = split_of(len(entries))
    if place < split:
        return [*path(place, entries[:split]), tree_hash(entries[split:])]
    return [*path(place - split, entries[split:]), tree_hash(entries[:split])]


def subproof(size: int, entries: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.4.1."""
    if size == len(entries):
        return [] if whole else [tree_hash(entries)]
    split = split_of(len(entries))
    if size <= split:
        return [*subproof(size, entries[:split], whole), tree_hash(entries[split:])]
    return [*subproof(size - split, entries[split:], False), tree_hash(entries[:split])]


def root_of(entries: list[bytes]) -> bytes:
    return root(map(leaf_hash, entries))


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_root_is_that_of_the_published_trees(size: int) -> None:
    assert root_of(ENTRIES[:size]).hex() == ROOTS[size]


@given(ANY_ENTRIES)
def test_the_root_is_that_of_the_definition(entries: list[bytes]) -> None:
    assert root_of(entries) == tree_hash(entries)


@given(ANY_ENTRIES.filter(bool), st.data())
def test_an_altered_entry_moves_the_root(entries: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(st.binary(max_size=8).filter(lambda entry: entry != entries[place]))
    assert root_of([*entries[:place], other, *entries[place + 1 :]]) != root_of(entries)


def test_an_inner_node_is_no_leaf() -> None:
    """Without the two prefixes, an entry could be given that stands for two others."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert root_of([left + right]) != root_of([b"a", b"b"])


# Published with those trees. Each: the leaf's place or the earlier size, the size, the proof.
L1, L5 = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
)
N01, N23 = ROOTS[2], "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N45, N67 = (
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
)
N03, N47 = ROOTS[4], "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSION = [(0, 1, []), (0, 8, [L1, N23, N47]), (5, 8, [L5, N67, N03]), (2, 3, [N01]), (1, 5, [ROOTS[1], N23, L5])]
CONSISTENCY = [(1, 1, []), (1, 8, [L1, N23, N47]), (6, 8, [N45, N67, N03]), (2, 5, [N23, L5])]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


@pytest.mark.parametrize(("place", "size", "published"), INCLUSION)
def test_a_proof_of_an_entry_is_the_published_one(place: int, size: int, published: list[str]) -> None:
    proof = inclusion_proof(LEAVES[:size], place)
    assert [step.hex() for step in proof] == published
    assert included(LEAVES[place], place, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second", "published"), CONSISTENCY)
def test_a_proof_of_an_earlier_tree_is_the_published_one(first: int, second: int, published: list[str]) -> None:
    proof = consistency_proof(LEAVES[:second], first)
    assert [step.hex() for step in proof] == published
    assert consistent(first, bytes.fromhex(ROOTS[first]), second, bytes.fromhex(ROOTS[second]), proof)


SIZES = range(1, 70)
MANY = [str(number).encode() for number in SIZES]
MANY_LEAVES = [leaf_hash(entry) for entry in MANY]
TREES = [tree_hash(MANY[:size]) for size in range(len(MANY) + 1)]


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8, 9, 31, 33, 64, 69])
def test_every_proof_of_a_tree_is_that_of_the_definition_and_holds(size: int) -> None:
    for place in range(size):
        proof = inclusion_proof(MANY_LEAVES[:size], place)
        assert proof == path(place, MANY[:size])
        assert included(MANY_LEAVES[place], place, size, proof, TREES[size])
    for first in range(1, size + 1):
        proof = consistency_proof(MANY_LEAVES[:size], first)
        assert proof == subproof(first, MANY[:size], True)
        assert consistent(first, TREES[first], size, TREES[size], proof)


def harmed(proof: list[bytes]) -> Iterator[list[bytes]]:
    """The ways in which the test data of Certificate Transparency spoils a proof."""
    for at, step in enumerate(proof):
        yield [*proof[:at], bytes((step[0] ^ 8,)) + step[1:], *proof[at + 1 :]]
        yield proof[:at]
        yield proof[at + 1 :]
        yield [*proof[:at], *reversed(proof[at:])] if len(proof) - at > 1 else [*proof, step]
    for odd in (b"", bytes(32), TREES[1]):
        yield [*proof, odd]
        yield [odd, *proof]


@pytest.mark.parametrize("size", [1, 2, 5, 7, 8, 21, 64])
def test_no_spoilt_proof_of_an_entry_holds(size: int) -> None:
    for place in range(size):
        leaf, proof, whole = MANY_LEAVES[place], inclusion_proof(MANY_LEAVES[:size], place), TREES[size]
        assert not [bad for bad in harmed(proof) if included(leaf, place, size, bad, whole)]
        others = [other for other in range(-1, size + 2) if other != place]
        assert not [other for other in others if included(leaf, other, size, proof, whole)]
        assert not included(MANY_LEAVES[place + 1], place, size, proof, whole)
        assert not included(leaf, place, size, proof, TREES[size + 1])
        assert not included(leaf, place, 0, proof, whole)


@pytest.mark.parametrize("size", [1, 2, 5, 7, 8, 21, 64])
def test_no_spoilt_proof_of_an_earlier_tree_holds(size: int) -> None:
    for first in range(1, size + 1):
        proof = consistency_proof(MANY_LEAVES[:size], first)
        assert not [bad for bad in harmed(proof) if consistent(first, TREES[first], size, TREES[size], bad)]
        assert not consistent(first, TREES[first - 1], size, TREES[size], proof)
        assert not consistent(first, TREES[first], size, TREES[size - 1], proof)
        assert not consistent(first + 1, TREES[first], size, TREES[size], proof)
        assert not consistent(first - 1, TREES[first], size, TREES[size], proof)
        if first < size:
            assert not consistent(size, TREES[size], first, TREES[first], proof)


@pytest.mark.parametrize("place", [-1, 0, 3])
def test_there_is_no_proof_of_what_a_tree_does_not_hold(place: int) -> None:
    leaves = LEAVES[:3] if place else []
    with pytest.raises(IndexError):
        inclusion_proof(leaves, place)
    with pytest.raises(IndexError):
        consistency_proof(leaves, place + (place > 0))
