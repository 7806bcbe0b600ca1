"""The whole answer: its words, its gaps, and what holds for every set of events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from schema.decisions.answer import PatternAndHistory
from schema.decisions.event import Child, Event, OrderStated, Part, Side
from schema.decisions.gaps import NO_REPORT
from schema.decisions.pattern import pattern_and_history
from schema.decisions.records import Records
from schema.decisions.sameness import RepeatKind
from tests.decisions.events import AS_AT, EVENTS, INSTANTS, affected, on, respondent
from tests.decisions.records import RECORDS, charge, order, stay


def _texts(pattern: PatternAndHistory, about: str) -> list[str]:
    return [sentence.text for sentence in pattern.sentences if sentence.about == about]


KINDS = [
    "NO_COURT_RECORD_SHOWN",
    "NO_CHARGE_SHOWN",
    "NO_CUSTODY_SHOWN",
    "NO_SUPERVISION_SHOWN",
    "NO_ASSESSMENT_SHOWN",
    "NO_PROTECTION_REPORT_SHOWN",
]


def _gaps(*events: Event) -> dict[str, str]:
    """Of the reports; that nothing else is shown is told too, each time."""
    found = pattern_and_history(events, AS_AT).gaps
    assert [gap.code for gap in found[-6:]] == KINDS
    return {gap.code: gap.text for gap in found[:-6]}


def test_no_report_shown_is_said_and_is_not_no_history() -> None:
    found = pattern_and_history([], AS_AT)
    assert [sentence.text for sentence in found.sentences] == [NO_REPORT]
    assert [gap.code for gap in found.gaps] == ["NO_REPORT_SHOWN", *KINDS]
    assert found.reports_shown == 0


def test_attendances_are_told_in_words_with_the_recent_ones() -> None:
    events = [
        respondent("a", on("2021-03-03"), attendance="one"),
        respondent("b", on("2026-01-03"), attendance="two"),
        respondent("c", on("2026-01-03"), attendance="two"),
    ]
    found = pattern_and_history(events, AS_AT)
    assert _texts(found, "frequency") == [
        ("2 police attendances as respondent (3 reports) since 3 March 2021, 1 of them in the last 90 days.")
    ]
    assert _texts(found, "recency") == [
        "The latest occurrence as respondent was on 3 January 2026, 57 days before 1 March 2026."
    ]
    assert found.sentences[0].evidence == ("a", "b", "c")


def test_the_other_measures_are_told_in_words() -> None:
    kim = Child(person="kim", birth_year=2020, exposures=("WITNESSED",))
    order = OrderStated(order="o", side=Side.AGAINST)
    events = [
        respondent("a", on("2025-01-01"), strangulation=True, children=(kim,)),
        respondent("b", on("2026-01-03"), attendance="two", offences=("123",), orders=(order,)),
        affected("c", on("2026-01-03"), attendance="two", children=(kim,)),
    ]
    found = pattern_and_history(events, AS_AT)
    assert _texts(found, "highest_severity") == [
        (
            "The highest severity shown: strangulation, a threat to kill or use of a weapon "
            "(1 January 2025). Strangulation stated."
        )
    ]
    assert _texts(found, "behaviours") == [
        "Strangulation stated in 1 report, first on 1 January 2025, last on 1 January 2025."
    ]
    assert _texts(found, "breaches") == ["1 report with a contravention recorded: section 123 in 1 report."]
    assert _texts(found, "affected") == ["1 distinct affected person."]
    assert _texts(found, "children") == [
        "Children were named or present in 2 reports of 2 attendances.",
        ("One child exposed in 2 attendances from 1 January 2025 to 3 January 2026, aged about 4 to 6."),
    ]
    assert _texts(found, "cross_role") == [
        "Named as affected in 1 report.",
        ("Both respondent and affected in 1 attendance: a sign that who needs protection may have been misidentified."),
    ]
    assert _texts(found, "orders") == [
        "1 order named in police reports: 1 against this person, 0 protecting this person."
    ]


def test_a_subject_who_is_never_respondent_has_no_severity_told() -> None:
    found = pattern_and_history([affected("a", on("2026-01-01"))], AS_AT)
    assert _texts(found, "frequency") == ["No police report is shown that names this person as respondent."]
    assert _texts(found, "highest_severity") == []


def test_a_report_that_says_everything_leaves_no_gap() -> None:
    assert _gaps(respondent("a", on("2026-01-01"), attendance="one")) == {}


def test_each_value_not_shown_is_named_as_a_gap() -> None:
    bare = Event(incident="a", part=Part.RESPONDENT, occurred_from=on("2026-01-01"))
    assert _gaps(bare, replace(bare, incident="b")) == {
        "ATTENDANCE_NOT_SHOWN": "2 police reports with no attendance shown: "
        "each counts as its own, so attendances may be fewer.",
        "OFFENCES_NOT_SHOWN": "2 police reports with offences not stated or not shown.",
        "ACTS_NOT_SHOWN": "2 police reports with one or more acts not stated or not shown: "
        "strangulation, threat to kill, weapon used, sexual violence and property damage.",
        "INJURIES_NOT_KNOWN": "2 police reports with injuries not shown, or in a code that is not known.",
        "SEVERITY_NOT_KNOWN": "2 police reports with severity not known.",
        "AFFECTED_NOT_SHOWN": "2 police reports with the affected persons not shown.",
        "CHILDREN_NOT_SHOWN": "2 police reports with no answer shown on which children were there, if any.",
        "ORDERS_NOT_SHOWN": "2 police reports with orders not stated or not shown.",
    }


def test_an_unknown_offence_code_is_named() -> None:
    found = _gaps(respondent("a", on("2026-01-01"), attendance="one", offences=("ZZ9", "0213")))
    assert found == {"OFFENCE_CODE_UNKNOWN": "1 police report with an offence code that is not known (ZZ9)."}


def test_the_ages_not_shown_are_counted_by_child() -> None:
    children = tuple(Child(person=name, exposures=("PRESENT",)) for name in ("kim", "lou", "max"))
    found = _gaps(respondent("a", on("2026-01-01"), attendance="one", children=children))
    assert found == {"CHILD_AGES": "3 children with age not shown."}


def test_what_time_leaves_out_is_said() -> None:
    found = _gaps(
        respondent("a", "2026-03-02T00:00:00Z", attendance="one"),
        respondent("b", None, attendance="two"),
        respondent("c", None, attendance="three", received_at=on("2026-01-01")),
    )
    assert list(found) == ["AFTER_AS_AT", "TIME_NOT_KNOWN", "OCCURRENCE_NOT_SHOWN"]


def test_the_reports_are_told_by_custodian_with_the_latest_receipt() -> None:
    events = [
        respondent(name, on("2026-01-01"), custodian="victoria_police", received_at=on(received))
        for name, received in (("a", "2026-01-05"), ("b", "2026-01-02"))
    ]
    (found,) = pattern_and_history(events, AS_AT).custodians
    assert (found.custodian, found.reports) == ("victoria_police", 2)
    assert found.latest_received_at == on("2026-01-05")


@given(EVENTS, INSTANTS, st.randoms())
def test_the_order_of_the_events_does_not_matter(events: list[Event], as_at: str, random: object) -> None:
    shuffled = sorted(events, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert pattern_and_history(shuffled, as_at) == pattern_and_history(events, as_at)


@given(EVENTS, INSTANTS)
def test_the_same_events_twice_are_the_same_events(events: list[Event], as_at: str) -> None:
    assert pattern_and_history([*events, *events], as_at) == pattern_and_history(events, as_at)


@given(EVENTS, INSTANTS)
def test_windows_nest_and_no_count_exceeds_the_reports(events: list[Event], as_at: str) -> None:
    counts = pattern_and_history(events, as_at).frequency
    incidents = {event.incident for event in events}
    for narrow, wide in pairwise(counts):
        assert narrow.attendances <= wide.attendances
        assert set(narrow.evidence) <= set(wide.evidence)
    assert all(count.reports == len(count.evidence) <= len(incidents) for count in counts)


@given(EVENTS, EVENTS, INSTANTS)
def test_more_events_never_lower_a_life_count_or_the_highest_severity(
    events: list[Event], more: list[Event], as_at: str
) -> None:
    before, after = (pattern_and_history(e, as_at) for e in (events, [*events, *more]))
    assume(
        not _filed_again(after)
    )  # a report filed again joins what it stands between: tests/decisions/test_repeats.py
    assert before.frequency[-1].attendances <= after.frequency[-1].attendances
    assert before.affected.count <= after.affected.count
    assert before.children.count <= after.children.count
    assert before.orders.count <= after.orders.count
    if before.highest_severity.severity is not None:
        assert after.highest_severity.severity is not None
        assert before.highest_severity.severity <= after.highest_severity.severity


@given(EVENTS, INSTANTS, INSTANTS)
def test_a_later_instant_never_lowers_a_life_count(events: list[Event], one: str, other: str) -> None:
    earlier, later = (pattern_and_history(events, as_at) for as_at in sorted((one, other)))
    assume(not _filed_again(later))
    assert earlier.frequency[-1].attendances <= later.frequency[-1].attendances
    assert set(earlier.frequency[-1].evidence) <= set(later.frequency[-1].evidence)


@given(EVENTS, INSTANTS)
def test_all_evidence_is_of_the_events_given(events: list[Event], as_at: str) -> None:
    given_ids = {event.incident for event in events}
    assert set(_evidence(pattern_and_history(events, as_at))) <= given_ids


@given(EVENTS, RECORDS, INSTANTS)
def test_all_evidence_is_of_what_is_given(events: list[Event], records: Records, as_at: str) -> None:
    given_ids = {event.incident for event in events} | _ids(records)
    assert set(_evidence(pattern_and_history(events, as_at, records))) <= given_ids


@given(EVENTS, RECORDS, INSTANTS, st.randoms())
def test_the_order_of_the_records_does_not_matter(
    events: list[Event], records: Records, as_at: str, random: Random
) -> None:
    kinds = ("charges", "stays", "supervisions", "orders", "assessments", "protection", "described")
    shuffled = replace(
        records, **{kind: tuple(random.sample(held := getattr(records, kind), len(held))) for kind in kinds}
    )
    assert pattern_and_history(events, as_at, shuffled) == pattern_and_history(events, as_at, records)


@given(EVENTS, RECORDS, INSTANTS)
def test_no_code_stands_in_a_sentence(events: list[Event], records: Records, as_at: str) -> None:
    for sentence in pattern_and_history(events, as_at, records).sentences:
        assert not re.search(r"[A-Z]+_[A-Z]|\d{4}-\d{2}-\d{2}|\bNone\b", sentence.text), sentence.text


def test_kinds_of_record_of_which_none_is_shown_are_named_one_by_one() -> None:
    records = Records(
        charges=(charge("c", occurred_at=on("2026-01-01"), custodian="victoria_police", on_bail=True),),
        stays=(stay("s", on("2026-01-01"), on("2026-01-02")),),
        orders=(order("o", custodian="victoria_police"),),
    )
    found = pattern_and_history([], AS_AT, records).gaps
    assert [gap.code for gap in found] == [
        "NO_REPORT_SHOWN",
        "BAIL_DAYS_NOT_SHOWN",
        "NO_COURT_RECORD_SHOWN",
        "NO_SUPERVISION_SHOWN",
        "NO_ASSESSMENT_SHOWN",
        "NO_PROTECTION_REPORT_SHOWN",
    ]
    assert found[2].text == (
        "No record of a court is shown. There may be some all the same: "
        "records that are not shared, or not shown to you, leave no trace here."
    )


@given(EVENTS, INSTANTS)
def test_an_event_that_has_not_begun_changes_nothing_but_its_gap(events: list[Event], as_at: str) -> None:
    future = respondent("future", "2100-01-01T00:00:00Z")
    one, other = (pattern_and_history(e, as_at) for e in (events, [*events, future]))
    assert replace(one, gaps=()) == replace(other, gaps=())


@given(EVENTS, INSTANTS)
def test_the_sides_of_the_orders_make_up_their_count(events: list[Event], as_at: str) -> None:
    found = pattern_and_history(events, as_at).orders
    assert found.against + found.protecting + found.side_not_known == found.count


def _filed_again(pattern: PatternAndHistory) -> bool:
    return any(repeat.kind is RepeatKind.SAME_REPORT for repeat in pattern.repeats)


def _ids(records: Records) -> set[str]:
    held = (records.charges, records.stays, records.supervisions, records.orders, records.assessments,
            records.protection, records.described)  # fmt: skip
    return {record.id for kind in held for record in kind}


def _evidence(value: object) -> Iterator[str]:
    """Every evidence id anywhere in an answer."""
    if isinstance(value, tuple):
        for item in value:
            yield from _evidence(item)
    elif is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            yield from (found if field.name.endswith("evidence") else _evidence(found))
