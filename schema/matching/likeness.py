"""Likeness of spellings, best over all that two records give. Each function has its twin in SQL beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.distance.JaroWinkler import similarity as alike

Pairs = Collection[tuple[str, str]]  # given name, family name
Places = Collection[tuple[str, str, str]]  # line, suburb, postcode

ALIKE: Final = 0.88

_PART = """jaro_winkler_similarity(nullif(split_part(x, '|', {0}), ''), split_part(y, '|', {1})) >= {2}"""
_SLIP = "damerau_levenshtein(nullif(split_part(x, '|', {0}), ''), nullif(split_part(y, '|', {0}), '')) <= 1"
_SAME = "nullif(split_part(x, '|', {0}), '') = split_part(y, '|', {0})"
_SOME = """CREATE OR REPLACE MACRO {name}(a, b) AS
    len(list_filter(a, lambda x: len(list_filter(b, lambda y: {condition})) > 0)) > 0"""


def _macro(name: str, condition: str) -> str:
    return _SOME.format(name=name, condition=condition)


MACROS: Final = (
    _macro("names_slip", f"{_SLIP.format(1)} AND {_SLIP.format(2)}"),
    _macro("spelt", f"nullif(split_part(x, '|', 1), '') = split_part(y, '|', 1) AND {_SLIP.format(2)}"),
    _macro("names_close", f"{_PART.format(1, 1, ALIKE)} AND {_PART.format(2, 2, ALIKE)}"),
    _macro("crossed", f"{_PART.format(1, 2, ALIKE)} AND {_PART.format(2, 1, ALIKE)}"),
    _macro("one_part_crossed", f"{_PART.format(1, 2, ALIKE)} OR {_PART.format(2, 1, ALIKE)}"),
    _macro("one_part_close", f"{_PART.format(1, 1, ALIKE)} OR {_PART.format(2, 2, ALIKE)}"),
    _macro(
        "addresses_close",
        f"({_SAME.format(2)} OR {_SAME.format(3)}) AND {_PART.format(1, 1, ALIKE)}",
    ),
    _macro("addresses_nearly", f"{_SAME.format(2)} AND {_SAME.format(3)} AND {_PART.format(1, 1, ALIKE)}"),
    _macro("addresses_like", "levenshtein(x, y) <= greatest(length(x), length(y)) // 4"),
    _macro("texts_close", f"jaro_winkler_similarity(x, y) >= {ALIKE}"),
)
"""The functions below for DuckDB."""


def names_slip(left: Pairs, right: Pairs) -> bool:
    """One letter left out, put in, replaced or exchanged with the next, at most once in each part."""
    for given, family in left:
        for other_given, other_family in right:
            if _slip(given, other_given) and _slip(family, other_family):
                return True
    return False


def spelt(left: Pairs, right: Pairs) -> bool:
    """The given name as it is, one letter of the family name wrong."""
    for given, family in left:
        for other_given, other_family in right:
            if given and given == other_given and _slip(family, other_family):
                return True
    return False


def names_close(left: Pairs, right: Pairs) -> bool:
    """Both parts of some name are alike."""
    for given, family in left:
        for other_given, other_family in right:
            if (given and alike(given, other_given, score_cutoff=ALIKE)) and (
                family and alike(family, other_family, score_cutoff=ALIKE)
            ):
                return True
    return False


def crossed(left: Pairs, right: Pairs) -> bool:
    """Given name like family name, and family name like given name."""
    return names_close(left, [(family, given) for given, family in right])


def one_part_close(left: Pairs, right: Pairs) -> bool:
    """Given names alike, or family names."""
    for given, family in left:
        for other_given, other_family in right:
            if (given and alike(given, other_given, score_cutoff=ALIKE)) or (
                family and alike(family, other_family, score_cutoff=ALIKE)
            ):
                return True
    return False


def one_part_crossed(left: Pairs, right: Pairs) -> bool:
    """The given name of one like the family name of the other."""
    return one_part_close(left, [(family, given) for given, family in right])


def addresses_nearly(left: Places, right: Places) -> bool:
    """Lines alike in the same suburb and postcode, both known."""
    for line, suburb, postcode in left:
        for other_line, *other in right:
            if suburb and postcode and [suburb, postcode] == other and alike(line, other_line, score_cutoff=ALIKE):
                return True
    return False


def addresses_close(left: Places, right: Places) -> bool:
    """Lines alike in the same suburb or postcode."""
    for line, suburb, postcode in left:
        for other_line, other_suburb, other_postcode in right:
            near = (suburb and suburb == other_suburb) or (postcode and postcode == other_postcode)
            if near and alike(line, other_line, score_cutoff=ALIKE):
                return True
    return False


def addresses_like(left: Sequence[str], right: Sequence[str]) -> bool:
    """Line, suburb and postcode as one text, a quarter of it written otherwise: a slip in each is still one address."""
    for one in left:
        for other in right:
            most = max(len(one), len(other)) // 4
            if Levenshtein.distance(one, other, score_cutoff=most) <= most:
                return True
    return False


def texts_close(left: Collection[str], right: Collection[str]) -> bool:
    """Some text of one is like some text of the other."""
    for one in left:
        for other in right:
            if alike(one, other, score_cutoff=ALIKE):
                return True
    return False


def date_slip(left: str, right: str) -> bool:
    """One digit wrong or two exchanged; a decade or more apart is rather another generation."""
    if not (left and right) or abs(int(left[:4]) - int(right[:4])) >= 10:
        return False
    return OSA.distance(left, right, score_cutoff=1) == 1


def _slip(left: str, right: str) -> bool:
    return left != "" and right != "" and OSA.distance(left, right, score_cutoff=1) <= 1
