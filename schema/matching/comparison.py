"""How far two descriptions agree: for each feature the first level that holds, best first.

Each level is said twice, for the pair in hand and for the training in SQL; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from schema.matching.likeness import (
    addresses_close,
    addresses_like,
    crossed,
    date_slip,
    names_close,
    names_slip,
    one_part_close,
    texts_close,
)
from schema.matching.profile import Profile

Holds = Callable[[Profile, Profile], bool]
IDENTITY: Final = "IDENTITY"
CONTACT: Final = "CONTACT"
NOTHING: Final = "nothing"
"""The level of a feature of which either side says nothing; it weighs nothing."""


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of agreement. `rarity` names the column whose term frequency sharpens the weight."""

    name: str
    words: str
    holds: Holds
    sql: str
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One feature: whether both sides say something of it, and its levels; the last one always holds."""

    name: str
    facet: str  # what a reader must be shown to be told of it
    said: Holds
    unsaid_sql: str
    levels: tuple[Level, ...]

    def level(self, left: Profile, right: Profile) -> str:
        place = self.place(left, right)
        return self.levels[place].name if place >= 0 else NOTHING

    def place(self, left: Profile, right: Profile) -> int:
        """Of the first level that holds; -1 where either side says nothing."""
        if not self.said(left, right):
            return -1
        place = 0
        for level in self.levels:  # a generator here would cost as much as the comparisons
            if level.holds(left, right):
                break
            place += 1
        return place


def _otherwise(words: str, name: str = "differ") -> Level:
    return Level(name, words, lambda left, right: True, "ELSE")


def _common(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


NAME: Final = Comparison(
    "name",
    IDENTITY,
    lambda a, b: bool(a.parts and b.parts),
    "len(parts_l) = 0 OR len(parts_r) = 0",
    (
        Level(
            "same", "the same full name",
            lambda a, b: a.name != "" and a.name == b.name, "name_l = name_r", rarity="first",
        ),
        Level(
            "order", "the same words of the name in another order",
            lambda a, b: a.words != "" and a.words == b.words, "words_l = words_r", rarity="first",
        ),
        Level(
            "alias", "a full name of one is another name of the other",
            lambda a, b: not a.orders.isdisjoint(b.orders), _common("orders"),
        ),
        Level(
            "first", "the same family name and first given name; one says less of the others",
            lambda a, b: a.first != "" and a.first == b.first
            and (a.givens.startswith(b.givens) or b.givens.startswith(a.givens)),
            "first_l = first_r AND (starts_with(givens_l, givens_r) OR starts_with(givens_r, givens_l))",
            rarity="first",
        ),
        Level(
            "middle", "the same family name and first given name, another second one",
            lambda a, b: a.first != "" and a.first == b.first, "first_l = first_r", rarity="first",
        ),
        Level(
            "romanised", "the same name, written differently in our letters",
            lambda a, b: not a.skeletons.isdisjoint(b.skeletons), _common("skeletons"),
        ),
        Level(
            "nickname", "the same family name, and a short form of the given name",
            lambda a, b: not a.nicknames.isdisjoint(b.nicknames), _common("nicknames"),
        ),
        Level(
            "slip", "one letter mistyped in the given name, the family name or each",
            lambda a, b: names_slip(a.pairs, b.pairs), "names_slip(pairs_l, pairs_r)",
        ),
        Level(
            "close", "both names almost the same",
            lambda a, b: names_close(a.pairs, b.pairs), "names_close(pairs_l, pairs_r)",
        ),
        Level(
            "sound", "both names sound the same",
            lambda a, b: not a.sounds.isdisjoint(b.sounds), _common("sounds"),
        ),
        Level(
            "crossed", "given and family name exchanged, almost the same",
            lambda a, b: crossed(a.pairs, b.pairs), "crossed(pairs_l, pairs_r)",
        ),
        Level(
            "initial", "the same family name, and the initial of the given name",
            lambda a, b: not (a.letters.isdisjoint(b.initials) and b.letters.isdisjoint(a.initials)),
            "list_has_any(letters_l, initials_r) OR list_has_any(initials_l, letters_r)",
        ),
        Level(
            "family", "the same family name, another given name",
            lambda a, b: a.family != "" and a.family == b.family, "family_l = family_r", rarity="family",
        ),
        Level(
            "given", "the same given name, another family name",
            lambda a, b: a.given != "" and a.given == b.given, "given_l = given_r", rarity="given",
        ),
        Level(
            "part", "a part of a name in common",
            lambda a, b: not a.parts.isdisjoint(b.parts), _common("parts"),
        ),
        Level(
            "near", "one part of the name almost the same",
            lambda a, b: one_part_close(a.pairs, b.pairs), "one_part_close(pairs_l, pairs_r)",
        ),
        _otherwise("different names"),
    ),
)  # fmt: skip

BIRTH: Final = Comparison(
    "birth",
    IDENTITY,
    lambda a, b: a.year != 0 and b.year != 0,
    "year_l IS NULL OR year_r IS NULL",
    (
        Level(
            "new_year", "the same year, and 1 January, as is written when the day is not known",
            lambda a, b: a.birth != "" and a.birth == b.birth and a.birth.endswith("-01-01"),
            "birth_l = birth_r AND birth_l LIKE '%-01-01'",
        ),
        Level(
            "same", "the same date of birth",
            lambda a, b: a.birth != "" and a.birth == b.birth, "birth_l = birth_r",
        ),
        Level(
            "swapped", "day and month of birth exchanged",
            lambda a, b: a.birth[:4] == b.birth[:4] and a.birth[5:7] == b.birth[8:] and a.birth[8:] == b.birth[5:7]
            and a.birth != "",
            "left(birth_l, 4) = left(birth_r, 4) AND substr(birth_l, 6, 2) = substr(birth_r, 9, 2)"
            " AND substr(birth_l, 9, 2) = substr(birth_r, 6, 2)",
        ),
        Level(
            "slip", "dates of birth one digit apart",
            lambda a, b: date_slip(a.birth, b.birth),
            "abs(year_l - year_r) < 10 AND damerau_levenshtein(birth_l, birth_r) = 1",
        ),
        Level(
            "other_year", "the same day and month of birth, another year",
            lambda a, b: a.birth != "" and a.birth[5:] == b.birth[5:], "substr(birth_l, 6) = substr(birth_r, 6)",
        ),
        Level(
            "two_parts", "two of day, month and year of birth the same",
            lambda a, b: a.birth != "" and a.birth[:4] == b.birth[:4]
            and (a.birth[5:7] == b.birth[5:7] or a.birth[8:] == b.birth[8:]),
            "left(birth_l, 4) = left(birth_r, 4)"
            " AND (substr(birth_l, 6, 2) = substr(birth_r, 6, 2) OR substr(birth_l, 9) = substr(birth_r, 9))",
        ),
        Level(
            "same_year", "the same year of birth, another day",
            lambda a, b: a.birth != "" and b.birth != "" and a.year == b.year,
            "birth_l IS NOT NULL AND birth_r IS NOT NULL AND year_l = year_r",
        ),
        Level(
            "year_fits", "the year of birth or the age fits; no more is known",
            lambda a, b: not (a.birth and b.birth) and abs(a.year - b.year) <= 1,
            "(birth_l IS NULL OR birth_r IS NULL) AND abs(year_l - year_r) <= 1",
        ),
        _otherwise("different dates of birth"),
    ),
)  # fmt: skip

SEX: Final = Comparison(
    "sex",
    IDENTITY,
    lambda a, b: a.sex != "" and b.sex != "",
    "sex_l IS NULL OR sex_r IS NULL",
    (
        Level("same", "the same sex", lambda a, b: a.sex == b.sex, "sex_l = sex_r"),
        _otherwise("different sex"),
    ),
)

PHONE: Final = Comparison(
    "phone",
    CONTACT,
    lambda a, b: bool(a.phones and b.phones),
    "len(phones_l) = 0 OR len(phones_r) = 0",
    (
        Level("same", "a phone number in common", lambda a, b: not a.phones.isdisjoint(b.phones), _common("phones")),
        _otherwise("no phone number in common"),
    ),
)

EMAIL: Final = Comparison(
    "email",
    CONTACT,
    lambda a, b: bool(a.emails and b.emails),
    "len(emails_l) = 0 OR len(emails_r) = 0",
    (
        Level("same", "an e-mail address in common", lambda a, b: not a.emails.isdisjoint(b.emails), _common("emails")),
        _otherwise("no e-mail address in common"),
    ),
)

ADDRESS: Final = Comparison(
    "address",
    CONTACT,
    lambda a, b: bool(a.addresses and b.addresses),
    "len(addresses_l) = 0 OR len(addresses_r) = 0",
    (
        Level("same", "the same address", lambda a, b: not a.places.isdisjoint(b.places), _common("places")),
        Level(
            "close", "almost the same street and number in the same place",
            lambda a, b: addresses_close(a.addresses, b.addresses), "addresses_close(addresses_l, addresses_r)",
        ),
        Level(
            "like", "the address as a whole almost the same",
            lambda a, b: addresses_like(a.homes, b.homes), "addresses_like(homes_l, homes_r)",
        ),
        Level(
            "house", "the same house number in the same suburb or postcode",
            lambda a, b: not a.houses.isdisjoint(b.houses), _common("houses"),
        ),
        Level(
            "road", "the same street in the same suburb or postcode, another number",
            lambda a, b: not a.roads.isdisjoint(b.roads), _common("roads"),
        ),
        Level(
            "street", "almost the same street name, another suburb",
            lambda a, b: texts_close(a.streets, b.streets), "texts_close(streets_l, streets_r)",
        ),
        Level(
            "district", "the same suburb and postcode",
            lambda a, b: not a.districts.isdisjoint(b.districts), _common("districts"),
        ),
        Level(
            "locality", "the same suburb or postcode",
            lambda a, b: not a.localities.isdisjoint(b.localities), _common("localities"),
        ),
        Level(
            "suburb",
            "suburbs almost the same",
            lambda a, b: texts_close(a.suburbs, b.suburbs),
            "texts_close(suburbs_l, suburbs_r)",
        ),
        _otherwise("no address in common"),
    ),
)  # fmt: skip

REFERENCE: Final = Comparison(
    "reference",
    IDENTITY,
    lambda a, b: not a.systems.isdisjoint(b.systems),
    "NOT list_has_any(systems_l, systems_r)",
    (
        Level(
            "same", "the same number of the same system",
            lambda a, b: not a.numbers.isdisjoint(b.numbers), _common("numbers"),
        ),
        _otherwise("another number of the same system"),
    ),
)  # fmt: skip

COMPARISONS: Final = (NAME, BIRTH, SEX, PHONE, EMAIL, ADDRESS, REFERENCE)


def levels(left: Profile, right: Profile) -> Mapping[str, str]:
    """The level of each feature, by its name."""
    return {comparison.name: comparison.level(left, right) for comparison in COMPARISONS}
