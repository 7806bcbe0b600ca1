"""W10 in the judgement: whatever the facts, nothing of whom the account is kept apart from is in any list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authz.access import Access
from authz.facts import Conflict, Event, Exclusion, Facts, Grant, Grounds, Naming, Part, Place, Record, Serving
from authz.judgement import judge
from authz.policy_data import load
from authz.requester import Days, Organisation
from authz.verdict import APART, WALLED, Verdict
from authz.words import Purpose, Standing
from graph.scopes import in_force
from schema.model import MODEL

POLICY, NOUNS = load(), MODEL.nouns()
NOW, LATER, OPEN = "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z", "9999-12-31T23:59:59Z"
PEOPLE = ("p1", "p2", "p3")
HOME = Organisation("orange_door", "", "orange_door", {"ISE": Days("unknown"), "RAE": Days("unknown")})
POLICE = Organisation("victoria_police", "", "victoria_police", {"ISE": Days("unknown"), "RAE": Days("unknown")})
ASKERS = {
    ("tod_victim_side", Purpose.ASSESSMENT): HOME,
    ("tod_victim_side", Purpose.OWN_CASE): HOME,
    ("police_fv_unit", Purpose.OWN_CASE): POLICE,
}
STANDINGS = st.sampled_from((Standing.VICTIM, Standing.ALLEGED, Standing.CHILD, Standing.LINKED))
EXCLUSIONS = st.sampled_from((None, Exclusion(), Exclusion(frozenset(["orange_door"]))))
CUSTODIANS = st.sampled_from(("orange_door", "victoria_police"))


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Three people, a record or two of each, events that they stand in, places of both, and a matter or none."""
    records = tuple(
        Record(f"{p}r{n}", p, draw(CUSTODIANS), draw(STANDINGS), draw(EXCLUSIONS), "", p)
        for p in PEOPLE
        for n in range(draw(st.integers(1, 2)))
    )
    labels = st.sampled_from(("Incident", "Order", "Referral"))
    numbers = range(draw(st.integers(1, 4)))
    events = tuple(
        Event(f"e{n}", draw(labels), draw(CUSTODIANS), draw(EXCLUSIONS), True, "2026-05-01", "AFFECTED", f"e{n - 1}")
        for n in numbers
    )
    parts = tuple(
        Part(e.id, r.id, r.person, draw(STANDINGS))
        for e in events
        for r in draw(st.lists(st.sampled_from(records), max_size=3, unique=True))
    )
    owners = [*(r.id for r in records), *(e.id for e in events)]
    places = tuple(Place(f"{o}a", o, "key", False, False, None, OPEN) for o in owners if draw(st.booleans()))
    named = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    namings = tuple(Naming(p, draw(STANDINGS), draw(st.booleans()), "", OPEN, Grant(frozenset(PEOPLE))) for p in named)
    consents = tuple(Grounds(p, "", OPEN) for p in PEOPLE)
    purpose = draw(st.sampled_from(("ASSESSMENT", "OWN_CASE")))
    serving = Serving(tuple(Grounds(p, "", OPEN) for p in draw(st.lists(st.sampled_from(PEOPLE), max_size=1))), parts)
    return Facts("orange_door", purpose, "OPEN", namings, consents, (), consents, records, events, parts, places,
                 serving=serving)  # fmt: skip


def verdict(found: Facts, asker: tuple[str, Purpose], now: str = NOW) -> Verdict:
    access = Access.of(POLICY, *asker, ASKERS[asker], now[:10])
    return judge(access, found, in_force(access, found, now), NOUNS)


def of_him(found: Facts) -> set[str]:
    """p1, his records, what they stand in and what arises from it, and the places of each."""
    ids = {"p1", *(r.id for r in found.records if r.person == "p1")}
    ids |= {p.event for p in found.parts if p.person == "p1"}
    ids |= {e.id for e in found.events if e.of in ids}
    return ids | {p.id for p in found.places if p.owner in ids}


@given(facts(), st.sampled_from(list(ASKERS)), st.booleans())
def test_nothing_of_him_is_listed_whatever_is_told_of_him(
    found: Facts, asker: tuple[str, Purpose], gathered: bool
) -> None:
    """Also when the ids gathered beside the conflict are not all: the wall stands on the facts themselves."""
    ids = tuple(of_him(found)) if gathered else ()
    lists = verdict(replace(found, conflicts=(Conflict("p1", "", OPEN, ids),)), asker).lists
    shown = {id for name, listed in lists.items() if name not in (APART, WALLED) for id in listed}
    assert not shown & of_him(found)
    assert set(ids) <= set(lists[APART])


@given(facts(), st.sampled_from(list(ASKERS)))
def test_what_is_listed_is_never_more_for_being_kept_apart(found: Facts, asker: tuple[str, Purpose]) -> None:
    conflicts = (Conflict("p1", "", OPEN, tuple(of_him(found))),)
    free, walled = verdict(found, asker).lists, verdict(replace(found, conflicts=conflicts), asker).lists
    for name, listed in walled.items():
        if name not in (APART, WALLED):
            assert set(listed) <= set(free.get(name, ())), name


@given(facts(), st.sampled_from(list(ASKERS)))
def test_a_conflict_binds_from_its_first_moment_to_its_last(found: Facts, asker: tuple[str, Purpose]) -> None:
    ids = tuple(of_him(found))
    for since, until in (("", NOW), (LATER, OPEN)):
        kept = replace(found, conflicts=(Conflict("p1", since, until, ids),))
        assert verdict(kept, asker) == verdict(found, asker)
    kept = replace(found, conflicts=(Conflict("p1", NOW, LATER, ids),))
    assert verdict(kept, asker).lists[APART]
    assert verdict(kept, asker, LATER) == verdict(found, asker, LATER)


@pytest.mark.parametrize("apart", ["p1", "p2"])
def test_what_walls_stand_on_protects_others_all_the_same(apart: str) -> None:
    """p2 was harmed by p1, so she is located as a victim also where the report of it is kept from the asker."""
    records = tuple(Record(f"{p}r", p, "victoria_police", Standing.ALLEGED, None, "", p) for p in PEOPLE)
    events = (Event("e1", "Incident", "victoria_police", None, True, "2026-05-01"),)
    parts = (Part("e1", "p1r", "p1", Standing.ALLEGED), Part("e1", "p2r", "p2", Standing.VICTIM))
    namings = (Naming("p2", Standing.ALLEGED, False, "", OPEN, Grant(frozenset(PEOPLE))),)
    conflicts = (Conflict(apart, "", OPEN),)
    found = Facts("orange_door", "ASSESSMENT", "OPEN", namings, (), (), (), records, events, parts, (
        Place("home", "p2r", "key", False, False, None, OPEN),), conflicts=conflicts)  # fmt: skip
    access = Access.of(POLICY, "tod_victim_side", Purpose.ASSESSMENT, HOME, NOW[:10])
    assert in_force(access, found, NOW).located_as == {"p2": Standing.VICTIM}
    lists = judge(access, found, in_force(access, found, NOW), NOUNS).lists
    assert "home" not in lists.get("address_contact_f", ())
