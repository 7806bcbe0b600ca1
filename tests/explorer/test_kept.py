"""What a matter keeps, on pages: views of relations that another worker opens, and notes apart from evidence."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape

import httpx
import pytest
from playwright.async_api import Page as Chrome
from pypdfium2 import PdfDocument

from graph.embedded import Running as Neo4j
from tests.explorer.browsing import HUB, Browser, Form, Page, opened
from tests.explorer.chromium import chromium, declared, serious_faults
from tests.resolvers.test_conflicts import AUTHORITY, DESKS, apart, register
from tests.resolvers.test_matters import DOOR, MEN, Asks, Case, matter_of, report
from tests.resolvers.test_saved_views import reported_again
from tests.town import Town, town

COLLEAGUE, OTHER_SIDE = "colleague", "tod_perpetrator_side"
MARKUP = '<b>Call</b> &amp; "wait" <script>alert(1)</script>'


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        organisation, role, duties = DESKS[AUTHORITY]
        await register(found, AUTHORITY, organisation=organisation, role=role, duties=duties)
        for asks in (DOOR, MEN):
            await register(found, f"{COLLEAGUE}-{asks.role}", asks.role)
        yield found


def colleague(asks: Asks) -> Asks:
    return replace(asks, role=f"{COLLEAGUE}-{asks.role}")


@pytest.fixture(autouse=True)
def opened_pages(hub: Town) -> None:
    opened(hub, *(colleague(asks).role for asks in (DOOR, MEN)))


async def at_work(hub: Town, asks: Asks, matter: str) -> Browser:
    transport = httpx.ASGITransport(app=hub.parts.app)
    browser = Browser(httpx.AsyncClient(transport=transport, base_url=HUB, follow_redirects=True))
    await browser.work(asks.role, asks.purpose, asks.reason, matter)
    return browser


async def kept(browser: Browser, path: str, **given: str) -> Page:
    page = await browser.go(path)
    return await browser.send(page.form(f"{path.partition('?')[0]}/keep"), **given)


async def noted(browser: Browser, person: str, **given: str) -> Page:
    page = await browser.go(f"/explorer/people/{person}")
    return await browser.send(page.form(f"/explorer/people/{person}/notes"), **given)


def sent_by(page: Page, form: Form) -> Form:
    """Another worker's form, with the secret of his own sign-in."""
    return replace(form, fields={**form.fields, "form": page.forms[0].fields["form"]})


def people(page: Page) -> set[str]:
    return set(re.findall(r'data-person="(\w+)"', page.answer.text))


# Views


async def test_another_worker_opens_a_shared_view_and_is_shown_what_his_own_policy_shows(hub: Town, case: Case) -> None:
    other = await reported_again(hub, case)
    matter = await matter_of(hub, case, MEN)
    path = f"/explorer/people/{case.ids['him']}/relations"
    mine, theirs = await at_work(hub, MEN, matter), await at_work(hub, colleague(MEN), matter)
    filtered = f"{path}?step={case.ids['her']}.COUNTS&kind=REPORT"
    page = await kept(mine, filtered, name="Reports around him", shared="yes")
    assert (page.answer.status_code, page.url) == (200, path)
    assert page.links["Reports around him"] == filtered
    assert people(page) == {case.ids["him"], case.ids["her"], case.ids["child"], other}
    await kept(mine, path, name="Private one", shared="no")
    await apart(hub, colleague(MEN), {"system": "throughline", "id": other})
    page = await theirs.go(path)
    assert "Private one" not in page.text
    page = await theirs.go(page.links["Reports around him"])
    assert people(page) == {case.ids["him"], case.ids["her"], case.ids["child"]}
    assert other not in page.answer.text


async def test_one_of_another_organisation_or_role_sees_no_view_and_no_note(hub: Town, case: Case) -> None:
    matter, his = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN)
    path, browser = f"/explorer/people/{case.ids['him']}", await at_work(hub, DOOR, matter)
    await kept(browser, f"{path}/relations", name="Around him", shared="yes")
    await noted(browser, case.ids["him"], text="Ask her first")
    for asks, under in ((MEN, his), (replace(DOOR, role=OTHER_SIDE), matter)):
        stranger = await at_work(hub, asks, under)
        told = await stranger.go(f"{path}/relations")
        assert (told.answer.status_code, "Around him" in told.text) == (200, False)
        assert "None is kept in this matter for you." in told.text
        told = await stranger.go(path)
        assert (told.answer.status_code, "Ask her first" in told.text) == (200, False)
        assert "Nobody of your role noted anything of this person in this matter." in told.text
    their = await at_work(hub, colleague(DOOR), matter)
    assert "Around him" in (await their.go(f"{path}/relations")).text
    assert "Ask her first" in (await their.go(path)).text


