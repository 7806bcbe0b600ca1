"""One filter for relations and the timeline of a life: by one address both leave the same records, and say how many."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Page as Chrome
from playwright.async_api import expect
from pypdfium2 import PdfDocument

from explorer.people.happened import HAPPENED
from tests.explorer.browsing import HUB, Page
from tests.explorer.chromium import Desk, chromium, serious_faults, signed_in
from tests.histories.a_life_told import CIP, DOOR, MEN, id_of
from tests.histories.lived import Life
from tests.histories.one_life.test_a_life_in_relations import (
    at_work,
    expanded,
    relations_shown,
    relations_told,
)

SHOWN = re.compile(r"(\d+) of (\d+) records? shown; (\d+) filtered\.")
LINE = re.compile(r'<tr id="r(\d+)"')
DRAWN = re.compile(r'href="#r(\d+)"')
BACK = "See whom these records show together: relations"
NAMED = "Filter: Kinds of record: Orders. Agency: Magistrates' Court."
ROLES = {"AFFECTED_IN": "affected family member", "RESTRAINED_BY": "person restrained", "CHILD_IN": "child"}
ON = "See these on the timeline of the person asked about"


def path(life: Life, query: str = "", who: str = "him") -> str:
    return f"/explorer/people/{life.any_id(who)}{f'?{query}' if query else ''}"


async def entries(life: Life, role: str) -> list[dict[str, Any]]:
    """As they are numbered."""
    told = (await life.ask(role, HAPPENED, id=life.any_id("him")))["timeline"]["timeline"]
    return [*told["entries"], *told["undated"]]


async def lines(life: Life, role: str, page: Page) -> set[str]:
    """Ids of the records that a page lists; how many it says are shown and filtered is so, and no other is drawn."""
    told, numbers = await entries(life, role), [int(n) for n in LINE.findall(page.answer.text)]
    said = SHOWN.search(page.text)
    assert said is not None
    shown, every, filtered = map(int, said.groups())
    assert (shown, every, filtered) == (len(numbers), len(told), len(told) - len(numbers))
    svg = page.answer.text.partition("<svg")[2].partition("</svg>")[0]
    assert {int(n) for n in DRAWN.findall(svg)} <= set(numbers)
    assert set(DRAWN.findall(page.answer.text)) <= {
        str(n) for n in numbers
    }  # no sentence cites a line that is not here
    return {told[n - 1]["id"] for n in numbers}


# Denied


async def test_what_a_role_is_not_told_no_filter_brings_offers_or_counts(life: Life) -> None:
    queries = ("kind=CHARGE&role=ACCUSED_IN", "filter=open", "agency=corrections_victoria", "agency=nobody_at_all")
    less, seen = [await asked(life, role, queries) for role in (MEN, CIP)]
    assert [await lines(life, MEN, page) for page in (less[0], *less[2:])] == [set(), set(), set()]
    assert await lines(life, CIP, seen[0]) == {life.events[f"charge {n}"] for n in range(1, 7)}
    assert await lines(life, CIP, seen[2]) == {life.events["custody"]}
    assert "No record is shown that the filter leaves. That is not to say that there is none." in less[0].text
    for offered in (">Corrections Victoria</option>", "> Charges</label>", ">Accused</option>"):
        assert [offered in page.answer.text for page in (less[1], seen[1])] == [False, True], offered
    assert SHOWN.findall(less[2].text) == SHOWN.findall(less[3].text)


async def asked(life: Life, role: str, queries: Iterable[str]) -> list[Page]:
    browser = await at_work(life, role)
    return [await browser.go(path(life, query)) for query in queries]


async def test_of_nobody_a_filter_tells_anything(life: Life) -> None:
    browser = await at_work(life, MEN)
    nobody, filtered = [await browser.go(f"/explorer/people/{'0' * 26}{query}") for query in ("", "?kind=CHARGE")]
    assert (nobody.answer.status_code, nobody.text) == (filtered.answer.status_code, filtered.text)
    assert nobody.answer.status_code == 404


# The same of both


@pytest.mark.parametrize("role", [CIP, DOOR, MEN])
@pytest.mark.parametrize(
    "query", ["kind=REPORT", "kind=ORDER&kind=CHARGE", "role=AFFECTED_IN", "role=RESTRAINED_BY", "role=CHILD_IN",
              "agency=victoria_police&kind=REPORT", "from=2024-09-01&to=2024-09-30&kind=REPORT",
              "kind=REPORT&role=CHILD_IN&to=2023-12-31"],
)  # fmt: skip
async def test_of_what_he_and_somebody_stand_in_both_leave_the_same(life: Life, role: str, query: str) -> None:
    """Orders apart: what several state alike of one is one line of a timeline."""
    browser, told = await at_work(life, role), await expanded(life, role, life.any_id("him"))
    left = await lines(life, role, await browser.go(path(life, query)))
    relations = await browser.go(f"/explorer/people/{life.any_id('him')}/relations?{query}")
    for neighbour in told["neighbours"]:
        neighbour["records"] = [one for one in neighbour["records"] if one["id"] in left and one["kind"] != "Order"]
    both = relations_told(told)
    if words := ROLES.get(parse_qs(query).get("role", [""])[0]):
        both = {one for one in both if any(part == words for _, part in one[1])}
    assert {one for one in relations_shown(relations) if one[0] != "Orders"} == both


async def test_each_aspect_leaves_what_the_api_has_of_it(life: Life) -> None:
    browser, told = await at_work(life, CIP), await entries(life, CIP)
    ids, since = {one["id"] for one in told}, "2025-01-01"
    met = [one for told in (await expanded(life, CIP, life.any_id("him")))["neighbours"] for one in told["records"]]
    for query, left in (
        ("kind=ORDER", {one["id"] for one in told if one["kind"] == "Order"}),
        ("agency=victoria_police", {one["id"] for one in told if one["custodian"] == "victoria_police"}),
        ("role=AFFECTED_IN", ids & {one["id"] for one in met if "ffected family member" in one["said"]}),
        ("role=HELD_IN", {life.events["custody"]}),
        (f"from={since}", {one["id"] for one in told
                           if not one["on"] or one["on"] >= since or (one["untilOn"] or "") >= since}),
        ("to=2023-12-31", {one["id"] for one in told if not one["on"] or one["on"] <= "2023-12-31"}),
        ("", ids),
    ):  # fmt: skip
        assert await lines(life, CIP, await browser.go(path(life, query))) == left, query
        assert (left != ids, len(left) > 0) == (bool(query), True)


async def test_an_order_that_lasts_is_left_while_it_lasts_on_both(life: Life) -> None:
    browser = await at_work(life, CIP)
    final = next(one for one in await entries(life, CIP) if one["id"] == life.events["final"])
    during = f"kind=ORDER&from={final['untilOn']}&to={final['untilOn']}"
    assert final["on"] < final["untilOn"]
    assert final["id"] in await lines(life, CIP, await browser.go(path(life, during)))
    relations = await browser.go(f"/explorer/people/{life.any_id('him')}/relations?{during}")
    assert "Orders" in {caption for caption, *_ in relations_shown(relations)}
    after = f"kind=ORDER&from={int(final['untilOn'][:4]) + 1}-01-01"
    assert final["id"] not in await lines(life, CIP, await browser.go(path(life, after)))


# There and back


async def test_from_relations_to_the_timeline_and_back_the_filter_and_the_steps_are_kept(life: Life) -> None:
    browser, imogen = await at_work(life, CIP), id_of(life, CIP, "imogen")
    view = f"step={imogen}.ALL&kind=REPORT&role=AFFECTED_IN&agency=victoria_police&from=2023-01-01&to=2025-12-31"
    relations = await browser.go(f"/explorer/people/{life.any_id('him')}/relations?{view}")
    words = "Filter: Kinds of record: Police reports. Somebody stands in it as: affected family member. Agency: " \
            "Victoria Police. From 1 January 2023. To 31 December 2025."  # fmt: skip
    assert relations.links[ON].endswith(f"?{view}#drawing")
    timeline = await browser.go(relations.links[ON])
    assert (words in relations.text, words in timeline.text) == (True, True)
    assert timeline.links[BACK].endswith(f"/relations?{view}")
    assert (await browser.go(timeline.links[BACK])).text == relations.text
    hers = next(one for one in re.findall(r'class="over-time" href="([^"]+)"', relations.answer.text)
                if f"/{imogen}?" in one)  # fmt: skip
    assert hers == f"/explorer/people/{imogen}?{view.partition('&')[2].replace('&', '&amp;')}#drawing"
    cleared = await browser.go(timeline.links["Show all again"])
    assert (words in cleared.text, SHOWN.findall(cleared.text)[0][2]) == (False, "0")
    assert re.search("garrowan|pardalot|imogen|silas", " ".join(browser.visited), re.IGNORECASE) is None


async def test_a_day_that_is_none_filters_nothing_and_says_what_to_mend(life: Life) -> None:
    browser = await at_work(life, CIP)
    page = await browser.go(path(life, "from=soon&kind=ORDER"))
    assert (page.answer.status_code, "From: write a day as 2026-05-31." in page.text) == (400, True)
    right = await browser.go(path(life, "kind=ORDER"))
    assert right.answer.status_code == 200
    assert await lines(life, CIP, page) == await lines(life, CIP, right)


async def test_what_the_filter_does_not_show_it_says(life: Life) -> None:
    page = await (await at_work(life, CIP)).go(path(life, "kind=HOME&kind=ORDER&agency=magistrates_court"))
    assert "Homes are no records of a day: they stand in relations alone." in page.text
    assert "All else on this page is of every record shown to you." in page.text
    assert "Somebody stands in it as" in page.text
    plain = await (await at_work(life, CIP)).go(path(life))
    assert "Homes are no records of a day" not in plain.text
    assert ("Filter: " in plain.text, "Somebody stands in it as" in plain.text) == (False, False)


async def test_who_else_stands_in_his_records_is_asked_when_a_filter_is_opened(life: Life) -> None:
    """Nothing else of the page shows it, and what is asked is disclosed."""
    browser, told = await at_work(life, CIP), list[int]()
    for query in ("", "filter=open", "kind=ORDER"):
        before = len(await life.hub.parts.ledger.disclosures())
        await browser.go(path(life, query))
        told.append(len(await life.hub.parts.ledger.disclosures()) - before)
    assert (told[0] > 0, [count - told[0] for count in told]) == (True, [0, 1, 1])


# In a real browser


@pytest.fixture(scope="module")
async def desk(life: Life) -> AsyncIterator[Desk]:
    async with chromium(life.hub) as found:
        yield found


async def test_by_hand_it_is_set_on_the_timeline_and_printed_with_its_name(desk: Desk, life: Life) -> None:
    async with desk.page(bypass_csp=True, viewport={"width": 800, "height": 600}) as page:
        await signed_in(page, CIP, "CIP_REQUEST", "Request of The Orange Door")
        await page.goto(f"{HUB}{path(life)}")
        assert "Filter:" not in await printed(page)
        await page.get_by_role("link", name="Filter what is drawn here").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("checkbox", name="Orders").check()
        await page.get_by_role("combobox", name="Agency").select_option("Magistrates' Court")
        await page.get_by_role("button", name="Filter", exact=True).click()
        await expect(page.get_by_text(NAMED).first).to_be_visible()
        assert page.url.endswith("?kind=ORDER&role=&agency=magistrates_court&from=&to=#drawing")
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert await serious_faults(page) == []
        text = await printed(page)
        assert f"{NAMED} {await page.locator('#shown').inner_text()}" in text
        assert ("Filter what is drawn" in text, "Somebody stands in it as" in text) == (False, False)


async def test_from_the_drawing_one_goes_to_the_timeline_of_who_is_marked_with_the_filter(
    desk: Desk, life: Life
) -> None:
    async with desk.page() as page:
        await signed_in(page, CIP, "CIP_REQUEST", "Request of The Orange Door")
        await page.goto(f"{HUB}{path(life, 'kind=ORDER&agency=magistrates_court')}")
        await page.get_by_role("link", name=BACK).click()
        await expect(page.locator("#graph")).to_have_attribute("data-people", re.compile(r"\d+"))
        assert NAMED in await printed(page)
        await page.locator("tr[data-root] .pick").click()
        await page.locator("#picked").get_by_role("link", name="Timeline of person 1, with this filter").click()
        await expect(page.get_by_text(NAMED).first).to_be_visible()
    assert (desk.complaints, desk.elsewhere) == ([], [])


async def printed(page: Chrome) -> str:
    with PdfDocument(await page.pdf(format="A4")) as sheets:
        return " ".join(" ".join(one.get_textpage().get_text_range() for one in sheets).split())
