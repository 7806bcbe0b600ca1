"""W15 in the judgement: whatever the facts, no reporter and no suppressed location, and never more than by a link."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from authz.access import Access
from authz.facts import Facts, Grant, Grounds, Naming, Place, Record
from authz.judgement import judge
from authz.moment import BREAK_GLASS
from authz.requester import Days, Organisation
from authz.verdict import Verdict
from authz.words import Purpose, Standing
from graph.scopes import in_force
from tests.authz.test_conflicts import LATER, NOUNS, NOW, OPEN, POLICY, facts

CLASSES = {"ISE": Days("unknown"), "RAE": Days("unknown")}
ASKERS = {
    ("tod_victim_side", Purpose.ASSESSMENT): Organisation("orange_door", "", "orange_door", CLASSES),
    ("specialist_fv", Purpose.ASSESSMENT): Organisation("orange_door", "", "safe_steps", CLASSES),
    ("cp_practitioner", Purpose.CYFA_STATUTORY): Organisation("orange_door", "", "child_protection", CLASSES),
}


def verdict(found: Facts, asker: tuple[str, Purpose], now: str = NOW) -> Verdict:
    found = replace(found, purpose=asker[1])
    access = Access.of(POLICY, *asker, ASKERS[asker], now[:10])
    return judge(access, found, in_force(access, found, now), NOUNS)


def broken(found: Facts) -> Facts:
    return replace(found, kind=BREAK_GLASS, until=LATER)


@given(facts(), st.sampled_from(list(ASKERS)))
def test_it_opens_what_the_link_opens_but_for_the_hard_layer(found: Facts, asker: tuple[str, Purpose]) -> None:
    linked, by_glass = verdict(found, asker).lists, verdict(broken(found), asker).lists
    hard = {name for name in linked if "reporter" in name or "suppressed_location" in name}
    assert not any(by_glass.get(name) for name in hard)
    for name, listed in by_glass.items():
        assert set(listed) <= set(linked.get(name, ())), name


@given(facts(), st.sampled_from(list(ASKERS)))
def test_when_it_has_ended_it_is_like_a_matter_that_is_closed(found: Facts, asker: tuple[str, Purpose]) -> None:
    assert verdict(broken(found), asker, LATER) == verdict(replace(found, status="CLOSED"), asker, LATER)


def test_a_suppressed_home_that_a_link_opens_stays_shut() -> None:
    """A current client's, in an own record."""
    record = Record("r", "p", "safe_steps", Standing.VICTIM, None, "", "p")
    namings = (Naming("p", Standing.VICTIM, True, "", OPEN, Grant(frozenset("p"))),)
    place = Place("home", "r", "key", True, True, None, OPEN)
    clients = (Grounds("p", "", OPEN),)
    served = Facts("orange_door", "", "OPEN", namings, clients, (), (), (record,), (), (), (place,), clients)
    asker = ("specialist_fv", Purpose.ASSESSMENT)
    assert "home" in verdict(served, asker).lists["address_suppressed_location_f"]
    assert not verdict(broken(served), asker).lists.get("address_suppressed_location_f")
