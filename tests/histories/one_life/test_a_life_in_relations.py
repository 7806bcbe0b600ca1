"""Whom he is met with, on pages without script: the tables tell what `expand` tells each role, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest

from explorer.relations import met
from tests.explorer.browsing import HUB, Browser, Page, opened
from tests.explorer.tables import Tables
from tests.histories.a_life_told import CHILDREN, CIP, DOOR, HIDDEN, MEN, id_of
from tests.histories.lived import Life

EXPAND = """query($id: ID!, $kinds: [MetBy!], $first: Int!) { expand(person: $id, kinds: $kinds, first: $first) {
  person { id } people counts { kind people }
  neighbours { person { id familyNames givenNames initials birthYears } records { kind id said } } } }"""
DATES = "query($ids: [ID!]) { incidents(where: {id: {in: $ids}}, first: 100) { nodes { id occurredFrom } } }"
SAID = re.compile(r"(.+) in an? (.+?) in which the other is (.+)\.")
CAPTIONS = {
    "Incident": "Police reports", "Order": "Orders", "CourtFile": "Court files", "Charge": "Charges",
    "CustodyEpisode": "Stays in custody", "RiskAssessment": "Risk assessments", "SafetyPlan": "Safety plans",
    "ProtectionReport": "Reports to Child Protection", "Referral": "Referrals", "Address": "Homes",
}  # fmt: skip
Relation = tuple[str, frozenset[tuple[str, str]], int]  # what kind, who stands as what, how many records


async def at_work(life: Life, role: str) -> Browser:
    asker, browser = life.askers[role], opened(life.hub)
    await browser.work(asker.role, asker.purpose, asker.reason or "why", asker.matter)
    return browser


def path(life: Life, who: str, *query: str) -> str:
    return f"/explorer/people/{life.any_id(who)}/relations" + (f"?{'&'.join(query)}" if query else "")


async def expanded(life: Life, role: str, id: str, kinds: list[str] | None = None) -> Any:
    return (await life.ask(role, EXPAND, id=id, kinds=kinds, first=300))["expand"]


def relations_told(told: Any) -> set[Relation]:
    """By what `expand` says in words."""
    found: Counter[tuple[str, frozenset[tuple[str, str]]]] = Counter()
    of = told["person"]["id"]
    for neighbour in told["neighbours"]:
        for record in neighbour["records"]:
            said = SAID.fullmatch(record["said"])
            mine, theirs = (said[1].lower(), said[3].lower()) if said else ("resident", "resident")
            found[CAPTIONS[record["kind"]], frozenset({(of, mine), (neighbour["person"]["id"], theirs)})] += 1
    return {(kind, ends, count) for (kind, ends), count in found.items()}


def relations_shown(page: Page) -> set[Relation]:
    tables = Tables(page.answer.text)
    found: list[Relation] = []
    for caption in set(CAPTIONS.values()) & set(tables.rows):
        for cells, row in zip(tables.rows[caption], tables.attributes[caption], strict=True):
            ends = {(row["data-one"] or "", cells[2].lower()), (row["data-other"] or "", cells[4].lower())}
            found.append((caption, frozenset(ends), int(cells[5].split()[0])))
    assert len(set(found)) == len(found)
    return set(found)


def people_shown(page: Page) -> list[str]:
    return [str(row["data-person"]) for row in Tables(page.answer.text).attributes["People"]]


# Denied


async def test_of_whom_no_record_is_shown_he_is_nobody_and_else_he_is_shown(life: Life) -> None:
    browser = await at_work(life, MEN)
    paths = [path(life, "finn"), f"/explorer/people/{life.any_id('him')}/beside/{life.any_id('finn')}"]
    unknown = await browser.go(f"/explorer/people/{'0' * 26}/relations")
    assert (unknown.answer.status_code, "Nobody of this address is shown to you" in unknown.text) == (404, True)
    async with life.excluded("second"):
        for one in paths:
            page = await browser.go(one)
            assert (page.answer.status_code, page.text) == (404, unknown.text)
        assert "F.W." not in (await browser.go(path(life, "him"))).text
    for one in paths:
        page = await browser.go(one)
        assert (page.answer.status_code, "F.W." in page.text) == (200, True)


async def test_without_a_matter_the_page_says_what_to_do_whoever_it_is_about(life: Life) -> None:
    asker, browser = life.askers[CIP], opened(life.hub)
    await browser.work(asker.role, asker.purpose, "why")
    him, unknown = [await browser.go(f"/explorer/people/{id}/relations") for id in (life.any_id("him"), "0" * 26)]
    assert (him.answer.status_code, him.text) == (unknown.answer.status_code, unknown.text)
    assert him.titles[0] == "Not answered - Throughline"


async def test_of_what_a_role_is_told_nothing_no_row_and_no_filter_tells(life: Life) -> None:
    seen, less = [await (await at_work(life, role)).go(path(life, "him")) for role in (CIP, MEN)]
    for words in ("Charges", "Stays in custody", "Reports to Child Protection", "Accused", "Corrections Victoria"):
        assert (words in seen.text, words in less.text) == (True, False), words
    for record in HIDDEN[MEN]:
        assert life.events[record] not in less.answer.text
    none = await (await at_work(life, MEN)).go(path(life, "him", "kind=CHARGE"))
    assert relations_shown(none) == set()
    assert "No relation is shown that the filters leave. That is not to say that there is none." in none.text


# The tables are what the API tells


@pytest.mark.parametrize("role", [CIP, DOOR, MEN, CHILDREN])
async def test_the_tables_tell_what_expand_tells_this_role(life: Life, role: str) -> None:
    page, told = await (await at_work(life, role)).go(path(life, "him")), await expanded(life, role, life.any_id("him"))
    assert relations_shown(page) == relations_told(told)
    assert people_shown(page) == [told["person"]["id"], *(one["person"]["id"] for one in told["neighbours"])]
    rows = Tables(page.answer.text).rows["People"]
    for cells, one in zip(rows[1:], told["neighbours"], strict=True):
        person = one["person"]
        names = [" / ".join(person[part]) for part in ("familyNames", "givenNames") if person[part]]
        assert cells[1] == f"{', '.join(names) or ' / '.join(person['initials'])} page timeline"
        assert cells[2] == " or ".join(map(str, person["birthYears"]))
    for count in told["counts"]:
        assert f"{CAPTIONS[count['kind']]}: {count['people']}, here" in rows[0][4]
    records = sum(count for _, _, count in relations_told(told))
    every = len(relations_told(told))
    assert f"6 of 6 people, {every} of {every} relations and {records} of {records} records shown; " in page.text
    assert "filtered: 0 persons, 0 relations and 0 records." in page.text
    assert page.titles[0] == "Relations - Throughline"


async def test_a_report_under_review_is_said_beside_the_relation_that_rests_on_it(life: Life) -> None:
    page = await (await at_work(life, CIP)).go(path(life, "him"))
    noted = [cells for cells in Tables(page.answer.text).rows["Police reports"] if "under review" in cells[5]]
    assert [(cells[2], cells[4], cells[6]) for cells in noted] == [
        ("affected family member", "respondent", "4 March 2023")
    ]


# Step by step


async def test_a_step_first_counts_then_adds_and_undoing_it_takes_away_what_it_added(life: Life) -> None:
    browser, imogen = await at_work(life, CIP), id_of(life, CIP, "imogen")
    first = await browser.go(path(life, "him"))
    told = [await expanded(life, CIP, life.any_id(who)) for who in ("him", "imogen")]
    page = await browser.go(step(first, f"{imogen}.COUNTS"))
    assert relations_shown(page) == relations_told(told[0])
    row = next(one for one in Tables(page.answer.text).rows["People"] if "I.P." in one[1])
    for count in told[1]["counts"]:
        assert f"{CAPTIONS[count['kind']]}: {count['people']}" in row[4]
    page = await browser.go(step(page, f"{imogen}.ORDER"))
    orders = relations_told(await expanded(life, CIP, life.any_id("imogen"), ["ORDER"]))
    assert relations_shown(page) == relations_told(told[0]) | orders != relations_told(told[0])
    page = await browser.go(step(page, f"{imogen}.ALL"))
    assert relations_shown(page) == relations_told(told[0]) | relations_told(told[1])
    assert "Steps taken: 3" in page.text
    for left in (relations_told(told[0]) | orders, relations_told(told[0]), relations_told(told[0])):
        page = await browser.go(page.links["Undo the last step"])
        assert relations_shown(page) == left
    assert page.text == first.text
    assert re.search("garrowan|pardalot|imogen|silas", " ".join(browser.visited), re.IGNORECASE) is None


def step(page: Page, code: str) -> str:
    """The link that adds it."""
    return next(link for link in re.findall(r'data-step id="s-[^"]+" href="([^"]+)"', page.answer.text)
                if code in link).replace("&amp;", "&")  # fmt: skip


async def test_a_home_that_both_live_in_is_one_relation_from_whichever_side_it_is_met(life: Life) -> None:
    browser, jory = await at_work(life, DOOR), id_of(life, DOOR, "jory")
    page = await browser.go(path(life, "imogen", f"step={jory}.ALL"))
    homes = [one for one in relations_shown(page) if one[0] == "Homes"]
    told = [await expanded(life, DOOR, life.any_id(who), ["HOME"]) for who in ("imogen", "jory")]
    assert {ends for _, ends, _ in homes} == {ends for one in told for _, ends, _ in relations_told(one)}
    assert [count for _, _, count in homes] == [1, 1, 1]  # she with each child, and the children with each other
    assert "agency not shown" in page.text


async def test_an_address_opens_for_another_worker_under_his_own_policy(life: Life) -> None:
    """The ids in it are those that the one who made it was told: whom the other is not shown by them is left out."""
    address = path(life, "him", f"step={life.any_id('imogen')}.ALL")
    made = await (await at_work(life, CIP)).go(address)
    shared = re.search(r'id="address"[^>]*value="([^"]+)"', made.answer.text)
    assert shared is not None
    assert urlsplit(shared[1]).query == f"step={id_of(life, CIP, 'imogen')}.ALL"
    told = [await expanded(life, MEN, life.any_id(who)) for who in ("him", "imogen")]
    his = await at_work(life, MEN)
    page = await his.go(address)
    assert relations_shown(page) == relations_told(told[0]) | relations_told(told[1])
    assert ("Charges" in made.text, "Charges" in page.text) == (True, False)
    page = await his.go(shared[1].removeprefix(HUB))
    found = await expanded(life, MEN, id_of(life, CIP, "imogen"))
    assert relations_shown(page) == relations_told(told[0]) | (relations_told(found) if found else set())
    assert ("left out" in page.text) == (found is None)


async def test_a_step_of_somebody_who_is_not_here_is_left_out_and_said(life: Life) -> None:
    browser = await at_work(life, MEN)
    plain = await browser.go(path(life, "him"))
    page = await browser.go(path(life, "him", f"step={'0' * 26}.ALL", "step=nonsense", "kind=NONSENSE"))
    assert relations_shown(page) == relations_shown(plain)
    assert "1 step of this address left out" in page.text
    assert "left out" not in plain.text


async def test_no_more_people_come_in_than_the_bound_and_it_is_said(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await at_work(life, CIP)
    monkeypatch.setattr(met, "MOST_PEOPLE", 3)
    page = await browser.go(path(life, "him"))
    assert (len(people_shown(page)), "3 persons more did not come in" in page.text) == (3, True)


# Filters, which tables and drawing share


async def test_each_filter_leaves_what_it_names_and_says_how_much_it_hides(life: Life) -> None:
    browser, every = await at_work(life, CIP), relations_told(await expanded(life, CIP, life.any_id("him")))
    page = await browser.go(path(life, "him", "kind=ORDER", "kind=CHARGE"))
    assert relations_shown(page) == {one for one in every if one[0] in ("Orders", "Charges")}
    assert len(people_shown(page)) == 5  # the one whom no order and no charge names is not drawn
    assert f"5 of 6 people, 6 of {len(every)} relations" in page.text
    assert "filtered: 1 person, " in page.text
    page = await browser.go(path(life, "him", "role=RESTRAINED_BY"))
    assert relations_shown(page) == {one for one in every if any(words == "person restrained" for _, words in one[1])}
    page = await browser.go(path(life, "him", "agency=corrections_victoria"))
    assert relations_shown(page) == {one for one in every if one[0] == "Stays in custody"}
    assert "Corrections Victoria" in Tables(page.answer.text).rows["Stays in custody"][0][7]


async def test_days_leave_the_records_of_these_days(life: Life) -> None:
    told = await expanded(life, CIP, life.any_id("him"), ["REPORT"])
    of_imogen = next(one for one in told["neighbours"] if one["person"]["id"] == id_of(life, CIP, "imogen"))
    ids = [one["id"] for one in of_imogen["records"] if one["said"].startswith("Respondent")]
    days = [one["occurredFrom"] for one in (await life.ask(CIP, DATES, ids=ids))["incidents"]["nodes"]]
    within = [one for one in days if "2024-08-31T14:00:00Z" <= one < "2024-09-30T14:00:00Z"]
    browser = await at_work(life, CIP)
    page = await browser.go(path(life, "him", "kind=REPORT", "from=2024-09-01", "to=2024-09-30"))
    [row] = Tables(page.answer.text).rows["Police reports"]
    assert (int(row[5].split()[0]), row[6]) == (len(within), "1 September 2024 to 25 September 2024")
    wrong = await browser.go(path(life, "him", "from=soon", "kind=ORDER"))
    assert (wrong.answer.status_code, "From: write a day as 2026-05-31." in wrong.text) == (400, True)
    assert 'value="soon"' in wrong.answer.text
    assert {one[0] for one in relations_shown(wrong)} == {"Orders"}
    turned = await browser.go(path(life, "him", "from=2025-01-01", "to=2024-01-01"))
    assert (turned.answer.status_code, "To: a day that is not before From." in turned.text) == (400, True)


# Side by side


SIDE = """query($id: ID!) { person(id: $id) {
  records(first: 100) { initials birthDate sex { label } personNumber custodian } } }"""
HELD = """query($id: ID!) { ordersInForce(person: $id) { orders { order } }
  timeline(person: $id) { timeline { entries { id } undated { id } } } }"""
VERDICTS = {"same": "= The same", "part": "\u2248 Partly the same", "differs": "\u2260 Differs",
            "first": "1 Only the first says", "second": "2 Only the second says",
            "neither": "\u2013 Neither says, or it is not shown"}  # fmt: skip


def verdict(one: set[str], other: set[str]) -> str:
    if not (one and other):
        return VERDICTS["first" if one else "second" if other else "neither"]
    return VERDICTS["same" if one == other else "part" if one & other else "differs"]


def said(records: list[Any]) -> dict[str, set[str]]:
    return {
        "Initials": {one["initials"] for one in records if one["initials"]},
        "Sex": {one["sex"]["label"] for one in records if one["sex"]},
        "Date of birth": {one["birthDate"] for one in records if one["birthDate"]},
        "Number": {one["personNumber"] for one in records if one["personNumber"]},
        "Agency": {one["custodian"] for one in records if one["custodian"]},
    }


@pytest.mark.parametrize("role", [CIP, MEN, CHILDREN])
async def test_side_by_side_says_of_each_row_what_is_alike_and_what_differs(life: Life, role: str) -> None:
    browser = await at_work(life, role)
    page = await browser.go(f"/explorer/people/{life.any_id('him')}/beside/{life.any_id('imogen')}")
    rows = {cells[0]: cells[1:] for cells in Tables(page.answer.text).rows["Side by side"]}
    sides = [said((await life.ask(role, SIDE, id=life.any_id(who)))["person"]["records"]) for who in ("him", "imogen")]
    assert {what: rows[what][2] for what in sides[0]} == {
        what: verdict(*(one[what] for one in sides)) for what in sides[0]
    }
    for column, side in enumerate(sides):
        assert set(re.findall(r"[A-Z]\.[A-Z]\.", rows["Initials"][column])) == side["Initials"]
        assert [number for number in side["Number"] if number not in rows["Number"][column]] == []
        assert (rows["Date of birth"][column] == "not said, or not shown") == (not side["Date of birth"])
    assert rows["Date of birth"][0] == "17 May 1986"
    held = [await life.ask(role, HELD, id=life.any_id(who)) for who in ("him", "imogen")]
    orders = [{one["order"] for one in told["ordersInForce"]["orders"]} for told in held]
    events = [{one["id"] for part in ("entries", "undated") for one in told["timeline"]["timeline"][part]}
              for told in held]  # fmt: skip
    for what, sides in (("Notices and orders", orders), ("Reports and other events", events)):
        both = len(sides[0] & sides[1])
        assert [rows[what][column].count("(both)") for column in (0, 1)] == [both, both]
        assert (rows[what][2], both > 2) == (verdict(*sides), True)
    assert page.titles[0] == "Side by side - Throughline"
    same = await browser.go(f"/explorer/people/{life.any_id('him')}/beside/{life.any_id('him')}")
    assert "Both are one person, as the hub believes now." in same.text
