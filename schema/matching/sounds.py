"""Forms of a name that do not change with its spelling: as it sounds, and as it was romanised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import jellyfish

ARTICLES: Final = frozenset({"AL", "EL", "UL", "AR", "AS", "AD", "BIN", "IBN", "BINT", "BEN"})
"""Words of a name that one clerk writes and the next leaves out."""

_MARKERS: Final = frozenset({"THI", "VAN"})  # before a Vietnamese given name; alone, a name
_BOUND: Final = frozenset({"ABDUL", "ABDEL", "ABD", "ABU"})  # no name without the next word

_SPELLINGS: Final = (
    (re.compile(r"PH"), "F"),
    (re.compile(r"KH|CK|GH|Q|C(?=[AOUKLRT])"), "K"),
    (re.compile(r"ZH|^CH|TCH|TSCH|CZ"), "C"),
    (re.compile(r"SCH|SH|SZ|^X|HS(?=[IU])"), "S"),
    (re.compile(r"X"), "KS"),
    (re.compile(r"DH"), "D"),
    (re.compile(r"TH"), "T"),
    (re.compile(r"DJ|DZ|^Y(?=[AEIOU])"), "J"),
    (re.compile(r"W"), "V"),
    (re.compile(r"(?<=[AEIOUY])H$"), ""),
    (re.compile(r"[AEIY]*[OU][AEIOUY]*"), "U"),  # one run of vowels: dark with an O or U in it,
    (re.compile(r"[AEIY]+"), "A"),  # else light, so that Hassan and Hussein stay two names
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """MOHAMMED, MUHAMMAD and MOHAMAD are one; so are HUSSEIN and HUSAIN, but not HASSAN."""
    for spelling, sound in _SPELLINGS:
        word = spelling.sub(sound, word)
    return word


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The Metaphone code; of a word without one, such as digits, the word itself."""
    return jellyfish.metaphone(word).replace(" ", "") or word


def without_articles(words: Sequence[str]) -> str:
    """AL HUSSEIN is HUSSEIN, written together; a name of articles only is kept."""
    return "".join(word for word in words if word not in ARTICLES) or "".join(words)


def plain_given(words: Sequence[str]) -> list[str]:
    """THI MAI is MAI, and ABDUL RAHMAN is one name: else two brothers would have the same first name. A letter in
    front is a father's or a village's, and goes last."""
    ordered = sorted(words, key=_is_letter)
    if len(ordered) > 1 and ordered[0] in _MARKERS:
        ordered = ordered[1:]
    if len(ordered) > 1 and ordered[0] in _BOUND:
        return [ordered[0] + ordered[1], *ordered[2:]]
    return ordered


def _is_letter(word: str) -> bool:
    return len(word) == 1
