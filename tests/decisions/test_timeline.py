"""What happened, in order: by days of Victoria, undated apart, and stretches met at either end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.decisions.timeline import LIMIT, Happening, Timeline, TimelineEntry, timeline


def happening(id: str, at: str | None = None, until: str | None = None, **more: Any) -> Happening:
    return Happening(**{"id": id, "kind": "Incident", "said": f"{id}.", "at": at, "until": until, **more})


def told(*happenings: Happening, first: str | None = None, last: str | None = None) -> Timeline:
    return timeline(["him"], happenings, first, last)


def ids(found: Timeline) -> list[str]:
    return [entry.id for entry in found.entries]


def test_an_entry_tells_all_that_the_record_did() -> None:
    one = happening("i1", "2026-03-01T09:00:00Z", "2026-03-02T13:30:00Z", custodian="victoria_police", source="l17",
                    people=("her", "child"))  # fmt: skip
    assert told(one).entries == (
        TimelineEntry("2026-03-01", "2026-03-01T09:00:00Z", "2026-03-03", "Incident", "i1", "i1.", "victoria_police",
                      "l17", ("child", "her")),
    )  # fmt: skip


def test_a_day_has_no_instant_and_comes_before_the_hours_of_that_day() -> None:
    found = told(happening("hour", "2026-02-28T13:30:00Z"), happening("day", "2026-03-01", kind="Order"))
    assert [(e.id, e.on, e.at) for e in found.entries] == [
        ("day", "2026-03-01", None), ("hour", "2026-03-01", "2026-02-28T13:30:00Z")]  # fmt: skip


def test_instants_are_put_on_the_days_of_victoria_also_where_the_clocks_change() -> None:
    """In 2026 the clocks went back on 5 April at 3 am and forward on 4 October at 2 am."""
    instants = {
        "eve": ("2026-04-04T12:59:59Z", "2026-04-04"),
        "midnight": ("2026-04-04T13:00:00Z", "2026-04-05"),
        "first half past two": ("2026-04-04T15:30:00Z", "2026-04-05"),
        "second half past two": ("2026-04-04T16:30:00Z", "2026-04-05"),
        "last of 25 hours": ("2026-04-05T13:59:59Z", "2026-04-05"),
        "day after": ("2026-04-05T14:00:00Z", "2026-04-06"),
        "eve of spring": ("2026-10-03T13:59:59Z", "2026-10-03"),
        "spring": ("2026-10-03T14:00:00Z", "2026-10-04"),
        "last of 23 hours": ("2026-10-04T12:59:59Z", "2026-10-04"),
        "day after spring": ("2026-10-04T13:00:00Z", "2026-10-05"),
    }
    found = told(*(happening(name, at) for name, (at, _) in reversed(instants.items())))
    assert [(e.id, e.on) for e in found.entries] == [(name, on) for name, (_, on) in instants.items()]


def test_what_is_at_one_time_stands_in_an_order_that_does_not_rest_on_how_it_came() -> None:
    at = "2026-03-01"
    alike = [happening("b", at), happening("a", at), happening("c", at, kind="Charge")]
    assert ids(told(*alike)) == ids(told(*reversed(alike))) == ["c", "a", "b"]


def test_one_record_met_by_two_ways_is_told_once() -> None:
    assert ids(told(happening("i1", "2026-03-01"), happening("i1", "2026-03-01"))) == ["i1"]


def test_what_has_no_time_stands_apart_whatever_stretch_is_asked() -> None:
    """It may belong anywhere; left out it would be lost, and put anywhere it would be made up."""
    found = told(happening("dated", "2026-03-01"), happening("undated"), first="2026-06-01", last="2026-07-01")
    assert (found.entries, [e.id for e in found.undated]) == ((), ["undated"])
    assert found.said == f"No dated record is shown. 1 record without a time stands apart. {LIMIT}"


def test_only_an_end_is_no_time() -> None:
    found = told(happening("ended", None, "2026-03-01"))
    assert (found.entries, [(e.on, e.until_on) for e in found.undated]) == ((), [(None, "2026-03-01")])


SPAN = ("2026-03-10", "2026-03-20")


@pytest.mark.parametrize(
    ("at", "until", "here"),
    [
        ("2026-03-09", None, False),
        ("2026-03-10", None, True),
        ("2026-03-20", None, True),
        ("2026-03-21", None, False),
        ("2026-03-01", "2026-03-09", False),
        ("2026-03-01", "2026-03-10", True),
        ("2026-03-01", "2026-04-01", True),
        ("2026-03-20", "2026-04-01", True),
        ("2026-03-21", "2026-04-01", False),
        ("2026-03-09T12:59:59Z", None, False),  # one second before the 10th in Victoria
        ("2026-03-09T13:00:00Z", None, True),
        ("2026-03-20T12:59:59Z", None, True),
        ("2026-03-20T13:00:00Z", None, False),
        ("2026-03-01", "2026-03-09T13:00:00Z", True),
        ("2026-03-15", "2026-03-01", True),  # an end before the beginning ends nothing
    ],
)
def test_a_stretch_has_both_its_days_and_what_lasts_is_there_while_it_lasts(
    at: str, until: str | None, here: bool
) -> None:
    assert ids(told(happening("one", at, until), first=SPAN[0], last=SPAN[1])) == (["one"] if here else [])


def test_each_end_of_a_stretch_may_be_left_open() -> None:
    both = (happening("before", "2026-03-01"), happening("after", "2026-04-01"))
    assert ids(told(*both, first="2026-03-02")) == ["after"]
    assert ids(told(*both, last="2026-03-31")) == ["before"]
    assert ids(told(*both)) == ["before", "after"]
    assert ids(told(*both, first="2026-04-02", last="2026-04-01")) == []


def test_the_sentence_says_how_many_over_which_days_and_what_the_answer_cannot_say() -> None:
    one = happening("i1", "2026-03-01")
    assert told(one).said == f"1 record on 1 March 2026. {LIMIT}"
    lasting = happening("c1", "2026-03-02", "2026-09-01")
    undated = (happening("u1"), happening("u2"))
    assert told(one, lasting, *undated).said == (
        f"2 records from 1 March 2026 to 1 September 2026. 2 records without a time stand apart. {LIMIT}"
    )
    assert told().said == f"No dated record is shown. {LIMIT}"


LATELY = {"min_value": date(1900, 1, 1), "max_value": date(2100, 1, 1)}
days = st.dates(**LATELY).map(lambda day: day.isoformat())
moments = (
    st.none()
    | days
    | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"))
)


@given(st.lists(st.tuples(moments, moments), max_size=12))
def test_every_record_is_told_once_dated_or_apart_and_in_order(times: list[tuple[str | None, str | None]]) -> None:
    found = told(*(happening(str(place), at, until) for place, (at, until) in enumerate(times)))
    assert sorted(e.id for e in (*found.entries, *found.undated)) == sorted(map(str, range(len(times))))
    assert {e.id for e in found.undated} == {str(place) for place, (at, _) in enumerate(times) if at is None}
    told_on = [(e.on or "", e.at or "") for e in found.entries]
    assert told_on == sorted(told_on)
