"""The addresses that one record carries, as they were written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.being import BEGINNING
from connectors.synthetic.doubles.clerk import Clerk
from connectors.synthetic.doubles.recorded import Address
from connectors.synthetic.doubles.sightings import Sighting
from connectors.synthetic.doubles.slips import digit_slip, slip
from connectors.synthetic.draws import Draws
from connectors.synthetic.homes import Residence
from connectors.synthetic.places import Locality, localities, some_locality, some_place

_SHORT: Final = {
    **{"Street": "St", "Road": "Rd", "Avenue": "Ave", "Court": "Ct", "Crescent": "Cres", "Drive": "Dr"},
    **{"Place": "Pl", "Close": "Cl"},
}
_NO_HOME: Final = ("NO FIXED ABODE", "NFA", "No fixed address", "NFPA")
_UNKNOWN: Final = ("UNKNOWN", "Unknown", "NOT STATED")
_HOSTELS: Final = 16
_UNIT: Final = re.compile(r"(\d+)/(\d+) (.+)")


def written_addresses(clerk: Clerk, seen: Sighting) -> tuple[Address, ...]:
    """The home of the day, or the one before it, or both, or none."""
    homes, uneven = seen.being.homes, rates.UNEVEN if seen.being.aboriginal else 1.0
    home, former = homes.at(seen.day), homes.before(seen.day)
    if clerk.errs(rates.NO_ADDRESS * uneven):
        return ()
    if clerk.errs(rates.NO_FIXED * uneven):
        return (Address(clerk.draws.pick(_NO_HOME), None, None),)
    if clerk.draws.chance(rates.HOSTEL):
        return (_written(clerk, clerk.draws.pick(_hostels())),)
    if former and clerk.errs(rates.FORMER_ADDRESS * uneven):
        return (_written(clerk, former),)
    if former and clerk.draws.chance(rates.FORMER_ALSO):
        return _written(clerk, home), _written(clerk, former)
    return (_written(clerk, home),)


@lru_cache(maxsize=1)
def _hostels() -> tuple[Residence, ...]:
    """Where people stay who have no home of their own for a while."""
    draws = Draws.stream("hostels")
    return tuple(Residence(BEGINNING, some_place(draws, some_locality(draws))) for _ in range(_HOSTELS))


def _written(clerk: Clerk, home: Residence) -> Address:
    line = _line(clerk, home.place.line)
    suburb, postcode = _suburb(clerk, home.place.locality)
    return Address(line, suburb, None if clerk.errs(rates.NO_POSTCODE) else postcode, home.suppressed)


def _line(clerk: Clerk, line: str) -> str | None:
    draws = clerk.draws
    if clerk.errs(rates.SUBURB_ONLY):
        return None
    if clerk.errs(rates.UNKNOWN_STREET):
        return draws.pick(_UNKNOWN)
    if clerk.errs(rates.NUMBER_OFF):
        line = digit_slip(draws, line)
    if clerk.errs(rates.STREET_SLIP):
        first, _, rest = line.partition(" ")
        line = f"{first} {slip(draws, rest)}"
    if draws.chance(rates.ABBREVIATED):
        street, _, kind = line.rpartition(" ")
        line = f"{street} {_SHORT.get(kind, kind)}"
    return _unit(clerk, line)


def _unit(clerk: Clerk, line: str) -> str:
    """3/12, Unit 3 12, U3/12, or the house alone."""
    found = _UNIT.fullmatch(line)
    if not found:
        return line
    unit, house, street = found.groups()
    if clerk.errs(rates.UNIT_DROPPED):
        return f"{house} {street}"
    ways = (
        line,
        line,
        line,
        f"Unit {unit}, {house} {street}",
        f"U{unit}/{house} {street}",
        f"Flat {unit} {house} {street}",
    )
    return clerk.draws.pick(ways)


def _suburb(clerk: Clerk, locality: Locality) -> tuple[str, str]:
    """The one beside it by mistake, a slip, or Saint for St."""
    draws = clerk.draws
    if clerk.errs(rates.SUBURB_BESIDE):
        beside = draws.pick([one for one in localities() if one.area == locality.area])
        return beside.locality, beside.postcode if draws.chance(0.5) else locality.postcode
    if clerk.errs(rates.SUBURB_SLIP):
        return slip(draws, locality.locality), locality.postcode
    if draws.chance(0.2):
        return locality.locality.upper().replace("ST ", "SAINT "), locality.postcode
    return locality.locality, locality.postcode
