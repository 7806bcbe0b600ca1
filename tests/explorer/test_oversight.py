"""Oversight as pages: what the API tells of the ledger and of what waits, to whom it tells it, and to nobody else."""

from __future__ import annotations

import asyncio
import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from authz import ledger_heads
from authz.ledger_commands import ledger_app
from explorer.oversight.told import SHOWN
from explorer.words import moment
from graph.embedded import Running as Neo4j
from tests.explorer.browsing import Browser, Form, Page, opened
from tests.register.month import officer
from tests.resolvers.test_accesses import PARTIES, asked, mine, saw
from tests.resolvers.test_break_glass import DESKS, FOREIGN, REVIEWER, SUPERVISOR, WHY, WORKER, broken, desks
from tests.resolvers.test_break_glass import LISTED as GLASS
from tests.resolvers.test_conflicts import register
from tests.resolvers.test_correcting import SAYS
from tests.resolvers.test_correcting import WAITING as CORRECTIONS
from tests.resolvers.test_correcting import asked as correction_asked
from tests.resolvers.test_erasures import AUTHORITY, id_of, own
from tests.resolvers.test_erasures import WAITING as ERASURES
from tests.resolvers.test_erasures import asked as erasure_asked
from tests.resolvers.test_exclusions import LISTED as EXCLUSIONS
from tests.resolvers.test_exclusions import marked
from tests.resolvers.test_matters import DOOR, MEN, UNKNOWN, Asks, Case, matter_of
from tests.town import Town, of_the_module, town

UNIT, SECOND, AUDITOR, PLAN = "police_fv_unit", "second", "auditor_evaluator", "Audit plan 2026"
OFFICERS = {"officer-police": "victoria_police", "officer-door": "orange_door"}
OTHERS = ("tod_perpetrator_side", "mens_service", "police_member", "tod_victim_side", "organisational_authority")
LISTS = {"glass": GLASS, "exclusions": EXCLUSIONS, "corrections": CORRECTIONS, "erasures": ERASURES}
AT = "/explorer/oversight"
ULID = re.compile(r"<code>([0-9A-HJKMNP-TV-Z]{26}|[0-9a-hjkmnp-tv-z]{26})</code>")


@pytest.fixture(scope="module")
async def module_hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own. Heads are signed at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_heads, "SECONDS", 0.2)
        async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
            await desks(found)
            await register(found, SECOND, UNIT)
            for named, organisation in OFFICERS.items():
                await officer(found, named, organisation)
            yield found


hub = of_the_module


async def at_work(hub: Town, who: str, purpose: str = "ADMIN", matter: str = "") -> Browser:
    browser = opened(hub, *DESKS, SECOND, *OFFICERS)
    await browser.work(who, purpose, PLAN, matter)
    return browser


async def who_saw(browser: Browser, person: str) -> Page:
    page = await browser.go(f"{AT}/who-saw")
    return await browser.send(page.form(f"{AT}/who-saw"), person=person)


def entries(page: Page) -> list[str]:
    """What its rows name, from top to bottom."""
    return ULID.findall(page.answer.text.partition("<tbody>")[2].partition("</tbody>")[0])


def form_of(page: Page, id: str) -> Form:
    return next(one for one in page.forms if one.fields.get("id") == id)


async def page_with(browser: Browser, list_: str, id: str) -> Page:
    """What waits from other tests may stand before it, on pages of its own."""
    page = await browser.go(f"{AT}/{list_}")
    while id not in waiting_on(page):
        page = await browser.go(page.links["the next ones"])
    return page


def waiting_on(page: Page) -> list[str]:
    return [one.fields["id"] for one in page.forms if "id" in one.fields]


async def tokens(browser: Browser) -> dict[str, str]:
    """What goes with a form of this sign-in, as who writes one by hand would take it from any page."""
    page = await browser.go("/explorer/start")
    return {"form": page.form("/explorer/start").fields["form"]}


# Who saw a person


