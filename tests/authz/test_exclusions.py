"""W05 over facts of any shape: what is excluded is judged as not there, or, for whom it is released to, as unmarked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from authz.access import Access
from authz.facts import Event, Exclusion, Facts, Grant, Naming, Part, Place, Record
from authz.judgement import judge
from authz.moment import Moment, moment_of
from authz.policy_data import load
from authz.verdict import Verdict
from authz.words import Purpose, Standing
from schema.model import MODEL

NOW, OPEN, SINCE = "2026-06-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-01-01T00:00:00Z"
NOUNS, POLICY = MODEL.nouns(), load()
MINE, OTHERS = "orange_door", "victoria_police"
PEOPLE, RECORDS, EVENTS = "ab", "pqrs", "xyz"
custodians = st.sampled_from([MINE, OTHERS])
standings = st.sampled_from([Standing.VICTIM, Standing.CHILD, Standing.LINKED, Standing.ALLEGED])
released = st.sampled_from([Exclusion(), Exclusion(frozenset({"cip"})), Exclusion(frozenset({MINE}))])


@st.composite
def found(draw: Any) -> Facts:
    """Two people whom the matter names, four records, three events, a place under each."""
    people = [draw(st.sampled_from(PEOPLE)) for _ in RECORDS]
    records = tuple(
        Record(r, p, draw(custodians), draw(standings), None, "", p) for r, p in zip(RECORDS, people, strict=True)
    )
    events = tuple(Event(e, draw(st.sampled_from(["Incident", "Order"])), draw(custodians), None, True, NOW[:10])
                   for e in EVENTS)  # fmt: skip
    parts = tuple(Part(e.id, r.id, r.person, draw(standings)) for e in events for r in records if draw(st.booleans()))
    places = tuple(Place(f"at {owner}", owner, f"key {owner}", False, False, None, OPEN) for owner in RECORDS + EVENTS)
    namings = tuple(Naming(p, draw(standings), True, SINCE, OPEN, Grant(frozenset({p}))) for p in PEOPLE)
    return Facts(MINE, "ASSESSMENT", "OPEN", namings, records=records, events=events, parts=parts, places=places)


def access() -> Access:
    return Access(POLICY, "tod_victim_side", Purpose.ASSESSMENT, MINE, MINE, True, NOW[:10], True)


def judged(facts: Facts, moment: Moment) -> Verdict:
    verdict = judge(access(), facts, moment, NOUNS)
    return replace(verdict, lists={name: sorted(ids) for name, ids in verdict.lists.items() if ids})


def of_moment(facts: Facts) -> Moment:
    """Walls stand on facts, seen or not: they are those of all that is held."""
    return moment_of(facts, NOW, 24, 18)


@given(found(), released, st.sampled_from(EVENTS))
def test_an_excluded_event_is_judged_as_not_there_or_as_unmarked(facts: Facts, mark: Exclusion, name: str) -> None:
    marked = replace(facts, events=tuple(replace(e, exclusion=mark) if e.id == name else e for e in facts.events))
    [event] = [e for e in facts.events if e.id == name]
    without = replace(
        facts,
        events=tuple(e for e in facts.events if e.id != name),
        parts=tuple(p for p in facts.parts if p.event != name),
        places=tuple(p for p in facts.places if p.owner != name),
    )
    told = event.custodian == MINE or MINE in mark.released
    assert judged(marked, of_moment(facts)) == judged(facts if told else without, of_moment(facts))


@given(found(), released, st.sampled_from(RECORDS))
def test_an_excluded_record_is_in_no_list_and_leads_nowhere(facts: Facts, mark: Exclusion, name: str) -> None:
    marked = replace(facts, records=tuple(replace(r, exclusion=mark) if r.id == name else r for r in facts.records))
    [record] = [r for r in facts.records if r.id == name]
    if record.custodian == MINE or MINE in mark.released:
        assert judged(marked, of_moment(facts)) == judged(facts, of_moment(facts))
        return
    lists = judged(marked, of_moment(facts)).lists
    assert not {name, f"at {name}"} & {id for ids in lists.values() for id in ids}
    alone = {e.id for e in facts.events} - {p.event for p in facts.parts if p.record != name}
    own = {e.id for e in facts.events if e.custodian == MINE}
    assert not (alone - own) & {*lists.get("incident_there", []), *lists.get("order_there", [])}


@given(found(), released, st.data())
def test_an_excluded_part_is_judged_as_if_the_record_did_not_stand_there(
    facts: Facts, mark: Exclusion, data: Any
) -> None:
    """But for the walls: who used violence in it, and whom its place locates, stay facts."""
    if not facts.parts:
        return
    part = data.draw(st.sampled_from(facts.parts))
    [record] = [r for r in facts.records if r.id == part.record]
    marked = replace(facts, parts=tuple(replace(p, exclusion=mark) if p == part else p for p in facts.parts))
    was, now = judged(facts, of_moment(facts)), judged(marked, of_moment(facts))
    if record.custodian == MINE or MINE in mark.released:
        assert now == was
        return
    without = judged(replace(facts, parts=tuple(p for p in facts.parts if p != part)), of_moment(facts))
    for name, ids in now.lists.items():
        assert set(ids) <= set(was.lists.get(name, [])) | set(without.lists.get(name, []))


@given(found(), released, st.sampled_from(EVENTS))
def test_a_field_that_is_kept_is_listed_for_those_alone_from_whom_it_is(
    facts: Facts, mark: Exclusion, name: str
) -> None:
    kept = (("narrative", mark),)
    marked = replace(facts, events=tuple(replace(e, kept=kept) if e.id == name else e for e in facts.events))
    [event] = [e for e in facts.events if e.id == name]
    told = event.custodian == MINE or MINE in mark.released
    lists = dict(judged(marked, of_moment(facts)).lists)
    listed = [lists.pop(f"{event.label}{of}_kept".lower(), []) for of in ("_narrative", "")]
    assert listed == ([[], []] if told else [[name], [name]])
    assert lists == judged(facts, of_moment(facts)).lists
