from __future__ import annotations

from schema.matching.description import describe
from schema.matching.profile import profile
from schema.matching.strangers import strangers
from tests.matching.people import somebody

HOME = [("12 High Street", "Kew", "3101")]


def test_records_plainly_of_one_person_leave_one() -> None:
    same = [
        somebody("Smith", "John", "1980-03-12"),
        somebody("Smyth", "Jack", "1980-03-12"),
        somebody("Jones", "John", addresses=HOME, references=[("a", "1")]),
        somebody("Nguyen", "Mai", references=[("a", "1")]),
    ]
    assert strangers([profile(one) for one in same]) == [profile(same[0]), profile(same[2])]


def test_who_shares_one_thing_only_is_kept() -> None:
    """Else nothing would ever agree by chance, and any agreement would seem to be a proof."""
    apart = [
        somebody("Smith", "John", "1980-03-12"),
        somebody("Smith", "John", "1955-07-01"),
        somebody("Nguyen", "Mai", "1980-03-12"),
        somebody("Quince", "Ann", "1990-01-01", addresses=HOME),
        somebody("Quince", "Zoe", "1991-01-01", addresses=HOME),
        describe(),
    ]
    assert len(strangers([profile(one) for one in apart])) == len(apart)
