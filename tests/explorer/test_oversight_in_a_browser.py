"""Oversight and the policy in a real browser: by mouse, by keys, without script, on a small screen, and for axe."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from graph.embedded import Running as Neo4j
from tests.explorer.browsing import HUB
from tests.explorer.chromium import Desk, chromium, serious_faults, without_matter
from tests.resolvers.test_accesses import PARTIES, asked
from tests.resolvers.test_break_glass import DESKS, REVIEWER, WHY, broken, desks
from tests.resolvers.test_conflicts import register
from tests.resolvers.test_correcting import asked as correction_asked
from tests.resolvers.test_erasures import asked as erasure_asked
from tests.resolvers.test_erasures import id_of
from tests.resolvers.test_exclusions import marked
from tests.resolvers.test_matters import Asks, Case, report
from tests.town import Town, town

AT, PLAN, SECOND, AUDITOR = f"{HUB}/explorer/oversight", "Audit plan 2026", "second", "auditor_evaluator"
COMPARED = (f"{HUB}/explorer/policy/compare?first_role=tod_perpetrator_side&first_purpose=ASSESSMENT"
            "&second_role=tod_victim_side&second_purpose=ASSESSMENT")  # fmt: skip
OF_ALL = (AT, f"{AT}/mine", f"{HUB}/explorer/policy", COMPARED)
OF_REVIEWERS = (f"{AT}/glass", f"{AT}/exclusions", f"{AT}/corrections", f"{AT}/erasures")


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await desks(found)
        await register(found, SECOND, "police_fv_unit")
        yield found


@pytest.fixture(scope="module")
async def case(hub: Town) -> Case:
    """Something of each kind waits, and somebody was told of him."""
    found = await report(hub)
    record = await id_of(hub, found)
    await broken(hub, found.reference("him"))
    await marked(hub, await id_of(hub, found, "PersonRecord"), "PersonRecord")
    await correction_asked(hub, Asks("police_member", "OWN_CASE", ""), "", record)
    await erasure_asked(hub, record)
    await asked(hub, found, PARTIES)
    return found


@pytest.fixture(scope="module")
async def desk(hub: Town, case: Case) -> AsyncIterator[Desk]:
    async with chromium(hub, *DESKS, SECOND) as found:
        yield found


async def at_work(page: Page, who: str) -> None:
    """Under ADMIN, which asks no matter."""
    await without_matter(page, who, "ADMIN", PLAN)
    await page.get_by_role("link", name="Oversight").wait_for()


async def seen_by(page: Page, person: str) -> None:
    await page.goto(f"{AT}/who-saw")
    await page.get_by_role("textbox", name="Person").fill(person)
    await page.get_by_role("button", name="Show").click()
    await page.get_by_role("heading", name="Who was told, the newest first").wait_for()
    await page.wait_for_load_state()


async def test_an_auditor_finds_who_saw_a_person_and_its_id_is_in_no_address(desk: Desk, case: Case) -> None:
    async with desk.page() as page:
        await at_work(page, AUDITOR)
        await page.get_by_role("link", name="Oversight").click()
        await page.get_by_role("link", name="Who saw a person").click()
        await seen_by(page, case.ids["him"])
        row = page.locator("tbody tr").last
        await expect(row).to_contain_text("demo-police-member")
        await row.locator("summary").click()
        await expect(row).to_contain_text("PersonRecord.family_name")
        assert page.url == f"{AT}/who-saw"
        assert await page.title() == "Who saw a person - Throughline"
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


async def test_a_reviewer_decides_by_keyboard_alone(desk: Desk) -> None:
    async with desk.page() as page:
        await at_work(page, REVIEWER)
        await page.goto(f"{AT}/glass")
        await expect(page.get_by_text(WHY)).to_be_visible()
        await page.get_by_role("link", name="Skip to the content").focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        assert await page.locator("input[value=JUSTIFIED]").is_checked()
        await page.keyboard.press("Tab")
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        await page.keyboard.type("Seen with the worker")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("Reviewed at")
        await expect(page.get_by_role("heading", name="Decided")).to_be_visible()


async def test_a_reason_is_asked_before_anything_is_sent_and_a_day_is_picked(desk: Desk) -> None:
    async with desk.page() as page:
        await at_work(page, SECOND)
        await page.goto(f"{AT}/exclusions")
        await page.get_by_role("button", name="Decide").click()
        assert await page.locator("input:invalid").count() > 0
        await page.get_by_label("Keep it, until the day below").check()
        await page.get_by_label("Look at it anew on").fill("2030-01-01")
        await page.get_by_label("Reason").fill("Still so")
        await page.get_by_role("button", name="Decide").click()
        await expect(page.get_by_role("alert")).to_contain_text("reviewOn is a day after today")
        await expect(page.get_by_label("Reason")).to_have_value("Still so")
        await expect(page.get_by_label("Look at it anew on")).to_have_value("2030-01-01")


async def test_two_roles_are_compared_without_script(desk: Desk) -> None:
    async with desk.page(java_script_enabled=False) as page:
        await at_work(page, "tod_perpetrator_side")
        await page.get_by_role("link", name="Policy").click()
        await page.get_by_role("link", name="Compare two roles").click()
        await page.get_by_label("Second role").select_option("tod_victim_side")
        await page.get_by_role("button", name="Compare").click()
        row = page.locator("tr", has_text="Victim contact").first
        await expect(row).to_contain_text("Only the second")
        link = row.get_by_role("link", name="linked")
        await link.click()
        await expect(page.locator("#gate-linked")).to_be_in_viewport()


async def pages_of(page: Page, who: str, case: Case) -> AsyncIterator[str]:
    """Each page of oversight and policy that this worker has, opened."""
    await at_work(page, who)
    for path in (*OF_ALL, *(OF_REVIEWERS if who == SECOND else ())):
        await page.goto(path)
        yield path
    if who == AUDITOR:
        await seen_by(page, case.ids["him"])
        yield page.url


@pytest.mark.parametrize("who", [AUDITOR, SECOND, "mens_service"])
@pytest.mark.parametrize(("width", "height"), [(800, 600), (400, 300)])
async def test_nothing_is_cut_off_on_a_small_screen(desk: Desk, case: Case, who: str, width: int, height: int) -> None:
    """400 by 300 is what 800 by 600 is at 200 per cent."""
    async with desk.page(viewport={"width": width, "height": height}) as page:
        async for path in pages_of(page, who, case):
            assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


@pytest.mark.parametrize("who", [AUDITOR, SECOND, "mens_service"])
async def test_axe_finds_nothing_serious(desk: Desk, case: Case, who: str) -> None:
    async with desk.page(bypass_csp=True) as page:
        async for path in pages_of(page, who, case):
            assert await serious_faults(page) == [], path


async def test_the_browser_complained_of_nothing_and_asked_nobody_else(desk: Desk) -> None:
    """Of all that this file did: no policy of content was broken, no file was missing, no script failed."""
    kept = [said for said in desk.complaints if "status of 400" not in said]  # the day that was out of reach
    assert (kept, desk.elsewhere) == ([], [])
