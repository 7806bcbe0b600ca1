"""People who are easily taken for one another, or for themselves with difficulty; each kind is labelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from connectors.synthetic.doubles.being import BEGINNING, Being, FamilyName
from connectors.synthetic.doubles.called import listed, part_of
from connectors.synthetic.doubles.circles import (
    Circle,
    child,
    household,
    marry,
    part,
    some_birth,
    some_children,
    some_circle,
)
from connectors.synthetic.doubles.maker import FIRST_DAY, Maker
from connectors.synthetic.doubles.recorded import Kind
from connectors.synthetic.doubles.spellings import Word, alike, common_word
from connectors.synthetic.draws import Weighted
from connectors.synthetic.people import FEMALE, MALE

_COMMON: Final = 8  # the commonest names, for namesakes
_GROWN: Final = 0.3  # twins and siblings who are adults
_LEAST: Final = 3  # events, so that the planted are met again


def some_scene(maker: Maker) -> list[Circle]:
    return maker.draws.weighted(_SCENES)(maker)


def twins(maker: Maker) -> list[Circle]:
    """Same day, same home, same family name, given names alike; children, or grown up and both known to police."""
    couple, born = _parents(maker)
    first = child(maker, couple, born)
    sex = first.sex if maker.draws.chance(0.7) else maker.draws.pick((FEMALE, MALE))
    second = child(maker, couple, born, sex, first.called.family)
    second.born = first.born  # whatever the papers say, they say it of both
    _rename(maker, second, first)
    return _as_children(maker, couple, [first, second], "TWINS")


def siblings(maker: Maker) -> list[Circle]:
    """Two to four, a year or two apart, with given names alike."""
    couple, born = _parents(maker)
    eldest = child(maker, couple, born)
    family = [eldest]
    for _ in range(maker.draws.between(1, 3)):
        born += timedelta(days=maker.draws.between(300, 900))
        family.append(child(maker, couple, born, family=eldest.called.family))
        if maker.draws.chance(0.6):
            _rename(maker, family[-1], eldest)
    return _as_children(maker, couple, family, "SIBLINGS")


def father_and_son(maker: Maker) -> list[Circle]:
    """One name and one home; violence between them, or of one against the mother."""
    couple = _couple(maker, elderly=True)
    father = couple.respondent
    son = child(maker, couple, date(father.born.year + maker.draws.between(19, 26), 1, 1), MALE, father.called.family)
    son.born += timedelta(days=maker.draws.between(0, 364))
    _call(son, father.called.first)
    couple.others.append(son)
    household(maker, couple)
    _label("FATHER_AND_SON", father, son)
    other = Circle(son, father if maker.draws.chance(0.5) else couple.affected, least=_LEAST)
    couple.least = _LEAST
    return [couple, other]


def cousins(maker: Maker) -> list[Circle]:
    """Both named after the grandparent; some years apart at most, not far from each other."""
    one, other = some_circle(maker), some_circle(maker)
    first = one.respondent
    second = _instead(maker, other, first, first.born + timedelta(days=maker.draws.between(-1400, 1400)))
    if maker.draws.chance(0.5):
        maker.settle(second, near=first.homes.at(FIRST_DAY).place.locality)
    _label("COUSINS", first, second)
    return _often(one, other)


def namesakes(maker: Maker) -> list[Circle]:
    """A common name and the same birth date, and nothing else to do with each other."""
    one, other = some_circle(maker), some_circle(maker)
    first = one.respondent
    culture = listed(first.called.culture)
    _bear(first, common_word(maker.draws, culture, "male" if culture == "african" else "family", _COMMON))
    given = f"syllable_{part_of(first.sex)}" if culture == "chinese" else part_of(first.sex)
    _call(first, common_word(maker.draws, culture, given, _COMMON))
    second = _instead(maker, other, first, first.born)
    _label("NAMESAKES", first, second)
    return _often(one, other)


def relocated(maker: Maker) -> list[Circle]:
    """She is at an address that no other record has, by another telephone, at times under another name."""
    circle = _couple(maker)
    circle.children = some_children(maker, circle)
    household(maker, circle, parts=False)
    day = maker.draws.day(FIRST_DAY + timedelta(days=300), date(2025, 1, 1))
    part(maker, circle, day, suppressed=True)
    if maker.draws.chance(0.2):
        circle.affected.takes_name(day + timedelta(days=30), common_word(maker.draws, "anglo", "family", 60))
    _label("RELOCATED", circle.affected)
    later = Circle(circle.respondent, some_circle(maker).affected, least=2)
    circle.least = _LEAST + 1
    return [circle, later]


def ex_partners(maker: Maker) -> list[Circle]:
    """Her married name, their telephone and their address stay on records after they have parted."""
    circle = _couple(maker, married=True)
    maker.settle(circle.respondent, circle.affected)
    shared = maker.phone()
    for one in (circle.respondent, circle.affected):
        maker.reach(one)
        one.phones.change(BEGINNING, shared)
        one.shared_phones, one.shared_email = (shared,), circle.respondent.email
    part(maker, circle, maker.draws.day(date(2021, 1, 1), date(2025, 1, 1)), suppressed=False)
    _label("EX_PARTNERS", circle.respondent, circle.affected)
    circle.least = _LEAST
    return [circle, Circle(circle.respondent, some_circle(maker).affected, least=1)]


def ordinary(maker: Maker) -> list[Circle]:
    return [some_circle(maker)]


def _parents(maker: Maker) -> tuple[Circle, date]:
    """A couple, and when their first child was born: lately, or long ago."""
    grown = maker.draws.chance(_GROWN)
    couple = _couple(maker, elderly=grown)
    return couple, _years_ago(maker, 19, 23) if grown else some_birth(maker, couple)


def _couple(maker: Maker, married: bool = False, elderly: bool = False) -> Circle:
    """A man and a woman, without home or children yet."""
    culture, age = maker.culture(), maker.draws.between(44, 64) if elderly else maker.draws.between(24, 52)
    man = maker.at_age(culture, MALE, age, FIRST_DAY)
    woman = maker.at_age(culture, FEMALE, age - maker.draws.between(-2, 5), FIRST_DAY)
    circle = Circle(man, woman)
    marry(maker, circle, certain=married)
    return circle


def _as_children(maker: Maker, couple: Circle, family: list[Being], kind: Kind) -> list[Circle]:
    """Minors are children of the reports; grown ones stand for themselves too."""
    minors = family[0].age_on(FIRST_DAY) < 14
    (couple.children if minors else couple.others).extend(family)
    household(maker, couple)
    _label(kind, *family)
    couple.least = _LEAST
    if minors:
        return [couple]
    return [couple, *(Circle(one, couple.affected, least=2) for one in family)]


def _instead(maker: Maker, circle: Circle, like: Being, born: date) -> Being:
    """The circle's respondent gives way to another, named like `like`, at the same home."""
    old, called = circle.respondent, like.called
    culture = "aboriginal" if like.aboriginal else called.culture
    new = maker.being(culture, like.sex, born, called.family)
    new.born, new.homes, new.phones = born, old.homes, old.phones
    new.shared_phones, new.email = old.shared_phones, None
    new.called = new.called if called.culture == new.called.culture else called
    _bear(new, called.family)
    _call(new, called.first)
    circle.respondent = new
    return new


