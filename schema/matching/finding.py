"""A search's words against what records say of people: what may be looked up, what fits, and how well.

It is given only what of each record may be searched by; who may search for whom is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rapidfuzz.distance.JaroWinkler import similarity

from schema.matching.comparison import NOTHING
from schema.matching.description import Description, Name
from schema.matching.keys import phone_key, reference_key, street_token, term, tokens_of, word_keys
from schema.matching.scoring import Feature, weigh
from schema.matching.sounds import skeleton, sound
from schema.matching.weights import load

ALIKE: Final = 0.85
LINES_ALIKE: Final = 0.9
AGREES: Final = frozenset({"same", "new_year", "swapped"})
PARTS: Final = frozenset({"family", "given", "part"})
AGE_SLACK: Final = 1  # years


@dataclass(frozen=True, slots=True)
class Wanted:
    """Folded, as `describe` has it. `words`: of a name whose parts are not told apart; `places`: one address."""

    names: tuple[Name, ...] = ()
    words: tuple[str, ...] = ()
    birth_date: str | None = None
    age: int | None = None
    sex: str | None = None
    address: str = ""  # LINE|SUBURB|POSTCODE; the last two may be empty
    phone: str = ""
    reference: str = ""

    def keys(self) -> frozenset[str]:
        """Of the rarest thing that is searched by; whoever has none of them does not fit."""
        if self.reference:
            return frozenset([reference_key(self.reference)])
        if self.phone:
            return frozenset([phone_key(self.phone)])
        if self.address:
            return frozenset([street_token(self.address)])
        return word_keys(" ".join(self.words))

    def terms(self) -> list[str]:
        """The same, as the index has them."""
        return sorted(map(term, self.keys()))

    def birth_dates(self) -> list[str]:
        """That agree: as it is written, and with day and month exchanged."""
        return [] if self.birth_date is None else sorted({self.birth_date, _swapped(self.birth_date)})


@dataclass(frozen=True, slots=True)
class Told:
    """What of one record may be searched by. A past address is in `past` alone."""

    description: Description
    past: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """How near one row of the policy lets a search come."""

    similar: bool
    by_name_alone: bool
    past_addresses: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """log2 weights of the features searched by, each the best over the records; `named`: which record fits best."""

    score: float
    features: tuple[Feature, ...]
    named: int


def fit(wanted: Wanted, told: Sequence[Told], terms: Terms, today: str) -> Fit | None:
    """Everything that was asked must fit some of the records."""
    shown = [replace(t.description, addresses=_places(t, terms)) for t in told]
    if not all(asked(wanted, shown, terms, today) for asked in TESTS):
        return None
    return _scored(wanted, shown, today)


def _is_looked_up(wanted: Wanted, shown: Sequence[Description], _terms: Terms, _today: str) -> bool:
    """By what may be searched alone: else he would be found by what is hidden, and fit by what is not."""
    return any(wanted.keys() & _keys_of(one) for one in shown)


def _keys_of(one: Description) -> frozenset[str]:
    return tokens_of(one) | frozenset([*map(phone_key, one.phones), *map(reference_key, one.references)])


def _names_fit(wanted: Wanted, shown: Sequence[Description], terms: Terms, _today: str) -> bool:
    if not wanted.words:
        return True
    fits = words_alike if terms.similar else words_same
    return any(fits(wanted.words, _words(name)) for one in shown for name in one.names)


def _birth_fits(wanted: Wanted, shown: Sequence[Description], terms: Terms, _today: str) -> bool:
    """Where a name alone is not enough, the date must agree; else only one that plainly contradicts is dropped."""
    if wanted.birth_date is None:
        return True
    levels = [_feature("birth", Description(birth_date=wanted.birth_date, birth_year=int(wanted.birth_date[:4])), one)
              for one in shown]  # fmt: skip
    if wanted.words and not terms.by_name_alone:
        return any(feature.level in AGREES for feature in levels)
    stated = [feature.level for feature in levels if feature.level != NOTHING]
    return not stated or any(level != "differ" for level in stated)


def _age_fits(wanted: Wanted, shown: Sequence[Description], _terms: Terms, today: str) -> bool:
    if wanted.age is None:
        return True
    ages = [found for one in shown if (found := ages_of(one, today))]
    return not ages or any(low - AGE_SLACK <= wanted.age <= high + AGE_SLACK for low, high in ages)


def _address_fits(wanted: Wanted, shown: Sequence[Description], terms: Terms, _today: str) -> bool:
    if not wanted.address:
        return True
    return any(same_place(wanted.address, place, similar=terms.similar) for one in shown for place in one.addresses)


def _phone_fits(wanted: Wanted, shown: Sequence[Description], _terms: Terms, _today: str) -> bool:
    return not wanted.phone or any(wanted.phone in one.phones for one in shown)


def _reference_fits(wanted: Wanted, shown: Sequence[Description], _terms: Terms, _today: str) -> bool:
    return not wanted.reference or any(wanted.reference in one.references for one in shown)


Test = Callable[[Wanted, Sequence[Description], Terms, str], bool]
TESTS: Final[tuple[Test, ...]] = (
    _is_looked_up,
    _names_fit,
    _birth_fits,
    _age_fits,
    _address_fits,
    _phone_fits,
    _reference_fits,
)


def words_same(asked: Sequence[str], held: Sequence[str]) -> bool:
    """The same words in any order."""
    return sorted(asked) == sorted(held)


def words_alike(asked: Sequence[str], held: Sequence[str]) -> bool:
    """Each word asked is like a word of its own; the name may have more."""
    if not asked:
        return True
    first, *rest = asked
    return any(
        word_alike(first, word) and words_alike(rest, [*held[:place], *held[place + 1 :]])
        for place, word in enumerate(held)
    )


def word_alike(asked: str, held: str) -> bool:
    """Of one sound, of one romanisation, or nearly of one spelling; a letter stands for a word that begins so."""
    if asked == held or len(asked) == 1:
        return held.startswith(asked)
    if len(held) == 1:
        return False
    return sound(asked) == sound(held) or skeleton(asked) == skeleton(held) or similarity(asked, held) >= ALIKE


def same_place(asked: str, held: str, *, similar: bool) -> bool:
    """What is said of suburb and postcode on both sides must agree; a neighbour's number is another home."""
    line, *around = asked.split("|")
    other, *beside = held.split("|")
    if any(a and b and a != b for a, b in zip(around, beside, strict=True)):
        return False
    near = similar and any(around) and _numbers(line) == _numbers(other)
    return line == other or (near and similarity(line, other) >= LINES_ALIKE)


