"""Neighbours and shared associates, by rows made by hand: each record once, counts by kind, nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest

from schema.decisions.associates import (
    NOT_TOLD,
    PARTS,
    THINGS,
    KindCount,
    PersonMet,
    SharedRecord,
    expansion,
    kinds_of,
    records,
    shared,
)
from schema.model import MODEL


def person(id: str) -> PersonMet:
    return PersonMet(id, (id.title(),), (), (), ())


HIM, HER, CHILD = person("him"), person("her"), person("child")
REPORT_1 = ("him", "Incident", "i1", "RESPONDENT_IN", "AFFECTED_IN", "her")
REPORT_2 = ("him", "Incident", "i2", "RESPONDENT_IN", "AFFECTED_IN", "her")
ORDER = ("him", "Order", "o1", "RESTRAINED_BY", "PROTECTED_BY", "her")
HOME = ("him", "Address", "a1", "LIVES_AT", "LIVES_AT", "her")


def test_every_part_and_every_kind_of_record_has_words() -> None:
    assert MODEL.parts().keys() <= PARTS.keys()
    assert [node.label for node in MODEL.events() if node.label not in THINGS] == []


def test_a_record_is_told_once_however_many_rows_meet_it_and_in_whatever_order() -> None:
    told = records([ORDER, REPORT_2, REPORT_1, REPORT_1, HOME])
    assert [(one.kind, one.id) for one in told] == [
        ("Incident", "i1"), ("Incident", "i2"), ("Order", "o1"), ("Address", "a1")]  # fmt: skip
    assert told == records([HOME, REPORT_1, REPORT_2, ORDER])


def test_one_record_in_which_somebody_stands_twice_is_two_of_parts_and_one_when_counted() -> None:
    """A report corrected by its custodian may name her in both parts."""
    other = ("him", "Incident", "i1", "AFFECTED_IN", "RESPONDENT_IN", "her")
    told = records([REPORT_1, other])
    assert [(one.part, one.other_part) for one in told] == [
        ("AFFECTED_IN", "RESPONDENT_IN"), ("RESPONDENT_IN", "AFFECTED_IN")]  # fmt: skip
    assert kinds_of(told) == "1 police report"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (REPORT_1, "Respondent in a police report in which the other is affected family member."),
        (ORDER, "Person restrained in an order in which the other is person protected."),
        (HOME, "Both live or lived at one address."),
        (("", "Supervision", "s", "SUPERVISED_IN", "NO_CONTACT_WITH", ""),
         "Person supervised in an order served in the community in which the other is person not to be contacted."),
        (("", "ProtectionReport", "p", "CHILD_REPORTED_IN", "RESPONSIBLE_IN", ""),
         "Child in a report to Child Protection in which the other is person assessed as responsible for harm."),
    ],
)  # fmt: skip
def test_each_record_is_said_from_the_side_of_the_person_asked_about(row: Any, said: str) -> None:
    _, kind, id, mine, theirs, _ = row
    assert records([row]) == (SharedRecord(kind, id, mine, theirs, said),)


def test_kinds_are_counted_in_one_order_and_in_the_plural_where_there_are_several() -> None:
    rows = [
        *(("", kind, f"{kind}{n}", "HELD_IN", "HELD_IN", "") for kind in THINGS if kind != "Address" for n in (1, 2)),
        HOME,
    ]
    assert kinds_of(records(rows)) == (
        "2 police reports, 2 orders, 2 court files, 2 charges, 2 stays in custody, 2 orders served in the community, "
        "2 risk assessments, 2 safety plans, 2 reports to Child Protection, 2 referrals and 1 home"
    )


def test_an_expansion_counts_all_and_tells_the_first() -> None:
    """Counted are people by kind, over all whom he is met with, also those who are not told."""
    counts = {"Incident": 3, "Order": 1, "Charge": 0}
    found = expansion(HIM, counts, 4, [(HER, [REPORT_1, REPORT_2, ORDER]), (CHILD, [HOME])])
    assert (found.person, found.people, found.more) == (HIM, 4, True)
    assert found.counts == (KindCount("Incident", 3), KindCount("Order", 1))
    assert [(one.person, one.said) for one in found.neighbours] == [
        (HER, "Met in 2 police reports and 1 order."), (CHILD, "Met in 1 home.")]  # fmt: skip
    assert found.said == "4 persons shown beside this person: 3 by police reports and 1 by orders."


def test_nobody_beside_him_is_never_said_to_be_nobody() -> None:
    found = expansion(HIM, {"Incident": 0}, 0, [])
    assert (found.people, found.counts, found.neighbours, found.more) == (0, (), (), False)
    assert found.said == f"Nobody is shown beside this person. {NOT_TOLD}"


def test_whom_two_share_is_told_with_the_records_of_each() -> None:
    file = ("her", "CourtFile", "f1", "AFFECTED_ON_FILE", "CHILD_ON_FILE", "child")
    found = shared([(CHILD, [HOME, HOME], [file])])
    (one,) = found.associates
    assert (one.person, one.with_first, one.with_second) == (CHILD, records([HOME]), records([file]))
    assert one.said == "Met with the first in 1 home, with the second in 1 court file."
    assert found.said == "1 person met with both."
    assert shared([(CHILD, [HOME], [file]), (HER, [HOME], [file])]).said == "2 persons met with both."


def test_nobody_whom_two_share_is_never_said_to_be_nobody() -> None:
    assert shared([]).said == f"Nobody met with both is shown. {NOT_TOLD}"
