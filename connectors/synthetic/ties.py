"""Ties between two people: what the respondent is to the affected family member."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.people import FEMALE, MALE, NOT_STATED, Human

PARTNERS: Final = frozenset({"SPOUSE", "DOMESTIC_PARTNER", "DE_FACTO", "INTIMATE"})
_PARTNER = 0.62  # a choice: the relationship mix is not among the figures that are cited here
_INVERSE = {"PARENT": "CHILD", "STEP_PARENT": "STEP_CHILD", "GRANDPARENT": "GRANDCHILD"}
INVERSES: Final = _INVERSE | {other: kind for kind, other in _INVERSE.items()}


@dataclass(frozen=True, slots=True)
class Ages:
    """How old the respondent is, and how much older the affected family member."""

    youngest: int
    oldest: int
    least: int
    most: int


AGES: Final = {
    "SPOUSE": Ages(24, 70, -7, 5),
    "DE_FACTO": Ages(20, 58, -7, 6),
    "DOMESTIC_PARTNER": Ages(20, 60, -8, 6),
    "INTIMATE": Ages(18, 45, -6, 6),
    "PARENT": Ages(36, 62, -34, -20),
    "CHILD": Ages(14, 42, 20, 36),
    "STEP_PARENT": Ages(32, 58, -32, -16),
    "STEP_CHILD": Ages(14, 30, 16, 30),
    "SIBLING": Ages(15, 50, -9, 9),
    "GRANDCHILD": Ages(16, 32, 42, 58),
    "IN_LAW": Ages(22, 62, -25, 25),
    "OTHER_RELATIVE": Ages(18, 60, -12, 30),
    "HOUSEHOLD": Ages(19, 55, -8, 12),
}
_PARTNER_KINDS = Weighted.of((("SPOUSE", 30), ("DE_FACTO", 34), ("DOMESTIC_PARTNER", 20), ("INTIMATE", 16)))
_FAMILY_KINDS = Weighted.of(
    (
        ("CHILD", 38),
        ("PARENT", 22),
        ("SIBLING", 18),
        ("STEP_PARENT", 5),
        ("STEP_CHILD", 3),
        ("GRANDCHILD", 3),
        ("IN_LAW", 4),
        ("OTHER_RELATIVE", 5),
        ("HOUSEHOLD", 2),
    )
)
# (affected, respondent). Together with _PARTNER they give the published sexes of affected people.
_PARTNER_SEXES = Weighted.of((((FEMALE, MALE), 79.5), ((MALE, FEMALE), 16.5), ((FEMALE, FEMALE), 2), ((MALE, MALE), 2)))
_FAMILY_SEXES = Weighted.of((((FEMALE, MALE), 47), ((MALE, FEMALE), 10), ((FEMALE, FEMALE), 21), ((MALE, MALE), 22)))
_NOT_STATED = 0.002


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people over time. `backwards` is the same tie with the roles turned round."""

    key: str
    respondent: Human
    affected: Human
    kind: str
    since: date
    together: bool
    separated_on: date | None = None
    children: tuple[Human, ...] = ()

    @property
    def partners(self) -> bool:
        return self.kind in PARTNERS

    @property
    def backwards(self) -> Tie:
        kind = INVERSES.get(self.kind, self.kind)
        return replace(self, respondent=self.affected, affected=self.respondent, kind=kind)

    def separated(self, day: date) -> bool:
        return self.separated_on is not None and self.separated_on <= day

    def living_together(self, day: date) -> bool:
        return self.together and not self.separated(day)

    def minors(self, day: date) -> tuple[Human, ...]:
        return tuple(c for c in self.children if c.birth_date <= day and c.minor_on(day))


def some_kind(draws: Draws, partner: float = _PARTNER) -> str:
    return draws.weighted(_PARTNER_KINDS if draws.chance(partner) else _FAMILY_KINDS)


def some_sexes(draws: Draws, kind: str, respondent: str | None = None) -> tuple[str, str]:
    """Sexes of the affected family member and the respondent; that of the latter may be settled."""
    table = _PARTNER_SEXES if kind in PARTNERS else _FAMILY_SEXES
    affected, other = draws.weighted(table)
    while respondent in (MALE, FEMALE) and other != respondent:
        affected, other = draws.weighted(table)
    return (NOT_STATED if draws.chance(_NOT_STATED) else affected), other
