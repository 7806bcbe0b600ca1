"""Raw records at rest: only the key opens them, and only under the names that they were sealed with."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from authz.sealing import Sealing

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CONTENT = b'{"affected": {"family_name": "Ferrivale"}}'
NAMES = ("l17", "victoria_police", "L17-1", "1", "abc")


def flipped(sealed: bytes, place: int) -> bytes:
    return sealed[:place] + bytes((sealed[place] ^ 1,)) + sealed[place + 1 :]


@given(st.binary(), st.lists(st.text()).map(tuple))
def test_what_was_sealed_is_opened_whole(content: bytes, names: tuple[str, ...]) -> None:
    sealing = Sealing(KEY)
    assert sealing.open(sealing.seal(content, *names), *names) == content


def test_nothing_of_the_content_is_in_what_is_sealed() -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    words = (CONTENT[at : at + 4] for at in range(len(CONTENT) - 3))
    assert not [word for word in words if word in sealed]


def test_the_same_content_is_never_sealed_alike() -> None:
    """Equal bytes would tell that two reports say the same."""
    sealing = Sealing(KEY)
    assert len({sealing.seal(CONTENT, *NAMES) for _ in range(50)}) == 50


@pytest.mark.parametrize("place", range(12 + len(CONTENT) + 16))
def test_an_altered_byte_is_refused_wherever_it_is(place: int) -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises(InvalidTag):
        Sealing(KEY).open(flipped(sealed, place), *NAMES)


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_another_name_is_refused_whichever_it_is(place: int) -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises(InvalidTag):
        Sealing(KEY).open(sealed, *NAMES[:place], "other", *NAMES[place + 1 :])


def test_another_key_is_refused() -> None:
    sealed = Sealing(KEY).seal(CONTENT, *NAMES)
    with pytest.raises(InvalidTag):
        Sealing(OTHER_KEY).open(sealed, *NAMES)
