"""Raw records at rest: only the key opens them, and only under the names that they were sealed with."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from authz.sealing import Sealed, Sealing

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CONTENT = b'{"affected": {"family_name": "Ferrivale"}}'
NAMES = ("l17", "victoria_police", "L17-1", "1", "abc")


def flipped(sealed: Sealed, place: int) -> Sealed:
    """A byte of the record or, behind it, of its wrapped key."""
    whole, length = bytearray(b"".join(sealed)), len(sealed.content)
    whole[place] ^= 1
    return Sealed(bytes(whole[:length]), bytes(whole[length:]))


@given(st.binary(), st.lists(st.text()).map(tuple))
def test_what_was_sealed_is_opened_whole(content: bytes, names: tuple[str, ...]) -> None:
    sealing = Sealing(KEY)
    assert sealing.open(sealing.seal(content, *names), *names) == content


def test_nothing_of_the_content_is_in_what_is_sealed() -> None:
    sealed = b"".join(Sealing(KEY).seal(CONTENT, *NAMES))
    words = (CONTENT[at : at + 4] for at in range(len(CONTENT) - 3))
    assert not [word for word in words if word in sealed]


def test_the_same_content_is_never_sealed_alike() -> None:
    """Equal bytes would tell that two reports say the same."""
    sealing = Sealing(KEY)
    sealed = [sealing.seal(CONTENT, *NAMES) for _ in range(50)]
    assert len({one.content for one in sealed}) == len({one.wrapped for one in sealed}) == 50


@pytest.mark.parametrize("place", range(12 + len(CONTENT) + 16 + 12 + 32 + 16))
def test_an_altered_byte_is_refused_wherever_it_is(place: int) -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises(InvalidTag):
        Sealing(KEY).open(flipped(sealed, place), *NAMES)


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_another_name_is_refused_whichever_it_is(place: int) -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises(InvalidTag):
        Sealing(KEY).open(sealed, *NAMES[:place], "other", *NAMES[place + 1 :])


def test_each_record_has_a_key_of_its_own_and_opens_by_no_other() -> None:
    one, other = (Sealing(KEY).seal(CONTENT, *NAMES) for _ in range(2))
    with pytest.raises(InvalidTag):
        Sealing(KEY).open(Sealed(one.content, other.wrapped), *NAMES)


def test_without_its_key_the_hubs_own_opens_nothing() -> None:
    """Not as the wrapped key of another record, and not as the key of this one."""
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises((InvalidTag, ValueError)):
        Sealing(KEY).open(Sealed(sealed.content, b""), *NAMES)
    with pytest.raises(InvalidTag):
        AESGCM(KEY).decrypt(sealed.content[:12], sealed.content[12:], "\x1f".join(NAMES).encode())


def test_another_key_is_refused() -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises(InvalidTag):
        Sealing(OTHER_KEY).open(sealed, *NAMES)