@pytest.mark.parametrize("role", OTHERS)
async def test_nobody_else_is_told_who_saw_a_person(hub: Town, case: Case, role: str) -> None:
    """The side that works with who uses violence least of all: it is not told that anybody asked."""
    kept = await asked(hub, case, PARTIES)
    browser = await at_work(hub, role)
    page = await browser.go(f"{AT}/who-saw")
    assert "Who saw a person is told to auditors, and to privacy officers of their own organisation." in page.text
    assert [one.action for one in page.forms] == ["/explorer/sign-out"]
    assert f"{AT}/who-saw" not in (await browser.go(AT)).links.values()
    by_hand = Form(f"{AT}/who-saw", "post", await tokens(browser), [])
    held, unknown = [await browser.send(by_hand, person=person) for person in (case.ids["him"], UNKNOWN)]
    assert held.text == unknown.text
    assert "Code: DUTY_REQUIRED." in held.text
    for told in (kept["auditId"], "demo-police-member"):
        assert told not in held.answer.text


async def test_an_auditor_is_told_what_the_api_tells_in_its_order(hub: Town, case: Case) -> None:
    await asked(hub, case, PARTIES)
    matter = await matter_of(hub, case, MEN)
    await hub.ask(MEN.role, "{ subjects { id } }", MEN.purpose, matter)
    search = "query($number: Reference!) { findPeople(by: {reference: $number}) { nodes { id } } }"
    await hub.ask("police_member", search, "OWN_CASE", reason="Attending", number=case.reference("him"))
    browser = await at_work(hub, AUDITOR)
    page = await who_saw(browser, case.ids["him"])
    told = await saw(hub, case.ids["him"])
    assert entries(page) == [one[key] for one in told for key in ("matter", "auditId") if one[key]] != []
    for one in told:
        assert [words for words in (moment(one["at"]), one["account"], *one["fields"]) if words not in page.text] == []
    for words in ("Police member", "Victoria Police", "Men's service worker", "Men's Referral Service", matter,
                  "Searched by a source's number", "Your own organisation's case", "Answered"):  # fmt: skip
        assert words in page.text
    assert case.ids["him"] not in " ".join(browser.visited)
    assert "Nobody" in (await who_saw(browser, case.ids["child"])).text
    nobody, unknown = [(await who_saw(browser, person)).text for person in (case.ids["child"], UNKNOWN)]
    assert nobody == unknown
    assert (await browser.go(f"/explorer/people/{case.ids['him']}")).answer.status_code == 404  # he sees no person
    empty = await who_saw(browser, " ")
    assert (empty.answer.status_code, "Person: give the id" in empty.text) == (400, True)


async def test_it_is_paged_until_nothing_is_older(hub: Town, case: Case) -> None:
    for _ in range(SHOWN + 2):
        await asked(hub, case, PARTIES)
    browser = await at_work(hub, AUDITOR)
    page = await who_saw(browser, case.ids["him"])
    told = [one["auditId"] for one in await saw(hub, case.ids["him"])]
    assert entries(page) == told[:SHOWN]
    older = next(one for one in page.forms if "after" in one.fields)
    page = await browser.send(older)
    assert entries(page) == told[SHOWN:] != []
    assert [one for one in page.forms if "after" in one.fields] == []
    unknown = await browser.send(older, after=UNKNOWN)
    assert (unknown.answer.status_code, "Code: BAD_CURSOR." in unknown.text) == (400, True)


async def test_a_privacy_officer_is_told_of_accounts_of_his_own_organisation(hub: Town, case: Case) -> None:
    first = await asked(hub, case, PARTIES)
    matter = await matter_of(hub, case, DOOR)
    await hub.ask(DOOR.role, "{ subjects { id } }", DOOR.purpose, matter)
    police = await who_saw(await at_work(hub, "officer-police"), case.ids["him"])
    assert entries(police) == [first["auditId"]]
    assert "demo-tod-victim-side" not in police.answer.text
    assert "which accounts of your own organisation were told" in police.text
    door = await who_saw(await at_work(hub, "officer-door"), case.ids["him"])
    told = await saw(hub, case.ids["him"], "officer-door")
    assert entries(door) == [one[key] for one in told for key in ("matter", "auditId") if one[key]] != []
    assert first["auditId"] not in door.answer.text


async def test_the_ledger_is_read_under_admin_alone(hub: Town, case: Case) -> None:
    await asked(hub, case, PARTIES)
    browser = await at_work(hub, AUDITOR, "EVALUATION")
    for path in ("who-saw", "mine"):
        page = await browser.go(f"{AT}/{path}")
        assert "The ledger is read under the purpose ADMIN" in page.text
        assert [one.action for one in page.forms] == ["/explorer/sign-out"]
    by_hand = Form(f"{AT}/who-saw", "post", await tokens(browser), [])
    assert "Code: PURPOSE_REQUIRED." in (await browser.send(by_hand, person=case.ids["him"])).text


