"""When two records are linked without a person, and what forbids it whatever the weight.

The blocks are asked first and beat every link. A link demands stated agreements and weight, both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from schema.matching.case import Case, Circumstances
from schema.matching.description import Description
from schema.matching.scoring import Evidence
from schema.matching.weights import Weights


class Band(StrEnum):
    """What follows from a judgement."""

    SAME = "SAME"  # linked without a person
    POSSIBLE = "POSSIBLE"  # a scored candidate for a person to decide, never merged
    DIFFERENT = "DIFFERENT"


@dataclass(frozen=True, slots=True)
class Rule:
    """`sentence` is for the one who answers for it; `holds` is the same in code."""

    id: str
    sentence: str
    holds: Callable[[Case], bool]
    final: bool = False  # of a block: not even a candidate


@dataclass(frozen=True, slots=True)
class Judgement:
    """`rule` is the id of the link or block that decided; WEIGHT where no rule did."""

    band: Band
    rule: str
    evidence: Evidence


WEIGHT: Final = "WEIGHT"
CERTAIN: Final = 10.0
"""log2 odds, about 1,000 to 1, that every automatic link needs beside its agreements."""
CANDIDATE: Final = -4.0
"""log2 odds, one in seventeen, from which a person is asked: to look costs little, and a missed pattern much."""

BLOCKS: Final = (
    Rule("FORBIDDEN", "A decision says that they are two people.", lambda case: case.circumstances.forbidden, True),
    Rule(
        "KIN",
        "They were decided to be kin, partners or one household: two people.",
        lambda case: case.circumstances.kin,
        True,
    ),
    Rule("SAME_EVENT", "Both stand in one event or document.", lambda case: case.circumstances.same_event, True),
    Rule("OPPOSED", "One is recorded as using violence against the other.", lambda case: case.circumstances.opposed),
    Rule(
        "COUNTER_PARTY",
        "A link would join a protected person and one who uses violence.",
        lambda case: case.circumstances.counter_party,
    ),
    Rule(
        "SUPPRESSED",
        "One has a suppressed address; two people must decide.",
        lambda case: case.circumstances.suppressed,
    ),
    Rule(
        "BIRTH_DIFFERS",
        "Dates of birth differ by more than a slip of the pen: father and son share name and home.",
        lambda case: case.birth_contradicts,
    ),
    Rule(
        "NUMBERS_DIFFER",
        "One system has given them two numbers, and none in common.",
        lambda case: case.anywhere("reference", "differ") and not case.number,
    ),
    Rule("SEX_DIFFERS", "The recorded sex differs.", lambda case: case.anywhere("sex", "differ")),
    Rule(
        "TWINS",
        "The same date of birth and family name, and given names that are not the same: twins share all else.",
        lambda case: case.like_twins,
    ),
    Rule(
        "HOUSEHOLD",
        "They share a home, and neither given name and date of birth together nor a number of one system.",
        lambda case: (
            case.circumstances.household and not ((case.given_name and (case.birth or case.birth_slip)) or case.number)
        ),
    ),
)

LINKS: Final = (
    Rule(
        "NUMBER",
        "The same number of the same system, and full name or date of birth the same.",
        lambda case: case.number and (case.full_name or case.birth),
    ),
    Rule(
        "NAME_BIRTH_CONTACT",
        "All names and date of birth the same, and a phone, e-mail or home address the same.",
        lambda case: case.whole_name and case.birth and case.contact,
    ),
    Rule(
        "RARE_NAME_BIRTH_PLACE",
        "All names, rare ones, date of birth and sex the same, an address in one suburb, and no other phone or e-mail.",
        lambda case: case.rare_name and case.birth and case.sex and case.neighbourhood,
    ),
    Rule(
        "NAME_SPELT_BIRTH_CONTACT",
        "Given name, date of birth, sex, and a phone or e-mail the same; the family name is spelt otherwise.",
        lambda case: case.spelt_name and case.birth and case.sex and case.own_contact,
    ),
    Rule(
        "NAME_BIRTH_SLIP_CONTACT",
        "All names, sex, and a phone or e-mail the same, and the date of birth but for one digit or its order.",
        lambda case: case.whole_name and case.birth_slip and case.sex and case.own_contact,
    ),
)


def judge(
    left: Sequence[Description],
    right: Sequence[Description],
    circumstances: Circumstances,
    weights: Weights,
) -> Judgement:
    """Of all that is said of either: the best evidence, and a contradiction anywhere weighs."""
    case = Case.of(left, right, circumstances, weights)
    likely = case.evidence.total >= CANDIDATE
    if block := next((rule for rule in BLOCKS if rule.holds(case)), None):
        return Judgement(Band.POSSIBLE if likely and not block.final else Band.DIFFERENT, block.id, case.evidence)
    link = next((rule for rule in LINKS if rule.holds(case)), None)
    if link and case.evidence.total >= CERTAIN:
        return Judgement(Band.SAME, link.id, case.evidence)
    return Judgement(Band.POSSIBLE if likely else Band.DIFFERENT, WEIGHT, case.evidence)
