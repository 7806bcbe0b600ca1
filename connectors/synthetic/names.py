"""Invented names from several name cultures; family names are put together from two parts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from connectors.synthetic.draws import Draws, Weighted

_CULTURES = Weighted.of(
    (
        ("anglo", 58),
        ("mediterranean", 8),
        ("indian", 7),
        ("chinese", 6),
        ("vietnamese", 5),
        ("arabic", 5),
        ("african", 4),
        ("slavic", 4),
        ("pasifika", 3),
    )
)
_ORIGINS = {
    "anglo": (("Australia", "English"),),
    "mediterranean": (("Australia", "Greek"), ("Greece", "Greek"), ("Italy", "Italian")),
    "indian": (("India", "Punjabi"), ("India", "Hindi"), ("Sri Lanka", "Tamil")),
    "chinese": (("China", "Mandarin"), ("Malaysia", "Cantonese")),
    "vietnamese": (("Vietnam", "Vietnamese"),),
    "arabic": (("Lebanon", "Arabic"), ("Iraq", "Arabic"), ("Afghanistan", "Dari")),
    "african": (("South Sudan", "Dinka"), ("Ethiopia", "Amharic"), ("Somalia", "Somali")),
    "slavic": (("Croatia", "Croatian"), ("Poland", "Polish"), ("North Macedonia", "Macedonian")),
    "pasifika": (("Samoa", "Samoan"), ("Tonga", "Tongan"), ("New Zealand", "English")),
}
_BORN_HERE = 0.45  # of those whose culture came with a later generation


@dataclass(frozen=True, slots=True)
class Origin:
    """Where someone was born and what is spoken at home."""

    country: str
    language: str


def some_culture(draws: Draws) -> str:
    return draws.weighted(_CULTURES)


def some_family_name(draws: Draws, culture: str) -> str:
    return draws.pick(_names(culture, "family_start")) + draws.pick(_names(culture, "family_end"))


def some_given_names(draws: Draws, culture: str, sex: str) -> str:
    """One name, and for two in five a second one."""
    part = "female" if sex == "FEMALE" else "male"
    names = draws.some(_names(culture, part), 2 if draws.chance(0.4) else 1)
    return " ".join(names)


def some_origin(draws: Draws, culture: str) -> Origin:
    country, language = draws.pick(_ORIGINS[culture])
    return Origin("Australia" if draws.chance(_BORN_HERE) else country, language)


def _names(culture: str, part: str) -> tuple[str, ...]:
    return _table()[culture, part]


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, ...]]:
    text = files("connectors.synthetic").joinpath("names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["culture"], row["part"]): tuple(row["names"].split()) for row in rows}