def _numbers(line: str) -> list[str]:
    return [word for word in line.split() if any(letter.isdigit() for letter in word)]


def ages_of(one: Description, today: str) -> tuple[int, int] | None:
    """Least and most whole years, by what is known of the birth."""
    if one.birth_date:
        return (_years(one.birth_date, today),) * 2
    return None if one.birth_year is None else (int(today[:4]) - one.birth_year - 1, int(today[:4]) - one.birth_year)


def _scored(wanted: Wanted, shown: Sequence[Description], today: str) -> Fit:
    rows = [_features(wanted, one, today) for one in shown]
    best = [max(column, key=_weight) for column in zip(*rows, strict=True)]
    features = tuple(_of_a_part(wanted, feature) for feature in best if feature.level != NOTHING)
    named = max(range(len(rows)), key=lambda place: (sum(f.weight for f in rows[place]), -place))
    return Fit(round(sum(f.weight for f in features), 2), features, named)


def _features(wanted: Wanted, one: Description, today: str) -> tuple[Feature, ...]:
    """Of what was asked alone: the rest of a description is left out before it is weighed."""
    year = int(wanted.birth_date[:4]) if wanted.birth_date else wanted.age and int(today[:4]) - wanted.age
    asked = Description(
        wanted.names,
        wanted.birth_date,
        year,
        wanted.sex,
        (wanted.phone,) if wanted.phone else (),
        (),
        (wanted.address,) if wanted.address else (),
        (wanted.reference,) if wanted.reference else (),
    )
    return weigh(asked, one, load()).features


def _of_a_part(wanted: Wanted, feature: Feature) -> Feature:
    """Of one word nothing is said of the other part of the name."""
    if feature.name != "name" or len(wanted.words) > 1:
        return feature
    words = "a part of the name the same" if feature.level in PARTS else "a part of the name almost the same"
    return replace(feature, words=words)


def _feature(name: str, left: Description, right: Description) -> Feature:
    return next(f for f in weigh(left, right, load()).features if f.name == name)


def _weight(feature: Feature) -> tuple[bool, float]:
    """Something said is better than nothing, also when it speaks against."""
    return feature.level != NOTHING, feature.weight


def _places(told: Told, terms: Terms) -> tuple[str, ...]:
    return (*told.description.addresses, *(told.past if terms.past_addresses else ()))


def _words(name: Name) -> list[str]:
    return f"{name.given} {name.family}".split()


def _swapped(day: str) -> str:
    """As it is when there is no such day."""
    turned = f"{day[:4]}-{day[8:]}-{day[5:7]}"
    try:
        date.fromisoformat(turned)
    except ValueError:
        return day
    return turned


def _years(born: str, today: str) -> int:
    return int(today[:4]) - int(born[:4]) - (today[5:10] < born[5:10])
