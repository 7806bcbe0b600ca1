"""The police members who write and approve the reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from connectors.synthetic.draws import Draws
from connectors.synthetic.names import some_culture, some_family_name, some_given_names
from connectors.synthetic.places import Locality

_PER_STATION = 9
_RANKS = ("Constable", "First Constable", "Senior Constable", "Leading Senior Constable")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of one station; the last of a station is the sergeant."""

    name: str
    number: str
    rank: str
    station: str


def some_member(draws: Draws, seed: int, locality: Locality) -> Member:
    return _station(seed, locality)[draws.between(0, _PER_STATION - 2)]


def sergeant(seed: int, locality: Locality) -> Member:
    return _station(seed, locality)[-1]


@lru_cache(maxsize=256)
def _station(seed: int, locality: Locality) -> tuple[Member, ...]:
    draws = Draws.stream(seed, "station", locality.lga)
    ranks = [draws.pick(_RANKS) for _ in range(_PER_STATION - 1)]
    return tuple(_member(draws, locality, rank) for rank in (*ranks, "Sergeant"))


def _member(draws: Draws, locality: Locality, rank: str) -> Member:
    culture = some_culture(draws)
    given = some_given_names(draws, culture, draws.pick(("FEMALE", "MALE"))).split()[0]
    family = some_family_name(draws, culture)
    return Member(f"{given} {family}", f"VP{draws.digits(5)}", rank, locality.locality)
