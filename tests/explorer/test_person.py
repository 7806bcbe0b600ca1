"""One person as a page: all that the API answers is on it, nothing else is, and what a name holds stays text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape

import pytest

from explorer.people.happened import HAPPENED
from explorer.people.person import ORDERS, PATTERN
from graph.embedded import Running as Neo4j
from tests.connectors import rows
from tests.explorer.browsing import Browser, Page, opened
from tests.resolvers.test_matters import CHILDREN, DOOR, MEN, Asks, Case, matter_of, report
from tests.town import Town, town

MATTERS: dict[str, str] = {}
MARKUP = "<b>Otter</b>&amp;<script>alert(1)</script>"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture(scope="module")
async def case(hub: Town) -> Case:
    return await report(hub)


async def at_work(hub: Town, case: Case, asks: Asks) -> tuple[Browser, str]:
    """A part of a report opens one matter, so that it stays open for whoever asks next."""
    if asks.role not in MATTERS:
        MATTERS[asks.role] = await matter_of(hub, case, asks)
    matter, browser = MATTERS[asks.role], opened(hub)
    await browser.work(asks.role, asks.purpose, asks.reason, matter)
    return browser, matter


async def test_what_the_hub_answers_is_on_the_page_word_for_word(hub: Town, case: Case) -> None:
    browser, matter = await at_work(hub, case, MEN)
    page = await browser.go(f"/explorer/people/{case.ids['him']}")
    told = [await hub.ask(MEN.role, text, MEN.purpose, matter, id=case.ids["him"])
            for text in (PATTERN, ORDERS, HAPPENED)]  # fmt: skip
    history, orders, happened = told[0]["patternAndHistory"], told[1]["ordersInForce"], told[2]["timeline"]["timeline"]
    measures = history["measures"]
    said = [
        *(one["text"] for one in (*measures["sentences"], *measures["gaps"])),
        *(one["label"] for one in history["sources"]), orders["said"], *(one["sentence"] for one in orders["orders"]),
        happened["said"], *(one["said"] for one in (*happened["entries"], *happened["undated"])),
    ]  # fmt: skip
    assert len(said) > 20
    assert [words for words in said if words not in page.text] == []
    assert page.titles[0] == "Person - Throughline"
    assert f"Tullamore{int(case.portal[-6:])}" in page.text
    assert all(f'id="r{n}"' in page.answer.text for n in set(re.findall(r'href="#r(\d+)"', page.answer.text)))


async def test_of_the_woman_harmed_his_service_reads_no_name_and_her_own_does(hub: Town, case: Case) -> None:
    hers = f"Brackenbury{int(case.portal[-6:])}"
    his, _ = await at_work(hub, case, MEN)
    page = await his.go(f"/explorer/people/{case.ids['him']}")
    assert hers not in page.answer.text
    assert "your role is never shown: " in page.text
    met = await his.go(f"/explorer/people/{case.ids['her']}")
    assert (met.answer.status_code, hers in met.answer.text) == (200, False)
    assert "No place and no way to reach this person is shown." in met.text
    stranger = (await report(hub)).ids["her"]
    nobody, unknown = [await his.go(f"/explorer/people/{id}") for id in (stranger, "0" * 26)]
    assert (nobody.answer.status_code, nobody.text) == (unknown.answer.status_code, unknown.text)
    assert "Nobody of this address is shown to you" in nobody.text
    protecting, _ = await at_work(hub, case, CHILDREN)
    page = await protecting.go(f"/explorer/people/{case.ids['her']}")
    assert (page.answer.status_code, hers in page.text) == (200, True)
    assert f"{int(case.portal[-6:])} Cooper Street" in page.text


async def test_no_name_is_in_an_address_a_title_or_a_cookie(hub: Town, case: Case) -> None:
    browser, _ = await at_work(hub, case, DOOR)
    page = await browser.go("/explorer/")
    hers, his = (f"{name}{int(case.portal[-6:])}" for name in ("Brackenbury", "Tullamore"))
    for words, link in page.links.items():
        if words.endswith((hers, his)):
            shown = await browser.go(link)
            assert words.split()[-1] in shown.text
            assert "Brackenbury" not in shown.titles[0]
    found = await browser.send((await browser.go("/explorer/search")).form("/explorer/search"), name=his)
    assert "found" in found.text
    left = " ".join([*browser.visited, *(cookie.value or "" for cookie in browser.http.cookies.jar)])
    assert "Brackenbury" not in left
    assert "Tullamore" not in left


async def test_mark_up_in_a_name_is_text(hub: Town) -> None:
    row = rows("ordinary")[0]
    row["report"] |= {"portal_id": "L17-2026-999001", "leap_incident": "269990001"}
    row["respondent"] |= {"person_number": "42999001", "family_name": MARKUP}
    row["affected"] |= {"person_number": "41999001"}
    assert (await hub.ingest([row]))["counts"] == {"CREATED": 1}
    browser = opened(hub)
    await browser.work("police_member", "OWN_CASE")
    [found] = await hub.graph("MATCH (r:PersonRecord {person_number: '42999001'}) RETURN r.origin AS id")
    page: Page = await browser.go(f"/explorer/people/{found['id']}")
    assert MARKUP not in page.answer.text
    assert MARKUP in unescape(page.answer.text)
    assert MARKUP in page.text


async def test_one_is_found_by_a_name_spelt_and_put_otherwise_and_each_hit_says_why(hub: Town, case: Case) -> None:
    browser = opened(hub)
    await browser.work("police_member", "OWN_CASE", "Attending")
    form = (await browser.go("/explorer/search")).form("/explorer/search")
    stranger = await browser.send(form, name="Nobodyofthisname Callum", birthDate="1975-07-11")
    assert case.ids["him"] not in stranger.answer.text
    serial = int(case.portal[-6:])
    for name in (f"Callum Tullamore{serial}", f"tullamore{serial} CALLUM", f"Calum Tulamore{serial}"):
        found = await browser.send(form, name=name, birthDate="1975-07-11")
        hit = found.answer.text.partition(case.ids["him"])[2].partition("</li></ul>")[0].partition("</ul>")[0]
        assert hit.count("<li>") >= 2, (name, found.text)
        assert "irth" in hit


async def test_a_search_says_who_was_sought_and_what_to_mend(hub: Town, case: Case) -> None:
    browser, _ = await at_work(hub, case, DOOR)
    form = (await browser.go("/explorer/search")).form("/explorer/search")
    empty = await browser.send(form)
    assert "Fill in at least one field." in empty.text
    wrong = await browser.send(form, age="old", name="Tullamore")
    assert (wrong.answer.status_code, "Age: write whole years" in wrong.text) == (400, True)
    kept = wrong.form("/explorer/search").fields
    assert (kept["age"], kept["name"]) == ("old", "Tullamore")
    day = await browser.send(form, birthDate="1.2.1990", name="Tullamore")
    assert (day.answer.status_code, day.form("/explorer/search").fields["name"]) == (400, "Tullamore")
    nobody = await browser.send(form, name="Nobodyofthisname")
    assert "Nobody found" in nobody.text
    assert "That is not to say that nobody is held." in nobody.text
    by_number = await browser.send(form, number=case.numbers["him"], system="victoria_police")
    assert case.ids["him"] in by_number.answer.text
    assert "Sought: " in by_number.text
