"""The one filter: what it leaves of a record wherever that is told, and that its words are those of the schema."""

from __future__ import annotations

import pytest
from strawberry.utils.str_converters import to_camel_case

from explorer.filtering import Aspects, applied, filter_of, leaves
from explorer.kinds import BY_NOUN, KINDS
from explorer.people.standing import LENSES
from graph.mapping import Edge
from schema.decisions.views import View
from schema.model import MODEL
from schema.timeline import KINDS as ON_TIMELINES

ORDER = Aspects("ORDER", frozenset({"RESTRAINED_BY", "PROTECTED_BY"}), "victoria_police", "2026-03-01", "2026-06-30")
UNDATED = Aspects("REFERRAL", frozenset({"REFERRED_IN"}), "", "", "")


@pytest.mark.parametrize(
    ("_case", "view", "left"),
    [
        ("another kind", View(kinds=("REPORT",)), False),
        ("its kind among others", View(kinds=("REPORT", "ORDER")), True),
        ("a part that nobody has in it", View(role="ACCUSED_IN"), False),
        ("the part of one of them", View(role="PROTECTED_BY"), True),
        ("another agency", View(agency="magistrates_court"), False),
        ("no agency, where one is shown", View(agency="NOT_SHOWN"), False),
        ("its agency", View(agency="victoria_police"), True),
        ("it had ended", View(since="2026-07-01"), False),
        ("it ends on that day", View(since="2026-06-30"), True),
        ("it had not begun", View(until="2026-02-28"), False),
        ("it begins on that day", View(until="2026-03-01"), True),
        ("one aspect of two", View(kinds=("ORDER",), agency="magistrates_court"), False),
        ("both", View(kinds=("ORDER",), agency="victoria_police"), True),
    ],
)
def test_a_filter_leaves_what_fits_in_every_aspect(_case: str, view: View, left: bool) -> None:
    assert leaves(view, ORDER) is left


def test_what_has_no_day_stays_whatever_days_are_asked_and_no_agency_is_an_agency_to_ask_for() -> None:
    assert not leaves(View(agency="victoria_police"), UNDATED)
    assert leaves(View(agency="NOT_SHOWN", since="2026-07-01", until="2026-07-02"), UNDATED)


def test_one_is_called_by_its_labels_and_a_day_that_is_none_filters_nothing() -> None:
    wrong = View(kinds=("ORDER",), since="soon")
    assert applied(wrong) == View(kinds=("ORDER",))
    assert filter_of(wrong, [ORDER]).words == "Kinds of record: Orders."
    whole = View((), ("ORDER", "REPORT"), "PROTECTED_BY", "victoria_police", "2026-05-01", "2026-05-31")
    assert filter_of(whole, []).words == (
        "Kinds of record: Orders and Police reports. Somebody stands in it as: person protected. "
        "Agency: Victoria Police. From 1 May 2026. To 31 May 2026."
    )
    assert filter_of(View(), [ORDER]).words == ""


def test_nothing_is_offered_that_no_record_has_but_what_is_set() -> None:
    offered = filter_of(View(agency="corrections_victoria"), [ORDER])
    assert [one.code for one in offered.kinds] == ["ORDER"]
    assert [one.code for one in offered.roles] == ["PROTECTED_BY", "RESTRAINED_BY"]
    assert [(one.code, one.chosen) for one in offered.agencies] == [
        ("corrections_victoria", True), ("victoria_police", False),
    ]  # fmt: skip


def test_a_record_has_the_days_that_a_timeline_gives_it_and_people_stand_in_it_as_the_schema_says() -> None:
    told = {kind.noun: (to_camel_case(kind.at), to_camel_case(kind.until or "")) for kind in ON_TIMELINES}
    assert {kind.noun: (kind.on, kind.until) for kind in KINDS if kind.field} == told
    person = MODEL.nodes["Person"].fields
    lenses = {to_camel_case(name): lens.relationship for name, lens in person.items()
              if isinstance(lens, Edge) and lens.lens and lens.target in BY_NOUN}  # fmt: skip
    assert dict(LENSES) == lenses