async def test_on_the_page_of_a_person_all_read_the_same_of_who_else_was_told_whether_anybody_was(
    hub: Town, case: Case
) -> None:
    """Also the side that works with who uses violence; and nobody is offered what is not his to read."""
    said = []
    for asks in (DOOR, MEN):
        browser = await at_work(hub, asks.role, asks.purpose, await matter_of(hub, case, asks))
        for _ in range(2):
            page = await browser.go(f"/explorer/people/{case.ids['him']}")
            said.append(page.answer.text.partition('<section aria-labelledby="else">')[2].partition("</section>")[0])
            kept = await asked(hub, case, PARTIES)
            assert [one for one in (kept["auditId"], "demo-police-member") if one in page.answer.text] == []
        nobody = await browser.go(f"/explorer/people/{UNKNOWN}")
        assert [form.action for form in (*page.forms, *nobody.forms) if form.action.startswith(AT)] == []
    assert set(said) == {said[0]}
    assert "told to auditors, and to privacy officers of their own organisation" in said[0]


@pytest.mark.parametrize("who", [AUDITOR, *OFFICERS])
async def test_an_auditor_gets_from_the_address_of_a_person_to_who_saw_him(hub: Town, case: Case, who: str) -> None:
    """He is shown no person: the page says the same of one that is held and of one that is not."""
    await asked(hub, case, PARTIES)
    browser = await at_work(hub, who)
    pages = [await browser.go(f"/explorer/people/{person}") for person in (UNKNOWN, case.ids["him"])]
    assert {(page.answer.status_code, page.text) for page in pages} == {(404, pages[0].text)}
    begun = len(browser.visited)
    page = await browser.send(pages[1].form(f"{AT}/who-saw"))
    told = await saw(hub, case.ids["him"], who)
    assert entries(page) == [one[key] for one in told for key in ("matter", "auditId") if one[key]]
    assert bool(told) == (who != "officer-door")
    assert case.ids["him"] not in " ".join(browser.visited[begun:])
    under_another = await at_work(hub, AUDITOR, "EVALUATION")
    page = await under_another.go(f"/explorer/people/{case.ids['him']}")
    assert "Code: PURPOSE_REQUIRED." in (await under_another.send(page.form(f"{AT}/who-saw"))).text


# One's own


@pytest.mark.parametrize("role", ["tod_perpetrator_side", "court_registrar"])
async def test_everybody_reads_what_he_was_told_himself(hub: Town, case: Case, role: str) -> None:
    await asked(hub, case, PARTIES)
    for _ in range(SHOWN):
        await hub.ask(role, "{ whoAmI { role } }")
        await mine(hub, role)
    browser = await at_work(hub, role)
    page = await browser.go(f"{AT}/mine")
    told = [one["auditId"] for one in await mine(hub, role)]
    first = entries(page)
    begin = told.index(first[0])
    assert (first, len(first)) == (told[begin : begin + SHOWN], SHOWN)
    older = await browser.send(next(one for one in page.forms if "after" in one.fields))
    assert entries(older) == told[begin + SHOWN : begin + 2 * SHOWN]
    assert "demo-police-member" not in page.answer.text
    assert case.ids["him"] not in page.answer.text


async def test_the_command_on_the_page_proves_the_entry(hub: Town, case: Case, tmp_path: Path) -> None:
    await asked(hub, case, PARTIES)
    page = await who_saw(await at_work(hub, AUDITOR), case.ids["him"])
    prove, verify = re.findall(r"<pre[^>]*><code>throughline ledger (.*?)</code></pre>", page.answer.text)
    words = shlex.split(prove.replace("&gt;", ">"))
    assert (words[:2], words[2:]) == (["prove", entries(page)[0]], [">", "proof.json"])
    proof, public = tmp_path / "proof.json", hub.parts.settings.key_folder / "heads.pem"
    proof.write_text(await proved(hub, words[:2]))
    assert shlex.split(verify) == ["verify", "--proof", "proof.json", "--public", "heads.pem"]
    said = await command(hub, "verify", "--proof", str(proof), "--public", str(public))
    assert said == (0, "The entry was in the ledger when the head was signed.\n")
    body = await command(hub, *words[:2], "--entry")
    assert case.ids["him"] in body[1]


