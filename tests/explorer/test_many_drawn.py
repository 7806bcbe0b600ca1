"""Two hundred people in one drawing, in a real browser without a graphics card: as the tables are, by mouse and keys.

How many frames a second it moves at is measured (`python -m bench.graph_frames`), and asserted nowhere.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.connectors import rows
from tests.explorer.browsing import HUB
from tests.explorer.chromium import chromium, declared
from tests.histories.one_life.test_a_life_drawn import AT, drawn
from tests.resolvers.test_matters import MEN, Case, matter_of
from tests.town import Town

WOMEN, MORE = 198, 197  # beside him in all; in further reports. With the child of the first there are 200
DRAWN_ON = """[...document.querySelectorAll('#graph canvas')].map(
  one => [one.getContext('2d') !== null, one.getContext('webgl'), one.getContext('webgl2')])"""
VIEW = "(cy => [cy.zoom(), cy.pan().x, cy.pan().y])(document.getElementById('graph')._cyreg.cy)"
MARKED = "[...document.querySelectorAll('tr[aria-current]')].map(row => row.id)"


def reported(case: Case, n: int) -> dict[str, Any]:
    """The same man beside another woman each time, of another home and day of birth."""
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": f"L17-2026-998{n:03}", "leap_incident": f"26998{n:04}"}
    row["respondent"] |= {"person_number": case.numbers["him"], "family_name": "Tullamore"}
    row["affected"] |= {"person_number": f"4499{n:04}", "family_name": f"Wandiligong{n}", "contacts": [],
                        "birth_date": (date(1970, 1, 1) + timedelta(days=41 * n)).isoformat()}  # fmt: skip
    for place in (row["incident"]["place"], row["affected"]["addresses"][0]):
        place["line"] = f"{n} Otter Street"
    return row


async def test_two_hundred_are_drawn_on_canvas_row_for_row_and_answer_mouse_and_keys(hub: Town, case: Case) -> None:
    told = await hub.ingest([reported(case, n) for n in range(1, MORE + 1)])
    assert told["counts"] == {"CREATED": MORE}
    matter, him = await matter_of(hub, case, MEN), case.ids["him"]
    async with chromium(hub) as desk, desk.page() as page:
        await declared(page, MEN.role, MEN.purpose, "why")
        await page.locator(f"button[value='{matter}']").click()
        await page.get_by_role("heading", name="People of this matter").wait_for()
        await page.goto(f"{HUB}/explorer/people/{him}/relations")
        await expect(page.locator("#graph")).to_have_attribute("data-people", "51")  # he and the first fifty
        await page.locator("tr[data-root] .adds").get_by_role("link", name=f"All: {WOMEN + 1}").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#graph")).to_have_attribute("data-people", str(WOMEN + 2))
        told = await drawn(page)
        assert (len(told["people"]), len(told["relations"])) == (200, WOMEN + 1)
        canvases = await page.evaluate(DRAWN_ON)
        assert canvases
        assert canvases == [[True, None, None]] * len(canvases)  # each is drawn on in two dimensions
        await _is_moved(page)
        await _marks(page, him)
        assert (desk.complaints, desk.elsewhere) == ([], [])


async def _is_moved(page: Page) -> None:
    """By a button, by dragging, and back."""
    whole = await page.evaluate(VIEW)
    await page.get_by_role("button", name="Larger").click()
    larger = await page.evaluate(VIEW)
    assert larger[0] > whole[0]
    await page.get_by_role("button", name="Whole drawing").click()
    box = await page.locator("#graph").bounding_box()
    assert box
    zoom, x, y = await page.evaluate(VIEW)
    await page.mouse.move(box["x"] + 6, box["y"] + 6)  # where nobody is drawn
    await page.mouse.down()
    await page.mouse.move(box["x"] + 46, box["y"] + 36, steps=8)
    await page.mouse.up()
    assert await page.evaluate(VIEW) == pytest.approx([zoom, x + 40, y + 30])


async def _marks(page: Page, him: str) -> None:
    """A click in the drawing marks a row, and a key in a row what is drawn."""
    for _ in range(8):
        await page.get_by_role("button", name="Larger").click()
    # Nothing is given back: the drawing as a value would be copied whole, by gigabytes.
    await page.evaluate(
        f"(cy => {{ cy.center(cy.getElementById('{him}')) }})(document.getElementById('graph')._cyreg.cy)"
    )
    await page.locator("#graph").scroll_into_view_if_needed()
    await page.locator("#graph").hover(position={"x": 6, "y": 6})
    await page.mouse.click(*await page.evaluate(AT, him))
    await expect(page.locator("#picked")).to_contain_text("Marked: 1 Tullamore")
    assert await page.evaluate(MARKED) == (await drawn(page))["marked"] == [f"p-{him}"]
    last = page.locator("tr[data-person]").last
    await last.locator(".pick").focus()
    await page.keyboard.press("Enter")
    await expect(last).to_have_attribute("aria-current", "true")
    assert await page.evaluate(MARKED) == (await drawn(page))["marked"] == [await last.get_attribute("id")]