def _rename(maker: Maker, being: Being, like: Being) -> None:
    """A given name that begins like that of `like`."""
    culture = listed(being.called.culture)
    if culture != "chinese" and like.called.culture == being.called.culture:
        _call(being, alike(maker.draws, like.called.first, culture, part_of(being.sex)))


def _call(being: Being, first: Word) -> None:
    being.called = being.called.with_first(first)
    being.firsts.values = [being.called, *being.firsts.values[1:]]


def _bear(being: Being, family: Word) -> None:
    """From birth; by marriage another may follow."""
    being.called = replace(being.called, family=family)
    being.families.values[0] = FamilyName((family,))


def _label(kind: Kind, *beings: Being) -> None:
    for being in beings:
        being.kind = kind


def _often(*circles: Circle) -> list[Circle]:
    for circle in circles:
        circle.least = _LEAST
    return list(circles)


def _years_ago(maker: Maker, least: int, most: int) -> date:
    return FIRST_DAY - timedelta(days=maker.draws.between(365 * least, 365 * most))


# Shares of scenes are ours. One birth in 70 is of twins (AIHW, Australia's mothers and babies); here they are commoner,
# as are namesakes, so that each kind has hundreds of people: what is measured over all is harder than a register is.
_SCENES: Final[Weighted[Callable[[Maker], list[Circle]]]] = Weighted.of(
    (
        (ordinary, 68),
        (siblings, 9),
        (twins, 4),
        (father_and_son, 4),
        (cousins, 3),
        (namesakes, 3),
        (relocated, 5),
        (ex_partners, 4),
    )
)
