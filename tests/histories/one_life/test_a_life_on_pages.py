"""The pages in a real browser, on the life of one man: what a stranger finds, by mouse, by keys, and without script."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect
from pypdfium2 import PdfDocument

from tests.explorer.browsing import HUB
from tests.explorer.chromium import Desk, chromium, focused, serious_faults, signed_in, tabbed_to
from tests.histories import a_life
from tests.histories.a_life_told import CIP
from tests.histories.lived import Life

SENTENCES = "query($id: ID!) { patternAndHistory(person: $id) { measures { sentences { text } } } }"
FAR = 60  # stops of the tabulator
REASON = "Request of The Orange Door"


@pytest.fixture(scope="module")
async def desk(life: Life) -> AsyncIterator[Desk]:
    async with chromium(life.hub) as found:
        yield found


async def at_work(page: Page) -> None:
    await signed_in(page, CIP, "CIP_REQUEST", REASON)


async def on_him(page: Page) -> None:
    await at_work(page)
    await page.locator("ul.people a").first.click()
    await page.get_by_role("heading", name="Over time").wait_for()


async def test_a_stranger_finds_how_it_got_worse_which_order_was_breached_and_what_is_not_known(
    desk: Desk, life: Life
) -> None:
    async with desk.page() as page:
        await on_him(page)
        now = page.locator("dl.facts")
        await expect(now.get_by_text("in force now")).to_be_visible()
        await expect(now.locator("dt", has_text="Strangulation")).to_be_visible()
        breached = page.locator("section[aria-labelledby=pattern]", has_text="occasions of contravention")
        await expect(breached).to_contain_text(a_life.FINAL)
        unknown = page.locator("section[aria-labelledby=unknown] li")
        assert await unknown.count() > 0
        await expect(page.locator("svg[role=img]")).to_be_visible()
        told = await life.ask(CIP, SENTENCES, id=life.any_id("him"))
        text = await page.locator("main").inner_text()
        sentences = [one["text"] for one in told["patternAndHistory"]["measures"]["sentences"]]
        assert [one for one in sentences if one not in text] == []
        link = page.locator("section[aria-labelledby=pattern] .cites a").first
        number = await link.inner_text()
        await link.click()
        await expect(page.locator(f"tr#r{number}")).to_be_in_viewport()
        assert await page.title() == "Person - Throughline"
        assert page.url.startswith(f"{HUB}/explorer/people/")


async def test_at_the_report_that_police_review_one_may_ask_for_its_correction(desk: Desk, life: Life) -> None:
    """She was hurt, and he told it first: the page says who is recorded as what."""
    async with desk.page() as page:
        await on_him(page)
        row = page.locator("section[aria-labelledby=happened] tr", has_text="Police review who used violence in it.")
        await expect(row).to_have_count(1)
        await row.get_by_role("link", name="Ask for a correction of number").click()
        await page.get_by_role("heading", name="Correction of a police report").wait_for()
        assert page.url.endswith(f"/reports/{life.events['mistaken']}")
        await expect(page.get_by_role("status")).to_contain_text("Police review who used violence in it.")
        await page.get_by_role("textbox", name="Why").focus()
        await page.keyboard.type("She was hurt")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.locator("textarea:invalid").count() == 1  # what it should say is not filled in: not sent


async def test_by_keyboard_alone_one_gets_from_the_way_in_to_the_person(desk: Desk) -> None:
    async with desk.page() as page:
        await page.goto(f"{HUB}/explorer/sign-in")
        await pressed(page, "Sign in", "ul.choices")
        await pressed(page, "Central Information Point analyst", "fieldset")
        await page.keyboard.press("Tab")
        assert await focused(page) == "Skip to the content"
        await page.locator("input[name=purpose]").first.focus()
        await page.keyboard.press("Space")
        await page.keyboard.press("Tab")
        await page.keyboard.type(REASON)
        await page.keyboard.press("Enter")
        await page.locator("ul.choices").wait_for()
        await pressed(page, "Opened", "ul.people")
        name = await page.locator("ul.people a").first.inner_text()
        await pressed(page, name, "#drawing")
        await tabbed_to(page, "Pattern and history", FAR)
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


async def pressed(page: Page, words: str, then: str) -> None:
    await tabbed_to(page, words, FAR)
    await page.keyboard.press("Enter")
    await page.locator(then).first.wait_for()


@pytest.mark.parametrize(("width", "height"), [(800, 600), (400, 300), (1920, 1080)])
async def test_nothing_is_cut_off_on_a_small_screen_or_at_twice_the_size(
    desk: Desk, life: Life, width: int, height: int
) -> None:
    """400 by 300 is what 800 by 600 is at 200 per cent."""
    async with desk.page(viewport={"width": width, "height": height}) as page:
        await on_him(page)
        report = f"{page.url}/reports/{life.events['mistaken']}"
        for path in (page.url, report, f"{HUB}/explorer/", f"{HUB}/explorer/search", f"{HUB}/explorer/start"):
            await page.goto(path)
            beyond = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert beyond <= 0, path


async def test_axe_finds_nothing_serious_on_any_page(desk: Desk, life: Life) -> None:
    async with desk.page(bypass_csp=True) as page:
        await page.goto(f"{HUB}/explorer/sign-in")
        assert await serious_faults(page) == []
        await on_him(page)
        report = f"{page.url}/reports/{life.events['mistaken']}"
        for path in (page.url, report, f"{HUB}/explorer/", f"{HUB}/explorer/search", f"{HUB}/explorer/start",
                     f"{HUB}/explorer/start/matter", f"{HUB}/explorer/people/{'0' * 26}"):  # fmt: skip
            await page.goto(path)
            assert await serious_faults(page) == [], path


async def test_one_key_blanks_the_screen_and_brings_it_back(desk: Desk) -> None:
    async with desk.page() as page:
        await at_work(page)
        await expect(page.get_by_role("button", name="Blank the screen")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_text("The screen is blank.")).to_be_visible()
        assert await page.evaluate("document.elementFromPoint(400, 400).closest('#cover') !== null")
        assert await page.locator("main").evaluate("it => it.inert")
        await page.keyboard.press("Escape")
        await expect(page.get_by_text("The screen is blank.")).to_be_hidden()


async def test_after_signing_out_the_back_button_shows_nothing(desk: Desk) -> None:
    async with desk.page() as page:
        await on_him(page)
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_text("You are signed out.")).to_be_visible()
        await page.go_back()
        await page.wait_for_load_state()
        assert "Over time" not in await page.content()
        await page.goto(f"{HUB}/explorer/")
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


async def test_a_person_is_read_without_script(desk: Desk) -> None:
    async with desk.page(java_script_enabled=False) as page:
        await on_him(page)
        await expect(page.locator("section[aria-labelledby=pattern] p").first).to_be_visible()
        await expect(page.get_by_role("button", name="Blank the screen")).to_be_hidden()


async def test_printed_each_sheet_says_how_it_is_marked_and_which_it_is(desk: Desk) -> None:
    async with desk.page() as page:
        await on_him(page)
        printed = PdfDocument(await page.pdf(format="A4"))
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert "OFFICIAL: Sensitive" in sheet
        assert f"Page {number} of {len(sheets)}" in sheet
    assert "Reason: " in sheets[0]
    assert not {"Sign out", "Blank the screen", "Show"} & set("\n".join(sheets).splitlines())


async def test_the_browser_complained_of_nothing_and_asked_nobody_else(desk: Desk) -> None:
    """Of all that this file did: no policy of content was broken, no file was missing, no script failed."""
    kept = [said for said in desk.complaints if "status of 404" not in said]  # the person who is nobody
    assert (kept, desk.elsewhere) == ([], [])
