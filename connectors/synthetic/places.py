"""Where people live: every local government area of Victoria, on streets that do not exist."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from connectors.synthetic.draws import Draws, Weighted

_STREETS = tuple(
    f"{start}{end}"
    for start in [
        "Quellbird",
        "Marrowfen",
        "Tindlewick",
        "Ostrenva",
        "Pellabrook",
        "Wumbra",
        "Zephane",
        "Corrimund",
    ]
    for end in ["ley", "ton", "moor", "vale", "ham", "gate", "rise", "dale"]
)
_KINDS = ("Street", "Road", "Avenue", "Court", "Crescent", "Drive", "Place", "Close")


@dataclass(frozen=True, slots=True)
class Locality:
    """One local government area with its main locality."""

    area: str
    division: str
    lga: str
    locality: str
    postcode: str

    @property
    def area_code(self) -> str:
        """As service codes carry it: `HUME-MERRI-BEK`."""
        return self.area.upper().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Place:
    """An address; the street is invented, the locality is not."""

    line: str
    locality: Locality


@lru_cache(maxsize=1)
def localities() -> tuple[Locality, ...]:
    """All 79 local government areas."""
    return tuple(locality for locality, _ in _rows())


def locality_of(lga: str) -> Locality:
    return next(one for one in localities() if one.lga == lga)


def some_locality(draws: Draws) -> Locality:
    """Roughly by population; the metropolis is heavier."""
    return draws.weighted(_weights())


def some_place(draws: Draws, locality: Locality) -> Place:
    return Place(f"{_number(draws)} {draws.pick(_STREETS)} {draws.pick(_KINDS)}", locality)


def _number(draws: Draws) -> str:
    house = str(draws.between(1, 260))
    return f"{draws.between(1, 24)}/{house}" if draws.chance(0.22) else house


@lru_cache(maxsize=1)
def _weights() -> Weighted[Locality]:
    return Weighted.of(_rows())


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Locality, float], ...]:
    text = files("connectors.synthetic").joinpath("places.csv").read_text(encoding="utf-8")
    return tuple((_locality(row), float(row["weight"])) for row in csv.DictReader(text.splitlines()))


def _locality(row: dict[str, str]) -> Locality:
    return Locality(row["area"], row["division"], row["lga"], row["locality"], row["postcode"])