async def test_what_is_wrong_of_a_view_comes_again_with_what_to_mend_and_only_its_author_drops_it(
    hub: Town, case: Case
) -> None:
    matter = await matter_of(hub, case, DOOR)
    path, browser = f"/explorer/people/{case.ids['him']}/relations", await at_work(hub, DOOR, matter)
    page = await kept(browser, f"{path}?kind=ORDER", name="x" * 81, shared="yes")
    assert (page.answer.status_code, page.titles[0]) == (400, "Relations - Throughline")
    assert "Give name in words on one line: 1 to 80 characters, no control characters." in page.text
    form = page.form(f"{path}/keep")
    assert (form.fields["name"], form.fields["shared"], form.fields["query"]) == ("x" * 81, "yes", "kind=ORDER")
    page = await browser.send(form, name=MARKUP)
    assert (page.answer.status_code, page.url, MARKUP in page.text) == (200, path, True)
    assert MARKUP not in page.answer.text
    theirs = await at_work(hub, colleague(DOOR), matter)
    seen = await theirs.go(path)
    assert MARKUP in seen.text
    assert all(one.action != f"{path}/drop" for one in seen.forms)
    drop = page.form(f"{path}/drop")
    refused = await theirs.send(sent_by(seen, drop))
    assert (refused.answer.status_code, "No saved view of your own has this id." in refused.text) == (400, True)
    assert MARKUP not in (await browser.send(drop)).text
    assert MARKUP not in (await theirs.go(path)).text


async def test_without_a_matter_nothing_is_kept_and_the_pages_say_so(hub: Town, case: Case) -> None:
    browser = opened(hub)
    await browser.work("police_member", "OWN_CASE")
    path = f"/explorer/people/{case.ids['him']}"
    for one, said in ((f"{path}/relations", "Views are kept in a matter: choose one."),
                      (path, "Notes are kept in a matter: choose one.")):  # fmt: skip
        page = await browser.go(one)
        assert (page.answer.status_code, said in page.text) == (200, True)


# Notes


async def test_a_note_that_cannot_be_kept_comes_again_with_what_to_mend(hub: Town, case: Case) -> None:
    browser = await at_work(hub, DOOR, await matter_of(hub, case, DOOR))
    for text in (" \r\n ", "y" * 4_001):
        page = await noted(browser, case.ids["him"], text=text)
        assert (page.answer.status_code, page.titles[0]) == (400, "Person - Throughline")
        assert "Give text in words: 1 to 4000 characters, no control characters." in page.text
        assert text.strip() in page.answer.text
    page = await noted(browser, case.ids["him"], text=f"{MARKUP}\r\nand wait")
    assert (page.answer.status_code, page.url) == (200, f"/explorer/people/{case.ids['him']}")
    assert MARKUP not in page.answer.text
    assert f"{MARKUP}\nand wait" in unescape(page.answer.text)