async def proved(hub: Town, words: list[str]) -> str:
    """When a head of the entry is signed."""
    for _ in range(100):
        code, said = await command(hub, *words)
        if code == 0:
            return said
        await asyncio.sleep(0.1)
    raise AssertionError(said)


async def command(hub: Town, *words: str) -> tuple[int, str]:
    done = await asyncio.to_thread(CliRunner().invoke, ledger_app, words, obj=hub.parts.settings)
    return done.exit_code, done.output


# What waits: who may not


@pytest.mark.parametrize("path", LISTS)
async def test_who_has_not_the_duty_is_told_which_and_nothing_else(hub: Town, case: Case, path: str) -> None:
    await broken(hub, case.reference("him"))
    for role in ("tod_perpetrator_side", "police_member", AUDITOR):
        browser = await at_work(hub, role)
        page = await browser.go(f"{AT}/{path}")
        assert "This list is for an account with one of the duties reviewer" in page.text
        assert [one.action for one in page.forms] == ["/explorer/sign-out"]
        by_hand = Form(f"{AT}/{path}", "post", await tokens(browser), [])
        sent = await browser.send(by_hand, id=UNKNOWN, choice="REFUSE", words="No")
        assert "This list is for an account with one of the duties reviewer" in sent.text
        for told in (WHY, "id-worker"):
            assert told not in page.answer.text + sent.answer.text
        index = await browser.go(AT)
        assert "for accounts with the duty reviewer" in index.text
        assert not {f"{AT}/{name}" for name in LISTS} & set(index.links.values())


# Break-glass


async def test_a_break_glass_is_reviewed_by_another_one_within_its_hours(hub: Town, case: Case) -> None:
    waiting, late = await broken(hub, case.reference("him")), await broken(hub, case.reference("her"))
    hub.clock.at = "2026-07-01T20:30:00Z"
    browser = await at_work(hub, SUPERVISOR)
    page = await browser.go(f"{AT}/glass")
    listed = {one["id"]: one for one in (await hub.ask(SUPERVISOR, GLASS, "ADMIN"))["breakGlassReviews"]}
    told = listed[waiting]
    for words in (WHY, told["account"], moment(told["at"]), moment(told["until"]), moment(told["reviewBy"]),
                  "3 hours left"):  # fmt: skip
        assert words in page.text
    assert "Overdue by" not in page.text
    assert [one.fields["id"] for one in page.forms if "id" in one.fields] == [
        one["id"] for one in listed.values() if one["outcome"] is None
    ][:20]
    done = await browser.send(form_of(page, waiting), choice="JUSTIFIED", words="Seen with the worker")
    assert (done.answer.status_code, "Reviewed at" in done.text) == (200, True)
    outcome = {one["id"]: one["outcome"] for one in (await hub.ask(SUPERVISOR, GLASS, "ADMIN"))["breakGlassReviews"]}
    assert (outcome[waiting], outcome[late]) == ("JUSTIFIED", None)
    again = await browser.send(form_of(page, waiting), choice="NOT_JUSTIFIED", words="No")
    assert (again.answer.status_code, "Somebody reviewed it before" in again.text) == (400, True)
    hub.clock.at = "2026-07-02T01:00:00Z"
    overdue = "Review by 2 July 2026, 10.00 am AEST (UTC+10:00). Overdue by 1 hour."
    assert overdue in (await browser.go(f"{AT}/glass")).text
    await browser.send(form_of(page, late), choice="NOT_JUSTIFIED", words="There was no call")
    outcome = {one["id"]: one["outcome"] for one in (await hub.ask(SUPERVISOR, GLASS, "ADMIN"))["breakGlassReviews"]}
    assert outcome[late] == "NOT_JUSTIFIED"


