"""What each level of agreement weighs: probabilities among records of one person (m) and of two (u)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from math import log2
from pathlib import Path
from typing import Any, Final

from schema.matching import assumed

Rates = Mapping[str, Mapping[str, float]]
"""Feature -> level -> probability."""

SHIPPED: Final = "weights.json"
_KNOWN: Final = {feature: set(levels) for feature, levels in assumed.M.items()}
RAREST: Final = 1e-6
"""The least share of people that a full name is taken to have; no table knows all the names of a country."""


class BadWeights(ValueError):
    """A file of weights that cannot be used; the message names it, and what to do."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Trained, or shipped. A name that the tables lack has the frequency `unlisted`, of its part.

    Two are alike when their versions are; as values they are compared by identity, for they hold tables.
    """

    m: Rates
    u: Rates
    prior: float  # probability that two records taken at random are of one person
    given: Mapping[str, float] = field(default_factory=dict)  # first given name -> share of records
    family: Mapping[str, float] = field(default_factory=dict)
    unlisted: Mapping[str, float] = field(default_factory=lambda: {"given": 1e-4, "family": 1e-4})
    records: int = 0  # trained on how many

    @cached_property
    def version(self) -> str:
        """A digest of all that decides: the same version, the same weight of every pair."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:16]

    def weight(self, feature: str, level: str) -> float:
        """log2(m/u); positive speaks for one person."""
        return log2(self.m[feature][level] / self.u[feature][level])

    def frequency(self, column: str, text: str) -> float:
        """Share of people with that name: `given`, `family`, or `first`, GIVEN|FAMILY, as if drawn apart."""
        if column == "first":
            given, family = text.split("|")
            return max(self.frequency("given", given) * self.frequency("family", family), RAREST)
        table = self.given if column == "given" else self.family
        return table.get(text, self.unlisted[column])

    def as_json(self) -> dict[str, Any]:
        names = ("m", "u", "prior", "given", "family", "unlisted", "records")
        return {name: getattr(self, name) for name in names}


def load(path: Path | None = None) -> Weights:
    """From a file that `save` wrote; without one, the shipped weights."""
    if path is None:
        return _shipped()
    try:
        return _read(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, AttributeError) as fault:
        raise BadWeights(f"{path}: no weights ({fault}). Learn them anew: throughline identity train.") from None


def save(weights: Weights, path: Path) -> None:
    text = json.dumps({"version": weights.version, **weights.as_json()}, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    return _read(files("schema.matching").joinpath(SHIPPED).read_text(encoding="utf-8"))


def _read(text: str) -> Weights:
    values = json.loads(text)
    stated = values.pop("version", None)
    weights = Weights(**values)
    if stated is not None and stated != weights.version:
        raise ValueError(f"they say version {stated}, and are {weights.version}: the file was changed by hand")
    for rates in (weights.m, weights.u):
        if {feature: set(levels) for feature, levels in rates.items()} != _KNOWN:
            raise ValueError("they are of other features or levels than this version compares")
    return weights
