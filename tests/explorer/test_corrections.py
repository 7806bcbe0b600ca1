"""Whoever is shown a police report asks at it, on the page of a person, that who used violence be corrected in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from explorer.corrections.asking import FLAGS
from graph.embedded import Running as Neo4j
from tests.explorer.browsing import Browser, Form, Page, beside, opened
from tests.resolvers.test_conflicts import register
from tests.resolvers.test_correcting import SAYS, WHY, corrections, id_of
from tests.resolvers.test_matters import DOOR, MEN, UNKNOWN, Asks, Case, matter_of, report
from tests.town import Town, town

COLLEAGUE, UNIT, ASK = "colleague", "police_fv_unit", "Ask for a correction"
ASKED = FLAGS["correctionOpen"]


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await register(found, COLLEAGUE, DOOR.role)
        opened(found, COLLEAGUE)
        yield found


async def at_work(hub: Town, case: Case, asks: Asks, matter: str = "", who: str = "") -> Browser:
    browser = beside(hub)
    matter = matter or await matter_of(hub, case, asks)
    await browser.work(who or asks.role, asks.purpose, asks.reason, matter)
    return browser


async def of_report(browser: Browser, case: Case) -> Page:
    """By the link in the row of his one report."""
    page = await browser.go(f"/explorer/people/{case.ids['him']}")
    return await browser.go(page.links[ASK])


async def decided(hub: Town, choice: str) -> Page:
    """By a reviewer of the police, on the page of oversight; one correction waits."""
    browser = beside(hub)
    await browser.work(UNIT, "OWN_CASE")
    page = await browser.go("/explorer/oversight/corrections")
    [form] = [one for one in page.forms if "id" in one.fields]
    return await browser.send(form, choice=choice, words="Looked into")


# Who may not


async def test_of_a_report_that_is_not_shown_nothing_is_said_and_nothing_is_asked(hub: Town, case: Case) -> None:
    browser, other = await at_work(hub, case, DOOR), await report(hub)
    theirs, mine = await id_of(hub, other), await of_report(browser, case)
    at = f"/explorer/people/{other.ids['him']}/reports"
    pages = [await browser.go(f"{at}/{id}") for id in (theirs, UNKNOWN)]
    secret = mine.forms[-1].fields
    pages += [await browser.send(Form(f"{at}/{id}", "post", secret, []), reason=WHY, says=SAYS)
              for id in (theirs, UNKNOWN)]  # fmt: skip
    assert {(page.answer.status_code, page.text) for page in pages} == {(404, pages[0].text)}
    assert "No police report of this address is shown to you" in pages[0].text
    assert await corrections(hub, theirs) == []
    found = await browser.send(mine.forms[-1], reason=WHY, says=SAYS)
    assert found.answer.status_code == 200
    assert [one["state"] for one in await corrections(hub, await id_of(hub, case))] == ["OPEN"]
    await decided(hub, "REFUSE")


# From the person to the answer


async def test_it_is_asked_at_the_report_and_every_reader_of_it_sees_the_flag_alone(hub: Town, case: Case) -> None:
    browser, men = await at_work(hub, case, DOOR), await at_work(hub, case, MEN)
    page = await of_report(browser, case)
    assert page.titles == ["Correction - Throughline"]
    for words in (f"Tullamore{int(case.portal[-6:])}", "Recorded as using violence", "Victoria Police"):
        assert words in page.text
    assert ASKED not in page.text
    page = await browser.send(page.forms[-1], reason=WHY, says=SAYS)
    for words in (ASKED, WHY, SAYS, "Its custodian has not decided yet.", "it waits for Victoria Police"):
        assert words in page.text, words
    assert [one.action for one in page.forms] == ["/explorer/sign-out"]  # what waits is not asked twice
    person = await browser.go(f"/explorer/people/{case.ids['him']}")
    assert ASKED in person.text
    theirs, met = await of_report(men, case), await men.go(f"/explorer/people/{case.ids['him']}")
    assert ASKED in theirs.text
    assert ASKED in met.text
    assert [words for words in (WHY, SAYS, "What you asked") if words in theirs.answer.text] == []
    assert "Tullamore" not in " ".join([*browser.visited, *men.visited])
    await decided(hub, "REFUSE")


async def test_the_answer_comes_back_to_who_asked_and_the_flag_stays_while_it_is_upheld(hub: Town, case: Case) -> None:
    browser = await at_work(hub, case, DOOR)
    await browser.send((await of_report(browser, case)).forms[-1], reason=WHY, says=SAYS)
    assert "Refused at" in (await decided(hub, "REFUSE")).text
    page = await of_report(browser, case)
    assert "Refused by its custodian, 1 July 2026" in page.text
    assert "Looked into" not in page.answer.text  # what the reviewer wrote is kept with his decision
    assert ASKED not in page.text
    assert ASKED not in (await browser.go(f"/explorer/people/{case.ids['him']}")).text
    await browser.send(page.forms[-1], reason=WHY, says=SAYS)
    assert "so tell them: " in (await decided(hub, "UPHOLD")).text
    page = await of_report(browser, case)
    assert "Upheld by its custodian, 1 July 2026" in page.text
    assert ASKED in page.text


async def test_what_the_api_refuses_is_said_in_its_words_and_what_was_typed_stays(hub: Town, case: Case) -> None:
    door, record = await matter_of(hub, case, DOOR), await id_of(hub, case)
    browser = await at_work(hub, case, DOOR, door)
    page = await of_report(browser, case)
    for given, said in (
        ({"reason": " ", "says": SAYS}, "Why: say it in words."),
        ({"reason": WHY, "says": ""}, "What it should say of who used violence: say it in words."),
        ({"reason": "x" * 2_001, "says": SAYS}, "in words, at most 2000 characters."),
    ):
        wrong = await browser.send(page.forms[-1], **given)
        assert (wrong.answer.status_code, said in wrong.text) == (400, True), wrong.text
        assert [words for words in given.values() if words.strip() and words not in wrong.answer.text] == []
    assert await corrections(hub, record) == []
    colleague = await at_work(hub, case, DOOR, door, COLLEAGUE)
    form = (await of_report(colleague, case)).forms[-1]
    await browser.send(page.forms[-1], reason=WHY, says=SAYS)
    refused = await colleague.send(form, reason="Mine", says="Hers")
    assert "Your organisation has asked this already; its custodian decides." in refused.text
    assert (WHY in refused.answer.text, "Mine" in refused.answer.text) == (False, True)
    assert [one["state"] for one in await corrections(hub, record)] == ["OPEN"]
    await decided(hub, "REFUSE")


async def test_mark_up_in_what_was_asked_is_text(hub: Town, case: Case) -> None:
    browser = await at_work(hub, case, DOOR)
    page = await browser.send((await of_report(browser, case)).forms[-1], reason="<b>He</b>", says="<script>x</script>")
    assert "<script>x</script>" in page.text
    assert "<script>x" not in page.answer.text
    await decided(hub, "REFUSE")
