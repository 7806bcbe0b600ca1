"""What one record says of who somebody is, in the one spelling that comparison needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar

import orjson

from schema.matching.folding import name_words
from schema.matching.reading import (
    address_text,
    email_text,
    iso_date,
    phone_digits,
    reference_text,
    sex_code,
    year_of_birth,
)

MOST: Final = 12
"""Values kept of each kind; a record with more is a list, not a person."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Name:
    """Folded; either part may be empty, never both."""

    family: str
    given: str


@dataclass(frozen=True, slots=True)
class Description:
    """Everything may be missing. The first name is the one that the record goes by."""

    names: tuple[Name, ...] = ()
    birth_date: str | None = None  # YYYY-MM-DD
    birth_year: int | None = None  # of the date, as stated, or worked out from an age (so a year off)
    sex: str | None = None  # MALE, FEMALE, or the source's other code
    phones: tuple[str, ...] = ()  # digits; Australian ones from 0
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()  # LINE|SUBURB|POSTCODE
    references: tuple[str, ...] = ()  # system:number


def describe(
    *,
    names: Iterable[tuple[str | None, str | None]] = (),  # family name, given names
    birth_date: date | str | None = None,
    birth_year: int | None = None,  # of an age stated: `reading.year_of_age`
    sex: str | None = None,
    phones: Iterable[str | None] = (),
    emails: Iterable[str | None] = (),
    addresses: Iterable[tuple[str | None, str | None, str | None]] = (),  # line, suburb, postcode
    references: Iterable[tuple[str | None, str | None]] = (),  # system, number
) -> Description:
    """Whatever the values are like, a description comes back; what says nothing is left out."""
    born = iso_date(birth_date)
    return Description(
        names=_distinct(_name(family, given) for family, given in names),
        birth_date=born,
        birth_year=int(born[:4]) if born else year_of_birth(birth_year),
        sex=sex_code(sex),
        phones=_distinct(map(phone_digits, phones)),
        emails=_distinct(map(email_text, emails)),
        addresses=_distinct(address_text(*address) for address in addresses),
        references=_distinct(reference_text(*reference) for reference in references),
    )


def as_text(description: Description) -> str:
    """As Neo4j stores it; what is missing is left out, and of nothing comes nothing.

    One text and not a property for each: what is read on arrival is read whole, forty at a time. The addresses stand
    beside it once more, for the search that asks whether a suppressed one was met.
    """
    row: dict[str, Any] = {
        "names": [f"{name.family}|{name.given}" for name in description.names],
        "birth_date": description.birth_date,
        "birth_year": description.birth_year,
        "sex": description.sex,
        "phones": list(description.phones),
        "emails": list(description.emails),
        "addresses": list(description.addresses),
        "references": list(description.references),
    }
    said = {key: value for key, value in row.items() if value not in (None, [])}
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode() if said else ""


@lru_cache(maxsize=16_384)
def of_text(text: str) -> Description:
    """The description that `as_text` wrote. Kept, because the same ones are near again and again."""
    values: dict[str, Any] = orjson.loads(text) if text else {}
    names = tuple(Name(*text.split("|", 1)) for text in values.pop("names", ()))
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Description(names=names, **given)


def _distinct(values: Iterable[_Value | None]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:MOST]


def _name(family: str | None, given: str | None) -> Name | None:
    name = Name(name_words(family or ""), name_words(given or ""))
    return name if name.family or name.given else None
