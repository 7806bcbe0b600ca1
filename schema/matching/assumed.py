"""Rates taken for what the records at hand cannot show: a level that no pair has, a number that is never wrong."""

from __future__ import annotations

from typing import Final

M: Final[dict[str, dict[str, float]]] = {
    "name": {
        "same": 0.70, "order": 0.02, "alias": 0.03, "first": 0.06, "middle": 0.005, "romanised": 0.02,
        "nickname": 0.02, "slip": 0.04, "close": 0.01, "sound": 0.01, "crossed": 0.01, "initial": 0.01, "family": 0.02,
        "given": 0.03, "part": 0.005, "near": 0.006, "differ": 0.004,
    },
    "birth": {
        "new_year": 0.01, "same": 0.85, "swapped": 0.02, "slip": 0.04, "other_year": 0.01, "two_parts": 0.01,
        "same_year": 0.01, "year_fits": 0.045, "differ": 0.005,
    },
    "sex": {"same": 0.985, "differ": 0.015},
    "phone": {"same": 0.6, "differ": 0.4},
    "email": {"same": 0.7, "differ": 0.3},
    "address": {
        "same": 0.5, "close": 0.06, "like": 0.02, "house": 0.02, "road": 0.005, "street": 0.005, "district": 0.1,
        "locality": 0.04, "suburb": 0.01, "differ": 0.24,
    },
    "reference": {"same": 0.97, "differ": 0.03},
}  # fmt: skip
"""Among pairs of records of one person."""

U: Final[dict[str, dict[str, float]]] = {
    "name": {
        "same": 2e-5, "order": 1e-6, "alias": 2e-6, "first": 5e-6, "middle": 1e-5, "romanised": 1e-5,
        "nickname": 2e-5, "slip": 4e-5, "close": 6e-5, "sound": 2e-5, "crossed": 5e-6, "initial": 1e-4, "family": 3e-3,
        "given": 6e-3, "part": 1e-3, "near": 0.01, "differ": 0.979707,
    },
    "birth": {
        "new_year": 2e-6, "same": 4e-5, "swapped": 2e-5, "slip": 4e-4, "other_year": 2.6e-3, "two_parts": 1e-3,
        "same_year": 0.012, "year_fits": 0.03, "differ": 0.953938,
    },
    "sex": {"same": 0.5, "differ": 0.5},
    "phone": {"same": 1e-4, "differ": 0.9999},
    "email": {"same": 1e-5, "differ": 0.99999},
    "address": {
        "same": 1e-5, "close": 1e-5, "like": 1e-5, "house": 5e-5, "road": 5e-5, "street": 5e-5, "district": 3e-3,
        "locality": 3e-3, "suburb": 1e-3, "differ": 0.99282,
    },
    "reference": {"same": 1e-6, "differ": 0.999999},
}  # fmt: skip
"""Among pairs of records of two people."""

NEVER_LEARNT: Final = frozenset({"reference"})
"""That one system knows a person twice shows in no records until somebody finds it out."""

PRIOR: Final = 2e-6
"""Half a million people with three records each: two of those records taken at random are of one person."""
