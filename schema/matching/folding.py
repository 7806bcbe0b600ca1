"""Text of any script in capital ASCII, and the words that stand where a name should."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

LONGEST: Final = 200
"""Characters of one value that are read; nobody's name is longer, and time stays bounded."""

PLACEHOLDERS: Final = frozenset(
    {
        *("UNKNOWN", "UNK", "UNKN", "N A", "NA", "NIL", "NONE", "NOT KNOWN", "NOT STATED", "NOT PROVIDED"),
        *("NOT RECORDED", "NO NAME", "NFN", "NLN", "NO GIVEN NAME", "NO FAMILY NAME", "TBA", "TBC", "ANONYMOUS"),
        *("REFUSED", "WITHHELD", "BABY", "BABY OF", "BABY BOY", "BABY GIRL", "NEWBORN", "INFANT", "CHILD"),
        *("UNBORN", "TWIN", "TWIN 1", "TWIN 2", "TWIN ONE", "TWIN TWO", "MALE", "FEMALE", "ADULT", "PERSON"),
        *("TEST", "TESTING", "DUMMY", "XX", "XXX", "XXXX"),
    }
)
_NEWBORN = re.compile(r"(BABY|INFANT|CHILD) OF\b.*")
_TITLES: Final = frozenset({"MR", "MRS", "MS", "MISS", "DR", "MX"})
_SEPARATORS = re.compile(r"[^0-9A-Z]+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Capital ASCII letters and digits, one space between; of the first 200 characters."""
    return _SEPARATORS.sub(" ", anyascii(text[:LONGEST]).upper()).strip()


def tokens(text: str) -> tuple[str, ...]:
    """The folded words: `tokens("Nguyễn  Thị")` is ("NGUYEN", "THI")."""
    return tuple(fold(text).split())


@lru_cache(maxsize=65_536)
def name_words(text: str) -> str:
    """A name part folded, without titles; empty when it is no name: UNKNOWN, BABY OF ANN, an emoji, digits."""
    words = fold(_letters(text[:LONGEST]))
    if words in PLACEHOLDERS or _NEWBORN.fullmatch(words):
        return ""
    named = [word for word in words.split() if word not in _TITLES and not word.isdigit()]
    return " ".join(named)


def _letters(text: str) -> str:
    """Symbols would be spelt out: an emoji would become the name GRINNING."""
    return "".join(" " if unicodedata.category(letter)[0] == "S" else letter for letter in text)
