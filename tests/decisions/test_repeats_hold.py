"""What holds of repeated reports for every set of them, beside a count made by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from schema.decisions.event import Event, Part
from schema.decisions.history import History, history
from schema.decisions.pattern import pattern_and_history
from schema.decisions.repeats import RepeatBand
from schema.decisions.sameness import RepeatKind, flags
from tests.decisions import by_hand
from tests.decisions.events import AS_AT, REPORTS


def held(events: list[Event]) -> History:
    return history(events, AS_AT)


def groups(events: list[Event], band: RepeatBand, kind: RepeatKind) -> list[set[str]]:
    return [set(r.evidence) for r in held(events).repeats if r.band is band and r.kind is kind]


def of_several(sets: list[set[str]]) -> list[set[str]]:
    return sorted((ids for ids in sets if len(ids) > 1), key=sorted)


def known(events: list[Event]) -> list[Event]:
    """What `history` counts: nothing without any time."""
    return [event for event in events if event.occurred_from or event.occurred_to or event.received_at]


@given(REPORTS)
def test_attendances_and_reports_are_those_counted_by_hand(events: list[Event]) -> None:
    reports = by_hand.filed_again(known(events))
    attendances = by_hand.attendances(known(events))
    found = held(events)
    assert len({event.incident for event in found.events}) == len(reports)
    assert len(found.attendances(*Part)) == len(attendances)
    assert of_several(groups(events, RepeatBand.LINKED, RepeatKind.SAME_REPORT)) == of_several(reports)
    told = groups(events, RepeatBand.LINKED, RepeatKind.SAME_ATTENDANCE)
    assert of_several(told) == of_several([ids for ids in attendances if ids not in reports])


@given(REPORTS)
def test_whoever_may_be_one_by_hand_is_flagged_and_nobody_else(events: list[Event]) -> None:
    pairs = by_hand.flagged(known(events))
    told = groups(events, RepeatBand.FLAGGED, RepeatKind.SAME_ATTENDANCE)
    assert set().union(*told) == set().union(*pairs)
    assert all(any(pair <= group for group in told) for pair in pairs)


@given(REPORTS)
def test_linking_is_an_equivalence(events: list[Event]) -> None:
    """No report is in two groups of one kind, and no group holds two incident numbers."""
    numbers = {event.incident: event.incident_number for event in events}
    for kind in RepeatKind:
        told = groups(events, RepeatBand.LINKED, kind)
        assert all(one.isdisjoint(other) for one, other in combinations(told, 2))
        assert all(len({numbers[report] for report in group} - {None}) <= 1 for group in told)


@given(REPORTS, st.randoms())
def test_the_order_of_the_reports_does_not_matter(events: list[Event], random: object) -> None:
    shuffled = sorted(events, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert pattern_and_history(shuffled, AS_AT) == pattern_and_history(events, AS_AT)


@given(REPORTS)
def test_a_report_that_shows_no_more_than_that_it_is_there_repeats_none(events: list[Event]) -> None:
    bare = Event(incident="bare", part=Part.RESPONDENT, occurred_from="2026-02-01T00:00:00Z")
    before, after = held(events), held([*events, bare])
    told = [[(r.band, r.kind, r.rules, r.stands, r.evidence) for r in one.repeats] for one in (before, after)]
    assert told[0] == told[1]
    assert len(after.attendances(*Part)) == len(before.attendances(*Part)) + 1


@given(REPORTS, st.data())
def test_taking_a_report_away_raises_no_count_but_where_it_alone_held_others_together(
    events: list[Event], data: st.DataObject
) -> None:
    if not known(events):
        return
    gone = data.draw(st.sampled_from(known(events)))
    left = [event for event in known(events) if event is not gone]
    with_it, without = by_hand.attendances(known(events)), by_hand.attendances(left)
    rest = next(ids for ids in with_it if gone.incident in ids) - {gone.incident}
    parts = sum(not ids.isdisjoint(rest) for ids in without)
    counted, fewer = len(held(events).attendances(*Part)), len(held(left).attendances(*Part))
    alike = len({e.incident_number for e in known(events)} - {None}) < 2  # no link of two numbers comes or goes
    if alike and parts <= 1:
        assert fewer <= counted <= fewer + 1
    if alike:
        assert fewer <= counted + max(parts - 1, 0)


@given(REPORTS)
def test_a_report_filed_again_without_its_numbers_changes_no_count(events: list[Event]) -> None:
    """Its twin is any report that names two people and two times, the last to be filed."""
    whole = [e for e in events if e.occurred_from and e.occurred_to and e.affected and e.respondents]
    if not whole or any(e.sub_incident or e.incident_number != whole[0].incident_number for e in events):
        return
    twin = replace(
        whole[0], incident="twin", incident_number=None, attendance="of twin", submitted_at=None, amended_at=AS_AT
    )
    before, after = held(events), held([*events, twin])
    assert len(after.events) == len(before.events)
    assert len(after.attendances(*Part)) == len(before.attendances(*Part))


@given(REPORTS)
def test_a_flag_holds_both_ways(events: list[Event]) -> None:
    assert all(flags(one, other) == flags(other, one) for one, other in combinations(events, 2))
