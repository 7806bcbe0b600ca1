"""A reviewer decides by pages whether two are one person: only he, with a reason, and every decision turns round."""

from __future__ import annotations

import re
from typing import Any

from tests.explorer.browsing import Browser, Form, Page, opened
from tests.explorer.tables import Tables
from tests.identity.people import HOME, PHONE, human, matches, nobody, persons, report, reviewers
from tests.town import Town

RHYS = human("Kestrelworth", "Rhys", "1987-03-14", phone=PHONE, home=HOME, sex="MALE")
NUMBERED = {**RHYS, "person_number": "40000011"}
REASON = "Same scar, same employer"


async def two_reports(hub: Town) -> dict[str, Any]:
    await reviewers(hub, "rosa")
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED), report("L17-2", nobody("2"), RHYS)])
    [match] = await matches(hub)
    return match


async def reviewing(hub: Town, role: str = "police_fv_unit") -> Browser:
    browser = opened(hub)
    await browser.work(role, "OWN_CASE")
    return browser


async def deciding(browser: Browser, page: Page, **filled: str) -> Page:
    """A box that is not named is not ticked."""
    form = page.form(page.url)
    return await browser.send(Form(form.action, form.method, {"form": form.fields["form"]}, []), **filled)


async def test_who_has_not_the_duty_is_told_so_and_nothing_else(hub: Town) -> None:
    match = await two_reports(hub)
    member = await reviewing(hub, "police_member")
    for path in ("/explorer/matches", f"/explorer/matches/{match['id']}"):
        page = await member.go(path)
        assert "Only an account with the duty reviewer decides on matches." in page.text
        assert ("Kestrelworth" in page.text, match["leftOrigin"] in page.answer.text) == (False, False)
    secret = page.form("/explorer/sign-out").fields["form"]
    form = Form(f"/explorer/matches/{match['id']}", "post", {"form": secret}, [])
    page = await member.send(form, answer="not_same", reason=REASON)
    assert "Only an account with the duty reviewer" in page.text
    assert await matches(hub) == [match]
    page = await (await reviewing(hub)).go("/explorer/matches?state=LINKED")
    assert "R.K., born 1987" in page.text
    assert f"/explorer/matches/{match['id']}" in page.links.values()


async def test_both_sides_are_shown_and_what_speaks_for_one_person(hub: Town) -> None:
    match = await two_reports(hub)
    page = await (await reviewing(hub)).go(f"/explorer/matches/{match['id']}")
    rows = {cells[0]: cells[1:] for cells in Tables(page.answer.text).rows["Side by side"]}
    assert rows["Name"] == ["Rhys Kestrelworth", "Rhys Kestrelworth", "= The same"]
    assert rows["Date of birth"] == ["14 March 1987", "14 March 1987", "= The same"]
    assert rows["Address"][2] == "= The same"
    number = {"40000011 (Victoria Police)", "not said, or not shown"}
    assert (set(rows["Number"][:2]), rows["Number"][2][2:]) == (number, f"Only the {_side(rows['Number'])} says")
    assert [one["words"] for one in match["because"] if one["words"] not in page.text] == []
    assert match["reason"] in page.text
    assert page.titles[0] == "Match - Throughline"


def _side(row: list[str]) -> str:
    return "first" if row[0].startswith("4") else "second"


async def test_a_decision_is_kept_and_turned_round(hub: Town) -> None:
    match, browser = await two_reports(hub), await reviewing(hub)
    page = await browser.go(f"/explorer/matches/{match['id']}")
    page = await deciding(browser, page, answer="not_same", reason=REASON)
    assert "Kept: Decided: two people. To undo it, decide otherwise below" in page.text
    [now] = await matches(hub)
    assert (now["state"], now["reason"], len(await persons(hub, "Kestrelworth"))) == ("NOT_SAME", REASON, 2)
    page = await deciding(browser, page, answer="same", reason="Seen again", checked="yes")
    assert "Kept: Believed to be one person." in page.text
    [now] = await matches(hub)
    assert (now["state"], now["confirmed"], len(await persons(hub, "Kestrelworth"))) == ("LINKED", True, 1)