async def test_an_act_of_one_s_own_is_not_listed_and_not_decided(hub: Town, case: Case) -> None:
    it = await broken(hub, case.reference("him"))
    browser = await at_work(hub, WORKER)
    page = await browser.go(f"{AT}/glass")
    assert it not in page.answer.text
    assert "an act of your own is never listed to you" in page.text
    by_hand = Form(f"{AT}/glass", "post", await tokens(browser), [])
    for person, said in ((WORKER, "Nobody reviews an act of his own"), (FOREIGN, "There is no such break-glass")):
        browser = await at_work(hub, person)
        by_hand.fields.update(await tokens(browser))
        refused = await browser.send(by_hand, id=it, choice="JUSTIFIED", words="It was needed")
        assert (refused.answer.status_code, said in refused.text) == (400, True)
        assert WHY not in refused.answer.text or person == WORKER
    found = {one["id"]: one for one in (await hub.ask(REVIEWER, GLASS, "ADMIN"))["breakGlassReviews"]}
    assert found[it]["outcome"] is None


async def test_a_list_is_turned_until_nothing_comes_behind_and_a_decision_stays_on_its_page(
    hub: Town, case: Case
) -> None:
    for _ in range(SHOWN + 2):
        await broken(hub, case.reference("him"))
    browser = await at_work(hub, SUPERVISOR)
    told = [one["id"] for one in (await hub.ask(SUPERVISOR, GLASS, "ADMIN"))["breakGlassReviews"]
            if one["outcome"] is None]  # fmt: skip
    page, found = await browser.go(f"{AT}/glass"), list[str]()
    assert f"{SHOWN} are shown here, and others come behind" in page.text
    while following := page.links.get("the next ones"):
        found += waiting_on(page)
        page = await browser.go(following)
    assert [*found, *waiting_on(page)] == told
    assert "more are shown here, the last." in page.text
    of_second = await browser.go((await browser.go(f"{AT}/glass")).links["the next ones"])
    [first, *_] = waiting_on(of_second)
    done = await browser.send(form_of(of_second, first), choice="JUSTIFIED", words="Seen with the worker")
    assert "Reviewed at" in done.text
    assert waiting_on(done)[0] == told[SHOWN + 1]
    other = await at_work(hub, REVIEWER)
    shown = await other.go(of_second.url + "?" + str(of_second.answer.url.query, "ascii"))
    assert (shown.answer.status_code, "Here is the beginning of the list." in shown.text) == (400, True)
    assert waiting_on(shown)[0] == told[0]


async def test_what_is_to_be_mended_comes_back_as_it_was_typed(hub: Town, case: Case) -> None:
    it = await broken(hub, case.reference("him"))
    browser = await at_work(hub, REVIEWER)
    page = await page_with(browser, "glass", it)
    for given, said in (
        ({"choice": "", "words": "A long note"}, "Choose one: Justified"),
        ({"choice": "JUSTIFIED", "words": "  "}, "Note: say it in words."),
        ({"choice": "JUSTIFIED", "words": "x" * 2_001}, "Say note in words, at most 2000 characters."),
    ):
        wrong = await browser.send(form_of(page, it), **given)
        assert (wrong.answer.status_code, said in wrong.text) == (400, True), wrong.text
        assert given["words"] in wrong.answer.text
        assert form_of(wrong, it).fields.get("choice", "") == given["choice"]
    bare = await browser.send(Form(f"{AT}/glass", "post", await tokens(browser), []))
    assert (bare.answer.status_code, "Choose one: Justified" in bare.text) == (400, True)
    found = {one["id"]: one for one in (await hub.ask(REVIEWER, GLASS, "ADMIN"))["breakGlassReviews"]}
    assert found[it]["outcome"] is None
    stale = form_of(page, it)
    stale.fields["form"] = "x" * 43
    assert (await browser.send(stale, choice="JUSTIFIED", words="Yes")).answer.status_code == 403


# Exclusions


