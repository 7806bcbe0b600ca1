"""The forms of one name under which it may be found the same: whole, short, turned round, as it sounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schema.matching.description import Name
from schema.matching.nicknames import full_forms
from schema.matching.sounds import plain_given, skeleton, sound, without_articles

Texts = frozenset[str]
NONE: Final[Texts] = frozenset()
LEAST_SKELETON: Final = 5
"""Letters; a shorter skeleton is that of many names, and twins may be Aiden and Eden."""


@dataclass(frozen=True, slots=True)
class NameForms:
    """`GIVEN|FAMILY`, each written together. A part of one letter is no name: all but the initial is empty then."""

    whole: str = ""  # all given names and the family name
    turned: str = ""  # the same, exchanged
    first: str = ""  # the first given name and the family name
    words: str = ""  # all words in the order of the alphabet
    given: str = ""  # the first one
    givens: str = ""  # all
    family: str = ""
    skeletons: Texts = NONE
    spelling: str = ""  # the given name and the skeleton of the family name
    nicknames: Texts = NONE  # each full form of the given name, with the family name
    calls: Texts = NONE  # each given name, with the family name
    sounds: str = ""
    initial: str = ""  # the first letter of the given name, and the family name
    is_initial: bool = False  # the record itself has a letter only


@lru_cache(maxsize=65_536)
def name_forms(name: Name) -> NameForms:
    """Pure; kept, because names come again."""
    words, givens = name.family.split(), plain_given(name.given.split())
    bare, family, given = without_articles(words), "".join(words), "".join(givens[:1])
    if len(given) < 2 or len(bare) < 2:
        return _partial(given, family, bare)
    together, bones = "".join(givens), skeleton(bare)
    return NameForms(
        whole=f"{together}|{family}",
        turned=f"{family}|{together}",
        first=f"{given}|{family}",
        words=" ".join(sorted(givens + words)),
        given=given,
        givens=" ".join(givens),
        family=family,
        skeletons=frozenset(
            _sorted(found, bones) for one in (given, together) if len(found := skeleton(one)) >= LEAST_SKELETON
        ),
        spelling=f"{given}|{bones}",
        nicknames=frozenset(f"{form}|{bare}" for form in full_forms(given)),
        calls=frozenset(f"{word}|{family}" for word in givens if len(word) > 1),
        sounds=_sorted(sound(given), sound(bare)),
        initial=f"{given[0]}|{bare}",
    )


def _partial(given: str, family: str, bare: str) -> NameForms:
    """One part is missing, or a letter."""
    named = len(bare) > 1
    return NameForms(
        given=given if len(given) > 1 else "",
        givens=given,
        family=family if named else "",
        initial=f"{given}|{bare}" if named and given else "",
        is_initial=named and given != "",
    )


def _sorted(*texts: str) -> str:
    return " ".join(sorted(texts))
