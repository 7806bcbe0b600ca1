"""What two records say differently, side by side, each with its source."""

from __future__ import annotations

from typing import Any

import pytest

from schema.decisions.contradictions import ContradictoryValue, RecordContradiction, contradictions
from schema.decisions.event import Side
from schema.decisions.history import history
from schema.decisions.records import Records
from tests.decisions.events import AS_AT, on
from tests.decisions.records import charge, described, order, stay

MAY, JUNE, JULY = on("2025-05-01"), on("2025-06-01"), on("2025-07-01")


def found(**records: Any) -> tuple[RecordContradiction, ...]:
    return contradictions(history([], AS_AT, Records(**records)))


def test_dates_of_birth_that_differ_stand_side_by_side_with_their_sources() -> None:
    said = (described("a", MAY, birth_date="1987-03-01"), described("b", JUNE, birth_date="1987-01-03"),
            described("c", JULY, birth_date=None))  # fmt: skip
    assert found(described=said) == (
        RecordContradiction(
            "BIRTH_DATES_DIFFER",
            "Records give different dates of birth",
            (
                ContradictoryValue("born on 1 March 1987", "victoria_police", "a"),
                ContradictoryValue("born on 3 January 1987", "victoria_police", "b"),
            ),
            ("a", "b"),
        ),
    )
    assert found(described=(said[0], described("d", JULY, birth_date="1987-03-01"))) == ()


@pytest.mark.parametrize(
    ("_case", "other_from", "other_until", "differs"),
    [
        ("held through the release", MAY, JULY, True),
        ("began at the release", JUNE, JULY, False),
        ("ended at the release", MAY, JUNE, False),
        ("began the second before", "2025-06-01T01:59:59Z", JULY, True),
    ],
)
def test_release_by_one_record_and_custody_by_another(
    _case: str, other_from: str, other_until: str, differs: bool
) -> None:
    said = (stay("a", MAY, JUNE), stay("b", other_from, other_until, custodian="youth_justice"))
    kinds = [contradiction.kind for contradiction in found(stays=said)]
    assert kinds == (["CUSTODY_OVERLAPS"] if differs else [])


def test_two_stays_that_overlap_are_told_once_and_in_words() -> None:
    [told] = found(stays=(stay("a", MAY, JUNE), stay("b", MAY, JULY, custodian="youth_justice")))
    assert told.text == "One record tells of release while another tells of custody"
    assert [value.says for value in told.values] == [
        "released on 1 June 2025",
        "in custody from 1 May 2025 to 1 July 2025",
    ]
    assert told.evidence == ("a", "b")


@pytest.mark.parametrize(
    ("_case", "status", "at", "evidence"),
    [
        ("free while held", "BAIL", "2025-05-15T00:00:00Z", ("d", "a")),
        ("free, and not held", "NOT_IN_CUSTODY", JULY, None),
        ("in prison while held", "SENTENCED", "2025-05-15T00:00:00Z", None),
        ("in prison after the release", "SENTENCED", JULY, ("d", "a")),
        ("in prison at the moment of the release", "REMAND", JUNE, ("d", "a")),
        ("in prison before any stay shown", "SENTENCED", on("2025-04-01"), None),
        ("in a police cell after the release", "POLICE_CUSTODY", JULY, None),
        ("not known", "UNKNOWN", "2025-05-15T00:00:00Z", None),
    ],
)
def test_a_document_and_a_stay_differ_on_custody(
    _case: str, status: str, at: str, evidence: tuple[str, ...] | None
) -> None:
    told = found(described=(described("d", at, custody_status=status),), stays=(stay("a", MAY, JUNE),))
    assert [contradiction.evidence for contradiction in told] == ([evidence] if evidence else [])


def test_days_of_one_order_that_differ_name_each_statement() -> None:
    said = (order("x", served_on="2025-01-02"), order("y", served_on="2025-01-05", custodian="victoria_police"))
    [told] = found(orders=said)
    assert (told.kind, told.text) == (
        "ORDER_DAYS_DIFFER",
        "Statements of order 7 give different days on which it was served",
    )
    assert {(value.says, value.custodian, value.record) for value in told.values} == {
        ("it was served on 2 January 2025", "magistrates_court", "x"),
        ("it was served on 5 January 2025", "victoria_police", "y"),
    }


def test_days_of_two_orders_and_two_kinds_of_one_do_not_contradict() -> None:
    assert found(orders=(order("x", "o"), order("y", "p", served_on="2025-01-05"))) == ()
    assert found(orders=(order("x", kind="INTERIM"), order("y", side=Side.AGAINST))) == ()


def test_a_record_that_contradicts_itself_is_told_in_the_words_of_its_doubt() -> None:
    [told] = found(charges=(charge("c", doubts=("DECIDED_BEFORE_CHARGED",)),))
    assert (told.kind, told.text) == ("RECORD_DOUBT", "A charge contradicts itself")
    assert told.values == (ContradictoryValue("Decided before it was charged", "magistrates_court", "c"),)
