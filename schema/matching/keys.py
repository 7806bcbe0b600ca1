"""Blocking keys: two records are compared only when they share one. And the tokens of a search by name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import Final

from schema.matching.description import Description, Name
from schema.matching.folding import name_words
from schema.matching.forms import name_forms
from schema.matching.profile import place
from schema.matching.sounds import skeleton, sound

MOST: Final = 40
LONGEST: Final = 80


def keys_of(description: Description) -> frozenset[str]:
    """At most 40, of 80 characters; every kind has its turn before any kind has its second."""
    kinds = (
        _references(description),
        _contacts(description),
        *(kind(description) for kind in (_names, _births, _years, _addresses)),
    )
    turns = chain.from_iterable(zip_longest(*kinds))
    return frozenset(_short(key) for key in list(dict.fromkeys(filter(None, turns)))[:MOST])


def term(key: str) -> str:
    """A key as the full-text index has it: one word, of no meaning to its query language, telling nothing of whom."""
    return hashlib.blake2b(_short(key).encode(), digest_size=8).hexdigest()


def tokens_of(description: Description) -> frozenset[str]:
    """Every word of every name, and every street with its number, so that a search finds it by any of them."""
    words = " ".join(word for name in description.names for word in (name.family, name.given))
    return frozenset([*sorted(word_keys(words))[:MOST], *(street_token(address) for address in description.addresses)])


def word_keys(text: str) -> frozenset[str]:
    """Of each word of a name, as it is, as it sounds and as it was romanised."""
    return frozenset(_short(f"token:{token}") for token in search_tokens(text))


def reference_key(reference: str) -> str:
    return f"ref:{reference}"


def phone_key(phone: str) -> str:
    return f"tel:{phone}"


def street_token(address: str) -> str:
    """Of `LINE|SUBURB|POSTCODE`, for a search by address: suburb and postcode are compared afterwards."""
    return _short(f"street:{address.partition('|')[0].replace(' ', '')}")


def search_tokens(text: str) -> frozenset[str]:
    """Of each word of a name itself, `~` its sound and `=` its skeleton, for a search in any order of words."""
    words = name_words(text).split()
    return frozenset(chain.from_iterable((word, f"~{sound(word)}", f"={skeleton(word)}") for word in words))


def _references(description: Description) -> Iterator[str]:
    return map(reference_key, description.references)


def _contacts(description: Description) -> Iterator[str]:
    yield from map(phone_key, description.phones)
    yield from (f"mail:{email}" for email in description.emails)


def _names(description: Description) -> Iterator[str]:
    """The whole name in any order, as it sounds, and as it was romanised."""
    for forms in map(name_forms, description.names):
        if forms.words:
            yield f"name:{forms.words}"
            yield f"sound:{forms.sounds}"
            yield from (f"bones:{bones}" for bones in sorted(forms.skeletons))


def _births(description: Description) -> Iterator[str]:
    """The date, day and month in either order; and that day of any year, with the sound of one part of the name."""
    if born := description.birth_date:
        day = "-".join(sorted((born[5:7], born[8:])))
        yield "" if day == "01-01" else f"born:{born[:4]}-{day}"  # the day that is written when none is known
        yield from (f"day:{part}:{day}" for part in _sounds(description.names))


def _years(description: Description) -> Iterator[str]:
    """Sound of one part and the first letter of the other, with the year; a stated year may be one off."""
    if year := description.birth_year:
        known = description.birth_date is not None
        for name in description.names:
            for near in (year,) if known else (year, year - 1, year + 1):
                yield from (f"year:{part}:{near}" for part in _parts_and_letters(name))


def _addresses(description: Description) -> Iterator[str]:
    """Where somebody lives, with one part of the name, and alone: those of one home are told apart later."""
    parts = _sounds(description.names)
    for line, suburb, postcode in map(place, description.addresses):
        street = line.replace(" ", "")
        yield from (f"at:{part}:{street}" for part in parts)
        yield from (f"home:{street}:{where}" for where in (suburb, postcode) if where)
        for forms in map(name_forms, description.names):
            if forms.family and forms.initial and postcode:
                yield f"near:{sound(forms.family)}:{forms.initial[0]}:{postcode}"


def _sounds(names: Iterable[Name]) -> list[str]:
    forms = [name_forms(name) for name in names]
    return list(dict.fromkeys(sound(part) for form in forms for part in (form.family, form.given) if part))


def _parts_and_letters(name: Name) -> Iterator[str]:
    forms = name_forms(name)
    if forms.family and forms.initial:
        yield f"{sound(forms.family)}:{forms.initial[0]}"
    if forms.given and forms.family:
        yield f"{sound(forms.given)}:{forms.family[0]}"


def _short(key: str) -> str:
    """A long key ends in a digest, so that two long ones differ."""
    if len(key) <= LONGEST:
        return key
    return key[: LONGEST - 17] + "#" + hashlib.sha256(key.encode()).hexdigest()[:16]
