"""How many frames a second a drawing of relations moves at in Chromium without a graphics card: 200 people, panned.

The page is that of the explorer, made from people and relations invented here; no hub and no database take part.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Sequence
from itertools import count
from urllib.parse import urlsplit

from playwright.async_api import Page, Route, async_playwright

from bench.hub import BenchFault
from explorer.kinds import KINDS
from explorer.relations.met import Counted, Met, Person, Record, Relation
from explorer.relations.picture import picture
from explorer.rendering import FILES, HEADERS, rendered
from schema.decisions.views import View

PEOPLE, RELATIONS, SECONDS, RUNS = 200, 320, 4, 3
HUB = "http://hub"
PARTS = (("RESPONDENT_IN", "AFFECTED_IN"), ("RESTRAINED_BY", "PROTECTED_BY"), ("ACCUSED_IN", "WRONGED_IN"))
WITHOUT_CARD = ("--no-sandbox", "--disable-gpu", f"--unsafely-treat-insecure-origin-as-secure={HUB}")
# Of all frames within the seconds: how many there were a second, and the longest of them in milliseconds.
PANNED = """seconds => new Promise(done => {
  const cy = document.getElementById('graph')._cyreg.cy; cy.zoom(ZOOM); cy.center();
  const begun = performance.now(); let last = begun, frames = 0, longest = 0;
  const step = now => {
    frames += 1; longest = Math.max(longest, now - last); last = now;
    cy.panBy({ x: frames % 120 < 60 ? 5 : -5, y: 0 });
    if (now - begun < seconds * 1000) requestAnimationFrame(step);
    else done([frames / ((now - begun) / 1000), longest]);
  };
  requestAnimationFrame(step); })"""


def met(people: int, relations: int) -> Met:
    """One in the middle, and others beside those who came before them."""
    chance, number = random.Random(7), count(1)
    known = {f"p{n}": Person(f"p{n}", n, f"Invented / Name {n}", "1980") for n in range(1, people + 1)}
    ends = [(max(1, n // 8), n) for n in range(2, people + 1)]
    ends += [(chance.randrange(1, n), n) for n in chance.choices(range(2, people + 1), k=relations - len(ends))]
    told = []
    for kind, (part, other_part), (one, other) in zip(
        chance.choices(KINDS[:3], k=relations), chance.choices(PARTS, k=relations), ends, strict=True
    ):
        record = Record(f"i{next(number)}", "2026-05-01", "victoria_police")
        told.append(Relation(f"p{one}", f"p{other}", kind, part, other_part, (record,)))
    once = {(one.one, one.other, one.kind.code, one.part): one for one in told}
    counted = {"p1": Counted(people - 1, {})}
    return Met("p1", known, tuple(once.values()), counted, frozenset(), (), 0, 0, ())


def page_of(found: Met) -> bytes:
    answer = rendered(
        "relations", title="Relations", told=picture(found, View()), view=View(), path="/relations", most=30,
        address=HUB, root=found.people["p1"], withheld=(), kept=None, said="", form="", why="", reason="", matter="",
        idle=900, links=[],
    )  # fmt: skip
    return bytes(answer.body)


async def measured(page: Page, zoom: float) -> Sequence[float]:
    runs: list[list[float]] = [await page.evaluate(PANNED.replace("ZOOM", str(zoom)), SECONDS) for _ in range(RUNS)]
    return sorted(runs)[RUNS // 2]


async def run() -> None:
    path, body = shutil.which("chromium"), page_of(met(PEOPLE, RELATIONS))
    if not path:
        raise BenchFault("Install Debian's package chromium: `make test` does, as root.")

    async def served(route: Route) -> None:
        name = urlsplit(route.request.url).path.rpartition("/")[2]
        if name in FILES:
            await route.fulfill(path=FILES[name], headers=HEADERS)
        else:
            await route.fulfill(body=body, headers={**HEADERS, "content-type": "text/html; charset=utf-8"})

    async with async_playwright() as driver:
        chrome = await driver.chromium.launch(executable_path=path, args=list(WITHOUT_CARD))
        page = await chrome.new_page(viewport={"width": 1280, "height": 900})
        await page.route("**/*", served)
        await page.goto(f"{HUB}/relations")
        await page.wait_for_selector("#graph[data-people]", timeout=120_000)
        drawn = await page.evaluate(
            "(({people, relations}) => [people, relations])(document.getElementById('graph').dataset)"
        )
        whole = await page.evaluate("document.getElementById('graph')._cyreg.cy.zoom()")
        print(f"{drawn[0]} people, {drawn[1]} relations, {page.viewport_size}, no graphics card")
        for words, zoom in (("whole drawing", whole), ("words readable", 1.0)):
            frames, longest = await measured(page, zoom)
            print(f"{words}: {frames:.0f} frames a second while panned; longest frame {longest:.0f} ms")
        await chrome.close()


if __name__ == "__main__":
    asyncio.run(run())
