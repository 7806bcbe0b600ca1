"""How far two descriptions agree: for each feature the first level that holds, best first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schema.matching.contact_levels import ADDRESS, EMAIL, PHONE
from schema.matching.identity_levels import BIRTH, REFERENCE, SEX
from schema.matching.levels import NOTHING, Comparison
from schema.matching.name_levels import NAME
from schema.matching.profile import Profile

__all__ = ["COMPARISONS", "NOTHING", "levels"]

COMPARISONS: Final[tuple[Comparison, ...]] = (NAME, BIRTH, SEX, PHONE, EMAIL, ADDRESS, REFERENCE)


def levels(left: Profile, right: Profile) -> Mapping[str, str]:
    """The level of each feature, by its name."""
    return {comparison.name: comparison.level(left, right) for comparison in COMPARISONS}
