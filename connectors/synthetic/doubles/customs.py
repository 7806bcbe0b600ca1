"""How a name of each culture comes into the two fields of a form, family name and given names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.called import Called
from connectors.synthetic.doubles.clerk import Clerk
from connectors.synthetic.doubles.spellings import Word, nicknames_of
from connectors.synthetic.draws import Weighted

Fields = tuple[str, str]
_SCRIPTS: Final = frozenset({"arabic", "vietnamese", "chinese", "slavic", "mediterranean", "african", "aboriginal"})
_NO_GIVEN_NAME: Final = (".", "NGN", "-", "No Given Name")
# Shares of each way of writing are ours; the ways are those of Interpol's guide to naming practices (2006).
_VIETNAMESE: Final = Weighted.of((("middle", 50), ("plain", 25), ("reversed", 12), ("western", 13)))
_CHINESE: Final = Weighted.of((("plain", 62), ("reversed", 9), ("western", 17), ("both", 12)))
_AFRICAN: Final = Weighted.of((("three", 50), ("father", 22), ("chain", 13), ("plain", 15)))
_ARABIC: Final = Weighted.of((("plain", 58), ("middle", 32), ("father", 10)))
_INDIAN: Final = Weighted.of((("plain", 60), ("middle", 20), ("initial", 12), ("father", 8)))
_PASIFIKA: Final = Weighted.of((("plain", 80), ("father", 8), ("all", 12)))


def written(clerk: Clerk, called: Called, family: Word) -> Fields:
    """(family name, given names) by the custom of the culture; `family` is the name borne that day."""
    if called.single:
        return _mononym(clerk, called)
    return _CUSTOMS.get(called.culture, _plain)(clerk, called, family)


def first_name(clerk: Clerk, called: Called) -> str:
    """The first given name, or what its bearer is called by."""
    draws = clerk.draws
    if called.nickname and draws.chance(rates.BY_NICKNAME):
        return called.nickname
    nicknames = nicknames_of(called.first)
    if nicknames and draws.chance(rates.BY_CHANCE):
        return draws.pick(nicknames)
    return spelt(clerk, called, called.first)


def spelt(clerk: Clerk, called: Called, word: Word) -> str:
    rate = rates.OTHER_ROMANISATION if called.culture in _SCRIPTS else rates.OTHER_SPELLING
    return word.spelt(clerk.draws, rate * min(1.5, clerk.haste))


def _plain(clerk: Clerk, called: Called, family: Word) -> Fields:
    """The first name, and perhaps the middle names whole or as initials."""
    draws, middles = clerk.draws, called.givens[1:]
    first = first_name(clerk, called)
    if middles and draws.chance(rates.MIDDLE_USED):
        first, middles = spelt(clerk, called, middles[0]), ()
    if not middles or draws.chance(rates.MIDDLE_DROPPED):
        return spelt(clerk, called, family), first
    if draws.chance(rates.MIDDLE_INITIAL):
        return spelt(clerk, called, family), " ".join([first, *(word.own[0] for word in middles)])
    return spelt(clerk, called, family), " ".join([first, *(spelt(clerk, called, word) for word in middles)])


def _mononym(clerk: Clerk, called: Called) -> Fields:
    name, draws = spelt(clerk, called, called.first), clerk.draws
    return draws.pick(((name, ""), (name, ""), (name, draws.pick(_NO_GIVEN_NAME)), ("", name), (name, name)))


def _vietnamese(clerk: Clerk, called: Called, family: Word) -> Fields:
    """Family, middle, given: a clerk who takes the last word for the family name turns them round."""
    name, way = spelt(clerk, called, family), clerk.draws.weighted(_VIETNAMESE)
    given, middle = spelt(clerk, called, called.first), spelt(clerk, called, called.givens[1])
    if way == "middle":
        return name, f"{middle} {given}"
    if way == "reversed":
        return given, f"{name} {middle}"
    if way == "western" and called.western:
        return name, spelt(clerk, called, called.western)
    return name, given


def _chinese(clerk: Clerk, called: Called, family: Word) -> Fields:
    """One system of romanisation as a rule; the syllables joined, split or hyphenated."""
    name, given = spelt(clerk, called, _in_system(called, family)), _joined(clerk, spelt(clerk, called, called.first))
    way = clerk.draws.weighted(_CHINESE)
    if way == "reversed":
        return given, name
    if called.western and way == "western":
        return name, spelt(clerk, called, called.western)
    if called.western and way == "both":
        return name, f"{spelt(clerk, called, called.western)} {given}"
    return name, given


def _in_system(called: Called, family: Word) -> Word:
    """The family name is romanised like the given name."""
    return Word(family.forms, min(called.first.habit, len(family.forms) - 1))


def _joined(clerk: Clerk, given: str) -> str:
    first, _, second = given.partition(" ")
    if not second:
        return first
    return clerk.draws.pick((first + second.lower(), first + second.lower(), f"{first} {second}", f"{first}-{second}"))


def _arabic(clerk: Clerk, called: Called, family: Word) -> Fields:
    first, father = first_name(clerk, called), spelt(clerk, called, called.fathers[0])
    way, name = clerk.draws.weighted(_ARABIC), _with_article(clerk, called, family)
    if way == "father":
        return father, first
    return name, f"{first} {father}" if way == "middle" else first


def _with_article(clerk: Clerk, called: Called, family: Word) -> str:
    """Al-Hussein, El Hussein, Alhussein or Hussein, as its bearer does or as it was heard."""
    name, draws = spelt(clerk, called, family), clerk.draws
    article = draws.pick(("Al-", "Al ", "Al", "El-", "")) if draws.chance(0.25) else called.article
    return name if not called.article else article + (name.lower() if article == "Al" else name)


def _african(clerk: Clerk, called: Called, family: Word) -> Fields:
    """The own name, the father's, the grandfather's; which of them is a family name, nobody can say."""
    first, father = first_name(clerk, called), spelt(clerk, called, called.fathers[0])
    name, way = spelt(clerk, called, family), clerk.draws.weighted(_AFRICAN)
    if way == "three":
        return name, f"{first} {father}"
    if way == "chain":
        return f"{father} {name}", first
    return (father if way == "father" else name), first


def _indian(clerk: Clerk, called: Called, family: Word) -> Fields:
    """Initials of the father before or after; Singh and Kaur as middle name, as family name, or neither."""
    first, middle = first_name(clerk, called), (*called.givens[1:], called.fathers[0])[0]
    name, way = spelt(clerk, called, family), clerk.draws.weighted(_INDIAN)
    if way == "initial":
        return name, clerk.draws.pick((f"{middle.own[0]} {first}", f"{first} {middle.own[0]}"))
    if way == "middle":
        return name, f"{first} {spelt(clerk, called, middle)}"
    return (spelt(clerk, called, middle) if way == "father" else name), first


def _pasifika(clerk: Clerk, called: Called, family: Word) -> Fields:
    way = clerk.draws.weighted(_PASIFIKA)
    if way == "father" and len(called.givens) > 1:
        return spelt(clerk, called, called.givens[-1]), first_name(clerk, called)
    if way == "all":
        return spelt(clerk, called, family), " ".join(spelt(clerk, called, word) for word in called.givens)
    return _plain(clerk, called, family)


def _aboriginal(clerk: Clerk, called: Called, family: Word) -> Fields:
    """English name; or the name of the community, as it was heard."""
    if called.western and clerk.draws.chance(0.25):
        return spelt(clerk, called, family), spelt(clerk, called, called.western)
    return _plain(clerk, called, family)


_CUSTOMS: Final[Mapping[str, Callable[[Clerk, Called, Word], Fields]]] = {
    "vietnamese": _vietnamese,
    "chinese": _chinese,
    "arabic": _arabic,
    "african": _african,
    "indian": _indian,
    "pasifika": _pasifika,
    "aboriginal": _aboriginal,
}
