"""What is compared: forms derived once from a description, the same for one pair and for the training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from schema.matching.description import Description, Name
from schema.matching.forms import NONE, NameForms, Texts, name_forms
from schema.matching.streets import house, street, written_out

Place = tuple[str, str, str]
"""Line, suburb, postcode."""

_NAMELESS: Final = NameForms()


@dataclass(frozen=True, slots=True)
class Profile:
    """Field by field what `comparison.py` and, as columns, Splink compare. Empty: not said."""

    name: str  # the name that the record goes by, whole; below are its parts
    first: str
    words: str
    family: str
    given: str
    givens: str
    wholes: Texts  # of all names, from here on
    turned: Texts
    firsts: Texts
    skeletons: Texts
    spellings: Texts
    nicknames: Texts
    calls: Texts
    sounds: Texts
    initials: Texts
    letters: Texts  # initials of names that have no more than the letter
    parts: Texts
    pairs: tuple[tuple[str, str], ...]  # first given name and family name
    birth: str
    year: int
    sex: str
    phones: Texts
    emails: Texts
    places: Texts  # line with suburb, and line with postcode
    wholly: Texts  # line with suburb and postcode, both known
    addresses: tuple[Place, ...]
    homes: tuple[str, ...]  # each address as one text
    lines: Texts
    doors: Texts  # number of the house with suburb and postcode
    houses: Texts  # number of the house with suburb, and with postcode
    roads: Texts  # street with suburb, and with postcode
    streets: Texts
    districts: Texts  # suburb with postcode
    suburbs: Texts
    localities: Texts  # suburbs and postcodes
    numbers: Texts  # system:number
    systems: Texts


@lru_cache(maxsize=16_384)
def profile(description: Description) -> Profile:
    """Pure; kept, because one description is compared with many."""
    return Profile(
        birth=description.birth_date or "",
        year=description.birth_year or 0,
        sex=description.sex or "",
        phones=frozenset(description.phones),
        emails=frozenset(description.emails),
        numbers=frozenset(description.references),
        systems=frozenset([reference.rsplit(":", 1)[0] for reference in description.references]),
        **_named(description.names),
        **_placed(description.addresses),
    )


def place(address: str) -> Place:
    """`LINE|SUBURB|POSTCODE` in its parts, the line written out."""
    line, suburb, postcode = address.split("|")
    return written_out(line), suburb, postcode


@lru_cache(maxsize=16_384)
def _named(names: tuple[Name, ...]) -> dict[str, Any]:
    forms = [name_forms(name) for name in names]
    own = forms[0] if forms else _NAMELESS
    return {
        **{"name": own.whole, "first": own.first, "words": own.words, "family": own.family},
        **{"given": own.given, "givens": own.givens},
        "wholes": _said([one.whole for one in forms]),
        "turned": _said([one.turned for one in forms]),
        "firsts": _said([one.first for one in forms]),
        "skeletons": NONE.union(*[one.skeletons for one in forms]),
        "spellings": _said([one.spelling for one in forms]),
        "nicknames": NONE.union(*[one.nicknames for one in forms]),
        "calls": NONE.union(*[one.calls for one in forms]),
        "sounds": _said([one.sounds for one in forms]),
        "initials": _said([one.initial for one in forms]),
        "letters": _said([one.initial for one in forms if one.is_initial]),
        "parts": _said([part for one in forms for part in (one.given, one.family)]),
        "pairs": tuple([(one.given, one.family) for one in forms]),
    }


@lru_cache(maxsize=16_384)
def _placed(addresses: tuple[str, ...]) -> dict[str, Any]:
    parts = [place(address) for address in addresses]
    return {
        "places": _with_place(parts, str),
        "wholly": _with_district(parts, str),
        "addresses": tuple(parts),
        "homes": tuple(["|".join(one) for one in parts]),
        "lines": frozenset([line for line, *_ in parts if not line.isdigit()]),
        "doors": _with_district(parts, house),
        "houses": _with_place(parts, house),
        "roads": _with_place(parts, street),
        "streets": _said([street(line) for line, *_ in parts]),
        "districts": frozenset([f"{suburb}|{postcode}" for _, suburb, postcode in parts if suburb and postcode]),
        "suburbs": _said([suburb for _, suburb, _ in parts]),
        "localities": _said([where for _, *places in parts for where in places]),
    }


def _with_place(parts: Sequence[Place], part: Callable[[str], str]) -> Texts:
    """A part of each line that has it, once with the suburb and once with the postcode, as far as they are known."""
    found = [(part(line), where) for line, *places in parts for where in places if where]
    return frozenset([f"{text}|{where}" for text, where in found if text])


def _with_district(parts: Sequence[Place], part: Callable[[str], str]) -> Texts:
    """A part of each line that has it with both suburb and postcode, where both are known."""
    found = [(part(line), suburb, postcode) for line, suburb, postcode in parts if suburb and postcode]
    return frozenset(["|".join(one) for one in found if one[0]])


def _said(texts: Sequence[str]) -> Texts:
    return frozenset([text for text in texts if text])
