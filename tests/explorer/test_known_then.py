"""As it was known then: a page of the past tells what the hub tells as known then, and says that it is of the past."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from explorer.people.happened import HAPPENED
from explorer.people.person import PATTERN
from graph.embedded import Running as Neo4j
from tests.connectors import rows
from tests.explorer.browsing import HUB, Browser, opened
from tests.explorer.chromium import chromium, signed_in
from tests.resolvers.test_matters import MEN, Case, matter_of, report
from tests.town import Town, town

LATER = "2026-09-01T02:00:00Z"
FIRST_DAY, ITS_END = "2026-07-01", "2026-07-01T14:00:00Z"  # of Melbourne, ten hours ahead in July
THEN = "As it was known at the end of 1 July 2026"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture(scope="module")
async def case(hub: Town) -> Case:
    """One report is received on the first day, and a second one of the same man two months on."""
    found = await report(hub)
    await hub.moved_to(LATER)
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": "L17-2026-900001", "leap_incident": "260900001"}
    row["respondent"] |= {"person_number": found.numbers["him"], "family_name": "Tullamore"}
    row["affected"] |= {"person_number": "41900001"}
    assert (await hub.ingest([row]))["counts"] == {"CREATED": 1}
    return found


@pytest.fixture(scope="module")
async def matter(hub: Town, case: Case) -> str:
    return await matter_of(hub, case, MEN)


async def at_work(hub: Town, matter: str) -> Browser:
    browser = opened(hub)
    await browser.work(MEN.role, MEN.purpose, MEN.reason, matter)
    return browser


async def told(hub: Town, case: Case, matter: str, then: str | None) -> tuple[list[str], list[str]]:
    """Sentences of the pattern, and the days and kinds of what happened, as the API has them."""
    answers = [await hub.ask(MEN.role, text, MEN.purpose, matter, id=case.ids["him"], then=then)
               for text in (PATTERN, HAPPENED)]  # fmt: skip
    pattern, happened = answers[0]["patternAndHistory"]["measures"], answers[1]["timeline"]["timeline"]
    return [one["text"] for one in pattern["sentences"]], [one["id"] for one in happened["entries"]]


async def test_a_page_of_the_past_tells_what_was_known_then_and_says_so(hub: Town, case: Case, matter: str) -> None:
    browser = await at_work(hub, matter)
    now = await browser.go(f"/explorer/people/{case.ids['him']}")
    then = await browser.go(f"/explorer/people/{case.ids['him']}?known={FIRST_DAY}")
    (said_now, lines_now), (said_then, lines_then) = [await told(hub, case, matter, at) for at in (None, ITS_END)]
    assert (len(lines_then), len(lines_now)) == (2, 3)  # his reports, and the referral that names him
    assert [page.answer.text.count('<tr id="r') for page in (then, now)] == [2, 3]
    assert set(said_then) - set(said_now)
    assert [words for words in said_then if words not in then.text] == []
    assert [words for words in said_now if words not in now.text] == []
    assert (THEN in then.text, THEN in now.text) == (True, False)
    assert "Show what is known now" in then.links
    today = await browser.go(f"/explorer/people/{case.ids['him']}?known=2026-09-01")
    assert "Show what is known now" not in today.links


async def test_the_filter_and_the_day_go_together(hub: Town, case: Case, matter: str) -> None:
    """His reports are two by now and were one then; the referral that names him is filtered at both times."""
    browser = await at_work(hub, matter)
    path = f"/explorer/people/{case.ids['him']}"
    then, now = [await browser.go(f"{path}?{day}kind=REPORT") for day in (f"known={FIRST_DAY}&", "")]
    said = [re.search(r"\d+ of \d+ records shown; \d+ filtered\.", page.text) for page in (then, now)]
    assert [one and one[0] for one in said] == [
        "1 of 2 records shown; 1 filtered.",
        "2 of 3 records shown; 1 filtered.",
    ]
    assert [page.answer.text.count('<tr id="r') for page in (then, now)] == [1, 2]
    assert then.links["Show what is known now"] == f"{path}?kind=REPORT"
    assert then.links["Show all again"] == f"{path}?known={FIRST_DAY}#drawing"
    assert then.form(f"{path}#drawing").fields["known"] == FIRST_DAY
    assert then.form(path).fields["kind"] == "REPORT"
    assert "with this filter, by what is known now." in then.text
    wrong = await browser.go(f"{path}?known={FIRST_DAY}&from=2026-07-02&to=2026-07-01")
    assert (wrong.answer.status_code, "To: a day that is not before From." in wrong.text) == (400, True)


@pytest.mark.parametrize("day", ["30/6/2025", "2025-13-01", "2999-01-01", "9999-12-31"])
async def test_a_day_that_is_none_is_said_with_its_field(hub: Town, case: Case, matter: str, day: str) -> None:
    browser = await at_work(hub, matter)
    page = await browser.go(f"/explorer/people/{case.ids['him']}?known={day}")
    assert (page.answer.status_code, "known: write a day up to today" in page.text) == (400, True)


async def test_before_anything_was_known_of_somebody_he_is_not_shown(hub: Town, case: Case, matter: str) -> None:
    browser = await at_work(hub, matter)
    page = await browser.go(f"/explorer/people/{case.ids['him']}?known=2001-01-01")
    assert (page.answer.status_code, page.titles[0]) == (404, "Not shown - Throughline")


async def test_a_slider_goes_back_to_the_first_day_and_a_link_to_now(hub: Town, case: Case, matter: str) -> None:
    assert matter
    async with chromium(hub) as desk, desk.page() as page:
        await signed_in(page, MEN.role, MEN.purpose, "")
        await page.goto(f"{HUB}/explorer/people/{case.ids['him']}?kind=REPORT&kind=REFERRAL")
        slider = page.get_by_role("slider", name="Back to the first record")
        assert await slider.get_attribute("aria-valuetext") == "1 September 2026"
        await slider.focus()
        await page.keyboard.press("Home")
        await expect(page.get_by_role("status")).to_contain_text(THEN)
        assert page.url.endswith(f"?kind=REPORT&kind=REFERRAL&known={FIRST_DAY}")
        assert await page.locator("tr[id]").count() == 2
        await page.get_by_role("link", name="Show what is known now").click()
        await expect(page.locator("tr[id]")).to_have_count(3)
        assert page.url.endswith("?kind=REPORT&kind=REFERRAL")
        assert (desk.complaints, desk.elsewhere) == ([], [])
