"""Names with their spellings; a name is the same name however it is romanised."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.names import some_family_name

# The weight of a name is 1 / (rank + offset). One Vietnamese in four is a Nguyen; of the English, one in 70 is a Smith.
_OFFSETS: Final = {"vietnamese": 1, "indian": 3, "chinese": 5, "arabic": 5, "african": 8}
_OFFSET: Final = 14
_UNLISTED: Final = {"anglo": 0.35, "mediterranean": 0.4, "slavic": 0.4, "pasifika": 0.4, "indian": 0.2, "arabic": 0.25}
# Which spelling its bearer uses. English names are spelt alike oftener than names that come from another script. Ours.
_HABITS: Final = Weighted.of(((0, 60), (1, 25), (2, 10), (3, 5)))
_ENGLISH_HABITS: Final = Weighted.of(((0, 82), (1, 10), (2, 5), (3, 3)))


@dataclass(frozen=True, slots=True)
class Word:
    """One name: every spelling of it, and which its bearer uses."""

    forms: tuple[str, ...]
    habit: int = 0

    @property
    def own(self) -> str:
        return self.forms[self.habit]

    def spelt(self, draws: Draws, other: float) -> str:
        """The bearer's spelling, or with that probability another one."""
        if len(self.forms) == 1 or not draws.chance(other):
            return self.own
        return draws.pick([form for form in self.forms if form != self.own] or self.forms)


def some_family(draws: Draws, culture: str) -> Word:
    """A listed name, or a rare one that is put together."""
    if draws.chance(_UNLISTED.get(culture, 0)):
        return Word((some_family_name(draws, culture),))
    return some_word(draws, culture, "male" if culture == "african" else "family")  # a grandfather's name there


def some_word(draws: Draws, culture: str, part: str) -> Word:
    """A name of that part, the commoner the likelier, in the spelling that its bearer uses."""
    forms = draws.weighted(_table()[culture, part])
    habits = _ENGLISH_HABITS if culture == "anglo" else _HABITS
    return Word(forms, min(draws.weighted(habits), len(forms) - 1))


def common_word(draws: Draws, culture: str, part: str, among: int) -> Word:
    """One of the commonest names, in the usual spelling."""
    return Word(draws.pick(_table()[culture, part].options[:among]))


def alike(draws: Draws, word: Word, culture: str, part: str) -> Word:
    """Another name that begins like this one, as parents name twins: Jayden and Jake."""
    others = [forms for forms in _table()[culture, part].options if not _one_name(forms, word.forms)]
    beginning = [forms for forms in others if forms[0][:2] == word.forms[0][:2]]
    initial = [forms for forms in others if forms[0][0] == word.forms[0][0]]
    return Word(draws.pick(beginning or initial or others))


def nicknames_of(word: Word) -> tuple[str, ...]:
    return _nicknames_of(word.forms)


def _nicknames_of(forms: tuple[str, ...]) -> tuple[str, ...]:
    return next((_nicknames()[form] for form in forms if form in _nicknames()), ())


def _one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Nobody calls one twin Victoria and the other Vicki."""
    return not {*one, *_nicknames_of(one)}.isdisjoint({*other, *_nicknames_of(other)})


@lru_cache(maxsize=1)
def _nicknames() -> Mapping[str, tuple[str, ...]]:
    return {row["name"].replace("_", " "): tuple(row["nicknames"].split()) for row in _rows("nicknames.csv")}


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], Weighted[tuple[str, ...]]]:
    return {(row["culture"], row["part"]): _weighted(row["culture"], row["names"]) for row in _rows("spellings.csv")}


def _weighted(culture: str, names: str) -> Weighted[tuple[str, ...]]:
    offset = _OFFSETS.get(culture, _OFFSET)
    words = (tuple(name.replace("_", " ").split("/")) for name in names.split())
    return Weighted.of((forms, 1 / (rank + offset)) for rank, forms in enumerate(words))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("connectors.synthetic.doubles").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
