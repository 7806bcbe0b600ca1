"""The pages of the desk, by two browsers on one hub: a real one, and one without screen or script."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from graph.embedded import Running as Neo4j
from tests.explorer.browsing import HUB, Browser, beside
from tests.explorer.chromium import PATIENCE, chromium, without_matter
from tests.explorer.chromium import Desk as Chrome
from tests.histories.a_life import POLICE_NUMBERS
from tests.histories.lived import Asker
from tests.point.desk import ITEMS, Desk, desk_of
from tests.point.released import MEN
from tests.resolvers.test_requests import LISTED, LODGE

POINT, REASON = "cip_analyst", "Requests of this morning"
DESK = f"{HUB}/explorer/desk"
STEPS = ("/custodians", "/records", "/preview", "/preview?kind=BRIEF", "/issue")
LATE = 20.0  # seconds that Corrections takes: the page is there before, on a busy machine too
GROUNDS = "Named as respondent in <b>police</b> reports"


@dataclass
class Case:
    """`request`: one that the men's line sent; `report`, `second`: what was issued on it."""

    desk: Desk
    chrome: Chrome
    request: str
    report: str = ""
    second: str = ""

    @property
    def paths(self) -> list[str]:
        return [f"{DESK}/{self.request}{step}" for step in ("", *STEPS)]

    async def told(self, id: str = "") -> Any:
        """The request, as the Point is told of it without a matter."""
        by = Asker(POINT, "CIP_REQUEST", "", REASON)
        [found] = await self.desk.ask(by, LISTED, id=id or self.request)
        return found

    async def point(self) -> Asker:
        """An analyst under the request's own matter."""
        return Asker(POINT, "CIP_REQUEST", (await self.told())["matter"], REASON)

    async def waiting(self) -> list[str]:
        """Records that a person decides on, in the order of their days. Of an order that two state, which of them is
        told is the hub's choice, so that there is one more or less."""
        items = await self.desk.ask(await self.point(), ITEMS, id=self.request)
        return [one["id"] for one in items if one["why"]]

    async def lodged(self) -> str:
        return await lodged(self.desk)

    def browser(self) -> Browser:
        return beside(self.desk.life.hub)


@asynccontextmanager
async def case_of(neo4j: Neo4j, folder: Path) -> AsyncIterator[Case]:
    expect.set_options(timeout=PATIENCE)
    async with desk_of(neo4j, folder, LATE) as desk, chromium(desk.life.hub) as chrome:
        yield Case(desk, chrome, await lodged(desk))


async def lodged(desk: Desk) -> str:
    given = {"subject": {"system": "victoria_police", "id": POLICE_NUMBERS["him"]}, "relevance": ["P19"],
             "groundsForRole": GROUNDS}  # fmt: skip
    return str((await desk.ask(desk.recipients[MEN], LODGE, given=given))["id"])


async def signed_in(page: Page, role: str = POINT) -> None:
    """To ask or answer through the Point, without a matter."""
    await without_matter(page, role, "CIP_REQUEST", REASON)
    await page.get_by_role("heading", name="Your work").wait_for()


async def at_work(page: Page, request: str) -> None:
    """From the list to the request, under its matter."""
    await signed_in(page)
    await page.get_by_role("link", name="Desk of the Point").click()
    await page.get_by_role("link", name=request).click()
    await page.get_by_role("button", name="Go on under the matter of this request").click()
    await page.get_by_text("You work under the matter of this request.").wait_for()


async def step(page: Page, name: str) -> None:
    await page.get_by_role("navigation", name="This request").get_by_role("link", name=name, exact=True).click()
    await page.get_by_role("heading", name=name, level=1).wait_for()


async def tabbed_to(page: Page, selector: str) -> None:
    """By the tabulator, from where the focus is."""
    for _ in range(200):
        await page.keyboard.press("Tab")
        if await page.evaluate("which => document.activeElement.matches(which)", selector):
            return
    raise AssertionError(f"{selector!r} is not reached by keyboard")


SECTIONS = """([html, sections]) => [...(html ? new DOMParser().parseFromString(html, 'text/html') : document)
  .querySelectorAll(sections)].map(one => [one.id, one.textContent.replace(/\\s+/g, ' ').trim()])"""


async def sections(page: Page, which: str, html: str = "") -> list[tuple[str, str]]:
    """Of this page or of this HTML: each section's id and its text. Its style is not this page's to apply."""
    bare = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return [(id, text) for id, text in await page.evaluate(SECTIONS, [bare, which])]
