"""The weight of all evidence that two descriptions are of one person, by Fellegi and Sunter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Final

from schema.matching.comparison import COMPARISONS
from schema.matching.description import Description
from schema.matching.levels import NOTHING, Comparison, Level
from schema.matching.profile import Profile, profile
from schema.matching.weights import Weights

_UNSAID: Final = Level(NOTHING, "not said on both sides", lambda left, right: True, "")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature's part in the evidence; `facet` is what a reader must be shown to be told of it."""

    name: str
    level: str
    weight: float  # log2: +1 makes one person twice as likely
    words: str
    facet: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """`total` is log2 of the odds, the prior included."""

    total: float
    probability: float
    features: tuple[Feature, ...]

    def level(self, feature: str) -> str:
        return next(one.level for one in self.features if one.name == feature)


class Scorer:
    """Weights with what follows from them worked out once."""

    __slots__ = ("_prior", "_table", "_weights")

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._prior = log2(weights.prior / (1 - weights.prior))
        self._table = tuple(
            (comparison, tuple((_feature(comparison, level, weights), level.rarity) for level in _levels(comparison)))
            for comparison in COMPARISONS
        )

    def weigh(self, left: Profile, right: Profile) -> Evidence:
        features, total = [], self._prior
        for comparison, levels in self._table:
            feature, rarity = levels[comparison.place(left, right)]
            if rarity:
                feature = self._sharpened(feature, rarity, left, right)
            total += feature.weight
            features.append(feature)
        return Evidence(total, probability(total), tuple(features))

    def _sharpened(self, feature: Feature, rarity: str, left: Profile, right: Profile) -> Feature:
        """A rare name in common says more than a frequent one: its own frequency stands in for u."""
        frequency = self._weights.frequency
        share = max(frequency(rarity, getattr(left, rarity)), frequency(rarity, getattr(right, rarity)))
        weight = feature.weight + log2(self._weights.u[feature.name][feature.level] / share)
        return Feature(feature.name, feature.level, weight, feature.words, feature.facet)


def weigh(left: Description, right: Description, weights: Weights) -> Evidence:
    """The same whichever of the two comes first."""
    return scorer(weights).weigh(profile(left), profile(right))


def probability(total: float) -> float:
    """Of log2 odds."""
    if total > 60:
        return 1.0
    odds: float = 2.0**total
    return odds / (1 + odds)


@lru_cache(maxsize=8)
def scorer(weights: Weights) -> Scorer:
    return Scorer(weights)


def _levels(comparison: Comparison) -> tuple[Level, ...]:
    """By place; the last one is that of place -1."""
    return (*comparison.levels, _UNSAID)


def _feature(comparison: Comparison, level: Level, weights: Weights) -> Feature:
    weight = 0.0 if level is _UNSAID else weights.weight(comparison.name, level.name)
    return Feature(comparison.name, level.name, weight, level.words, comparison.facet)
