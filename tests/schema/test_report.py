"""From what is shown of a subject to the sections of a report: what is not shown is neither told nor made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.selection import Selection
from schema.decisions.orders_in_force import orders_at
from schema.decisions.pattern import pattern_and_history
from schema.decisions.report import Annex, Factor, OtherPerson, ReportContent, ReportGap, Said
from schema.decisions.timeline import Happening, timeline
from schema.report import STATED, Worked, report_of
from tests.resolvers.report.a_report import AS_AT, HEADING

POLICE, PRISONS, COURT = "victoria_police", "corrections_victoria", "magistrates_court"
LISTS = ("records", "custody_episodes", "risk_assessments_as_respondent", "incidents_as_respondent", "names",
         "addresses", "contacts", "observations", "affected", "children")  # fmt: skip
WORKED = Worked(pattern_and_history((), AS_AT), orders_at((), AS_AT), timeline(["him"], (), None, None))


def row(asked: tuple[Selection, ...], **said: Any) -> dict[str, Any]:
    """All that is asked of one thing: an empty list or nothing, but what is said."""
    names = {one.name for one in asked}
    assert set(said) <= names
    return {name: [] if name in LISTS else None for name in names} | said


def asked(*path: str) -> tuple[Selection, ...]:
    found = STATED
    for name in path:
        found = next(one.children for one in found if one.name == name)
    return found


def coded(code: str, label: str | None = None) -> dict[str, str]:
    return {"code": code, "label": label or code}


def record(id: str, **said: Any) -> dict[str, Any]:
    return row(asked("records"), id=id, **said)


def stay(id: str, **said: Any) -> dict[str, Any]:
    return row(asked("custody_episodes"), id=id, **said)


def report(custodians: tuple[Annex, ...] = (), gaps: tuple[ReportGap, ...] = (), worked: Worked = WORKED,
           **said: Any) -> ReportContent:  # fmt: skip
    return report_of(HEADING, row(STATED, id="him", **said), worked, custodians, gaps)


def test_of_somebody_of_whom_nothing_is_shown_nothing_is_made_up() -> None:
    found = report()
    assert found.identity.said == "No record is shown that says who he is."
    assert (found.identity.names, found.identity.births, found.identity.numbers) == ((), (), ())
    assert found.whereabouts.custody == (
        "No stay in custody is shown; that is not to say that the person is at liberty."
    )
    assert found.whereabouts.custody_evidence == found.whereabouts.addresses == found.whereabouts.contacts == ()
    assert (found.summaries, found.factors, found.others, found.annexes, found.gaps) == ((), (), (), (), ())
    assert (found.heading, found.pattern, found.orders) == (HEADING, WORKED.pattern, WORKED.orders)


# who he is


@pytest.mark.parametrize(
    ("custodians", "said"),
    [
        ([POLICE], "1 record of 1 custodian is believed to be of him."),
        ([POLICE, POLICE, PRISONS], "3 records of 2 custodians are believed to be of him."),
        ([POLICE, None], "2 records of at least 1 custodian are believed to be of him."),
        ([None], "1 record whose custodian is not shown is believed to be of him."),
        ([None] * 10, "10 records whose custodian is not shown are believed to be of him."),
    ],
)
def test_a_custodian_that_is_not_shown_is_not_counted_as_none(custodians: list[str | None], said: str) -> None:
    records = [record(str(number), custodian=custodian) for number, custodian in enumerate(custodians)]
    assert report(records=records).identity.said == said


def test_what_records_say_differently_stands_side_by_side_most_said_first() -> None:
    def name(kind: str | None, label: str = "", **parts: str | None) -> dict[str, Any]:
        known = {"family_name": None, "given_names": None, **parts}
        return {**known, "name_type": coded(kind, label) if kind else None}

    found = report(records=[
        record("r3", custodian=POLICE, family_name="Zander", given_names="Rhys", birth_date="1987-03-14",
               birth_year=1987, names=[name("LEGAL", "Legal name", family_name="Zander", given_names="Rhys"),
                                       name("ALIAS", "Alias", given_names="Red"), name("X9", "Not in the code list",
                                                                                       family_name="Zed")]),
        record("r1", custodian=None, family_name="Zander", given_names="Rhys", birth_year=1985),
        record("r2", custodian=PRISONS, family_name="Abel", names=[name(None), name(None, family_name="Kay")]),
    ]).identity  # fmt: skip
    assert found.names == (
        Said("Rhys Zander", (POLICE,), ("r1", "r3")),
        Said("Abel", (PRISONS,), ("r2",)),
        Said("Kay", (PRISONS,), ("r2",)),
        Said("Red (Alias)", (POLICE,), ("r3",)),
        Said("Zed (Not in the code list)", (POLICE,), ("r3",)),
    )
    assert found.births == (Said("14 March 1987", (POLICE,), ("r3",)), Said("1985", (), ("r1",)))


def test_a_number_is_told_with_whose_it_is_as_far_as_that_is_shown() -> None:
    found = report(records=[
        record("r1", custodian=COURT, person_number="9"), record("r2", person_number="9"), record("r3"),
    ]).identity.numbers  # fmt: skip
    assert found == (Said("Magistrates' Court 9", (COURT,), ("r1",)), Said("Number 9", (), ("r2",)))


# where he is

FROM, TO = "2026-04-04T13:00:00Z", "2026-04-05T13:59:59Z"  # the first and the last second of 5 April, a day of 25 hours
UNSURE = "Whether a stay in custody that is shown goes on is not shown."


@pytest.mark.parametrize(
    ("stays", "said", "evidence"),
    [
        ([{"in_custody": True}], "In custody; no day of release is shown.", ("0",)),
        ([{"in_custody": True, "from_at": FROM, "kind": coded("REMAND", "On remand"), "received_at": TO,
           "release_expected_on": "2026-08-01"}],
         "In custody since 5 April 2026, on remand; release is expected on 1 August 2026. Last heard on 5 April 2026.",
         ("0",)),
        ([{"in_custody": True, "from_at": FROM}, {"in_custody": True}, {"released_at": TO}],
         "In custody since 5 April 2026; no day of release is shown.", ("0", "1")),
        ([{"in_custody": True, "released_at": TO}],
         "No stay in custody that is shown goes on. The last end shown is on 5 April 2026.", ("0",)),
        ([{"in_custody": False}, {"released_at": "2020-01-01T00:00:00Z"}],
         "No stay in custody that is shown goes on. The last end shown is on 1 January 2020.", ("0", "1")),
        ([{"in_custody": False}], "No stay in custody that is shown goes on.", ("0",)),
        ([{}], UNSURE, ("0",)),
        ([{"from_at": FROM}, {"released_at": TO}], f"{UNSURE} The last end shown is on 5 April 2026.", ("0", "1")),
    ],
)  # fmt: skip
def test_custody_is_told_as_far_as_stays_show_it(
    stays: list[dict[str, Any]], said: str, evidence: tuple[str, ...]
) -> None:
    found = report(custody_episodes=[stay(str(n), **one) for n, one in enumerate(stays)]).whereabouts
    assert (found.custody, found.custody_evidence) == (said, evidence)


@pytest.mark.parametrize(
    ("summary", "stays", "said"),
    [
        (True, [], "In custody, in summary: no date or place is shown."),
        (False, [], "Not in custody, in summary: no date or place is shown."),
        (None, [], "No stay in custody is shown; that is not to say that the person is at liberty."),
        (True, [{"released_at": FROM}], "In custody, in summary: no date or place is shown."),
        (True, [{"in_custody": True}], "In custody; no day of release is shown."),
        (False, [{"in_custody": False}], "No stay in custody that is shown goes on."),
        (None, [{}], UNSURE),
    ],
)
def test_a_summary_tells_where_no_stay_does(summary: bool | None, stays: list[dict[str, Any]], said: str) -> None:
    episodes = [stay(str(n), **one) for n, one in enumerate(stays)]
    found = report(custody_episodes=episodes, custody_summary={"in_custody": summary}).whereabouts
    assert found.custody == said


def test_homes_and_ways_to_reach_him_are_those_of_the_latest_record_first_each_once() -> None:
    def home(**said: Any) -> dict[str, Any]:
        return row(asked("records", "addresses"), **said)

    def way(value: str | None, kind: str | None = None) -> dict[str, Any]:
        return row(asked("records", "contacts"), value=value, kind=coded("K", kind) if kind else None)

    found = report(records=[
        record("old", custodian=POLICE, valid_from="2024-01-01T00:00:00Z", whereabouts="With his brother",
               addresses=[home(line="2 Oak Lane", suburb="Bayside", postcode="3193", valid_from="2024-01-01",
                               valid_to="2025-01-31", purpose=coded("HOME", "Home"))], contacts=[way("1", "Phone")]),
        record("undated", addresses=[home(suburb="Bayside"), home(valid_from="2026-01-01")]),
        record("new", custodian=PRISONS, valid_from="2026-01-01T00:00:00Z", whereabouts="With his brother",
               contacts=[way("1", "Phone"), way("2"), way(None, "Phone")]),
    ]).whereabouts  # fmt: skip
    assert found.addresses == (
        Said("With his brother", (PRISONS, POLICE), ("new", "old")),
        Said("Home: 2 Oak Lane, Bayside, 3193 from 1 January 2024 until 31 January 2025", (POLICE,), ("old",)),
        Said("Bayside", (), ("undated",)),
    )
    assert found.contacts == (
        Said("Phone: 1", (PRISONS, POLICE), ("new", "old")),
        Said("2", (PRISONS,), ("new",)),
    )


def test_a_yes_or_no_is_told_without_a_record_and_what_is_not_shown_is_not_told() -> None:
    criminal = row(asked("criminal_summary"), charge_pending=True, on_bail=False, violence_offence=None)
    assert report(criminal_summary=criminal).summaries == (
        Said("A charge is not decided yet: yes.", (), ()),
        Said("On bail: no.", (), ()),
    )


# the risk from him


def assessed(id: str, *seen: tuple[str | None, str | None], **said: Any) -> dict[str, Any]:
    observations = [
        {"factor": coded(factor) if factor else None, "presence": coded(presence) if presence else None}
        for factor, presence in seen
    ]
    return row(asked("risk_assessments_as_respondent"), id=id, observations=observations, **said)


def test_factors_are_told_serious_first_and_those_that_contradict_side_by_side() -> None:
    found = report(risk_assessments_as_respondent=[
        assessed("old", ("P05", "PRESENT"), ("P04", "NOT_PRESENT"), ("P01", "NOT_KNOWN"), custodian=PRISONS,
                 assessed_on="2025-01-02", scheme=coded("MARAM", "MARAM"), level=coded("HIGH", "High")),
        assessed("new", ("P05", "NOT_PRESENT"), ("X9", "PRESENT"), ("P01", "PRESENT"), (None, "PRESENT"), ("P02", None),
                 assessed_on="2026-01-02"),
        assessed("bare", ("P05", "PRESENT"), custodian=POLICE),
    ]).factors  # fmt: skip
    assert [(one.code, one.serious) for one in found] == [("P01", True), ("P05", True), ("P04", False), ("X9", False)]
    assert found[1] == Factor(
        "P05", "Has ever tried to strangle or choke the victim", True,
        (Said("MARAM of 2 January 2025, High", (PRISONS,), ("old",)), Said("Assessment", (POLICE,), ("bare",))),
        (Said("Assessment of 2 January 2026", (), ("new",)),),
    )  # fmt: skip
    assert found[3].label == "Not in the code list (as sent: X9)"


# who else is concerned


def other(id: str, person: str | None = None, **said: Any) -> dict[str, Any]:
    asks = asked("incidents_as_respondent", "affected")
    return row(asks, id=id, person={"id": person} if person else None, **said)


def incident(id: str, **said: Any) -> dict[str, Any]:
    return row(asked("incidents_as_respondent"), id=id, **said)


def test_others_are_told_by_their_mask_alone_once_each() -> None:
    found = report(incidents_as_respondent=[
        incident("i1", occurred_from="2024-06-30T14:00:00Z", affected=[other("a1", "her", initials="L.T.")],
                 children=[other("c1", birth_year=2015), other("c2")]),
        incident("i2", occurred_from="2026-03-01", affected=[other("a2", "her", birth_year=1990), other("a3")]),
        incident("i3", affected=other("a4", "her"), children=None),
    ]).others  # fmt: skip
    assert found == (
        OtherPerson("AFFECTED", "Initials not shown", "In 1 police report, on 1 March 2026.", ("i2",)),
        OtherPerson("AFFECTED", "L.T. (born 1990)", "In 3 police reports, 1 July 2024 to 1 March 2026.",
                    ("i1", "i2", "i3")),
        OtherPerson("CHILD", "Initials not shown", "In 1 police report, on 1 July 2024.", ("i1",)),
        OtherPerson("CHILD", "Initials not shown (born 2015)", "In 1 police report, on 1 July 2024.", ("i1",)),
    )  # fmt: skip


def test_of_a_report_without_a_time_no_time_is_told() -> None:
    found = report(incidents_as_respondent=[incident("i1", affected=[other("a1")])]).others
    assert [one.said for one in found] == ["In 1 police report."]


def test_nobody_else_is_asked_by_a_name() -> None:
    names = {one.name for one in (*asked("incidents_as_respondent", "affected"),
                                  *asked("incidents_as_respondent", "children"))}  # fmt: skip
    assert names == {"id", "initials", "birth_year", "person"}


# each custodian


def test_an_annex_has_the_records_of_its_custodian_and_what_has_none_is_in_none() -> None:
    told = (("police", "2026-01-01", POLICE), ("undated", None, POLICE), ("prisons", "2025-01-01", PRISONS),
            ("masked", "2024-01-01", None))  # fmt: skip
    happenings = [Happening(id=id, kind="Incident", said=f"{id}.", at=at, custodian=whose) for id, at, whose in told]
    worked = replace(WORKED, chronology=timeline(["him"], happenings, None, None))
    gaps = (ReportGap("WITHHELD", "1 record withheld on review."),)
    annexes = (Annex(POLICE, "Victoria Police", "TIMED_OUT", "Not yet.", None, ()),
               Annex(COURT, "Magistrates' Court", "ANSWERED", "So far.", AS_AT, ()))  # fmt: skip
    found = report(annexes, gaps, worked)
    assert [[entry.id for entry in one.entries] for one in found.annexes] == [["police", "undated"], []]
    assert [replace(one, entries=()) for one in found.annexes] == list(annexes)
    assert (found.chronology, found.gaps) == (worked.chronology, gaps)


# whatever is missing

VALUES: Mapping[str, Any] = {
    "custodian": st.sampled_from([POLICE, COURT, "somebody_else"]),
    **dict.fromkeys(("birth_date", "release_expected_on", "assessed_on"), st.dates().map(str)),
    **dict.fromkeys(("birth_year",), st.integers(1900, 2026)),
    **dict.fromkeys(("from_at", "released_at", "received_at", "occurred_from", "valid_from", "valid_to"),
                    st.dates().map(str)),
    **dict.fromkeys(("in_custody", "charge_pending", "on_bail", "family_violence_offence", "violence_offence"),
                    st.booleans()),
}  # fmt: skip
TEXTS = st.sampled_from(["", "Lark", "<b>", "2 Oak Lane"])


def rows(selections: tuple[Selection, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({one.name: _value(one) for one in selections})


def _value(one: Selection) -> st.SearchStrategy[Any]:
    if one.name == "id":
        return st.sampled_from(["1", "2", "3"])
    if not one.children:
        return st.none() | VALUES.get(one.name, TEXTS)
    inner = rows(one.children)
    if {"code", "label"} & {each.name for each in one.children}:
        coded_ = st.sampled_from([coded("PRESENT"), coded("P05"), coded("X9"), coded("LEGAL", "Legal name")])
        return st.none() | coded_
    return st.lists(inner, max_size=2) if one.name in LISTS else st.none() | inner


@given(rows(STATED))
def test_whatever_is_missing_a_report_is_made_and_every_record_that_it_names_was_shown(stated: dict[str, Any]) -> None:
    found = report_of(HEADING, stated, WORKED, (), ())
    identity, where = found.identity, found.whereabouts
    said = (*identity.names, *identity.births, *identity.numbers, *where.addresses, *where.contacts)
    shown = {each["id"]: each["custodian"] for each in stated["records"]}
    for one in said:
        assert one.value
        assert set(one.evidence) <= set(shown)
        assert None not in one.custodians
    assert set(where.custody_evidence) <= {each["id"] for each in stated["custody_episodes"]}
    assert {id for one in found.others for id in one.evidence} <= {
        each["id"] for each in stated["incidents_as_respondent"]
    }
    assert "None" not in repr([one.value for one in said]) + where.custody + identity.said
