"""Where the test of persistent contravention may be met: Family Violence Protection Act 2008 (Vic) s 125A.

What is found is a candidate only: s 125A(2)(c) also asks what the accused knew or ought to have known on each occasion,
and s 125A(3) keeps his defences. That is for a court.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from schema.decisions.moments import Window, opens_after
from schema.decisions.occasions import Marks, Occasion
from schema.law import Example, Law

WINDOW = Window("S_125A", "the 28 days before", days=28)
OTHERS = 2


class PersistentLimb(StrEnum):
    """By which limb of s 125A(2)(b) another occasion is linked to the conduct."""

    SAME_PERSON = "SAME_PERSON"  # (i)
    SAME_ORDER = "SAME_ORDER"  # (ii)
    NOTICE_AND_ORDER = "NOTICE_AND_ORDER"  # (iii)


@dataclass(frozen=True, slots=True)
class PersistentCandidate:
    """An occasion with at least two others in the 28 days before it that are linked to it: for a court to judge."""

    on: Annotated[str, "Local day (YYYY-MM-DD) of the occasion."]
    occasions: Annotated[int, "How many occasions there are with this one: three or more."]
    limbs: Annotated[tuple[PersistentLimb, ...], "By which limbs of s 125A(2)(b) the others are linked to it."]
    evidence: Annotated[tuple[str, ...], "Ids of the reports and charges of all these occasions, this one's last."]


def persistent_candidates(occasions: Iterable[Occasion]) -> tuple[PersistentCandidate, ...]:
    dated = [occasion for occasion in occasions if occasion.at is not None]
    return tuple(found for current in dated if (found := _candidate(current, dated)))


def limbs(one: Marks, other: Marks) -> tuple[PersistentLimb, ...]:
    """(iii): one is in relation to a notice, and the other to an order that was made on it."""
    linked = (
        (PersistentLimb.SAME_PERSON, one.persons & other.persons),
        (PersistentLimb.SAME_ORDER, one.orders & other.orders),
        (PersistentLimb.NOTICE_AND_ORDER, (one.notices & other.made_on) | (other.notices & one.made_on)),
    )
    return tuple(limb for limb, shared in linked if shared)


def _candidate(current: Occasion, dated: list[Occasion]) -> PersistentCandidate | None:
    before = [(o, limbs(current.marks, o.marks)) for o in _immediately_preceding(current, dated)]
    linked = [(occasion, by) for occasion, by in before if by]
    if len(linked) < OTHERS or current.on is None:
        return None
    found = {limb for _, by in linked for limb in by}
    held = (i for occasion in (*(o for o, _ in linked), current) for i in occasion.evidence)
    named = tuple(limb for limb in PersistentLimb if limb in found)
    return PersistentCandidate(current.on, len(linked) + 1, named, tuple(dict.fromkeys(held)))


def _immediately_preceding(current: Occasion, dated: list[Occasion]) -> list[Occasion]:
    """In the 28 days before: from the same time of the clock in Melbourne 28 days earlier, that moment included, up
    to the conduct, that moment left out."""
    closes = current.at or ""
    opens = opens_after(WINDOW, closes) or ""
    return [other for other in dated if opens <= (other.at or "") < closes]


def _case(*occasions: tuple[str, Marks]) -> str:
    found = persistent_candidates([Occasion(at, (), (), marks) for at, marks in occasions])
    return "candidate" if found else "no candidate"


_ALEX, _BO = Marks(persons=frozenset({"alex"})), Marks(persons=frozenset({"bo"}))
_ORDER = Marks(persons=frozenset({"alex"}), orders=frozenset({"o"}), made_on=frozenset({"N1"}))
_ORDER_BO = Marks(persons=frozenset({"bo"}), orders=frozenset({"o"}), made_on=frozenset({"N1"}))
_NOTICE_BO = Marks(persons=frozenset({"bo"}), orders=frozenset({"n"}), notices=frozenset({"N1"}))
_MIDDLE, _LAST = ("2026-06-10T02:00:00Z", _ALEX), ("2026-06-28T02:00:00Z", _ALEX)  # noon on 10 and 28 June


def _first(at: str, *rest: tuple[str, Marks]) -> str:
    return _case((at, _ALEX), *(rest or (_MIDDLE, _LAST)))


LAW = Law(
    name="persistent-contravention",
    title="Persistent contravention: where its test may be met",
    says="A candidate is conduct that would offend s 37 or s 123, with at least two other such occasions in the 28 "
    "days immediately before it, each linked to it by one of the limbs below; the occasions need not all be "
    "linked by the same one. It is a candidate only: whether the accused knew, or ought to have known, on each "
    "occasion is for a court. **Occasions** are police reports that record a contravention of s 37, 37A, 123, "
    "123A or 125A (conduct against each of the latter offends s 37 or s 123 as well) or of a violence order "
    "that the code does not name, and charges of the same; a charge and a report with one LEAP incident number "
    "are one occasion, and a charge without a number is of the occasion at its very moment, if there is one. A "
    "charge that was withdrawn, dismissed, struck out or found not proved is none. An occasion without a moment"
    " is none. Of conduct over a time the last moment counts. **The 28 days** are counted on the calendar and "
    "the clock of Melbourne, not as 28 times 24 hours: they open at the same time of day 28 days earlier and "
    "close at the conduct. An Act's *day* is one of the calendar, and where a period is reckoned from a day "
    "that day is left out (s 44); conduct has a time of day, which the days of the period are counted back "
    "from. The minute at which the period opens is in it: to tell a court of too many occasions is the lesser "
    "error. An opening hour that came twice is taken at its first pass.",
    source="Family Violence Protection Act 2008 (Vic) s 125A, inserted by Justice Legislation Amendment (Family "
    "Violence and Other Matters) Act 2012 (Vic) s 11; Interpretation of Legislation Act 1984 (Vic) s 44",
    since="unknown (inserted by Act No. 83 of 2012)",
    columns=("Limb", "The other occasion is in relation to", "As records show it"),
    rows=(
        ("(i)", "the same protected person", "a person affected in both reports, or wronged in the charge"),
        ("(ii)", "the same notice or order, whoever is protected", "one order against the subject in both"),
        (
            "(iii)",
            "a notice, and the order made on it, whoever is protected",
            "a court's order that names the notice's number, in one; the notice in the other",
        ),
    ),
    examples=(
        Example("noon on 31 May, 10 June and 28 June, one person", lambda: _first("2026-05-31T02:00:00Z")),
        Example("a minute earlier on 31 May", lambda: _first("2026-05-31T01:59:00Z")),
        Example("10 June and 28 June alone: one other", lambda: _case(_MIDDLE, _LAST)),
        Example("10 June, and twice at noon on 28 June", lambda: _case(_MIDDLE, _LAST, _LAST)),
        Example("another person on 31 May", lambda: _case(("2026-05-31T02:00:00Z", _BO), _MIDDLE, _LAST)),
        Example(
            "noon on 8 March, 20 March and 5 April: daylight saving ends on 5 April, and the 28 days have an hour more",
            lambda: _first("2026-03-08T01:00:00Z", ("2026-03-20T01:00:00Z", _ALEX), ("2026-04-05T02:00:00Z", _ALEX)),
        ),
        Example(
            "noon on 6 September, 20 September and 4 October: it begins on 4 October, and they have an hour less",
            lambda: _first("2026-09-06T02:00:00Z", ("2026-09-20T02:00:00Z", _ALEX), ("2026-10-04T01:00:00Z", _ALEX)),
        ),
        Example(
            "a minute before noon on 6 September",
            lambda: _first("2026-09-06T01:59:00Z", ("2026-09-20T02:00:00Z", _ALEX), ("2026-10-04T01:00:00Z", _ALEX)),
        ),
        Example(
            "one order, two persons that it protects",
            lambda: _case(("2026-06-01T02:00:00Z", _ORDER_BO), ("2026-06-10T02:00:00Z", _ORDER_BO),
                          ("2026-06-28T02:00:00Z", _ORDER)),
        ),
        Example(
            "its notice and itself, two persons that they protect",
            lambda: _case(("2026-06-01T02:00:00Z", _NOTICE_BO), ("2026-06-10T02:00:00Z", _NOTICE_BO),
                          ("2026-06-28T02:00:00Z", _ORDER)),
        ),
    ),
)  # fmt: skip
