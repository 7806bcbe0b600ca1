"""How a human being is called, before anybody writes it down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.spellings import Word, nicknames_of, some_family, some_word
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.people import FEMALE

# (given name of one syllable or two, in pinyin, in Wade-Giles or in Cantonese): the place in `Word.forms`.
_ROMANISATIONS: Final = Weighted.of(((0, 75), (1, 6), (2, 19)))
_ARTICLES: Final = ("", "", "Al-", "Al ", "El-", "El ")
_FROM_THE_FATHER: Final = frozenset({"arabic", "african", "indian"})
_WITH_WESTERN: Final = {"chinese": 0.45, "vietnamese": 0.25, "african": 0.05, "indian": 0.06}
_KNOWS_ONE_NAME: Final = frozenset({"african", "arabic", "indian"})
_SIKH: Final = 0.4  # of Indian people: Singh or Kaur as a middle name; ours
_COMMUNITY_NAME: Final = 0.4  # of Aboriginal people: one besides the English name; ours


@dataclass(frozen=True, slots=True)
class Called:
    """`givens` are the first name and the middle names; `fathers` the father's and the grandfather's first name."""

    culture: str
    family: Word
    givens: tuple[Word, ...]
    fathers: tuple[Word, ...] = ()
    western: Word | None = None  # beside the given name: Western of a Chinese, community name of an Aboriginal person
    article: str = ""
    nickname: str | None = None  # in daily use
    single: bool = False  # a mononym: the first given name is all

    @property
    def first(self) -> Word:
        return self.givens[0]

    def with_first(self, word: Word) -> Called:
        return replace(self, givens=(word, *self.givens[1:]), nickname=None)


def some_called(
    draws: Draws, culture: str, sex: str, family: Word | None = None, father: Called | None = None
) -> Called:
    """`family` where kin give it; the fathers' names come from `father` where custom takes them."""
    givens = _givens(draws, culture, sex)
    fathers = _fathers(draws, culture, father)
    return Called(
        culture,
        family or _family(draws, culture, fathers),
        givens,
        fathers,
        _western(draws, culture, sex),
        draws.pick(_ARTICLES) if culture == "arabic" else "",
        _some_nickname(draws, givens[0]),
        culture in _KNOWS_ONE_NAME and draws.chance(rates.MONONYM),
    )


def part_of(sex: str) -> str:
    """The column of given names."""
    return "female" if sex == FEMALE else "male"


def listed(culture: str) -> str:
    """Aboriginal people bear English given names besides those of the community."""
    return "anglo" if culture == "aboriginal" else culture


def some_given(draws: Draws, culture: str, sex: str) -> Word:
    if culture == "chinese":
        return _syllables(draws, sex)
    return some_word(draws, listed(culture), part_of(sex))


def _givens(draws: Draws, culture: str, sex: str) -> tuple[Word, ...]:
    first = some_given(draws, culture, sex)
    if culture == "vietnamese":
        return first, some_word(draws, culture, f"middle_{part_of(sex)}")
    if culture == "pasifika":
        return _unlike(first, *(some_given(draws, culture, sex) for _ in range(draws.between(0, 2))))
    if culture == "indian" and draws.chance(_SIKH):
        return first, Word(("Kaur", "Kour") if sex == FEMALE else ("Singh", "Sing"))
    if culture in _FROM_THE_FATHER or culture == "chinese":
        return (first,)
    return _unlike(first, some_given(draws, culture, sex)) if draws.chance(0.65) else (first,)


def _unlike(first: Word, *others: Word) -> tuple[Word, ...]:
    """Nobody is called Hannah Hannah."""
    return first, *(word for word in others if word.forms != first.forms)


def _syllables(draws: Draws, sex: str) -> Word:
    """Both syllables in one system of romanisation; joined, split or hyphenated is the clerk's affair."""
    part = f"syllable_{part_of(sex)}"
    syllables = [some_word(draws, "chinese", part) for _ in range(2 if draws.chance(0.8) else 1)]
    forms = tuple(" ".join(word.forms[system] for word in syllables) for system in range(3))
    return Word(forms, draws.weighted(_ROMANISATIONS))


def _fathers(draws: Draws, culture: str, father: Called | None) -> tuple[Word, ...]:
    if culture not in _FROM_THE_FATHER:
        return ()
    if father and father.culture == culture and father.fathers:
        return father.first, father.fathers[0]
    return some_word(draws, culture, "male"), some_word(draws, culture, "male")


def _family(draws: Draws, culture: str, fathers: tuple[Word, ...]) -> Word:
    """Who has three names and no family name is filed under the grandfather's."""
    if culture == "african":
        return fathers[1]
    if culture == "aboriginal" and draws.chance(0.6):
        return some_family(draws, "anglo")
    return some_family(draws, culture)


def _western(draws: Draws, culture: str, sex: str) -> Word | None:
    if culture == "aboriginal":
        return some_word(draws, culture, "community") if draws.chance(_COMMUNITY_NAME) else None
    return some_word(draws, "anglo", part_of(sex)) if draws.chance(_WITH_WESTERN.get(culture, 0)) else None


def _some_nickname(draws: Draws, first: Word) -> str | None:
    nicknames = nicknames_of(first)
    return draws.pick(nicknames) if nicknames and draws.chance(rates.NICKNAME_BEARER) else None
