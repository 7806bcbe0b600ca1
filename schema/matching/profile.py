"""What is compared: forms derived once from a description, the same for one pair and for the training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schema.matching.description import Description, Name
from schema.matching.nicknames import full_forms
from schema.matching.sounds import plain_given, skeleton, sound, without_articles
from schema.matching.streets import house, street, written_out

Texts = frozenset[str]
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class NameForms:
    """One name, written together within a part: `GIVEN|FAMILY`. Empty sets where a part is missing or a letter."""

    whole: str  # all given names and the family name
    first: str  # the first given name and the family name
    order: str  # all words in the order of the alphabet
    given: str
    givens: str  # all given names
    family: str
    skeletons: Texts
    nicknames: Texts
    sounds: str
    initial: str  # the first letter of the given name, and the family name
    is_initial: bool  # the record itself has a letter only


@dataclass(frozen=True, slots=True)
class Profile:
    """Field by field what `comparison.py` and, as columns, Splink compare."""

    name: str  # whole, of the name that the record goes by
    first: str
    words: str
    family: str
    given: str
    givens: str
    orders: Texts
    firsts: Texts
    skeletons: Texts
    nicknames: Texts
    sounds: Texts
    initials: Texts
    letters: Texts  # initials of records that have no more than the letter
    parts: Texts
    pairs: tuple[tuple[str, str], ...]  # first given name and family name
    birth: str
    year: int
    sex: str
    phones: Texts
    emails: Texts
    places: Texts  # LINE|SUBURB and LINE|POSTCODE
    lines: Texts
    addresses: tuple[tuple[str, str, str], ...]  # line, suburb, postcode
    homes: tuple[str, ...]
    houses: Texts  # number of the house with suburb, and with postcode
    roads: Texts  # street with suburb, and with postcode
    streets: Texts
    districts: Texts  # SUBURB|POSTCODE
    suburbs: Texts
    localities: Texts  # suburbs and postcodes
    numbers: Texts  # system:number
    systems: Texts


@lru_cache(maxsize=16_384)
def profile(description: Description) -> Profile:
    """Pure; kept, because one description is compared with many."""
    names = [name_forms(name) for name in description.names]
    own = names[0] if names else _NAMELESS
    addresses = [_place(address) for address in description.addresses]
    return Profile(
        name=own.whole,
        first=own.first,
        words=own.order,
        family=own.family,
        given=own.given,
        givens=own.givens,
        orders=_set(name.order for name in names),
        firsts=_set(name.first for name in names),
        skeletons=frozenset().union(*(name.skeletons for name in names)),
        nicknames=frozenset().union(*(name.nicknames for name in names)),
        sounds=_set(name.sounds for name in names),
        initials=_set(name.initial for name in names),
        letters=_set(name.initial for name in names if name.is_initial),
        parts=_set(part for name in names for part in (name.given, name.family)),
        pairs=tuple((name.given, name.family) for name in names),
        birth=description.birth_date or "",
        year=description.birth_year or 0,
        sex=description.sex or "",
        phones=frozenset(description.phones),
        emails=frozenset(description.emails),
        places=_set(f"{line}|{place}" for line, *places in addresses for place in places if place),
        lines=_set(line for line, *_ in addresses if not line.isdigit()),
        addresses=tuple(addresses),
        homes=tuple("|".join(address) for address in addresses),
        houses=_set(f"{number}|{place}" for number, places in _parts(addresses, house) for place in places),
        roads=_set(f"{road}|{place}" for road, places in _parts(addresses, street) for place in places),
        streets=_set(road for road, _ in _parts(addresses, street)),
        districts=_set(f"{suburb}|{postcode}" for _, suburb, postcode in addresses if suburb and postcode),
        suburbs=_set(suburb for _, suburb, _ in addresses),
        localities=_set(place for _, *places in addresses for place in places),
        numbers=frozenset(description.references),
        systems=_set(reference.rsplit(":", 1)[0] for reference in description.references),
    )


@lru_cache(maxsize=65_536)
def name_forms(name: Name) -> NameForms:
    """A part of one letter is no name: it makes an initial, and nothing whole."""
    family_words, given_words = name.family.split(), plain_given(name.given.split())
    family, given = without_articles(family_words), "".join(given_words[:1])
    together, written = "".join(given_words), "".join(family_words)
    is_initial = len(given) == 1 and len(family) > 1
    full = len(given) > 1 and len(family) > 1
    return NameForms(
        whole=f"{together}|{written}" if full else "",
        first=f"{given}|{written}" if full else "",
        order=" ".join(sorted(given_words + family_words)) if full else "",
        given=given if len(given) > 1 else "",
        givens=" ".join(given_words),
        family=written if len(family) > 1 else "",
        skeletons=_set(_sorted(skeleton(one), skeleton(family)) for one in (given, together) if full),
        nicknames=_set(f"{form}|{family}" for form in full_forms(given) if full),
        sounds=_sorted(sound(given), sound(family)) if full else "",
        initial=f"{given[0]}|{family}" if full or is_initial else "",
        is_initial=is_initial,
    )


def _place(address: str) -> Place:
    line, suburb, postcode = address.split("|")
    return written_out(line), suburb, postcode


def _parts(addresses: Sequence[Place], part: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """A part of each line that has it, with suburb and postcode as far as they are known."""
    return [(found, [place for place in places if place]) for line, *places in addresses if (found := part(line))]


def _sorted(*words: str) -> str:
    return " ".join(sorted(words))


def _set(values: Iterable[str]) -> Texts:
    return frozenset(value for value in values if value)


_NAMELESS = NameForms("", "", "", "", "", "", frozenset(), frozenset(), "", "", False)
