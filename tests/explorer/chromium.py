"""A real browser on a real port: what it complains of and whom it asks is kept, and is nothing and nobody at the end.

Debian's Chromium, which `make test` installs; it finds the hub by the name that the hub goes by.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Playwright, async_playwright

from resolvers import listening
from tests.explorer.browsing import HUB, opened
from tests.town import Town

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage")  # fmt: skip
PATIENCE = 120_000.0  # milliseconds: the first plan of a page's questions takes a busy machine long
WIDE = {"width": 1280, "height": 900}


@dataclass
class Desk:
    """One browser; `complaints` are what its console said and what failed in a page, `elsewhere` whom else it asked."""

    chrome: Browser
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def page(self, **otherwise: Any) -> AsyncIterator[Page]:
        """A fresh browser profile: no cookie, nothing remembered."""
        context = await self.chrome.new_context(**{"viewport": WIDE, **otherwise})
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", lambda asked: self.elsewhere.append(asked.url) if not asked.url.startswith(HUB) else None)
        try:
            yield page
        finally:
            await context.close()


@asynccontextmanager
async def chromium(hub: Town, *others: str) -> AsyncIterator[Desk]:
    path = shutil.which("chromium")
    assert path, "Install Debian's package chromium: `make test` does, as root."
    opened(hub, *others)
    with listening.listening("127.0.0.1", 0) as port:
        server = listening.serving(hub.parts.app)
        serving = asyncio.create_task(server.serve([port]))
        try:
            async with async_playwright() as driver:
                chrome = await _launched(driver, path, port.getsockname()[1])
                try:
                    yield Desk(chrome)
                finally:
                    await chrome.close()
        finally:  # else a test that failed leaves it, and the next ones wait for it
            server.should_exit = True
            await serving


async def _launched(driver: Playwright, path: str, port: int) -> Browser:
    found = f"--host-resolver-rules=MAP hub 127.0.0.1:{port}"
    trusted = f"--unsafely-treat-insecure-origin-as-secure={HUB}"  # as an address with TLS is
    return await driver.chromium.launch(executable_path=path, args=[*QUIET, found, trusted])


async def signed_in(page: Page, role: str, purpose: str, reason: str) -> None:
    """From the first page to the people of the worker's matter, as he would go."""
    await declared(page, role, purpose, reason)
    await page.locator("ul.choices button").first.click()
    await page.get_by_role("heading", name="People of this matter").wait_for()


async def without_matter(page: Page, who: str, purpose: str, reason: str) -> None:
    await declared(page, who, purpose, reason)
    await page.get_by_role("button", name="Go on without a matter").click()


async def declared(page: Page, who: str, purpose: str, reason: str) -> None:
    """Signed in, and why is said; a matter comes next."""
    await page.goto(f"{HUB}/explorer/")
    await page.get_by_role("link", name="Sign in").click()
    await page.locator(f"button[value={who}]").click()
    await page.locator(f"input[value={purpose}]").check()
    await page.get_by_role("textbox", name="Reason").fill(reason)
    await page.get_by_role("button", name="Go on").click()


async def tabbed_to(page: Page, words: str, most: int) -> None:
    """By the tabulator, from where the focus is."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if words in await focused(page):
            return
    raise AssertionError(f"{words!r} is not reached by keyboard")


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.innerText")).strip()


async def serious_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA; the context was opened with `bypass_csp`, so that it can be put in."""
    await page.add_script_tag(path=str(AXE))
    found = await page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]
            if one["impact"] in ("serious", "critical")]  # fmt: skip
