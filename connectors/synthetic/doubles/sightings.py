"""Which people stand in which documents: the events of a circle over the years, and who writes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from connectors.synthetic.doubles.being import Being
from connectors.synthetic.doubles.circles import Circle
from connectors.synthetic.doubles.maker import FIRST_DAY, LAST_DAY
from connectors.synthetic.doubles.recorded import Party
from connectors.synthetic.draws import Draws, Weighted

# Shares of the sources are ours: police, courts (which give people no number), child protection, The Orange Door,
# homelessness services.
_SYSTEMS: Final = Weighted.of((("LEAP", 44), ("COURT", 17), ("CRIS", 13), ("TOD", 16), ("SHIP", 10)))
_ONE_ADULT: Final = frozenset({"TOD", "SHIP"})
_MORE_EVENTS: Final = 1.9  # mean beyond the least; exponential, so that a few have many
_MOST_EVENTS: Final = 14
_TURNED_ROUND: Final = 0.08  # reports in which the two have each other's part
_CHILD_LISTED, _OTHER_LISTED = {"CRIS": 0.95}, 0.6
_CHILD: Final = 0.6


@dataclass(frozen=True, slots=True)
class Sighting:
    """One person in one document; `mother` is whom a newborn is named by."""

    being: Being
    party: Party
    system: str
    event: str
    day: date
    mother: Being


def sightings(draws: Draws, circle: Circle, name: str) -> Iterator[Sighting]:
    """In the order of time; `name` tells the circle's events from those of others."""
    count = min(_MOST_EVENTS, circle.least + int(draws.waiting(_MORE_EVENTS)))
    days = sorted(draws.day(FIRST_DAY, LAST_DAY) for _ in range(count))
    for number, day in enumerate(days, 1):
        system = draws.weighted(_SYSTEMS)
        for being, party in _parts(draws, circle, system):
            if being.born <= day:
                yield Sighting(being, party, system, f"{name}-{number:02}", day, circle.affected)


def _parts(draws: Draws, circle: Circle, system: str) -> Iterator[tuple[Being, Party]]:
    """A service sees one of the two; police and courts both."""
    respondent, affected = circle.respondent, circle.affected
    if draws.chance(_TURNED_ROUND):
        respondent, affected = affected, respondent
    sees = draws.chance(0.75) if system in _ONE_ADULT else None
    if sees is not False:
        yield affected, "AFFECTED"
    if not sees:
        yield respondent, "RESPONDENT"
    for one in circle.children:
        if draws.chance(_CHILD_LISTED.get(system, _CHILD)):
            yield one, "CHILD"
    for one in circle.others:
        if draws.chance(_OTHER_LISTED):
            yield one, "OTHER"
