"""The drawing of the chronology: every record once, nothing upon another, nothing outside, and no text as markup."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.report.axis import LEFT, RIGHT, axis
from resolvers.report.citations import citations
from resolvers.report.drawing import Drawn, drawing
from schema.decisions.report import ReportContent
from schema.decisions.timeline import Happening, timeline
from tests.resolvers.report.a_report import HEADING, MARKUP, POLICE, QUIET, REPORT

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("Incident", "Order", "Charge", "CustodyEpisode", "Supervision", "RiskAssessment", "Wonder")


def drawn(content: ReportContent) -> ElementTree.Element:
    return ElementTree.fromstring(drawing(Drawn.of(content), citations(content))[0])


def of(happenings: Sequence[Happening]) -> ReportContent:
    return replace(QUIET, chronology=timeline(["him"], happenings, None, None))


def one(id: str, kind: str = "Incident", at: str | None = "2020-05-01", until: str | None = None) -> Happening:
    return Happening(id=id, kind=kind, said=f"{kind} {id}.", at=at, until=until, custodian=POLICE)


def cited(image: ElementTree.Element) -> list[int]:
    """The numbers of all marks and bars."""
    titles = [title.text or "" for title in image.findall(f"{SVG}g/{SVG}title")]
    return sorted(int(n) for title in titles for n in title.rpartition("[")[2].strip("]").split(", "))


def happenings(most: int = 60) -> st.SearchStrategy[list[Happening]]:
    days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat))
    each = st.tuples(st.sampled_from(KINDS), days, days)
    return st.lists(each, max_size=most).map(
        lambda found: [one(f"r{n}", kind, at, until) for n, (kind, at, until) in enumerate(found)]
    )


@settings(max_examples=60, deadline=None)
@given(happenings())
def test_every_record_with_a_day_is_drawn_once_and_no_other(found: list[Happening]) -> None:
    content = of(found)
    numbers = citations(content).numbers
    assert cited(drawn(content)) == sorted(numbers[entry.id] for entry in content.chronology.entries)


@settings(max_examples=60, deadline=None)
@given(happenings())
def test_nothing_lies_outside_and_no_bar_upon_another(found: list[Happening]) -> None:
    image = drawn(of(found))
    _, _, breadth, height = (float(n) for n in image.attrib["viewBox"].split(" "))
    rows: dict[float, list[tuple[float, float]]] = {}
    for bar in image.findall(f"{SVG}g"):
        rect = bar.find(f"{SVG}rect")
        if rect is not None:
            x, y, wide, high = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            assert x >= LEFT
            assert x + wide <= RIGHT + 6 < breadth
            assert y + high <= height
            rows.setdefault(y, []).append((x, x + wide))
    for bars in rows.values():
        assert all(before[1] < after[0] for before, after in zip(sorted(bars), sorted(bars)[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(happenings())
def test_circles_of_a_row_stand_apart_or_are_one_with_a_number(found: list[Happening]) -> None:
    image = drawn(of([h for h in found if h.kind == "Incident"]))
    places = sorted(float(c.attrib["cx"]) for c in image.findall(f"{SVG}g/{SVG}circle"))
    assert all(after - before > 15 for before, after in itertools.pairwise(places))


def test_reports_of_one_day_are_one_mark_with_their_number() -> None:
    image = drawn(of([one("a"), one("b"), one("c", at="2024-01-01")]))
    assert [text.text for text in image.findall(f"{SVG}g/{SVG}text")] == ["2"]
    assert len(image.findall(f"{SVG}g/{SVG}circle")) == 2


def test_markup_is_text_and_there_is_no_script_style_or_address() -> None:
    svg, text = drawing(Drawn.of(REPORT), citations(REPORT))
    image = ElementTree.fromstring(svg)
    assert any(MARKUP in (title.text or "") for title in image.iter(f"{SVG}title"))
    assert {element.tag.removeprefix(SVG) for element in image.iter()} == {
        "svg", "title", "desc", "defs", "pattern", "rect", "line", "text", "g", "circle", "polygon"}  # fmt: skip
    assert [
        name for element in image.iter() for name in element.attrib if name.startswith("on") or name == "style"
    ] == []
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert text in (image.findtext(f"{SVG}desc") or "")


def test_a_report_that_states_an_act_of_serious_risk_has_another_shape() -> None:
    """i-2 states strangulation and i-3 a threat to kill; i-1 states an injury alone."""
    image = drawn(REPORT)
    shapes = {re.sub(r".*?(\d+)\]", r"\1", (mark.findtext(f"{SVG}title") or "").replace("\n", " ")): mark[1]
              for mark in image.findall(f"{SVG}g")}  # fmt: skip
    numbers = citations(REPORT).numbers
    assert shapes[str(numbers["i-1"])].tag == f"{SVG}circle"
    for id in ("i-2", "i-3"):
        assert shapes[str(numbers[id])].tag == f"{SVG}polygon"
        assert len(shapes[str(numbers[id])].attrib["points"].split(" ")) == 4


def test_orders_say_whether_they_bind_in_words_and_by_their_fill() -> None:
    bars = {title.split(":")[1].strip(): bar.find(f"{SVG}rect") for bar in drawn(REPORT).findall(f"{SVG}g")
            if (title := bar.findtext(f"{SVG}title") or "") and "order" in title.lower()}  # fmt: skip
    fills = {words: rect.attrib["fill"] for words, rect in bars.items() if rect is not None}
    assert fills["In force"] == "#0a4f8a"
    assert fills["Not in force"] == "#e3edf8"


def test_an_agency_that_did_not_answer_has_a_hatched_lane_that_says_why() -> None:
    image = drawn(REPORT)
    words = [text.text for text in image.findall(f"{SVG}text")]
    assert "Did not answer in time: what it holds is not known" in words
    assert "Was not asked: what it holds is not known" in words
    assert len([r for r in image.findall(f"{SVG}rect") if r.attrib["fill"] == "url(#silent)"]) == 3


def test_records_without_a_day_are_told_and_not_drawn() -> None:
    content = of([one("a", at=None), one("b")])
    svg, text = drawing(Drawn.of(content), citations(content))
    assert "1 record without a day: not drawn, see the table." in svg
    assert "1 record without a day: not drawn." in text
    assert cited(ElementTree.fromstring(svg)) == [1]


def test_an_end_that_is_not_stated_and_one_beyond_the_drawing_are_marked() -> None:
    image = drawn(of([one("a", "Order", "2020-01-01"), one("b", "Order", "2020-01-01", "2060-01-01")]))
    assert {text.text for text in image.findall(f"{SVG}g/{SVG}text")} >= {"?", "→"}


def test_an_end_before_its_beginning_is_a_moment() -> None:
    [bar] = [
        g.find(f"{SVG}rect") for g in drawn(of([one("a", "Order", "2020-01-01", "2019-01-01")])).findall(f"{SVG}g")
    ]
    assert bar is not None
    assert float(bar.attrib["width"]) == 6


def test_nothing_at_all_is_a_drawing_too() -> None:
    _, text = drawing(Drawn.of(QUIET), citations(QUIET))
    assert "No record without a day is shown." in text
    assert cited(drawn(QUIET)) == []


def test_the_same_content_is_the_same_drawing() -> None:
    assert drawing(Drawn.of(REPORT), citations(REPORT)) == drawing(Drawn.of(REPORT), citations(REPORT))


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), max_size=20), st.dates(date(1995, 1, 1), date(2060, 1, 1))
)
def test_the_axis_keeps_the_order_of_days_and_has_few_ticks(days: list[date], today: date) -> None:
    places = axis(days, today)
    xs = [places.x(on) for on in sorted([*days, today])]
    assert xs == sorted(xs)
    assert LEFT <= min(xs) <= max(xs) <= RIGHT
    assert 1 <= len(places.ticks()) <= 10
    assert all(places.first <= on <= places.last for on in days if on <= today + timedelta(days=730))


@pytest.mark.parametrize(("first", "words"), [("2026-04-01", "May 2026"), ("1996-01-01", "2010")])
def test_ticks_are_months_of_a_short_time_and_years_of_a_long_one(first: str, words: str) -> None:
    places = axis([date.fromisoformat(first)], date.fromisoformat(HEADING.as_at[:10]))
    assert words in [tick for _, tick in places.ticks()]
