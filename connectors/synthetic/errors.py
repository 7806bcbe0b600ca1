"""How one human being comes to be written differently in two reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from connectors.synthetic.draws import Draws

_ERRONEOUS = 0.08
_WITHOUT_NUMBER = 0.045  # between 3 and 6 in a hundred records; only a match joins them
_PLACEHOLDER = 0.12  # of those: a word where the number should be
_NEIGHBOURS: Final = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}
_SOUNDS: Final = (
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "ie"),
    ("ai", "ay"),
    ("ie", "y"),
    ("ss", "s"),
    ("tt", "t"),
    ("ll", "l"),
    ("rr", "r"),
    ("ou", "u"),
    ("y", "i"),
    ("c", "k"),
)

Identity = dict[str, Any]


def misrecord(draws: Draws, identity: Identity, latest: date) -> Identity:
    """Perhaps misspelt, swapped, or without the police number. No birth date after `latest`."""
    if draws.chance(_ERRONEOUS):
        identity = draws.pick(_ERRORS)(draws, identity, latest)
    if draws.chance(_WITHOUT_NUMBER):
        identity = identity | {"person_number": "UNKNOWN" if draws.chance(_PLACEHOLDER) else None}
    return identity


def _keyboard(draws: Draws, identity: Identity, latest: date) -> Identity:
    """A neighbouring key, once."""
    name = identity["family_name"]
    places = [at for at, letter in enumerate(name) if at and letter in _NEIGHBOURS]
    if not places:
        return identity
    at = draws.pick(places)
    return identity | {"family_name": name[:at] + draws.pick(_NEIGHBOURS[name[at]]) + name[at + 1 :]}


def _phonetic(draws: Draws, identity: Identity, latest: date) -> Identity:
    """As it sounds."""
    name = identity["family_name"]
    fitting = [(heard, written) for heard, written in _SOUNDS if heard in name[1:]]
    if not fitting:
        return identity
    heard, written = draws.pick(fitting)
    return identity | {"family_name": name[0] + name[1:].replace(heard, written, 1)}


def _swapped_names(draws: Draws, identity: Identity, latest: date) -> Identity:
    family, given = identity["family_name"], identity["given_names"]
    return identity | {"family_name": given, "given_names": family}


def _swapped_day_and_month(draws: Draws, identity: Identity, latest: date) -> Identity:
    born = date.fromisoformat(identity["birth_date"])
    if born.day > 12 or born.day == born.month:
        return identity
    swapped = date(born.year, born.day, born.month)
    return identity | {"birth_date": swapped.isoformat()} if swapped <= latest else identity


def _age_only(draws: Draws, identity: Identity, latest: date) -> Identity:
    """The member knew an age and no date."""
    age = latest.year - date.fromisoformat(identity["birth_date"]).year
    return identity | {"birth_date": None, "age_stated": age}


def _first_name_only(draws: Draws, identity: Identity, latest: date) -> Identity:
    return identity | {"given_names": identity["given_names"].split()[0]}


_ERRORS: Final[tuple[Callable[[Draws, Identity, date], Identity], ...]] = (
    _keyboard,
    _phonetic,
    _swapped_names,
    _swapped_day_and_month,
    _age_only,
    _first_name_only,
)
