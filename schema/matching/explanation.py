"""The evidence in words and numbers, for two records side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from schema.matching.description import Description
from schema.matching.levels import CONTACT, IDENTITY, NOTHING
from schema.matching.scoring import Evidence, Feature


@dataclass(frozen=True, slots=True)
class Row:
    """One feature of both records; `facet` is what a reader must be shown to be told of it."""

    feature: str
    facet: str
    left: str
    right: str
    agreement: str
    weight: str  # "+7.3: 158 times likelier if one person"


@dataclass(frozen=True, slots=True)
class Explanation:
    """`summary` tells the total and no value of any feature."""

    rows: tuple[Row, ...]
    summary: str


def explain(
    left: Description,
    right: Description,
    evidence: Evidence,
    shown: Collection[str] = (IDENTITY, CONTACT),
) -> Explanation:
    """Features of the facets shown, as far as a record says something of them; nothing else is told or counted."""
    told = [feature for feature in evidence.features if feature.facet in shown]
    hidden = sum(feature.weight for feature in evidence.features if feature.facet not in shown)
    rows = (_row(feature, left, right) for feature in told)
    compared = sum(feature.level != NOTHING for feature in told)
    return Explanation(tuple(row for row in rows if row.left or row.right), _summary(compared, evidence.total - hidden))


def weight_in_words(weight: float) -> str:
    """`+7.3: 158 times likelier if one person`."""
    if round(abs(weight), 1) == 0:
        return "0.0: says nothing either way"
    one = "one person" if weight > 0 else "two people"
    return f"{weight:+.1f}: {_times(abs(weight))} likelier if {one}"


def _row(feature: Feature, left: Description, right: Description) -> Row:
    said = _VALUES[feature.name]
    words = weight_in_words(feature.weight)
    return Row(feature.name, feature.facet, said(left), said(right), feature.words, words)


def _summary(compared: int, total: float) -> str:
    features = "1 feature" if compared == 1 else f"{compared} features"
    one = "one person" if total >= 0 else "two people"
    return f"On {features} compared, {_times(abs(total))} likelier to be of {one} than not."


def _times(bits: float) -> str:
    """Three digits are enough, and beyond a million the number means no more."""
    if bits > 20:
        return "over a million times"
    times = 2.0**bits
    return f"{times:,.1f} times" if times < 10 else f"{float(f'{times:.3g}'):,.0f} times"


def _names(description: Description) -> str:
    return "; ".join(f"{name.family}, {name.given}".strip(", ") for name in description.names)


def _birth(description: Description) -> str:
    return description.birth_date or (str(description.birth_year) if description.birth_year else "")


_VALUES: Final[dict[str, Callable[[Description], str]]] = {
    "name": _names,
    "birth": _birth,
    "sex": lambda description: description.sex or "",
    "phone": lambda description: "; ".join(description.phones),
    "email": lambda description: "; ".join(description.emails),
    "address": lambda description: "; ".join(address.replace("|", ", ") for address in description.addresses),
    "reference": lambda description: "; ".join(description.references),
}