async def test_a_note_is_read_by_a_colleague_and_withdrawn_by_its_author_with_a_reason(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    path, browser = f"/explorer/people/{case.ids['him']}", await at_work(hub, DOOR, matter)
    page, theirs = await noted(browser, case.ids["him"], text=MARKUP), await at_work(hub, colleague(DOOR), matter)
    seen = await theirs.go(path)
    assert ("by you" in page.text, "by demo-tod-victim-side" in seen.text, MARKUP in seen.text) == (True, True, True)
    assert all(one.action != f"{path}/notes/withdraw" for one in seen.forms)
    withdraw = page.form(f"{path}/notes/withdraw")
    refused = await theirs.send(sent_by(seen, withdraw), reason="Mine")
    assert (refused.answer.status_code, "No note of your own that stands has this id." in refused.text) == (400, True)
    blank = await browser.send(withdraw, reason=" ")
    assert (blank.answer.status_code, "Give reason in words" in blank.text) == (400, True)
    done = await browser.send(withdraw, reason="Of his brother")
    for told in (done, await theirs.go(path)):
        assert MARKUP not in told.text
        assert "Reason: Of his brother" in told.text


async def test_what_was_sent_from_a_page_of_another_matter_is_kept_in_neither(hub: Town, case: Case) -> None:
    """Two windows share one sign-in."""
    matter, second = await matter_of(hub, case, DOOR), await report(hub)
    other = await matter_of(hub, second, DOOR)
    path, browser = f"/explorer/people/{case.ids['him']}", await at_work(hub, DOOR, matter)
    note, view = [(await browser.go(one)).form(f"{one}/{what}")
                  for one, what in ((path, "notes"), (f"{path}/relations", "keep"))]  # fmt: skip
    await browser.send((await browser.go("/explorer/start/matter")).forms[-1], matter=other)
    for form in (note, view):
        assert (await browser.send(form, text="Ask her first", name="Around him")).answer.status_code == 404
    await browser.send((await browser.go("/explorer/start/matter")).forms[-1], matter=matter)
    assert "Ask her first" not in (await browser.go(path)).text
    assert "Ask her first" in (await browser.send(note, text="Ask her first")).text
    assert await hub.graph("MATCH (n:Note)-[:KEPT_IN]->({id: $given.m}) RETURN n", {"m": other}) == []


async def test_as_it_was_known_then_no_note_stands(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    browser = await at_work(hub, DOOR, matter)
    await noted(browser, case.ids["him"], text="Ask her first")
    await hub.moved_to("2026-07-03T00:00:00Z")
    browser = await at_work(hub, DOOR, matter)
    then = await browser.go(f"/explorer/people/{case.ids['him']}?known=2026-07-01")
    assert (then.answer.status_code, "Ask her first" in then.text) == (200, False)
    assert "Notes stand beside what is known now: show it." in then.text
    assert "Ask her first" in (await browser.go(f"/explorer/people/{case.ids['him']}")).text


# In a real browser


@pytest.fixture
async def page(hub: Town, case: Case) -> AsyncIterator[Chrome]:
    """A worker under a matter that names him, on a small screen."""
    matter = await matter_of(hub, case, DOOR)
    async with chromium(hub) as desk:
        async with desk.page(bypass_csp=True, viewport={"width": 800, "height": 600}) as found:
            await declared(found, DOOR.role, DOOR.purpose, "why")
            await found.locator(f"button[value='{matter}']").click()
            await found.get_by_role("heading", name="People of this matter").wait_for()
            yield found
        assert (desk.complaints, desk.elsewhere) == ([], [])


async def fits(page: Chrome) -> bool:
    beyond = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return await serious_faults(page) == [] and beyond <= 0


async def test_a_note_is_written_by_hand_and_is_on_no_printed_page(page: Chrome, case: Case) -> None:
    await page.goto(f"{HUB}/explorer/people/{case.ids['him']}")
    await page.get_by_role("textbox", name="New note").fill("Ask her first\nand wait")
    await page.get_by_role("button", name="Write the note").click()
    await page.get_by_text("Ask her first").wait_for()
    assert await page.evaluate("location.hash") == "#notes"
    assert await fits(page)
    with PdfDocument(await page.pdf()) as printed:
        text = " ".join(one.get_textpage().get_text_range() for one in printed)
    told = ["Which systems were asked" in text, "Ask her first" in text, "not evidence" in text]
    assert told == [True, False, False]
    await page.get_by_text("Withdraw this note").click()
    await page.get_by_role("textbox", name="Reason").fill("Of his brother")
    await page.get_by_role("button", name="Withdraw", exact=True).click()
    await page.get_by_text("Withdrawn by its author").wait_for()
    assert await page.get_by_text("Ask her first").count() == 0


async def test_a_view_is_kept_by_hand_opened_again_and_dropped(page: Chrome, case: Case) -> None:
    await page.goto(f"{HUB}/explorer/people/{case.ids['him']}/relations")
    await page.get_by_role("checkbox", name="Police reports").check()
    await page.get_by_role("button", name="Filter").click()
    await page.locator("#unfilter").wait_for()
    await page.get_by_role("textbox", name="Name of this view").fill("Reports alone")
    await page.get_by_role("button", name="Keep this view").click()
    await page.get_by_role("link", name="Reports alone").click()
    await page.locator("#unfilter").wait_for()
    assert page.url.endswith("?kind=REPORT")
    assert await fits(page)
    await page.get_by_role("button", name="Drop the view Reports alone").click()
    await page.get_by_text("None is kept in this matter for you.").wait_for()
