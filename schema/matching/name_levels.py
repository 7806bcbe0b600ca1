"""How far two people's names agree, best first and best over all names of each."""

from __future__ import annotations

from typing import Final

from schema.matching.levels import IDENTITY, Comparison, Level, common, otherwise
from schema.matching.likeness import crossed, names_close, names_slip, one_part_close, one_part_crossed, spelt

NAME: Final = Comparison(
    "name",
    IDENTITY,
    lambda a, b: bool(a.parts and b.parts),
    "len(parts_l) = 0 OR len(parts_r) = 0",
    (
        Level(
            "same", "the same full name",
            lambda a, b: a.name != "" and a.name == b.name, "name_l = name_r", rarity="first",
        ),
        Level(
            "order", "the same words of the name, family and given name exchanged",
            lambda a, b: a.words != "" and a.words == b.words and a.family != b.family,
            "words_l = words_r AND family_l <> family_r", rarity="first",
        ),
        Level(
            "alias", "a full name of one is another name of the other",
            lambda a, b: not (a.wholes.isdisjoint(b.wholes) and a.wholes.isdisjoint(b.turned)),
            "list_has_any(wholes_l, wholes_r) OR list_has_any(wholes_l, turned_r)",
        ),
        Level(
            "first", "the same family name and first given name; one says less of the others",
            lambda a, b: a.first != "" and a.first == b.first
            and (a.givens.startswith(b.givens) or b.givens.startswith(a.givens)),
            "first_l = first_r AND (starts_with(givens_l, givens_r) OR starts_with(givens_r, givens_l))",
            rarity="first",
        ),
        Level(
            "middle", "the same family name and first given name, another second one",
            lambda a, b: a.first != "" and a.first == b.first, "first_l = first_r", rarity="first",
        ),
        Level(
            "spelt", "the same given name, and the family name written differently or mistyped",
            lambda a, b: spelt(a.pairs, b.pairs) or not a.spellings.isdisjoint(b.spellings),
            "spelt(pairs_l, pairs_r) OR list_has_any(spellings_l, spellings_r)",
        ),
        Level(
            "romanised", "the same name, written differently in our letters",
            lambda a, b: not a.skeletons.isdisjoint(b.skeletons), common("skeletons"),
        ),
        Level(
            "nickname", "the same family name, and a short form of the given name",
            lambda a, b: not a.nicknames.isdisjoint(b.nicknames), common("nicknames"),
        ),
        Level(
            "called", "the same family name; the first given name of one is a further one of the other",
            lambda a, b: not (a.firsts.isdisjoint(b.calls) and a.calls.isdisjoint(b.firsts)),
            "list_has_any(firsts_l, calls_r) OR list_has_any(calls_l, firsts_r)",
        ),
        Level(
            "slip", "one letter mistyped in the given name, the family name or each",
            lambda a, b: names_slip(a.pairs, b.pairs), "names_slip(pairs_l, pairs_r)",
        ),
        Level(
            "close", "both names almost the same",
            lambda a, b: names_close(a.pairs, b.pairs), "names_close(pairs_l, pairs_r)",
        ),
        Level(
            "sound", "both names sound the same",
            lambda a, b: not a.sounds.isdisjoint(b.sounds), common("sounds"),
        ),
        Level(
            "crossed", "given and family name exchanged, almost the same",
            lambda a, b: crossed(a.pairs, b.pairs), "crossed(pairs_l, pairs_r)",
        ),
        Level(
            "initial", "the same family name, and the initial of the given name",
            lambda a, b: not (a.letters.isdisjoint(b.initials) and b.letters.isdisjoint(a.initials)),
            "list_has_any(letters_l, initials_r) OR list_has_any(initials_l, letters_r)",
        ),
        Level(
            "one_name", "the same family name; one has no given name",
            lambda a, b: a.family != "" and a.family == b.family and (a.given == "" or b.given == ""),
            "family_l = family_r AND (given_l IS NULL OR given_r IS NULL)", rarity="family",
        ),
        Level(
            "family", "the same family name, another given name",
            lambda a, b: a.family != "" and a.family == b.family, "family_l = family_r", rarity="family",
        ),
        Level(
            "given", "the same given name, another family name",
            lambda a, b: a.given != "" and a.given == b.given, "given_l = given_r", rarity="given",
        ),
        Level(
            "part", "a part of a name in common",
            lambda a, b: not a.parts.isdisjoint(b.parts), common("parts"),
        ),
        Level(
            "near", "one part of the name almost the same",
            lambda a, b: one_part_close(a.pairs, b.pairs), "one_part_close(pairs_l, pairs_r)",
        ),
        Level(
            "stray", "the given name of one almost the family name of the other",
            lambda a, b: one_part_crossed(a.pairs, b.pairs), "one_part_crossed(pairs_l, pairs_r)",
        ),
        otherwise("different names"),
    ),
)  # fmt: skip
