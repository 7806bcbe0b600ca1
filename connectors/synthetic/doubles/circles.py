"""The people of one dispute: who used violence, who was affected, the children, others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.being import BEGINNING, Being
from connectors.synthetic.doubles.maker import FIRST_DAY, LAST_DAY, Maker
from connectors.synthetic.doubles.spellings import Word
from connectors.synthetic.people import FEMALE, MALE
from connectors.synthetic.ties import AGES, PARTNERS, some_kind, some_sexes

_OF_ANOTHER_CULTURE: Final = 0.25  # partners; ours
_TOGETHER: Final = 0.75
_SEPARATES: Final = 0.5
_FLEES: Final = 0.3  # of those who leave: to an address that is not to be told
_WITH_CHILDREN: Final = 0.64
_WITH_RELATIVE: Final = 0.12  # a parent of one of the two, who is there at times
_CHANGES_NAME: Final = 0.3  # of the married who separate: back to the former name
_KIN: Final = frozenset({"PARENT", "CHILD", "SIBLING", "GRANDCHILD"})


@dataclass(slots=True)
class Circle:
    respondent: Being
    affected: Being
    children: list[Being] = field(default_factory=list)
    others: list[Being] = field(default_factory=list)
    least: int = 1  # events


def some_circle(maker: Maker) -> Circle:
    """A tie of some kind, with its home, its children and what becomes of it."""
    kind = some_kind(maker.draws)
    affected_sex, respondent_sex = some_sexes(maker.draws, kind)
    ages = AGES[kind]
    age = maker.draws.between(ages.youngest, ages.oldest)
    culture = maker.culture()
    respondent = maker.at_age(culture, respondent_sex, age, FIRST_DAY)
    older = max(2 if kind in _KIN else 17, min(92, age + maker.draws.between(ages.least, ages.most)))
    family = respondent.called.family if kind in _KIN else None
    other = culture if family or not maker.draws.chance(_OF_ANOTHER_CULTURE) else maker.culture()
    affected = maker.at_age(other, FEMALE if affected_sex == "NOT_STATED" else affected_sex, older, FIRST_DAY, family)
    circle = Circle(respondent, affected)
    if kind in PARTNERS:
        marry(maker, circle)
        circle.children = some_children(maker, circle)
    if maker.draws.chance(_WITH_RELATIVE):
        circle.others.append(_relative(maker, circle))
    household(maker, circle)
    return circle


def marry(maker: Maker, circle: Circle, certain: bool = False) -> None:
    """The wife may take the husband's name, or hyphenate."""
    wife, husband = _couple(circle)
    if wife is None or not (certain or maker.draws.chance(rates.MARRIED)):
        return
    day = maker.draws.day(date(2008, 1, 1), date(2023, 1, 1))
    if maker.draws.chance(rates.HYPHENATES) and not certain:
        wife.takes_name(day, wife.called.family, husband.called.family)
    elif certain or not maker.draws.chance(rates.KEEPS):
        wife.takes_name(day, husband.called.family)


def some_children(maker: Maker, circle: Circle, count: int | None = None) -> list[Being]:
    """Children bear the name of one of the two, or both; the eldest is born when the younger parent was 18."""
    draws = maker.draws
    if count is None:
        count = draws.pick((1, 1, 2, 2, 3, 4)) if draws.chance(_WITH_CHILDREN) else 0
    return [child(maker, circle, some_birth(maker, circle)) for _ in range(count)]


def some_birth(maker: Maker, circle: Circle) -> date:
    youngest = min(circle.respondent.age_on(FIRST_DAY), circle.affected.age_on(FIRST_DAY))
    return FIRST_DAY - timedelta(days=maker.draws.between(-1500, 365 * max(1, min(14, youngest - 18))))


def child(maker: Maker, circle: Circle, born: date, sex: str | None = None, family: Word | None = None) -> Being:
    father, mother = circle.respondent, circle.affected
    parent = father if maker.draws.chance(0.65) else mother
    culture = "aboriginal" if parent.aboriginal else parent.called.culture
    sex = sex or maker.draws.pick((FEMALE, MALE))
    return maker.being(culture, sex, born, family or _family_of(maker, parent), father.called)


def household(maker: Maker, circle: Circle, parts: bool = True) -> None:
    """Where they live, who moves out, and by what telephone they are reached."""
    draws, everyone = maker.draws, [circle.respondent, circle.affected, *circle.children, *circle.others]
    place = maker.settle(*everyone) if draws.chance(_TOGETHER) else maker.settle(circle.respondent)
    apart = [being for being in everyone if not being.homes.days]
    if apart:
        maker.settle(*apart, near=place.locality if draws.chance(0.7) else None)
    for adult in (circle.respondent, circle.affected, *circle.others):
        maker.reach(adult)
    _share(maker, circle)
    if not parts:
        return
    if draws.chance(_SEPARATES):
        part(maker, circle, draws.day(FIRST_DAY, LAST_DAY), draws.chance(_FLEES))
    elif apart:
        maker.moves(circle.respondent)
        maker.moves(*apart)
    else:
        maker.moves(*everyone)


def part(maker: Maker, circle: Circle, day: date, suppressed: bool) -> None:
    """The affected person leaves with the children; both move on; who flees changes the telephone too."""
    leaving = [circle.affected, *circle.children]
    near = None if suppressed else circle.affected.homes.at(day).place.locality
    maker.settle(*leaving, since=day, near=near, suppressed=suppressed)
    maker.moves(*leaving, first=day)
    maker.moves(circle.respondent, first=day)
    if suppressed:
        circle.affected.phones.change(day, maker.phone())
    if len(circle.affected.families.values) > 1 and maker.draws.chance(_CHANGES_NAME):
        circle.affected.takes_name(day + timedelta(days=90), circle.affected.called.family)


def _relative(maker: Maker, circle: Circle) -> Being:
    kin, sex = maker.draws.pick((circle.respondent, circle.affected)), maker.draws.pick((FEMALE, FEMALE, MALE))
    age = min(95, kin.age_on(FIRST_DAY) + maker.draws.between(20, 34))
    culture = "aboriginal" if kin.aboriginal else kin.called.culture
    return maker.at_age(culture, sex, age, FIRST_DAY, _family_of(maker, kin))


def _share(maker: Maker, circle: Circle) -> None:
    """One's telephone is given for the other; a child is reached by a parent's."""
    ours = (circle.respondent.phones.at(BEGINNING), circle.affected.phones.at(BEGINNING))
    circle.respondent.shared_phones = circle.affected.shared_phones = ours
    circle.affected.shared_email = circle.respondent.shared_email = circle.respondent.email
    for one in circle.children:
        one.shared_phones = ours[1:]


def _couple(circle: Circle) -> tuple[Being | None, Being]:
    if circle.affected.sex == FEMALE and circle.respondent.sex == MALE:
        return circle.affected, circle.respondent
    if circle.respondent.sex == FEMALE and circle.affected.sex == MALE:
        return circle.respondent, circle.affected
    return None, circle.respondent


def _family_of(maker: Maker, parent: Being) -> Word | None:
    """Where names come from the father there is no family name to hand on."""
    return None if parent.called.culture == "african" else parent.called.family
