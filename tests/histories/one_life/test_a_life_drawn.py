"""The drawing of whom he is met with, in a real browser: always the same as the tables, by mouse and by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.explorer.browsing import HUB
from tests.explorer.chromium import Desk, chromium, serious_faults, signed_in, tabbed_to
from tests.histories.a_life_told import CIP, id_of
from tests.histories.lived import Life

EXPAND = """query($id: ID!) { expand(person: $id, first: 300) { person { id }
  neighbours { person { id } records { kind part otherPart } } } }"""
DRAWN = """() => { const cy = document.getElementById('graph')._cyreg.cy; return {
  people: cy.nodes().map(one => one.id()), relations: cy.edges().map(one => one.id()),
  marked: cy.elements(':selected').map(one => one.data('row')), moving: cy.animated(),
  labels: cy.elements().map(one => one.data('label')) } }"""
NEAR = 12  # stops of the tabulator
SAID = "document.getElementById('graph')._cyreg.cy.edges().filter(one => one.style('label')).length"
OF = "id => document.querySelectorAll(`tr[data-one='${id}'], tr[data-other='${id}']`).length"
AT = """id => { const cy = document.getElementById('graph')._cyreg.cy, box = document.getElementById('graph');
  const { x, y } = cy.getElementById(id).renderedPosition(), at = box.getBoundingClientRect();
  return [at.x + x + box.clientLeft, at.y + y + box.clientTop] }"""
ROWS = "kind => [...document.querySelectorAll(`tr[data-${kind}]`)].map(row => row.dataset[kind])"


@pytest.fixture(scope="module")
async def desk(life: Life) -> AsyncIterator[Desk]:
    async with chromium(life.hub) as found:
        yield found


async def on_relations(page: Page, life: Life, query: str = "") -> None:
    await signed_in(page, CIP, "CIP_REQUEST", "Request of The Orange Door")
    await page.goto(f"{HUB}/explorer/people/{life.any_id('him')}/relations{query}")
    await page.get_by_role("heading", name="Relations of").wait_for()


async def drawn(page: Page) -> dict[str, Any]:
    """It is as the tables are, row for row."""
    told: dict[str, Any] = await page.evaluate(DRAWN)
    for kind, ids in (("person", told["people"]), ("relation", told["relations"])):
        rows = await page.evaluate(ROWS, kind)
        assert (sorted(ids), len(set(rows))) == (sorted(rows), len(rows))
    return {name: sorted(value) if isinstance(value, list) else value for name, value in told.items()}


async def ends_told(life: Life, *who: str) -> tuple[set[str], set[Any]]:
    """People and relations of two, as the API tells of these people."""
    people, relations = set(), set()
    for one in who:
        told = (await life.ask(CIP, EXPAND, id=life.any_id(one)))["expand"]
        of = told["person"]["id"]
        people |= {of, *(neighbour["person"]["id"] for neighbour in told["neighbours"])}
        relations |= {
            (record["kind"], frozenset({(of, record["part"]), (neighbour["person"]["id"], record["otherPart"])}))
            for neighbour in told["neighbours"] for record in neighbour["records"]
        }  # fmt: skip
    return people, relations


async def test_the_drawing_has_everybody_and_every_relation_that_the_api_tells(desk: Desk, life: Life) -> None:
    async with desk.page() as page:
        await on_relations(page, life)
        found, (people, relations) = await drawn(page), await ends_told(life, "him")
        assert (set(found["people"]), len(found["relations"])) == (people, len(relations))
        assert "respondent \u2192 child\n1 police report" in found["labels"]
        assert "affected family member \u2190 respondent\n1 police report" in found["labels"]
        await expect(
            page.get_by_role("img", name=f"Drawing of 6 people and {len(relations)} relations")
        ).to_be_visible()
        assert await page.title() == "Relations - Throughline"


async def test_a_step_by_keys_adds_what_the_api_tells_and_undoing_restores_the_drawing(desk: Desk, life: Life) -> None:
    async with desk.page() as page:
        await on_relations(page, life)
        before, imogen = await drawn(page), id_of(life, CIP, "imogen")
        row = page.locator(f"tr[data-person='{imogen}']")
        await row.locator(".pick").focus()
        await tabbed_to(page, "Count whom he or she is met with", NEAR)
        await page.keyboard.press("Enter")
        await row.get_by_text("All: 3").wait_for()
        assert await page.evaluate("document.activeElement.closest('tr').dataset.person") == imogen
        await tabbed_to(page, "All: 3", NEAR)
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Steps taken: 2")).to_be_visible()
        after, (people, relations) = await drawn(page), await ends_told(life, "him", "imogen")
        assert (set(after["people"]), len(after["relations"])) == (people, len(relations))
        assert len(relations) > len(before["relations"])
        await page.reload()
        assert await drawn(page) == after


async def test_undoing_steps_restores_the_drawing_and_no_name_is_in_any_address(desk: Desk, life: Life) -> None:
    imogen = id_of(life, CIP, "imogen")
    async with desk.page() as page:
        await on_relations(page, life)
        before = await drawn(page)
        await page.goto(f"{page.url}?step={imogen}.COUNTS&step={imogen}.ALL")
        assert len((await drawn(page))["relations"]) > len(before["relations"])
        for left in (1, 0):
            await page.get_by_role("link", name="Undo the last step").click()
            await expect(page.locator("input[name=step]")).to_have_count(left)
        assert await drawn(page) == before
        await page.go_back()
        await expect(page.get_by_text("Steps taken: 1")).to_be_visible()
        assert "garrowan" not in page.url.lower()
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


async def test_of_many_relations_only_those_of_whom_is_marked_say_what_they_are(desk: Desk, life: Life) -> None:
    imogen = id_of(life, CIP, "imogen")
    async with desk.page() as page:
        await on_relations(page, life)
        assert await page.evaluate(SAID) == len((await drawn(page))["relations"])
        await expect(page.locator("#crowded")).to_be_hidden()
        await page.goto(f"{page.url}?step={imogen}.COUNTS&step={imogen}.ALL")
        await expect(page.locator("#crowded")).to_be_visible()
        assert (len((await drawn(page))["relations"]), await page.evaluate(SAID)) == (28, 0)
        await page.locator(f"tr[data-person='{imogen}'] .pick").click()
        assert await page.evaluate(SAID) == await page.evaluate(OF, imogen) > 0
        await page.locator("tr[data-relation] .pick").last.click()
        assert await page.evaluate(SAID) == 1


async def test_who_is_marked_in_the_drawing_is_marked_in_the_table_and_the_reverse(desk: Desk, life: Life) -> None:
    async with desk.page(reduced_motion="reduce") as page:
        await on_relations(page, life)
        imogen, tess = (id_of(life, CIP, who) for who in ("imogen", "tess"))
        await page.locator("#graph").scroll_into_view_if_needed()
        await page.mouse.click(*await page.evaluate(AT, imogen))
        await expect(page.locator("tr[aria-current]")).to_have_attribute("data-person", imogen)
        await expect(page.locator("#picked")).to_contain_text("I.P.")
        await page.locator("#picked").get_by_role("link", name="Count whom").click()
        await page.locator("#picked").get_by_text("All: 3").wait_for()
        assert (await drawn(page))["marked"] == [f"p-{imogen}"]
        await page.locator(f"tr[data-person='{tess}'] .pick").press("Enter")
        assert ((await drawn(page))["marked"], (await drawn(page))["moving"]) == ([f"p-{tess}"], False)
        await expect(page.locator("tr[aria-current]")).to_have_attribute("data-person", tess)
        relation = page.locator("tr[data-relation]").nth(1)
        await relation.locator(".pick").click()
        assert (await drawn(page))["marked"] == [await relation.get_attribute("id")]
        await expect(relation.locator(".pick")).to_have_attribute("aria-pressed", "true")
        await relation.locator(".pick").click()
        assert (await drawn(page))["marked"] == []


async def test_from_somebody_who_is_drawn_it_is_one_step_to_his_timeline_and_one_back(desk: Desk, life: Life) -> None:
    imogen = id_of(life, CIP, "imogen")
    async with desk.page() as page:
        await on_relations(page, life)
        await page.locator(f"tr[data-person='{imogen}']").get_by_role("link", name="Page of person").click()
        await expect(page.locator("section[aria-labelledby=drawing] svg[role=img]")).to_be_visible()
        assert page.url == f"{HUB}/explorer/people/{imogen}"
        await page.get_by_role("link", name="Relations", exact=True).click()
        await page.get_by_role("heading", name="Relations of").wait_for()
        assert page.url == f"{HUB}/explorer/people/{imogen}/relations"


async def test_a_filter_is_of_the_drawing_and_of_the_tables(desk: Desk, life: Life) -> None:
    async with desk.page() as page:
        await on_relations(page, life)
        every = await drawn(page)
        await page.get_by_role("checkbox", name="Orders").check()
        await page.get_by_role("button", name="Filter").click()
        await expect(page.locator("#shown")).to_contain_text("5 of 6 people, 4 of ")
        found = await drawn(page)
        assert (len(found["people"]), [one.split("-")[1] for one in found["relations"]]) == (5, ["order"] * 4)
        await page.get_by_role("link", name="Show all again").click()
        await expect(page.locator("#shown")).to_contain_text("6 of 6 people")
        assert await drawn(page) == every


@pytest.mark.parametrize(("width", "height"), [(800, 600), (400, 300)])
async def test_nothing_is_cut_off_on_a_small_screen(desk: Desk, life: Life, width: int, height: int) -> None:
    async with desk.page(viewport={"width": width, "height": height}) as page:
        await on_relations(page, life)
        beside = f"{HUB}/explorer/people/{life.any_id('him')}/beside/{life.any_id('imogen')}"
        for address in (page.url, beside, f"{HUB}/explorer/matches"):
            await page.goto(address)
            assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


async def test_axe_finds_nothing_serious(desk: Desk, life: Life) -> None:
    async with desk.page(bypass_csp=True) as page:
        await on_relations(page, life, f"?step={id_of(life, CIP, 'imogen')}.ALL&kind=ORDER")
        await page.locator(".pick").first.click()
        beside = f"{HUB}/explorer/people/{life.any_id('him')}/beside/{life.any_id('imogen')}"
        for address in ("", beside, f"{HUB}/explorer/matches?state=LINKED"):
            if address:
                await page.goto(address)
            assert await serious_faults(page) == [], address


async def test_without_script_the_tables_and_the_steps_are_there_and_no_drawing(desk: Desk, life: Life) -> None:
    async with desk.page(java_script_enabled=False) as page:
        await on_relations(page, life)
        await expect(page.locator("#drawing")).to_be_hidden()
        await expect(page.locator(".pick").first).to_be_hidden()
        await page.get_by_role("link", name="Count whom").first.click()
        await expect(page.get_by_text("Steps taken: 1")).to_be_visible()


async def test_the_browser_complained_of_nothing_and_asked_nobody_else(desk: Desk) -> None:
    """Of all that this file did: no policy of content was broken, no file was missing, no script failed."""
    assert (desk.complaints, desk.elsewhere) == ([], [])
