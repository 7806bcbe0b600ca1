"""The report as a page: nothing is lost, nothing runs, every reference leads somewhere."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from resolvers.report.page import page
from schema.decisions.report import ReportContent
from schema.report_seal import SealState
from tests.resolvers.report.a_report import LONG, MARKUP, QUIET, REPORT, seal
from tests.resolvers.report.told import expected, pressed

VOID = {"meta", "link", "br", "img", "input", "col", "hr"}
SECTIONS = [
    "Seal", "For whom, and under which authority", "What is not known, and how fresh this is", "Identity and aliases",
    "Whereabouts and custody", "What is told in summary alone", "Orders in force", "Chronology",
    "Pattern and history", "Risk by MARAM factor",
    "Children and other affected persons", "Annex: each agency's answer", "Annex: every measure of pattern and history",
    "Records that this report rests on", "How this report is to be handled",
]  # fmt: skip


@dataclass
class Read(HTMLParser):
    """A page as a browser takes it apart; a tag that is not closed in order fails."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.section = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        self.section = named.get("id") or "" if tag == "section" else self.section
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for key in (self.open[-1] if self.open else "", f"#{self.section}", "*"):
            self.texts.setdefault(key, []).append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def text(self, key: str) -> str:
        return "".join(self.texts.get(key, []))


def read(content: ReportContent, state: SealState = SealState.ISSUED, nonce: str = "") -> Read:
    found = Read()
    found.feed(page(content, seal(content, state), nonce))
    found.close()
    assert found.open == []
    return found


@pytest.mark.parametrize("content", [REPORT, QUIET], ids=["full", "quiet"])
def test_nothing_of_the_content_is_lost(content: ReportContent) -> None:
    told = pressed(read(content).text("*")).casefold()
    assert [text for text in sorted(expected(content)) if pressed(text).casefold() not in told] == []


def test_each_section_is_there_in_its_order() -> None:
    assert read(REPORT).texts["h2"] == read(QUIET).texts["h2"] == SECTIONS


def test_the_title_is_the_number_of_the_report_and_no_name() -> None:
    assert read(REPORT).texts["title"][0] == "Consolidated report R-2026-000417"


def test_markup_in_a_record_is_text() -> None:
    told = read(REPORT)
    assert MARKUP in told.text("bdi")
    assert {"script", "b", "iframe", "object", "img", "link"} & {tag for tag, _ in told.tags} == set()


def test_it_asks_nothing_of_any_host_and_carries_no_style_of_its_own() -> None:
    told = read(REPORT)
    for _, attrs in told.tags:
        assert {name for name in attrs if name.startswith("on")} | ({"style", "src"} & set(attrs)) == set()
    assert {attrs["href"][:1] for attrs in told.named("a") if attrs["href"]} == {"#"}
    assert re.findall(r"url\(([^)]*)\)", page(REPORT, seal(REPORT))) == ["#silent"] * 3


def test_the_style_has_the_nonce_of_the_response() -> None:
    assert read(REPORT, nonce="c29tZQ").named("style") == [{"nonce": "c29tZQ"}]
    assert read(REPORT).named("style") == [{}]


@pytest.mark.parametrize("content", [REPORT, QUIET], ids=["full", "quiet"])
def test_every_reference_leads_to_one_place(content: ReportContent) -> None:
    told = read(content)
    places = [attrs["id"] for _, attrs in told.tags if attrs.get("id")]
    assert len(places) == len(set(places))
    assert {str(attrs["href"])[1:] for attrs in told.named("a")} <= set(places)


def test_a_statement_cites_its_record_and_the_record_its_agency_and_day() -> None:
    written = page(REPORT, seal(REPORT))
    number = re.search(r'Police report: threat to kill\.</bdi> <span class="cites">\[<a href="#r(\d+)">', written)
    assert number
    row = re.search(rf'<tr id="r{number[1]}">(.*?)</tr>', written)
    assert row
    assert re.findall(r"<bdi>(.*?)</bdi>", row[1]) == [
        number[1], "Police report (Form L17)", "Victoria Police", "20 June 2026", "i-3"]  # fmt: skip


def test_records_that_nothing_but_a_statement_names_are_listed_too() -> None:
    where = replace(REPORT.whereabouts, custody_evidence=("z-1", "z-2"))
    told = read(replace(REPORT, whereabouts=where)).text("#records")
    assert told.count("z-1") == told.count("z-2") == 1


def test_the_caveat_stands_first_and_last() -> None:
    told = read(REPORT)
    assert REPORT.heading.caveat in told.text("#heading")
    assert REPORT.heading.caveat in told.text("#handling")


def test_what_is_not_known_is_met_before_anything_that_is() -> None:
    told = read(REPORT).text("#not-known")
    assert ("2 custodians of 5 answered. No answer: Corrections Victoria <& Parole> (did not answer in time), "
            "Child Protection (refused) and Children's Court (was not asked).") in told  # fmt: skip
    assert SECTIONS.index("What is not known, and how fresh this is") < SECTIONS.index("Identity and aliases")


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("identity", "None is shown; that is not to say that there is none."),
        ("whereabouts", "None is shown; that is not to say that there is none."),
        ("orders", "No order is shown; that is not to say that there is none."),
        ("chronology", "No dated record is shown; that is not to say that nothing happened."),
        ("pattern", "No police report is shown. This does not mean that there is no history."),
        ("factors", "No factor is shown; that is not to say that there is none."),
        ("others", "None is shown; that is not to say that there is none."),
        ("not-known", "There may be some all the same: records that are not shared"),
    ],
)
def test_an_empty_section_says_what_emptiness_means(section: str, words: str) -> None:
    assert words in read(QUIET).text(f"#{section}")


def test_headings_go_down_by_one_and_tables_have_heads_and_captions() -> None:
    told = read(REPORT)
    levels = [int(tag[1]) for tag, _ in told.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert max(after - before for before, after in itertools.pairwise(levels)) == 1
    assert len(told.named("caption")) == len(told.named("table")) > 20
    assert {attrs["scope"] for attrs in told.named("th")} == {"col", "row"}
    assert told.named("html") == [{"lang": "en-AU"}]
    assert told.tags[[tag for tag, _ in told.tags].index("a")][1] == {"class": "skip", "href": "#main"}


@pytest.mark.parametrize("state", [SealState.RECALLED, SealState.CORRECTED])
def test_a_report_that_no_longer_stands_says_so_first(state: SealState) -> None:
    written = page(REPORT, seal(REPORT, state))
    assert written.index(f'<p class="state">{state.value}</p>') < written.index("<nav")
    assert 'class="state"' not in page(REPORT, seal(REPORT))


def test_the_same_content_is_the_same_page() -> None:
    assert page(REPORT, seal(REPORT)) == page(REPORT, seal(REPORT))


def test_a_long_word_may_break_anywhere() -> None:
    assert LONG in read(REPORT).text("bdi")
    assert "overflow-wrap: anywhere" in read(REPORT).text("style")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("name", "ground"), [("ink", "#fff3c4"), ("quiet", "#ffffff"), ("link", "#fff3c4"),
                                              ("grave", "#ffffff"), ("ink", "#fbefef")])  # fmt: skip
def test_words_stand_out_from_their_ground(name: str, ground: str) -> None:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", read(REPORT).text("style"))
    assert found
    assert (luminance(ground) + 0.05) / (luminance(found[1]) + 0.05) >= 4.5
