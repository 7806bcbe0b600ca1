"""Records of which no two are plainly of one person: a sample that shows what strangers have in common by chance."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import product

from schema.matching.profile import Profile
from schema.matching.sounds import sound


def strangers(profiles: Sequence[Profile]) -> list[Profile]:
    """The first of all that share a sign. A sign is always of two features, so that agreement on one stays as
    frequent as it is: who only shares a house, a name or a birthday with another is kept."""
    seen: set[Hashable] = set()
    found = []
    for one in profiles:
        signs = set(_signs(one))
        if seen.isdisjoint(signs):
            found.append(one)
        seen |= signs
    return found


def _signs(one: Profile) -> Iterator[Hashable]:
    ways = (*one.phones, *one.emails, *one.places, *one.houses, *one.lines)
    names = {sound(part) for part in one.parts}
    given = {sound(given) for given, _ in one.pairs if given}
    if one.birth:
        yield from product((one.birth,), names)
        yield from product((one.birth,), ways)
    yield from product(given, ways)
    yield from product(((sound(family), given[0]) for given, family in one.pairs if given), ways)
    yield from product(one.sounds, one.localities)
    yield from one.numbers
