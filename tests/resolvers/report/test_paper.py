"""The report on paper: tagged, whole, the same each time, and no text of a record read as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from resolvers.report.paper import NOT_IN_THE_FONTS, paper, spelled
from schema.decisions.report import ReportContent, Said
from schema.report_seal import SealState
from tests.resolvers.report.a_report import LONG, MARKUP, QUIET, REPORT, seal
from tests.resolvers.report.test_page import SECTIONS
from tests.resolvers.report.told import expected, pressed

HEADER = re.compile(r"R-2026-000417\s*OFFICIAL: Sensitive\s*page \d+ of \d+")
FOOTER = re.compile(
    r"R-2026-000417, version 2, ISSUED\. SHA-256 [0-9a-f]{64}\s*"
    r"How to check this copy: under “Seal”, on the first page\.\s*OFFICIAL: Sensitive"
)


@cache
def printed(full: bool, state: SealState = SealState.ISSUED) -> bytes:
    content = REPORT if full else QUIET
    return paper(content, seal(content, state))


def read(full: bool = True, state: SealState = SealState.ISSUED) -> PdfReader:
    return PdfReader(BytesIO(printed(full, state)))


def words(pdf: PdfReader) -> str:
    """The text of all pages, without what heads and ends each."""
    pages = (page.extract_text().replace("\u200b", "") for page in pdf.pages)
    return "\n".join(FOOTER.sub("", HEADER.sub("", text)) for text in pages)


def in_the_fonts(text: str) -> str:
    """As the paper says a name that its fonts do not have."""
    return text.replace("王小明", "[Wang U+738B][Xiao U+5C0F][Ming U+660E]")


@pytest.mark.parametrize("full", [True, False], ids=["full", "quiet"])
def test_nothing_of_the_content_is_lost(full: bool) -> None:
    told = pressed(words(read(full))).casefold()
    wanted = {in_the_fonts(text) for text in expected(REPORT if full else QUIET)}
    assert [text for text in sorted(wanted) if pressed(text).casefold() not in told] == []


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    root: Any = read().trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/Lang"] == "en-AU"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_its_title_is_the_number_of_the_report_and_no_name() -> None:
    found = read().metadata
    assert found
    assert found.title == "Consolidated report R-2026-000417"
    assert found.author == "Central Information Point"
    assert "Jörg" not in str(found)
    assert "Jörg".encode() not in read().trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]


def test_bookmarks_are_the_sections() -> None:
    assert [one["/Title"] for one in read().outline if isinstance(one, Destination)] == SECTIONS


def test_each_page_is_marked_numbered_and_sealed() -> None:
    pages = [page.extract_text().replace("\u200b", "") for page in read().pages]
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in text
        assert text.count("OFFICIAL: Sensitive") == 2
        assert FOOTER.search(text)


def test_the_first_page_has_the_seal_and_how_to_check_it() -> None:
    first = pressed(read().pages[0].extract_text())
    stamp = seal(REPORT)
    for text in (stamp.sha256, stamp.signature, "26 June 2026, 9.10 pm AEST (UTC+10:00)", stamp.check):
        assert pressed(text) in first


@pytest.mark.parametrize("state", [SealState.RECALLED, SealState.CORRECTED])
def test_a_report_that_no_longer_stands_says_so_on_each_page(state: SealState) -> None:
    assert all(pressed(state.value) in pressed(page.extract_text()) for page in read(True, state).pages)


def test_the_same_content_is_the_same_bytes() -> None:
    assert paper(REPORT, seal(REPORT)) == printed(True)


@pytest.mark.parametrize(
    "text", [MARKUP, "#panic()", "= heading", "$ x $", "@r1 <r1>", "\\ // /* */", '"quoted" #"', LONG]
)
def test_markup_in_a_record_is_text(text: str) -> None:
    content = replace(QUIET, identity=replace(QUIET.identity, names=(Said(text, (), ()),)))
    found = words(PdfReader(BytesIO(paper(content, seal(content)))))
    assert pressed(text) in pressed(found)
    assert NOT_IN_THE_FONTS.search(text) is None


def test_numbers_lead_to_the_records() -> None:
    pdf = read()
    leading = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert len(leading) > 50
    assert {note["/Subtype"] for note in leading} == {"/Link"}
    assert [note for note in leading if "/Dest" not in note and "/D" not in note.get("/A", {})] == []


def test_a_name_that_the_fonts_do_not_have_is_spelled_and_the_paper_says_so() -> None:
    assert spelled("王") == "[Wang U+738B]"
    assert spelled("😀\uff1c") == "[U+1F600][U+FF1C]"
    assert spelled("Nguyễn Жук Ωμ → “x”") == "Nguyễn Жук Ωμ → “x”"
    assert pressed("Signs that these fonts do not have") in pressed(words(read(True)))
    assert pressed("Signs that these fonts do not have") not in pressed(words(read(False)))


def test_the_fonts_have_each_sign_that_is_not_spelled() -> None:
    """A sign that they lack would make the whole report fail, on the day when somebody has it in a name."""
    signs = "".join(chr(n) for n in range(0x20, 0x20AD) if not NOT_IN_THE_FONTS.search(chr(n))) + "→"
    content = replace(QUIET, identity=replace(QUIET.identity, said=" ".join(signs)))
    assert paper(content, seal(content)).startswith(b"%PDF-1.7")


def test_nothing_is_drawn_outside_of_the_page() -> None:
    """Wide ids and long words wrap: the margins of every page stay white."""
    for page in pypdfium2.PdfDocument(printed(True)):
        drawn = page.render(scale=0.5, grayscale=True).to_pil()
        width, height = drawn.size
        for box in ((0, 0, 20, height), (width - 20, 0, width, height)):
            assert drawn.crop(box).getextrema() == (255, 255)


def test_a_table_that_goes_on_repeats_its_head() -> None:
    pages = [pressed(page.extract_text()) for page in read().pages]
    head = pressed("When What the record tells Kind Agency, people")
    begins = next(n for n, text in enumerate(pages) if pressed("What happened, in order") in text)
    assert head in pages[begins]
    assert HEADER.sub("", read().pages[begins + 1].extract_text()).strip().startswith("When")


def test_a_long_life_is_whole() -> None:
    """A cell that fits on no page is broken, not cut."""
    long = " ".join(f"word{n}" for n in range(2500))
    content: ReportContent = replace(QUIET, identity=replace(QUIET.identity, names=(Said(long, (), ()),)))
    found = pressed(words(PdfReader(BytesIO(paper(content, seal(content))))))
    assert [n for n in range(2500) if f"word{n}" not in found] == []
