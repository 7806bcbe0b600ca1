"""How far date of birth, sex and the numbers of source systems agree, best first."""

from __future__ import annotations

from typing import Final

from schema.matching.levels import IDENTITY, Comparison, Level, common, otherwise
from schema.matching.likeness import date_slip

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
        Level(
            "year_near", "the year of birth or the age is up to five years off; no more is known",
            lambda a, b: not (a.birth and b.birth) and abs(a.year - b.year) <= 5,
            "(birth_l IS NULL OR birth_r IS NULL) AND abs(year_l - year_r) <= 5",
        ),
        otherwise("different dates of birth"),
    ),
)  # fmt: skip

SEX: Final = Comparison(
    "sex",
    IDENTITY,
    lambda a, b: a.sex != "" and b.sex != "",
    "sex_l IS NULL OR sex_r IS NULL",
    (
        Level("same", "the same sex", lambda a, b: a.sex == b.sex, "sex_l = sex_r"),
        otherwise("different sex"),
    ),
)

REFERENCE: Final = Comparison(
    "reference",
    IDENTITY,
    lambda a, b: not a.systems.isdisjoint(b.systems),
    "NOT list_has_any(systems_l, systems_r)",
    (
        Level(
            "same", "the same number of the same system",
            lambda a, b: not a.numbers.isdisjoint(b.numbers), common("numbers"),
        ),
        otherwise("another number of the same system"),
    ),
)  # fmt: skip
