"""What the documents show as GraphQL can be asked of this schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from tests.snapshots import ROOT, SDL

SCHEMA = build_schema(SDL.read_text(encoding="utf-8"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shown(page: Path) -> list[str]:
    return re.findall(r"^```graphql\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{page.name}-{n}") for page in PAGES for n, text in enumerate(shown(page))]
)
def test_what_a_page_shows_can_be_asked(text: str) -> None:
    assert [error.message for error in validate(SCHEMA, parse(text))] == []


def test_the_page_of_requests_shows_each_act_at_the_point() -> None:
    text = " ".join(shown(ROOT / "docs" / "requests.md"))
    acts = ("lodgeRequest", "candidates", "acceptRequest", "askCustodians", "reportItems", "decideRelease",
            "reportPreview", "issueReport", "report", "recallReport", "refuseRequest", "withdrawRequest",
            "disputeRequest", "answerRequest")  # fmt: skip
    assert [act for act in acts if not re.search(rf"\b{act}\(", text)] == []


def test_the_page_of_notices_shows_what_can_be_asked_and_done_after_a_report() -> None:
    text = " ".join(shown(ROOT / "docs" / "notices.md"))
    asked = ("watchSubject", "endWatch", "changedSince", "watched", "notices", "acknowledgeNotice", "unacknowledged")
    assert [one for one in asked if not re.search(rf"\b{one}\b", text)] == []


def test_the_page_of_the_register_shows_each_question_and_act() -> None:
    text = " ".join(shown(ROOT / "docs" / "register.md"))
    acts = ("register", "shareVoluntarily", "recordComplaint", "resolveComplaint", "requestWork")
    assert [act for act in acts if not re.search(rf"\b{act}\(", text)] == []


def test_the_page_of_writing_shows_each_act_on_what_a_matter_keeps() -> None:
    text = " ".join(shown(ROOT / "docs" / "writing.md"))
    acts = ("writeNote", "withdrawNote", "notes", "saveView", "dropView", "savedViews")
    assert [act for act in acts if not re.search(rf"\b{act}\(", text)] == []
