"""What a person decides before a report is issued, what is told of it, and what a brief report leaves out.

FVPA 2008 (Vic) s 144C, Pt 5A Div 6; Family Violence Information Sharing Guidelines on misidentification.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import codes
from schema.decisions.release import REASONS, WORDS, Flags, brief, to_decide, withheld
from schema.decisions.report import Factor, ReportContent, ReportGap
from schema.decisions.timeline import Happening, Timeline, timeline
from tests.resolvers.report.a_report import REPORT

# What holds of a record → the code by which it waits for a person.
WAITS = {
    "correction_open": "CORRECTION_OPEN",
    "roles_under_review": "ROLES_UNDER_REVIEW",
    "subject_affected": "SUBJECT_AFFECTED",
    "contradicts_itself": "CONTRADICTS_ITSELF",
    "unconfirmed": "LINK_NOT_CONFIRMED",
}
TODAY = "2026-07-01"


def test_what_no_rule_names_is_cleared_by_the_policy() -> None:
    assert to_decide(Flags()) == ()


@pytest.mark.parametrize("flag", WAITS)
def test_one_flag_waits_for_one_reason_and_is_cleared_without_it(flag: str) -> None:
    assert to_decide(Flags(**{flag: True})) == (WAITS[flag],)
    rest = Flags(**{other: other != flag for other in WAITS})
    assert WAITS[flag] not in to_decide(rest)


@pytest.mark.parametrize("values", list(product([False, True], repeat=len(WAITS))))
def test_every_reason_that_holds_is_told_and_none_besides(values: tuple[bool, ...]) -> None:
    flags = dict(zip(WAITS, values, strict=True))
    assert set(to_decide(Flags(**flags))) == {WAITS[name] for name, holds in flags.items() if holds}


def test_each_reason_has_words() -> None:
    assert set(WORDS) == set(WAITS.values())
    assert all(words.endswith(".") for words in WORDS.values())


# what was held back

TOLD = {
    "NOT_RELEVANT": "not relevant to the risk that the request is about",
    "NEEDS_CHECK": "its custodian is asked to check it first",
    "OTHER_PERSON": "it may be of another person",
    "MISIDENTIFIED": "who used violence in it is in doubt",
    "OTHER_LAW": "another law forbids it",
}
SILENT = ("ENDANGERS", "EXCLUDED")


@pytest.mark.parametrize("reason", [*SILENT, "X9", ""])
@pytest.mark.parametrize("decision", ["WITHHOLD", "MASK"])
def test_a_reason_that_may_not_be_told_leaves_no_trace(decision: str, reason: str) -> None:
    assert withheld({"i1": (decision, reason)}, 0) == ()


@pytest.mark.parametrize("reason", TOLD)
def test_a_reason_that_may_be_told_is_told_with_its_count(reason: str) -> None:
    assert withheld({"i1": ("WITHHOLD", reason)}, 0) == (
        ReportGap("WITHHELD", f"1 record withheld on review: {TOLD[reason]}."),
    )
    assert withheld({"i1": ("MASK", reason), "i2": ("MASK", reason)}, 0) == (
        ReportGap("MASKED", f"2 records told in summary at most on review: {TOLD[reason]}."),
    )


def test_the_list_of_reasons_is_the_one_above() -> None:
    assert {code: codes.of(REASONS, code, "told") for code in codes.codes(REASONS)} == {
        **dict.fromkeys(TOLD, "true"), **dict.fromkeys(SILENT, "false")
    }  # fmt: skip


def test_what_is_released_is_no_gap() -> None:
    assert withheld({"i1": ("RELEASE", ""), "i2": ("RELEASE", "NOT_RELEVANT")}, 0) == ()


@pytest.mark.parametrize(("count", "said"), [
    (1, "1 record that a person must look at first is not in this report yet. Ask for the full report."),
    (2, "2 records that a person must look at first are not in this report yet. Ask for the full report."),
])  # fmt: skip
def test_what_nobody_decided_is_counted(count: int, said: str) -> None:
    assert withheld({}, count) == (ReportGap("NOT_REVIEWED", said),)


DECIDED = st.dictionaries(
    st.text(min_size=1, max_size=3),
    st.tuples(st.sampled_from(["RELEASE", "MASK", "WITHHOLD"]), st.sampled_from([*TOLD, *SILENT, ""])),
)


@given(DECIDED, DECIDED)
def test_what_is_told_rests_on_nothing_that_may_not_be_told(decided: Any, more: Any) -> None:
    hidden = {f"{item}+": (decision, reason) for item, (decision, reason) in more.items() if reason not in TOLD}
    assert withheld(decided | hidden, 0) == withheld(decided, 0)


@given(DECIDED)
def test_every_record_held_back_for_a_reason_that_may_be_told_is_counted_once(decided: Any) -> None:
    counted = sum(int(gap.text.split(" ")[0]) for gap in withheld(decided, 0))
    assert counted == len([1 for decision, reason in decided.values() if decision != "RELEASE" and reason in TOLD])


# a brief report


def content(told: Timeline, *factors: Factor) -> ReportContent:
    entries = (*told.entries, *told.undated)
    annexes = tuple(replace(a, entries=tuple(e for e in entries if e.custodian == a.custodian)) for a in REPORT.annexes)
    return replace(REPORT, chronology=told, factors=factors, annexes=annexes)


def happened(id: str, at: str | None, until: str | None = None) -> Happening:
    return Happening(id=id, kind="Incident", said=f"{id}.", at=at, until=until, custodian="victoria_police")


def factor(code: str, serious: bool) -> Factor:
    return Factor(code, code, serious, (), ())


DAYS = timeline(["him"], [
    happened("long ago", "2019-03-02"),
    happened("a day more than a year ago", "2025-06-30"),
    happened("its last minute, in UTC of the day before", "2025-06-30T13:59:00Z"),
    happened("a year ago", "2025-07-01"),
    happened("the first minute of that day, in UTC of the day before", "2025-06-30T14:00:00Z"),
    happened("goes on", "2019-03-02", "2027-03-02"),
    happened("ended a year ago", "2019-03-02", "2025-07-01"),
    happened("ended before", "2019-03-02", "2025-06-30"),
    happened("today", "2026-07-01"),
    happened("undated", None),
], None, None)  # fmt: skip
LATE = {
    "a year ago", "the first minute of that day, in UTC of the day before", "goes on", "ended a year ago", "today",
}  # fmt: skip


def test_a_brief_report_tells_the_last_year_and_counts_what_it_leaves_out() -> None:
    whole = content(DAYS, factor("P05", True), factor("P19", False), factor("P20", False))
    found = brief(whole, TODAY)
    assert {entry.id for entry in found.chronology.entries} == LATE
    assert [entry.id for entry in found.chronology.undated] == ["undated"]
    assert [one.code for one in found.factors] == ["P05"]
    assert found.gaps == (
        ReportGap("BRIEF", "A brief report tells of what happened since 1 July 2025 and of serious risk factors. Left "
                  "out here: 4 earlier records, 2 other factors. Pattern and history count all records. Ask for the "
                  "full report."),
        *REPORT.gaps,
    )  # fmt: skip


def test_what_it_says_of_its_records_is_said_of_those_that_it_tells() -> None:
    found = brief(content(DAYS), TODAY).chronology
    assert found.said.startswith("5 records from 2 March 2019 to 2 March 2027. 1 record without a time stands apart.")
    assert found.people == ("him",)


def test_an_annex_leaves_out_what_the_chronology_does() -> None:
    found = brief(content(DAYS), TODAY)
    [police] = [one for one in found.annexes if one.custodian == "victoria_police"]
    assert {entry.id for entry in police.entries} == LATE | {"undated"}
    told = [(one.custodian, one.status, one.said, one.as_at) for one in found.annexes]
    assert told == [(one.custodian, one.status, one.said, one.as_at) for one in REPORT.annexes]


def test_all_else_is_as_the_full_report_has_it() -> None:
    found = brief(REPORT, TODAY)
    for name in ("heading", "identity", "whereabouts", "summaries", "orders", "pattern", "others"):
        assert getattr(found, name) == getattr(REPORT, name)


@pytest.mark.parametrize(
    ("today", "since"),
    [("2028-02-29", "28 February 2027"), ("2027-02-28", "28 February 2026"), ("2026-01-01", "1 January 2025"),
     ("2029-02-28", "28 February 2028")],
)  # fmt: skip
def test_a_year_before_is_the_same_day_or_the_last_of_february(today: str, since: str) -> None:
    [gap, *_] = brief(REPORT, today).gaps
    assert f"since {since} and" in gap.text


SOME_DAY = st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(str)
HAPPENED = st.builds(happened, st.uuids().map(str), st.none() | SOME_DAY, st.none() | SOME_DAY)
FACTORS = st.lists(st.builds(factor, st.sampled_from(["P01", "P05"]), st.booleans()), max_size=4)


@given(st.lists(HAPPENED, max_size=8), FACTORS, SOME_DAY)
def test_nothing_is_left_out_uncounted(happenings: list[Happening], factors: list[Factor], today: str) -> None:
    whole = content(timeline(["him"], happenings, None, None), *factors)
    found = brief(whole, today)
    records = len(whole.chronology.entries) - len(found.chronology.entries)
    others = len(whole.factors) - len(found.factors)
    plural = ("" if n == 1 else "s" for n in (records, others))
    left = f"Left out here: {records} earlier record{next(plural)}, {others} other factor{next(plural)}."
    assert left in found.gaps[0].text
    assert found.chronology.undated == whole.chronology.undated
    assert set(found.chronology.entries) <= set(whole.chronology.entries)
    for short, full in zip(found.annexes, whole.annexes, strict=True):
        kept = {*found.chronology.entries, *found.chronology.undated}
        assert short.entries == tuple(entry for entry in full.entries if entry in kept)
