"""Two people as they are recorded, all their records against each other: what the rules ask of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from schema.matching.contact_levels import HOME, NEIGHBOURHOOD
from schema.matching.description import Description
from schema.matching.scoring import Evidence, weigh
from schema.matching.weights import Weights

MOST: Final = 24
"""Different descriptions of one person that are compared; the time stays bounded."""
RARE: Final = 19.0
"""log2 weight of a full name in common that one or two in a million have."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the two beside their descriptions."""

    same_event: bool = False  # both stand in one event or document
    opposed: bool = False  # one is recorded as using violence against the other
    counter_party: bool = False  # a link would cross between a protected person and one using violence
    suppressed: bool = False  # either side has a suppressed address
    household: bool = False  # they share an address
    forbidden: bool = False  # a decision says that they are two
    kin: bool = False  # a decision says that they are kin, partners or of one household


@dataclass(frozen=True, slots=True)
class Case:
    """`evidence` is of the best pair of descriptions; `levels` are those of all pairs, by feature."""

    evidence: Evidence
    levels: Mapping[str, frozenset[str]]
    circumstances: Circumstances

    @classmethod
    def of(
        cls,
        left: Sequence[Description],
        right: Sequence[Description],
        circumstances: Circumstances,
        weights: Weights,
    ) -> Case:
        """Nothing described at all is compared as one empty description."""
        pairs = product(_distinct(left), _distinct(right))
        found = [weigh(one, other, weights) for one, other in pairs]
        best = max(found, key=lambda evidence: evidence.total)
        levels = {
            feature.name: frozenset(evidence.features[place].level for evidence in found)
            for place, feature in enumerate(best.features)
        }
        return cls(best, levels, circumstances)

    def anywhere(self, feature: str, *levels: str) -> bool:
        """Between any description of one and any of the other."""
        return not self.levels[feature].isdisjoint(levels)

    def best(self, feature: str, *levels: str) -> bool:
        """Between the two descriptions with the most evidence."""
        return self.evidence.level(feature) in levels

    @property
    def full_name(self) -> bool:
        """Given and family name, in any order, perhaps without the further given names."""
        return self.best("name", "same", "order", "alias", "first")

    @property
    def whole_name(self) -> bool:
        """Every name that either says: of twins named Jake and Jacob, Jake Zachary may be either's whole name."""
        return self.best("name", "same", "order", "alias")

    @property
    def given_name(self) -> bool:
        """No short form, no other spelling: twins may be Michael and Mitch. The family name may be mistyped."""
        return self.full_name or self.spelt_name

    @property
    def spelt_name(self) -> bool:
        return self.best("name", "spelt")

    @property
    def rare_name(self) -> bool:
        return self.whole_name and self._weight("name") >= RARE and not self.best("name", "alias")

    @property
    def birth(self) -> bool:
        """Day, month and year; a first of January is how an unknown day is written."""
        return self.best("birth", "same")

    @property
    def birth_slip(self) -> bool:
        return self.best("birth", "swapped", "slip")

    @property
    def birth_contradicts(self) -> bool:
        """A whole part mistyped in one of many records is no contradiction; another date is, wherever it stands."""
        apart = self.anywhere("birth", "other_year", "same_year", "differ")
        return apart or (self.anywhere("birth", "two_parts") and not self.birth)

    @property
    def sex(self) -> bool:
        return self.best("sex", "same")

    @property
    def number(self) -> bool:
        return self.anywhere("reference", "same")

    @property
    def own_contact(self) -> bool:
        """A phone or e-mail; an address is shared by all who live there."""
        return self.anywhere("phone", "same") or self.anywhere("email", "same")

    @property
    def contact(self) -> bool:
        return self.own_contact or self.anywhere("address", *HOME)

    @property
    def neighbourhood(self) -> bool:
        """An address in the same suburb or postcode, and no phone or e-mail that differs."""
        near = self.best("address", *NEIGHBOURHOOD)
        return near and not (self.best("phone", "differ") or self.best("email", "differ"))

    @property
    def like_twins(self) -> bool:
        """One date of birth and one family name, and given names that are not the same."""
        return self.best("birth", "same", "new_year") and self.best("name", "middle", "family")

    def _weight(self, name: str) -> float:
        return next(feature.weight for feature in self.evidence.features if feature.name == name)


def _distinct(descriptions: Sequence[Description]) -> list[Description]:
    return list(islice(dict.fromkeys(descriptions), MOST)) or [Description()]
