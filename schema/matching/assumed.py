"""Rates taken for what the records at hand cannot show: a level that no pair has, a number that is never wrong.

Round figures, fitted to no records; `differ` is what the other levels leave.
"""

from __future__ import annotations

from typing import Final


def _levels(**rates: float) -> dict[str, float]:
    return rates | {"differ": 1 - sum(rates.values())}


M: Final = {
    "name": _levels(
        **{"same": 0.7, "order": 0.02, "alias": 0.03, "first": 0.06, "middle": 0.005, "spelt": 0.02},
        **{"romanised": 0.01, "nickname": 0.015, "called": 0.01, "slip": 0.025, "close": 0.01, "sound": 0.01},
        **{
            "crossed": 0.01,
            "initial": 0.01,
            "one_name": 0.01,
            "family": 0.01,
            "given": 0.03,
            "part": 0.005,
            "near": 0.006,
            "stray": 0.001,
        },
    ),
    "birth": _levels(
        **{"new_year": 0.01, "same": 0.85, "swapped": 0.02, "slip": 0.04, "other_year": 0.01, "two_parts": 0.01},
        **{"same_year": 0.01, "year_fits": 0.035, "year_near": 0.01},
    ),
    "sex": _levels(same=0.985),
    "phone": _levels(same=0.6),
    "email": _levels(same=0.7),
    "address": _levels(
        **{"whole": 0.4, "same": 0.1, "nearly": 0.04, "close": 0.02, "like": 0.02, "door": 0.01, "house": 0.01},
        **{"road": 0.005, "street": 0.005, "district": 0.1, "locality": 0.04, "suburb": 0.01},
    ),
    "reference": _levels(same=0.97),
}
"""Among pairs of records of one person."""

U: Final = {
    "name": _levels(
        **{"same": 2e-5, "order": 1e-6, "alias": 2e-6, "first": 5e-6, "middle": 1e-5, "spelt": 5e-6},
        **{"romanised": 5e-6, "nickname": 1e-5, "called": 1e-5, "slip": 4e-5, "close": 6e-5, "sound": 2e-5},
        **{
            "crossed": 5e-6,
            "initial": 1e-4,
            "one_name": 1e-5,
            "family": 3e-3,
            "given": 6e-3,
            "part": 1e-3,
            "near": 0.01,
            "stray": 2e-3,
        },
    ),
    "birth": _levels(
        **{"new_year": 2e-6, "same": 4e-5, "swapped": 2e-5, "slip": 4e-4, "other_year": 2.6e-3, "two_parts": 1e-3},
        **{"same_year": 0.012, "year_fits": 0.01, "year_near": 0.02},
    ),
    "sex": _levels(same=0.5),
    "phone": _levels(same=1e-4),
    "email": _levels(same=1e-5),
    "address": _levels(
        **{"whole": 1e-5, "same": 2e-6, "nearly": 1e-5, "close": 4e-6, "like": 1e-5, "door": 3e-5, "house": 2e-5},
        **{"road": 5e-5, "street": 5e-5, "district": 3e-3, "locality": 3e-3, "suburb": 1e-3},
    ),
    "reference": _levels(same=1e-6),
}
"""Among pairs of records of two people."""

NEVER_LEARNT: Final = frozenset({"reference"})
"""That one system knows a person twice shows in no records until somebody finds it out."""

PRIOR: Final = 2e-6
"""Half a million people with three records each: two of those records taken at random are of one person."""
