"""A report of the Central Information Point in two worlds that differ in what its recipient may not be told.

To the byte: what the Point is shown as his report, its issue, his lists and readings, the signed document, page and
paper; each leak that is planted on the way is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
import pytest

from authz import releasing
from authz.releasing import Review, passed_on
from authz.verdict import APART, WALLED
from resolvers import report_desk, report_drafting
from resolvers.report_desk import Draft, ReportDesk
from resolvers.report_drafting import Drafting
from schema.decisions import release
from schema.decisions.report import ReportGap
from schema.decisions.report_annex import annex
from tests.twoworlds.at_the_point import Told, told_apart
from tests.twoworlds.reports import ROLES, cases, differing
from tests.twoworlds.telling import Desk

SEEDS, MANY = (7, 11, 12), range(13, 53)
WAITING = 35  # of whom every record waits for a person


def said(told: Told, name: str) -> Any:
    """The value of the one root field."""
    [value] = orjson.loads(dict(told)[name])["data"].values()
    return value


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("role", ROLES)
async def test_what_may_not_be_told_changes_no_byte_of_a_report(desk: Desk, role: str, seed: int) -> None:
    apart, told = await told_apart(desk.database, cases(role, seed))
    assert apart == []
    content = said(told, "FULL read")["content"]  # else equal reports would prove little
    assert content["chronology"]["entries"] or content["chronology"]["undated"]
    assert content["identity"]["names"]
    assert len({annex["status"] for annex in content["annexes"]}) > 1
    redrawn = said(told, "FULL redrawn")
    assert redrawn["redrawn"] == redrawn["sha256"] == said(told, "FULL issued")["sha256"]
    assert said(told, "FULL elsewhere")["closed"]
    assert said(told, "recalled")["content"] is None
    assert dict(told)["pdf"].count(b"%PDF") == 1


async def test_what_waits_is_listed_also_where_nothing_may_be_told_before(desk: Desk) -> None:
    apart, told = await told_apart(desk.database, cases("mens_service", WAITING), ())
    assert apart == []
    assert [why for _, why in orjson.loads(dict(told)["items"])] == [["CORRECTION_OPEN"], ["ROLES_UNDER_REVIEW"]]
    code, words = orjson.loads(dict(told)["BRIEF preview"])["fault"]
    assert (code, words[:44]) == ("ITEMS_UNDECIDED", "Nothing may be told before that: 2 records w")
    assert said(told, "FULL read")["content"]  # once decided


def test_the_worlds_differ_in_all_that_may_not_be_told() -> None:
    pairs = [cases(role, seed) for role in ROLES for seed in SEEDS]
    kinds = {"excluded", "suppressed", "reporter", "assessments", "incidents", "persons", "charges", "observations"}
    assert {kind for both in pairs for kind in differing(both)} >= kinds
    assert {both.two[0].held_back for both in pairs} == {"ENDANGERS", "EXCLUDED"}
    assert all(both.two[0].answers != both.two[1].answers for both in pairs)


@pytest.mark.soak
@pytest.mark.parametrize("role", ROLES)
async def test_nor_in_many_more(desk: Desk, role: str) -> None:
    with_entries = 0
    for seed in MANY:
        apart, told = await told_apart(desk.database, cases(role, seed))
        assert apart == [], seed
        content = said(told, "FULL read")["content"] if "FULL read" in dict(told) else None
        with_entries += bool(content and content["chronology"]["entries"])
    assert with_entries > len(MANY) / 2


# leaks

READ, DRAFT = Drafting._read, ReportDesk._draft


class Everything:
    """Whatever is asked of it is told."""

    def __and__(self, other: Any) -> Any:
        return other


async def by_the_point(self: Drafting, name: str, verdict: Any, *rest: Any) -> Any:
    return await READ(self, name, await self.point() if name == "lives" else verdict, *rest)


async def naming_who_holds(self: ReportDesk, at: Any, kind: str, to: Any) -> Draft:
    draft = await DRAFT(self, at, kind, to)
    all_of_it = replace(draft.views, recipient=draft.views.point)
    drawn = await self.drafting.drawn(all_of_it, Review(), self.now, self.now)
    assert drawn
    names = sorted({entry.custodian or "" for entry in drawn.worked.chronology.entries})
    gap = ReportGap("HELD_BY", f"More is held by {', '.join(names)}.")
    return replace(draft, content=replace(draft.content, gaps=(*draft.content.gaps, gap)))


# Role and seed of a pair of worlds that shows it; what is planted where.
LEAKS: Mapping[str, tuple[str, int, Any, str, Any]] = {
    "the true answer of a custodian": (
        "mens_service", 12, report_desk, "annex",
        lambda custodian, heard, fresh: annex(custodian, heard and replace(heard, may_be_told=True), fresh),
    ),
    "a count with reasons that may not be told": ("mens_service", 12, release, "_may_be_told", lambda _reason: True),
    "a chronology that asks the Point alone": ("mens_service", 12, Drafting, "_read", by_the_point),
    "a gap that names who holds more": ("mens_service", 6, ReportDesk, "_draft", naming_who_holds),
    "a review that is forgotten": (
        "mens_service", 12, report_drafting, "passed_on",
        lambda giver, recipient, nouns, _review: passed_on(giver, recipient, nouns, Review()),
    ),
    "a count of what waits and may not be told": (
        "mens_service", 12, report_desk, "told_of", lambda *_: Everything(),
    ),
    "markings of single fields": ("mens_service", 12, releasing, "_kept", lambda *_: {WALLED, APART}),
    "the view of the recipient": (
        "mens_service", 12, report_drafting, "passed_on",
        lambda giver, _recipient, nouns, review: passed_on(giver, giver, nouns, review),
    ),
}  # fmt: skip


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_planted_leak_is_found(desk: Desk, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    role, seed, *planted = LEAKS[leak]
    monkeypatch.setattr(*planted)
    apart, _ = await told_apart(desk.database, cases(role, seed), ())
    assert apart
