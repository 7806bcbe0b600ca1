"""Who writes a record down: one draws the choices, and hurries or does not."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.synthetic.doubles import rates
from connectors.synthetic.draws import Draws

_MOST = 0.9


@dataclass(frozen=True, slots=True)
class Clerk:
    """`haste` multiplies every rate of error of the record; `strange` those of its names."""

    draws: Draws
    haste: float
    strange: float = 1.0

    def errs(self, rate: float) -> bool:
        return self.draws.chance(min(_MOST, rate * self.haste))

    def misspells(self, rate: float) -> bool:
        return self.draws.chance(min(_MOST, rate * self.haste * self.strange))


def some_clerk(draws: Draws, culture: str) -> Clerk:
    hasty, careful = rates.HASTE
    haste = hasty if draws.chance(rates.HASTY) else careful
    return Clerk(draws, haste, 1.0 if culture == "anglo" else rates.UNFAMILIAR)