async def test_two_hits_of_a_search_are_ticked_and_compared_and_one_alone_is_not(hub: Town) -> None:
    match, browser = await two_reports(hub), await reviewing(hub)
    await deciding(browser, await browser.go(f"/explorer/matches/{match['id']}"), answer="not_same", reason=REASON)
    form = (await browser.go("/explorer/search")).form("/explorer/search")
    found = await browser.send(form, name="Kestrelworth")
    ids = re.findall(r'type="checkbox" name="id" value="([^"]+)"', found.answer.text)
    assert set(ids) == {match["leftOrigin"], match["rightOrigin"]}
    page = await browser.go(f"{found.form('/explorer/beside').action}?id={ids[0]}&id={ids[1]}")
    assert page.url == f"/explorer/people/{ids[0]}/beside/{ids[1]}"
    assert Tables(page.answer.text).rows["Side by side"][0][3] == "= The same"
    assert page.links["Whether they are one person, for reviewers"] == f"/explorer/matches/{match['id']}"
    for wrong in (ids[:1], [*ids, "0" * 26], [ids[0], ids[0]], []):
        page = await browser.go(f"/explorer/beside?{'&'.join(f'id={id}' for id in wrong)}")
        assert (page.answer.status_code, "Tick exactly two people" in page.text) == (400, True)


async def test_what_is_missing_is_said_and_what_was_typed_stays(hub: Town) -> None:
    match, browser = await two_reports(hub), await reviewing(hub)
    page = await browser.go(f"/explorer/matches/{match['id']}")
    for given, said in (
        ({"reason": REASON}, "Answer: choose one of the three."),
        ({"answer": "not_same", "reason": " "}, "Reason: say in words why."),
        ({"answer": "not_same", "reason": "x" * 2001}, "Reason: at most 2000 characters."),
        ({"answer": "same", "reason": REASON}, "Addresses: compare the addresses of both"),
    ):
        wrong = await deciding(browser, page, **given)
        assert (wrong.answer.status_code, said in wrong.text) == (400, True)
        assert given["reason"].strip() in wrong.text
    assert await matches(hub) == [match]


async def test_unsure_leaves_it_and_goes_on_to_the_next_that_waits(hub: Town) -> None:
    match, browser = await two_reports(hub), await reviewing(hub)
    page = await browser.go(f"/explorer/matches/{match['id']}")
    await deciding(browser, page, answer="not_same", reason=REASON)
    await hub.ingest([report("L17-3", nobody("3"), RHYS)])
    one, other = before = await matches(hub, state="POSSIBLE")
    page = await browser.go("/explorer/matches")
    assert "Waiting: possibly one person: 2" in page.text
    for here, then in ((one, other), (other, one)):
        page = await deciding(browser, await browser.go(f"/explorer/matches/{here['id']}"), answer="unsure")
        assert (page.url, "left as it is" in page.text) == (f"/explorer/matches/{then['id']}", True)
    assert await matches(hub, state="POSSIBLE") == before
    page = await browser.go(f"/explorer/matches/{one['id']}")
    await deciding(browser, page, answer="not_same", reason=REASON)
    page = await deciding(browser, await browser.go(f"/explorer/matches/{other['id']}"), answer="unsure")
    assert (page.url, "No other match waits." in page.text) == ("/explorer/matches", True)


async def test_sides_that_are_not_shown_are_by_a_matter_on_both_and_a_hidden_home_needs_two(hub: Town) -> None:
    await reviewers(hub, "rosa")
    hidden = human("Khourawiyeh", "Samira", "1992-11-27", phone=PHONE, home={**HOME, "suppressed": True}, sex="FEMALE")
    await hub.ingest([report("L17-1", {**hidden, "person_number": "40000033"}, nobody("1"))])
    await hub.ingest([report("L17-2", human("Khourawiyeh", "Samira", "1992-11-27", phone=PHONE), nobody("2"))])
    [match] = await matches(hub)
    browser = await reviewing(hub)
    page = await browser.go(f"/explorer/matches/{match['id']}")
    assert ("Its two sides are not shown to you." in page.text, "Khourawiyeh" in page.text) == (True, False)
    form = page.form(f"/explorer/matches/{match['id']}/matter")
    wrong = await browser.send(form, first="AFFECTED", second="")
    assert (wrong.answer.status_code, "Say of both as what they stand" in wrong.text) == (400, True)
    page = await browser.send(form, first="AFFECTED", second="AFFECTED")
    assert (page.url, "Samira Khourawiyeh" in page.text) == (f"/explorer/matches/{match['id']}", True)
    assert "A home of theirs is suppressed: two reviewers must say" in page.text
    page = await deciding(browser, page, answer="same", reason=REASON, checked="yes")
    assert "Kept: One reviewer says one person; a second must decide." in page.text
    assert len(await persons(hub, "Khourawiyeh")) == 2