async def test_an_exclusion_is_kept_to_another_day_and_released(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    it = await marked(hub, record, releasedTo=["orange_door", "mens_referral_service"])
    [before] = await exclusions(hub, record)
    browser = await at_work(hub, UNIT)
    page = await browser.go(f"{AT}/exclusions")
    for words in ("A neighbour told", before["ground"]["label"], record, "Look at it anew by 1 December 2026",
                  "Shown all the same to"):  # fmt: skip
        assert words in page.text, words
    form = form_of(page, it)
    assert {name for name in form.fields if name.startswith("to.")} == {"to.orange_door", "to.mens_referral_service"}
    for day, said in (("soon", "Look at it anew on: give a day"), ("2030-01-01", "reviewOn is a day after today")):
        wrong = await browser.send(form, choice="KEEP", words="Still so", review_on=day)
        assert (wrong.answer.status_code, said in wrong.text) == (400, True)
        assert form_of(wrong, it).fields["review_on"] == day
    assert await exclusions(hub, record) == [before]
    del form.fields["to.orange_door"]
    kept = await browser.send(form, choice="KEEP", words="Still so", review_on="2027-01-15", **{"to.safe_steps": "yes"})
    assert "Kept, as marking" in kept.text
    [after] = await exclusions(hub, record)
    assert (after["reason"], after["reviewOn"]) == ("Still so", "2027-01-15")
    assert sorted(after["releasedTo"]) == ["mens_referral_service", "safe_steps"]
    done = await browser.send(form_of(kept, after["id"]), choice="RELEASE", words="The trial is over")
    assert f"Released: marking {after['id']}" in done.text
    assert await exclusions(hub, record) == []


async def exclusions(hub: Town, record: str) -> list[dict[str, Any]]:
    found = (await hub.ask(UNIT, EXCLUSIONS, "OWN_CASE"))["exclusionsToReview"]
    return [one for one in found if one["record"] == record]


# Corrections


async def test_a_correction_is_decided_and_who_was_told_is_named(hub: Town, case: Case) -> None:
    record, door = await id_of(hub, case), await matter_of(hub, case, DOOR)
    await hub.ask(DOOR.role, "{ subjects { id } }", DOOR.purpose, door)
    it = await correction_asked(hub, DOOR, door, record)
    own_asked = await correction_asked(hub, Asks(UNIT, "OWN_CASE", ""), "", record)
    browser = await at_work(hub, UNIT)
    page = await browser.go(f"{AT}/corrections")
    for words in (record, SAYS, "The Orange Door"):
        assert words in page.text
    mine = Form(f"{AT}/corrections", "post", await tokens(browser), [])
    refused = await browser.send(mine, id=own_asked, choice="UPHOLD", words="I asked it")
    assert (refused.answer.status_code, "another" in refused.text) == (400, True)
    done = await browser.send(form_of(page, it), choice="UPHOLD", words="Looked into")
    assert "Upheld at" in done.text
    assert "so tell them: " in done.text
    assert "The Orange Door" in done.text.partition("so tell them: ")[2].partition(".")[0]
    left = (await hub.ask(UNIT, CORRECTIONS, "OWN_CASE"))["correctionsToDecide"]
    assert [one["id"] for one in left if one["report"] == record] == [own_asked]
    second = await at_work(hub, SECOND)
    page = await second.go(f"{AT}/corrections")
    done = await second.send(form_of(page, own_asked), choice="REFUSE", words="The report is right")
    assert "Refused at" in done.text
    left = (await hub.ask(UNIT, CORRECTIONS, "OWN_CASE"))["correctionsToDecide"]
    assert [one for one in left if one["report"] == record] == []


# Erasures


async def test_an_erasure_takes_a_second_person_and_a_tick(hub: Town, case: Case) -> None:
    record = await id_of(hub, case)
    it = (await erasure_asked(hub, record))["id"]
    first = await at_work(hub, UNIT)
    own_request = Form(f"{AT}/erasures", "post", await tokens(first), [])
    refused = await first.send(own_request, id=it, choice="GRANT", words="I asked it", confirm="yes")
    assert (refused.answer.status_code, "another" in refused.text.lower()) == (400, True)
    assert await own(hub, record) is not None
    browser = await at_work(hub, SECOND)
    page = await browser.go(f"{AT}/erasures")
    for words in (AUTHORITY, record, "Incident"):
        assert words in page.text
    bare = await browser.send(form_of(page, it), choice="GRANT", words="Agreed")
    assert (bare.answer.status_code, "Tick the box to go on" in bare.text) == (400, True)
    assert await own(hub, record) is not None
    done = await browser.send(form_of(page, it), choice="GRANT", words="Agreed", confirm="yes")
    said = re.search(r"Erased at .*: 1 version\. Entry (\d+) of the ledger says so", done.text)
    assert said, done.text
    assert await own(hub, record) is None
    body = await proved(hub, ["prove", said[1], "--entry"])
    assert "eraseRecord" in body
    assert [one for one in (await hub.ask(UNIT, ERASURES, "OWN_CASE"))["erasuresToDecide"] if one["id"] == it] == []
