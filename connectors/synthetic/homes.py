"""Where people lived when; some places are not to be disclosed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from connectors.synthetic.people import Human
from connectors.synthetic.places import Place


@dataclass(frozen=True, slots=True)
class Residence:
    """A home from a day on. A suppressed one belongs to somebody who moved away for safety."""

    since: date
    place: Place
    suppressed: bool = False


@dataclass(slots=True)
class Homes:
    """The homes of everyone, in the order of moving."""

    _residences: dict[str, list[Residence]] = field(default_factory=dict)

    def move(self, human: Human, since: date, place: Place, suppressed: bool = False) -> None:
        homes = self._residences.setdefault(human.key, [])
        homes.append(Residence(since, place, suppressed))
        homes.sort(key=_since)

    def settled(self, human: Human) -> bool:
        return human.key in self._residences

    def at(self, human: Human, day: date) -> Residence:
        """The home of that day; the first one known before that."""
        homes = self._residences[human.key]
        return homes[max(0, bisect_right(homes, day, key=_since) - 1)]

    def left(self, human: Human, day: date) -> tuple[Residence, date] | None:
        """The home before that of the day, and the day of the move."""
        homes = self._residences[human.key]
        place = bisect_right(homes, day, key=_since) - 1
        return (homes[place - 1], homes[place].since) if place > 0 else None


def _since(residence: Residence) -> date:
    return residence.since
