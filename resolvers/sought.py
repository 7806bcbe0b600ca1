"""What a search is asked by, read once: folded as records are, or refused with the field and the mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from authz.search import Sought
from authz.words import SearchKey, Standing
from graph.selection import Selection, given_of
from resolvers.errors import Fault
from schema.matching.description import Name
from schema.matching.finding import Wanted
from schema.matching.folding import LONGEST, name_words
from schema.matching.reading import address_text, iso_date, phone_digits, reference_text, sex_code

NAMES = ("name", "family_name", "given_names")
TEXTS = (*NAMES, "sex", "phone")
OLDEST = 120
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """The values searched by, and what the policy is asked of them."""

    wanted: Wanted
    sought: Sought


def asked(selection: Selection, variables: Mapping[str, Any]) -> Asked:
    by = {name: value for name, value in given_of(selection.arguments["by"], variables).items() if value is not None}
    _short(by)
    wanted = Wanted(
        **_named(by),
        birth_date=_birth_date(by),
        age=_age(by),
        sex=_sex(by),
        address=_address(by),
        phone=_phone(by),
        reference=_reference(by),
    )
    keys = frozenset(_keys(wanted))
    if not keys:
        raise _bad("", "A person is searched by a name, an address, a phone or a reference: give one beside the rest.")
    return Asked(wanted, Sought(keys, _standing(by), wanted.birth_date is not None))


def _keys(wanted: Wanted) -> list[SearchKey]:
    named = SearchKey.NAME_AND_BIRTH if wanted.birth_date else SearchKey.NAME
    found = {
        named: bool(wanted.words),
        SearchKey.ADDRESS: bool(wanted.address),
        SearchKey.PHONE: bool(wanted.phone),
        SearchKey.REFERENCE: bool(wanted.reference),
    }
    return [key for key, given in found.items() if given]


def _standing(by: Mapping[str, Any]) -> Standing:
    said = by.get("as_")
    return Standing.NONE if said is None else Standing(said.value if isinstance(said, Enum) else said)


def _short(by: Mapping[str, Any]) -> None:
    """Said for every text alike: nothing that is longer is cut in silence."""
    texts = {name: by[name] for name in TEXTS if name in by}
    for part in ("address", "reference"):
        texts |= {f"{part}.{name}": text for name, text in (by.get(part) or {}).items() if text is not None}
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise _bad(name, f"This is over {LONGEST} characters.")


def _named(by: Mapping[str, Any]) -> dict[str, Any]:
    """Without parts, a name may be any of its readings: the last word, or the first, is the family name."""
    if "name" in by and ("family_name" in by or "given_names" in by):
        raise _bad("name", "Give `name` alone, or `familyName` and `givenNames`.")
    parts = {name: _words(name, by[name]) for name in NAMES if name in by}
    words = tuple(word for name in ("name", "given_names", "family_name") for word in parts.get(name, ()))
    if parts and all(len(word) == 1 for word in words):
        raise _bad(next(iter(parts)), "A letter is no name: give a whole word of it.")
    if len(words) > MOST_WORDS:
        raise _bad(next(iter(parts)), f"A name has at most {MOST_WORDS} words.")
    return {"names": _readings(parts, words), "words": words}


def _readings(parts: Mapping[str, tuple[str, ...]], words: tuple[str, ...]) -> tuple[Name, ...]:
    if not words:
        return ()
    if "name" not in parts:
        family, given = (" ".join(parts.get(name, ())) for name in ("family_name", "given_names"))
        return (Name(family, given), Name(given, family)) if family and given else (Name(family, given),)
    if len(words) == 1:
        return Name(words[0], ""), Name("", words[0])
    return Name(words[-1], " ".join(words[:-1])), Name(words[0], " ".join(words[1:]))


def _words(field: str, text: str) -> tuple[str, ...]:
    words = tuple(name_words(text).split())
    if not words:
        raise _bad(field, "This names nobody: give a word of a name, not UNKNOWN, BABY OF or a sign.")
    return words


def _birth_date(by: Mapping[str, Any]) -> str | None:
    if "birth_date" not in by:
        return None
    if "age" in by:
        raise _bad("age", "Give a date of birth or an age, not both.")
    born = iso_date(by["birth_date"])
    if born is None:
        raise _bad("birthDate", "This is no date of birth: leave it out when it is not known.")
    return born


def _age(by: Mapping[str, Any]) -> int | None:
    if "age" in by and not 0 <= by["age"] <= OLDEST:
        raise _bad("age", f"An age is 0 to {OLDEST} years.")
    return by.get("age")


def _sex(by: Mapping[str, Any]) -> str | None:
    return sex_code(by.get("sex"))


def _address(by: Mapping[str, Any]) -> str:
    if "address" not in by:
        return ""
    place = by["address"]
    found = address_text(place["line"], place.get("suburb"), place.get("postcode"))
    if found is None:
        raise _bad("address", "Give number and street: a suburb alone is no address.", "line")
    return found


def _phone(by: Mapping[str, Any]) -> str:
    if "phone" not in by:
        return ""
    digits = phone_digits(by["phone"])
    if digits is None:
        raise _bad("phone", "This is no phone number: give all of its digits.")
    return digits


def _reference(by: Mapping[str, Any]) -> str:
    if "reference" not in by:
        return ""
    found = reference_text(by["reference"]["system"], by["reference"]["id"])
    if found is None:
        raise _bad("reference", "Give the system and a number of it.")
    return found


def _bad(field: str, message: str, *within: str) -> Fault:
    camel = {"family_name": "familyName", "given_names": "givenNames"}.get(field, field)
    path = ("by", *(part for part in camel.split(".") if part), *within)
    return Fault("BAD_INPUT", message, path)
