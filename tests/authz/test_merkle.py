"""The Merkle root against the definition of RFC 9162 section 2.1.1, written down as it stands there."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authz.merkle import leaf_hash, root

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
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hashlib.sha256(b"\x01" + tree_hash(entries[:split]) + tree_hash(entries[split:])).digest()


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
