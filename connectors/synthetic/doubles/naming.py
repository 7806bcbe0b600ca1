"""The names that one record carries."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.clerk import Clerk
from connectors.synthetic.doubles.customs import written
from connectors.synthetic.doubles.recorded import OtherName
from connectors.synthetic.doubles.sightings import Sighting
from connectors.synthetic.doubles.slips import slip
from connectors.synthetic.doubles.spellings import Word, nicknames_of
from connectors.synthetic.people import FEMALE

Fields = tuple[str | None, str | None]
_UNKNOWN: Final = ("UNKNOWN", "Unknown", "UNK", "NOT KNOWN", "N/A", "-", "NOT STATED")
_NEWBORN: Final = timedelta(days=60)


def main_name(clerk: Clerk, seen: Sighting) -> Fields:
    """Family name and given names as the document has them, with all that goes wrong."""
    draws, being = clerk.draws, seen.being
    if seen.day - being.born <= _NEWBORN and draws.chance(rates.BABY):
        return _baby(clerk, seen)
    if being.alias and draws.chance(rates.UNDER_ALIAS):
        return _slipped(clerk, *being.alias)
    family, given = _slipped(clerk, *written(clerk, being.firsts.at(seen.day), _family_word(clerk, seen)))
    if clerk.errs(rates.INITIAL_ONLY):
        given = given[:1]
    if clerk.errs(rates.SWAPPED):
        family, given = given, family
    return _withheld(clerk, family, given)


def other_names(clerk: Clerk, seen: Sighting, main: Fields) -> tuple[OtherName, ...]:
    """Aliases, former names and the name in daily use, where somebody asked."""
    draws, being = clerk.draws, seen.being
    names = []
    if being.alias and draws.chance(rates.ALIAS_TOLD):
        names.append(OtherName("ALIAS", *being.alias))
    former = being.families.before(seen.day)
    if former and draws.chance(rates.FORMER_TOLD):
        kind = "MAIDEN" if being.sex == FEMALE else "FORMER"
        names.append(OtherName(kind, _double(clerk, former.words), being.called.first.own))
    if draws.chance(rates.PREFERRED_TOLD):
        names.extend(_preferred(clerk, seen))
    return tuple(name for name in names if (name.family_name, name.given_names) != main)


def _preferred(clerk: Clerk, seen: Sighting) -> list[OtherName]:
    called = seen.being.firsts.at(seen.day)
    told = (called.nickname, *nicknames_of(called.first)[:1], called.western and called.western.own)
    return [OtherName("PREFERRED", called.family.own, name) for name in told if name][:1]


def _family_word(clerk: Clerk, seen: Sighting) -> Word:
    """The family name of the day or one given up; of a double name the whole or a half."""
    families, draws = seen.being.families, clerk.draws
    now, former = families.at(seen.day), families.before(seen.day)
    words = former.words if former and draws.chance(rates.OLD_NAME) else now.words
    if len(words) == 1:
        return words[0]
    return draws.pick(words) if draws.chance(rates.HALF) else Word((_double(clerk, words),))


def _double(clerk: Clerk, words: tuple[Word, ...]) -> str:
    return clerk.draws.pick(("-", "-", " ")).join(word.own for word in words)


def _baby(clerk: Clerk, seen: Sighting) -> Fields:
    mother = seen.mother
    family, first = mother.families.at(seen.day).words[0].own, mother.called.first.own
    girl = "GIRL" if seen.being.sex == FEMALE else "BOY"
    return family, clerk.draws.pick(
        (f"BABY OF {first}", f"Baby of {first}", "BABY", f"Baby {girl}", f"BABY {girl} OF {first}")
    )


def _slipped(clerk: Clerk, family: str, given: str) -> tuple[str, str]:
    if family and clerk.misspells(rates.SLIP_IN_NAME):
        family = slip(clerk.draws, family)
    if given and clerk.misspells(rates.SLIP_IN_NAME):
        given = slip(clerk.draws, given)
    return family, given


def _withheld(clerk: Clerk, family: str, given: str) -> Fields:
    """A word such as UNKNOWN, or nothing, where the name should be."""
    if clerk.errs(rates.UNNAMED):
        return clerk.draws.pick(_UNKNOWN), clerk.draws.pick(_UNKNOWN)
    if clerk.errs(rates.NO_FAMILY):
        return clerk.draws.pick((*_UNKNOWN, None)), given or None
    if clerk.errs(rates.NO_GIVEN):
        return family or None, clerk.draws.pick((*_UNKNOWN, None))
    return family or None, given or None
